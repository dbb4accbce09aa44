"""The bot's account at Discord: token, portal, permissions in servers, registered commands."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import aiohttp
import discord

from bot.api.client import MigrationClient
from bot.app import Colorway, point_discord_at
from bot.check.finding import Finding, fail, ok, one_line, skip
from bot.check.permissions import invite_url, missing
from bot.check.portal import NAMES as PORTAL_NAMES
from bot.check.portal import portal_findings
from bot.commands import (
    UNANSWERED,
    differing,
    fetch_application,
    fetch_commands,
    payloads,
    supported_installs,
)
from bot.settings import Settings
from bot.store.database import Store, engine_of

NAMES: Final = ("token", *PORTAL_NAMES, "permissions", "commands")

REMEDY: Final = (
    "Check the network of this machine and DISCORD_API_URL if it is set, see "
    "https://discordstatus.com, and try again"
)
"""What to do when Discord does not answer."""

_RESET: Final = (
    "In the developer portal, under Bot, reset the token and put the new one into DISCORD_TOKEN"
)

_GUILDS_PER_PAGE: Final = 200
"""The most that Discord lists at once."""
_MOST_PAGES: Final = 5
_MOST_NAMED: Final = 5


class _CommandsOnly(Colorway):
    """The bot with its commands, which neither connects to the gateway nor runs jobs."""

    async def sync_commands(self) -> None:
        """Leave Discord's commands alone, and keep the tasks of `setup_hook` from starting.

        They have not run a step yet: nothing in between waits for anything.
        """
        for chore in self._chores:
            chore.cancel()


async def account_findings(settings: Settings) -> AsyncGenerator[Finding]:
    """Yield a finding for each of `NAMES`."""
    if settings.discord_token is None:
        yield fail("token", "DISCORD_TOKEN is not set", _RESET)
        for name in NAMES[1:]:
            yield skip(name, "not checked, since that takes a token")
        return
    async with _bot(settings) as bot:
        refused = await _log_in(bot, settings.discord_token)
        if refused is not None:
            yield refused
            for name in NAMES[1:]:
                yield skip(name, "not checked, since the bot cannot log in")
            return
        assert bot.application_id is not None
        yield ok("token", f"Discord accepts it, for the bot {bot.user}")
        application = await fetch_application(bot.http)
        for finding in portal_findings(application):
            yield finding
        yield await _permissions(bot, bot.application_id)
        ours = await payloads(bot.tree, supported_installs(application))
        yield _commands(ours, await fetch_commands(bot.http, bot.application_id))


@asynccontextmanager
async def _bot(settings: Settings) -> AsyncGenerator[_CommandsOnly]:
    """Make a bot that is not logged in, and whose files and records are nobody else's."""
    point_discord_at(settings)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="colorway-check-")))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        store = Store(engine_of(f"sqlite:///{folder / 'unused.sqlite'}"))
        stack.callback(store.close)
        service = MigrationClient(session, "http://127.0.0.1", "", max_result_bytes=0)
        own = replace(settings, data=folder, storage_url=None, database_url=None)
        bot = _CommandsOnly(own, service, session, store)
        stack.push_async_callback(bot.close)
        yield bot


async def _log_in(bot: Colorway, token: str) -> Finding | None:
    """Log in, or return why that is not possible."""
    try:
        await bot.login(token)
    except discord.LoginFailure:
        return fail("token", "Discord refuses DISCORD_TOKEN", _RESET)
    except UNANSWERED as error:
        return fail("token", f"Discord does not let the bot log in: {one_line(error)}", REMEDY)
    except ValueError:
        # It cannot stand in a header. The error would quote it.
        return fail("token", "DISCORD_TOKEN holds characters that no token has", _RESET)
    return None


async def _permissions(bot: Colorway, application_id: int) -> Finding:
    guilds, complete = await _guilds(bot)
    invite = invite_url(application_id)
    if not guilds:
        return ok("permissions", f"the bot is in no server yet; add it with {invite}")
    lacking = {
        str(guild["name"]): names
        for guild in guilds
        if "permissions" in guild and (names := missing(int(guild["permissions"])))
    }
    noun = "server" if len(guilds) == 1 else "servers"
    count = f"{len(guilds)} {noun}" if complete else f"the first {len(guilds)} {noun}"
    if not lacking:
        return ok(
            "permissions",
            f"the bot's roles allow what it needs in {count}; channels may still deny it",
        )
    named = [f"{guild} ({', '.join(names)})" for guild, names in lacking.items()]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return fail(
        "permissions",
        f"in {len(lacking)} of {count} the bot lacks permissions: "
        f"{', '.join(named[:_MOST_NAMED])}{more}",
        f"Add them to the bot's role in Server Settings -> Roles, or invite it again: {invite}",
    )


async def _guilds(bot: Colorway) -> tuple[list[dict[str, Any]], bool]:
    """Return the servers that the bot is in, with its permissions there; and if that is all.

    Source: https://discord.com/developers/docs/resources/user, "Get Current User Guilds".
    """
    guilds: list[dict[str, Any]] = []
    for _ in range(_MOST_PAGES):
        after = guilds[-1]["id"] if guilds else None
        page = await bot.http.get_guilds(_GUILDS_PER_PAGE, after=after, with_counts=False)
        guilds += [dict(guild) for guild in page]
        if len(page) < _GUILDS_PER_PAGE:
            return guilds, True
    return guilds, False


def _commands(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> Finding:
    names = differing(ours, theirs)
    if not names:
        return ok("commands", f"Discord has the bot's {len(ours)} commands as they are")
    if theirs:
        text = f"Discord's differ from the bot's: {', '.join(names)}"
    else:
        text = f"Discord has none of the bot's {len(ours)} commands"
    return fail(
        "commands",
        text,
        "Start the bot, which sends them; if Discord refuses them, the bot's log says why",
    )
