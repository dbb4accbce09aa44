"""Where the bot may post and edit, and who sees its answers."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox import Channel, Install, Permission, Person, RefusedError, Reply, Sandbox, Upload
from bot.sandbox.errors import JSON
from bot.sandbox.model import IN_RESPONSES, NOTHING
from tests.discord_schema import assert_valid
from tests.sandbox.conftest import HELLO, Rest
from tests.sandbox.rules.test_messages import layout, text

MESSAGE, THINKING = 4, 5
MISSING_ACCESS = (403, {"message": "Missing Access", "code": 50001})
MISSING_PERMISSIONS = (403, {"message": "Missing Permissions", "code": 50013})
ARCHIVED = (403, {"message": "Thread is archived", "code": 50083})
LOCKED = (403, {"message": "Thread is locked", "code": 160005})
EVERYWHERE = HELLO | {"integration_types": [0, 1]}


def messages(channel: Channel) -> str:
    return f"/channels/{channel.id}/messages"


async def answer_to(rest: Rest, reply: Reply, data: JSON | None = None) -> bool:
    """Answer an interaction in public; return whether Discord made the answer ephemeral."""
    status, outcome = await rest.callback(reply, MESSAGE, data or {"content": "x"})
    assert status == 200, outcome
    assert outcome["interaction"]["response_message_ephemeral"] == reply.ephemeral
    return reply.ephemeral


@pytest.fixture
def thread(rest: Rest) -> Channel:
    return rest.sandbox.add_channel(rest.sandbox.guild, "thread", parent=rest.sandbox.channel)


async def test_a_thread_asks_for_the_permission_of_threads(rest: Rest) -> None:
    sandbox = rest.sandbox
    silent = sandbox.add_channel(sandbox.guild, "silent", denied=Permission.SEND_MESSAGES)
    inside = sandbox.add_channel(sandbox.guild, "inside", parent=silent)
    assert await rest("POST", messages(silent), {"content": "x"}) == MISSING_PERMISSIONS
    assert (await rest("POST", messages(inside), {"content": "x"}))[0] == 200
    closed = sandbox.add_channel(
        sandbox.guild, "closed", denied=Permission.SEND_MESSAGES_IN_THREADS
    )
    inside = sandbox.add_channel(sandbox.guild, "inside", parent=closed)
    assert (await rest("POST", messages(closed), {"content": "x"}))[0] == 200
    assert await rest("POST", messages(inside), {"content": "x"}) == MISSING_PERMISSIONS
    hidden = sandbox.add_channel(sandbox.guild, "hidden", denied=Permission.VIEW_CHANNEL)
    inside = sandbox.add_channel(sandbox.guild, "inside", parent=hidden)
    assert await rest("POST", messages(inside), {"content": "x"}) == MISSING_ACCESS
    reply = await sandbox.person("Ada").run("hello", channel=inside)
    allowed = int(sandbox.interactions.payload(reply.interaction)["app_permissions"])
    assert Permission.VIEW_CHANNEL not in Permission(allowed)


async def test_messages_are_read_with_the_permission_to(rest: Rest) -> None:
    sandbox = rest.sandbox
    denied = Permission.READ_MESSAGE_HISTORY
    channel = sandbox.add_channel(sandbox.guild, "past", denied=denied)
    _, message = await rest("POST", messages(channel), {"content": "x"})
    path = f"{messages(channel)}/{message['id']}"
    assert await rest("GET", path) == MISSING_PERMISSIONS
    assert await rest("GET", messages(channel)) == (200, [])
    channel.denied = NOTHING
    assert (await rest("GET", path))[1]["content"] == "x"


async def test_answers_have_files_where_posts_may_not(rest: Rest, picture: Upload) -> None:
    sandbox = rest.sandbox
    plain = sandbox.add_channel(sandbox.guild, "plain", denied=Permission.ATTACH_FILES)
    files = {"files[0]": picture}
    assert await rest("POST", messages(plain), {}, files=files) == MISSING_PERMISSIONS
    reply = await sandbox.person("Ada").run("hello", channel=plain)
    await rest.callback(reply, THINKING)
    listed = {"attachments": [{"id": 0}]}
    status, edited = await rest("PATCH", rest.original(reply), listed, files=files)
    assert (status, len(edited["attachments"])) == (200, 1)


async def test_others_messages_are_empty_without_the_intent(rest: Rest, picture: Upload) -> None:
    sandbox = rest.sandbox
    ada = sandbox.person("Ada")
    card = sandbox.other_bot("Robo").post_card([text("theirs")], channel=sandbox.channel)
    post = await ada.post("hers", picture, embeds=[{"title": "x"}])
    for message in (card, post):
        _, seen = await rest("GET", f"{messages(sandbox.channel)}/{message.id}")
        hidden = {key: seen[key] for key in ("content", "attachments", "embeds", "components")}
        assert not any(hidden.values()), hidden
    named = await ada.post(f"<@{sandbox.world.bot.id}> look", picture)
    _, seen = await rest("GET", f"{messages(sandbox.channel)}/{named.id}")
    assert seen["content"].endswith("look")
    assert len(seen["attachments"]) == 1
    assert [user["id"] for user in seen["mentions"]] == [str(sandbox.world.bot.id)]
    private = await ada.post("between us", channel=ada.dm)
    _, seen = await rest("GET", f"{messages(ada.dm)}/{private.id}")
    assert seen["content"] == "between us"
    _, listed = await rest("GET", messages(sandbox.channel))
    assert [bool(message["content"]) for message in listed] == [True, False, False]
    assert_valid(sandbox.requests)


async def test_a_menus_target_is_complete(rest: Rest, picture: Upload) -> None:
    await rest.register({"name": "take", "type": 3})
    ada = rest.sandbox.person("Ada")
    post = await ada.post("hers", picture)
    reply = await ada.use(post, "take")
    (target,) = reply.interaction.data["resolved"]["messages"].values()
    assert (target["content"], len(target["attachments"])) == ("hers", 1)


async def test_a_guild_with_the_commands_alone(rest: Rest) -> None:
    sandbox = rest.sandbox
    guild = sandbox.add_guild("Commands", commands_only=True)
    channel = sandbox.add_channel(guild, "talk")
    ada = sandbox.person("Ada", channel=channel)
    reply = await ada.run("hello")
    payload = sandbox.interactions.payload(reply.interaction)
    assert payload["authorizing_integration_owners"] == {"0": str(guild.id)}
    assert int(payload["app_permissions"]) == IN_RESPONSES
    guild.everyone &= ~Permission.ATTACH_FILES
    payload = sandbox.interactions.payload(reply.interaction)
    assert int(payload["app_permissions"]) == IN_RESPONSES & ~Permission.ATTACH_FILES
    assert not await answer_to(rest, reply)
    for _ in range(6):
        assert (await rest("POST", rest.webhook(reply), {"content": "more"}))[0] == 200
    assert await rest("POST", messages(channel), {"content": "late"}) == MISSING_ACCESS
    assert (await rest("GET", f"/guilds/{guild.id}"))[0] == 404
    assert sandbox.world.bot.id not in guild.members


async def test_what_an_app_may_do_in_private(rest: Rest) -> None:
    sandbox = rest.sandbox
    await rest.register(EVERYWHERE)
    ada = sandbox.person("Ada", app_installed=True)
    reply = await ada.run("hello", channel=ada.dm)
    assert reply.interaction.owners == {"0": "0", "1": str(ada.user.id)}
    assert int(sandbox.interactions.payload(reply.interaction)["app_permissions"]) == IN_RESPONSES
    group = sandbox.group(ada, sandbox.person("Bob"))
    reply = await ada.run("hello", channel=group)
    payload = sandbox.interactions.payload(reply.interaction)
    assert int(payload["app_permissions"]) == IN_RESPONSES & ~Permission.USE_EXTERNAL_EMOJIS


@pytest.fixture
async def eve(rest: Rest) -> AsyncIterator[Person]:
    """Somebody who brings the app along to a guild without it."""
    await rest.register(EVERYWHERE)
    guild = rest.sandbox.add_guild("Elsewhere", installed=False)
    channel = rest.sandbox.add_channel(guild, "talk")
    yield rest.sandbox.person("Eve", app_installed=True, channel=channel)


async def test_without_external_apps_answers_are_ephemeral(rest: Rest, eve: Person) -> None:
    assert not await answer_to(rest, await eve.run("hello"))
    assert eve.channel.guild
    eve.channel.guild.everyone &= ~Permission.USE_EXTERNAL_APPS
    reply = await eve.run("hello")
    assert await answer_to(rest, reply)
    _, follow_up = await rest("POST", rest.webhook(reply), {"content": "more"})
    assert follow_up["flags"] == 64
    deferred = await eve.run("hello")
    _, outcome = await rest.callback(deferred, THINKING)
    assert outcome["interaction"]["response_message_ephemeral"]
    assert not await answer_to(rest, await eve.run("hello", channel=eve.dm))


async def test_external_apps_do_not_matter_where_the_guild_has_the_app(rest: Rest) -> None:
    rest.sandbox.guild.everyone &= ~Permission.USE_EXTERNAL_APPS
    ada = rest.sandbox.person("Ada", app_installed=True)
    assert not await answer_to(rest, await ada.run("hello"))


async def test_who_may_not_send_gets_ephemeral_answers(rest: Rest) -> None:
    sandbox = rest.sandbox
    news = sandbox.add_channel(sandbox.guild, "news", denied_to_people=Permission.SEND_MESSAGES)
    ada = sandbox.person("Ada", channel=news)
    with pytest.raises(RefusedError, match="cannot send"):
        await ada.post("hi")
    assert await answer_to(rest, await ada.run("hello"))
    assert (await rest("POST", messages(news), {"content": "x"}))[0] == 200
    keeper = sandbox.add_role(sandbox.guild, "Keeper", permissions=Permission.ADMINISTRATOR)
    kim = sandbox.person("Kim", channel=news, roles=[keeper])
    assert not await answer_to(rest, await kim.run("hello"))
    _, written = await rest("GET", f"/channels/{news.id}")
    everyone, bot = written["permission_overwrites"]
    assert (everyone["id"], everyone["deny"]) == (str(sandbox.guild.id), str(1 << 11))
    assert (bot["id"], bot["allow"]) == (str(sandbox.world.bot.id), str(1 << 11))


async def test_an_archived_thread_opens_for_a_new_message(rest: Rest, thread: Channel) -> None:
    ada = rest.sandbox.person("Ada", channel=thread)
    reply = await ada.run("hello")
    await answer_to(rest, reply)
    _, late = await rest("POST", messages(thread), {"content": "x"})
    thread.archived = True
    assert await rest("PATCH", rest.original(reply), {"content": "y"}) == ARCHIVED
    path = f"{messages(thread)}/{late['id']}"
    assert await rest("PATCH", path, {"content": "y"}) == ARCHIVED
    _, written = await rest("GET", f"/channels/{thread.id}")
    assert written["thread_metadata"]["archived"]
    assert (await rest("POST", messages(thread), {"content": "awake"}))[0] == 200
    assert not thread.archived
    assert (await rest("PATCH", path, {"content": "y"}))[0] == 200
    thread.archived = True
    assert not await answer_to(rest, await ada.run("hello"))
    assert not thread.archived
    thread.archived = True
    await ada.post("hi")
    assert not thread.archived


async def test_a_locked_thread(rest: Rest, thread: Channel) -> None:
    ada = rest.sandbox.person("Ada", channel=thread)
    public = await ada.run("hello")
    await answer_to(rest, public)
    private = await ada.run("hello")
    await rest.callback(private, MESSAGE, {"content": "x", "flags": 64})
    thread.locked = True
    assert await rest("POST", messages(thread), {"content": "x"}) == LOCKED
    assert await rest("PATCH", rest.original(public), {"content": "y"}) == LOCKED
    assert (await rest("PATCH", rest.original(private), {"content": "y"}))[0] == 200
    assert await answer_to(rest, await ada.run("hello"))
    with pytest.raises(RefusedError, match="cannot send"):
        await ada.post("hi")
    thread.archived = True
    assert await rest.callback(await ada.run("hello"), MESSAGE, {"content": "x"}) == ARCHIVED
    assert await rest.callback(await ada.run("hello"), THINKING) == ARCHIVED
    assert await rest("POST", messages(thread), {"content": "x"}) == ARCHIVED
    assert await rest("DELETE", rest.original(public)) == ARCHIVED
    thread.archived = False
    assert (await rest("DELETE", rest.original(public)))[0] == 204


async def test_a_refused_callback_is_no_reaction(rest: Rest, thread: Channel) -> None:
    thread.locked = thread.archived = True
    reply = await rest.sandbox.person("Ada", channel=thread).run("hello")
    assert await rest.callback(reply, MESSAGE, {"content": "x"}) == ARCHIVED
    assert reply.interaction.acknowledged is None
    assert not thread.messages


async def test_an_external_app_in_a_locked_thread(rest: Rest, eve: Person) -> None:
    guild = eve.channel.guild
    assert guild
    thread = rest.sandbox.add_channel(guild, "thread", parent=eve.channel)
    thread.locked = True
    assert await answer_to(rest, await eve.run("hello", channel=thread))
    guild.everyone &= ~Permission.USE_EXTERNAL_APPS
    reply = await eve.run("hello", channel=thread)
    assert await rest.callback(reply, MESSAGE, {"content": "x"}) == ARCHIVED


async def test_a_deferral_keeps_one_flag(rest: Rest) -> None:
    reply = await rest.sandbox.person("Ada").run("hello")
    flags = 1 << 15 | 1 << 12 | 1 << 6
    assert (await rest.callback(reply, THINKING, {"flags": flags}))[0] == 200
    assert int(reply.state.flags) == 1 << 6 | 1 << 7
    status, edited = await rest("PATCH", rest.original(reply), layout(text()))
    assert (status, edited["flags"]) == (200, 1 << 15 | 1 << 6)


async def test_an_application_without_user_installs() -> None:
    async with Sandbox(integration_types=[Install.GUILD]) as sandbox, aiohttp.ClientSession() as s:
        rest = Rest(s, sandbox)
        _, application = await rest("GET", "/applications/@me")
        assert application["integration_types_config"] == {"0": {}}
        path = f"/applications/{rest.application}/commands"
        status, error = await rest("PUT", path, [HELLO, EVERYWHERE | {"name": "other"}])
        assert (status, error["code"], list(error["errors"])) == (400, 50035, ["1"])
        assert list(error["errors"]["1"]) == ["integration_types"]
        status, (registered,) = await rest("PUT", path, [HELLO])
        assert (status, registered["integration_types"]) == (200, [0])
        assert_valid(sandbox.requests)
