"""Discord's errors: an HTTP status, a JSON code, a message, and where in a form the fault is.

Source: Discord's API reference, "Error messages", and "Opcodes and status codes".
"""

from collections.abc import Collection, Sequence
from typing import Any

INF = float("inf")
JSON = dict[str, Any]
Path = Sequence[str | int]


class DiscordError(Exception):
    """An answer of Discord's REST API that is not a success."""

    def __init__(self, status: int, code: int, message: str, errors: JSON | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> JSON:
        """Return the JSON that Discord sends with it."""
        body: JSON = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


def unauthorized() -> DiscordError:
    """Return the answer to a missing or wrong bot token."""
    return DiscordError(401, 0, "401: Unauthorized")


def missing_access() -> DiscordError:
    """Return the answer to an act on something that the bot cannot see."""
    return DiscordError(403, 50001, "Missing Access")


def missing_permissions() -> DiscordError:
    """Return the answer to an act that the bot may not do."""
    return DiscordError(403, 50013, "Missing Permissions")


def unknown(what: str) -> DiscordError:
    """Return the answer to an id that leads nowhere, such as ``unknown("Message")``."""
    codes = {
        "Application": 10002,
        "Channel": 10003,
        "Guild": 10004,
        "Member": 10007,
        "Message": 10008,
        "User": 10013,
        "Webhook": 10015,
        "interaction": 10062,
        "application command": 10063,
    }
    return DiscordError(404, codes[what], f"Unknown {what}")


def already_acknowledged() -> DiscordError:
    """Return the answer to a second response to one interaction."""
    return DiscordError(400, 40060, "Interaction has already been acknowledged.")


def invalid_webhook_token() -> DiscordError:
    """Return the answer to an interaction token older than 15 minutes."""
    return DiscordError(401, 50027, "Invalid Webhook Token")


def too_large() -> DiscordError:
    """Return the answer to a file above the upload limit."""
    return DiscordError(413, 40005, "Request entity too large")


def blocked_by_automod() -> DiscordError:
    """Return the answer to text that a guild's AutoMod blocks."""
    return DiscordError(400, 200000, "Message was blocked by automatic moderation")


def explicit_content() -> DiscordError:
    """Return the answer to a picture that Discord takes for explicit content."""
    return DiscordError(400, 20009, "Explicit content cannot be sent to the desired recipient(s)")


def harmful_link() -> DiscordError:
    """Return the answer to a link that Discord's filter blocks."""
    return DiscordError(400, 240000, "Message blocked by harmful links filter")


def thread_archived() -> DiscordError:
    """Return the answer to an edit in an archived thread, or a post in one that is locked."""
    return DiscordError(403, 50083, "Thread is archived")


def thread_locked() -> DiscordError:
    """Return the answer to a post or an edit in a locked thread."""
    return DiscordError(403, 160005, "Thread is locked")


def empty_message() -> DiscordError:
    """Return the answer to a message without anything in it."""
    return DiscordError(400, 50006, "Cannot send an empty message")


def too_many_follow_ups() -> DiscordError:
    """Return the answer to a sixth follow-up where the app is only installed by the user."""
    return DiscordError(
        400, 40094, "This interaction has reached the maximum number of follow up messages"
    )


class Form:
    """Collects what is wrong in a body, each fault at its place, and refuses it as a whole."""

    def __init__(self) -> None:
        self._errors: JSON = {}

    def refuse(self, path: Path, code: str, message: str) -> None:
        """Note a fault at `path`; an empty path is the body itself."""
        place = self._errors
        for key in path:
            place = place.setdefault(str(key), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def text(self, path: Path, value: Any, most: int, *, least: int = 1) -> bool:
        """Require a string of `least` to `most` characters; return whether it is one."""
        if value is None or (value == "" and least):
            self.refuse(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not isinstance(value, str):
            self.refuse(path, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
        elif len(value) > most and least:
            message = f"Must be between {least} and {most} in length."
            self.refuse(path, "BASE_TYPE_BAD_LENGTH", message)
        elif len(value) > most:
            self.refuse(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        else:
            return True
        return False

    def items(self, path: Path, value: Any, most: int, *, least: int = 0) -> list[Any]:
        """Require a list of `least` to `most` items; return it, or an empty one."""
        if value is None and not least:
            return []
        if not isinstance(value, list):
            self.refuse(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not least <= len(value) <= most:
            if least:
                message = f"Must be between {least} and {most} in length."
                self.refuse(path, "BASE_TYPE_BAD_LENGTH", message)
            else:
                self.refuse(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        return value

    def objects(self, path: Path, value: Any, most: int, *, least: int = 0) -> list[JSON]:
        """Require a list of `least` to `most` objects; return those that are."""
        items = self.items(path, value, most, least=least)
        return [self.object((*path, index), item) for index, item in enumerate(items)]

    def object(self, path: Path, value: Any) -> JSON:
        """Require an object, or nothing; return it, or an empty one."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            message = "Only dictionaries may be used in a ModelType"
            self.refuse(path, "MODEL_TYPE_CONVERT", message)
            return {}
        return value

    def choice(self, path: Path, value: Any, choices: Collection[Any]) -> bool:
        """Require one of `choices`; return whether it is."""
        if isinstance(value, bool | list | dict | float) or value not in choices:
            listed = ", ".join(str(choice) for choice in choices)
            self.refuse(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
            return False
        return True

    def number(
        self, path: Path, value: Any, least: float | None = None, most: float | None = None
    ) -> bool:
        """Require a number from `least` to `most`; return whether it is one."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not -INF < value < INF:
            self.refuse(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
        elif least is not None and value < least:
            message = f"Value should be greater than or equal to {least}."
            self.refuse(path, "NUMBER_TYPE_MIN", message)
        elif most is not None and value > most:
            message = f"Value should be less than or equal to {most}."
            self.refuse(path, "NUMBER_TYPE_MAX", message)
        else:
            return True
        return False

    @property
    def refused(self) -> bool:
        """Return whether anything is wrong so far."""
        return bool(self._errors)

    def check(self) -> None:
        """Raise what was collected, as Discord's "Invalid Form Body".

        Raises
        ------
        DiscordError
            When anything was refused.
        """
        if self._errors:
            raise DiscordError(400, 50035, "Invalid Form Body", self._errors)
