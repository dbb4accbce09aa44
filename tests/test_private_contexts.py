"""What one person alone sees is never shown to others, nor is what was hidden shown openly."""

from pathlib import Path

import pytest

from bot.sandbox import Person, Reply, Upload
from bot.sandbox.cdn import LINK_LIFE
from bot.sandbox.faults import refusing
from bot.sandbox.model import MessageState, Permission, walk
from cogs import presses
from cogs.words import ENGLISH
from tests.shared_stage import quick, shared
from tests.stage import Stage, results, said

pytestmark = pytest.mark.asyncio(loop_scope="module")

__all__ = ["quick", "shared"]

BRIEF = 120.0


def label(key: str) -> str:
    return ENGLISH.say(f"button-{key}")


def hidden(state: MessageState) -> set[bool]:
    return {item["spoiler"] for part in walk(state.components) for item in part.get("items", [])}


async def pressed(person: Person, reply: Reply, key: str) -> Reply:
    return await (await person.press(reply, label(key))).acknowledged()


async def sent(person: Person, form: Reply, **values: object) -> Reply:
    return await (await person.submit_modal(form, **values)).acknowledged()


async def test_nothing_that_comes_of_a_private_result_is_public(
    shared: Stage, photographs: dict[str, Path]
):
    person, photo = shared.person(), photographs["coffee"]
    reply = await person.run("recolor palette", image=photo, colors="navy", private=True)
    assert (await shared.end_of(reply)).ephemeral
    for key in ("softer", "compare", "table"):
        assert (await shared.end_of(await pressed(person, reply, key))).ephemeral
    for key in ("recolor", "input"):
        form = await pressed(person, reply, key)
        assert form.modal is not None
        # There is no choice to make.
        assert "private" not in str(form.modal)
        assert (await shared.end_of(await sent(person, form, colors="teal"))).ephemeral


@pytest.mark.parametrize("menu", ["recolor", "like"])
async def test_what_the_apps_make_of_a_private_message_is_private(
    shared: Stage, photographs: dict[str, Path], menu: str
):
    person, photo = shared.person(), photographs["coffee"]
    reply = await person.run("recolor palette", image=photo, colors="navy", private=True)
    await shared.end_of(reply)
    form = await (await person.use(reply, ENGLISH.say(f"menu-{menu}"))).acknowledged()
    answers: dict[str, object] = {"colors": "teal"} if menu == "recolor" else {"files": [photo]}
    end = await shared.end_of(await sent(person, form, **answers))
    assert results(end)
    assert end.ephemeral


async def test_colors_taken_privately_are_used_privately(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    post = await person.post("", photographs["flower"])
    taken = await (await person.use(post, ENGLISH.say("menu-colors"))).acknowledged()
    assert (await shared.end_of(taken)).ephemeral
    form = await pressed(person, taken, "use")
    assert (await shared.end_of(await sent(person, form, files=[photographs["coffee"]]))).ephemeral


async def test_a_correction_of_public_colors_is_public(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    post = await person.post("", photographs["coffee"])
    form = await (await person.use(post, ENGLISH.say("menu-recolor"))).acknowledged()
    wrong = await sent(person, form, colors="nocolor", private=False)
    assert wrong.ephemeral
    form = await pressed(person, wrong, "retype")
    end = await shared.end_of(await sent(person, form, colors="teal"))
    assert "`#008080`" in said(end)
    assert not end.ephemeral


async def test_a_correction_of_private_colors_is_private(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    post = await person.post("", photographs["coffee"])
    form = await (await person.use(post, ENGLISH.say("menu-recolor"))).acknowledged()
    wrong = await sent(person, form, colors="nocolor", private=True)
    form = await pressed(person, wrong, "retype")
    assert (await shared.end_of(await sent(person, form, colors="teal"))).ephemeral


async def test_a_hidden_picture_that_is_sent_again_stays_hidden(
    shared: Stage, photographs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    person, sandbox = shared.person(), shared.sandbox
    secret = Upload("coffee.jpg", photographs["coffee"].read_bytes(), spoiler=True)
    sandbox.links.life = BRIEF
    reply = await person.run("recolor palette", image=secret, colors="navy")
    assert hidden(await shared.end_of(reply)) == {True}
    monkeypatch.setattr(presses, "_LINK_SECONDS", 2 * BRIEF)
    sandbox.links.life = LINK_LIFE
    sandbox.faults.add("POST", "/attachments/refresh-urls", refusing(404, 0, "404: Not Found"))
    form = await pressed(person, reply, "softer")
    end = await shared.end_of(await sent(person, form, files=[photographs["coffee"]]))
    assert hidden(end) == {True}
    assert not end.ephemeral


async def test_where_discord_keeps_answers_private_so_is_all_that_comes_of_them(
    shared: Stage, photographs: dict[str, Path]
):
    sandbox = shared.sandbox
    denied = Permission.SEND_MESSAGES
    channel = sandbox.add_channel(sandbox.guild, "read-only", denied_to_people=denied)
    person = sandbox.person("Ada", channel=channel)
    reply = await person.run("recolor palette", image=photographs["coffee"], colors="navy")
    assert (await shared.end_of(reply)).ephemeral
    # From now on, Discord would show answers to everybody.
    channel.denied_to_people = Permission(0)
    assert (await shared.end_of(await pressed(person, reply, "softer"))).ephemeral


async def test_a_correction_keeps_which_pictures_were_chosen(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    names = ("coffee", "chelsea", "flower")
    post = await person.post("", *[photographs[name] for name in names])
    form = await (await person.use(post, ENGLISH.say("menu-recolor"))).acknowledged()
    wrong = await sent(person, form, colors="nocolor", which=["3"])
    form = await pressed(person, wrong, "retype")
    end = await shared.end_of(await sent(person, form, colors="teal"))
    assert [file.filename for file in results(end)] == ["flower-recolored.png"]


async def test_nobody_begins_with_the_private_picture_of_somebody_else(
    shared: Stage, photographs: dict[str, Path]
):
    ada, eve = shared.person(), shared.sandbox.person("Eve")
    reply = await ada.run(
        "recolor palette", image=photographs["coffee"], colors="navy", private=True
    )
    await shared.end_of(reply)
    own = await eve.run("recolor palette", image=photographs["coffee"], colors="navy")
    await shared.end_of(own)
    form = await pressed(eve, own, "recolor")
    assert form.modal is not None
    form.modal["custom_id"] = f"form:colors:{reply.interaction.id}"
    told = await sent(eve, form, colors="teal")
    assert told.state.text == ENGLISH.say("forgotten-form")
