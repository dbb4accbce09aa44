"""The command line, in this process: exit statuses and what is said on standard error."""

import logging
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.cli import main

Recolor = Callable[..., tuple[int, list[str]]]

# Holding people takes models to load, and is not the command line's matter.
PALETTE = ("--mode", "palette", "--colors", "264653,e9c46a", "--no-portrait-hold")


REFERENCE = ("a.png", "--no-portrait-hold", "--mode", "reference", "--reference")


def picture(path: Path, seed: int = 0) -> Path:
    colors = np.random.default_rng(seed).integers(0, 256, (5, 5, 3), np.uint8)
    Image.fromarray(colors).resize((80, 70)).save(path)
    return path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to work in, with the pictures a.png and b.jpg, and no settings of this machine."""
    monkeypatch.chdir(tmp_path)
    for name in ("API_KEYS", "DISCORD_TOKEN", "LOG_LEVEL", "LOG_FORMAT", "MAX_IMAGE_MB"):
        monkeypatch.delenv(name, raising=False)
    picture(tmp_path / "a.png")
    picture(tmp_path / "b.jpg", 1)
    root = logging.getLogger()
    before = (root.level, root.handlers[:])
    yield tmp_path
    root.setLevel(before[0])
    root.handlers[:] = before[1]


@pytest.fixture
def recolor(capfd: pytest.CaptureFixture[str]) -> Recolor:
    """Run `colorway recolor`; return the exit status and the lines on standard error."""

    def run(*arguments: str, out: str = "out") -> tuple[int, list[str]]:
        status = main(["recolor", *arguments, "-o", out])
        captured = capfd.readouterr()
        assert captured.out == ""
        return status, captured.err.splitlines()

    return run


def test_a_palette_recolors_several_files(recolor: Recolor, folder: Path):
    assert recolor("a.png", "b.jpg", *PALETTE) == (0, [])
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["a.png", "b.png"]
    with Image.open(folder / "out" / "b.png") as result:
        assert (result.format, result.size) == ("PNG", (80, 70))


def test_a_reference_recolors_a_file(recolor: Recolor, folder: Path):
    assert recolor(*REFERENCE, "b.jpg") == (0, [])
    assert [path.name for path in (folder / "out").iterdir()] == ["a.png"]


def test_auto_makes_as_many_as_asked_all_different(recolor: Recolor, folder: Path):
    arguments = ("a.png", "--mode", "auto", "--count", "4", "--no-portrait-hold")
    assert recolor(*arguments) == (0, [])
    results = [folder / "out" / f"a-{number}.png" for number in (1, 2, 3, 4)]
    assert sorted((folder / "out").iterdir()) == results
    assert len({result.read_bytes() for result in results}) == 4


def test_degree_zero_gives_the_picture_back(recolor: Recolor, folder: Path):
    assert recolor("a.png", *PALETTE, "--degree", "0") == (0, [])
    with Image.open("a.png") as before, Image.open(folder / "out" / "a.png") as after:
        assert (np.asarray(before) == np.asarray(after)).all()


def test_a_table_is_written_beside_the_picture(
    recolor: Recolor, folder: Path, photographs: dict[str, Path]
):
    photograph = str(photographs["coffee"])
    assert recolor(photograph, *PALETTE, "--cube", "out/look.cube") == (0, [])
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["coffee.png", "look.cube"]
    lines = (folder / "out" / "look.cube").read_text().splitlines()
    assert lines[0] == 'TITLE "coffee"'
    assert sum(line[0].isdigit() for line in lines) == 33**3


def test_each_colorway_has_its_table(recolor: Recolor, folder: Path):
    arguments = ("a.png", "--mode", "auto", "--count", "2", "--no-portrait-hold")
    assert recolor(*arguments, "--cube", "look.cube") == (0, [])
    assert sorted(folder.glob("*.cube")) == [folder / "look-1.cube", folder / "look-2.cube"]


def test_over_several_pictures_a_terminal_shows_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["recolor", "a.png", "b.jpg", "-o", "out", *PALETTE]) == 0
    assert "2/2" in capsys.readouterr().err
    assert main(["recolor", "a.png", "-o", "out", *PALETTE]) == 0
    assert capsys.readouterr().err == ""


BAD_INPUT: dict[str, tuple[tuple[str, ...], str]] = {
    "no mode": (("a.png",), "--mode"),
    "an unknown mode": (("a.png", "--mode", "sepia"), "sepia"),
    "no picture": (PALETTE, "IMAGE"),
    "a missing file": (("none.png", *PALETTE), "there is no file none.png"),
    "a directory": (("folder", *PALETTE), "there is no file folder"),
    "a text": (("text.png", *PALETTE), "text.png is neither a PNG nor a JPEG"),
    "an empty file": (("empty.png", *PALETTE), "empty.png is neither a PNG nor a JPEG"),
    "a cut PNG": (("cut.png", *PALETTE), "cut.png is damaged or cut off"),
    "a cut JPEG": (("cut.jpg", *PALETTE), "cut.jpg is damaged or cut off"),
    "a GIF": (("a.gif", *PALETTE), "a.gif is neither a PNG nor a JPEG"),
    "no colors": (("a.png", "--mode", "palette"), "--colors"),
    "an empty palette": (("a.png", "--mode", "palette", "--colors", ",;"), "no colors"),
    "an unknown color": (("a.png", "--mode", "palette", "--colors", "red,teel"), "'teel'"),
    "eight colors": (("a.png", "--mode", "palette", "--colors", "red " * 8), "8 colors"),
    "a degree above": (("a.png", *PALETTE, "--degree", "1.1"), "from 0 to 1"),
    "a degree below": (("a.png", *PALETTE, "--degree=-0.1"), "from 0 to 1"),
    "a degree nan": (("a.png", *PALETTE, "--degree", "nan"), "from 0 to 1"),
    "a degree inf": (("a.png", *PALETTE, "--degree", "inf"), "from 0 to 1"),
    "a degree in words": (("a.png", *PALETTE, "--degree", "half"), "from 0 to 1"),
    "count 0": (("a.png", "--mode", "auto", "--count", "0"), "from 1 to 8"),
    "count 9": (("a.png", "--mode", "auto", "--count", "9"), "from 1 to 8"),
    "count 2.5": (("a.png", "--mode", "auto", "--count", "2.5"), "from 1 to 8"),
    "no reference": (("a.png", "--mode", "reference"), "--reference"),
    "a missing reference": (
        ("a.png", "--mode", "reference", "--reference", "none.png"),
        "there is no file none.png",
    ),
    "a damaged reference": (
        ("a.png", "b.jpg", "--mode", "reference", "--reference", "cut.jpg"),
        "the reference cut.jpg is damaged or cut off",
    ),
    "two of one name": (("a.png", "folder/a.png", *PALETTE), "would both be written to"),
    "a table of two": (("a.png", "b.jpg", *PALETTE, "--cube", "x.cube"), "made of one picture"),
    "a table over an input": (("in.cube", *PALETTE, "--cube", "in.cube"), "in.cube is an input"),
    "a table in no folder": (("a.png", *PALETTE, "--cube", "no/x.cube"), "there is no folder no"),
    "a table over a picture": ((*PALETTE, "--cube", "b.jpg", "a.png"), "ends in .cube"),
    "a table without a name": (("a.png", *PALETTE, "--cube"), "--cube"),
    "an unknown option": (("a.png", *PALETTE, "--sepia"), "--sepia"),
}


@pytest.mark.parametrize(("arguments", "part"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_input_ends_with_status_two_and_one_line(
    recolor: Recolor, folder: Path, arguments: tuple[str, ...], part: str
):
    (folder / "folder").mkdir()
    picture(folder / "folder" / "a.png")
    (folder / "text.png").write_text("no picture")
    (folder / "empty.png").touch()
    (folder / "cut.png").write_bytes((folder / "a.png").read_bytes()[:-60])
    (folder / "cut.jpg").write_bytes((folder / "b.jpg").read_bytes()[:-300])
    picture(folder / "a.gif")
    (folder / "in.cube").write_bytes((folder / "a.png").read_bytes())
    status, lines = recolor(*arguments)
    assert status == 2
    assert len(lines) == 1, lines
    [line] = lines
    assert line.startswith("colorway: ")
    assert part in line
    assert "_" not in line, "a name out of the program"


def test_an_output_that_is_an_input_is_refused(recolor: Recolor, folder: Path):
    before = (folder / "a.png").read_bytes()
    status, [line] = recolor("a.png", *PALETTE, out=".")
    assert (status, line) == (2, "colorway: a.png is an input: choose another folder")
    assert (folder / "a.png").read_bytes() == before


def test_a_folder_that_is_a_file_is_refused(recolor: Recolor):
    status, [line] = recolor("a.png", *PALETTE, out="b.jpg")
    assert (status, line) == (2, "colorway: b.jpg cannot be made a folder: File exists")


def test_each_picture_that_fails_has_its_line_and_the_others_are_written(
    recolor: Recolor, folder: Path
):
    (folder / "text.png").write_text("no picture")
    (folder / "more.png").write_text("no picture")
    status, lines = recolor("text.png", "a.png", "more.png", *PALETTE)
    assert (status, len(lines)) == (2, 2)
    assert [path.name for path in (folder / "out").iterdir()] == ["a.png"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ((), "COMMAND"),
        (("paint",), "paint"),
        (("run",), "DISCORD_TOKEN"),
        (("serve",), "API_KEYS"),
        (("serve", "--port", "70000"), "from 0 to 65535"),
        (("serve", "--port", "http"), "from 0 to 65535"),
        (("demo", "a.png"), "--colors"),
        (("demo", "none.png", "--auto", "2"), "none.png"),
        (("demo", "a.png", "--auto", "9"), "from 1 to 8"),
        (("demo", "a.png", "--colors", "red", "--auto", "2"), "--auto"),
        (("demo", "a.png", "--reference", "none.png"), "none.png"),
        (("demo", "--port", "x"), "from 0 to 65535"),
        (("demo", "--no-browser", "--openapi", "none.json"), "none.json cannot be read"),
        (("demo", "--no-browser", "--openapi", "a.png"), "not Discord's OpenAPI file"),
    ],
)
def test_commands_that_lack_something_say_it_in_one_line(
    capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], part: str
):
    assert main(arguments) == 2
    [line] = capfd.readouterr().err.splitlines()
    assert line.startswith("colorway: ")
    assert part in line


def test_a_setting_that_cannot_be_used_ends_with_its_name(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("LOG_LEVEL", "loud")
    assert main(["recolor", "a.png", "-o", "out", *PALETTE]) == 2
    [line] = capfd.readouterr().err.splitlines()
    assert "LOG_LEVEL" in line


@pytest.mark.parametrize("command", [[], ["run"], ["check"], ["serve"], ["demo"], ["recolor"]])
def test_every_command_explains_itself(command: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as caught:
        main([*command, "--help"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("usage: colorway")


def test_a_port_that_is_taken_for_the_page(capfd: pytest.CaptureFixture[str]):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["demo", "--no-browser", "--port", str(port)]) == 2
    (line,) = capfd.readouterr().err.splitlines()
    assert f"the page cannot be on port {port}: " in line
    assert line.endswith("choose a --port")
