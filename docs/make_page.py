"""Make the README's pictures of the page: ``page.png``, and ``page.webp``, which moves.

Run it as ``python docs/make_page.py``; it needs the ``dev`` extra and a Chromium. It starts what
``colorway demo`` starts, and recolors samples as a person would.
"""

import asyncio
import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import Page, async_playwright

from bot.playground.playground import playground
from bot.settings import Settings

HERE = Path(__file__).parent
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
SIZE = {"width": 960, "height": 880}
MOST_BYTES = 1_500_000
SLOW = 60_000
SHOWN = "pictures => pictures.length > 0 && pictures.every((one) => one.complete)"

Frame = tuple[Image.Image, int]
"""A picture, and how long it stays, in milliseconds."""


async def main() -> None:
    """Write both pictures beside this script."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as data:
        async with (
            playground(Settings(data=Path(data)), port=0) as place,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            page = await browser.new_page(viewport=SIZE, color_scheme="dark")
            await page.goto(place.url)
            await page.wait_for_selector(".bot-status.online", timeout=SLOW)
            save(await film(page), HERE / "page.webp")
            await still(page, HERE / "page.png")
            await browser.close()


async def film(page: Page) -> list[Frame]:
    """Recolor the lake, watch the reply, and compare before and after."""
    frames: list[Frame] = []

    async def take(milliseconds: int) -> None:
        shot = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
        if frames and frames[-1][0].tobytes() == shot.tobytes():
            milliseconds += frames.pop()[1]
        frames.append((shot, milliseconds))

    await take(1200)
    await page.click(".welcome-sample")
    await page.wait_for_selector(".command-form .kept-name")
    await take(1800)
    await page.keyboard.press("Enter")
    while not await page.locator(".message .gallery img").evaluate_all(SHOWN):
        await page.wait_for_timeout(350)
        await take(400)
    await page.wait_for_timeout(500)
    await take(1800)
    await page.click(".message .gallery .tile")
    slider = page.locator(".comparison input")
    await slider.wait_for()
    for percent in (*range(50, 101, 10), *range(90, -1, -10), *range(10, 51, 10)):
        await slider.fill(str(percent))
        await take(1500 if percent == 0 else 110)
    await take(1200)
    await page.keyboard.press("Escape")
    return frames


async def still(page: Page, path: Path) -> None:
    """Ask for colorways of the pixel art too, and picture the whole page with them."""
    await page.set_viewport_size({"width": 1200, "height": 1180})
    await page.fill("#composer-text", "/recolor auto")
    await page.click(".command-item:has-text('/recolor auto')")
    await page.click(".command-form .sample:nth-child(3)")
    await page.click(".command-form .send")
    await page.wait_for_selector(".gallery.of-4", timeout=SLOW)
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(1000)
    shot = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
    shot.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def save(frames: list[Frame], path: Path) -> None:
    """Write a film, as good as it may be within `MOST_BYTES`."""
    pictures, durations = [list(column) for column in zip(*frames, strict=True)]
    for quality in (85, 75, 65, 55, 45):
        pictures[0].save(
            path,
            save_all=True,
            append_images=pictures[1:],
            duration=durations,
            loop=0,
            quality=quality,
            method=6,
        )
        if path.stat().st_size <= MOST_BYTES:
            return


if __name__ == "__main__":
    asyncio.run(main())
