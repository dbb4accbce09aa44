"""Many people at once, or thousands of jobs in a row, against a whole bot in a process of its own.

Run ``python -m tests.benchmarks.load``, and with ``--soak 2000`` for the row. Discord is the
loopback one, in this process; the bot is the real client with its own server, on SQLite unless
``DATABASE_URL`` says otherwise. Its figures: how long people waited for the acknowledgment and for
the last edit, how late its event loop was, what its processes held at most, and their CPU time.
"""

import argparse
import asyncio
import io
import os
import re
import signal
import statistics
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from sklearn.datasets import load_sample_image  # pyright: ignore[reportUnknownVariableType]

from bot.sandbox import NoResponseError, Reply, Sandbox, Upload
from tests.stage import has_ended

_PALETTE = "264653 2a9d8f e9c46a e76f51"
_SAMPLE_SECONDS = 0.1
_LAST_EDIT_SECONDS = 900.0

# How late a timer is, is how long everything else waits for the loop.
_BOT = """
import asyncio
from pathlib import Path
from bot.logs import set_up_logging
from bot.process import run
from bot.settings import load_settings

async def watched():
    loop, lags = asyncio.get_running_loop(), []
    async def watch():
        while True:
            due = loop.time() + 0.01
            await asyncio.sleep(0.01)
            lags.append(loop.time() - due)
    watching = asyncio.create_task(watch())
    try:
        return await run(load_settings())
    finally:
        watching.cancel()
        Path("lags").write_text(" ".join(f"{lag:.4f}" for lag in lags))

set_up_logging("WARNING", "text")
assert asyncio.run(watched())
"""


@dataclass
class Watch:
    """What the bot's processes hold, sampled ten times a second; in bytes and seconds."""

    process: Process
    samples: list[int] = field(default_factory=list[int])
    cpu: float = 0.0

    async def follow(self) -> None:
        while True:
            await asyncio.sleep(_SAMPLE_SECONDS)
            tree = _tree(self.process.pid)
            self.samples.append(sum(map(_resident, tree)))
            self.cpu = sum(map(_cpu, tree))


@asynccontextmanager
async def running(sandbox: Sandbox, folder: Path) -> AsyncGenerator[Watch]:
    """Run a bot as a host does, and stop it in order."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "DISCORD_TOKEN": sandbox.token,
        "DISCORD_API_URL": sandbox.api_url,
        "DISCORD_GATEWAY_URL": sandbox.gateway_url,
        "DISCORD_CDN_URL": sandbox.cdn_url,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _BOT, cwd=folder, env=environment
    )
    watch = Watch(process)
    following = asyncio.create_task(watch.follow())
    try:
        await sandbox.bot_ready(60.0)
        yield watch
    finally:
        following.cancel()
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


def _tree(root: int) -> list[int]:
    """Return the ids of a process and of all that it has started."""
    found = [root]
    for process in found:
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _resident(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def _cpu(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def photograph(megapixels: float) -> Upload:
    """Return a real photograph of about that size, as a JPEG."""
    with Image.fromarray(load_sample_image("china.jpg")) as picture:
        scale = (megapixels * 1e6 / (picture.width * picture.height)) ** 0.5
        sized = picture.resize((round(picture.width * scale), round(picture.height * scale)))
    buffer = io.BytesIO()
    sized.save(buffer, "JPEG", quality=92)
    return Upload("photograph.jpg", buffer.getvalue())


@dataclass
class Waits:
    """How long people waited, in seconds."""

    acknowledged: list[float] = field(default_factory=list[float])
    ended: list[float] = field(default_factory=list[float])
    missed: int = 0
    without_picture: list[str] = field(default_factory=list[str])

    async def follow(self, reply: Reply) -> None:
        """Wait for the end of a reply."""
        try:
            await reply.acknowledged()
        except NoResponseError:
            self.missed += 1
            return
        created = reply.interaction.created
        self.acknowledged.append((reply.interaction.acknowledged or created) - created)
        end = await reply.until(has_ended, _LAST_EDIT_SECONDS)
        self.ended.append(end.at - created)
        if not end.attachments:
            self.without_picture.append(end.text)


async def crowd(sandbox: Sandbox, people: int, seconds: float, photo: Upload) -> Waits:
    """Have so many people give a command within so many seconds, evenly."""
    waits = Waits()
    async with asyncio.TaskGroup() as group:
        for number in range(people):
            person = sandbox.person(f"Person {number}")
            reply = await person.run("recolor palette", image=photo, colors=_PALETTE)
            group.create_task(waits.follow(reply))
            await asyncio.sleep(seconds / people)
    return waits


async def row(sandbox: Sandbox, jobs: int, at_once: int, photo: Upload, watch: Watch) -> Waits:
    """Have a few people give commands one after another, and tell what the bot holds meanwhile."""
    waits, turns = Waits(), iter(range(1, jobs + 1))
    part = max(jobs // 10, 1)

    async def one(name: str) -> None:
        person = sandbox.person(name)
        for number in turns:
            await waits.follow(await person.run("recolor palette", image=photo, colors=_PALETTE))
            if number % part == 0:
                recent = watch.samples[-50:]
                print(f"after {number:5} jobs: {statistics.median(recent) / 1024**2:6.1f} MB")

    async with asyncio.TaskGroup() as group:
        for number in range(at_once):
            group.create_task(one(f"Person {number}"))
    return waits


def _percentile(values: Sequence[float], percent: float) -> float:
    ordered = sorted(values) or [float("nan")]
    return ordered[min(int(len(ordered) * percent / 100), len(ordered) - 1)]


def _line(name: str, values: Sequence[float], unit: str, scale: float = 1.0) -> None:
    figures = (f"{_percentile(values, p) * scale:9.3f}" for p in (50, 90, 99, 100))
    print(f"{name:<24}{''.join(figures)} {unit}")


async def _measure(options: argparse.Namespace) -> None:
    photo = photograph(options.megapixels or (0.1 if options.soak else 1.0))
    with tempfile.TemporaryDirectory() as folder:
        async with Sandbox() as sandbox, running(sandbox, Path(folder)) as watch:
            if options.soak:
                waits = await row(sandbox, options.soak, options.at_once, photo, watch)
            else:
                waits = await crowd(sandbox, options.people, options.seconds, photo)
        lags = [float(lag) for lag in (Path(folder) / "lags").read_text().split()]
    print(f"{'':<24}{'median':>9}{'p90':>9}{'p99':>9}{'most':>9}")
    _line("acknowledgment", waits.acknowledged, "s")
    _line("last edit", waits.ended, "s")
    _line("event loop late by", lags, "ms", 1000)
    print(f"{len(waits.ended)} ended, {waits.missed} not acknowledged in three seconds")
    print(f"{len(waits.without_picture)} without a picture: {set(waits.without_picture) or '–'}")
    print(
        f"{watch.samples[0] / 1024**2:.0f} MB resident at the start, "
        f"at most {max(watch.samples) / 1024**2:.0f} MB resident, {watch.cpu:.1f} s of CPU"
    )


def main() -> None:
    """Read the options, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=10.0, help="in which all of them ask")
    parser.add_argument("--soak", type=int, metavar="JOBS", help="so many in a row instead")
    parser.add_argument("--at-once", type=int, default=8, help="in the row (default: 8)")
    parser.add_argument("--megapixels", type=float, help="default: 1; in a row 0.1")
    asyncio.run(_measure(parser.parse_args()))


if __name__ == "__main__":
    main()
