"""Submissions: what is sent, when they are repeated, and how refusals are told."""

import contextlib
import socket
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from bot.api.client import MigrationClient, Submission
from bot.api.contract import ErrorCode, Mode
from bot.api.failures import (
    KeyRefusedError,
    MigrationError,
    RequestRejectedError,
    ServiceBusyError,
    ServiceFailedError,
    ServiceGoneError,
    ServiceUnreachableError,
    SubmissionUnansweredError,
)
from tests.api.conftest import (
    KEY,
    TICKET,
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
    success,
)


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


@contextlib.contextmanager
def free_port() -> Generator[int]:
    """Hold a port that refuses connections: it is bound, and nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]
