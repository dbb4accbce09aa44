"""`/palette`: from a picture to a name, a list, and away again, on the real client."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pytest_asyncio

from bot.engine.extraction import main_colors
from bot.sandbox import Person, Upload
from bot.sandbox.faults import held
from bot.sandbox.model import Permission
from bot.sandbox.reply import Reply
from bot.store import database
from bot.store import palettes as store
from cogs import pace
from cogs.words import ENGLISH
from tests.stage import Stage, picture_file, results, said, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

SUNSET = "264653, e9c46a"
NO_PALETTES = "You have not saved any palettes yet."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Stage]:
    async with stage(tmp_path_factory.mktemp("data")) as running:
        yield running


def manager(shared: Stage) -> Person:
    assert shared.sandbox.channel.guild is not None
    role = shared.sandbox.add_role(
        shared.sandbox.channel.guild, "Host", permissions=Permission.MANAGE_GUILD
    )
    return shared.sandbox.person("Host", roles=[role])


async def say(person: Person, command: str, **options: Any) -> Reply:
    return await (await person.run(command, **options)).acknowledged()


async def names(person: Person) -> str:
    return (await say(person, "palette list")).state.text


def rgb(codes: list[str]) -> Any:
    """Return codes in backticks as numbers."""
    return np.array([list(bytes.fromhex(code.strip("`#"))) for code in codes])


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "SECONDS", 0.0)


async def test_a_palette_is_saved_listed_used_shown_and_deleted(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    saved = await say(person, "palette save", name="  Sommer  am Meer ", colors=SUNSET)
    assert saved.ephemeral
    assert saved.state.text.startswith("Saved as “Sommer am Meer”.\n`#264653` `#E9C46A`")
    [swatches] = saved.state.attachments
    assert swatches.description is None or "264653" in swatches.description
    assert "**1** “Sommer am Meer”\n-# `#264653` `#E9C46A`" in await names(person)
    reply = await person.run(
        "recolor palette", image=photographs["coffee"], colors="sommer am meer, teal"
    )
    assert "Sommer am Meer `#264653` `#E9C46A` teal `#008080`" in (await shared.end_of(reply)).text
    shown = await say(person, "palette show", name="SommerAmMeer")
    assert "### “Sommer am Meer”" in shown.state.text
    assert not shown.ephemeral
    deleted = await say(person, "palette delete", name="sommer AM meer")
    assert deleted.state.text == "Deleted “sommer AM meer”."
    assert NO_PALETTES in await names(person)


async def test_the_colors_of_a_picture_are_shown_and_can_be_kept(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    reply = await person.run("palette extract", image=photographs["coffee"], count=4)
    end = await shared.end_of(reply)
    assert said(end) == "### Colors of “coffee.jpg”"
    found = re.findall("`#[0-9A-F]{6}`", end.text)
    assert len(set(found)) == len(found) == 4
    assert np.abs(rgb(found) - main_colors(photographs["coffee"], 4)).max() < 12
    [swatches] = end.attachments
    assert swatches.description is not None
    assert all(code.strip("`") in swatches.description for code in found)
    assert not reply.ephemeral
    assert [button["label"] for button in end.buttons] == [
        ENGLISH.say(f"button-{key}") for key in ("use", "keep", "text", "delete")
    ]
    form = await (await person.press(reply, ENGLISH.say("button-keep"))).acknowledged()
    kept = await (await person.submit_modal(form, name="Coffee cup")).acknowledged()
    assert kept.state.text.startswith("Saved as “Coffee cup”.")
    assert " ".join(found) in await names(person)
    told = await (await person.press(reply, ENGLISH.say("button-text"))).acknowledged()
    assert told.state.text == " ".join(found)


async def test_the_colors_of_a_picture_are_used_on_another_one(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    reply = await person.run("palette extract", image=photographs["flower"], count=3)
    found = re.findall("`#[0-9A-F]{6}`", (await shared.end_of(reply)).text)
    form = await (await person.press(reply, ENGLISH.say("button-use"))).acknowledged()
    sent = await person.submit_modal(form, files=[photographs["coffee"]])
    end = await shared.end_of(await sent.acknowledged())
    assert [file.filename for file in results(end)] == ["coffee-recolored.png"]
    assert f"Palette {' '.join(found)}" in said(end)


async def test_the_colors_of_a_picture_can_be_for_ones_own_eyes(
    shared: Stage, photographs: dict[str, Path]
):
    reply = await shared.person().run("palette extract", image=photographs["coffee"], private=True)
    await shared.end_of(reply)
    assert reply.ephemeral
    shown = await say(shared.person(), "palette show", name="Deep Sea", private=True)
    assert shown.ephemeral


async def test_a_search_for_colors_can_be_canceled(shared: Stage, photographs: dict[str, Path]):
    person, fetched = shared.person(), asyncio.Event()
    shared.sandbox.faults.add("GET", "/{filename}", held(fetched.wait()))
    reply = await person.run("palette extract", image=photographs["coffee"])
    await reply.until(lambda state: ENGLISH.say("state-making") in state.text, 60.0)
    await (await person.press(reply, ENGLISH.say("button-cancel"))).acknowledged()
    end = await shared.end_of(reply)
    fetched.set()
    assert end.text == ENGLISH.say("trouble-cancelled")


async def test_transparent_parts_have_no_colors(shared: Stage):
    logo = np.zeros((300, 300, 4), np.uint8)
    logo[..., :3] = (1, 2, 3)
    logo[100:200, 50:250] = (233, 196, 106, 255)
    image = picture_file(logo, "PNG", "logo.png")
    end = await shared.end_of(await shared.person().run("palette extract", image=image))
    assert re.findall("`#[0-9A-F]{6}`", end.text) == ["`#E9C46A`"]


async def test_a_fully_transparent_picture_is_said_to_have_no_colors(shared: Stage):
    clear = picture_file(np.zeros((90, 90, 4), np.uint8), "PNG", "clear.png")
    end = await shared.end_of(await shared.person().run("palette extract", image=clear))
    assert end.text == ENGLISH.say("trouble-no-colors", file="“clear.png”")
    assert not end.attachments


async def test_a_file_that_is_no_picture_is_refused(shared: Stage, photographs: dict[str, Path]):
    text = Upload("trick.png", b"<html>" * 99)
    end = await shared.end_of(await shared.person().run("palette extract", image=text))
    assert end.text == ENGLISH.say("trouble-not-a-picture", file="“trick.png”")
    cut = Upload("cut.png", photographs["astronaut"].read_bytes()[:50_000])
    end = await shared.end_of(await shared.person().run("palette extract", image=cut))
    assert end.text == ENGLISH.say("trouble-picture-damaged", file="“cut.png”")
    reply = await say(shared.person(), "palette extract", image=Upload("a.txt", b"hello"))
    assert reply.ephemeral
    assert reply.state.text == ENGLISH.say("file-not-a-picture", file="“a.txt”")


async def test_nobody_sees_or_deletes_somebody_elses_palette(shared: Stage):
    ada, bo = shared.person(), shared.person()
    await say(ada, "palette save", name="Adas", colors=SUNSET)
    assert "Adas" not in await names(bo)
    for command in ("palette show", "palette delete"):
        refused = await say(bo, command, name="Adas")
        assert refused.state.text.startswith("There is no palette called “Adas” here.")
        assert refused.ephemeral
    assert "Adas" in await names(ada)


async def test_a_servers_palettes_are_its_managers_and_for_everyone_there(shared: Stage):
    host, guest = manager(shared), shared.person()
    await say(host, "palette save", name="Team", colors=SUNSET, server=True)
    assert "“Team” · of this server" in await names(guest)
    assert NO_PALETTES in (await say(guest, "palette list", channel=guest.dm)).state.text
    for command, more in (("palette save", {"colors": "red"}), ("palette delete", {})):
        refused = await say(guest, command, name="Team", server=True, **more)
        assert refused.state.text == ENGLISH.say("palette-not-yours")
    refused = await say(
        host, "palette save", name="Team", colors="red", server=True, channel=host.dm
    )
    assert refused.state.text == ENGLISH.say("palette-no-server")
    await say(host, "palette delete", name="Team", server=True)
    assert "Team" not in await names(guest)


async def test_who_manages_the_server_can_keep_a_pictures_colors_for_it(
    shared: Stage, photographs: dict[str, Path]
):
    host, guest = manager(shared), shared.person()
    reply = await guest.run("palette extract", image=photographs["coffee"])
    await shared.end_of(reply)
    button = ENGLISH.say("button-keep")
    form = await (await host.press(reply, button)).acknowledged()
    await (await host.submit_modal(form, name="For all", server=True)).acknowledged()
    assert "“For all” · of this server" in await names(guest)
    form = await (await guest.press(reply, button)).acknowledged()
    assert "server" not in json.dumps(form.modal)
    # What a server has, others who test on it would see.
    await say(host, "palette delete", name="For all", server=True)


async def test_a_long_list_has_pages(shared: Stage):
    person = shared.person()
    for number in range(1, 18):
        await say(person, "palette save", name=f"P{number:02}", colors=f"#0000{number:02}")
    reply = await say(person, "palette list")
    assert "### 17 palettes" in reply.state.text
    assert "**8** “P08”" in reply.state.text
    back, on = reply.state.buttons
    assert back.get("disabled")
    await (await person.press(reply, on["custom_id"])).acknowledged()
    await reply.until(lambda state: "**16** “P16”" in state.text)
    await (await person.press(reply, reply.state.buttons[1]["custom_id"])).acknowledged()
    await reply.until(lambda state: "**17** “P17”" in state.text)
    assert "P16" not in reply.state.text
    assert reply.state.buttons[1].get("disabled")
    assert len(reply.state.attachments) == 1


async def test_a_preset_can_be_shown(shared: Stage):
    shown = await say(shared.person(), "palette show", name="deep sea")
    assert "`#03131F` `#0B3954`" in shown.state.text
    offered = await shared.person().autocomplete("palette show", "name", "deep")
    assert [choice["value"] for choice in offered] == ["Deep Sea"]
    assert await shared.person().autocomplete("palette delete", "name", "deep") == []


async def test_there_are_no_more_palettes_than_can_be_listed(
    shared: Stage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store, "MOST", 2)
    person = shared.person()
    for name in ("a 1", "a 2"):
        await say(person, "palette save", name=name, colors="red")
    refused = await say(person, "palette save", name="a 3", colors="red")
    assert refused.state.text.endswith("Please delete one first.")
    again = await say(person, "palette save", name="A 2", colors="blue")
    assert "in place of" in again.state.text


@pytest.mark.parametrize(
    ("name", "key", "values"),
    [
        ("x" * 33, "name-too-long", {"most": 32}),
        ("x" * 4000, "name-too-long", {"most": 32}),
        ("\u200b\u200d \u3164", "name-empty", {"most": 32}),
        ("...", "name-empty", {"most": 32}),
        ("**bold**", "name-odd", {"character": "“\\*”"}),
        ("@everyone", "name-odd", {"character": "“@”"}),
        ("<@1>", "name-odd", {"character": "“<”"}),
        ("'; DROP TABLE palettes; --", "name-odd", {"character": "“;”"}),
        ("teal", "name-is-color", {"name": "“teal”", "colors": "teal `#008080`"}),
        ("264653", "name-is-color", {"name": "“264653”", "colors": "`#264653`"}),
        ("Rouge", "name-is-color", {"name": "“Rouge”", "colors": "rouge `#E51A1A`"}),
        (
            "Sea & Sky",
            "name-is-color",
            {"name": "“Sea & Sky”", "colors": "sea `#3C9992` sky `#82CAFC`"},
        ),
    ],
)
async def test_a_name_that_cannot_be_is_told_why(
    shared: Stage, name: str, key: str, values: dict[str, Any]
):
    reply = await say(shared.person(), "palette save", name=name, colors=SUNSET)
    assert reply.ephemeral
    assert reply.state.text == ENGLISH.say(key, **values)


async def test_colors_that_cannot_be_read_are_not_saved(shared: Stage):
    person = shared.person()
    refused = await say(person, "palette save", name="Sea", colors="264653, xyzzy")
    assert refused.state.text.startswith("Color 2, “xyzzy”")
    refused = await say(person, "palette save", name="Sea", colors="Deep Sea, Glacier")
    assert refused.state.text.startswith("That is 10 colors")
    assert NO_PALETTES in await names(person)


@pytest.mark.parametrize("name", ["**x**", "@everyone", "x" * 4000, "'; --", "\u200b"])
async def test_an_odd_name_that_is_looked_for_is_not_there(shared: Stage, name: str):
    for command in ("palette show", "palette delete"):
        reply = await say(shared.person(), command, name=name)
        assert reply.state.text.startswith("There is no palette called “")
        assert reply.state.allowed_mentions == {"parse": []}
        assert len(reply.state.text) < 300


async def test_a_palette_that_is_not_ones_own_to_delete_is_told_so(shared: Stage):
    host, guest = manager(shared), shared.person()
    await say(host, "palette save", name="House", colors=SUNSET, server=True)
    told = await say(guest, "palette delete", name="house")
    assert told.state.text == ENGLISH.say("palette-of-server", name="“House”")
    told = await say(guest, "palette delete", name="glacier")
    assert told.state.text == ENGLISH.say("palette-ready-made", name="“Glacier”")
    await say(guest, "palette save", name="Mine", colors=SUNSET)
    told = await say(host, "palette delete", name="mine", server=True)
    assert told.state.text.startswith("There is no palette called “mine”")
    await say(host, "palette delete", name="House", server=True)


async def test_a_database_that_does_not_answer_keeps_nobody_waiting(
    shared: Stage, monkeypatch: pytest.MonkeyPatch
):
    async def never(*_: Any, **__: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(database, "_ANSWER_SECONDS", 0.01)
    monkeypatch.setattr(shared.bot._store, "_in_thread", never)
    person = manager(shared)
    for command, options, key in (
        ("palette save", {"name": "Pier", "colors": SUNSET}, "unrecorded"),
        ("palette list", {}, "unrecorded"),
        ("palette delete", {"name": "Pier"}, "unrecorded"),
        ("palette show", {"name": "Pier"}, "unrecorded"),
        ("settings", {}, "unrecorded"),
    ):
        assert (await say(person, command, **options)).state.text == ENGLISH.say(key)


async def test_what_needs_no_saved_palette_is_read_without_the_database(
    shared: Stage, monkeypatch: pytest.MonkeyPatch
):
    async def never(*_: Any, **__: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(database, "_ANSWER_SECONDS", 0.01)
    monkeypatch.setattr(shared.bot._store, "_in_thread", never)
    told = await say(shared.person(), "palette show", name="glacier")
    assert "Glacier" in told.state.text
