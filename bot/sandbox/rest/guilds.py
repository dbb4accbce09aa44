"""``/guilds/{guild_id}``: the servers that the bot is in."""

from aiohttp import web

from bot.sandbox import payloads
from bot.sandbox.answers import answer
from bot.sandbox.errors import unknown
from bot.sandbox.world import World, number


class GuildRoutes:
    """Guilds, their channels and members, to read."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return what this serves."""
        return [
            web.get("/guilds/{guild_id}", self._guild),
            web.get("/guilds/{guild_id}/channels", self._channels),
            web.get("/guilds/{guild_id}/members/{user_id}", self._member),
        ]

    async def _guild(self, request: web.Request) -> web.Response:
        guild = self._world.guild(request.match_info["guild_id"])
        return answer(payloads.guild(guild))

    async def _channels(self, request: web.Request) -> web.Response:
        guild = self._world.guild(request.match_info["guild_id"])
        return answer([payloads.channel(c, self._world) for c in guild.channels.values()])

    async def _member(self, request: web.Request) -> web.Response:
        guild = self._world.guild(request.match_info["guild_id"])
        person = guild.members.get(number(request.match_info["user_id"]))
        if person is None:
            raise unknown("Member")
        return answer(payloads.member(person, guild))
