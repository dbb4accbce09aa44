from dataclasses import replace
from typing import Any

from bot.playground.inspector import MOST_CHARACTERS, Inspector
from bot.sandbox import GatewayEvent, Request
from tests.discord_schema import OPENAPI, needs_schemas

REQUEST = Request(
    1.0,
    "PATCH",
    "/webhooks/1/***/messages/@original",
    "",
    {},
    {},
    {"content": "x"},
    False,
    (),
    204,
    None,
)


def note(inspector: Inspector, entry: Request | GatewayEvent) -> dict[str, Any]:
    written = inspector.note(entry)
    assert written is not None
    return written


def test_what_discord_refuses_is_marked_where_it_is() -> None:
    errors = {"data": {"components": {"0": {"_errors": [{"code": "SOME_CODE", "message": "Bad"}]}}}}
    answer = {"message": "Invalid Form Body", "code": 50035, "errors": errors}
    entry = note(Inspector(None), replace(REQUEST, status=400, response=answer))
    assert entry["objections"] == [
        "Invalid Form Body (code 50035)",
        "data.components.0: Bad (SOME_CODE)",
    ]
    assert note(Inspector(None), REQUEST)["objections"] == []


@needs_schemas
def test_what_discords_file_does_not_list_is_marked() -> None:
    inspector = Inspector(OPENAPI)
    assert inspector.openapi_name == "openapi.json"
    assert Inspector(None).openapi_name is None
    assert note(inspector, REQUEST)["objections"] == []
    (line,) = note(inspector, replace(REQUEST, payload={"contents": "x"}))["objections"]
    assert "'contents' was unexpected" in line


def test_heartbeats_are_left_out() -> None:
    inspector = Inspector(None)
    assert inspector.note(GatewayEvent(1.0, "bot", 1, None, 3, 0)) is None
    assert note(inspector, GatewayEvent(1.0, "bot", 2, None, {}, 0))["title"] == "IDENTIFY"
    assert len(inspector.entries) == 1


def test_a_payload_that_no_page_could_show_is_cut() -> None:
    entry = note(Inspector(None), replace(REQUEST, payload={"content": "x" * MOST_CHARACTERS}))
    assert isinstance(entry["payload"], str)
    assert len(entry["payload"]) < MOST_CHARACTERS + 10
