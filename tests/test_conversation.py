"""A command, the bot, its own server and the engine, from end to end."""

from collections.abc import AsyncGenerator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from PIL import Image

from bot.sandbox import Upload
from cogs import pace
from cogs.words import ENGLISH
from tests.metrics import adherence, sliced_wasserstein
from tests.stage import PROGRESS, Stage, picture_file, pixels_of, results, said, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

SUNSET = "264653, #E9C46A; e76f51"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Stage]:
    """One bot for all tests of this module; each uses a person of its own."""
    async with stage(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let edits follow each other at once, where the pace is not what is tested."""
    monkeypatch.setattr(pace, "SECONDS", 0.0)


def pixels(path: Path):
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


@pytest.mark.usefixtures("quick")
async def test_a_palette_becomes_the_pictures_main_colors(
    shared: Stage, photographs: dict[str, Path]
):
    photo = photographs["coffee"]
    reply = await shared.person().run("recolor palette", image=photo, colors=SUNSET)
    end = await shared.end_of(reply)
    [result] = results(end)
    before, after = pixels(photo), pixels_of(result)
    assert after.shape == before.shape
    palette = ((0x26, 0x46, 0x53), (0xE9, 0xC4, 0x6A), (0xE7, 0x6F, 0x51))
    assert adherence(after, palette) < 8 < adherence(before, palette)
    assert result.filename == "coffee-recolored.png"
    assert result.description == (
        "The picture recolored with the palette #264653, #E9C46A, #E76F51 at 100% strength."
    )
    assert end.text.startswith(
        "Palette `#264653` `#E9C46A` `#E76F51`\u00a0· strength 100%\u00a0· "
        "600\u00a0×\u00a0400\u00a0· "
    )
    [swatches] = [file for file in end.attachments if file is not result]
    assert swatches.description is not None
    assert swatches.description.startswith(
        "Swatches of the palette asked for: #264653, #E9C46A, #E76F51. Swatches of "
    )
    assert not reply.ephemeral


@pytest.mark.usefixtures("quick")
async def test_a_reference_lends_its_colors(shared: Stage, photographs: dict[str, Path]):
    photo, reference = photographs["chelsea"], photographs["flower"]
    reply = await shared.person().run(
        "recolor reference", image=photo, reference=reference, degree=0.9
    )
    end = await shared.end_of(reply)
    [result] = results(end)
    before, after = pixels(photo), pixels_of(result)
    assert after.shape == before.shape
    assert sliced_wasserstein(after, before, pixels(reference)) < 0.5
    assert result.description == "The picture colored after flower.jpg at 90% strength."


@pytest.mark.usefixtures("quick")
async def test_auto_makes_as_many_colorways_as_asked_all_different(
    shared: Stage, photographs: dict[str, Path]
):
    reply = await shared.person().run("recolor auto", image=photographs["chelsea"], count=3)
    end = await shared.end_of(reply)
    assert [a.filename for a in results(end)] == [
        "chelsea-recolored-1.png",
        "chelsea-recolored-2.png",
        "chelsea-recolored-3.png",
    ]
    assert results(end)[2].description == "Colorway 3 of 3 of the picture, at 100% strength."
    one, two, three = (pixels_of(a).astype(int) for a in results(end))
    assert min(np.abs(a - b).mean() for a, b in ((one, two), (two, three), (one, three))) > 3


@pytest.mark.usefixtures("quick")
async def test_degree_zero_gives_every_pixel_back(shared: Stage, photographs: dict[str, Path]):
    photo = photographs["astronaut"]
    reply = await shared.person().run("recolor palette", image=photo, colors="red", degree=0)
    [result] = results(await shared.end_of(reply))
    assert (pixels_of(result) == pixels(photo)).all()


async def test_the_reply_goes_through_its_states_in_order_and_at_a_pace(
    shared: Stage, photographs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    # Some machines would be done before anybody had waited for long.
    monkeypatch.setattr(pace, "PATIENCE_SECONDS", 0.0)
    large = Image.open(photographs["china"]).resize((4000, 2700))
    photo = picture_file(np.asarray(large), "JPEG", "large.jpg", quality=90)
    reply = await shared.person().run("recolor palette", image=photo, colors=SUNSET)
    await shared.end_of(reply)
    *texts, result = [said(state) for state in reply.history]
    assert len(set(texts)) == len(texts)
    # The job of a test before may still be at work, and this one's the next.
    waiting = {ENGLISH.say("place-next"): PROGRESS[1]}
    states = [waiting.get(text, text) for text in texts]
    # The later states are passed over where the machine is quicker than the pace.
    assert states[:2] == PROGRESS[:2]
    places = [PROGRESS.index(state) for state in states]
    assert places == sorted(places)
    assert result.startswith("Palette ")
    times = [state.at for state in reply.history[1:-1]]
    assert all(np.diff(times) >= pace.SECONDS - 0.05)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("form", ["WEBP", "GIF", "BMP"])
async def test_other_formats_are_taken_too(shared: Stage, photographs: dict[str, Path], form: str):
    photo = picture_file(pixels(photographs["coffee"]), form, f"photo.{form.lower()}")
    reply = await shared.person().run("recolor palette", image=photo, colors=SUNSET)
    [result] = results(await shared.end_of(reply))
    assert pixels_of(result).shape == (400, 600, 3)


@pytest.mark.usefixtures("quick")
async def test_transparency_arrives(shared: Stage, photographs: dict[str, Path]):
    color = pixels(photographs["coffee"])
    alpha = np.linspace(0, 255, color.shape[1]).astype(np.uint8)
    seen = np.dstack([color, np.broadcast_to(alpha, color.shape[:2])])
    reply = await shared.person().run(
        "recolor palette", image=picture_file(seen, "PNG", "seen.png"), colors=SUNSET
    )
    [result] = results(await shared.end_of(reply))
    assert (pixels_of(result)[..., 3] == seen[..., 3]).all()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("colors", "sentence"),
    [
        ("264653, teel", "colors-unknown-near"),
        (" ,; ", "colors-none"),
        ("red " * 8, "colors-too-many"),
    ],
)
async def test_colors_that_cannot_be_read_are_answered_privately_before_any_work(
    shared: Stage, photographs: dict[str, Path], colors: str, sentence: str
):
    values = {"position": 2, "token": "“teel”", "near": "“teal”", "most": 7, "count": 8}
    reply = await shared.person().run("recolor palette", image=photographs["coffee"], colors=colors)
    await reply.acknowledged()
    assert reply.ephemeral
    assert [state.text for state in reply.history] == [ENGLISH.say(sentence, **values)]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("name", ["notes.txt", "movie.mp4", "song.mp3", "page.svg"])
async def test_files_that_claim_to_be_no_picture_are_answered_privately(shared: Stage, name: str):
    reply = await shared.person().run(
        "recolor palette", image=Upload(name, b"whatever"), colors="red"
    )
    await reply.acknowledged()
    assert reply.ephemeral
    assert reply.state.text == ENGLISH.say("file-not-a-picture", file=f"“{name}”")


@pytest.mark.usefixtures("quick")
async def test_a_file_over_the_limit_is_answered_privately(shared: Stage):
    large = Upload("large.png", bytes(shared.settings.max_image_bytes + 1))
    reply = await shared.person().run("recolor palette", image=large, colors="red")
    await reply.acknowledged()
    assert reply.ephemeral
    assert reply.state.text == ENGLISH.say("file-too-large", file="“large.png”", limit="20\u00a0MB")


@pytest.mark.usefixtures("quick")
async def test_a_reference_that_is_no_picture_is_answered_privately(
    shared: Stage, photographs: dict[str, Path]
):
    reply = await shared.person().run(
        "recolor reference", image=photographs["coffee"], reference=Upload("notes.txt", b"hi")
    )
    await reply.acknowledged()
    assert reply.ephemeral


def _bytes_of(photographs: dict[str, Path]) -> bytes:
    return photographs["astronaut"].read_bytes()


@pytest.mark.usefixtures("quick")
async def test_a_text_that_is_called_a_picture_is_found_out(shared: Stage):
    reply = await shared.person().run(
        "recolor palette", image=Upload("trick.png", b"<html>" * 99), colors="red"
    )
    end = await shared.end_of(reply)
    assert end.text == ENGLISH.say("trouble-not-a-picture", file="“trick.png”")


@pytest.mark.usefixtures("quick")
async def test_a_cut_picture_is_called_damaged(shared: Stage, photographs: dict[str, Path]):
    cut = Upload("cut.png", _bytes_of(photographs)[:50_000])
    reply = await shared.person().run("recolor palette", image=cut, colors="red")
    end = await shared.end_of(reply)
    assert end.text == ENGLISH.say("trouble-picture-damaged", file="“cut.png”")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("side", [1, 64])
async def test_a_tiny_picture_is_refused_with_the_limit(shared: Stage, side: int):
    tiny = picture_file(np.zeros((200, side, 3), np.uint8), "PNG", "tiny.png")
    reply = await shared.person().run("recolor palette", image=tiny, colors="red")
    end = await shared.end_of(reply)
    assert end.text == ENGLISH.say("trouble-picture-too-small", file="“tiny.png”", limit=64)


@pytest.mark.usefixtures("quick")
async def test_a_picture_with_too_many_pixels_is_refused_by_its_header(shared: Stage):
    wide = picture_file(np.zeros((65, 10_000), np.uint8), "PNG", "wide.png")
    reply = await shared.person().run("recolor palette", image=wide, colors="red")
    end = await shared.end_of(reply)
    assert end.text == ENGLISH.say("trouble-picture-too-large", file="“wide.png”", limit=10_000)


@pytest.mark.usefixtures("quick")
async def test_a_name_with_markdown_and_mentions_is_shown_as_it_is(shared: Stage):
    nasty = Upload("**@everyone** `x`.png", b"no picture")
    reply = await shared.person().run("recolor palette", image=nasty, colors="red")
    end = await shared.end_of(reply)
    assert "**" not in end.text.replace("\\*", "")
    assert end.allowed_mentions == {"parse": []}


@pytest.mark.usefixtures("quick")
async def test_a_picture_whose_link_has_died_is_asked_for_again(
    shared: Stage, photographs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shared.sandbox.links, "sign", lambda path: f"{shared.sandbox.cdn_url}/x")
    reply = await shared.person().run("recolor palette", image=photographs["coffee"], colors="red")
    end = await shared.end_of(reply)
    assert end.text == ENGLISH.say("trouble-attachment-gone", file="“coffee.jpg”")


@pytest.mark.usefixtures("quick")
async def test_a_link_to_elsewhere_is_not_followed(
    shared: Stage, photographs: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shared.sandbox.links, "sign", lambda path: "http://127.0.0.1:9/x.png")
    reply = await shared.person().run("recolor palette", image=photographs["coffee"], colors="red")
    end = await shared.end_of(reply)
    assert end.text == ENGLISH.say("trouble-attachment-foreign", file="“coffee.jpg”")


@pytest.mark.usefixtures("quick")
async def test_a_result_over_the_upload_limit_comes_in_another_format(
    shared: Stage, photographs: dict[str, Path]
):
    guild = shared.sandbox.add_guild("Small", upload_limit=250_000)
    person = shared.sandbox.person("Bo", channel=shared.sandbox.add_channel(guild, "here"))
    reply = await person.run("recolor palette", image=photographs["coffee"], colors=SUNSET)
    end = await shared.end_of(reply)
    [result] = results(end)
    assert result.size <= 250_000
    assert result.filename == "coffee-recolored.jpg"
    assert pixels_of(result).shape == (400, 600, 3)
    assert ENGLISH.say("note-converted", limit="0.24\u00a0MB", format="JPEG") in end.text


@pytest.mark.usefixtures("quick")
async def test_a_result_far_over_the_upload_limit_comes_smaller_and_says_so(
    shared: Stage, photographs: dict[str, Path]
):
    guild = shared.sandbox.add_guild("Tiny", upload_limit=12_000)
    person = shared.sandbox.person("Cy", channel=shared.sandbox.add_channel(guild, "here"))
    reply = await person.run("recolor palette", image=photographs["coffee"], colors=SUNSET)
    end = await shared.end_of(reply)
    [result] = results(end)
    height, width = pixels_of(result).shape[:2]
    assert result.size <= 12_000
    assert width < 600
    assert f"{width}\u00a0×\u00a0{height}\u00a0pixels" in end.text
