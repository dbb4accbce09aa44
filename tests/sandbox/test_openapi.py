from dataclasses import replace
from typing import Any

import pytest

from bot.sandbox import Request
from tests.discord_schema import OPENAPI, assert_valid, needs_schemas

pytestmark = needs_schemas

EDIT = "/webhooks/1/***/messages/@original"


def request(method: str, path: str, payload: Any, **changes: Any) -> Request:
    blank = Request(0.0, method, path, "", {}, {}, payload, False, (), 204, None)
    return replace(blank, **changes)


@pytest.mark.parametrize(
    ("method", "path", "payload", "line"),
    [
        ("PATCH", EDIT, {"contents": "x"}, "'contents' was unexpected"),
        ("PATCH", EDIT, {"content": 7}, "content: 7 is not of type 'string', 'null'"),
        (
            "PATCH",
            EDIT,
            {"components": [{"type": 10, "content": "a"}, {"type": 10, "content": ""}]},
            "components[1].content: '' should be non-empty",
        ),
        (
            "PUT",
            "/applications/1/commands",
            [{"name": "a", "type": 1, "description": "x" * 101}],
            "[0].description",
        ),
        (
            "POST",
            "/interactions/1/***/callback",
            {"type": 4, "data": {"content": "x", "tts": False, "extra": 1}},
            "data: Additional properties are not allowed ('extra' was unexpected)",
        ),
        ("POST", "/users/@me/channels", {"recipient_id": 1}, "recipient_id: 1 is not of type"),
        ("GET", "/nowhere", None, "Discord has no such operation"),
        ("GET", "/users/@me", {}, "Discord expects no body"),
        ("PATCH", EDIT, {"attachments": [{"id": 0}]}, "attachments[0].id: 0 is not of type"),
    ],
)
def test_violations_say_where_and_what(method: str, path: str, payload: Any, line: str) -> None:
    sent = request(method, path, payload)
    (found,) = OPENAPI.violations(sent)
    assert line in found
    assert found.startswith(f"{method} {path} → 204")
    with pytest.raises(AssertionError, match="against Discord's OpenAPI file"):
        assert_valid([sent])


@pytest.mark.parametrize(
    ("method", "path", "payload", "multipart"),
    [
        ("PATCH", EDIT, {"content": "x", "tts": False}, False),
        ("PATCH", EDIT, {"attachments": [{"id": 0, "filename": "a.png"}]}, True),
        ("PUT", "/applications/1/commands", [{"name": "a", "type": 3, "nsfw": False}], False),
        ("POST", "/interactions/1/***/callback", {"type": 7, "data": {"tts": False}}, False),
    ],
)
def test_what_discord_py_legally_adds(
    method: str, path: str, payload: Any, multipart: bool
) -> None:
    assert OPENAPI.violations(request(method, path, payload, multipart=multipart)) == []


def test_answers_are_checked_too() -> None:
    asked = request("GET", "/gateway", None, status=200, response={"url": 3})
    assert OPENAPI.violations(asked) == [
        "GET /gateway → 200, answer: url: 3 is not of type 'string'"
    ]
    odd = request("GET", "/gateway", None, status=302, response={})
    assert OPENAPI.violations(odd) == ["GET /gateway → 302: Discord does not answer 302"]
    error: dict[str, Any] = {"code": 50035, "message": "Invalid Form Body"}
    error["errors"] = {"content": {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "x"}]}}
    refused = request("PATCH", EDIT, {"content": 7}, status=400, response=error)
    assert OPENAPI.violations(refused) == []
