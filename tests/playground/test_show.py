"""``colorway demo`` as a newcomer types it."""

import asyncio
import re
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import aiohttp

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_begins_with_it() -> None:
    first = re.findall(r"```sh\n(.*?)```", README.read_text(), re.DOTALL)[0]
    assert first.strip().endswith("&& .venv/bin/colorway demo")


async def test_the_page_is_there_until_somebody_ends_it() -> None:
    command = ("-m", "bot", "demo", "--no-browser", "--port", "0")
    cwd = README.parent
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=PIPE, cwd=cwd)
    assert process.stdout is not None
    said = (await process.stdout.readline()).decode()
    found = re.fullmatch(r"Colorway is at (http://127\.0\.0\.1:\d+) \(Ctrl-C ends it\)\n", said)
    assert found
    async with aiohttp.ClientSession() as session:
        async with session.get(found[1]) as response:
            assert "<title>Colorway" in await response.text()
        for path in ("script/main.js", "style/theme.css", "icon.svg"):
            async with session.get(f"{found[1]}/page/{path}") as response:
                assert response.status == 200
    process.send_signal(signal.SIGINT)
    assert await asyncio.wait_for(process.wait(), 60) == 0
