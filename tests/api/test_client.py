import asyncio
import contextlib
import socket
from collections.abc import Callable, Coroutine, Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

import bot.api.client
from bot.api.client import MOST_FAILURES, MigrationClient, Submission
from bot.api.contract import ErrorCode, Mode, TaskStatus, Version
from bot.api.failures import (
    KeyRefusedError,
    MigrationError,
    RequestRejectedError,
    ServiceBusyError,
    ServiceFailedError,
    ServiceGoneError,
    ServiceUnreachableError,
    SubmissionUnansweredError,
    TaskFailedError,
    TaskUnknownError,
    TimedOutError,
)
from bot.api.reading import TaskState, Ticket
from tests.api.conftest import (
    KEY,
    FakeTime,
    Play,
    StandIn,
    breaks_off,
    html,
    redirects,
    refuses,
    resets,
    says,
    says_nothing,
    sends,
    success,
)

TICKET = Ticket("t1", Version.V1_1)
QUEUED, PROCESSING = success(task_status=0), success(task_status=1)
DONE = success(task_status=2, data={"image_list": ["http://host/1.png"]})


@pytest.fixture
def submission(photographs: dict[str, Path]) -> Submission:
    return Submission(
        image=photographs["coffee"], mode=Mode.TEMPLATE, degree=0.4, colors=("264653", "E9C46A")
    )


@pytest.fixture
def short_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.api.client, "SUBMIT_SECONDS", 0.05)
    monkeypatch.setattr(bot.api.client, "QUERY_SECONDS", 0.05)


async def ignore(_: TaskState) -> None:
    pass


class TestSubmittingWithAKey:
    @pytest.mark.parametrize(
        "failure", [resets, html(502), refuses(503, "AI_SERVICE_FLOW_RESTRICTION")]
    )
    async def test_is_repeated_under_it_until_it_is_answered(
        self, service: StandIn, client: MigrationClient, submission: Submission, failure: Play
    ) -> None:
        service.will(failure, failure, success(task_id="t1"))
        assert (await client.submit(submission, "k")).task_id == "t1"
        assert [seen.headers["idempotency-key"] for seen in service.seen] == ["k"] * 3

    async def test_is_not_repeated_where_the_picture_is_refused(
        self, service: StandIn, client: MigrationClient, submission: Submission
    ) -> None:
        service.will(refuses(422, "FILE_DECODING_FAILURE"))
        with pytest.raises(RequestRejectedError):
            await client.submit(submission, "k")
        assert len(service.seen) == 1

    async def test_is_for_services_that_say_that_they_can(
        self, service: StandIn, client: MigrationClient
    ) -> None:
        service.will(resets, says({"status": "ok", "idempotent_submissions": True}))
        assert await client.is_idempotent()
        assert await client.is_idempotent()
        assert [seen.path for seen in service.seen] == ["/healthz"] * 2
        assert all("ailabapi-api-key" not in seen.headers for seen in service.seen)

    @pytest.mark.parametrize(
        "answer",
        [html(200), html(404), says({"idempotent_submissions": "yes"}), says({}), resets],
    )
    async def test_is_not_for_others(
        self, service: StandIn, client: MigrationClient, answer: Play
    ) -> None:
        service.will(answer)
        assert not await client.is_idempotent()


