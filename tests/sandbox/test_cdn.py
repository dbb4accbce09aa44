import re

import aiohttp
import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import Person, Sandbox, Upload
from bot.sandbox.cdn import LINK_LIFE, clean_filename, look_at
from tests.sandbox.client import PlainClient
from tests.sandbox.conftest import Connect


async def get(url: str) -> tuple[int, str, bytes]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, response.content_type, await response.read()


async def test_a_link_serves_the_file_until_it_expires(
    sandbox: Sandbox, ada: Person, picture: Upload
) -> None:
    (file,) = (await ada.post("", picture)).attachments
    url = file.url
    assert re.fullmatch(
        rf"{sandbox.cdn_url}/attachments/\d+/\d+/my_picture\.png"
        r"\?ex=[0-9a-f]+&is=[0-9a-f]+&hm=[0-9a-f]{64}&",
        url,
    )
    assert await get(url) == (200, "image/png", picture.data)
    assert await get(file.proxy_url) == (200, "image/png", picture.data)
    sandbox.clock.advance(LINK_LIFE + 1)
    gone = (404, "text/plain", b"This content is no longer available.")
    assert await get(url) == gone
    assert await get(file.url) == (200, "image/png", picture.data)


@pytest.mark.parametrize("part", ["ex=", "is=", "hm="])
async def test_a_changed_link_is_dead(
    sandbox: Sandbox, ada: Person, picture: Upload, part: str
) -> None:
    (file,) = (await ada.post("", picture)).attachments
    status, _, _ = await get(file.url.replace(part, f"{part}f"))
    assert status == 404
    status, _, _ = await get(file.url.split("?")[0])
    assert status == 404


async def test_the_real_client_meets_a_dead_link(
    sandbox: Sandbox, ada: Person, picture: Upload, client: PlainClient, connect: Connect
) -> None:
    @client.tree.command(name="slow", description="Read too late")
    async def slow(interaction: discord.Interaction, image: discord.Attachment) -> None:
        await interaction.response.defer()
        sandbox.clock.advance(LINK_LIFE + 1)
        try:
            await image.read()
        except discord.NotFound:
            sandbox.interactions.token_life = LINK_LIFE * 2
            await interaction.edit_original_response(content="gone")

    await connect(client)
    reply = await ada.run("slow", image=picture)
    await reply.until(lambda state: state.content == "gone")


async def test_files_of_deleted_messages_are_gone(
    sandbox: Sandbox, ada: Person, picture: Upload, client: PlainClient, connect: Connect
) -> None:
    @client.tree.command(name="regret", description="Send and delete")
    async def regret(interaction: discord.Interaction) -> None:
        file = discord.File(__file__, "out.txt")
        await interaction.response.send_message(file=file)
        await interaction.delete_original_response()

    await connect(client)
    reply = await (await ada.run("regret")).acknowledged()
    await sandbox.until(lambda: reply.message.deleted)
    assert (await get(reply.state.attachments[0].url))[0] == 404


@given(st.text())
def test_file_names_are_cleaned(name: str) -> None:
    cleaned = clean_filename(name)
    assert re.fullmatch(r"[A-Za-z0-9_\-][A-Za-z0-9_.\-]*", cleaned)
    assert clean_filename(cleaned) == cleaned


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("my picture (1).png", "my_picture_1.png"),
        ("画像.png", "unknown.png"),
        ("../../etc/passwd", "unknown.etcpasswd"),
        ("**bold**.jpg", "bold.jpg"),
        ("", "unknown"),
    ],
)
def test_examples_of_cleaned_names(name: str, cleaned: str) -> None:
    assert clean_filename(name) == cleaned


async def test_the_content_type_of_an_upload_is_a_claim(ada: Person, picture: Upload) -> None:
    lies = Upload("notes.png", b"not a picture", "image/png")
    disguised = Upload("notes.txt", picture.data)
    lie, disguise = (await ada.post("", lies, disguised)).attachments
    assert (lie.content_type, lie.width) == ("image/png", None)
    assert (disguise.content_type, disguise.width) == ("text/plain", 40)


@given(st.binary(max_size=200))
def test_any_bytes_can_be_looked_at(data: bytes) -> None:
    assert len(look_at(data)) == 4
