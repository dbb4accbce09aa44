"""A server that shares its work: ``python -m tests.api.server.member FOLDER S3 DATABASE``.

It prints its URL, and the id of each task whose render it begins; none of them ends.
"""

import asyncio
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from bot.engine import Recoloring
from tests.api.server.conftest import server_of, settings_with


def begin(_: Path, __: Recoloring, destinations: Sequence[Path]) -> None:
    print(destinations[0].name.partition("-")[0], flush=True)
    threading.Event().wait()


async def serve(folder: Path, s3: str, database: str) -> None:
    async with server_of(settings_with(folder, s3, database), begin) as server:
        print(server.url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), *sys.argv[2:]))
