"""Which files a message has, where Discord writes them, and what an edit does to them."""

from typing import Any

import pytest

from bot.sandbox import Message, Person, Reply, Upload
from bot.sandbox.errors import JSON
from tests.discord_schema import assert_valid
from tests.sandbox.conftest import Rest
from tests.sandbox.rules.test_messages import UNKNOWN_FILE, button, gallery, layout, row, text

MESSAGE, THINKING, UPDATE = 4, 5, 7
SPOILER = 1 << 3


def names(message: JSON) -> list[str]:
    return [file["filename"] for file in message["attachments"]]


def posted(rest: Rest, message: JSON) -> Message:
    return rest.sandbox.channel.messages[int(message["id"])]


def path_of(rest: Rest, message: JSON) -> str:
    return f"/channels/{rest.sandbox.channel.id}/messages/{message['id']}"


async def card(rest: Rest, ada: Person, *uploads: Upload) -> Reply:
    """Return an answer that is a card with a button and a gallery of the files."""
    reply = await ada.run("hello")
    await rest.callback(reply, THINKING)
    body = layout(gallery(*(f"attachment://{u.filename}" for u in uploads)), row(button()))
    body["attachments"] = [{"id": n, "filename": u.filename} for n, u in enumerate(uploads)]
    files = {f"files[{n}]": upload for n, upload in enumerate(uploads)}
    status, _ = await rest("PATCH", rest.original(reply), body, files=files)
    assert status == 200
    return reply


@pytest.fixture
def one(picture: Upload) -> Upload:
    return Upload("one.png", picture.data)


@pytest.fixture
def two(picture: Upload) -> Upload:
    return Upload("two.png", picture.data)


@pytest.fixture
def ada(rest: Rest) -> Person:
    return rest.sandbox.person("Ada")


async def test_files_of_components_are_in_them_alone(rest: Rest, one: Upload, two: Upload) -> None:
    thumbnail = {"type": 11, "media": {"url": "attachment://two.png"}}
    section = {"type": 9, "components": [text()], "accessory": thumbnail}
    file = {"type": 13, "file": {"url": "attachment://one.png"}}
    body = layout(gallery("attachment://one.png"), section, file)
    files = {"files[0]": one, "files[1]": two, "files[2]": Upload("rest.txt", b"x")}
    _, message = await rest.say(body, files=files)
    assert names(message) == ["rest.txt"]
    assert len(posted(rest, message).attachments) == 3
    shown, section, file = message["components"]
    media = shown["items"][0]["media"]
    first, second, _ = posted(rest, message).attachments
    assert media["attachment_id"] == file["file"]["attachment_id"] == str(first.id)
    assert section["accessory"]["media"]["attachment_id"] == str(second.id)
    assert (media["width"], media["height"], media["content_type"]) == (40, 30, "image/png")
    assert media["url"].startswith(f"{rest.sandbox.cdn_url}/attachments/")
    assert media["proxy_url"].startswith(f"{rest.sandbox.cdn_url}/media/attachments/")
    assert not {"name", "size"} & media.keys()
    assert (file["name"], file["size"]) == ("one.png", len(one.data))
    _, fetched = await rest("GET", path_of(rest, message))
    assert names(fetched) == ["rest.txt"]
    assert_valid(rest.sandbox.requests)


async def test_files_of_embeds_are_in_them_alone(rest: Rest, one: Upload, two: Upload) -> None:
    embed: JSON = {"title": "x", "image": {"url": "attachment://one.png"}}
    embed["footer"] = {"text": "by", "icon_url": "attachment://two.png"}
    files = {"files[0]": one, "files[1]": two}
    _, message = await rest.say({"embeds": [embed]}, files=files)
    assert message["attachments"] == []
    image = message["embeds"][0]["image"]
    assert image["url"].startswith(f"{rest.sandbox.cdn_url}/attachments/")
    assert image["proxy_url"].startswith(f"{rest.sandbox.cdn_url}/media/")
    assert (image["width"], image["content_type"]) == (40, "image/png")
    assert message["embeds"][0]["footer"]["icon_url"].startswith(rest.sandbox.cdn_url)
    assert_valid(rest.sandbox.requests)


