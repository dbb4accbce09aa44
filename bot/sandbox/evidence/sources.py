"""The kinds of sources that a rule can have."""

from dataclasses import dataclass

GUESS = "guess"
REPORTED = "reported: other projects quote this error of Discord's"


@dataclass(frozen=True, slots=True)
class Rule:
    """What Discord does, and how we know."""

    says: str
    source: str

    @property
    def is_guess(self) -> bool:
        """Return whether no document or report backs the rule, or a part of it."""
        return GUESS in self.source


def docs(page: str, section: str) -> str:
    """Return the source that is a section of a page below discord.com/developers/docs."""
    return f"docs: {page}, “{section}”"


def issue(*numbers: int) -> str:
    """Return the source that is issues or pull requests of discord/discord-api-docs."""
    return "discord-api-docs " + ", ".join(f"#{number}" for number in numbers)


def guess(why: str) -> str:
    """Return the source of a guess that something speaks for."""
    return f"{GUESS}: {why}"
