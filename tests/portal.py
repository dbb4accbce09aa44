"""What the loopback Discord says of the application and of its servers, as a test wants it."""

import json

from aiohttp import web

from bot.sandbox import Sandbox
from bot.sandbox.answers import answer
from bot.sandbox.faults import Fault, Handler

ANY_NUMBER = 1_000_000


def set_portal(sandbox: Sandbox, **fields: object) -> None:
    """Answer for the application with these fields; None leaves a field out."""

    async def changed(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        assert isinstance(response, web.Response)
        assert isinstance(response.body, bytes)
        application = json.loads(response.body)
        kept = {key: value for key, value in application.items() if key not in fields}
        return answer(kept | {key: value for key, value in fields.items() if value is not None})

    sandbox.faults.add("GET", "/applications/@me", changed, times=ANY_NUMBER)


def answering(body: object) -> Fault:
    """Return a fault that answers a request with this body."""

    async def fault(_request: web.Request, _handler: Handler) -> web.StreamResponse:
        return answer(body)

    return fault
