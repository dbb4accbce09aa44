"""Faults on demand: the next requests of a route fail in a chosen way."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.answers import answer

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Fault = Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]

_PAGE = "<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>"


def rate_limited(retry_after: float, *, via: bool = True, everywhere: bool = False) -> Fault:
    """Answer 429; without `via` as Cloudflare does it to a banned address."""

    async def fault(_request: web.Request, _handler: Handler) -> web.StreamResponse:
        body = {
            "message": "You are being rate limited.",
            "retry_after": retry_after,
            "global": everywhere,
            "code": 0,
        }
        headers = {"Retry-After": f"{retry_after:.3f}"}
        headers["X-RateLimit-Scope"] = "global" if everywhere else "user"
        if via:
            headers["Via"] = "1.1 google"
        if everywhere:
            headers["X-RateLimit-Global"] = "true"
        return answer(body, status=429, headers=headers)

    return fault


def failing(status: int) -> Fault:
    """Answer `status` with a page of HTML, as a proxy in front of Discord does."""

    async def fault(_request: web.Request, _handler: Handler) -> web.StreamResponse:
        return web.Response(
            status=status, text=_PAGE.format(status=status), content_type="text/html"
        )

    return fault


def refusing(status: int, code: int, message: str) -> Fault:
    """Answer one of Discord's errors, as JSON."""

    async def fault(_request: web.Request, _handler: Handler) -> web.StreamResponse:
        return answer({"message": message, "code": code}, status=status)

    return fault


def cut() -> Fault:
    """Close the connection without an answer."""

    async def fault(request: web.Request, _handler: Handler) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=499)

    return fault


def lost() -> Fault:
    """Do what is asked, then close the connection without an answer."""

    async def fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        await handler(request)
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=499)

    return fault


def held(until: Awaitable[object]) -> Fault:
    """Answer as usual, but not before `until` is done."""

    async def fault(request: web.Request, handler: Handler) -> web.StreamResponse:
        await until
        return await handler(request)

    return fault


@dataclass(slots=True)
class _Plan:
    method: str
    route: str
    fault: Fault
    times: int


class Faults:
    """What is to go wrong, in the order in which it was asked for."""

    def __init__(self) -> None:
        self._plans: list[_Plan] = []

    def add(self, method: str, route: str, fault: Fault, *, times: int = 1) -> None:
        """Let the next `times` requests of a route meet `fault`.

        `route` is a path of Discord's API reference with its parameters in braces, such as
        ``/webhooks/{webhook_id}/{webhook_token}/messages/@original``, or the end of one. The CDN's
        ends in ``/{filename}``.
        """
        self._plans.append(_Plan(method, route, fault, times))

    def clear(self) -> None:
        """Let everything work again."""
        self._plans.clear()

    def next(self, method: str, route: str) -> Fault | None:
        """Return the fault that this request meets, and count it."""
        for plan in self._plans:
            if plan.method == method and route.endswith(plan.route):
                plan.times -= 1
                if plan.times <= 0:
                    self._plans.remove(plan)
                return plan.fault
        return None
