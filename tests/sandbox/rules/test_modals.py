from typing import Any

import pytest

from bot.sandbox.errors import JSON
from tests.sandbox.conftest import Rest
from tests.sandbox.rules.test_commands import at


def field(kind: int, **changes: Any) -> JSON:
    return {"type": kind, "custom_id": "a", **changes}


def label(component: JSON | None, **changes: Any) -> JSON:
    return {"type": 18, "label": "A", "component": component, **changes}


def modal(*components: JSON, **changes: Any) -> JSON:
    return {"custom_id": "form", "title": "Form", "components": list(components), **changes}


WORD = field(4, style=1)
TWO = [{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]

REFUSED = {
    "no title": (modal(label(WORD), title=""), "title", "BASE_TYPE_REQUIRED"),
    "a long title": (modal(label(WORD), title="x" * 46), "title", "BASE_TYPE_BAD_LENGTH"),
    "no id": (modal(label(WORD), custom_id=None), "custom_id", "BASE_TYPE_REQUIRED"),
    "no field": (modal(), "components", "BASE_TYPE_BAD_LENGTH"),
    "six fields": (
        modal(*(label(WORD | {"custom_id": str(n)}) for n in range(6))),
        "components",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "a bare field": (modal(WORD), "components.0.type", "BASE_TYPE_CHOICES"),
    "a label without a field": (
        modal(label(None)),
        "components.0.component",
        "BASE_TYPE_REQUIRED",
    ),
    "a long label": (
        modal(label(WORD, label="x" * 46)),
        "components.0.label",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "a button": (
        modal(label(field(2, style=1))),
        "components.0.component.type",
        "BASE_TYPE_CHOICES",
    ),
    "one id for two": (
        modal(label(WORD), label(WORD)),
        "components",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    "a style": (
        modal(label(field(4, style=3))),
        "components.0.component.style",
        "BASE_TYPE_CHOICES",
    ),
    "one radio button": (
        modal(label(field(21, options=TWO[:1]))),
        "components.0.component.options",
        "BASE_TYPE_BAD_LENGTH",
    ),
    "eleven files": (
        modal(label(field(19, max_values=11))),
        "components.0.component.max_values",
        "NUMBER_TYPE_MAX",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_what_discord_refuses(rest: Rest, case: str) -> None:
    body, path, code = REFUSED[case]
    reply = await rest.sandbox.person("Ada").run("hello")
    status, error = await rest.callback(reply, 9, body)
    assert status == 400
    assert code in [e["code"] for e in at(error["errors"]["data"], path)["_errors"]]
    assert reply.modal is None


async def test_a_modal_does_not_answer_a_modal(rest: Rest) -> None:
    ada = rest.sandbox.person("Ada")
    reply = await ada.run("hello")
    choices = label(field(22, custom_id="many", options=TWO, max_values=2))
    radio = label(field(21, custom_id="one", options=TWO, required=False))
    word = {"type": 1, "components": [field(4, style=1, label="Word", required=False)]}
    status, _ = await rest.callback(reply, 9, modal(choices, radio, word))
    assert status == 200
    submitted = await ada.submit_modal(reply, many=["A", "b"], a="word")
    sent = submitted.interaction.data["components"]
    assert sent[0]["component"]["values"] == ["a", "b"]
    assert sent[1]["component"]["value"] is None
    assert sent[2]["components"][0]["value"] == "word"
    status, error = await rest.callback(submitted, 9, modal(label(WORD)))
    assert (status, list(error["errors"])) == (400, ["type"])
    status, _ = await rest.callback(submitted, 4, {"content": "thanks"})
    assert status == 200
