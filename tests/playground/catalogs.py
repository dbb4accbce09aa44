"""The page's catalogs of words, as the browser gets them."""

import json
from importlib.resources import files
from typing import Any

PAGE = files("bot.playground") / "page"
WORDS = PAGE / "words"

Catalog = dict[str, str | dict[str, str]]


def catalog(language: str) -> Catalog:
    """Return the words of a language; with plural forms by their categories."""
    script = (WORDS / f"{language}.js").read_text("utf-8").rstrip()
    read: Any = json.loads(script.removeprefix("export default ").removesuffix(";"))
    return read


def texts(words: str | dict[str, str]) -> list[str]:
    """Return the forms of a key's words."""
    return [words] if isinstance(words, str) else list(words.values())
