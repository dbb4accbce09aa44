"""The color migration service: another's that the settings name, or the bot's own."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

import aiohttp
from PIL import Image

from bot.api.client import MigrationClient
from bot.api.contract import Version
from bot.api.failures import (
    KeyRefusedError,
    MigrationError,
    RequestRejectedError,
    ServiceGoneError,
    TaskFailedError,
    TaskUnknownError,
)
from bot.api.reading import Ticket
from bot.check.finding import Finding, fail, ok, one_line
from bot.settings import Settings

NAMES: Final = ("service",)

REMEDY: Final = "Check that the service runs, and that RECOLOR_API_URL is its address"
"""What to do when the service does not answer."""

_ANSWER_SECONDS: Final = 4.0
_NO_TASK: Final = "00000000-0000-0000-0000-000000000000"

_KNOWN: Final = (TaskUnknownError, RequestRejectedError, TaskFailedError)
"""What a service says of a task that does not exist, after it has accepted the key."""


async def service_findings(settings: Settings) -> AsyncGenerator[Finding]:
    """Yield a finding for each of `NAMES`."""
    if settings.recolor_api_url is None:
        yield await _own()
    else:
        yield await _other(settings.recolor_api_url, settings.recolor_api_key)


async def _other(url: str, key: str | None) -> Finding:
    parts = urlsplit(url)
    place = f"the service at {parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    try:
        await _ask(url, key or "")
    except KeyRefusedError:
        reason = "refuses the key" if key else "needs a key, and RECOLOR_API_KEY is not set"
        return fail(
            "service",
            f"{place} {reason}",
            "Put your key for the service into RECOLOR_API_KEY",
        )
    except ServiceGoneError:
        return fail("service", f"{place} is no color migration service", REMEDY)
    except MigrationError as error:
        return fail("service", f"{place} does not work: {one_line(error)}", REMEDY)
    except ValueError:
        # It cannot stand in a header. The error would quote it.
        return fail(
            "service",
            "RECOLOR_API_KEY holds characters that no key has",
            "Put your key for the service into RECOLOR_API_KEY",
        )
    return ok("service", f"{place} accepts the key" if key else f"{place} needs no key")


async def _ask(url: str, key: str) -> None:
    """Ask for a task that does not exist, which costs nothing; raise unless the key is accepted.

    A service of either version of the contract answers.
    """
    async with aiohttp.ClientSession() as session:
        client = MigrationClient(session, url, key, max_result_bytes=0)
        for version in (Version.V1_0, Version.V1_1):
            try:
                await client.query(Ticket(_NO_TASK, version), _ANSWER_SECONDS)
            except ServiceGoneError:
                if version is Version.V1_1:
                    raise
            except _KNOWN as error:
                # Without a code of the contract, something else has answered.
                if error.code is None:
                    raise
                return
            else:
                return


async def _own() -> Finding:
    try:
        async with await asyncio.start_server(_hang_up, "127.0.0.1", 0):
            pass
        await asyncio.to_thread(_recolor_a_picture)
    # Native libraries that are missing or do not fit this machine raise all kinds of errors.
    except Exception as error:
        return fail(
            "service",
            f"the bot's own server cannot run: {type(error).__name__}: {one_line(error)}",
            "Install the program again, for this machine and this Python, with pip",
        )
    return ok("service", "the bot's own server can run: its engine recolors a picture")


async def _hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


def _recolor_a_picture() -> None:
    from bot.engine import Palette, Recoloring, recolor

    with TemporaryDirectory(prefix="colorway-check-") as name:
        picture, result = Path(name) / "picture.png", Path(name) / "result.png"
        Image.linear_gradient("L").convert("RGB").resize((64, 64)).save(picture)
        recolor(picture, Recoloring(mode=Palette(((38, 70, 83), (233, 196, 106)))), [result])
