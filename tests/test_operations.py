"""What a running bot tells Prometheus, and whoever asks whether it is of use."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from prometheus_client.parser import text_string_to_metric_families

from bot import operations
from bot.jobs import queue
from bot.sandbox.faults import failing
from cogs import pace, reply
from tests.failing_discord import EDIT
from tests.stage import Service, Stage, error, stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


@dataclass
class Setting:
    """A running bot, a service, and the bot's port for operators."""

    stage: Stage
    service: Service
    session: aiohttp.ClientSession
    url: str
    photo: Path

    async def metrics(self) -> Samples:
        async with self.session.get(f"{self.url}/metrics") as answer:
            text = await answer.text()
        return {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    async def grown(self, before: Samples, name: str, **labels: str) -> float:
        """Return by how much a metric has grown; a job's are told just after its last edit."""
        key = (name, frozenset(labels.items()))
        while True:
            after = await self.metrics()
            if after.get(key, 0.0) > before.get(key, 0.0):
                return after[key] - before.get(key, 0.0)

    async def ready(self) -> tuple[int, object]:
        async with self.session.get(f"{self.url}/readyz") as answer:
            return answer.status, await answer.json()

    async def job(self) -> None:
        sent = await self.stage.person().run("recolor palette", image=self.photo, colors="red")
        await self.stage.end_of(sent)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def setting(
    tmp_path_factory: pytest.TempPathFactory,
    photographs: dict[str, Path],
    unused_tcp_port_factory: Callable[[], int],
) -> AsyncGenerator[Setting]:
    port = unused_tcp_port_factory()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(operations, "HOST", "127.0.0.1")
        patched.setattr(pace, "SECONDS", 0.0)
        patched.setattr(reply, "_PAUSES", (0.0, 0.0, 0.0))
        async with (
            aiohttp.ClientSession() as session,
            Service().running() as service,
            stage(
                tmp_path_factory.mktemp("data"), api_url=service.url, metrics_port=port
            ) as running,
        ):
            url = f"http://127.0.0.1:{port}"
            yield Setting(running, service, session, url, photographs["coffee"])


async def test_a_job_is_counted_by_its_outcome_and_timed_by_its_stages(setting: Setting):
    before = await setting.metrics()
    await setting.job()
    assert await setting.grown(before, "colorway_jobs_total", outcome="replied") == 1
    assert await setting.grown(before, "colorway_job_seconds_count") == 1
    for stage_name in ("queue", "prepare", "submit", "wait", "deliver"):
        name = "colorway_job_stage_seconds_count"
        assert await setting.grown(before, name, stage=stage_name) == 1
    assert (await setting.metrics())["colorway_jobs_waiting", frozenset()] == 0


async def test_what_fails_at_the_service_and_at_discord_is_counted(setting: Setting):
    before = await setting.metrics()
    setting.service.submit = error(500, "SERVICE_INTERNAL_ERROR")
    setting.stage.sandbox.faults.add("PATCH", EDIT, failing(503))
    await setting.job()
    setting.service.submit = setting.service.take
    assert await setting.grown(before, "colorway_jobs_total", outcome="service_failed") == 1
    failure = {"operation": "submit", "code": "SERVICE_INTERNAL_ERROR"}
    assert await setting.grown(before, "colorway_api_failures_total", **failure) == 1
    refused = {"method": "PATCH", "status": "503"}
    assert await setting.grown(before, "colorway_discord_failures_total", **refused) == 1


async def test_a_bot_is_ready_while_discord_and_the_database_are_there(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
):
    # The gateway has said that it is ready; discord.py may yet have to hear it.
    async with asyncio.timeout(60):
        await setting.stage.bot.wait_until_ready()
    assert await setting.ready() == (200, {"status": "ready"})

    async def away(*_: object) -> list[str]:
        raise queue.RecordsError("gone")

    monkeypatch.setattr(queue, "waiting", away)
    monkeypatch.setattr(setting.stage.bot, "is_ready", lambda: False)
    status, body = await setting.ready()
    assert (status, body) == (503, {"status": "unavailable", "unavailable": ["database"]})
    async with setting.session.get(f"{setting.url}/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"status": "ok"})
