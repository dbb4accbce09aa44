"""Runs all checks at once, each with a time limit, and tells what they find in a fixed order."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Final

from bot.check import account, database, service, storage
from bot.check.finding import (
    Finding,
    Result,
    fail,
    line_of,
    ok,
    one_line,
    secrets_of,
    skip,
)
from bot.settings import Settings, SettingsError

SECONDS: Final = 10.0
"""How long what is checked may take to answer."""
_ENGINE_SECONDS: Final = 30.0
"""The bot's own engine runs on this machine, which may be busy."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Checks that build on each other: they yield a finding for each of `names`, in that order."""

    names: tuple[str, ...]
    check: Callable[[Settings], AsyncGenerator[Finding]]
    remedy: str
    """What to do if what is checked does not answer."""
    seconds: float = SECONDS


_GROUPS: Final = (
    _Group(account.NAMES, account.account_findings, account.REMEDY),
    _Group(database.NAMES, database.database_findings, database.REMEDY),
    _Group(storage.FOLDER_NAMES, storage.folder_findings, storage.FOLDER_REMEDY),
    _Group(storage.BUCKET_NAMES, storage.bucket_findings, storage.BUCKET_REMEDY),
    _Group(service.NAMES, service.service_findings, service.REMEDY, _ENGINE_SECONDS),
)


async def check_all(settings: Settings | SettingsError, say: Callable[[str], None]) -> bool:
    """Check everything, `say` a line for each thing, and return whether all is right.

    Nothing is changed: no commands are sent, no jobs started, no task is submitted. A bot may run
    beside it.
    """
    if isinstance(settings, SettingsError):
        say(line_of(fail("settings", str(settings), "Correct it in .env or in the environment")))
        for group in _GROUPS:
            for name in group.names:
                say(line_of(skip(name, "not checked, since the settings cannot be used")))
        return False
    secrets = secrets_of(settings)
    say(line_of(ok("settings", "every value can be used")))
    tasks = [asyncio.create_task(_findings(group, settings)) for group in _GROUPS]
    right = True
    for task in tasks:
        for finding in await task:
            say(line_of(finding, secrets))
            right = right and finding.result is Result.OK
    return right


async def _findings(group: _Group, settings: Settings) -> list[Finding]:
    """Return a finding for every name of a group, whatever happens."""
    found: list[Finding] = []
    try:
        async with asyncio.timeout(group.seconds):
            async for finding in group.check(settings):
                # What is found before an error counts.
                found.append(finding)  # noqa: PERF401
    except TimeoutError:
        problem = f"no answer within {group.seconds:g} s"
    # Whatever it is, it belongs into the line, and the other lines have to come.
    except Exception as error:
        problem = f"cannot be checked: {type(error).__name__}: {one_line(error)}"
    else:
        return found
    missing = group.names[len(found) :]
    if missing:
        found.append(fail(missing[0], problem, group.remedy))
    found += [skip(name, "not checked, since the one before failed") for name in missing[1:]]
    return found
