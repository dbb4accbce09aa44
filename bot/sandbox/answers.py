"""JSON answers as Discord sends them."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web


def answer(
    body: Any, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    """Return a JSON answer. Its content type has no charset: clients compare it as a whole."""
    data = json.dumps(body, ensure_ascii=False).encode()
    return web.Response(
        body=data, status=status, headers={"Content-Type": "application/json", **(headers or {})}
    )


def nothing() -> web.Response:
    """Return the answer 204, without a body."""
    return web.Response(status=204)
