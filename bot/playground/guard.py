"""Who may talk to the page's server: nobody but the page itself.

A page from elsewhere could send requests to a loopback address, or have its own name lead there
("DNS rebinding"). Its requests betray it by ``Origin``, or by ``Host``.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web
from multidict import CIMultiDict

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)
HEADERS = {
    # What is not immutable is asked for again: the program may have been updated.
    "Cache-Control": "no-cache",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# An uploaded file is the uploader's: opened in a tab of its own, it may do nothing at all.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"

_NAMES = ("127.0.0.1", "localhost")


@web.middleware
async def only_the_page(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what does not come from the page, and tell the browser what the page may do."""
    if not is_ours(request):
        raise web.HTTPForbidden(text="This page talks to nobody but itself.\n")
    return await handler(request)


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Add the security headers that the response lacks."""
    headers: CIMultiDict[str] = response.headers
    for name, value in HEADERS.items():
        headers.setdefault(name, value)


def is_ours(request: web.Request) -> bool:
    """Tell whether a request names this server, and comes from its page if from any.

    What changes something, or listens on, has to say that it comes from the page.
    """
    host = request.headers.get("Host", "")
    if host not in {f"{name}:{_port(request)}" for name in _NAMES}:
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return request.method in {"GET", "HEAD"} and not _wants_socket(request)
    return origin == f"http://{host}"


def _wants_socket(request: web.Request) -> bool:
    return request.headers.get("Upgrade", "").lower() == "websocket"


def _port(request: web.Request) -> int:
    assert request.transport is not None
    return request.transport.get_extra_info("sockname")[1]