async def test_a_new_message_gets_files_that_it_does_not_list(
    rest: Rest, one: Upload, two: Upload
) -> None:
    body = {"attachments": [{"id": 1, "description": "second"}]}
    _, message = await rest.say(body, files={"files[0]": one, "files[1]": two})
    assert sorted(names(message)) == ["one.png", "two.png"]
    (described,) = [f for f in message["attachments"] if "description" in f]
    assert described["filename"] == "two.png"


async def test_an_edit_gets_listed_files_alone(
    rest: Rest, ada: Person, one: Upload, two: Upload
) -> None:
    files = {"files[0]": one, "files[1]": two}
    _, message = await rest.say({"content": "x"})
    _, edited = await rest("PATCH", path_of(rest, message), {"content": "y"}, files=files)
    assert (edited["content"], edited["attachments"]) == ("y", [])
    listed = {"attachments": [{"id": 1}]}
    _, edited = await rest("PATCH", path_of(rest, message), listed, files=files)
    assert names(edited) == ["two.png"]
    reply = await ada.run("hello")
    await rest.callback(reply, THINKING)
    _, edited = await rest("PATCH", rest.original(reply), {"content": "y"}, files=files)
    assert edited["attachments"] == []
    unlisted = layout(gallery("attachment://one.png"), content=None)
    status, error = await rest("PATCH", rest.original(reply), unlisted, files=files)
    assert (status, UNKNOWN_FILE in str(error)) == (400, True)


async def test_an_edit_without_a_list_keeps_the_files_of_a_card(
    rest: Rest, ada: Person, one: Upload
) -> None:
    reply = await card(rest, ada, one)
    body = {"components": [gallery("attachment://one.png"), text("new")]}
    status, edited = await rest("PATCH", rest.original(reply), body)
    assert status == 200
    assert edited["components"][0]["items"][0]["media"]["attachment_id"]
    _, edited = await rest("PATCH", rest.original(reply), {"components": [text("alone")]})
    # Nothing shows the file any more, so it stands among the attachments.
    assert names(edited) == ["one.png"]


async def test_a_kept_file_needs_its_name_where_a_card_refers_to_it(
    rest: Rest, ada: Person, one: Upload
) -> None:
    reply = await card(rest, ada, one)
    (file,) = reply.state.attachments
    body: dict[str, Any] = {"components": [gallery("attachment://one.png"), text("new")]}
    by_id = body | {"attachments": [{"id": str(file.id)}]}
    status, error = await rest("PATCH", rest.original(reply), by_id)
    assert (status, UNKNOWN_FILE in str(error)) == (400, True)
    named = body | {"attachments": [{"id": str(file.id), "filename": "one.png"}]}
    status, edited = await rest("PATCH", rest.original(reply), named)
    assert status == 200
    media = edited["components"][0]["items"][0]["media"]
    assert media["attachment_id"] == str(file.id)


async def test_an_update_without_a_list_deletes_the_files(
    rest: Rest, ada: Person, one: Upload
) -> None:
    reply = await card(rest, ada, one)
    (file,) = reply.state.attachments
    pressed = await ada.press(reply, "Go")
    await rest.callback(pressed, UPDATE, {"components": [text("new")]})
    assert reply.state.attachments == ()
    reply = await card(rest, ada, one)
    (file,) = reply.state.attachments
    pressed = await ada.press(reply, "Go")
    kept = [{"id": str(file.id), "filename": "one.png"}]
    data = {"components": [gallery("attachment://one.png")], "attachments": kept}
    status, outcome = await rest.callback(pressed, UPDATE, data)
    assert status == 200
    assert [file.id for file in reply.state.attachments] == [file.id]
    assert outcome["resource"]["message"]["attachments"] == []


async def test_a_card_whose_files_are_gone_can_still_be_edited(
    rest: Rest, ada: Person, one: Upload
) -> None:
    reply = await card(rest, ada, one)
    pressed = await ada.press(reply, "Go")
    status, outcome = await rest.callback(pressed, UPDATE, {})
    media = outcome["resource"]["message"]["components"][0]["items"][0]["media"]
    assert (status, "attachment_id" in media) == (200, False)


