"""A server whose renders kill the process: ``python -m tests.api.server.crashing FOLDER``.

It takes one picture, unless an earlier process left one to do, and prints its task's id.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from bot.engine import Recoloring
from tests.api.server.conftest import encoded, server_in

PICTURE = encoded(Image.effect_noise((80, 70), 60).convert("RGB"))


def kill(_: Path, __: Recoloring, ___: Sequence[Path]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def serve(folder: Path) -> None:
    async with server_in(folder, kill) as server:
        if not server.uploads:
            answer = await server.submit({"image": PICTURE, "mode": "AUTO", "degree": "1"})
            print(answer.body["task_id"], flush=True)
        # The render may have begun already; if the task was given up, nothing will happen.
        await asyncio.sleep(3)


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
