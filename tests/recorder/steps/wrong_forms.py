"""Requests that Discord has to refuse, to learn the codes that it refuses them with."""

from typing import Any

from tests.recorder.script import GUILD_COMMANDS, Probe, edit, edit_v2, row, text


def _command(**fields: Any) -> Probe:
    return Probe("POST", GUILD_COMMANDS, {"name": "probe", **fields})


def _with_options(*options: dict[str, Any]) -> Probe:
    named = [{"name": "text", "description": "A probe", **option} for option in options]
    return _command(description="A probe", options=named)


_CHOICE = {"name": "a", "value": "a"}
_PEOPLE = [{"id": "{user}", "type": "user"}, {"id": "{application}", "type": "user"}]
_OPTION = {"label": "a", "value": "a"}

WRONG_COMMANDS = (
    _command(type=3, description="A probe"),
    _command(type=3, options=[{"type": 3, "name": "text", "description": "A probe"}]),
    _with_options({"type": 3, "autocomplete": True, "choices": [_CHOICE]}),
    _with_options({"type": 3, "min_value": 1}),
    _with_options({"type": 5, "choices": [_CHOICE]}),
    _with_options({"type": 3}, {"type": 3}),
)

WRONG_LEGACY_EDITS = (
    edit({"attachments": [{"id": 7}]}),
    edit({"embeds": "text"}),
    edit({"content": ["text"]}),
    edit({"components": [row({"type": 2, "style": 2, "custom_id": "a"})]}),
    edit({"components": [row({"type": 5, "custom_id": "a", "default_values": _PEOPLE})]}),
    edit(
        {"components": [row({"type": 3, "custom_id": "a", "max_values": 2, "options": [_OPTION]})]}
    ),
    # Discord may accept this one: the message would keep the embed.
    edit({"embeds": [{"title": "text", "image": {"url": "attachment://missing.png"}}]}),
)

WRONG_V2_EDITS = (
    edit_v2(text("a", id=1), text("b", id=1)),
    edit_v2(text("a", id=["a"])),
    edit_v2(text("a", custom_id=["a"])),
    edit_v2({"type": 13, "file": {"url": "https://example.com/a.png"}}),
)