class TestSubmitting:
    async def test_sends_the_fields_the_file_and_the_key(
        self, service: StandIn, client: MigrationClient, submission: Submission
    ) -> None:
        service.will(success(request_id="t1", task_id="t1", task_type="async"))
        assert await client.submit(submission) == TICKET
        (seen,) = service.seen
        assert seen.path == "/api/image/effects/image-hd-color-migration"
        assert seen.headers["ailabapi-api-key"] == KEY
        assert seen.headers["content-type"].startswith("multipart/form-data")
        assert seen.fields == {
            "task_type": "async",
            "mode": "TEMPLATE",
            "degree": "0.4",
            "color_template": "264653,E9C46A",
            "image": submission.image.read_bytes(),
        }

    async def test_a_reference_and_a_count_go_with_their_modes_alone(
        self, service: StandIn, client: MigrationClient, photographs: dict[str, Path]
    ) -> None:
        service.will(success(task_id="t1"))
        everything = Submission(
            image=photographs["coffee"],
            mode=Mode.REF_PIC,
            colors=("264653",),
            count=3,
            ref=photographs["china"],
            portrait_hold=False,
        )
        await client.submit(everything)
        await client.submit(replace(everything, mode=Mode.AUTO))
        assert service.seen[0].fields == {
            "task_type": "async",
            "mode": "REF_PIC",
            "degree": "1",
            "portrait_hold": "false",
            "image": photographs["coffee"].read_bytes(),
            "ref": photographs["china"].read_bytes(),
        }
        assert service.seen[1].fields == {
            "task_type": "async",
            "mode": "AUTO",
            "degree": "1",
            "color_count": "3",
            "portrait_hold": "false",
            "image": photographs["coffee"].read_bytes(),
        }

    @pytest.mark.parametrize(
        ("play", "kind", "code"),
        [
            (
                refuses(415, "UNSUPPORTED_FILE_TYPES"),
                RequestRejectedError,
                ErrorCode.UNSUPPORTED_FILE_TYPES,
            ),
            (refuses(422, "SOMETHING_NEW"), RequestRejectedError, "SOMETHING_NEW"),
            (
                refuses(401, "ERROR_APPLICATIONS_NOT_EXISTS"),
                KeyRefusedError,
                ErrorCode.ERROR_APPLICATIONS_NOT_EXISTS,
            ),
            (
                refuses(404, "ERROR_AI_NOT_EXISTS"),
                ServiceGoneError,
                ErrorCode.ERROR_AI_NOT_EXISTS,
            ),
            (refuses(429, "EXCEEDING_LIMITS"), ServiceBusyError, ErrorCode.EXCEEDING_LIMITS),
            (
                refuses(429, "ERROR_NOT_ENOUGH_CREDITS"),
                ServiceBusyError,
                ErrorCode.ERROR_NOT_ENOUGH_CREDITS,
            ),
            (refuses(500, "UNKNOWN_ERROR"), ServiceFailedError, ErrorCode.UNKNOWN_ERROR),
            (html(404), ServiceGoneError, None),
        ],
    )
    async def test_a_refusal_is_told_with_its_code_and_not_repeated(
        self,
        service: StandIn,
        client: MigrationClient,
        submission: Submission,
        play: Play,
        kind: type[MigrationError],
        code: ErrorCode | str | None,
    ) -> None:
        service.will(play)
        with pytest.raises(kind) as failure:
            await client.submit(submission)
        assert failure.value.code == code
        assert len(service.seen) == 1

    @pytest.mark.parametrize(
        "play", [says_nothing, resets, breaks_off, html(200), html(502), html(504)]
    )
    @pytest.mark.usefixtures("short_limits")
    async def test_a_submission_without_an_answer_may_have_been_taken_and_is_not_repeated(
        self,
        service: StandIn,
        client: MigrationClient,
        submission: Submission,
        fake_time: FakeTime,
        play: Play,
    ) -> None:
        service.will(play)
        with pytest.raises(SubmissionUnansweredError):
            await client.submit(submission)
        assert len(service.seen) == 1
        assert not fake_time.pauses

    async def test_without_a_connection_nothing_was_sent(
        self, session: aiohttp.ClientSession, submission: Submission
    ) -> None:
        with free_port() as port:
            client = MigrationClient(
                session, f"http://127.0.0.1:{port}", KEY, max_result_bytes=1_000
            )
            with pytest.raises(ServiceUnreachableError):
                await client.submit(submission)

    async def test_the_key_does_not_follow_a_redirect(
        self,
        service: StandIn,
        other_host: StandIn,
        client: MigrationClient,
        submission: Submission,
    ) -> None:
        other_host.will(success(task_id="t1"))
        service.will(redirects(f"{other_host.url}/elsewhere"))
        with pytest.raises(ServiceFailedError):
            await client.submit(submission)
        assert not other_host.seen


