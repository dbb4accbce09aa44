"""What operators ask of a server."""

from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image
from prometheus_client.parser import text_string_to_metric_families

from bot.api.contract import SUBMIT_PATH
from bot.engine import Recoloring
from tests.api.server.conftest import KEY, Server, encoded, server_in

pytestmark = pytest.mark.asyncio(loop_scope="module")

PICTURE = encoded(Image.effect_noise((80, 70), 60).convert("RGB"))
AUTO = {"image": PICTURE, "mode": "AUTO", "degree": "1"}


def give_back(source: Path, _: Recoloring, destinations: Sequence[Path]) -> None:
    for destination in destinations:
        destination.write_bytes(source.read_bytes())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Server]:
    async with server_in(tmp_path_factory.mktemp("server"), give_back) as server:
        yield server


async def exposition(server: Server) -> str:
    async with server.session.get(server.url + "/metrics") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"].startswith("text/plain; version=")
        return await answer.text()


async def samples(server: Server) -> dict[tuple[str, ...], float]:
    """Every sample, by its name and the values of its labels in the order of their names."""
    families = text_string_to_metric_families(await exposition(server))
    return {
        (sample.name, *(sample.labels[label] for label in sorted(sample.labels))): sample.value
        for family in families
        for sample in family.samples
    }


async def test_a_server_in_order_is_ready(server: Server) -> None:
    answer = await server.ask("GET", "/readyz", None)
    assert (answer.status, answer.body) == (200, {"status": "ready"})


async def test_metrics_tell_what_became_of_tasks_and_requests(server: Server) -> None:
    before = await samples(server)
    task_id = (await server.submit(AUTO)).body["task_id"]
    await server.finished(task_id)
    await server.submit(AUTO | {"image": b"no picture"})
    await server.ask("GET", "/some/path", None)
    now = await samples(server)

    def grown(*sample: str) -> float:
        return now[sample] - before.get(sample, 0.0)

    assert grown("colorway_tasks_total", "", "PROCESS_SUCCESS") == 1
    assert grown("colorway_http_answers_total", SUBMIT_PATH, "200") == 1
    assert grown("colorway_http_answers_total", SUBMIT_PATH, "415") == 1
    assert grown("colorway_http_answers_total", "none", "404") == 1
    assert grown("colorway_upload_seconds_count") == 2
    assert grown("colorway_render_seconds_count") == 1
    assert grown("colorway_storage_seconds_count", "put") == 2
    assert now["colorway_tasks_queued",] == now["colorway_renders_running",] == 0
    assert now["process_resident_memory_bytes",] > 0


async def test_metrics_tell_no_ids_and_no_secrets(server: Server) -> None:
    task_id = (await server.submit(AUTO, headers={"Idempotency-Key": "some job"})).body["task_id"]
    done = await server.finished(task_id)
    await server.session.get(done.body["data"]["image_list"][0])
    told = await exposition(server)
    assert 'endpoint="/results/{name}"' in told
    for secret in (task_id, "some job", KEY, "signature"):
        assert secret not in told
