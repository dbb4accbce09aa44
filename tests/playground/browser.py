"""Chromium, as the system has it, and what tests do on the page."""

import re
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

# The machine may have much else to do.
expect.set_options(timeout=20_000)

_NAMES = ("chromium", "chromium-browser", "google-chrome")
EXECUTABLE = next(filter(None, map(shutil.which, _NAMES)), None)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

_READY = re.compile("^Message ")

needs_browser = pytest.mark.skipif(EXECUTABLE is None, reason="there is no Chromium here")


@asynccontextmanager
async def chromium() -> AsyncGenerator[Browser]:
    """Run a browser without windows."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def opened(
    browser: Browser, url: str, *, width: int = 1280, theme: str = "dark"
) -> AsyncGenerator[Page]:
    """Open the page in a profile of its own; in the end, fail for every error that it had."""
    context: BrowserContext = await browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="light" if theme == "light" else "dark",
    )
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    elsewhere: list[str] = []
    page.on("request", lambda sent: elsewhere.append(sent.url))
    await page.goto(url)
    # What is typed before the page knows where it is would be forgotten.
    await expect(page.locator("#composer-text")).to_have_attribute("placeholder", _READY)
    yield page
    await context.close()
    assert errors == []
    assert [link for link in elsewhere if not link.startswith((url, "blob:", f"ws{url[4:]}"))] == []


async def begin_command(page: Page, name: str) -> None:
    """Choose a slash command from the list."""
    await page.fill("#composer-text", f"/{name}")
    await page.click(f".command-item:has-text('/{name}')")


async def run_command(page: Page, name: str) -> None:
    """Send a slash command without options."""
    await begin_command(page, name)
    await page.click(".command-form .send")
