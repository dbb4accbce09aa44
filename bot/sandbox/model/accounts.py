"""Accounts, and the roles that members of a guild have."""

from dataclasses import dataclass

from bot.sandbox.model.permissions import NOTHING, Permission


@dataclass(eq=False, slots=True)
class User:
    """An account: a person's or a bot's."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    app_installed: bool = False
    attachment_size_limit: int | None = None
    """The largest file in bytes that a paid plan allows; None without a plan."""
    avatar: str | None = None
    """The hash of the account's avatar."""


@dataclass(eq=False, slots=True)
class Role:
    """What some members of a guild have in common, and may do beyond @everyone."""

    id: int
    name: str
    permissions: Permission = NOTHING
    color: int = 0
