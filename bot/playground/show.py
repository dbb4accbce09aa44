"""``colorway demo``: open the page, and keep it open until somebody ends the program."""

import asyncio
import contextlib
import signal
import webbrowser
from typing import TYPE_CHECKING

from bot.playground.playground import playground
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.sandbox.openapi import OpenApi


async def show(
    settings: Settings, *, port: int, browser: bool, openapi: "OpenApi | None" = None
) -> None:
    """Serve the page until SIGINT or SIGTERM; open it in a browser if `browser` and there is one.

    Raises
    ------
    OSError
        When the port is taken.
    """
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there Ctrl-C raises KeyboardInterrupt.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, ended.set)
    async with playground(settings, port=port, openapi=openapi) as place:
        print(f"Colorway is at {place.url} (Ctrl-C ends it)", flush=True)
        if browser:
            await asyncio.to_thread(_open, place.url)
        await ended.wait()


def _open(url: str) -> None:
    with contextlib.suppress(webbrowser.Error):
        browser = webbrowser.get()
        # One in the terminal would take the terminal for itself.
        if type(browser) is not webbrowser.GenericBrowser:
            browser.open(url)
