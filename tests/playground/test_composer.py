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
DRAG = DROP.replace("'drop'", "'dragover'")
LEAVE = "(place) => place.dispatchEvent(new DragEvent('dragleave', { bubbles: true }))"
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


async def test_an_eleventh_file_is_told_of(tab: Tab, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.txt" for number in range(12)]
    for file in files:
        file.write_text("x")
    await tab.set_input_files(".message-box input[type=file]", files[:11])
    problem = tab.locator(".composer [role=alert]")
    await expect(problem).to_have_text("A message takes at most 10 files: 1 file was left out.")
    await expect(tab.locator(".tray .kept-file")).to_have_count(10)
    await tab.set_viewport_size({"width": 390, "height": 700})
    await expect(tab.locator("#composer-text")).to_be_in_viewport(ratio=1)
    await tab.get_by_role("button", name="Remove 3.txt").click()
    await tab.set_input_files(".message-box input[type=file]", files[10:])
    await expect(problem).to_contain_text("1 file was left out.")
    await expect(tab.locator(".tray .kept-file")).to_have_count(10)
    await run_command(tab, "form")
    form = tab.get_by_role("dialog", name="A form")
    await form.locator("input[type=file]").set_input_files(files[:4])
    await expect(form.get_by_role("alert").filter(has_text="2")).to_have_text(
        "This takes at most 2: 2 files were left out."
    )
    await expect(form.locator(".kept-name")).to_have_count(2)


async def test_a_command_tells_of_files_without_room(tab: Tab, tmp_path: Path) -> None:
    await begin_command(tab, "options")
    await tab.locator("#messages").evaluate(DROP)
    await expect(tab.locator(".kept-name")).to_contain_text("mine.png")
    await tab.locator("#messages").evaluate(DROP)
    await expect(tab.locator(".command-form > [role=alert]")).to_have_text(
        "The command takes no more files: 1 file was left out."
    )


async def test_files_can_be_dropped_on_the_conversation(tab: Tab) -> None:
    overlay = tab.locator(".drop-overlay")
    await expect(overlay).to_be_hidden()
    messages = tab.locator("#messages")
    await messages.evaluate(DRAG)
    await expect(overlay).to_have_text("Drop to add to a message in #pictures")
    await messages.evaluate(DROP)
    await expect(overlay).to_be_hidden()
    await expect(tab.locator(".tray .kept-name")).to_contain_text("mine.png")
    await begin_command(tab, "layout")
    await messages.evaluate(DRAG)
    await expect(overlay).to_have_text("/layout takes no more files")
    await tab.keyboard.press("Escape")
    await begin_command(tab, "options")
    await messages.evaluate(DRAG)
    await expect(overlay).to_have_text("Drop to add to /options")
    # A place for files shows by itself that it takes them.
    await tab.locator(".drop-zone").evaluate(DRAG)
    await expect(overlay).to_be_hidden()
    await messages.evaluate(DRAG)
    await messages.evaluate(LEAVE)
    await expect(overlay).to_be_hidden()
    await messages.evaluate(DROP)
    await expect(tab.locator(".command-form .kept-name")).to_contain_text("mine.png")


async def test_a_file_is_marked_as_a_spoiler(tab: Tab, place: tuple[str, Sandbox]) -> None:
    await tab.locator("#messages").evaluate(DROP)
    mark = tab.locator(".tray .mark-spoiler")
    await tab.get_by_role("button", name="Mark mine.png as a spoiler").click()
    await expect(tab.locator(".tray .kept-file.spoilered")).to_contain_text("Spoiler")
    await expect(mark).to_be_focused()
    await mark.click()
    await expect(tab.get_by_role("button", name="Mark mine.png as a spoiler")).to_be_focused()
    await mark.click()
    await expect(tab.locator(".tray .kept-file.spoilered")).to_be_visible()
    await tab.locator("#composer-text").focus()
    await tab.keyboard.press("Enter")
    await expect(tab.locator(".message .cover")).to_be_visible()
    await expect(tab.locator(".message .tile")).to_have_attribute("inert", "")
    (message,) = place[1].channel.messages.values()
    assert [file.filename for file in message.attachments] == ["SPOILER_mine.png"]


@pytest.mark.parametrize("how", ["typed", "pasted"])
async def test_a_whole_command_opens_its_form(tab: Tab, how: str) -> None:
    if how == "typed":
        await tab.keyboard.type("/options ")
    else:
        await tab.keyboard.insert_text("/options ")
    await expect(tab.get_by_role("form", name="/options")).to_be_visible()
    await expect(tab.get_by_role("combobox", name="color")).to_be_focused()


async def test_a_pasted_command_brings_its_options(tab: Tab) -> None:
    await tab.keyboard.insert_text("/options sea  green degree: 0.25 mode:soft keep: False count:7")
    await tab.locator(".command-form .send").click()
    said = "('sea green', None, 0.25, 7, 's', False) None None"
    await expect(tab.locator(".message").last).to_contain_text(said)


async def test_the_list_keeps_the_order_of_the_bot(tab: Tab) -> None:
    await tab.fill("#composer-text", "/")
    await expect(tab.locator(".command-name").nth(2)).to_contain_text("/pictures")
    names = await tab.locator(".command-name").all_text_contents()
    assert names[:3] == ["/layout", "/embed", "/picturescount"]


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
    await tab.fill("#composer-text", "/nothing like it")
    await expect(tab.locator(".command-list")).to_contain_text("No commands fit")
    await tab.get_by_role("button", name="lounge").click()
    await expect(tab.locator(".where")).to_have_text("lounge")
    await tab.fill("#composer-text", "/")
    await expect(tab.locator(".command-list")).to_contain_text(
        "Colorway offers Ada no commands here."
    )
    await tab.select_option("#act-as", label="Bo")
    await tab.select_option("#locale", label="English, US")
    await tab.fill("#composer-text", "/")
    await expect(tab.locator(".command-list")).to_contain_text(
        "Colorway is not installed here, and Bo has not installed it either."
    )
    await tab.select_option("#locale", label="Deutsch")
