"""Stickers, emoji, avatars and pictures of other hosts."""

from io import BytesIO
from typing import Any

import aiohttp
import discord
import pytest
from PIL import Image

from bot.sandbox import Person, Sandbox
from tests.discord_schema import assert_valid
from tests.sandbox.client import PlainClient
from tests.sandbox.conftest import Connect, Rest


def encoded(form: str, *, frames: int = 1, side: int = 64) -> bytes:
    """Return a square picture; with more frames it is animated."""
    colors = ["teal", "crimson", "gold"][:frames]
    first, *others = [Image.new("RGB", (side, side), color) for color in colors]
    buffer = BytesIO()
    more: dict[str, Any] = {"save_all": True, "append_images": others} if others else {}
    first.save(buffer, form, **more)
    return buffer.getvalue()


async def get(url: str) -> tuple[int, str, bytes]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, response.content_type, await response.read()


def looked_at(data: bytes) -> tuple[str | None, tuple[int, int], int]:
    with Image.open(BytesIO(data)) as image:
        return image.format, image.size, getattr(image, "n_frames", 1)


@pytest.mark.parametrize(
    ("form", "frames", "format_type", "extension"),
    [("PNG", 1, 1, "png"), ("PNG", 2, 2, "png"), ("GIF", 2, 4, "gif")],
)
async def test_stickers(
    rest: Rest, form: str, frames: int, format_type: int, extension: str
) -> None:
    data = encoded(form, frames=frames)
    sticker = rest.sandbox.add_sticker("wave", data)
    post = await rest.sandbox.person("Ada").post(stickers=[sticker])
    status, seen = await rest("GET", f"/channels/{post.channel.id}/messages/{post.id}")
    item = {"id": str(sticker.id), "name": "wave", "format_type": format_type}
    assert (status, seen["sticker_items"]) == (200, [item])
    for prefix in ("", "/media"):
        url = f"{rest.sandbox.cdn_url}{prefix}/stickers/{sticker.id}"
        assert await get(f"{url}.{extension}") == (200, f"image/{extension}", data)
        other = {"png": "gif", "gif": "png"}[extension]
        assert (await get(f"{url}.{other}"))[0] == 404
    assert_valid(rest.sandbox.requests)


def test_what_is_no_sticker() -> None:
    with pytest.raises(ValueError, match="a sticker is"):
        Sandbox().add_sticker("wave", encoded("JPEG"))


async def test_emoji(rest: Rest) -> None:
    still = rest.sandbox.add_emoji("blob", encoded("PNG"))
    moving = rest.sandbox.add_emoji("dance", encoded("GIF", frames=3))
    assert (str(still), str(moving)) == (f"<:blob:{still.id}>", f"<a:dance:{moving.id}>")
    base = f"{rest.sandbox.cdn_url}/emojis"
    assert looked_at((await get(f"{base}/{still.id}.png"))[2]) == ("PNG", (64, 64), 1)
    assert looked_at((await get(f"{base}/{still.id}.webp?size=16"))[2]) == ("WEBP", (16, 16), 1)
    assert (await get(f"{base}/{still.id}.gif"))[0] == 404
    assert looked_at((await get(f"{base}/{moving.id}.gif"))[2]) == ("GIF", (64, 64), 3)
    assert looked_at((await get(f"{base}/{moving.id}.webp?animated=true"))[2])[2] == 3
    assert looked_at((await get(f"{base}/{moving.id}.png"))[2]) == ("PNG", (64, 64), 1)
    assert (await get(f"{base}/1.png"))[0] == 404


async def test_avatars_as_the_real_client_finds_them(
    sandbox: Sandbox,
    ada: Person,
    client: PlainClient,
    connect: Connect,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(discord.Asset, "BASE", sandbox.cdn_url)
    seen: list[bytes] = []

    @client.tree.context_menu(name="Recolor avatar")
    async def recolor(interaction: discord.Interaction[Any], user: discord.Member) -> None:
        seen.append(await user.display_avatar.read())
        await interaction.response.send_message(user.name)

    await connect(client)
    bob = sandbox.person("Bob")
    reply = await ada.use_on(bob, "Recolor avatar")
    await reply.acknowledged()
    assert reply.state.content == "bob"
    assert looked_at(seen[-1]) == ("PNG", (256, 256), 1)
    bob.set_avatar(encoded("PNG", side=128))
    await (await ada.use_on(bob, "Recolor avatar")).acknowledged()
    assert looked_at(seen[-1]) == ("PNG", (128, 128), 1)
    bob.set_avatar(encoded("GIF", frames=2, side=32), sandbox.guild)
    reply = await ada.use_on(bob.user, "Recolor avatar")
    await reply.acknowledged()
    assert looked_at(seen[-1]) == ("GIF", (32, 32), 2)
    data = reply.interaction.data
    (user,), (member,) = data["resolved"]["users"].values(), data["resolved"]["members"].values()
    assert user["id"] == data["target_id"] == str(bob.user.id)
    assert member["avatar"].startswith("a_")
    assert not user["avatar"].startswith("a_")
    assert reply.message.origin
    assert reply.message.origin.metadata["target_user"]["id"] == str(bob.user.id)


async def test_pictures_of_other_hosts_come_through_the_proxy(rest: Rest) -> None:
    sandbox = rest.sandbox
    url = "https://example.com/cat.png?v=1"
    sandbox.images.add_external(url, encoded("PNG", side=48))
    preview = {"type": "image", "url": url, "thumbnail": {"url": url}}
    post = await sandbox.person("Ada").post(url, embeds=[preview], channel=sandbox.channel)
    card = sandbox.other_bot("Robo").post_card([{"type": 12, "items": [{"media": {"url": url}}]}])
    await rest.register({"name": "take", "type": 3})
    ada = sandbox.person("Ada")
    for message in (post, card):
        reply = await ada.use(message, "take")
        (target,) = reply.interaction.data["resolved"]["messages"].values()
        if message is post:
            media = target["embeds"][0]["thumbnail"]
            assert target["embeds"][0]["type"] == "image"
        else:
            media = target["components"][0]["items"][0]["media"]
            assert "attachment_id" not in media
        assert media["url"] == url
        assert media["proxy_url"].startswith(f"{sandbox.cdn_url}/external/")
        assert (media["width"], media["content_type"]) == (48, "image/png")
        assert looked_at((await get(media["proxy_url"]))[2]) == ("PNG", (48, 48), 1)
    unknown, data = sandbox.images.external("https://example.com/dog.png")
    assert (data, (await get(unknown))[0]) == (None, 404)
