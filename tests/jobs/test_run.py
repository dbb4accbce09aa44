"""A job's steps on a real database, against a real service.

How a job looks in Discord, and what each failure of the service makes of it, is held end to end
in ``tests/test_conversation.py`` and ``tests/test_failing_service.py``.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest
import pytest_asyncio
from aiohttp import web
from dbos import DBOS

from bot.api import client
from bot.api.contract import Mode
from bot.jobs import run, sizes
from bot.jobs.acknowledgment import Acknowledgment, tell
from bot.jobs.job import Work
from bot.jobs.reply import Done, Ending, Seen, State, UploadTooLargeError
from bot.jobs.troubles import JobError, Trouble
from bot.jobs.workshop import drain, open_workshop
from tests.jobs.world import SIGNATURE, TOKEN, World, begin, ending, until, world_in
from tests.stage import error

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[World]:
    """One process for all tests of this module; each has jobs of its own."""
    async with world_in(tmp_path_factory.mktemp("data")) as world, world.process():
        yield world


@pytest.fixture
def world(running: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The same, with a service that works until it is told otherwise."""
    service = running.service
    service.submit, service.query, service.result = service.take, service.done, service.picture
    service.submissions.clear()
    service.released.clear()
    monkeypatch.setattr(client, "POLL_SECONDS", 0.01)
    return running


async def test_a_job_ends_with_the_services_picture(world: World):
    job, reply = world.job()
    await begin(job)
    assert await ending(job) == Ending.REPLIED
    assert reply.names == ["a_cat-recolored.png"]
    assert reply.shown == [State.QUEUED, State.UPLOADING]


async def test_a_running_task_is_shown_as_such(world: World):
    world.service.query = world.service.done_when_released
    job, reply = world.job()
    await begin(job)
    await until(lambda: State.RECOLORING in reply.shown)
    world.service.released.set()
    await ending(job)
    assert reply.shown == [State.QUEUED, State.RECOLORING, State.UPLOADING]


async def test_a_reference_is_sent_along(world: World):
    files: list[set[str]] = []

    async def submit(request: web.Request) -> web.Response:
        form = await request.post()
        files.append({name for name, value in form.items() if isinstance(value, web.FileField)})
        return await world.service.take(request)

    world.service.submit = submit
    reference = world.attachment("colors.png")
    job, reply = world.job(mode=Mode.REF_PIC, colors=(), reference=reference)
    await begin(job)
    await ending(job)
    assert files == [{"image", "ref"}]
    assert len(reply.names) == 1


async def test_several_results_are_numbered_in_their_order(world: World):
    urls = [f"{world.service.url}/result.png?n={n}" for n in range(3)]

    async def query(_: web.Request) -> web.Response:
        return web.json_response({"error_code": 0, "task_status": 2, "data": {"image_list": urls}})

    world.service.query = query
    job, reply = world.job(mode=Mode.AUTO, count=3, colors=())
    await begin(job)
    await ending(job)
    assert reply.names == [f"a_cat-recolored-{n}.png" for n in (1, 2, 3)]


@pytest.mark.parametrize("works", [True, False])
async def test_nothing_of_a_job_stays_on_the_disk(world: World, works: bool):
    if not works:
        world.service.submit = error(500, "UNKNOWN_ERROR")
    job, _ = world.job()
    await begin(job)
    await ending(job)
    assert list(world.folder.iterdir()) == []


async def test_a_job_that_is_started_again_runs_once(world: World):
    job, reply = world.job()
    await asyncio.gather(begin(job), begin(job))
    await ending(job)
    await begin(job)
    await ending(job)
    assert len(reply.ends) == len(world.service.submissions) == 1


async def test_a_job_that_another_process_answers_is_left_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(run, "OTHER_VERDICT_SECONDS", 0.1)
    job, reply = world.job()
    await run.start(job)
    await tell(job.id, Acknowledgment.ELSEWHERE)
    assert await ending(job) is None
    assert (reply.shown, reply.ends, world.service.submissions) == ([], [], [])


@pytest.mark.parametrize(
    "told",
    [
        (Acknowledgment.ELSEWHERE, Acknowledgment.PUBLIC),
        (Acknowledgment.PUBLIC, Acknowledgment.ELSEWHERE),
    ],
)
async def test_a_reply_that_another_process_with_the_same_database_has_is_brought_to_its_end(
    world: World, told: tuple[Acknowledgment, ...]
):
    job, reply = world.job()
    assert await run.start(job) is job
    assert await run.start(replace(job, mark="other")) == job
    for acknowledgment in told:
        await tell(job.id, acknowledgment)
    assert await ending(job) == Ending.REPLIED
    assert len(reply.names) == 1


@pytest.mark.parametrize(
    ("seen", "ended"),
    [
        (Seen.RUNNING, Ending.REPLIED),
        (Seen.UNKNOWN, Ending.REPLIED),
        (Seen.ABSENT, None),
        (Seen.ENDED, None),
        (Seen.FOREIGN, None),
    ],
)
async def test_a_job_that_is_told_nothing_looks_whether_its_reply_is_there(
    world: World, monkeypatch: pytest.MonkeyPatch, seen: Seen, ended: Ending | None
):
    monkeypatch.setattr(run, "VERDICT_SECONDS", 0.1)
    job, reply = world.job()
    reply.seen = seen
    await run.start(job)
    assert await ending(job) == ended
    assert len(world.service.submissions) == (ended is not None)


