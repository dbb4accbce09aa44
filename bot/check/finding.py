"""What a check found, and the line that tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from bot.logs import redact
from bot.settings import Settings

_LEAST_SECRET: Final = 4
"""Shorter texts are no secrets, and to hide them would garble the line."""


class Result(StrEnum):
    """How a check ended; the value is the mark that begins its line."""

    OK = "ok"
    FAIL = "FAIL"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. `remedy` is an imperative sentence, without its period."""

    name: str
    result: Result
    text: str
    remedy: str = ""


def ok(name: str, text: str) -> Finding:
    """Return the finding that a thing is as it should be."""
    return Finding(name, Result.OK, text)


def fail(name: str, text: str, remedy: str) -> Finding:
    """Return the finding that a thing is not as it should be, with what to do."""
    return Finding(name, Result.FAIL, text, remedy)


def skip(name: str, text: str) -> Finding:
    """Return the finding that a thing could not be checked."""
    return Finding(name, Result.SKIP, text)


def line_of(finding: Finding, secrets: Iterable[str] = ()) -> str:
    """Write a finding as one line of printable characters, without any of the `secrets`."""
    text = f"{finding.text}. {finding.remedy}." if finding.remedy else finding.text
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    text = " ".join(text.split())
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    return f"{finding.result:<4}  {finding.name}: {text}"


def secrets_of(settings: Settings) -> frozenset[str]:
    """Return the texts that no line may show: tokens, keys and the passwords in URLs."""
    found = {
        settings.discord_token,
        settings.recolor_api_key,
        settings.aws_access_key_id,
        settings.aws_secret_access_key,
        *settings.api_keys,
    }
    for url in (
        settings.database_url,
        settings.discord_api_url,
        settings.discord_gateway_url,
        settings.discord_cdn_url,
        settings.recolor_api_url,
        settings.aws_endpoint_url,
        settings.public_url,
    ):
        parts = urlsplit(url or "")
        found |= {parts.password, unquote(parts.password or "")}
        # Postgres takes it there, too.
        found |= {value for name, value in parse_qsl(parts.query) if name == "password"}
    return frozenset(secret for secret in found if secret and len(secret) >= _LEAST_SECRET)


def one_line(error: BaseException) -> str:
    """Return what an error says in its first line, or its name if it says nothing.

    It may quote a URL, whose query string may be a signature: that is left out.
    """
    return redact(str(error).strip().partition("\n")[0]) or type(error).__name__
