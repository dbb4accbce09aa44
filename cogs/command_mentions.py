"""Mentions of slash commands: a click on one enters the command."""

from collections.abc import Mapping
from typing import Final

from cogs.words import ENGLISH, Words

# Keys of commands in the catalogs, without "command-"; the sentences' variables are named so.
_COMMANDS: Final = (
    "recolor-palette",
    "recolor-reference",
    "recolor-auto",
    "palette-extract",
    "palette-save",
    "palette-list",
    "palette-show",
    "palette-delete",
    "settings",
    "help",
    "privacy-info",
    "privacy-delete",
)


class CommandMentions:
    """Names commands in sentences, by the ids that Discord gave them.

    A mention has the English name in every language: Discord's clients neither translate mentions
    (discord-api-docs #5518, #7309) nor find a command by a translated name in one (#5462). Until
    the ids are known, commands are named in the person's language, and cannot be clicked.
    """

    def __init__(self) -> None:
        self._ids: Mapping[str, int] = {}

    def learn(self, ids: Mapping[str, int]) -> None:
        """Take the ids of the application's commands by their (English) names."""
        self._ids = dict(ids)

    def variables(self, words: Words) -> dict[str, str]:
        """Return what sentences call the commands, by the names of the sentences' variables."""
        return {key: self._mention(key, words) for key in _COMMANDS}

    def _mention(self, key: str, words: Words) -> str:
        qualified = _qualified_name(key, ENGLISH)
        command_id = self._ids.get(qualified.partition(" ")[0])
        if command_id is None:
            return f"`/{_qualified_name(key, words)}`"
        return f"</{qualified}:{command_id}>"


def _qualified_name(key: str, words: Words) -> str:
    group, _, name = key.partition("-")
    return " ".join(words.say(f"command-{each}") for each in ([group, key] if name else [group]))