@pytest.mark.parametrize(
    ("entry", "name", "spoiler"),
    [
        ({}, "one.png", False),
        ({"is_spoiler": True}, "one.png", True),
        ({"filename": "SPOILER_one.png"}, "SPOILER_one.png", True),
    ],
)
async def test_what_makes_a_spoiler(
    rest: Rest, one: Upload, entry: JSON, name: str, spoiler: bool
) -> None:
    files = {"files[0]": one}
    _, message = await rest.say({"attachments": [{"id": 0} | entry]}, files=files)
    (file,) = message["attachments"]
    assert (file["filename"], file.get("flags", 0) & SPOILER) == (name, SPOILER * spoiler)


async def test_an_edit_can_hide_a_file_and_show_it_again(rest: Rest, one: Upload) -> None:
    _, message = await rest.say({"content": "x"}, files={"files[0]": one})
    (file,) = message["attachments"]
    for spoiler in (True, False):
        kept = {"attachments": [{"id": file["id"], "is_spoiler": spoiler}]}
        _, edited = await rest("PATCH", path_of(rest, message), kept)
        assert edited["attachments"][0].get("flags", 0) == SPOILER * spoiler
    assert_valid(rest.sandbox.requests)


async def test_people_upload_spoilers(rest: Rest, ada: Person, picture: Upload) -> None:
    marked = Upload("cat.png", picture.data, spoiler=True)
    named = Upload("SPOILER_cat.png", picture.data)
    post = await ada.post("", marked, named, picture)
    assert [file.spoiler for file in post.attachments] == [True, True, False]
    await rest.register(
        {"name": "take", "type": 3},
        {
            "name": "see",
            "description": "x",
            "options": [{"type": 11, "name": "image", "description": "x", "required": True}],
        },
    )
    reply = await ada.use(post, "take")
    (target,) = reply.interaction.data["resolved"]["messages"].values()
    assert [file.get("flags", 0) for file in target["attachments"]] == [SPOILER, SPOILER, 0]
    reply = await ada.run("see", image=marked)
    (file,) = reply.interaction.data["resolved"]["attachments"].values()
    assert (file["filename"], file["flags"]) == ("cat.png", SPOILER)


async def test_the_limits_of_files(rest: Rest, one: Upload) -> None:
    sandbox = rest.sandbox
    sandbox.guild.upload_limit = 1000
    rich = sandbox.person("Bea", attachment_size_limit=2000)
    file = {"files[0]": Upload("a.bin", b"x" * 1500)}
    assert (await rest.say({}, files=file))[0] == 413
    reply = await rich.run("hello")
    assert sandbox.interactions.payload(reply.interaction)["attachment_size_limit"] == 2000
    await rest.callback(reply, THINKING)
    body = {"attachments": [{"id": 0}]}
    assert (await rest("PATCH", rest.original(reply), body, files=file))[0] == 200
    poor = await sandbox.person("Pia").run("hello")
    await rest.callback(poor, THINKING)
    assert (await rest("PATCH", rest.original(poor), body, files=file))[0] == 413


async def test_the_limit_of_a_request(rest: Rest) -> None:
    rest.sandbox.world.request_limit = 1500
    files = {f"files[{n}]": Upload(f"{n}.bin", b"x" * 800) for n in range(2)}
    too_large = (413, {"message": "Request entity too large", "code": 40005})
    assert await rest.say({}, files=files) == too_large
    del files["files[1]"]
    assert (await rest.say({}, files=files))[0] == 200


def test_the_default_upload_limit(rest: Rest) -> None:
    assert rest.sandbox.guild.upload_limit == 20 * 1024 * 1024


async def test_a_file_just_below_the_limit_is_taken(rest: Rest) -> None:
    limit = rest.sandbox.guild.upload_limit
    status, said = await rest.say({}, files={"files[0]": Upload("large.bin", bytes(limit))})
    assert status == 200
    assert said["attachments"][0]["size"] == limit
    over = {"files[0]": Upload("large.bin", bytes(limit + 1))}
    too_large = (413, {"message": "Request entity too large", "code": 40005})
    assert await rest.say({}, files=over) == too_large
