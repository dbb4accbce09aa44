"""What the page is told of a message beyond Discord's JSON: who used what, on which pictures."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.playground.view import message_view
from bot.sandbox import Message, Person, Reply, Upload
from bot.sandbox.errors import JSON
from tests.playground.conftest import Page
from tests.sandbox.conftest import Rest
from tests.sandbox.rules.test_messages import button, row

IMAGE = {"type": 11, "name": "image", "description": "x", "required": True}
OTHER = {"type": 11, "name": "other", "description": "x"}
COMMAND = {
    "name": "paint",
    "name_localizations": {"de": "malen"},
    "description": "x",
    "options": [
        {
            "type": 1,
            "name": "all",
            "name_localizations": {"fr": "tout"},
            "description": "x",
            "options": [IMAGE, OTHER],
        }
    ],
}
MENU = {"type": 3, "name": "Paint this"}
PERSON_MENU = {"type": 2, "name": "Paint avatar"}
FORM = {
    "custom_id": "form",
    "title": "Form",
    "components": [{"type": 18, "label": "A", "component": {"type": 19, "custom_id": "file"}}],
}
ASK, SAY = 9, 4


@pytest.fixture
async def rest(page: Page) -> AsyncIterator[Rest]:
    async with aiohttp.ClientSession() as session:
        rest = Rest(session, page.sandbox)
        await rest.register(COMMAND, MENU, PERSON_MENU)
        yield rest


async def answered(rest: Rest, reply: Reply, **data: object) -> Message:
    status, _ = await rest.callback(reply, SAY, {"content": "done", **data})
    assert status == 200
    return reply.message


def seen(page: Page, message: Message) -> JSON:
    return message_view(message, page.sandbox)


def names(view: JSON) -> list[str]:
    return [source["filename"] for source in view["sources"]]


@pytest.fixture
def ada(page: Page) -> Person:
    return page.ada


async def test_a_command_with_files(page: Page, rest: Rest, ada: Person, picture: Upload) -> None:
    other = Upload("notes.txt", b"x")
    view = seen(page, await answered(rest, await ada.run("paint all", image=picture, other=other)))
    assert view["used"] == {
        "person": {"id": str(ada.user.id), "name": "Ada"},
        "command": "/paint all",
        "command_in": {"de": "/malen all", "fr": "/paint tout"},
    }
    assert names(view) == ["my_picture.png"]
    assert view["only_for"] is None


async def test_a_menu_uses_the_messages_pictures(
    page: Page, rest: Rest, ada: Person, picture: Upload
) -> None:
    message = await ada.post("look", picture, picture)
    view = seen(page, await answered(rest, await ada.use(message, "Paint this"), flags=64))
    assert view["used"]["command"] == "Paint this"
    assert names(view) == ["my_picture.png", "my_picture.png"]
    assert view["only_for"] == str(ada.user.id)


CARD = {
    "flags": 1 << 15,
    "attachments": [{"id": 0, "filename": "shown.png"}, {"id": 1, "filename": "look.cube"}],
    "components": [
        {"type": 12, "items": [{"media": {"url": "attachment://shown.png"}}]},
        {"type": 13, "file": {"url": "attachment://look.cube"}},
    ],
}
EMBED = {
    "attachments": [{"id": 0, "filename": "shown.png"}],
    "embeds": [{"image": {"url": "attachment://shown.png"}}],
}


@pytest.mark.parametrize("post", [CARD, EMBED])
async def test_a_menu_uses_the_pictures_of_cards_and_embeds_once(
    page: Page, rest: Rest, ada: Person, picture: Upload, post: JSON
) -> None:
    files = {"files[0]": Upload("shown.png", picture.data)}
    if len(post["attachments"]) > 1:
        files["files[1]"] = Upload("look.cube", b"LUT_3D_SIZE 2")
    status, said = await rest.say(post, files=files)
    assert status == 200
    message = page.sandbox.world.message(page.sandbox.channel, said["id"])
    view = seen(page, await answered(rest, await ada.use(message, "Paint this")))
    assert names(view) == ["shown.png"]


async def test_a_menu_uses_the_picture_of_a_forward(
    page: Page, rest: Rest, ada: Person, picture: Upload
) -> None:
    forward = await ada.forward(await ada.post("look", picture))
    view = seen(page, await answered(rest, await ada.use(forward, "Paint this")))
    assert names(view) == ["my_picture.png"]


async def test_a_menu_of_a_person_uses_the_avatar_that_the_channel_shows(
    page: Page, rest: Rest, ada: Person
) -> None:
    chie = list(page.scene.people.values())[2].user
    guild = page.sandbox.guild
    view = seen(page, await answered(rest, await ada.use_on(chie, "Paint avatar")))
    (source,) = view["sources"]
    assert source["url"] == (
        f"{page.sandbox.cdn_url}/guilds/{guild.id}/users/{chie.id}/avatars/"
        f"{guild.avatars[chie.id]}.png"
    )
    assert source["filename"] == "Chie.png"
    group = page.sandbox.group(*page.scene.people.values())
    asked = await ada.use_on(chie, "Paint avatar", channel=group)
    (source,) = seen(page, await answered(rest, asked))["sources"]
    assert source["url"] == f"{page.sandbox.cdn_url}/avatars/{chie.id}/{chie.avatar}.png"


async def test_a_button_leads_back_to_the_picture_of_its_message(
    page: Page, rest: Rest, ada: Person, picture: Upload
) -> None:
    first = await ada.run("paint all", image=picture)
    message = await answered(rest, first, components=[row(button())])
    view = seen(page, await answered(rest, await ada.press(message, "go")))
    assert view["used"]["message"] == str(message.id)
    assert names(view) == ["my_picture.png"]


async def test_a_form_brings_a_picture_of_its_own(
    page: Page, rest: Rest, ada: Person, picture: Upload
) -> None:
    first = await ada.run("paint all", image=picture)
    message = await answered(rest, first, components=[row(button())])
    asked = await ada.press(message, "go")
    await rest.callback(asked, ASK, FORM)
    named = Upload("second.png", picture.data, "image/png")
    view = seen(page, await answered(rest, await ada.submit_modal(asked, file=named)))
    assert view["used"]["message"] == str(message.id)
    assert names(view) == ["second.png"]


async def test_an_ordinary_message_has_neither(page: Page, ada: Person) -> None:
    view = seen(page, await ada.post("hello"))
    assert "used" not in view
    assert "sources" not in view
