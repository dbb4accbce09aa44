"""What people enter on the page: commands, messages, files and forms."""

from pathlib import Path

import pytest
from playwright.async_api import Page as Tab
from playwright.async_api import expect

from bot.sandbox import Sandbox
from tests.playground.browser import begin_command, needs_browser, run_command

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="module")]

DROP = """async (place) => {
    const blob = await (await fetch('/samples/pixels.png')).blob();
    const carried = new DataTransfer();
    carried.items.add(new File([blob], 'mine.png', { type: 'image/png' }));
    place.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true }));
}"""
PASTE = DROP.replace("DragEvent('drop', { dataTransfer", "ClipboardEvent('paste', { clipboardData")


async def test_options_by_keyboard_alone(tab: Tab) -> None:
    await expect(tab.locator("#composer-text")).to_be_focused()
    await tab.keyboard.type("/opt")
    await expect(tab.locator(".command-item")).to_have_count(1)
    await tab.keyboard.press("Enter")
    color = tab.get_by_role("combobox", name="color")
    await expect(color).to_be_focused()
    await tab.keyboard.type("c")
    await expect(tab.locator(".choice")).to_have_text(["crimson (#dc143c)", "cyan (#00ffff)"])
    await tab.keyboard.press("ArrowDown")
    await tab.keyboard.press("ArrowDown")
    await tab.keyboard.press("Enter")
    await expect(color).to_have_value("cyan (#00ffff)")
    await tab.get_by_role("slider", name="degree").focus()
    await tab.keyboard.press("Home")
    for _ in range(4):
        await tab.keyboard.press("ArrowRight")
    await tab.get_by_role("combobox", name="mode").focus()
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("Enter")
    await tab.get_by_role("radiogroup", name="keep").get_by_label("Not given").focus()
    await tab.keyboard.press("ArrowRight")
    await tab.keyboard.press("ArrowRight")
    await tab.get_by_role("spinbutton", name="count").focus()
    await tab.keyboard.type("7")
    await tab.keyboard.press("Enter")
    said = "('00ffff', None, 0.04, 7, 's', False) None None"
    await expect(tab.locator(".message").last).to_contain_text(said)


async def test_a_sample_is_taken_by_keyboard(tab: Tab) -> None:
    await begin_command(tab, "options")
    await tab.get_by_role("button", name="Sample: Pixel art").focus()
    await tab.keyboard.press("Enter")
    await expect(tab.locator(".command-form .kept-file")).to_be_focused()
    await tab.keyboard.press("Tab")
    await expect(tab.get_by_role("button", name="Remove pixels.png")).to_be_focused()
    await tab.keyboard.press("Shift+Tab")
    color = tab.get_by_role("combobox", name="color")
    await color.fill("teal")
    await expect(tab.locator(".choice")).to_have_count(1)
    await tab.locator(".command-form .kept-file").focus()
    await tab.keyboard.press("Enter")
    await expect(tab.locator(".message").last).to_contain_text("('teal', 'pixels.png'")


async def test_a_required_option_is_asked_for(tab: Tab) -> None:
    await run_command(tab, "options")
    await expect(tab.get_by_text("This option is required. Specify a value.")).to_be_visible()
    await tab.keyboard.press("Escape")
    await tab.keyboard.press("Escape")
    await expect(tab.locator("#composer-text")).to_be_focused()


async def test_a_dropped_picture_goes_into_the_command(tab: Tab) -> None:
    await begin_command(tab, "options")
    await tab.locator(".drop-zone").evaluate(DROP)
    await expect(tab.locator(".kept-name")).to_contain_text("mine.png")
    await tab.get_by_role("button", name="Remove mine.png").click()
    await tab.locator(".drop-zone").evaluate(PASTE)
    await tab.get_by_role("combobox", name="color").fill("teal")
    await tab.keyboard.press("Enter")
    await expect(tab.locator(".message").last).to_contain_text("('teal', 'mine.png', 1.0, 3, None")


async def test_files_that_are_too_large_are_refused_at_once(tab: Tab, tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    with large.open("wb") as file:
        file.truncate(128 * 1024**2)
    await tab.set_input_files(".message-box input[type=file]", large)
    await tab.keyboard.press("Enter")
    await expect(tab.locator(".composer [role=alert]")).to_contain_text("128 MB is the most")
    await expect(tab.locator(".message")).to_have_count(0)


async def test_a_form_with_every_field(tab: Tab, tmp_path: Path) -> None:
    await run_command(tab, "form")
    form = tab.get_by_role("dialog", name="A form")
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_text("This field is required")).to_have_count(3)
    await form.get_by_label("Name").fill("Dusk")
    await form.get_by_role("button", name="Sample: Pixel art").click()
    await form.get_by_label("Name").evaluate(PASTE)
    await expect(form.locator(".kept-name")).to_have_count(2)
    await form.get_by_role("button", name="Remove mine.png").click()
    await form.get_by_role("radio", name="Hard").check()
    await form.get_by_label("Keep people").uncheck()
    await form.get_by_role("combobox", name="For whom").click()
    await tab.locator(".choice", has_text="Chie").click()
    await tab.screenshot(path=tmp_path / "form.png")
    await form.get_by_role("button", name="Submit").click()
    await expect(form).to_have_count(0)
    said = "['Dusk', ['pixels.png 768x768'], 'hard'] False ['Chie']"
    await expect(tab.locator(".message").last).to_contain_text(said)


async def test_who_sends_something_sees_what_becomes_of_it(
    tab: Tab, place: tuple[str, Sandbox]
) -> None:
    passer_by = place[1].person("Passer-by")
    for number in range(30):
        await passer_by.post(f"number {number}")
    messages = tab.locator("#messages")
    await expect(tab.locator(".message", has_text="number 29")).to_be_in_viewport()
    await messages.evaluate("list => list.scrollTo(0, 0)")
    await expect(tab.locator(".welcome h2")).to_be_in_viewport()
    await run_command(tab, "embed")
    await expect(tab.locator(".embed")).to_be_in_viewport()
    await messages.evaluate("list => list.scrollTo(0, 0)")
    await tab.fill("#composer-text", "mine")
    await tab.keyboard.press("Enter")
    await expect(tab.get_by_text("mine", exact=True)).to_be_in_viewport()


async def test_a_place_without_the_bot(tab: Tab) -> None:
    await tab.get_by_role("button", name="lounge").click()
    await expect(tab.locator(".where")).to_have_text("lounge")
    await tab.fill("#composer-text", "/")
    await expect(tab.locator(".command-list")).to_contain_text("No commands fit")
