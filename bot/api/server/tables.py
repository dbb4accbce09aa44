"""A recoloring as a look-up table for other programs: beside the contract, in its own words.

``POST /api/lookup-table`` takes what a submission takes, and ``number`` (from 1) in the query to
choose a colorway. The answer's ``data`` has ``cube``, the text of a ``.cube`` file, and
``mean_error`` and ``tail_error`` in CIEDE2000: see `bot.engine.cube.Cube`.
"""

import asyncio
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.api.contract import LOOKUP_TABLE_PATH, ContractError, ErrorCode
from bot.api.server.answers import LOG_ID
from bot.api.server.auth import Keys
from bot.api.server.orders import read_order, recoloring_of
from bot.api.server.outcomes import unusable
from bot.api.server.render import RenderPool
from bot.api.server.uploads import Uploads
from bot.engine import PictureError
from bot.engine.recoloring import Recoloring

TABLE_SECONDS: Final = 60.0
_TITLE: Final = "Colorway"
_NUMBER: Final = re.compile("[1-9]")


class LookupTables:
    """The handler of its route. One table is made at a time: it takes seconds and little memory."""

    def __init__(self, keys: Keys, uploads: Uploads) -> None:
        self._keys = keys
        self._uploads = uploads
        self._one_by_one = asyncio.Semaphore(1)

    def routes(self) -> list[web.RouteDef]:
        """Return what this serves."""
        return [web.post(LOOKUP_TABLE_PATH, self.make)]

    async def make(self, request: web.Request) -> web.Response:
        """Make the table of a recoloring, or of one colorway."""
        owner = self._keys.owner_of(request)
        async with self._uploads.receive(request) as upload:
            order = await asyncio.to_thread(read_order, upload, owner)
            number = _number(request, order["count"])
            recoloring = recoloring_of(order, upload.folder)
            source, target = upload.folder / "image", upload.folder / "table.cube"
            errors: list[float] = []
            work = partial(_write, number, errors)
            async with self._one_by_one:
                pool = RenderPool(work, 1, TABLE_SECONDS)
                try:
                    await pool.render(source, recoloring, [target])
                except PictureError as error:
                    failure = unusable(error)
                    code = ErrorCode[failure["code"]]
                    raise ContractError(code, failure["message"]) from error
                except TimeoutError as error:
                    message = "the table took too long"
                    raise ContractError(ErrorCode.AI_SERVICE_TIMEOUT, message) from error
                finally:
                    pool.close()
            mean, tail = errors
            cube = await asyncio.to_thread(target.read_text, "ascii")
        data = {"cube": cube, "mean_error": mean, "tail_error": tail}
        answer = {"error_code": 0, "error_msg": "", "error_code_str": "", "data": data}
        return web.json_response({**answer, "log_id": request[LOG_ID]})


def _number(request: web.Request, count: int) -> int:
    text = request.query.get("number", "1")
    if not _NUMBER.fullmatch(text) or int(text) > count:
        message = f"number must be a whole number from 1 to {count}"
        raise ContractError(ErrorCode.UNSUPPORTED_PARAMETER_VALUES, message)
    return int(text)


def _write(
    number: int,
    errors: list[float],
    source: Path,
    recoloring: Recoloring,
    destinations: Sequence[Path],
) -> None:
    # Loads what no picture needs.
    from bot.engine.cube import lookup_tables, write_cube

    [target] = destinations
    [cube] = lookup_tables(source, recoloring, target.parent, only=number)
    write_cube(cube, target, _TITLE)
    errors += (cube.mean_error, cube.tail_error)
