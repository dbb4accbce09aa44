"""Commands in the languages of those who type them."""

from typing import Any

from discord import Locale, app_commands

from cogs.words import LANGUAGES, words_in


class Translator(app_commands.Translator):
    """Finds a command's names and descriptions in the catalogs, by the key of their `label`."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContext[Any, Any],
    ) -> str | None:
        """Return the text in that locale, or None where Discord is to show the English one."""
        key = string.extras.get("key")
        if key is None or LANGUAGES.get(str(locale), "en") == "en":
            return None
        return words_in(locale).say(key)
