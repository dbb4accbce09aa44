"""Everything the bot says, in one place: a Fluent catalog for each language.

A catalog maps a key to a sentence with variables. What it lacks is said in English.
"""

import logging
from functools import cache
from importlib.resources import files
from typing import Any, Final

from discord import Locale
from discord.app_commands import locale_str
from discord.utils import escape_markdown
from fluent.runtime import FluentBundle, FluentResource

from bot.jobs.reply import State
from bot.jobs.troubles import Trouble

log = logging.getLogger(__name__)

LANGUAGES: Final = {
    "en-US": "en",
    "en-GB": "en",
    "es-ES": "es",
    "es-419": "es",
    "de": "de",
    "fr": "fr",
    "ja": "ja",
    "pt-BR": "pt-BR",
    "zh-CN": "zh-CN",
}
"""Discord's locales and the catalogs for them; others are spoken to in English."""


class Words:
    """What the bot says in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        # Discord shows the marks around what is filled in, which readers of one direction need not.
        self._bundle = FluentBundle([language], use_isolating=False)
        catalog = files(__name__).joinpath(f"{language}.ftl").read_text("utf-8")
        self._bundle.add_resource(FluentResource(catalog))

    def say(self, key: str, /, **values: Any) -> str:
        """Return the sentence of that key with the values filled in.

        Numbers are written as the language writes them. A key with a dot, such as
        ``option-image.description``, is for an attribute.

        Raises
        ------
        KeyError
            When not even English has that key.
        """
        name, _, attribute = key.partition(".")
        message = self._bundle.get_message(name) if self._bundle.has_message(name) else None
        pattern = message and (message.attributes.get(attribute) if attribute else message.value)
        if pattern is None:
            if self is ENGLISH:
                raise KeyError(key)
            return ENGLISH.say(key, **values)
        text, errors = self._bundle.format_pattern(pattern, values)
        for error in errors:
            log.error("%r in %s is not filled in well: %s", key, self.language, error)
        return str(text)

    def quoted(self, name: str) -> str:
        """Put a name that people made up into the language's quotation marks.

        Markdown in it is escaped, so that Discord shows the name as it is.
        """
        return self.say("quoted", name=escape_markdown(name))

    def megabytes(self, size: int) -> str:
        """Write a size in bytes for people."""
        return self.say("megabytes", size=round(size / (1 << 20), 2))


@cache
def _spoken(language: str) -> Words:
    return Words(language)


ENGLISH: Final = _spoken("en")


def words_in(locale: Locale | str) -> Words:
    """Return the words for a locale of Discord's; a language is read when it is first spoken."""
    return _spoken(LANGUAGES.get(str(locale), "en"))


def label(key: str) -> locale_str:
    """Return the text of that key for a command: English, with what `Translator` needs."""
    return locale_str(ENGLISH.say(key), key=key)


def state_key(state: State) -> str:
    """Return the key of the sentence for where a job is."""
    return f"state-{state}"


def trouble_key(trouble: Trouble) -> str:
    """Return the key of the sentence for why there is no picture."""
    return f"trouble-{trouble}".replace("_", "-")
