"""Runs all checks at once, each with a time limit, and tells what they find in a fixed order."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
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
"""How long each thing may take to answer."""
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all checks came to."""

    is_right: bool
    is_hanging: bool
    """Whether a check was given up, which may go on in a thread that nobody can interrupt."""


async def check_all(settings: Settings | SettingsError, say: Callable[[str], None]) -> Outcome:
    """Check everything, and `say` a line for each thing.

    Nothing is changed: no commands are sent, no jobs started, no task is submitted. A bot may run
    beside it.
    """
    if isinstance(settings, SettingsError):
        say(line_of(fail("settings", str(settings), "Correct it in .env or in the environment")))
        for group in _GROUPS:
            for name in group.names:
                say(line_of(skip(name, "not checked, since the settings cannot be used")))
        return Outcome(is_right=False, is_hanging=False)
    secrets = secrets_of(settings)
    say(line_of(ok("settings", "every value can be used")))
    tasks = [asyncio.create_task(_findings(group, settings)) for group in _GROUPS]
    is_right, is_hanging = True, False
    for task in tasks:
        findings, given_up = await task
        is_hanging = is_hanging or given_up
        for finding in findings:
            say(line_of(finding, secrets))
            is_right = is_right and finding.result is Result.OK
    return Outcome(is_right, is_hanging)


async def _findings(group: _Group, settings: Settings) -> tuple[list[Finding], bool]:
    """Return a finding for every name of a group, and whether it was given up."""
    found: list[Finding] = []
    given_up = False
    try:
        async with aclosing(group.check(settings)) as findings:
            for _ in group.names:
                async with asyncio.timeout(group.seconds):
                    found.append(await anext(findings))
        return found, given_up
    except TimeoutError:
        given_up = True
        problem = f"no answer within {group.seconds:g} s"
    # Whatever it is, it belongs into the line, and the other lines have to come.
    except Exception as error:
        problem = f"cannot be checked: {type(error).__name__}: {one_line(error)}"
    if missing := group.names[len(found) :]:
        found.append(fail(missing[0], problem, group.remedy))
        found += [skip(name, "not checked, since the one before failed") for name in missing[1:]]
    return found, given_up
