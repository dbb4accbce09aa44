"""The sandbox as a whole: one server on loopback, and the people who use it."""

from collections.abc import Callable, Collection, Sequence
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.sandbox.author import Discord
from bot.sandbox.cdn import Cdn, Links
from bot.sandbox.changes import Changes
from bot.sandbox.clock import Clock
from bot.sandbox.faults import Faults
from bot.sandbox.gateway import Gateway
from bot.sandbox.images import Images
from bot.sandbox.interactions import Interactions
from bot.sandbox.messages import Messages
from bot.sandbox.model import (
    NOTHING,
    Channel,
    Emoji,
    Guild,
    Install,
    Kind,
    Permission,
    Role,
    Sticker,
)
from bot.sandbox.other_bot import OtherBot
from bot.sandbox.person import Person
from bot.sandbox.ratelimits import RateLimits
from bot.sandbox.record import GatewayEvent, Record, Request
from bot.sandbox.registry import Registry
from bot.sandbox.rest.gate import API, Gate
from bot.sandbox.rest.server import web_application
from bot.sandbox.world import UPLOAD_LIMIT, World


class Sandbox:
    """A Discord of its own, on 127.0.0.1, with one application and its bot.

    It starts with one guild and one channel; `async with` opens the server.
    """

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        application: str = "Colorway",
        upload_limit: int = UPLOAD_LIMIT,
        integration_types: Collection[Install] = tuple(Install),
    ) -> None:
        self.clock = clock or Clock()
        self._changes = Changes()
        self.record = Record(self._changes)
        self.world = World(self.clock, application, integration_types)
        self.links = Links(self.clock)
        self.cdn = Cdn(self.links)
        self.images = Images(self.links, self.world.snowflakes)
        self.registry = Registry(self.world, self._changes)
        self.interactions = Interactions(self.world, self._changes)
        self.gateway = Gateway(self.world, self.record, self._changes)
        messages = Messages(self.world, self.cdn, self.images, self.record)
        self._gate = Gate(self.world, self.record)
        self._discord = Discord(
            self.world,
            self.cdn,
            self.images,
            self.registry,
            self.interactions,
            messages,
            self.gateway,
            self._changes,
        )
        self._runner: web.AppRunner | None = None
        self.guild = self.add_guild("Studio", upload_limit=upload_limit)
        self.channel = self.add_channel(self.guild, "pictures")

    @property
    def token(self) -> str:
        """Return the bot's token."""
        return self.world.token

    @property
    def api_url(self) -> str:
        """Return the base of the REST API."""
        return f"{self.links.origin}{API}"

    @property
    def gateway_url(self) -> str:
        """Return the gateway's address."""
        return self.gateway.url

    @property
    def cdn_url(self) -> str:
        """Return the origin that attachments come from."""
        return self.links.origin

    @property
    def requests(self) -> list[Request]:
        """Return every REST request so far."""
        return self.record.requests

    @property
    def events(self) -> list[GatewayEvent]:
        """Return every gateway payload so far, in both directions."""
        return self.record.events

    @property
    def faults(self) -> Faults:
        """Return what makes requests fail on demand."""
        return self._gate.faults

    @property
    def rate_limits(self) -> RateLimits:
        """Return the rate limits, to change them."""
        return self._gate.rate_limits

    def add_guild(
        self,
        name: str,
        *,
        installed: bool = True,
        commands_only: bool = False,
        upload_limit: int = UPLOAD_LIMIT,
        locale: str = "en-US",
    ) -> Guild:
        """Return a new guild; the bot hears of it when it next connects.

        Not `installed`: people bring the app along, the bot is no member. `commands_only`: the
        guild has the app without its bot, by the scope ``applications.commands`` alone.
        """
        return self.world.add_guild(
            name,
            installed=installed,
            commands_only=commands_only,
            upload_limit=upload_limit,
            locale=locale,
        )

    def add_channel(
        self,
        guild: Guild,
        name: str,
        *,
        denied: Permission = NOTHING,
        denied_to_people: Permission = NOTHING,
        kind: Kind = Kind.TEXT,
        parent: Channel | None = None,
    ) -> Channel:
        """Return a new channel where the bot may do everything but what is `denied`.

        With a `parent` it is a thread of that channel, or a post of that forum.
        """
        return self.world.add_channel(
            guild,
            name,
            denied=denied,
            denied_to_people=denied_to_people,
            kind=kind,
            parent=parent,
        )

    def add_role(
        self, guild: Guild, name: str, *, permissions: Permission = NOTHING, color: int = 0
    ) -> Role:
        """Return a new role whose members may do what `permissions` say, beyond the usual."""
        return self.world.add_role(guild, name, permissions, color)

    def group(self, *people: Person) -> Channel:
        """Return the private channel of several people, without the bot."""
        return self.world.private_channel(*(person.user for person in people))

    def person(
        self,
        name: str,
        *,
        locale: str = "en-US",
        app_installed: bool = False,
        channel: Channel | None = None,
        roles: Sequence[Role] = (),
        attachment_size_limit: int | None = None,
    ) -> Person:
        """Return a new person, member of the guild they start in, where they have the `roles`.

        `app_installed` says whether they have the app installed for themselves, everywhere;
        `attachment_size_limit` is the limit of a file that their paid plan has, in bytes.
        """
        channel = channel or self.channel
        user = self.world.add_user(name, locale)
        user.app_installed = app_installed
        user.attachment_size_limit = attachment_size_limit
        if channel.guild is not None:
            channel.guild.members[user.id] = user
            channel.guild.roles_of[user.id] = list(roles)
        return Person(self._discord, user, channel)

    def other_bot(self, name: str, *, channel: Channel | None = None) -> OtherBot:
        """Return the bot of another application, member of the guild that it posts in."""
        channel = channel or self.channel
        user = self.world.add_bot(name)
        if channel.guild is not None:
            channel.guild.members[user.id] = user
        return OtherBot(self.world, self._discord.messages, user, channel)

    def add_sticker(self, name: str, data: bytes) -> Sticker:
        """Return a new sticker, which people can post.

        Raises
        ------
        ValueError
            When `data` is no PNG, APNG or GIF.
        """
        return self.images.add_sticker(name, data)

    def add_emoji(self, name: str, data: bytes) -> Emoji:
        """Return a new custom emoji; ``str(emoji)`` is how people write it."""
        return self.images.add_emoji(name, data)

    async def bot_ready(self, timeout: float = 15.0) -> None:  # noqa: ASYNC109
        """Return when the bot is connected with all shards and has registered commands.

        Raises
        ------
        TimeoutError
            When that takes more than `timeout` seconds of real time.
        """
        await self._changes.until(lambda: self.gateway.ready and self.registry.writes > 0, timeout)

    async def until(
        self,
        condition: Callable[[], bool],
        timeout: float | None = 30.0,  # noqa: ASYNC109
    ) -> None:
        """Return when `condition` holds; it is looked at whenever something happens.

        Raises
        ------
        TimeoutError
            When it does not within `timeout` seconds of real time.
        """
        await self._changes.until(condition, timeout)

    async def start(self, port: int = 0) -> None:
        """Open the server on 127.0.0.1; port 0 takes a free one.

        Raises
        ------
        OSError
            When the port is taken.
        """
        self._runner = web.AppRunner(
            web_application(self._discord, self._gate), access_log=None, shutdown_timeout=1.0
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, bound = self._runner.addresses[0][:2]
        self.links.origin = f"http://{host}:{bound}"
        self.gateway.url = f"ws://{host}:{bound}/gateway"

    async def stop(self) -> None:
        """Hang up on the bot and close the server."""
        await self.gateway.close()
        await self.interactions.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()
