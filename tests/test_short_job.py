"""What a short job costs in requests and edits; and none of its stages waits for a poll."""

from collections import Counter
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.api.contract import MAIN_COLORS_PATH, QUERY_PATH_1_1, SUBMIT_PATH
from bot.api.server import answers, tasks
from bot.api.server.results import RESULTS_PATH
from bot.jobs import queue
from bot.metrics import REGISTRY
from cogs import pace
from tests.stage import Stage, results, said, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

NEVER = 3600.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Stage]:
    """One bot in which nothing happens by polling, and no job is long enough to show progress."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pace, "PATIENCE_SECONDS", NEVER)
        patch.setattr(queue, "_POLL_SECONDS", NEVER)
        patch.setattr(tasks, "QUEUE_POLL_SECONDS", NEVER)
        patch.setattr(answers, "RETRY_AFTER", {"Retry-After": str(NEVER)})
        async with stage(tmp_path_factory.mktemp("data")) as running:
            yield running


def answered() -> Counter[str]:
    """Return how many requests the bot's own server has answered so far, by endpoint."""
    counts: Counter[str] = Counter()
    for metric in REGISTRY.collect():
        for sample in metric.samples:
            if sample.name == "colorway_http_answers_total":
                counts[sample.labels["endpoint"]] += int(sample.value)
    return counts


@pytest.mark.parametrize("count", [1, 4])
async def test_a_short_job_asks_no_more_than_it_needs(
    shared: Stage, photographs: dict[str, Path], count: int
):
    # The first job of a process asks the server what it can do.
    await shared.end_of(
        await shared.person().run("recolor auto", image=photographs["coffee"], count=1)
    )
    asked, sent = answered(), len(shared.sandbox.requests)
    reply = await shared.person().run("recolor auto", image=photographs["coffee"], count=count)
    end = await shared.end_of(reply)
    assert len(results(end)) == count
    assert [request.method for request in shared.sandbox.requests[sent:]] == ["POST", "PATCH"]
    assert len(reply.history) == 2, [said(state) for state in reply.history]
    answered_since = answered() - asked
    # One query ends when the task begins, if it is asked before that, and one when the task ends.
    assert answered_since.pop(QUERY_PATH_1_1) in {1, 2}
    assert answered_since == {
        SUBMIT_PATH: 1,
        RESULTS_PATH + "{name}": count,
        MAIN_COLORS_PATH: count,
    }
