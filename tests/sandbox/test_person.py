from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Person, RefusedError, Upload
from bot.sandbox.errors import JSON
from tests.sandbox.conftest import Rest
from tests.sandbox.rules.test_messages import button, row

FILE, TEXT, NUMBER, WHOLE, FLAG, WHO = 11, 3, 10, 4, 5, 6


def option(kind: int, name: str, **changes: Any) -> JSON:
    return {"type": kind, "name": name, "description": name, **changes}


PALETTE = option(
    1,
    "palette",
    options=[
        option(FILE, "image", required=True),
        option(TEXT, "colors", required=True, min_length=3, max_length=20),
        option(NUMBER, "degree", min_value=0, max_value=1),
        option(WHOLE, "count", min_value=1),
        option(FLAG, "keep"),
        option(TEXT, "mode", choices=[{"name": "Soft", "value": "s"}]),
        option(WHO, "owner"),
    ],
)
RECOLOR = {"name": "recolor", "description": "x", "options": [PALETTE]}
GROUPED = {
    "name": "admin",
    "description": "x",
    "options": [option(2, "jobs", options=[option(1, "stop")])],
}
IMAGE = Upload("in.png", b"x", "image/png")


@pytest.fixture
async def ada(rest: Rest) -> Person:
    await rest.register(RECOLOR, GROUPED)
    return rest.sandbox.person("Ada")


@pytest.mark.parametrize(
    ("command", "options", "why"),
    [
        ("paint", {}, "no command 'paint' here; offered are: admin, recolor"),
        ("recolor", {}, "/recolor is not complete; it goes on with: palette"),
        ("recolor auto", {}, "no subcommand 'auto'"),
        ("admin jobs", {}, "not complete; it goes on with: stop"),
        ("recolor palette", {"colors": "red"}, "'image' is required"),
        ("recolor palette", {"image": IMAGE}, "'colors' is required"),
        ("recolor palette", {"image": "in.png", "colors": "red"}, "is not a file"),
        ("recolor palette", {"image": IMAGE, "colors": 7}, "'colors' must be text"),
        ("recolor palette", {"image": IMAGE, "colors": "r"}, "3 to 20 characters"),
        ("recolor palette", {"image": IMAGE, "colors": "red", "degree": 1.1}, "at most 1"),
        ("recolor palette", {"image": IMAGE, "colors": "red", "degree": -0.1}, "at least 0"),
        ("recolor palette", {"image": IMAGE, "colors": "red", "degree": "1"}, "be a number"),
        ("recolor palette", {"image": IMAGE, "colors": "red", "count": 1.5}, "whole number"),
        ("recolor palette", {"image": IMAGE, "colors": "red", "count": True}, "whole number"),
        ("recolor palette", {"image": IMAGE, "colors": "red", "keep": 1}, "true or false"),
        ("recolor palette", {"image": IMAGE, "colors": "red", "mode": "Hard"}, "one of: Soft"),
        ("recolor palette", {"image": IMAGE, "colors": "red", "owner": "Ada"}, "be a person"),
        ("recolor palette", {"image": IMAGE, "colors": "red", "size": 1}, "no option 'size'"),
    ],
)
async def test_what_the_client_does_not_send(
    ada: Person, command: str, options: JSON, why: str
) -> None:
    with pytest.raises(RefusedError, match=why):
        await ada.run(command, **options)


async def test_what_the_client_sends(ada: Person, tmp_path: Path) -> None:
    path = tmp_path / "in.txt"
    path.write_bytes(b"hello")
    reply = await ada.run(
        "recolor palette", image=path, colors="red", degree=1, mode="Soft", owner=ada.user
    )
    data = reply.interaction.data
    (palette,) = data["options"]
    assert (palette["name"], palette["type"]) == ("palette", 1)
    values = {o["name"]: o["value"] for o in palette["options"]}
    attachment = data["resolved"]["attachments"][values.pop("image")]
    assert values == {"colors": "red", "degree": 1, "mode": "s", "owner": str(ada.user.id)}
    assert attachment["filename"] == "in.txt"
    assert (attachment["size"], attachment["content_type"]) == (5, "text/plain")
    assert attachment["ephemeral"]
    assert "/ephemeral-attachments/" in attachment["url"]


async def test_a_subcommand_in_a_group(ada: Person) -> None:
    reply = await ada.run("admin jobs stop")
    (group,) = reply.interaction.data["options"]
    assert (group["type"], group["options"][0]["type"]) == (2, 1)
    assert group["options"][0]["name"] == "stop"


async def test_files_above_the_persons_limit(ada: Person) -> None:
    ada.upload_limit = 0
    with pytest.raises(RefusedError, match="too large"):
        await ada.run("recolor palette", image=IMAGE, colors="red")


async def test_buttons_that_cannot_be_pressed(ada: Person, rest: Rest) -> None:
    link = button(style=5, custom_id=None, label="Site", url="https://example.com")
    off = button(custom_id="off", label="Off", disabled=True)
    await rest.say({"content": "x", "components": [row(link, off)]})
    (message,) = ada.channel.messages.values()
    with pytest.raises(RefusedError, match=r"link to https://example\.com"):
        await ada.press(message, "Site")
    with pytest.raises(RefusedError, match="disabled"):
        await ada.press(message, "off")
    await rest("DELETE", f"/channels/{ada.channel.id}/messages/{message.id}")
    with pytest.raises(RefusedError, match="deleted"):
        await ada.press(message, "Site")


async def test_a_form_that_is_not_there(ada: Person) -> None:
    reply = await ada.run("admin jobs stop")
    with pytest.raises(RefusedError, match="no form"):
        await ada.submit_modal(reply)


async def test_a_person_deletes_own_messages_only(ada: Person, rest: Rest, picture: Upload) -> None:
    post = await ada.post("", picture)
    with pytest.raises(RefusedError):
        await rest.sandbox.person("Bo").delete(post)
    await ada.delete(post)
    assert post.deleted
    with pytest.raises(RefusedError):
        await ada.forward(post)
