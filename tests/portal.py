"""The developer portal of the loopback Discord: how the application is set up there."""

import json

from aiohttp import web

from bot.sandbox import Sandbox
from bot.sandbox.answers import answer
from bot.sandbox.faults import Handler

ANY_NUMBER = 1_000_000


def set_portal(sandbox: Sandbox, **fields: object) -> None:
    """Answer for the application with these fields; None leaves a field out."""

    async def changed(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        assert isinstance(response, web.Response)
        assert isinstance(response.body, bytes)
        application = json.loads(response.body) | fields
        return answer({key: value for key, value in application.items() if value is not None})

    sandbox.faults.add("GET", "/applications/@me", changed, times=ANY_NUMBER)