class TestQuerying:
    async def test_a_ticket_of_1_1_is_queried_by_task_id(
        self, service: StandIn, client: MigrationClient
    ) -> None:
        service.will(success(task_status=1))
        assert (await client.query(TICKET)).status is TaskStatus.PROCESSING
        assert service.seen[0].path == "/api/common/query-async-task-result"
        assert service.seen[0].query == {"task_id": "t1"}
        assert service.seen[0].headers["ailabapi-api-key"] == KEY

    async def test_a_ticket_of_1_0_is_queried_by_job_id_and_type(
        self, service: StandIn, client: MigrationClient
    ) -> None:
        service.will(success(data={"status": "QUEUING"}))
        state = await client.query(Ticket("r 1&", Version.V1_0))
        assert state.status is TaskStatus.QUEUING
        assert service.seen[0].path == "/api/image/asyn-task-results"
        assert service.seen[0].query == {"job_id": "r 1&", "type": "HD_COLOUR_MIGRATION"}


class TestWaiting:
    async def test_a_service_that_knows_only_1_0_is_understood_from_end_to_end(
        self, service: StandIn, client: MigrationClient, submission: Submission
    ) -> None:
        done = {"status": "PROCESS_SUCCESS", "image_list": ["http://host/1.png"]}
        service.will(
            success(request_id="r1", data={"status": "QUEUING"}),
            success(request_id="q1", data={"status": "PROCESSING"}),
            success(request_id="q2", data=done),
        )
        ticket = await client.submit(submission)
        assert await client.wait(ticket, ignore, 60) == ("http://host/1.png",)
        assert [seen.query.get("job_id") for seen in service.seen] == [None, "r1", "r1"]

    async def test_a_result_that_came_with_the_ticket_is_not_asked_for(
        self, service: StandIn, client: MigrationClient
    ) -> None:
        told: list[TaskState] = []

        async def on_state(state: TaskState) -> None:
            told.append(state)

        ticket = Ticket("r1", Version.V1_0, TaskStatus.PROCESS_SUCCESS, ("http://host/1.png",))
        assert await client.wait(ticket, on_state, 60) == ("http://host/1.png",)
        assert [state.status for state in told] == [TaskStatus.PROCESS_SUCCESS]
        assert not service.seen

    async def test_queries_every_5_seconds_and_tells_each_change_once(
        self, service: StandIn, client: MigrationClient, fake_time: FakeTime
    ) -> None:
        told: list[TaskStatus] = []

        async def on_state(state: TaskState) -> None:
            told.append(state.status)

        service.will(QUEUED, QUEUED, PROCESSING, PROCESSING, DONE)
        assert await client.wait(TICKET, on_state, 60) == ("http://host/1.png",)
        assert fake_time.pauses == [5, 5, 5, 5]
        assert told == [
            TaskStatus.QUEUING,
            TaskStatus.PROCESSING,
            TaskStatus.PROCESS_SUCCESS,
        ]

    async def test_pauses_as_long_as_the_server_asks(
        self, service: StandIn, client: MigrationClient, fake_time: FakeTime
    ) -> None:
        queued = {"error_code": 0, "task_status": 0}
        soon = says(
            queued,
            Date="Tue, 03 Mar 2026 12:00:00 GMT",
            Retry_After="Tue, 03 Mar 2026 12:00:09 GMT",
        )
        service.will(says(queued, Retry_After="1"), soon, DONE)
        await client.wait(TICKET, ignore, 60)
        assert fake_time.pauses == [1, 9]

    @pytest.mark.parametrize(
        "play",
        [
            says_nothing,
            resets,
            breaks_off,
            html(),
            html(502),
            refuses(500, "UNKNOWN_ERROR"),
            refuses(503, "AI_SERVICE_FLOW_RESTRICTION"),
            refuses(429, "EXCEEDING_LIMITS"),
            says(["not", "an", "object"]),
        ],
    )
    @pytest.mark.usefixtures("short_limits")
    async def test_what_may_pass_is_asked_again_with_growing_pauses(
        self, service: StandIn, client: MigrationClient, fake_time: FakeTime, play: Play
    ) -> None:
        service.will(*[play] * (2 if play is resets else 3), DONE)
        assert await client.wait(TICKET, ignore, 60) == ("http://host/1.png",)
        # After a reset, aiohttp itself asks once more.
        assert fake_time.pauses == ([1] if play is resets else [1, 2, 4])

    async def test_backoff_has_full_jitter(
        self, service: StandIn, session: aiohttp.ClientSession, fake_time: FakeTime
    ) -> None:
        draws = iter([0.0, 0.25, 0.5])
        client = MigrationClient(
            session,
            service.url,
            KEY,
            max_result_bytes=1_000,
            sleep=fake_time.sleep,
            clock=lambda: fake_time.now,
            jitter=lambda: next(draws),
        )
        service.will(html(502), html(502), html(502), DONE)
        await client.wait(TICKET, ignore, 60)
        assert fake_time.pauses == [0, 0.5, 2]

    async def test_a_busy_service_is_left_alone_as_long_as_it_asks(
        self, service: StandIn, client: MigrationClient, fake_time: FakeTime
    ) -> None:
        service.will(refuses(429, "EXCEEDING_LIMITS", Retry_After="7"), DONE)
        await client.wait(TICKET, ignore, 60)
        assert fake_time.pauses == [7]

    async def test_failures_without_end_are_told(
        self, service: StandIn, client: MigrationClient, fake_time: FakeTime
    ) -> None:
        service.will(refuses(500, "SERVICE_INTERNAL_ERROR"))
        with pytest.raises(ServiceFailedError) as failure:
            await client.wait(TICKET, ignore, 3600)
        assert failure.value.code is ErrorCode.SERVICE_INTERNAL_ERROR
        assert len(service.seen) == 8
        assert fake_time.pauses == [1, 2, 4, 8, 16, 30, 30]

    async def test_failures_in_between_are_forgotten(
        self, service: StandIn, client: MigrationClient
    ) -> None:
        service.will(*[html(502), QUEUED] * 10, DONE)
        assert await client.wait(TICKET, ignore, 3600) == ("http://host/1.png",)

    @pytest.mark.parametrize(
        ("play", "kind", "code"),
        [
            (success(data={"status": "PROCESS_FAILED"}), TaskFailedError, "PROCESS_FAILED"),
            (success(data={"status": "TIMEOUT_FAILED"}), TimedOutError, "TIMEOUT_FAILED"),
            (success(data={"status": "LIMIT_RETRY_FAILED"}), TaskFailedError, "LIMIT_RETRY_FAILED"),
            (
                refuses(422, "FILE_DECODING_FAILURE"),
                RequestRejectedError,
                ErrorCode.FILE_DECODING_FAILURE,
            ),
            (
                refuses(500, "PROCESSING_FAILURE"),
                ServiceFailedError,
                ErrorCode.PROCESSING_FAILURE,
            ),
            (
                refuses(404, "ERROR_RESOURCE_NOT_FOUND"),
                TaskUnknownError,
                ErrorCode.ERROR_RESOURCE_NOT_FOUND,
            ),
            (
                refuses(401, "ERROR_APPLICATIONS_NOT_EXISTS"),
                KeyRefusedError,
                ErrorCode.ERROR_APPLICATIONS_NOT_EXISTS,
            ),
        ],
    )
    async def test_a_failed_task_is_told_at_once(
        self,
        service: StandIn,
        client: MigrationClient,
        fake_time: FakeTime,
        play: Play,
        kind: type[MigrationError],
        code: ErrorCode | str,
    ) -> None:
        service.will(PROCESSING, play)
        with pytest.raises(kind) as failure:
            await client.wait(TICKET, ignore, 60)
        assert failure.value.code == code
        assert fake_time.pauses == [5]

    async def test_gives_up_at_the_deadline_and_not_later(
        self, service: StandIn, client: MigrationClient, fake_time: FakeTime
    ) -> None:
        service.will(PROCESSING)
        with pytest.raises(TimedOutError):
            await client.wait(TICKET, ignore, 12)
        assert fake_time.pauses == [5, 5, 2]

    async def test_a_ticket_is_good_after_a_restart(
        self, service: StandIn, session: aiohttp.ClientSession, client: MigrationClient
    ) -> None:
        service.will(DONE)
        other = MigrationClient(session, service.url + "/", KEY, max_result_bytes=1_000)
        assert await other.wait(TICKET, ignore, 60) == ("http://host/1.png",)


