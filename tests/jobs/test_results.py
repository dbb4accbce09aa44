"""Results as files of one request."""

from pathlib import Path

from bot.jobs.job import Format
from bot.jobs.results import Result, fitted
from tests.jobs.world import noise


def written(folder: Path, **sizes: tuple[int, int]) -> list[Result]:
    results: list[Result] = []
    for stem, size in sizes.items():
        path = folder / f"{stem}.png"
        path.write_bytes(noise(*size))
        results.append(Result(path, stem))
    return results


async def test_small_pictures_leave_their_share_to_large_ones(tmp_path: Path):
    results = written(tmp_path, large=(200, 160), small=(40, 40), larger=(220, 160))
    total = 60_000
    pictures = await fitted(results, 1_000_000, Format.AUTO, total)
    sizes = [picture.path.stat().st_size for picture in pictures]
    assert [picture.name.partition(".")[0] for picture in pictures] == ["large", "small", "larger"]
    assert [picture.converted for picture in pictures] == [True, False, True]
    assert sum(sizes) <= total
    # A third each would leave them no more.
    assert max(sizes) > total // 3


async def test_each_picture_keeps_its_own_limit_within_a_total(tmp_path: Path):
    results = written(tmp_path, one=(200, 160), other=(20, 20))
    pictures = await fitted(results, 15_000, Format.AUTO, 1_000_000)
    assert max(picture.path.stat().st_size for picture in pictures) <= 15_000


async def test_no_two_files_have_the_same_name(tmp_path: Path):
    [result] = written(tmp_path, cat=(20, 20))
    pictures = await fitted([result, result, result], 1_000_000, Format.AUTO)
    assert [picture.name for picture in pictures] == ["cat.png", "cat-2.png", "cat-3.png"]
