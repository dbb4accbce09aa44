"""What every request passes: faults, the bot's token, rate limits, errors; and the record."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.answers import answer
from bot.sandbox.errors import DiscordError, unauthorized
from bot.sandbox.faults import Faults, rate_limited
from bot.sandbox.ratelimits import RateLimits
from bot.sandbox.record import Record, Request, without_secrets
from bot.sandbox.rest.bodies import BODY, Body, read_body
from bot.sandbox.world import World

API = "/api/v10"
# Routes where the interaction's token in the path is the credential, or none is asked for.
_OPEN = ("/webhooks/{webhook_id}/{webhook_token}", "/interactions/")
_SECRET_HEADERS = {"authorization", "cookie"}
_SECRET_PARAMETERS = ("webhook_token", "interaction_token")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Gate:
    """A middleware for everything but the gateway."""

    def __init__(self, world: World, record: Record) -> None:
        self.faults = Faults()
        self.rate_limits = RateLimits(world.clock)
        self._world = world
        self._record = record

    async def pass_through(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer one request and put it on record."""
        if request.path == "/gateway":
            return await handler(request)
        at = self._world.clock.now()
        request[BODY] = Body()
        response = await self._answer(request, handler)
        if request.path.startswith(API):
            self._record.add(self._entry(request, response, at))
        return response

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        headers: dict[str, str] = {}
        try:
            request[BODY] = await read_body(request, self._world.request_limit)
            route = route_of(request)
            fault = self.faults.next(request.method, route)
            if fault is None and request.path.startswith(API):
                self._authorize(request, route)
                verdict = self.rate_limits.count(request.method, route, request.match_info)
                headers = verdict.headers if verdict else {}
                if verdict and not verdict.passes:
                    fault = rate_limited(verdict.retry_after)
            response = await (fault(request, handler) if fault else handler(request))
        except DiscordError as error:
            response = answer(error.body(), status=error.status)
        except web.HTTPException as error:
            if error.status not in {404, 405}:
                raise
            reason = {404: "404: Not Found", 405: "405: Method Not Allowed"}[error.status]
            response = answer({"message": reason, "code": 0}, status=error.status)
        response.headers.update(headers)
        return response

    def _authorize(self, request: web.Request, route: str) -> None:
        if route.startswith(_OPEN) or route == "/gateway" or not route:
            return
        if request.headers.get("Authorization") != f"Bot {self._world.token}":
            raise unauthorized()

    def _entry(self, request: web.Request, response: web.StreamResponse, at: float) -> Request:
        path = request.path.removeprefix(API)
        for name in _SECRET_PARAMETERS:
            if name in request.match_info:
                path = path.replace(request.match_info[name], "***")
        body = request[BODY]
        return Request(
            at=at,
            method=request.method,
            path=path,
            route=route_of(request),
            query=dict(request.query),
            headers={k: v for k, v in request.headers.items() if k.lower() not in _SECRET_HEADERS},
            payload=body.payload,
            multipart=body.multipart,
            files=tuple(body.sent),
            status=response.status,
            response=_json_of(response),
            response_headers=dict(response.headers),
        )


def route_of(request: web.Request) -> str:
    """Return a request's route, as Discord's API reference writes it; empty for an unknown one."""
    resource = request.match_info.route.resource
    return resource.canonical.removeprefix(API) if resource is not None else ""


def _json_of(response: web.StreamResponse) -> Any:
    if not isinstance(response, web.Response) or response.content_type != "application/json":
        return None
    body = response.body
    return without_secrets(json.loads(body)) if isinstance(body, bytes) else None
