"""Whether jobs begin and end in the order in which people asked for them.

Run ``python -m tests.benchmarks.order``. Discord is the loopback one, in this process; each bot is
the real client in a process of its own, with its own server. They use SQLite, or with ``--bots 3``
the Postgres that ``DATABASE_URL`` names. ``JOBS_AT_ONCE`` and the bots' other settings come from
the environment. The figures are Kendall's tau to the order of asking and the largest displacement.
"""

import argparse
import asyncio
import os
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from itertools import combinations
from pathlib import Path

import sqlalchemy as sa

from bot.durability import database_url
from bot.sandbox import Reply, Sandbox
from bot.settings import Settings
from tests.benchmarks.load import photograph, running
from tests.stage import has_ended

_LAST_EDIT_SECONDS = 900.0


def kendall(ranks: Sequence[int]) -> float:
    """Return Kendall's tau of a permutation to the order 0, 1, 2, …"""
    pairs = list(combinations(ranks, 2))
    return sum(1 if first < second else -1 for first, second in pairs) / len(pairs)


def largest_displacement(ranks: Sequence[int]) -> int:
    """Return by how many places the most displaced item of a permutation is off."""
    return max(abs(place - rank) for place, rank in enumerate(ranks))


def _ranks(values: Sequence[float]) -> list[int]:
    """Return the rank of each value."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0] * len(values)
    for rank, number in enumerate(order):
        ranks[number] = rank
    return ranks


def _begun(url: str, ids: Sequence[str]) -> list[float]:
    """Return when the first steps of the jobs began, in milliseconds."""
    engine = sa.create_engine(url)
    steps = sa.table(
        "operation_outputs",
        sa.column("workflow_uuid"),
        sa.column("started_at_epoch_ms"),
        schema=None if engine.dialect.name == "sqlite" else "dbos",
    ).c
    query = sa.select(steps.workflow_uuid, sa.func.min(steps.started_at_epoch_ms)).group_by(
        steps.workflow_uuid
    )
    with engine.connect() as connection:
        begun = {row[0]: row[1] for row in connection.execute(query)}
    engine.dispose()
    return [begun[job_id] for job_id in ids]


async def _measure(options: argparse.Namespace) -> None:
    photo = photograph(options.megapixels)
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / str(number) for number in range(options.bots)]
        async with AsyncExitStack() as stack:
            sandbox = await stack.enter_async_context(Sandbox())
            for folder in folders:
                folder.mkdir()
                await stack.enter_async_context(running(sandbox, folder))
            await sandbox.until(
                lambda: sum(event.name == "READY" for event in sandbox.events) == options.bots,
                60.0,
            )
            replies: list[Reply] = []
            for number in range(options.people):
                person = sandbox.person(f"Person {number}")
                replies.append(await person.run("recolor palette", image=photo, colors="teal"))
                await asyncio.sleep(options.pause)
            ends = [await reply.until(has_ended, _LAST_EDIT_SECONDS) for reply in replies]
            settings = Settings(
                data=folders[0] / "data", database_url=os.environ.get("DATABASE_URL") or None
            )
            begun = _begun(database_url(settings), [str(reply.interaction.id) for reply in replies])
    for what, values in (("begin", begun), ("last edit", [end.at for end in ends])):
        ranks = _ranks(values)
        print(
            f"{what:<10} tau {kendall(ranks):.3f}, "
            f"largest displacement {largest_displacement(ranks)}"
        )


def main() -> None:
    """Read the options, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=24)
    parser.add_argument("--pause", type=float, default=0.02, help="seconds between two people")
    parser.add_argument("--bots", type=int, default=1)
    parser.add_argument("--megapixels", type=float, default=0.24)
    asyncio.run(_measure(parser.parse_args()))


if __name__ == "__main__":
    main()
