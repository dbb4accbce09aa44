from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import MessageState, Upload
from bot.sandbox.errors import JSON, DiscordError, Form
from bot.sandbox.model import MessageFlag, walk
from bot.sandbox.rules.components import with_ids
from bot.sandbox.rules.messages import check_message
from tests.sandbox.conftest import Rest
from tests.sandbox.rules.test_commands import at

V2 = 1 << 15


def button(**changes: Any) -> JSON:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **changes}


def row(*parts: JSON) -> JSON:
    return {"type": 1, "components": list(parts)}


def text(content: str = "Hi") -> JSON:
    return {"type": 10, "content": content}


def select(*options: JSON, **changes: Any) -> JSON:
    return {"type": 3, "custom_id": "menu", "options": list(options), **changes}


def choice(value: str, **changes: Any) -> JSON:
    return {"label": value, "value": value, **changes}


def gallery(*urls: str, **changes: Any) -> JSON:
    return {"type": 12, "items": [{"media": {"url": url}, **changes} for url in urls]}


def layout(*components: JSON, **changes: Any) -> JSON:
    return {"flags": V2, "components": list(components), **changes}


def rows(*components: JSON) -> JSON:
    return {"content": "x", "components": list(components)}


LEGACY = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
UNKNOWN_FILE = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"

