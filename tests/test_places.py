"""The bot wherever people talk: threads, forum posts, chats of voice channels, private groups."""

from pathlib import Path

import pytest

from bot.sandbox import Person
from bot.sandbox.model import Channel, Kind, Permission
from cogs.words import ENGLISH
from tests.shared_stage import quick, shared
from tests.stage import Stage, results

pytestmark = pytest.mark.asyncio(loop_scope="module")

__all__ = ["quick", "shared"]

SOFTER, RECOLOR = ENGLISH.say("button-softer"), ENGLISH.say("menu-recolor")


def place(shared: Stage, where: str) -> Channel:
    """Return a channel of that kind."""
    sandbox = shared.sandbox
    match where:
        case "thread":
            return sandbox.add_channel(sandbox.guild, "a thread", parent=sandbox.channel)
        case "forum post":
            forum = sandbox.add_channel(sandbox.guild, "forum", kind=Kind.FORUM)
            return sandbox.add_channel(sandbox.guild, "a post", parent=forum)
        case "voice":
            return sandbox.add_channel(sandbox.guild, "voice", kind=Kind.VOICE)
        case _:
            return sandbox.group(*(sandbox.person(name) for name in ("Bo", "Cleo", "Dee")))


def somebody(shared: Stage, where: Channel) -> Person:
    return shared.sandbox.person("Ada", app_installed=where.guild is None, channel=where)


@pytest.mark.parametrize("where", ["thread", "forum post", "voice", "group"])
async def test_commands_menus_and_buttons_work(
    shared: Stage, photographs: dict[str, Path], where: str
):
    channel = place(shared, where)
    person = somebody(shared, channel)
    reply = await person.run("recolor palette", image=photographs["coffee"], colors="teal")
    assert results(await shared.end_of(reply))
    begun = await (await person.press(reply, SOFTER)).acknowledged()
    assert results(await shared.end_of(begun))
    post = await person.post("", photographs["coffee"])
    form = await (await person.use(post, RECOLOR)).acknowledged()
    sent = await (await person.submit_modal(form, colors="navy")).acknowledged()
    assert results(await shared.end_of(sent))
    assert {begun.message.channel, sent.message.channel} == {channel}


@pytest.mark.parametrize("denied", [Permission.ATTACH_FILES, Permission.VIEW_CHANNEL])
async def test_an_answer_needs_no_permission_of_the_bot(
    shared: Stage, photographs: dict[str, Path], denied: Permission
):
    sandbox = shared.sandbox
    thread = sandbox.add_channel(sandbox.guild, "words", parent=sandbox.channel, denied=denied)
    reply = await somebody(shared, thread).run(
        "recolor palette", image=photographs["coffee"], colors="teal"
    )
    assert results(await shared.end_of(reply))
