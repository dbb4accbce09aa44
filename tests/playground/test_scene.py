"""The people on the page have avatars, and the page's server has these and other images."""

from io import BytesIO

import pytest
import yarl
from PIL import Image

from bot.playground.scene import avatar_path
from bot.sandbox import Upload
from bot.sandbox.errors import JSON
from tests.playground.conftest import Page


async def get_image(page: Page, path: str) -> tuple[int, int]:
    """Return the size of an image that the page's server has."""
    async with page.session.get(yarl.URL(page.url + path, encoded=True)) as response:
        assert response.status == 200
        assert "sandbox" in response.headers["Content-Security-Policy"]
        return Image.open(BytesIO(await response.read())).size


def members_avatars(page: Page) -> list[str]:
    written = page.scene.written()
    everybody: list[JSON] = [written["bot"], *written["people"]]
    in_servers = [path for guild in written["guilds"] for path in guild["avatars"].values()]
    return [*(account["avatar"] for account in everybody), *in_servers]


async def test_everybody_has_an_avatar_and_one_another_in_the_server(page: Page) -> None:
    paths = members_avatars(page)
    assert len(set(paths)) == 5
    for path in paths:
        assert await get_image(page, path) == (512, 512)


async def test_an_account_without_an_avatar_has_discords(page: Page) -> None:
    stranger = page.sandbox.person("Stranger").user
    path = avatar_path(stranger, page.sandbox.guild)
    assert path == f"/embed/avatars/{(stranger.id >> 22) % 6}.png"
    assert await get_image(page, path) == (256, 256)


async def test_emoji_and_stickers_are_there(page: Page) -> None:
    written = page.scene.written()
    assert [emoji["name"] for emoji in written["emoji"]] == ["fox", "owl", "cat"]
    assert [sticker["name"] for sticker in written["stickers"]] == ["Fox", "Owl", "Cat"]
    for emoji in written["emoji"]:
        assert await get_image(page, f"/emojis/{emoji['id']}.png") == (128, 128)
    for sticker in written["stickers"]:
        assert await get_image(page, f"/stickers/{sticker['id']}.png") == (320, 320)


@pytest.mark.parametrize("link", ["url", "proxy_url"])
async def test_a_file_is_there_by_both_of_its_links(page: Page, picture: Upload, link: str) -> None:
    message = await page.ada.post("look", picture)
    (attachment,) = message.attachments
    path = yarl.URL(getattr(attachment, link)).raw_path_qs
    assert await get_image(page, path) == (40, 30)


async def test_the_proxy_has_a_picture_of_another_host(page: Page, picture: Upload) -> None:
    url = "https://pictures.example/a.png"
    page.sandbox.images.add_external(url, picture.data)
    proxy_url, _ = page.sandbox.images.external(url)
    assert await get_image(page, yarl.URL(proxy_url).raw_path_qs) == (40, 30)
