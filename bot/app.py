"""The Discord client: logs in, loads the cogs, keeps the commands in step, shuts down in order."""

import asyncio
import logging
from contextlib import suppress

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.http import Route

from bot.api.client import MigrationClient
from bot.commands import sync_commands
from bot.gateway import forgive_omissions, use_gateway
from bot.jobs.attachment import DISCORD_CDN, AttachmentSource, origin
from bot.jobs.cards import Cards
from bot.jobs.janitor import sweeping
from bot.jobs.places import Places
from bot.jobs.workshop import Workshop, drain, open_workshop
from bot.operations import discord_trace
from bot.settings import Settings
from bot.store import Store
from bot.store.cards import CardRecords
from bot.store.palettes import SavedPalettes
from cogs.about import About, ForgetHandler, Privacy
from cogs.colors import Colors
from cogs.command_mentions import CommandMentions
from cogs.house import House
from cogs.intake import Intake, Limits
from cogs.menus import Menus
from cogs.palettes import KeepHandler, PageHandler, PaletteCommands
from cogs.presses import ActionHandler, Presses
from cogs.recolor import Recolor
from cogs.reply import DiscordReplies
from cogs.respond import Responder
from cogs.running_jobs import AgainHandler, CancelHandler, LateHandler, RunningJobs
from cogs.settings import ChannelsHandler, NumberHandler, SettingsCommand, SwitchHandler
from cogs.submissions import Submissions
from cogs.words.translator import Translator

log = logging.getLogger(__name__)

# A host kills a process 30 s after it asked it to stop; renders and the database end after jobs.
DRAIN_SECONDS = 12.0

_CLOSE_SECONDS = 2.0

# How long the bot waits for Discord to take changed commands before it connects.
_SYNC_SECONDS = 10.0

_API_VERSION = "/api/v10"

# The bot does not speak: no need to warn at each start that it could not.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


