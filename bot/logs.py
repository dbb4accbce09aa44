"""Logging: one line a record, with the job or task that it is about, and never a secret."""

import json
import logging
import re
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType

_about: ContextVar[Mapping[str, str]] = ContextVar("_about", default=MappingProxyType({}))

# Discord's interaction tokens and the signatures of temporary links travel in URLs.
_SECRETS = (
    re.compile(r"(?<=/webhooks/)(\d+)/[^/\s?\"']+"),
    re.compile(r"(?<=/interactions/)(\d+)/[^/\s?\"']+"),
    re.compile(r"(https?://[^\s?\"']+)\?[^\s\"']+"),
)


@contextmanager
def about(**context: object) -> Generator[None]:
    """Add `context` (job, guild, task, …) to every record that is logged inside the block."""
    token = _about.set({**_about.get(), **{key: str(value) for key, value in context.items()}})
    try:
        yield
    finally:
        _about.reset(token)


def redact(text: str) -> str:
    """Return `text` without interaction tokens and without the query strings of URLs."""
    for secret in _SECRETS:
        text = secret.sub(r"\1/…", text)
    return text


def set_up_logging(level: str, form: str) -> None:
    """Log to standard error from `level` on, as ``text`` or as ``json``."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonFormatter() if form == "json" else _TextFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # Below WARNING these tell about every request, with its URL and payload.
    for name in ("discord", "aiohttp.access", "sqlalchemy"):
        least = max(logging.getLevelNamesMapping()[level], logging.WARNING)
        logging.getLogger(name).setLevel(least)
    # It tells of every strip, and warns of every spot of a damaged picture; the error that
    # follows says enough.
    logging.getLogger("pyvips").setLevel(logging.ERROR)


class _TextFormatter(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        context = "".join(f" {key}={value}" for key, value in _about.get().items())
        text = super().format(record)
        first, newline, rest = text.partition("\n")
        return redact(first + context + newline + rest)


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": redact(record.getMessage()),
            **_about.get(),
        }
        if record.exc_info:
            entry["exception"] = redact(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)
