"""The page as a whole: it fits, outlives reloads and lost connections, and has an inspector."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, WebSocketRoute, expect
from playwright.async_api import Page as Tab

from bot.sandbox import Sandbox
from tests.playground.browser import begin_command, needs_browser, opened, run_command

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="module")]


async def test_a_reload_keeps_the_place(tab: Tab) -> None:
    await tab.select_option("#act-as", label="Bo")
    await tab.get_by_role("button", name="showcase").click()
    await tab.fill("#composer-text", "here")
    await tab.keyboard.press("Enter")
    await expect(tab.locator(".message")).to_contain_text("here")
    await tab.reload()
    await expect(tab.locator(".where")).to_have_text("showcase")
    await expect(tab.locator("#act-as option:checked")).to_have_text("Bo")
    await expect(tab.locator(".message")).to_contain_text("here")


async def test_a_lost_connection_leaves_an_open_form_alone(tab: Tab) -> None:
    lines: list[WebSocketRoute] = []

    def through(line: WebSocketRoute) -> None:
        line.connect_to_server()
        lines.append(line)

    await tab.route_web_socket("**/feed", through)
    await tab.reload()
    await expect(tab.locator(".bot-status.online")).to_be_visible()
    await begin_command(tab, "options")
    await tab.get_by_role("combobox", name="color").fill("teal")
    await lines[0].close()
    await expect(tab.locator(".bot-status")).to_contain_text("page is not connected")
    await expect(tab.locator(".bot-status.online")).to_be_visible()
    await expect(tab.get_by_role("combobox", name="color")).to_have_value("teal")


async def test_the_inspector_lists_what_was_said(tab: Tab) -> None:
    await run_command(tab, "embed")
    await tab.get_by_role("button", name="Inspector").click()
    inspector = tab.get_by_role("complementary", name="Inspector")
    await expect(inspector).to_contain_text("Checked against the sandbox's own rules.")
    entry = inspector.locator(".entry", has_text="INTERACTION_CREATE").first
    await entry.locator("summary").click()
    await expect(entry.locator("pre")).to_contain_text('"name": "embed"')
    await expect(entry.locator("pre")).to_contain_text('"token": "***"')
    await inspector.get_by_text("Objections", exact=True).click()
    await expect(inspector.locator(".entry")).to_have_count(0)
    await inspector.get_by_role("button", name="Close the inspector").click()
    await expect(inspector).to_be_hidden()


async def test_a_press_beside_the_sidebar_closes_it(tab: Tab) -> None:
    await tab.set_viewport_size({"width": 390, "height": 800})
    sidebar = tab.locator("#sidebar")
    await expect(sidebar).to_be_hidden()
    await tab.get_by_role("button", name="Channels").click()
    await expect(sidebar).to_be_visible()
    await tab.select_option("#act-as", label="Chie")
    await expect(sidebar).to_be_visible()
    await tab.mouse.click(380, 400)
    await expect(sidebar).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_everything_fits(
    place: tuple[str, Sandbox], browser: Browser, tmp_path: Path, width: int, theme: str
) -> None:
    async with opened(browser, place[0], width=width, theme=theme) as tab:
        await expect(tab.locator("html")).to_have_attribute("data-theme", theme)
        for name in ("layout", "embed"):
            await run_command(tab, name)
        await expect(tab.locator(".embed")).to_be_visible()
        assert await tab.evaluate("document.documentElement.scrollWidth") == width
        assert await tab.locator("#messages").evaluate("list => list.scrollWidth") <= width
        for box in await tab.locator(".container, .embed, .message-box").all():
            place_of = await box.bounding_box()
            assert place_of is not None
            assert 0 <= place_of["x"] <= place_of["x"] + place_of["width"] <= width
        await tab.screenshot(path=tmp_path / f"{width}-{theme}.png")
        other = {"dark": "light", "light": "dark"}[theme]
        await tab.get_by_role("button", name=f"Change to {other}").click()
        await expect(tab.locator("html")).to_have_attribute("data-theme", other)
