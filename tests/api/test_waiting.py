"""Tasks are asked for until they are done, have failed, or time is up."""

import asyncio
import contextlib

import aiohttp
import pytest
from aiohttp import web

from bot.api.client import MigrationClient, Submission
from bot.api.contract import QUERY_PATH_1_1, ErrorCode, TaskStatus, Version
from bot.api.failures import (
    KeyRefusedError,
    MigrationError,
    RequestRejectedError,
    ServiceFailedError,
    TaskFailedError,
    TaskUnknownError,
    TimedOutError,
)
from bot.api.reading import TaskState, Ticket
from tests.api.conftest import (
    DONE,
    KEY,
    TICKET,
    FakeTime,
    Play,
    StandIn,
    breaks_off,
    html,
    ignore,
    refuses,
    resets,
    says,
    says_nothing,
    success,
)

QUEUED, PROCESSING = success(task_status=0), success(task_status=1)


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

    async def test_a_service_of_our_own_is_asked_to_answer_when_the_status_changes(
        self, service: StandIn, client: MigrationClient, fake_time: FakeTime
    ) -> None:
        service.will(
            says({"idempotent_submissions": True, "waiting_queries": True}), PROCESSING, DONE
        )
        assert await client.wait(TICKET, ignore, 60, patient=True) == ("http://host/1.png",)
        assert [seen.path for seen in service.seen[:1]] == ["/healthz"]
        assert [seen.headers.get("prefer") for seen in service.seen] == [
            None,
            "wait=20; status=QUEUING",
            "wait=20; status=PROCESSING",
        ]
        assert fake_time.pauses == [0]

    async def test_a_waiting_query_that_brings_nothing_new_at_once_is_not_repeated_at_once(
        self, service: StandIn, client: MigrationClient, fake_time: FakeTime
    ) -> None:
        service.will(says({"waiting_queries": True}), QUEUED, QUEUED, QUEUED, DONE)
        await client.wait(TICKET, ignore, 60, patient=True)
        assert fake_time.pauses == [0, 5, 5]

    @pytest.mark.parametrize("health", [{}, {"idempotent_submissions": True}])
    async def test_a_service_of_our_own_that_does_not_know_waiting_queries_is_polled(
        self,
        service: StandIn,
        client: MigrationClient,
        fake_time: FakeTime,
        health: dict[str, bool],
    ) -> None:
        service.will(says(health), QUEUED, PROCESSING, DONE)
        await client.wait(TICKET, ignore, 60, patient=True)
        assert not any("prefer" in seen.headers for seen in service.seen)
        assert fake_time.pauses == [5, 5]

    async def test_other_services_are_never_asked_for_our_extensions(
        self, service: StandIn, client: MigrationClient
    ) -> None:
        service.will(QUEUED, DONE)
        await client.wait(TICKET, ignore, 60)
        assert [seen.path for seen in service.seen] == [QUERY_PATH_1_1] * 2
        assert not any("prefer" in seen.headers for seen in service.seen)

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