REFUSED = {
    "long content": ({"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
    "content beside a layout": (layout(text(), content="x"), "content", LEGACY),
    "embeds beside a layout": (layout(text(), embeds=[{"title": "x"}]), "embeds", LEGACY),
    "a layout without the flag": (rows(text()), "components.0.type", "BASE_TYPE_CHOICES"),
    "an unknown component": (layout({"type": 99}), "components.0.type", "BASE_TYPE_CHOICES"),
    "a bare button": (layout(button()), "components.0.type", "BASE_TYPE_CHOICES"),
    "six rows": (
        rows(*(row(button(custom_id=str(n))) for n in range(6))),
        "components",
        "BASE_TYPE_MAX_LENGTH",
    ),
    "six buttons": (
        rows(row(*(button(custom_id=str(n)) for n in range(6)))),
        "components.0.components",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "an empty row": (rows(row()), "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    "a menu beside a button": (
        rows(row(select(choice("a")), button())),
        "components.0.components",
        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ),
    "one id for two": (
        rows(row(button(), button())),
        "components",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    "a long id": (
        rows(row(button(custom_id="x" * 101))),
        "components.0.components.0.custom_id",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "no id": (
        rows(row(button(custom_id=None))),
        "components.0.components.0.custom_id",
        "BASE_TYPE_REQUIRED",
    ),
    "a long label": (
        rows(row(button(label="x" * 81))),
        "components.0.components.0.label",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "neither label nor emoji": (
        rows(row(button(label=None))),
        "components.0.components.0",
        "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
    ),
    "a link with an id": (
        rows(row(button(style=5, url="https://example.com"))),
        "components.0.components.0.custom_id",
        "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
    ),
    "a link without an address": (
        rows(row(button(style=5, custom_id=None))),
        "components.0.components.0.url",
        "BASE_TYPE_REQUIRED",
    ),
    "26 options": (
        rows(row(select(*(choice(str(n)) for n in range(26))))),
        "components.0.components.0.options",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "an option twice": (
        rows(row(select(choice("a"), choice("a")))),
        "components.0.components.0.options.1.value",
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    "more values than options": (
        rows(row(select(choice("a"), max_values=2))),
        "components.0.components.0.options",
        "SELECT_COMPONENT_OPTIONS_TOO_FEW",
    ),
    "a long value": (
        rows(row(select(choice("x" * 101)))),
        "components.0.components.0.options.0.value",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "a file that is not there": (
        layout(gallery("attachment://no.png")),
        "components.0.items.0.media",
        UNKNOWN_FILE,
    ),
    "a file of elsewhere": (
        layout({"type": 13, "file": {"url": "https://example.com/a.png"}}),
        "components.0.file.url",
        "UNFURLED_MEDIA_ITEM_ATTACHMENT_REQUIRED",
    ),
    "a strange scheme": (
        layout(gallery("ftp://example.com/a.png")),
        "components.0.items.0.media.url",
        "URL_TYPE_INVALID_SCHEME",
    ),
    "eleven pictures": (
        layout(gallery(*["https://example.com/a.png"] * 11)),
        "components.0.items",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "long alt text": (
        layout(gallery("https://example.com/a.png", description="x" * 1025)),
        "components.0.items.0.description",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "41 components": (
        layout({"type": 17, "components": [text() for _ in range(40)]}),
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    "4001 characters": (
        layout(text("x" * 2000), {"type": 17, "components": [text("x" * 2001)]}),
        "components",
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ),
    "a container in a container": (
        layout({"type": 17, "components": [{"type": 17, "components": [text()]}]}),
        "components.0.components.0.type",
        "BASE_TYPE_CHOICES",
    ),
    "a section without accessory": (
        layout({"type": 9, "components": [text()]}),
        "components.0.accessory",
        "BASE_TYPE_REQUIRED",
    ),
    "four texts in a section": (
        layout({"type": 9, "components": [text()] * 4, "accessory": button()}),
        "components.0.components",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "empty text": (layout(text("")), "components.0.content", "BASE_TYPE_REQUIRED"),
    "a wide separator": (
        layout({"type": 14, "spacing": 3}),
        "components.0.spacing",
        "BASE_TYPE_CHOICES",
    ),
    "eleven embeds": ({"embeds": [{"title": "x"}] * 11}, "embeds", "BASE_TYPE_MAX_LENGTH"),
    "a long title": (
        {"embeds": [{"title": "x" * 257}]},
        "embeds.0.title",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "large embeds": (
        {"embeds": [{"description": "x" * 3001}] * 2},
        "embeds",
        "MAX_EMBED_SIZE_EXCEEDED",
    ),
    "an embed's file that is not there": (
        {"embeds": [{"title": "x", "image": {"url": "attachment://no.png"}}]},
        "embeds.0.image.url",
        "EMBED_REFERENCED_ATTACHMENT_NOT_FOUND",
    ),
    "a description without a file": (
        {"content": "x", "attachments": [{"id": 0, "description": "x"}]},
        "attachments.0.id",
        "ATTACHMENT_NOT_FOUND",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_what_discord_refuses(rest: Rest, case: str) -> None:
    body, path, code = REFUSED[case]
    status, error = await rest.say(body)
    assert (status, error["code"], error["message"]) == (400, 50035, "Invalid Form Body")
    assert code in [error["code"] for error in at(error["errors"], path)["_errors"]]
    assert not rest.sandbox.channel.messages


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"embeds": [{"title": "x", "fields": [{"name": "a", "value": "b"}]}]},
        rows(row(*(button(custom_id=str(n)) for n in range(5))), row(select(choice("a")))),
        rows(row(button(style=5, custom_id=None, url="https://example.com"))),
        layout(*(text("x" * 100) for _ in range(40))),
        layout(
            {"type": 17, "components": [{"type": 9, "components": [text()], "accessory": button()}]}
        ),
    ],
)
async def test_what_discord_accepts(rest: Rest, body: JSON) -> None:
    status, message = await rest.say(body)
    assert status == 200, message


async def test_an_empty_message(rest: Rest) -> None:
    empty = (400, {"message": "Cannot send an empty message", "code": 50006})
    assert await rest.say({"content": " "}) == empty
    assert await rest.say({}) == empty


async def test_the_upload_limit_counts_each_file(rest: Rest) -> None:
    rest.sandbox.guild.upload_limit = 1000
    small, large = Upload("a.bin", b"x" * 1000), Upload("b.bin", b"x" * 1001)
    status, message = await rest.say({}, files={"files[0]": small, "files[1]": small})
    assert (status, len(message["attachments"])) == (200, 2)
    status, error = await rest.say({}, files={"files[0]": small, "files[1]": large})
    assert (status, error) == (413, {"message": "Request entity too large", "code": 40005})


async def test_eleven_files(rest: Rest) -> None:
    files = {f"files[{n}]": Upload(f"{n}.txt", b"x") for n in range(11)}
    status, error = await rest.say({}, files=files)
    assert (status, error["errors"]["attachments"]["_errors"][0]["code"]) == (
        400,
        "BASE_TYPE_MAX_LENGTH",
    )


async def test_files_are_described_by_their_number(rest: Rest, picture: Upload) -> None:
    described = [{"id": 0, "description": "teal", "filename": "teal.png"}]
    _, message = await rest.say({"attachments": described}, files={"files[0]": picture})
    (file,) = message["attachments"]
    assert (file["filename"], file["description"], file["width"]) == ("teal.png", "teal", 40)
    long = [{"id": 0, "description": "x" * 1025}]
    status, _ = await rest.say({"attachments": long}, files={"files[0]": picture})
    assert status == 400


async def test_media_lead_to_the_file(rest: Rest, picture: Upload) -> None:
    _, message = await rest.say(
        layout(gallery("attachment://my_picture.png", description="teal")),
        files={"files[0]": picture},
    )
    media = message["components"][0]["items"][0]["media"]
    (file,) = rest.sandbox.channel.messages[int(message["id"])].attachments
    assert media["attachment_id"] == str(file.id)
    assert media["url"].startswith(rest.sandbox.cdn_url)
    embed = {"title": "x", "image": {"url": "attachment://my_picture.png"}}
    _, message = await rest.say({"embeds": [embed]}, files={"files[0]": picture})
    assert message["embeds"][0]["image"]["width"] == 40


async def test_what_an_edit_leaves_out_stays(rest: Rest, picture: Upload) -> None:
    other = Upload("other.png", picture.data)
    _, message = await rest.say({"content": "a"}, files={"files[0]": picture})
    path = f"/channels/{rest.sandbox.channel.id}/messages/{message['id']}"
    (first,) = message["attachments"]
    _, edited = await rest("PATCH", path, {"content": "b"})
    assert (edited["content"], edited["attachments"]) == ("b", [first])
    assert edited["edited_timestamp"] is not None
    kept = [{"id": first["id"], "description": "kept"}, {"id": "0"}]
    _, edited = await rest("PATCH", path, {"attachments": kept}, files={"files[0]": other})
    descriptions = [(f["filename"], f.get("description")) for f in edited["attachments"]]
    assert descriptions == [("my_picture.png", "kept"), ("other.png", None)]
    _, edited = await rest("PATCH", path, {"attachments": []})
    assert edited["attachments"] == []


async def test_the_flag_of_a_layout_stays(rest: Rest) -> None:
    _, message = await rest.say({"content": "text"})
    path = f"/channels/{rest.sandbox.channel.id}/messages/{message['id']}"
    status, error = await rest("PATCH", path, layout(text()))
    assert (status, list(error["errors"])) == (400, ["content"])
    status, _ = await rest("PATCH", path, layout(text(), content=None))
    assert status == 200
    status, edited = await rest("PATCH", path, {"flags": 0, "components": [text("new")]})
    assert (status, edited["flags"]) == (200, V2)
    status, _ = await rest("PATCH", path, {"content": "back"})
    assert status == 400


parts = st.recursive(
    st.one_of(
        st.builds(text, st.text(min_size=1, max_size=5)),
        st.builds(lambda name: row(button(custom_id=name)), st.uuids().map(str)),
        st.just({"type": 14}),
    ),
    lambda inner: st.builds(
        lambda parts: {"type": 17, "components": parts}, st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


@given(st.lists(parts, min_size=1, max_size=8))
def test_every_kept_component_has_an_id_of_its_own(components: list[JSON]) -> None:
    form = Form()
    state = MessageState(0.0, components=tuple(components), flags=MessageFlag.COMPONENTS_V2)
    check_message(form, state, [])
    try:
        form.check()
    except DiscordError as error:
        assert "components" in (error.errors or {})
        return
    kept = walk(with_ids(components))
    assert len({part["id"] for part in kept}) == len(kept) == len(walk(components))
