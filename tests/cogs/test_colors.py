"""The option `colors`: completed while it is typed, and read with people's own palettes."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from bot.palette import MOST_TYPED, NamedPalette, presets, read_palette
from bot.store.palettes import Owner, SavedPalette, SavedPalettes
from cogs import pace
from cogs.colors import completions
from tests.stage import Service, Stage, stage

MINE = {"meer": NamedPalette("Meer", ("264653", "2A9D8F")), **presets()}


def values(current: str) -> list[str]:
    return [choice.value for choice in completions(current, MINE, "en")]


def test_at_first_ones_own_palettes_and_presets_are_offered_with_their_colors():
    choices = completions("", MINE, "en")
    assert len(choices) == 25
    assert choices[0].name == "Meer · #264653 #2A9D8F"
    assert choices[0].value == "Meer"
    assert choices[1].value == "Deep Sea"


def test_what_begins_alike_comes_before_what_holds_it_and_before_colors():
    assert values("sea") == ["Deep Sea", *values("sea")[1:]]
    assert "seashell" in values("sea")
    assert values("mo")[:2] == ["Moss Garden", "Moonlight"]


def test_only_the_last_name_is_completed():
    assert values("264653, dee")[0] == "264653, Deep Sea"
    assert values("red; baby bl")[0] == "red; baby blue"
    assert "teal coral" in values("teal co")
    assert values("red, xyzzy") == []


def test_a_color_is_offered_with_its_code():
    shown = {choice.value: choice.name for choice in completions("teal co", MINE, "en")}
    assert shown["teal coral"] == "teal coral · #FF7F50"


def test_ones_own_language_comes_first():
    [first, *_] = [choice.name for choice in completions("hellr", MINE, "de")]
    assert first == "hellrosa · #FFD1DC"


def test_what_is_longer_than_the_option_takes_is_not_completed():
    assert completions("," * MOST_TYPED + "te", MINE, "en") == []


@given(st.text(max_size=200) | st.sampled_from(["red, ", "#", "deep", "  m", "x" * 6000]))
def test_choices_are_as_discord_wants_them(current: str):
    choices = completions(current, MINE, "en")
    assert len(choices) <= 25
    for choice in choices:
        assert 1 <= len(choice.name) <= 100
        assert 1 <= len(str(choice.value)) <= 100


@pytest.mark.parametrize(
    "typed", ["", "s", "meer", "glac", "baby", "teal co", "red or", "coral · #FF7F50 te", "Meer, g"]
)
def test_what_a_choice_is_called_is_read_as_what_it_means(typed: str):
    choices = completions(typed, MINE, "en")
    assert choices
    for choice in choices:
        assert read_palette(choice.name, MINE) == read_palette(str(choice.value), MINE)


@pytest_asyncio.fixture
async def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Stage]:
    monkeypatch.setattr(pace, "SECONDS", 0.0)
    async with Service().running() as service, stage(tmp_path, api_url=service.url) as running:
        yield running


async def test_a_person_is_offered_their_own_and_the_servers_palettes_and_nobody_elses(
    running: Stage, photographs: dict[str, Path]
):
    person, stranger = running.person(), running.person()
    assert person.channel.guild is not None
    saved = SavedPalettes(running.bot._store)
    mine, ours = (
        SavedPalette("qmine", "Q mine", ("112233",)),
        SavedPalette("qours", "Q ours", ("445566",)),
    )
    await saved.save(Owner("user", person.user.id), mine)
    await saved.save(Owner("server", person.channel.guild.id), ours)
    await saved.save(Owner("user", stranger.user.id), SavedPalette("qhis", "Q his", ("778899",)))
    offered = await person.autocomplete("recolor palette", "colors", "q")
    assert [choice["value"] for choice in offered] == ["Q mine", "Q ours"]
    offered = await person.autocomplete("recolor palette", "colors", "q", channel=person.dm)
    assert [choice["value"] for choice in offered] == ["Q mine"]
    photo = photographs["coffee"]
    reply = await person.run("recolor palette", image=photo, colors="q MINE, qours; teal")
    end = await running.end_of(reply)
    assert "Q mine `#112233` Q ours `#445566` teal `#008080`" in end.text
    reply = await person.run("recolor palette", image=photo, colors="teal, q his")
    await reply.acknowledged()
    assert reply.ephemeral
    assert reply.state.text.startswith("Color 2, “q”, is not a color or palette I know.")


async def test_a_color_after_a_space_is_completed_in_the_persons_language(running: Stage):
    ada = running.sandbox.person("Ada", locale="de")
    offered = await ada.autocomplete("recolor palette", "colors", "weiß hellr")
    assert offered[0] == {"name": "weiß hellrosa · #FFD1DC", "value": "weiß hellrosa"}


async def test_eight_digits_are_shown_as_they_were_read(
    running: Stage, photographs: dict[str, Path]
):
    person = running.person()
    reply = await person.run(
        "recolor palette", image=photographs["coffee"], colors="80E9C46A rgb(38 70 83)"
    )
    end = await running.end_of(reply)
    assert "80E9C46A (ARGB) `#E9C46A` `#264653`" in end.text


async def test_an_own_palette_goes_before_a_preset_of_the_same_name(
    running: Stage, photographs: dict[str, Path]
):
    person = running.person()
    own = SavedPalette("deepsea", "Deep Sea", ("ABCDEF",))
    await SavedPalettes(running.bot._store).save(Owner("user", person.user.id), own)
    reply = await person.run("recolor palette", image=photographs["coffee"], colors="deep sea")
    assert "`#ABCDEF`" in (await running.end_of(reply)).text
