"""The colors of a picture: beside the contract, in its own words.

``POST /api/main-colors`` takes what a submission of mode AUTO takes. The answer's ``data`` has
``colors``: up to ``color_count`` of six hex digits each, from dark to light.
"""

import asyncio
from typing import Final

from aiohttp import web

from bot.api.contract import MAIN_COLORS_PATH, ContractError, ErrorCode
from bot.api.server.answers import LOG_ID
from bot.api.server.auth import Keys
from bot.api.server.orders import read_order
from bot.api.server.outcomes import unusable
from bot.api.server.uploads import Uploads
from bot.engine import PictureError
from bot.engine.extraction import main_colors

_AT_ONCE: Final = 2


class MainColors:
    """The handler of its route. Few pictures are looked at at a time."""

    def __init__(self, keys: Keys, uploads: Uploads) -> None:
        self._keys = keys
        self._uploads = uploads
        self._few = asyncio.Semaphore(_AT_ONCE)

    def routes(self) -> list[web.RouteDef]:
        """Return what this serves."""
        return [web.post(MAIN_COLORS_PATH, self.find)]

    async def find(self, request: web.Request) -> web.Response:
        """Find the main colors of a picture."""
        owner = self._keys.owner_of(request)
        async with self._uploads.receive(request) as upload:
            order = await asyncio.to_thread(read_order, upload, owner)
            async with self._few:
                try:
                    source = upload.folder / "image"
                    found = await asyncio.to_thread(main_colors, source, order["count"])
                except PictureError as error:
                    failure = unusable(error)
                    raise ContractError(ErrorCode[failure["code"]], failure["message"]) from error
        data = {"colors": [f"{red:02X}{green:02X}{blue:02X}" for red, green, blue in found]}
        answer = {"error_code": 0, "error_msg": "", "error_code_str": "", "data": data}
        return web.json_response({**answer, "log_id": request[LOG_ID]})
