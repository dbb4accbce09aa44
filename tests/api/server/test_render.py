import asyncio
import threading
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

from bot.api.server.render import PROCESS_BYTES, RENDER_BYTES, RenderPool, most_renders
from bot.engine import Auto, Recoloring
from tests.api.server.conftest import eventually

ASKED = Recoloring(mode=Auto(1))
HERE = Path("source")


class Slow:
    """Renders that last until they are told to end, and are counted."""

    def __init__(self) -> None:
        self.end = threading.Event()
        self.running = 0
        self.most = 0
        self.begun = 0
        self._lock = threading.Lock()

    def __call__(self, source: Path, recoloring: Recoloring, to: Sequence[Path]) -> None:
        with self._lock:
            self.begun += 1
            self.running += 1
            self.most = max(self.most, self.running)
        self.end.wait(20)
        with self._lock:
            self.running -= 1


@pytest.fixture
def slow() -> Generator[Slow]:
    slow = Slow()
    yield slow
    slow.end.set()


@pytest.mark.parametrize(
    ("limit", "renders"),
    [
        (str(PROCESS_BYTES + 3 * RENDER_BYTES), 3),
        (str(PROCESS_BYTES + 2 * RENDER_BYTES - 1), 1),
        (str(512 * 1024**2), 1),
        ("1000", 1),
        (str(2**63 - 4096), 4),
        ("max\n", 4),
    ],
)
def test_no_more_renders_than_cores_and_than_the_memory_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, renders: int
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(4)), raising=False)
    (tmp_path / "memory.max").write_text(limit)
    assert most_renders([tmp_path / "memory.max", tmp_path / "none"]) == renders


def test_there_is_at_least_one_render() -> None:
    assert most_renders() >= 1


async def test_a_renders_error_is_its_own() -> None:
    def fails(source: Path, recoloring: Recoloring, to: Sequence[Path]) -> None:
        raise ValueError("no picture")

    with pytest.raises(ValueError, match="no picture"):
        await RenderPool(fails, 1).render(HERE, ASKED, [])


async def test_no_more_renders_than_workers_and_the_loop_goes_on(slow: Slow) -> None:
    pool = RenderPool(slow, 2)
    renders = [asyncio.create_task(pool.render(HERE, ASKED, [])) for _ in range(6)]
    await eventually(lambda: slow.begun == 2)  # the loop is free, or this would never end
    slow.end.set()
    await asyncio.gather(*renders)
    assert (slow.begun, slow.most) == (6, 2)


async def test_a_render_that_overruns_keeps_its_thread_and_the_queue_its_time(
    slow: Slow,
) -> None:
    pool = RenderPool(slow, 1, seconds=0.05)
    with pytest.raises(TimeoutError):
        await pool.render(HERE, ASKED, [])
    waiting = asyncio.create_task(pool.render(HERE, ASKED, []))
    done, _ = await asyncio.wait([waiting], timeout=0.2)
    assert not done
    assert slow.begun == 1
    slow.end.set()
    await waiting
    assert slow.most == 1
