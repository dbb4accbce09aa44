"""How long one person waits for a picture, and where that time goes.

Run ``python -m tests.benchmarks.latency``. Discord is the loopback one, in this process; the bot is
the real client with its own server, in a process of its own, on SQLite unless ``DATABASE_URL`` says
otherwise. One job runs at a time. Each figure is a median, in milliseconds.
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import sys
import tempfile
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, NamedTuple

from bot.sandbox import Person, Reply, Sandbox, Upload
from tests.benchmarks.load import photograph
from tests.stage import has_ended

_PALETTE: Final = "264653 2a9d8f e9c46a e76f51"
_SMALL_MEGAPIXELS: Final = 0.24
_LAST_EDIT_SECONDS: Final = 120.0

# Writes a line for each call of what a stage of a job begins or ends with: its name, and when it
# began and ended.
_BOT: Final = """
import asyncio, functools, json, time
import bot.jobs.run, cogs.reply
from bot.api.server.render import RenderPool
from bot.jobs.sending import Sending
from bot.logs import set_up_logging
from bot.process import run
from bot.settings import load_settings

trace = open("trace", "a", buffering=1)

def traced(owner, name):
    function = getattr(owner, name)
    @functools.wraps(function)
    async def call(*args, **options):
        started = time.time()
        try:
            return await function(*args, **options)
        finally:
            print(json.dumps([name, started, time.time()]), file=trace)
    setattr(owner, name, call)

for name in ("prepare", "submit", "wait", "download"):
    traced(Sending, name)
traced(RenderPool, "render")
traced(cogs.reply.DiscordReply, "finish")
set_up_logging("WARNING", "text")
assert asyncio.run(run(load_settings()))
"""


class _Call(NamedTuple):
    name: str
    started: float
    ended: float


class Job(NamedTuple):
    """When each stage of a job ended, in seconds since its interaction, and how often it asked."""

    stages: dict[str, float]
    edits: int


@asynccontextmanager
async def running(sandbox: Sandbox, folder: Path) -> AsyncGenerator[None]:
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
    try:
        await sandbox.bot_ready(60.0)
        yield
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


async def one(person: Person, photo: Upload, count: int, trace: Path) -> Job:
    """Give one command, wait for its end, and read what the bot has traced meanwhile."""
    if count > 1:
        reply = await person.run("recolor auto", image=photo, count=count)
    else:
        reply = await person.run("recolor palette", image=photo, colors=_PALETTE)
    await reply.acknowledged()
    end = await reply.until(has_ended, _LAST_EDIT_SECONDS)
    assert end.attachments, end.text
    # The bot reads the answer to its last edit after everybody sees the edit.
    calls: list[_Call] = []
    while not any(call.name == "finish" for call in calls):
        await asyncio.sleep(0.05)
        calls = [call for call in _calls(trace) if call.started >= reply.interaction.created]
    return Job(_stages(reply, end.at, calls), len(reply.history) - 1)


def _calls(trace: Path) -> list[_Call]:
    lines = trace.read_text().splitlines(keepends=True)
    return [_Call(*json.loads(line)) for line in lines if line.endswith("\n")]


def _stages(reply: Reply, end: float, calls: Sequence[_Call]) -> dict[str, float]:
    """Return when each stage ended; of several calls of a name, the last counts."""
    created = reply.interaction.created
    started = {call.name: call.started - created for call in reversed(calls)}
    ended = {call.name: call.ended - created for call in calls}
    return {
        "acknowledged": (reply.interaction.acknowledged or created) - created,
        "taken from the queue": started["prepare"],
        "fetched": ended["prepare"],
        "submitted": ended["submit"],
        "rendering begun": started["render"],
        "rendered": ended["render"],
        "end known": ended["wait"],
        "downloaded": ended["download"],
        "colors, swatches": started["finish"],
        "last edit": end - created,
    }


def table(columns: Mapping[str, Sequence[Job]]) -> str:
    """Return the median share of each stage, one line a stage and one column a kind of job."""
    lines = [f"{'':<24}" + "".join(f"{name:>14}" for name in columns)]
    stages = list(next(iter(columns.values()))[0].stages)
    for before, stage in zip([None, *stages], stages, strict=False):
        shares = (
            statistics.median(
                job.stages[stage] - (job.stages[before] if before else 0.0) for job in jobs
            )
            for jobs in columns.values()
        )
        lines.append(f"{stage:<24}" + "".join(f"{share * 1000:>14.0f}" for share in shares))
    for name, figure in (("all, median", statistics.median), ("all, slowest", max)):
        figures = (figure(job.stages["last edit"] for job in jobs) for jobs in columns.values())
        lines.append(f"{name:<24}" + "".join(f"{seconds * 1000:>14.0f}" for seconds in figures))
    edits = (statistics.median(job.edits for job in jobs) for jobs in columns.values())
    lines.append(f"{'edits':<24}" + "".join(f"{number:>14g}" for number in edits))
    return "\n".join(lines)


async def measure(repeats: int, starts: int) -> dict[str, list[Job]]:
    """Time the kinds of jobs, each repeated, and the first job of some new processes."""
    small, large = photograph(_SMALL_MEGAPIXELS), photograph(1.0)
    jobs: dict[str, list[Job]] = {"first": []}
    for start in range(starts):
        with tempfile.TemporaryDirectory() as folder:
            async with Sandbox() as sandbox, running(sandbox, Path(folder)):
                trace, person = Path(folder) / "trace", sandbox.person("Ada")
                jobs["first"].append(await one(person, small, 1, trace))
                if start < starts - 1:
                    continue
                kinds = {"0.24 MP": (small, 1), "1 MP": (large, 1), "4 of 1 MP": (large, 4)}
                for name, (photo, count) in kinds.items():
                    await one(person, photo, count, trace)
                    jobs[name] = [await one(person, photo, count, trace) for _ in range(repeats)]
    return jobs


def main() -> None:
    """Read the options, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--repeats", type=int, default=9, help="jobs of a kind (default: 9)")
    parser.add_argument("--starts", type=int, default=3, help="of the bot (default: 3)")
    options = parser.parse_args()
    print(table(asyncio.run(measure(options.repeats, options.starts))))


if __name__ == "__main__":
    main()
