import aiohttp
import pytest

from bot.sandbox import Upload
from bot.sandbox.cdn import LINK_LIFE
from tests.discord_schema import assert_valid
from tests.sandbox.conftest import Rest

PATH = "/attachments/refresh-urls"


async def status_of(url: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status


async def test_links_are_signed_anew(rest: Rest, picture: Upload) -> None:
    files = (await rest.sandbox.person("Ada").post("", picture, picture)).attachments
    urls = [files[0].url, files[1].proxy_url, files[0].url.split("?")[0]]
    rest.sandbox.clock.advance(LINK_LIFE + 1)
    assert await status_of(urls[0]) == 404
    status, answer = await rest("POST", PATH, {"attachment_urls": urls})
    assert status == 200
    assert [entry["original"] for entry in answer["refreshed_urls"]] == urls
    for entry in answer["refreshed_urls"]:
        assert await status_of(entry["refreshed"]) == 200
    assert_valid(rest.sandbox.requests)


@pytest.mark.parametrize("urls", [[], ["https://example.com/a.png"] * 51, None, [7]])
async def test_what_cannot_be_refreshed(rest: Rest, urls: object) -> None:
    status, error = await rest("POST", PATH, {"attachment_urls": urls})
    assert (status, list(error["errors"])) == (400, ["attachment_urls"])


async def test_it_needs_the_bots_token(rest: Rest) -> None:
    assert (await rest("POST", PATH, {"attachment_urls": ["x"]}, token="wrong"))[0] == 401
