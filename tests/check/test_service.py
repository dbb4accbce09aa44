"""The color migration service is asked for a task that does not exist: nothing is submitted."""

import signal
from pathlib import Path

import aiohttp
import pytest

from bot import engine
from bot.settings import Settings
from tests.check.lines import checked
from tests.stage import Answer, Service, always, error
from tests.test_process import colorway, until_healthy


async def line(url: str | None, key: str | None, folder: Path) -> tuple[str, str]:
    settings = Settings(recolor_api_url=url, recolor_api_key=key, data=folder)
    return (await checked(settings))["service"]


@pytest.mark.parametrize(
    ("answer", "mark", "part"),
    [
        (error(404, "ERROR_RESOURCE_NOT_FOUND"), "ok", "accepts the key"),
        (error(400, "ERROR_INVALID_PARAMETER"), "ok", "accepts the key"),
        (error(401, "ERROR_APPLICATIONS_NOT_EXISTS"), "FAIL", "RECOLOR_API_KEY"),
        (error(403, "ERROR_UNAUTHORIZED_ACCESS"), "FAIL", "RECOLOR_API_KEY"),
        (error(500, "ERROR_INTERNAL"), "FAIL", "does not work"),
        (always(404, "<html>what?</html>"), "FAIL", "no color migration service"),
        (always(400, "<html>what?</html>"), "FAIL", "does not work"),
        (always(200, "<html>welcome</html>"), "FAIL", "does not work"),
        (always(503, "<html>later</html>"), "FAIL", "does not work"),
    ],
)
async def test_another_service_is_judged_by_what_it_says_of_a_task_that_does_not_exist(
    tmp_path: Path, answer: Answer, mark: str, part: str
):
    async with Service().running() as service:
        service.query = answer
        found = await line(service.url, "service-key", tmp_path)
        assert not service.submissions
    assert found[0] == mark
    assert part in found[1]
    assert "service-key" not in found[1]


async def test_another_service_that_nobody_runs(tmp_path: Path):
    found = await line("http://ada:pass-word@127.0.0.1:1", "service-key", tmp_path)
    assert found[0] == "FAIL"
    assert "http://127.0.0.1:1 does not work" in found[1]
    assert "RECOLOR_API_URL" in found[1]


async def test_another_service_may_need_no_key(tmp_path: Path):
    async with Service().running() as service:
        assert (await line(service.url, None, tmp_path))[0] == "ok"
        service.query = error(401, "ERROR_APPLICATIONS_NOT_EXISTS")
        mark, text = await line(service.url, None, tmp_path)
        assert (mark, "RECOLOR_API_KEY is not set" in text) == ("FAIL", True)


async def test_a_key_that_no_header_can_hold(tmp_path: Path):
    async with Service().running() as service:
        mark, text = await line(service.url, "two\nlines", tmp_path)
    assert (mark, "characters that no key has" in text) == ("FAIL", True)
    assert "lines" not in text


async def test_a_server_of_ours_knows_its_keys(tmp_path: Path, unused_tcp_port: int):
    base = f"http://127.0.0.1:{unused_tcp_port}"
    arguments = ("serve", "--host", "127.0.0.1", "--port", str(unused_tcp_port))
    async with (
        colorway(*arguments, folder=tmp_path, API_KEYS="one-key") as process,
        aiohttp.ClientSession() as session,
    ):
        await until_healthy(session, base)
        assert (await line(base, "one-key", tmp_path))[0] == "ok"
        assert (await line(base, "another", tmp_path))[0] == "FAIL"
        process.send_signal(signal.SIGTERM)
        await process.communicate()


async def test_an_engine_that_does_not_work_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise OSError("libvips.so.42: cannot open shared object file")

    assert (await line(None, None, tmp_path))[0] == "ok"
    monkeypatch.setattr(engine, "recolor", refuse)
    mark, text = await line(None, None, tmp_path)
    assert (mark, "libvips.so.42" in text) == ("FAIL", True)
