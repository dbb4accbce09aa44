"""What counts as a difference between a recording and the loopback Discord."""

from typing import Any

import pytest

from tests.recorder.comparison import differences


@pytest.mark.parametrize(
    ("recorded", "actual"),
    [
        ({"id": "1"}, {"id": "2"}),
        ({"edited": None}, {"edited": "2026"}),
        ({"after": 1}, {"after": 0.5}),
        ({"id": "1", "clan": None}, {"id": "1"}),
        ({"roles": ["1"]}, {"roles": []}),
        ({"100000000000000001": {"id": "1"}}, {"200000000000000001": {"id": "2"}}),
        ({"content": "text-1"}, {"content": "Hello"}),
    ],
)
def test_what_is_chance(recorded: Any, actual: Any) -> None:
    assert differences(recorded, actual, "x") == []


@pytest.mark.parametrize(
    ("recorded", "actual"),
    [
        ({"id": "1", "tts": False}, {"id": "1"}),
        ({"id": "1"}, {"id": "1", "tts": False}),
        ({"id": "1"}, {"id": 1}),
        ({"spoiler": 1}, {"spoiler": True}),
        ({"attachments": []}, {"attachments": [{}]}),
        ({"items": [{"media": {"id": "1"}}]}, {"items": [{"media": {}}]}),
        ({"code": 50013}, {"code": 50001}),
        ({"100000000000000001": {"id": "1"}}, {"200000000000000001": {"id": 2}}),
        ({"interaction": {"response_message_ephemeral": True}}, {"interaction": {}}),
        ({"filename": "a.png"}, {"filename": "b.png"}),
        ({"url": "https://a?ex=1&is=0&hm=0"}, {"url": "https://b?ex=3&is=1&hm=4"}),
    ],
)
def test_what_is_a_difference(recorded: Any, actual: Any) -> None:
    assert differences(recorded, actual, "x")


def test_files_of_a_person_may_have_any_name_and_size() -> None:
    recorded, actual = {"filename": "a.png", "size": 1}, {"filename": "b.png", "size": 2}
    assert differences(recorded, actual, "x", from_person=True) == []
    assert len(differences(recorded, actual, "x")) == 2
