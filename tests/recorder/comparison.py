"""Compares what Discord wrote with what the loopback Discord writes: keys, types, some values."""

import re
from collections.abc import Iterator
from typing import Any

JSON = dict[str, Any]
# Where Discord's value is what a rule is about. Of a person's own files, size and name are chance.
_VALUES = {
    "attachment_size_limit",
    "code",
    "content_type",
    "context",
    "flags",
    "format_type",
    "response_message_ephemeral",
    "response_message_loading",
    "spoiler",
    "type",
}
_VALUES_OF_SENT_FILES = {"filename", "size"}
# Discord writes these in some places or at some times only, and the bot does not depend on them.
_OPTIONAL = {
    "accent_color",
    "application",
    "avatar_decoration_data",
    "banner",
    "banner_color",
    "bitrate",
    "bot",
    "clan",
    "collectibles",
    "content_scan_metadata",
    "content_scan_version",
    "display_name_styles",
    "entitlement_sku_ids",
    "guild_hashes",
    "icon_emoji",
    "interaction",
    "last_message_id",
    "last_pin_timestamp",
    "loading_state",
    "options",
    "original_content_type",
    "parent_id",
    "permission_overwrites",
    "placeholder",
    "placeholder_version",
    "position",
    "primary_guild",
    "public_flags",
    "rate_limit_per_user",
    "recipients",
    "theme_color",
    "topic",
    "triggering_interaction_metadata",
    "unusual_dm_activity_until",
}
# Lists whose length is chance.
_OF_ANY_LENGTH = {"entitlements", "features", "permission_overwrites", "recipients", "roles"}
_ID = re.compile("[0-9]{15,20}")
_LIFE = re.compile(r"[?&]ex=([0-9a-f]+)&is=([0-9a-f]+)&")

Pair = tuple[str, Any, Any]


def differences(recorded: Any, actual: Any, at: str, *, from_person: bool = False) -> list[str]:
    """Return where `actual` is not as `recorded`, a line each; `at` names what is compared.

    null stands for any type. `from_person`: the files in it are a person's, not the bot's.
    """
    values = _VALUES if from_person else _VALUES | _VALUES_OF_SENT_FILES
    return [line for pair in pairs(recorded, actual, at) for line in _difference(pair, values)]


def pairs(recorded: Any, actual: Any, at: str) -> Iterator[Pair]:
    """Yield every value of `recorded` beside the one in its place in `actual`."""
    yield at, recorded, actual
    if isinstance(recorded, dict) and isinstance(actual, dict):
        for key, name in _common_keys(recorded, actual):
            yield from pairs(recorded[key], actual[name], f"{at}.{name}")
    elif isinstance(recorded, list) and isinstance(actual, list):
        items: Iterator[tuple[Any, Any]] = zip(recorded, actual, strict=False)
        for index, (left, right) in enumerate(items):
            yield from pairs(left, right, f"{at}.{index}")


def _common_keys(recorded: JSON, actual: JSON) -> Iterator[tuple[str, str]]:
    """Yield keys that belong together: equal ones, and ids in their order."""
    yield from ((key, key) for key in recorded if key in actual and not _ID.fullmatch(key))
    ids = [[key for key in found if _ID.fullmatch(key)] for found in (recorded, actual)]
    yield from zip(*ids, strict=False)


def _difference(pair: Pair, values: set[str]) -> Iterator[str]:
    at, recorded, actual = pair
    key = at.rpartition(".")[2]
    if recorded is None or actual is None:
        return
    if _type(recorded) != _type(actual):
        yield f"{at}: recorded {_type(recorded)}, the stand-in says {_type(actual)}"
    elif isinstance(recorded, dict):
        left, right = _names(recorded), _names(actual)
        yield from (f"{at}.{name}: recorded, and not in the stand-in" for name in left - right)
        yield from (f"{at}.{name}: in the stand-in, and not recorded" for name in right - left)
    elif isinstance(recorded, list):
        if len(recorded) != len(actual) and key not in _OF_ANY_LENGTH:
            yield f"{at}: recorded {len(recorded)} items, the stand-in says {len(actual)}"
    elif key in values and recorded != actual:
        yield f"{at}: recorded {recorded!r}, the stand-in says {actual!r}"
    elif isinstance(recorded, str) and _life(recorded) != _life(actual):
        yield f"{at}: a link lives for {_life(recorded)} s, in the stand-in for {_life(actual)} s"


def _names(found: JSON) -> set[str]:
    return {key for key in found if not _ID.fullmatch(key)} - _OPTIONAL


def _type(value: Any) -> str:
    return "number" if type(value) in (int, float) else type(value).__name__


def _life(text: str) -> int | None:
    found = _LIFE.search(text)
    return int(found[1], 16) - int(found[2], 16) if found else None
