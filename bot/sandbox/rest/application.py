"""``/users/@me``, ``/applications/@me``, ``/gateway``: who the bot is and where it connects."""

from aiohttp import web

from bot.sandbox import payloads
from bot.sandbox.answers import answer
from bot.sandbox.errors import unknown
from bot.sandbox.gateway import Gateway
from bot.sandbox.model import EVERYTHING
from bot.sandbox.rest.bodies import body_of
from bot.sandbox.world import World, number


class ApplicationRoutes:
    """What a bot asks about itself."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        """Return what this serves."""
        return [
            web.get("/users/@me", self._me),
            web.get("/users/@me/guilds", self._my_guilds),
            web.post("/users/@me/channels", self._open_dm),
            web.get("/users/{user_id}", self._user),
            web.get("/applications/@me", self._application),
            web.get("/oauth2/applications/@me", self._application),
            web.get("/gateway", self._gateway_url),
            web.get("/gateway/bot", self._gateway_bot),
        ]

    async def _me(self, _request: web.Request) -> web.Response:
        return answer(payloads.me(self._world))

    async def _my_guilds(self, _request: web.Request) -> web.Response:
        return answer(
            [
                {
                    "id": str(guild.id),
                    "name": guild.name,
                    "icon": None,
                    "banner": None,
                    "owner": False,
                    "permissions": str(int(EVERYTHING)),
                    "features": [],
                }
                for guild in self._world.guilds.values()
                if guild.installed
            ]
        )

    async def _open_dm(self, request: web.Request) -> web.Response:
        recipient = self._world.users.get(number(str(body_of(request).form.get("recipient_id"))))
        if recipient is None or recipient is self._world.bot:
            raise unknown("User")
        channel = self._world.private_channel(recipient, self._world.bot)
        return answer(payloads.channel(channel, self._world))

    async def _user(self, request: web.Request) -> web.Response:
        person = self._world.users.get(number(request.match_info["user_id"]))
        if person is None:
            raise unknown("User")
        return answer(payloads.user(person))

    async def _application(self, _request: web.Request) -> web.Response:
        return answer(payloads.application(self._world))

    async def _gateway_url(self, _request: web.Request) -> web.Response:
        return answer({"url": self._gateway.url})

    async def _gateway_bot(self, _request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1}
        return answer(
            {
                "url": self._gateway.url,
                "shards": self._gateway.shards,
                "session_start_limit": limit,
            }
        )