async def _wait(client: MigrationClient, service: StandIn, _: Submission, target: Path) -> None:
    await client.wait(TICKET, ignore, 3600, patient=True)


async def _download(client: MigrationClient, service: StandIn, _: Submission, target: Path) -> None:
    await client.download(f"{service.url}/1.png", target, patient=True)


async def _submit(
    client: MigrationClient, service: StandIn, submission: Submission, target: Path
) -> None:
    await client.submit(submission, "k")


@pytest.mark.parametrize("ask", [_submit, _wait, _download])
class TestAServiceOfOnesOwn:
    async def test_is_asked_again_for_ten_minutes(
        self,
        service: StandIn,
        client: MigrationClient,
        submission: Submission,
        fake_time: FakeTime,
        tmp_path: Path,
        ask: Callable[..., Coroutine[Any, Any, None]],
    ) -> None:
        service.will(html(503))
        with pytest.raises(MigrationError):
            await ask(client, service, submission, tmp_path / "result.png")
        assert 600 <= sum(fake_time.pauses) <= 630
        assert len(service.seen) > MOST_FAILURES

    async def test_is_waited_for_while_it_is_down(
        self,
        service: StandIn,
        client: MigrationClient,
        submission: Submission,
        fake_time: FakeTime,
        tmp_path: Path,
        photographs: dict[str, Path],
        ask: Callable[..., Coroutine[Any, Any, None]],
    ) -> None:
        picture = sends(photographs["chelsea"].read_bytes())
        ends: dict[object, Play] = {
            _submit: success(task_id="t1"),
            _wait: DONE,
            _download: picture,
        }
        service.will(*[resets] * 10, *[html(503)] * 5, ends[ask])
        await ask(client, service, submission, tmp_path / "result.png")
        assert len(fake_time.pauses) > MOST_FAILURES


async def test_an_answer_without_end_is_cut(
    service: StandIn, client: MigrationClient, fake_time: FakeTime
) -> None:
    async def floods(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            while True:
                await response.write(b" " * 65536)
                await asyncio.sleep(0)
        return response

    service.will(floods, DONE)
    assert await client.wait(TICKET, ignore, 60) == ("http://host/1.png",)
    assert fake_time.pauses == [1]


async def test_neither_key_nor_signed_urls_are_logged(
    service: StandIn,
    client: MigrationClient,
    submission: Submission,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    signed = f"{service.url}/results/1.png?signature=secret"
    service.will(redirects(signed))
    with pytest.raises(MigrationError) as looping:
        await client.download(signed, tmp_path / "1.png")
    service.will(html(502))
    with pytest.raises(MigrationError) as failing:
        await client.wait(TICKET, ignore, 60)
    told = caplog.text + repr(looping.value) + repr(failing.value)
    assert "502" in told
    assert KEY not in told
    assert "secret" not in told


@contextlib.contextmanager
def free_port() -> Generator[int]:
    """Hold a port that refuses connections: it is bound, and nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]
