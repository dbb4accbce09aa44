"""The "Apps" menu of messages, from end to end."""

import re
from pathlib import Path

import numpy as np
import pytest

from bot.sandbox import Upload
from cogs.words import ENGLISH
from tests.shared_stage import quick, shared
from tests.stage import Stage, picture_file, pixels_of, results, said

pytestmark = pytest.mark.asyncio(loop_scope="module")

__all__ = ["quick", "shared"]

RECOLOR, COLORS, LIKE = (ENGLISH.say(f"menu-{key}") for key in ("recolor", "colors", "like"))


async def test_several_pictures_of_a_message_become_one_gallery(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    files = [photographs[name] for name in ("coffee", "chelsea", "coffee")]
    post = await shared.sandbox.person("Bo").post("look", *files)
    form = await (await person.use(post, RECOLOR)).acknowledged()
    sent = await person.submit_modal(form, colors="teal orange", degree="0.75")
    end = await shared.end_of(await sent.acknowledged())
    assert [file.filename for file in results(end)] == [
        "coffee-recolored.png",
        "chelsea-recolored.png",
        "coffee-recolored-2.png",
    ]
    assert "strength 75%" in said(end)


async def test_some_pictures_of_a_message_are_chosen(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    post = await person.post("", photographs["coffee"], photographs["chelsea"])
    form = await (await person.use(post, RECOLOR)).acknowledged()
    sent = await person.submit_modal(form, colors="teal", which=["2"], private=True)
    end = await shared.end_of(await sent.acknowledged())
    assert [file.filename for file in results(end)] == ["chelsea-recolored.png"]
    assert end.ephemeral


async def test_the_colors_of_a_picture_are_taken_saved_and_used(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    post = await person.post("", photographs["flower"])
    taken = await (await person.use(post, COLORS)).acknowledged()
    end = await shared.end_of(taken)
    assert taken.ephemeral
    assert said(end) == "### Colors of “flower.jpg”"
    assert end.text.count("`#") == 6
    form = await (await person.press(taken, ENGLISH.say("button-keep"))).acknowledged()
    told = await (await person.submit_modal(form, name="Petals")).acknowledged()
    assert ENGLISH.say("palette-saved", name="“Petals”") in told.state.text
    reply = await person.run("recolor palette", image=photographs["coffee"], colors="petals")
    assert "Petals" in said(await shared.end_of(reply))
    form = await (await person.press(taken, ENGLISH.say("button-use"))).acknowledged()
    sent = await person.submit_modal(form, files=[photographs["coffee"]])
    assert results(await shared.end_of(await sent.acknowledged()))


async def test_the_colors_of_ten_pictures_make_a_small_card(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    post = await person.post("", *[photographs["coffee"], photographs["flower"]] * 5)
    form = await (await person.use(post, COLORS)).acknowledged()
    taken = await (await person.submit_modal(form)).acknowledged()
    end = await shared.end_of(taken)
    assert said(end) == "### Colors of 10 pictures"
    assert "`#" not in end.text
    [swatches] = end.attachments
    assert swatches.description is not None
    assert swatches.description.count("#") == 60
    assert [button["label"] for button in end.buttons] == [
        ENGLISH.say(f"button-{key}") for key in ("use", "keep", "text")
    ]
    told = await (await person.press(taken, ENGLISH.say("button-text"))).acknowledged()
    assert told.state.text.count("`#") == 60


async def test_of_several_pictures_the_colors_of_one_are_saved_and_used(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    post = await person.post("", photographs["coffee"], photographs["flower"])
    form = await (await person.use(post, COLORS)).acknowledged()
    taken = await (await person.submit_modal(form)).acknowledged()
    await shared.end_of(taken)
    told = await (await person.press(taken, ENGLISH.say("button-text"))).acknowledged()
    coffee, flower = (line.partition(": ")[2] for line in told.state.text.splitlines())
    assert coffee != flower
    form = await (await person.press(taken, ENGLISH.say("button-keep"))).acknowledged()
    sent = await person.submit_modal(form, which=["2"], name="Petals of two")
    kept = await sent.acknowledged()
    assert kept.state.text.startswith("Saved as “Petals of two”.")
    assert flower in kept.state.text
    form = await (await person.press(taken, ENGLISH.say("button-use"))).acknowledged()
    sent = await person.submit_modal(form, which=["1"], files=[photographs["chelsea"]])
    assert f"Palette {coffee}" in said(await shared.end_of(await sent.acknowledged()))


async def test_a_picture_without_colors_is_named_and_the_others_are_shown(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    clear = picture_file(np.zeros((90, 90, 4), np.uint8), "PNG", "clear.png")
    cut = Upload("cut.png", photographs["astronaut"].read_bytes()[:50_000])
    post = await person.post("", clear, photographs["coffee"], cut, photographs["flower"])
    form = await (await person.use(post, COLORS)).acknowledged()
    taken = await (await person.submit_modal(form)).acknowledged()
    end = await shared.end_of(taken)
    assert said(end) == "### Colors of 2 pictures"
    assert ENGLISH.say("trouble-no-colors", file="“clear.png”") in end.text
    assert ENGLISH.say("trouble-picture-damaged", file="“cut.png”") in end.text
    form = await (await person.press(taken, ENGLISH.say("button-keep"))).acknowledged()
    assert "1. coffee.jpg" in str(form.modal)
    assert "2. flower.jpg" in str(form.modal)
    assert "clear" not in str(form.modal)


async def test_the_paper_behind_a_transparent_picture_is_none_of_its_colors(shared: Stage):
    person = shared.person()
    logo = np.zeros((300, 300, 4), np.uint8)
    logo[100:200, 50:250] = (233, 196, 106, 255)
    post = await person.post("", picture_file(logo, "PNG", "logo.png"))
    taken = await (await person.use(post, COLORS)).acknowledged()
    end = await shared.end_of(taken)
    assert re.findall("`#[0-9A-F]{6}`", end.text) == ["`#E9C46A`"]


async def test_pictures_are_colored_after_one_of_a_message(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    post = await person.post("", photographs["flower"])
    form = await (await person.use(post, LIKE)).acknowledged()
    sent = await person.submit_modal(form, files=[photographs["coffee"], photographs["chelsea"]])
    end = await shared.end_of(await sent.acknowledged())
    assert len(results(end)) == 2
    assert "Colored after “flower.jpg”" in said(end)


@pytest.mark.parametrize("menu", [RECOLOR, COLORS, LIKE])
async def test_a_message_without_a_picture_is_answered_privately(shared: Stage, menu: str):
    person = shared.person()
    post = await person.post("only words", Upload("notes.txt", b"hi"))
    told = await (await person.use(post, menu)).acknowledged()
    assert (told.ephemeral, told.state.text) == (True, ENGLISH.say("no-picture-there"))


async def test_of_several_pictures_one_that_is_damaged_is_named_and_the_rest_come(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    cut = Upload("cut.png", photographs["astronaut"].read_bytes()[:50_000])
    post = await person.post("", photographs["coffee"], cut)
    form = await (await person.use(post, RECOLOR)).acknowledged()
    sent = await person.submit_modal(form, colors="teal")
    end = await shared.end_of(await sent.acknowledged())
    assert [file.filename for file in results(end)] == ["coffee-recolored.png"]
    assert ENGLISH.say("trouble-picture-damaged", file="“cut.png”") in end.text


async def test_the_buttons_of_several_pictures_are_about_those_that_came(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    cut = Upload("cut.png", photographs["astronaut"].read_bytes()[:50_000])
    post = await person.post("", cut, photographs["coffee"], photographs["chelsea"])
    form = await (await person.use(post, RECOLOR)).acknowledged()
    reply = await (await person.submit_modal(form, colors="teal")).acknowledged()
    assert len(results(await shared.end_of(reply))) == 2
    begun = await person.press(reply, ENGLISH.say("button-compare"))
    both = results(await shared.end_of(await begun.acknowledged()))
    assert [pixels_of(file).shape for file in both] == [(400, 1206, 3), (300, 908, 3)]
    for button in ("softer", "table"):
        begun = await person.press(reply, ENGLISH.say(f"button-{button}"))
        end = await shared.end_of(await begun.acknowledged())
        assert len(results(end)) == 2
        assert "cut.png" not in end.text


async def test_ten_pictures_at_once(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    post = await person.post("", *[photographs["coffee"]] * 10)
    form = await (await person.use(post, RECOLOR)).acknowledged()
    sent = await person.submit_modal(form, colors="teal")
    end = await shared.end_of(await sent.acknowledged())
    assert len(end.attachments) == 10
