"""What holds for submitting, waiting and downloading alike."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from bot.api.client import MOST_FAILURES, MigrationClient, Submission
from bot.api.failures import MigrationError
from tests.api.conftest import (
    DONE,
    KEY,
    TICKET,
    FakeTime,
    Play,
    StandIn,
    html,
    ignore,
    redirects,
    resets,
    sends,
    success,
)


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
