"""Every button of a card, from end to end: the real client, the bot's own server, the engine."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from dbos import DBOS

from bot.sandbox import Person, Reply, Upload
from bot.sandbox.model import MessageState, Permission
from bot.store.cards import CardRecords
from cogs.words import ENGLISH
from tests.shared_stage import quick, shared
from tests.stage import Stage, picture_file, pixels_of, results, said

pytestmark = pytest.mark.asyncio(loop_scope="module")

__all__ = ["quick", "shared"]

SUNSET = "264653, #E9C46A; e76f51"


async def card(shared: Stage, person: Person, photo: Path | Upload, **options: Any) -> Reply:
    """Return a card that has ended."""
    command = "recolor palette" if "colors" in options else "recolor auto"
    reply = await person.run(command, image=photo, **options)
    await shared.end_of(reply)
    return reply


async def pressed(shared: Stage, person: Person, reply: Reply, button: str) -> MessageState:
    """Press a button that begins a job, and return its end."""
    begun = await person.press(reply, button)
    await begun.acknowledged()
    assert begun.message is not reply.message
    return await shared.end_of(begun)


def label(key: str) -> str:
    return ENGLISH.say(f"button-{key}")


async def test_a_card_shows_what_was_asked_for_and_what_came_out(
    shared: Stage, photographs: dict[str, Path]
):
    reply = await card(shared, shared.person(), photographs["coffee"], colors=SUNSET)
    end = reply.state
    [_, swatches] = end.attachments
    assert swatches.filename == "palette.png"
    assert swatches.description is not None
    assert swatches.description.count("#") == 6
    assert [button["label"] for button in end.buttons] == [
        label(key)
        for key in (
            *("softer", "stronger", "recolor", "compare"),
            *("input", "text", "table", "delete"),
        )
    ]


async def test_what_came_out_is_what_can_be_seen(shared: Stage):
    person = shared.person()
    logo = np.zeros((300, 300, 4), np.uint8)
    logo[100:200, 50:250] = (233, 196, 106, 255)
    reply = await card(shared, person, picture_file(logo, "PNG", "logo.png"), colors="teal, navy")
    told = await (await person.press(reply, label("text"))).acknowledged()
    _, came_out = told.state.text.splitlines()
    assert came_out.count("`#") == 2
    # Previews are drawn on this gray.
    assert "DDDDDD" not in came_out


async def test_of_a_fully_transparent_picture_no_color_came_out(shared: Stage):
    person = shared.person()
    clear = picture_file(np.zeros((90, 90, 4), np.uint8), "PNG", "clear.png")
    reply = await card(shared, person, clear, colors="teal, navy")
    [_, swatches] = reply.state.attachments
    assert swatches.description == ENGLISH.say("alt-swatches", colors="#008080, #000080")
    assert ENGLISH.say("caption-palette") not in reply.state.text
    told = await (await person.press(reply, label("text"))).acknowledged()
    assert told.state.text == ENGLISH.say("text-asked", colors="`#008080` `#000080`")


async def test_softer_and_stronger_move_the_degree_by_steps(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    begun = await person.press(reply, label("softer"))
    end = await shared.end_of(await begun.acknowledged())
    assert "strength 75%" in said(end)
    assert not end.ephemeral
    end = await pressed(shared, person, begun, label("stronger"))
    assert "strength 100%" in said(end)
    [stronger] = [button for button in end.buttons if button["label"] == label("stronger")]
    assert stronger["disabled"]


async def test_someone_else_works_on_a_private_copy(shared: Stage, photographs: dict[str, Path]):
    reply = await card(shared, shared.person(), photographs["coffee"], colors=SUNSET)
    eve = shared.sandbox.person("Eve")
    end = await pressed(shared, eve, reply, label("softer"))
    assert end.ephemeral
    assert len(reply.history[-1].buttons) == 8


async def test_before_and_after_stand_side_by_side(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    end = await pressed(shared, person, reply, label("compare"))
    [both] = end.attachments
    assert pixels_of(both).shape == (400, 1206, 3)
    assert both.description == ENGLISH.say("alt-compare")


async def test_a_card_that_could_not_be_kept_is_not_compared(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    await CardRecords(shared.bot._store).delete(int(reply.interaction.id))
    told = await (await person.press(reply, label("compare"))).acknowledged()
    # Nobody knows which of the message's files are results.
    assert told.state.text == ENGLISH.say("card-forgotten")


async def test_a_table_is_a_file_for_its_asker_alone(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    end = await pressed(shared, person, reply, label("table"))
    [table] = end.attachments
    assert table.filename == "coffee-recolored.cube"
    assert b"LUT_3D_SIZE" in table.read()
    assert end.ephemeral
    assert "people" in end.text.lower()


async def test_colors_come_as_text(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    told = await (await person.press(reply, label("text"))).acknowledged()
    asked, came_out = told.state.text.splitlines()
    assert asked == "Asked for: `#264653` `#E9C46A` `#E76F51`"
    assert came_out.count("`#") == 3
    assert told.ephemeral


async def test_other_colors_begin_with_the_present_ones(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    form = await (await person.press(reply, label("recolor"))).acknowledged()
    assert form.modal is not None
    assert "#264653 #E9C46A #E76F51" in str(form.modal)
    sent = await person.submit_modal(form, colors="navy teal", degree="0.5")
    end = await shared.end_of(await sent.acknowledged())
    assert "`#000080`" in said(end)
    assert "strength 50%" in said(end)


async def test_colors_that_cannot_be_read_are_given_back(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    form = await (await person.press(reply, label("recolor"))).acknowledged()
    refused = await (await person.submit_modal(form, colors="navy taupeish")).acknowledged()
    assert refused.ephemeral
    assert "taupeish" in refused.state.text
    again = await (await person.press(refused, label("retype"))).acknowledged()
    assert "navy taupeish" in str(again.modal)
    sent = await person.submit_modal(again, colors="navy")
    assert results(await shared.end_of(await sent.acknowledged()))


async def test_a_result_is_the_next_input(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    form = await (await person.press(reply, label("input"))).acknowledged()
    sent = await person.submit_modal(form, colors="teal", degree="0.5", keep=False)
    end = await shared.end_of(await sent.acknowledged())
    [result] = results(end)
    assert result.filename == "coffee-recolored-recolored.png"
    assert not end.ephemeral


async def test_one_colorway_is_picked(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    reply = await card(shared, person, photographs["coffee"], count=3)
    all_of_them = results(reply.state)
    assert [b["label"] for b in reply.state.buttons][:3] == ["1", "2", "3"]
    begun = await (await person.press(reply, "2")).acknowledged()
    end = await shared.end_of(begun)
    [picked] = results(end)
    assert (pixels_of(picked) == pixels_of(all_of_them[1])).all()
    assert "Colorway 2 of 3" in said(end)
    softer = await pressed(shared, person, begun, label("softer"))
    [result] = results(softer)
    assert np.abs(pixels_of(result).astype(int) - pixels_of(picked)).mean() > 0.5
    table = await pressed(shared, person, begun, label("table"))
    assert len(table.attachments) == 1


async def test_only_the_owner_deletes(shared: Stage, photographs: dict[str, Path]):
    person, eve = shared.person(), shared.sandbox.person("Eve")
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    told = await (await eve.press(reply, label("delete"))).acknowledged()
    assert told.state.text == ENGLISH.say("delete-not-yours")
    assert not reply.message.deleted
    await (await person.press(reply, label("delete"))).acknowledged()
    await shared.sandbox.until(lambda: reply.message.deleted)


async def test_a_moderator_deletes_and_a_stranger_does_not(
    shared: Stage, photographs: dict[str, Path]
):
    reply = await card(shared, shared.person(), photographs["coffee"], colors=SUNSET)
    sandbox = shared.sandbox
    role = sandbox.add_role(sandbox.guild, "Mod", permissions=Permission.MANAGE_MESSAGES)
    moderator = sandbox.person("Mo", roles=[role])
    # Who only sees their own private copy deletes that, and nothing of others.
    copy = await sandbox.person("Eve").press(reply, label("softer"))
    await shared.end_of(await copy.acknowledged())
    assert not reply.message.deleted
    await (await moderator.press(reply, label("delete"))).acknowledged()
    await sandbox.until(lambda: reply.message.deleted)
    assert not copy.message.deleted


async def test_a_picture_that_is_gone_is_asked_for_again_and_work_goes_on(
    shared: Stage, photographs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    person = shared.person()
    monkeypatch.setattr(shared.sandbox.links, "life", 30.0)
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    form = await (await person.press(reply, label("softer"))).acknowledged()
    assert form.modal is not None
    assert form.modal["title"] == ENGLISH.say("form-title-upload")
    monkeypatch.undo()
    sent = await person.submit_modal(form, files=[photographs["coffee"]])
    end = await shared.end_of(await sent.acknowledged())
    assert "strength 75%" in said(end)
    assert results(end)


async def test_a_button_pressed_twice_at_once_begins_one_job(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    presses = [await person.press(reply, label("softer")) for _ in range(2)]
    one, other = [await press.acknowledged() for press in presses]
    refused = [each for each in (one, other) if each.ephemeral]
    assert [each.state.text for each in refused] == [ENGLISH.say("busy-alike")]
    [begun] = [each for each in (one, other) if not each.ephemeral]
    assert results(await shared.end_of(begun))


async def test_the_options_of_a_command_are_kept(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    reply = await person.run(
        "recolor palette",
        image=photographs["coffee"],
        colors="teal",
        private=True,
        spoiler=True,
        format="webp",
        channel=person.dm,
    )
    end = await shared.end_of(reply)
    [result] = results(end)
    assert end.ephemeral
    assert result.filename == "coffee-recolored.webp"
    assert "'spoiler': True" in str(end.components)


async def test_who_brings_the_app_along_uses_every_button_anywhere(
    shared: Stage, photographs: dict[str, Path]
):
    guild = shared.sandbox.add_guild("Elsewhere", installed=False)
    channel = shared.sandbox.add_channel(guild, "there")
    person = shared.sandbox.person("Dee", app_installed=True, channel=channel)
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    assert results(reply.state)
    assert results(await pressed(shared, person, reply, label("softer")))
    assert (await pressed(shared, person, reply, label("compare"))).attachments


async def test_who_asked_can_delete_a_card_that_nobody_remembers(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    reply = await card(shared, person, photographs["coffee"], colors=SUNSET)
    await CardRecords(shared.bot._store).delete(int(reply.interaction.id))
    await DBOS.delete_workflows_async([str(reply.interaction.id)])
    other = shared.sandbox.person("Eve")
    told = await (await other.press(reply, label("delete"))).acknowledged()
    assert told.state.text == ENGLISH.say("delete-not-yours")
    await (await person.press(reply, label("delete"))).acknowledged()
    await shared.sandbox.until(lambda: reply.message.deleted)
