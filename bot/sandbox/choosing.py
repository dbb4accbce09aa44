"""Finding the button, menu or option that a person names."""

from collections.abc import Sequence
from typing import Any

from bot.sandbox.errors import JSON
from bot.sandbox.resolved import RefusedError


def named_component(components: list[JSON], name: str, what: str) -> JSON:
    """Return the component with that label, placeholder, custom id or emoji.

    Raises
    ------
    RefusedError
        When there is none, or it is disabled.
    """
    for component in components:
        titles = [component.get(key) for key in ("label", "placeholder", "custom_id")]
        emoji = (component.get("emoji") or {}).get("name")
        if name not in (*titles, emoji):
            continue
        if component.get("disabled"):
            raise RefusedError(f"the {what} {name!r} is disabled")
        return component
    there = ", ".join(
        repr(c.get("label") or c.get("placeholder") or c.get("custom_id")) for c in components
    )
    raise RefusedError(f"there is no {what} {name!r}; there are: {there or 'none'}")


def option_values(menu: JSON, choices: Sequence[Any]) -> list[str]:
    """Return the values of a menu's options, each named by its label or value.

    Raises
    ------
    RefusedError
        When the menu has no such option.
    """
    options: list[JSON] = menu["options"]
    values = [
        o["value"] for choice in choices for o in options if choice in (o["label"], o["value"])
    ]
    if len(values) < len(choices):
        labels = ", ".join(option["label"] for option in options)
        raise RefusedError(f"choose among: {labels}")
    return values
