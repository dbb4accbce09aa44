"""What every exchange over HTTP needs: time limits, capped bodies, and errors of our own."""

import contextlib
from collections.abc import AsyncGenerator
from typing import Final

import aiohttp

from bot.api.failures import ServiceFailedError, ServiceUnreachableError, TimedOutError
from bot.api.reading import parse_retry_after

CONNECT_SECONDS: Final = 10.0
SILENCE_SECONDS: Final = 60.0
"""How long a server may say nothing once it has been sent everything."""

CHUNK_BYTES: Final = 256 * 1024


def time_limit(seconds: float) -> aiohttp.ClientTimeout:
    """Return the limits of an exchange that may take so many seconds as a whole."""
    return aiohttp.ClientTimeout(
        total=seconds, sock_connect=CONNECT_SECONDS, sock_read=SILENCE_SECONDS
    )


def retry_after(response: aiohttp.ClientResponse) -> float | None:
    """Return the seconds that the server asks to wait before the next request, if it does."""
    return parse_retry_after(response.headers.get("Retry-After"), response.headers.get("Date"))


async def chunks(response: aiohttp.ClientResponse) -> AsyncGenerator[bytes]:
    """Yield the body piece by piece."""
    while chunk := await response.content.read(CHUNK_BYTES):
        yield chunk


async def read_at_most(response: aiohttp.ClientResponse, most: int) -> bytes:
    """Read a body, and break off after `most` bytes."""
    body = bytearray()
    async for chunk in chunks(response):
        body += chunk
        if len(body) > most:
            response.close()
            break
    return bytes(body[:most])


@contextlib.asynccontextmanager
async def typed_errors() -> AsyncGenerator[None]:
    """Turn what aiohttp raises into `MigrationError`, without the URL, which may be signed."""
    try:
        yield
    except aiohttp.InvalidURL:
        raise ServiceUnreachableError("the URL is not valid") from None
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        reason = getattr(error, "strerror", None) or "timed out"
        raise ServiceUnreachableError(f"cannot connect: {reason}", transient=True) from None
    except TimeoutError:
        raise TimedOutError("no answer in time", transient=True) from None
    except (aiohttp.RedirectClientError, aiohttp.TooManyRedirects) as error:
        raise ServiceFailedError(f"cannot follow a redirect: {type(error).__name__}") from None
    except (aiohttp.ClientError, ConnectionError) as error:
        raise ServiceFailedError(
            f"the connection broke off: {type(error).__name__}", transient=True
        ) from None
