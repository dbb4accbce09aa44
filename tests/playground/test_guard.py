"""A page from elsewhere can neither drive this one nor read it."""

import re
from importlib.resources import files

import aiohttp
import pytest
import yarl

from bot.sandbox import Upload
from tests.playground.conftest import Page

ELSEWHERE = "http://evil.example"


def port(page: Page) -> int:
    return yarl.URL(page.url).port or 0


@pytest.mark.parametrize("path", ["/", "/page/script/main.js", "/samples/pixels.png", "/feed"])
async def test_a_name_that_leads_here_is_not_enough(page: Page, path: str) -> None:
    async with aiohttp.ClientSession() as stranger:
        for host in (f"evil.example:{port(page)}", "127.0.0.1", "127.0.0.1:1", ""):
            headers = {"Host": host}
            async with stranger.get(page.url + path, headers=headers) as response:
                assert response.status == 403
        headers = {"Host": f"localhost:{port(page)}"}
        if path != "/feed":
            async with stranger.get(page.url + path, headers=headers) as response:
                assert response.status == 200


@pytest.mark.parametrize(
    "origin", [None, ELSEWHERE, "null", "http://127.0.0.1:1", "https://{host}"]
)
async def test_only_the_page_acts(page: Page, origin: str | None) -> None:
    host = f"127.0.0.1:{port(page)}"
    headers = {} if origin is None else {"Origin": origin.format(host=host)}
    async with aiohttp.ClientSession(headers=headers) as stranger:
        wish = {"person": str(page.ada.user.id), "channel": str(page.sandbox.channel.id)}
        posted = stranger.post(f"{page.url}/act/post", json={**wish, "content": "x"})
        async with posted as response:
            assert response.status == 403
        assert page.sandbox.channel.messages == {}
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await stranger.ws_connect(f"{page.url}/feed")
        assert caught.value.status == 403


async def test_one_name_of_this_machine_does_not_speak_for_the_other(page: Page) -> None:
    headers = {"Host": f"localhost:{port(page)}", "Origin": page.url}
    async with page.session.post(f"{page.url}/act/post", json={}, headers=headers) as response:
        assert response.status == 403


async def test_the_page_may_do_only_what_it_needs(page: Page) -> None:
    for path in ("/", "/page/style/theme.css", "/nowhere"):
        async with page.session.get(page.url + path) as response:
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "require-trusted-types-for 'script'" in policy
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_an_uploaded_page_stays_a_file(page: Page) -> None:
    evil = Upload("evil.html", b"<script>alert(1)</script>", "text/html")
    message = await page.ada.post("look", evil)
    (attachment,) = message.attachments
    path = yarl.URL(attachment.url).path_qs
    async with page.session.get(yarl.URL(page.url + path, encoded=True)) as response:
        assert response.status == 200
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
    async with page.session.get(page.url + attachment.path) as response:
        assert response.status == 404


def test_nothing_on_the_page_parses_html_or_runs_text() -> None:
    scripts = sorted((files("bot.playground") / "page" / "script").iterdir(), key=str)
    assert len(scripts) > 20
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTML|"
        r"createContextualFragment|\beval\b|new Function|javascript:"
    )
    for script in scripts:
        assert not forbidden.search(script.read_text()), script.name
