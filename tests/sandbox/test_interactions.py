from typing import Any

import discord
import pytest

from bot.sandbox import NoResponseError, Person, Sandbox
from tests.discord_schema import assert_valid
from tests.sandbox.client import PlainClient
from tests.sandbox.conftest import Connect, Rest
from tests.sandbox.rules.test_messages import button, layout, row, text

MESSAGE, THINKING, LATER, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
UNKNOWN = (404, {"message": "Unknown interaction", "code": 10062})
UNKNOWN_WEBHOOK = (404, {"message": "Unknown Webhook", "code": 10015})
DEAD = (401, {"message": "Invalid Webhook Token", "code": 50027})


async def test_three_seconds_without_a_reaction(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    rest.sandbox.clock.advance(2.9)
    assert not reply.failed
    rest.sandbox.clock.advance(0.2)
    with pytest.raises(NoResponseError, match="did not respond"):
        await reply.acknowledged()
    with pytest.raises(NoResponseError):
        await reply.until(lambda _: True)
    assert await rest.callback(reply, THINKING) == UNKNOWN


async def test_late_and_second_reactions_as_the_real_client_meets_them(
    sandbox: Sandbox, ada: Person, client: PlainClient, connect: Connect
) -> None:
    codes: list[int] = []

    async def attempt(interaction: discord.Interaction[Any]) -> None:
        try:
            await interaction.response.defer()
        except discord.HTTPException as error:
            codes.append(error.code)

    @client.tree.command(name="late", description="React too late")
    async def late(interaction: discord.Interaction[Any]) -> None:
        sandbox.clock.advance(3.1)
        await attempt(interaction)

    @client.tree.command(name="twice", description="React twice")
    async def twice(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        del interaction._cs_response  # type: ignore[attr-defined]
        await attempt(interaction)

    await connect(client)
    with pytest.raises(NoResponseError):
        await (await ada.run("late")).acknowledged()
    await (await ada.run("twice")).acknowledged()
    await sandbox.until(lambda: sandbox.requests[-1].status == 400)
    assert [request.status for request in sandbox.requests[-3:]] == [404, 200, 400]
    assert_valid(sandbox.requests)


async def test_a_token_lives_fifteen_minutes(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    await rest.callback(reply, THINKING)
    rest.sandbox.clock.advance(15 * 60 - 5)
    status, _ = await rest("PATCH", rest.original(reply), {"content": "in time"})
    assert status == 200
    rest.sandbox.clock.advance(10)
    assert await rest("PATCH", rest.original(reply), {"content": "late"}) == DEAD
    assert await rest("POST", rest.webhook(reply), {"content": "late"}) == DEAD
    assert reply.state.content == "in time"


async def test_the_real_client_falls_back_to_the_channel(
    sandbox: Sandbox, ada: Person, client: PlainClient, connect: Connect
) -> None:
    @client.tree.command(name="slow", description="Take long")
    async def slow(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        sandbox.clock.advance(901)
        try:
            await interaction.edit_original_response(content="late")
        except discord.HTTPException as error:
            assert error.code == 50027
            assert isinstance(interaction.channel, discord.TextChannel)
            await interaction.channel.send("in the channel")

    await connect(client)
    reply = await ada.run("slow")
    await sandbox.until(lambda: len(ada.channel.messages) == 2)
    assert [m.content for m in ada.channel.messages.values()] == ["", "in the channel"]
    assert reply.state.thinking


async def test_there_is_no_webhook_before_a_reaction(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    assert await rest("GET", rest.original(reply)) == UNKNOWN_WEBHOOK
    assert await rest("POST", rest.webhook(reply), {"content": "x"}) == UNKNOWN_WEBHOOK
    assert await rest("PATCH", f"/webhooks/{rest.application}/nonsense/messages/@original") == (
        UNKNOWN_WEBHOOK
    )


async def test_thinking_is_a_message_that_an_edit_replaces(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    status, outcome = await rest.callback(reply, THINKING, {"flags": 64})
    assert status == 200
    assert outcome == {
        "interaction": {
            "id": str(reply.interaction.id),
            "type": 2,
            "response_message_id": str(reply.message.id),
            "response_message_loading": True,
            "response_message_ephemeral": True,
        }
    }
    _, original = await rest("GET", rest.original(reply))
    assert original["flags"] == 64 | 128
    _, edited = await rest("PATCH", rest.original(reply), {"content": "x", "flags": 0})
    assert (edited["flags"], edited["edited_timestamp"]) == (64, None)


async def test_the_first_follow_up_takes_the_place_of_thinking(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    await rest.callback(reply, THINKING)
    _, first = await rest("POST", rest.webhook(reply), {"content": "first", "flags": 64})
    assert first["id"] == str(reply.message.id)
    assert first["flags"] == 0
    _, second = await rest("POST", rest.webhook(reply), {"content": "second", "flags": 64})
    assert second["id"] != first["id"]
    assert second["flags"] == 64
    path = f"{rest.webhook(reply)}/messages/{second['id']}"
    assert (await rest("PATCH", path, {"content": "edited"}))[1]["content"] == "edited"
    assert await rest("DELETE", path) == (204, None)
    assert (await rest("GET", path))[1]["code"] == 10008
    assert await rest("DELETE", rest.original(reply)) == (204, None)
    assert (await rest("GET", rest.original(reply)))[1]["code"] == 10008


async def test_where_only_the_user_installed_it_there_are_five_follow_ups(rest: Rest) -> None:
    await rest.register(
        {"name": "hello", "description": "x", "contexts": [0, 1, 2], "integration_types": [1]}
    )
    guild = rest.sandbox.add_guild("Elsewhere", installed=False)
    channel = rest.sandbox.add_channel(guild, "talk")
    eve = rest.sandbox.person("Eve", app_installed=True, channel=channel)
    reply = await eve.run("hello")
    await rest.callback(reply, MESSAGE, {"content": "x"})
    for _ in range(5):
        assert (await rest("POST", rest.webhook(reply), {"content": "x"}))[0] == 200
    status, error = await rest("POST", rest.webhook(reply), {"content": "x"})
    assert (status, error["code"]) == (400, 40094)
    assert (await rest("PATCH", rest.original(reply), {"content": "y"}))[0] == 200
    late = f"/channels/{channel.id}/messages"
    assert (await rest("POST", late, {"content": "x"}))[1]["code"] == 50001


@pytest.mark.parametrize("kind", [1, LATER, UPDATE, CHOICES, 99, None])
async def test_what_does_not_answer_a_command(rest: Rest, kind: Any) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    status, error = await rest.callback(reply, kind, {"content": "x"})
    assert (status, list(error["errors"])) == (400, ["type"])
    # A refused reaction is none: the next one counts.
    assert (await rest.callback(reply, MESSAGE, {"content": "x"}))[0] == 200


async def test_a_refused_message_is_no_reaction(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    status, error = await rest.callback(reply, MESSAGE, {"content": "x" * 2001})
    assert (status, error["errors"]["data"]["content"]["_errors"][0]["code"]) == (
        400,
        "BASE_TYPE_MAX_LENGTH",
    )
    assert reply.interaction.acknowledged is None


async def test_a_button_updates_the_message_it_stands_on(rest: Rest) -> None:
    ada = rest.sandbox.person("Ada")
    reply = await ada.run("hello")
    await rest.callback(reply, MESSAGE, layout(text("a"), row(button())))
    pressed = await ada.press(reply, "Go")
    status, outcome = await rest.callback(pressed, UPDATE, {"components": [text("b")]})
    assert status == 200
    assert outcome["resource"]["message"]["id"] == str(reply.message.id)
    assert reply.state.text == "b"
    assert pressed.message is reply.message


async def test_the_payload_tells_limits_and_permissions(rest: Rest) -> None:
    large = rest.sandbox.add_guild("Boosted", upload_limit=100 * 1024 * 1024, locale="fr")
    channel = rest.sandbox.add_channel(large, "pictures")
    ada = rest.sandbox.person("Ada", locale="de", channel=channel)
    reply = await ada.run("hello")
    payload = rest.sandbox.interactions.payload(reply.interaction)
    assert payload["attachment_size_limit"] == 100 * 1024 * 1024
    assert (payload["locale"], payload["guild_locale"]) == ("de", "fr")
    assert payload["authorizing_integration_owners"] == {"0": str(large.id)}
    assert int(payload["app_permissions"]) & (1 << 15)
