"""What a message may say and show."""

import pytest

from bot.sandbox import Reply, Upload
from tests.discord_schema import assert_valid
from tests.sandbox.conftest import Rest
from tests.sandbox.rules.test_messages import layout, text

MESSAGE, THINKING = 4, 5
AUTOMOD = (400, {"message": "Message was blocked by automatic moderation", "code": 200000})
HARMFUL = (400, {"message": "Message blocked by harmful links filter", "code": 240000})
EXPLICIT = (
    400,
    {"message": "Explicit content cannot be sent to the desired recipient(s)", "code": 20009},
)


@pytest.fixture
async def deferred(rest: Rest) -> Reply:
    reply = await rest.sandbox.person("Ada").run("hello")
    await rest.callback(reply, THINKING)
    return reply


async def test_automod_blocks_answers_and_edits(rest: Rest, deferred: Reply) -> None:
    rest.sandbox.guild.blocked_words = ("Rude",)
    original = rest.original(deferred)
    assert await rest("PATCH", original, {"content": "how rude"}) == AUTOMOD
    assert await rest("PATCH", original, layout(text("RUDE"))) == AUTOMOD
    assert deferred.state.thinking
    assert await rest("POST", rest.webhook(deferred), {"content": "rude"}) == AUTOMOD
    assert (await rest("PATCH", original, {"content": "kind"}))[0] == 200
    again = await rest.sandbox.person("Ada").run("hello")
    assert await rest.callback(again, MESSAGE, {"content": "rude"}) == AUTOMOD
    assert again.interaction.acknowledged is None
    assert (await rest.say({"content": "rude"}))[0] == 200
    assert_valid(rest.sandbox.requests)


async def test_links_to_blocked_hosts(rest: Rest, deferred: Reply) -> None:
    rest.sandbox.guild.blocked_hosts = ("bad.example",)
    body = {"content": "see https://bad.example/x"}
    assert await rest("PATCH", rest.original(deferred), body) == HARMFUL
    assert await rest.say(body) == HARMFUL
    assert (await rest.say({"content": "see https://good.example/x"}))[0] == 200


async def test_pictures_that_count_as_explicit(
    rest: Rest, deferred: Reply, picture: Upload
) -> None:
    rest.sandbox.channel.blocks_pictures = True
    listed = {"attachments": [{"id": 0}]}
    files = {"files[0]": picture}
    assert await rest("PATCH", rest.original(deferred), listed, files=files) == EXPLICIT
    assert await rest.say({}, files=files) == EXPLICIT
    words = {"files[0]": Upload("words.txt", b"words")}
    assert (await rest("PATCH", rest.original(deferred), listed, files=words))[0] == 200
