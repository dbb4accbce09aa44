"""Messages of other bots, and forwards."""

import discord
import pytest

from bot.sandbox import Message, Person, RefusedError, Sandbox, Upload
from bot.sandbox.errors import JSON
from tests.discord_schema import assert_valid
from tests.sandbox.client import PlainClient
from tests.sandbox.conftest import Connect, Rest
from tests.sandbox.rules.test_messages import gallery, text

HAS_SNAPSHOT = 1 << 14


@pytest.fixture
def ada(rest: Rest) -> Person:
    return rest.sandbox.person("Ada")


async def target_of(rest: Rest, ada: Person, post: Message) -> JSON:
    await rest.register({"name": "take", "type": 3})
    reply = await ada.use(post, "take")
    (target,) = reply.interaction.data["resolved"]["messages"].values()
    return target


async def test_a_card_of_another_bot(rest: Rest, ada: Person, picture: Upload) -> None:
    robo = rest.sandbox.other_bot("Robo")
    parts = [
        {"type": 12, "items": [{"media": {"url": "attachment://a.png"}, "spoiler": True}]},
        {
            "type": 9,
            "components": [text()],
            "accessory": {"type": 11, "media": {"url": "attachment://b.png"}},
        },
        {"type": 13, "file": {"url": "attachment://c.png"}},
    ]
    files = [Upload(f"{name}.png", picture.data) for name in "abc"]
    target = await target_of(rest, ada, robo.post_card(parts, *files))
    author = target["author"]
    assert (author["bot"], author["id"]) == (True, str(robo.user.id))
    assert target["attachments"] == []
    shown, section, file = target["components"]
    assert shown["items"][0]["spoiler"]
    assert section["accessory"]["media"]["url"].startswith(rest.sandbox.cdn_url)
    assert (file["name"], file["spoiler"]) == ("c.png", False)
    assert rest.sandbox.world.bot is not robo.user


async def test_another_bots_embed(rest: Rest, ada: Person, picture: Upload) -> None:
    robo = rest.sandbox.other_bot("Robo")
    embed = {"title": "x", "image": {"url": "attachment://my_picture.png"}}
    target = await target_of(rest, ada, robo.post("look", picture, embeds=[embed]))
    assert (target["content"], target["attachments"]) == ("look", [])


async def test_a_forward_shows_what_was_forwarded(rest: Rest, ada: Person, picture: Upload) -> None:
    sandbox = rest.sandbox
    sticker = sandbox.add_sticker("wave", picture.data)
    post = await ada.post("look", picture, stickers=[sticker])
    elsewhere = sandbox.add_channel(sandbox.guild, "elsewhere")
    forward = await ada.forward(post, elsewhere)
    target = await target_of(rest, ada, forward)
    assert target["message_reference"] == {
        "type": 1,
        "message_id": str(post.id),
        "channel_id": str(sandbox.channel.id),
        "guild_id": str(sandbox.guild.id),
    }
    (snapshot,) = target["message_snapshots"]
    message = snapshot["message"]
    assert (message["content"], len(message["attachments"])) == ("look", 1)
    assert message["sticker_items"][0]["name"] == "wave"
    assert not {"author", "id", "channel_id"} & message.keys()
    assert (target["content"], target["attachments"], target["flags"]) == ("", [], HAS_SNAPSHOT)
    path = f"/channels/{elsewhere.id}/messages/{forward.id}"
    _, seen = await rest("GET", path)
    hidden = seen["message_snapshots"][0]["message"]
    assert (hidden["content"], hidden["attachments"]) == ("", [])
    assert_valid(sandbox.requests)


async def test_a_forward_does_not_change(rest: Rest, ada: Person) -> None:
    _, posted = await rest.say({"content": "before"})
    message = ada.channel.messages[int(posted["id"])]
    forward = await ada.forward(message)
    await rest("PATCH", f"/channels/{ada.channel.id}/messages/{message.id}", {"content": "after"})
    target = await target_of(rest, ada, forward)
    (snapshot,) = target["message_snapshots"]
    assert snapshot["message"]["content"] == "before"


async def test_a_forwarded_card(rest: Rest, ada: Person, picture: Upload) -> None:
    robo = rest.sandbox.other_bot("Robo")
    card = robo.post_card([gallery("attachment://my_picture.png")], picture)
    target = await target_of(rest, ada, await ada.forward(card))
    (snapshot,) = target["message_snapshots"]
    message = snapshot["message"]
    assert message["attachments"] == []
    assert message["components"][0]["items"][0]["media"]["attachment_id"]


async def test_what_one_person_sees_is_not_forwarded(rest: Rest, ada: Person) -> None:
    reply = await ada.run("hello")
    await rest.callback(reply, 4, {"content": "x", "flags": 64})
    with pytest.raises(RefusedError, match="cannot be forwarded"):
        await ada.forward(reply)


async def test_the_real_client_reads_a_forward(
    sandbox: Sandbox, client: PlainClient, connect: Connect, picture: Upload
) -> None:
    @client.tree.context_menu(name="Read")
    async def read(interaction: discord.Interaction, message: discord.Message) -> None:
        (snapshot,) = message.message_snapshots
        data = await snapshot.attachments[0].read()
        await interaction.response.send_message(f"{snapshot.content}: {len(data)}")

    await connect(client)
    ada = sandbox.person("Ada")
    forward = await ada.forward(await ada.post("look", picture))
    reply = await (await ada.use(forward, "Read")).acknowledged()
    assert reply.state.content == f"look: {len(picture.data)}"
