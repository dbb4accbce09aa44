"""Ever smaller versions of an end, as long as they differ."""

from pathlib import Path

import pytest

from bot.jobs import sizes
from bot.jobs.job import Format
from bot.jobs.reply import Done, Table
from bot.jobs.results import Result
from bot.jobs.sizes import versions
from tests.jobs.world import noise


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "TOTALS", (60_000, 30_000))
    monkeypatch.setattr(sizes, "_CARD_BYTES", 1_000)


def result(folder: Path, width: int, height: int) -> Result:
    path = folder / f"{width}.png"
    path.write_bytes(noise(width, height))
    return Result(path, path.stem)


def table(folder: Path, size: int) -> Table:
    path = folder / "table.cube"
    path.write_bytes(b"x" * size)
    return Table(path=path, mean_error=0.0, tail_error=0.0)


async def sizes_of(done: Done, *results: Result) -> list[int]:
    """Return the bytes of the pictures of each version."""
    found: list[int] = []
    async for version in versions(done, results, 1_000_000, Format.AUTO):
        assert version.resized is bool(found)
        found.append(sum(picture.path.stat().st_size for picture in version.pictures))
    return found


async def test_all_files_together_become_smaller(tmp_path: Path):
    first, second, third = await sizes_of(Done(), result(tmp_path, 200, 160))
    assert first > 60_000
    assert 29_000 < second <= 59_000
    assert third <= 29_000


async def test_what_would_change_nothing_is_left_out(tmp_path: Path):
    first, second = await sizes_of(Done(), result(tmp_path, 100, 120))
    assert 30_000 < first < 60_000
    assert second <= 29_000


async def test_what_is_small_already_is_halved(tmp_path: Path):
    first, second = await sizes_of(Done(), result(tmp_path, 90, 90))
    assert first < 29_000
    assert second <= (first + 1_000) // 2


async def test_a_picture_is_not_made_unrecognizable(tmp_path: Path):
    assert len(await sizes_of(Done(), result(tmp_path, 50, 50))) == 1


async def test_tables_take_their_room_from_the_pictures(tmp_path: Path):
    done = Done(tables=[table(tmp_path, 15_000)])
    _, second, third = await sizes_of(done, result(tmp_path, 200, 160))
    assert second <= 44_000
    assert third <= 14_000


async def test_where_tables_leave_no_room_for_pictures_it_ends(tmp_path: Path):
    done = Done(tables=[table(tmp_path, 58_000)])
    assert len(await sizes_of(done, result(tmp_path, 200, 160))) == 1


async def test_tables_alone_are_not_said_to_be_smaller(tmp_path: Path):
    assert await sizes_of(Done(tables=[table(tmp_path, 70_000)])) == [0]