@pytest.fixture
def totals(monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Sizes of a whole request that the service's pictures, of 24 kB each, are above."""
    smaller = (20_000, 12_000)
    monkeypatch.setattr(sizes, "TOTALS", smaller)
    monkeypatch.setattr(sizes, "_CARD_BYTES", 500)
    monkeypatch.setattr(sizes, "_LEAST_BYTES", 500)
    return smaller


async def test_a_request_that_is_too_large_is_made_to_fit_as_a_whole(
    world: World, totals: tuple[int, int]
):
    # Without colors, there are no swatches beside the pictures.
    more = (world.attachment("b.png"), world.attachment("c.png"))
    job, reply = world.job(mode=Mode.AUTO, colors=(), more=more)
    reply.failures = [UploadTooLargeError(), UploadTooLargeError()]
    await begin(job)
    assert await ending(job) == Ending.REPLIED
    first, second, third = (sum(files) for files in reply.sizes)
    assert first > 3 * totals[0]
    assert totals[1] < second <= totals[0]
    assert third <= totals[1]
    assert [end.resized for end in reply.ends if isinstance(end, Done)] == [False, True, True]


@pytest.mark.usefixtures("totals")
async def test_a_comparison_that_is_too_large_is_made_smaller(world: World):
    job, reply = world.job(work=Work.COMPARE, results=(world.attachment("after.png"),))
    reply.failures = [UploadTooLargeError()]
    await begin(job)
    assert await ending(job) == Ending.REPLIED
    [[first], [second]] = reply.sizes
    assert first > 20_000 >= second


@pytest.mark.usefixtures("totals")
async def test_what_stays_too_large_is_given_up_but_can_be_fetched(world: World):
    job, reply = world.job()
    reply.failures = [UploadTooLargeError() for _ in range(3)]
    await begin(job)
    assert await ending(job) == Ending.UNDELIVERED
    assert [type(end) for end in reply.ends[:-1]] == [Done] * 3
    assert reply.trouble is Trouble.UPLOAD_REFUSED
    assert len(world.service.submissions) == 1


async def test_what_discord_accepts_nowhere_is_explained_and_can_be_fetched(world: World):
    job, reply = world.job()
    reply.failures = [JobError(Trouble.BLOCKED_BY_AUTOMOD)]
    await begin(job)
    assert await ending(job) == Ending.UNDELIVERED
    assert reply.trouble is Trouble.BLOCKED_BY_AUTOMOD


async def test_a_job_whose_interaction_may_not_be_answered_is_not_rendered(world: World):
    job, reply = world.job()
    await run.start(job)
    await tell(job.id, Acknowledgment.REFUSED)
    assert await ending(job) is None
    assert (reply.shown, reply.ends, world.service.submissions) == ([], [], [])


@pytest.mark.parametrize("way", ["told", "found"])
async def test_a_reply_that_discord_makes_private_makes_the_job_private(
    world: World, monkeypatch: pytest.MonkeyPatch, way: str
):
    monkeypatch.setattr(run, "VERDICT_SECONDS", 0.1)
    job, reply = world.job(may_post=True)
    reply.private = way == "found"
    await run.start(job)
    if way == "told":
        await tell(job.id, Acknowledgment.PRIVATE)
    assert await ending(job) == Ending.REPLIED
    assert world.jobs[job.id] == job.as_private()
    card = await world.workshop().cards.find(job.id)
    assert card is not None
    assert card.job.private


async def test_messages_of_earlier_versions_are_read(world: World):
    job, reply = world.job()
    await run.start(job)
    await DBOS.send_async(job.id, True, "acknowledged")
    assert await ending(job) == Ending.REPLIED
    assert len(reply.names) == 1


async def test_a_result_that_cannot_be_delivered_becomes_an_apology(world: World):
    job, reply = world.job()
    reply.failures = [RuntimeError("Discord is down")]
    await begin(job)
    assert await ending(job) == Ending.REPLIED
    assert reply.trouble is Trouble.BUG


async def test_a_job_ends_even_where_nothing_can_be_said(
    world: World, caplog: pytest.LogCaptureFixture
):
    job, reply = world.job()
    reply.failures = [RuntimeError("Discord is down"), RuntimeError("still down")]
    await begin(job)
    assert await ending(job) == Ending.UNDELIVERED
    assert "still down" in caplog.text
    assert not (world.folder / job.id).exists()


async def test_no_token_and_no_signed_link_is_logged(
    world: World, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    job, _ = world.job()
    gone = replace(job.image, url=job.image.url.replace("a.png", "gone.png"))
    lost, reply = world.job(image=gone)
    for each in (job, lost):
        await begin(each)
        await ending(each)
    assert reply.trouble is Trouble.ATTACHMENT_GONE
    assert "submitted as task one" in caplog.text
    for secret in (TOKEN, SIGNATURE, "signature=x", "a key"):
        assert secret not in caplog.text


async def test_a_stop_lets_running_jobs_finish_and_no_other_begin(world: World):
    world.service.query = world.service.done_when_released
    job, reply = world.job()
    await begin(job)
    await until(lambda: State.RECOLORING in reply.shown)
    stopping = asyncio.create_task(drain(30.0))
    await asyncio.sleep(0)
    late, late_reply = world.job()
    await begin(late)
    world.service.released.set()
    try:
        assert await stopping == 0
        assert len(reply.ends) == 1
        assert (late_reply.shown, late_reply.ends) == ([], [])
    finally:
        open_workshop(world.workshop())
    assert await ending(late) == Ending.REPLIED
