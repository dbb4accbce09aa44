"""``/applications/{application_id}/…commands``: what the bot offers to people."""

from typing import Any

from aiohttp import web

from bot.sandbox.answers import answer, nothing
from bot.sandbox.errors import JSON, missing_access
from bot.sandbox.registry import Registry
from bot.sandbox.rest.bodies import body_of
from bot.sandbox.world import World

_EVERYWHERE = "/applications/{application_id}/commands"
_IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
_LOCALIZED = ("name_localizations", "description_localizations")


class CommandRoutes:
    """Global commands and those of one guild."""

    def __init__(self, world: World, registry: Registry) -> None:
        self._world = world
        self._registry = registry

    def routes(self) -> list[web.RouteDef]:
        """Return what this serves."""
        return [
            route
            for base in (_EVERYWHERE, _IN_GUILD)
            for route in (
                web.get(base, self._list),
                web.put(base, self._overwrite),
                web.post(base, self._create),
                web.get(f"{base}/{{command_id}}", self._get),
                web.patch(f"{base}/{{command_id}}", self._patch),
                web.delete(f"{base}/{{command_id}}", self._delete),
            )
        ]

    async def _list(self, request: web.Request) -> web.Response:
        commands = self._registry.all(self._guild(request))
        if request.query.get("with_localizations", "").lower() not in {"true", "1"}:
            commands = [_without_localizations(command) for command in commands]
        return answer(commands)

    async def _overwrite(self, request: web.Request) -> web.Response:
        guild = self._guild(request)
        return answer(self._registry.overwrite(body_of(request).rows, guild))

    async def _create(self, request: web.Request) -> web.Response:
        command, new = self._registry.put(body_of(request).form, self._guild(request))
        return answer(command, status=201 if new else 200)

    async def _get(self, request: web.Request) -> web.Response:
        guild = self._guild(request)
        return answer(self._registry.get(request.match_info["command_id"], guild))

    async def _patch(self, request: web.Request) -> web.Response:
        guild, command_id = self._guild(request), request.match_info["command_id"]
        return answer(self._registry.patch(command_id, body_of(request).form, guild))

    async def _delete(self, request: web.Request) -> web.Response:
        self._registry.delete(request.match_info["command_id"], self._guild(request))
        return nothing()

    def _guild(self, request: web.Request) -> int | None:
        if request.match_info["application_id"] != str(self._world.application_id):
            raise missing_access()
        guild_id = request.match_info.get("guild_id")
        return self._world.guild(guild_id).id if guild_id else None


def _without_localizations(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_localizations(inner) for inner in value]
    if isinstance(value, dict):
        items: JSON = value
        return {k: _without_localizations(v) for k, v in items.items() if k not in _LOCALIZED}
    return value
