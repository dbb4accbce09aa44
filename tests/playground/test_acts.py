"""What the page asks for reaches the sandbox, and the answer says what became of it."""

import json

import aiohttp
import pytest

from bot.sandbox import Upload
from bot.sandbox.errors import JSON
from tests.playground.conftest import Page

COMMAND = {
    "name": "paint",
    "description": "Paint",
    "contexts": [0, 1, 2],
    "integration_types": [0],
    "options": [
        {"type": 11, "name": "image", "description": "x", "required": True},
        {"type": 3, "name": "color", "description": "x", "autocomplete": True},
    ],
}
MENU = {"type": 3, "name": "Paint this", "integration_types": [0]}


@pytest.fixture
async def registered(page: Page) -> None:
    page.sandbox.registry.overwrite([COMMAND, MENU])


async def test_commands_are_those_that_discord_offers(page: Page, registered: None) -> None:
    status, answer = await page.act("commands")
    assert status == 200
    assert [command["name"] for command in answer["commands"]] == ["paint", "Paint this"]
    elsewhere = str(page.scene.lounge.id)
    _, answer = await page.act("commands", channel=elsewhere)
    assert answer["commands"] == []


async def test_a_message_with_files(page: Page) -> None:
    form = aiohttp.FormData(quote_fields=False)
    wish = {
        "person": str(page.ada.user.id),
        "channel": str(page.sandbox.channel.id),
        "content": "<b>look</b>",
        "files": [{"file": "file-0"}],
    }
    form.add_field("wish", json.dumps(wish))
    form.add_field("file-0", b"abc", filename="a b.txt", content_type="text/plain")
    async with page.session.post(f"{page.url}/act/post", data=form) as response:
        assert response.status == 200
    (message,) = page.sandbox.channel.messages.values()
    assert message.content == "<b>look</b>"
    assert [(file.filename, file.read()) for file in message.attachments] == [("a_b.txt", b"abc")]


async def test_nobody_answers(page: Page, registered: None) -> None:
    page.sandbox.interactions.patience = 0.0
    message = await page.ada.post("look")
    _, outcome = await page.act("use", message=str(message.id), command="Paint this")
    assert outcome == {"failed": True}
    _, outcome = await page.act("complete", command="paint", option="color", text="r", options={})
    assert outcome == {"failed": True}


@pytest.mark.parametrize(
    ("name", "wish", "why"),
    [
        ("run", {"command": "paint", "options": {}}, "The option 'image' is required."),
        ("run", {"command": "sing", "options": {}}, "There is no command 'sing' here"),
        ("press", {"message": "1", "custom_id": "x"}, "Unknown Message"),
        ("post", {"content": ""}, "Cannot send an empty message"),
        ("post", {"content": "x", "person": "7"}, "makes no sense"),
        ("post", {}, "makes no sense"),
        ("post_sticker", {"sticker": "7"}, "makes no sense"),
        ("forward", {"message": "1", "to": "1"}, "Unknown Message"),
        ("submit", {"interaction": "1", "values": {}}, "makes no sense"),
    ],
)
async def test_what_cannot_be_done(
    page: Page, registered: None, name: str, wish: JSON, why: str
) -> None:
    status, answer = await page.act(name, **wish)
    assert status == 422
    assert why in answer["refused"]


@pytest.mark.parametrize("body", [b"x", b"[]", b"{", b"--x"])
@pytest.mark.parametrize("claim", ["text/plain", "application/json", "multipart/form-data"])
async def test_what_is_no_wish_at_all(page: Page, body: bytes, claim: str) -> None:
    headers = {"Content-Type": claim}
    async with page.session.post(f"{page.url}/act/post", data=body, headers=headers) as response:
        assert response.status == 422
        assert "makes no sense" in (await response.json())["refused"]


async def test_somebody_elses_channel(page: Page) -> None:
    bo = list(page.scene.people.values())[1]
    status, _ = await page.act("post", content="x", channel=str(bo.dm.id))
    assert status == 422
    assert bo.dm.messages == {}


async def test_a_sticker(page: Page) -> None:
    sticker = next(iter(page.scene.stickers.values()))
    status, _ = await page.act("post_sticker", sticker=str(sticker.id))
    assert status == 200
    (message,) = page.sandbox.channel.messages.values()
    assert message.stickers == (sticker,)


async def test_a_message_is_forwarded(page: Page, picture: Upload) -> None:
    message = await page.ada.post("look", picture)
    status, _ = await page.act("forward", message=str(message.id), to=str(page.scene.lounge.id))
    assert status == 200
    (forward,) = page.scene.lounge.messages.values()
    assert forward.author is page.ada.user
    assert forward.forward is not None
    assert forward.forward.message is message


async def test_nothing_is_forwarded_into_somebody_elses_channel(page: Page) -> None:
    bo = list(page.scene.people.values())[1]
    message = await page.ada.post("look")
    status, _ = await page.act("forward", message=str(message.id), to=str(bo.dm.id))
    assert status == 422
    assert bo.dm.messages == {}


async def test_a_person_speaks_another_language(page: Page) -> None:
    await page.act("locale", locale="ja")
    assert page.ada.user.locale == "ja"


async def test_the_feed_begins_with_everything_and_goes_on_with_changes(page: Page) -> None:
    await page.ada.post("before")
    async with page.session.ws_connect(f"{page.url}/feed") as socket:
        world = await socket.receive_json(timeout=5)
        assert world["type"] == "world"
        assert [person["name"] for person in world["people"]] == ["Ada", "Bo", "Chie"]
        assert [message["content"] for message in world["messages"]] == ["before"]
        assert [person["locale"] for person in world["people"]] == ["en-US", "de", "ja"]
        assert world["openapi"] is None
        message = await page.ada.post("after")
        event = await socket.receive_json(timeout=5)
        assert (event["type"], event["message"]["id"]) == ("message", str(message.id))
        page.feed.bot_is("offline")
        assert await socket.receive_json(timeout=5) == {"type": "bot", "status": "offline"}
        path = f"/api/v10/channels/{page.sandbox.channel.id}/messages"
        url = page.sandbox.links.origin + path
        headers = {"Authorization": f"Bot {page.sandbox.token}"}
        async with page.session.post(url, json={"content": "x" * 2001}, headers=headers):
            pass
        entry = (await socket.receive_json(timeout=5))["entry"]
        assert entry["title"] == f"POST /channels/{page.sandbox.channel.id}/messages"
        assert entry["objections"] == [
            "Invalid Form Body (code 50035)",
            "content: Must be 2000 or fewer in length. (BASE_TYPE_MAX_LENGTH)",
        ]