class Tree(app_commands.CommandTree["Colorway"]):
    """Hands commands, context menus and completions to the responder."""

    async def _call(self, interaction: discord.Interaction["Colorway"]) -> None:
        # discord.py has no public place that surrounds every command and completion.
        call = super()._call
        await self.client.responder.handle(interaction, lambda: call(interaction))

    async def on_error(
        self,
        interaction: discord.Interaction["Colorway"],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Leave errors to the responder, which runs the command."""
        raise error


class Colorway(commands.AutoShardedBot):
    """The bot. Jobs run in it between `login` and `stop`."""

    def __init__(
        self,
        settings: Settings,
        api: MigrationClient,
        session: aiohttp.ClientSession,
        store: Store,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            shard_count=settings.shard_count,
            http_trace=discord_trace(),
            # None is its own default, whatever its types say.
            shard_ids=list(settings.shard_ids) or None,  # pyright: ignore[reportArgumentType]
        )
        self.stopping = False
        self.responder = Responder(lambda: self.stopping)
        self.connection: asyncio.Task[None] | None = None
        self._settings = settings
        self._api = api
        self._session = session
        self._store = store
        self._mentions = CommandMentions()
        self._chores: list[asyncio.Task[None]] = []
        # discord.py has no hook for it. Behind the settings' address may be anything.
        forgive_omissions(self._connection.parsers)

    async def setup_hook(self) -> None:
        """Load the cogs, let jobs run, and tell Discord the commands if they have changed."""
        settings = self._settings
        replies = DiscordReplies(self)
        records = CardRecords(self._store)
        cards = Cards(records)
        places = Places(replies)
        limits = Limits(
            per_user=settings.jobs_per_user + settings.waiting_per_user,
            waiting=settings.waiting_in_all,
        )
        house = House(self._store)
        saved = SavedPalettes(self._store)
        colors = Colors(saved)
        intake = Intake(replies, places, house, limits)
        origins = attachment_origins(settings)
        attachments = AttachmentSource(
            self._session, origins, settings.max_image_bytes, settings.discord_cdn_url
        )
        most = settings.max_image_bytes
        presses = Presses(intake, cards, origins)
        mentions = self._mentions
        await self.add_cog(Recolor(intake, house, colors, most))
        await self.add_cog(presses)
        await self.add_cog(RunningJobs(intake))
        await self.add_cog(Submissions(presses, cards, colors, most))
        await self.add_cog(Menus(self.tree, presses, cards, house, most))
        await self.add_cog(PaletteCommands(saved, colors, intake, house, most, mentions))
        await self.add_cog(SettingsCommand(house.servers))
        await self.add_cog(About(mentions))
        await self.add_cog(
            Privacy(
                saved,
                records,
                mentions,
                job_hours=settings.job_hours,
                result_hours=settings.result_hours,
                elsewhere=settings.recolor_api_url is not None,
            )
        )
        self.add_dynamic_items(
            CancelHandler,
            LateHandler,
            AgainHandler,
            ActionHandler,
            KeepHandler,
            PageHandler,
            NumberHandler,
            ChannelsHandler,
            SwitchHandler,
            ForgetHandler,
        )
        folder = settings.storage / "jobs"
        self._chores = [
            asyncio.create_task(places.watch()),
            asyncio.create_task(sweeping(folder, settings.job_seconds, records, house.counts)),
        ]
        open_workshop(
            Workshop(
                api=self._api,
                attachments=attachments,
                replies=replies,
                cards=cards,
                folder=folder,
            )
        )
        await self.tree.set_translator(Translator())
        await self.sync_commands()

    async def sync_commands(self) -> None:
        """Send the commands to Discord if they have changed; go on without if that takes long.

        Discord may ask to wait for minutes. The commands that it has work meanwhile.
        """
        sync = asyncio.create_task(self._sync_and_learn())
        self._chores.append(sync)
        done, _ = await asyncio.wait({sync}, timeout=_SYNC_SECONDS)
        if not done:
            log.warning("commands: still being sent to Discord; the bot starts without waiting")

    async def _sync_and_learn(self) -> None:
        self._mentions.learn(await sync_commands(self.tree))

    async def on_ready(self) -> None:
        """Log that the bot can be used."""
        log.info("ready as %s on %d shard(s)", self.user, self.shard_count or 1)

    async def launch_shards(self) -> None:
        """Connect, also where a gateway of one's own comes without a word on shards."""
        try:
            await super().launch_shards()
        except (discord.GatewayNotFound, KeyError):
            if self._settings.discord_gateway_url is None:
                raise
            self.shard_count = 1
            await super().launch_shards()

    async def launch_shard(
        self, gateway: yarl.URL, shard_id: int, *, initial: bool = False
    ) -> None:
        """Connect a shard to the gateway of the settings, whatever Discord's REST API names."""
        if self._settings.discord_gateway_url is not None:
            gateway = yarl.URL(self._settings.discord_gateway_url)
        await super().launch_shard(gateway, shard_id, initial=initial)

    def begin(self, token: str) -> asyncio.Task[None]:
        """Log in and connect; return what ends with the connection, or raises why there is none.

        It raises `discord.LoginFailure` when Discord refuses the token.
        """
        self.connection = asyncio.create_task(self.start(token))
        return self.connection

    async def stop(self) -> None:
        """Take no more commands, let running jobs finish for a while, and close the connection.

        What does not finish is resumed by the next process with the same database.
        """
        self.stopping = True
        if left := await drain(DRAIN_SECONDS):
            log.warning("left %d job(s) to the next process", left)
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)
        with suppress(TimeoutError):
            # It tells the gateway that it goes, which may not answer.
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self.close()
        if self.connection is not None:
            # It may be waiting for a Discord that does not answer.
            self.connection.cancel()
            with suppress(asyncio.CancelledError):
                await self.connection


def attachment_origins(settings: Settings) -> frozenset[str]:
    """Return where attachments may come from: Discord's CDN, and what the settings name."""
    own = (settings.discord_cdn_url, settings.discord_api_url)
    return frozenset((*DISCORD_CDN, *(origin(url) for url in own if url)))


def point_discord_at(settings: Settings) -> None:
    """Make discord.py use the REST API and the gateway that the settings name.

    discord.py keeps both in class attributes, so this holds for the whole process.
    """
    if settings.discord_api_url:
        Route.BASE = _with_version(settings.discord_api_url)
    if settings.discord_gateway_url:
        use_gateway(settings.discord_gateway_url)


def _with_version(api_url: str) -> str:
    path = yarl.URL(api_url).path.rstrip("/")
    return api_url + _API_VERSION.removeprefix(path) if path in {"", "/api"} else api_url
