"""The page in Chromium, with a small bot that shows everything which the page has to know."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
import pytest_asyncio
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from PIL import Image
from playwright.async_api import Browser, FilePayload, WebSocketRoute, expect
from playwright.async_api import Page as Tab

from bot.playground.feed import Feed
from bot.playground.inspector import Inspector
from bot.playground.playground import watch
from bot.playground.scene import Scene
from bot.playground.server import page_server
from bot.sandbox import Sandbox
from tests.playground.browser import begin_command, chromium, needs_browser, opened
from tests.playground.showcase import Showcase

# One browser and one bot serve the whole module, in one event loop.
pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def showcase() -> AsyncIterator[tuple[str, Sandbox]]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        async with Sandbox() as sandbox:
            monkeypatch.setattr(Route, "BASE", sandbox.api_url)
            monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
            scene = Scene(sandbox)
            feed = Feed(scene, Inspector(None))
            bot = Showcase()
            async with page_server(scene, feed, 0) as url:
                tasks = [
                    asyncio.create_task(watch(sandbox, feed)),
                    asyncio.create_task(bot.start(sandbox.token)),
                ]
                await sandbox.bot_ready()
                yield url, sandbox
                await bot.close()
                tasks[0].cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
def place(showcase: tuple[str, Sandbox], monkeypatch: pytest.MonkeyPatch) -> tuple[str, Sandbox]:
    """Where the page is, and what is behind it: as if nobody had been there."""
    _, sandbox = showcase
    for channel in sandbox.world.channels.values():
        channel.messages.clear()
    # A test may change it.
    monkeypatch.setattr(sandbox.interactions, "patience", sandbox.interactions.patience)
    return showcase


@pytest_asyncio.fixture(loop_scope="module")
async def tab(place: tuple[str, Sandbox], browser: Browser) -> AsyncIterator[Tab]:
    async with opened(browser, place[0]) as page:
        await expect(page.locator(".bot-status.online")).to_be_visible()
        yield page


def png(name: str) -> FilePayload:
    buffer = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(buffer, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": buffer.getvalue()}


DROP = """async (place) => {
    const blob = await (await fetch('/samples/pixels.png')).blob();
    const carried = new DataTransfer();
    carried.items.add(new File([blob], 'mine.png', { type: 'image/png' }));
    place.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true }));
}"""
PASTE = DROP.replace("DragEvent('drop', { dataTransfer", "ClipboardEvent('paste', { clipboardData")


async def run(tab: Tab, name: str) -> None:
    await begin_command(tab, name)
    await tab.click(".command-form .send")


async def test_a_layout_with_everything(tab: Tab, tmp_path: Path) -> None:
    await run(tab, "layout")
    box = tab.locator(".container")
    await expect(box).to_be_visible()
    # The note that the command is being sent may stay a moment beside the answer.
    await expect(tab.locator(".message:not([id^=note]) .used")).to_contain_text("Ada used /layout")
    await expect(box.locator("strong")).to_have_text("Bold")
    await expect(box.locator("pre code")).to_have_text('print("<b>not bold</b>")')
    await expect(box).to_contain_text("<script>alert(1)</script> <img src=x onerror=alert(1)>")
    assert await box.locator("script, b, img[src=x]").count() == 0
    await expect(box.locator(".file-name")).to_have_text("look.cube")
    await expect(box.locator(".gallery.of-3 img")).to_have_count(3)
    await expect(box.get_by_role("button", name="Danger")).to_be_disabled()
    await expect(box.get_by_role("link", name="Site")).to_have_attribute(
        "rel", "noopener noreferrer"
    )
    await box.locator(".spoiler").click()
    await expect(box.locator(".spoiler")).to_have_class("spoiler revealed")
    await box.locator(".cover").click()
    await box.locator(".gallery.of-3 .tile").nth(2).click()
    dialog = tab.get_by_role("dialog")
    await expect(dialog).to_contain_text("3 of 3. All crimson")
    await tab.keyboard.press("ArrowRight")
    await expect(dialog).to_contain_text("1 of 3. All teal")
    await tab.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await tab.screenshot(path=tmp_path / "layout.png")


async def test_what_an_embed_shows_is_not_shown_twice(tab: Tab) -> None:
    await run(tab, "embed")
    await expect(tab.locator(".embed")).to_contain_text("With markdown")
    await expect(tab.locator(".message img:not(.avatar)")).to_have_count(2)


async def test_a_menu_answers_only_who_chose(tab: Tab) -> None:
    await run(tab, "layout")
    await tab.get_by_role("combobox", name="Colors").click()
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("ArrowDown")
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("Escape")
    private = tab.locator(".message.ephemeral")
    await expect(private).to_contain_text("menu: crimson cyan")
    await expect(private).to_contain_text("Only you can see this")
    await tab.select_option("#act-as", label="Ben")
    await expect(tab.locator(".container")).to_be_visible()
    await expect(private).to_have_count(0)
    await tab.select_option("#act-as", label="Ada")
    await private.get_by_role("button", name="Dismiss message").click()
    await expect(private).to_have_count(0)


async def test_a_menu_of_channels(tab: Tab, place: tuple[str, Sandbox]) -> None:
    await run(tab, "layout")
    await tab.get_by_role("combobox", name="Where to").click()
    await tab.locator(".choice", has_text="showcase").click()
    showcase = next(c for c in place[1].guild.channels.values() if c.name == "showcase")
    await expect(tab.locator(".message.ephemeral")).to_contain_text(f"where: {showcase.id}")


async def test_a_form_with_every_field(tab: Tab, tmp_path: Path) -> None:
    await run(tab, "form")
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
    await tab.locator(".choice", has_text="Yuki").click()
    await tab.screenshot(path=tmp_path / "form.png")
    await form.get_by_role("button", name="Submit").click()
    await expect(form).to_have_count(0)
    said = "['Dusk', ['pixels.png 768x768'], 'hard'] False ['Yuki']"
    await expect(tab.locator(".message").last).to_contain_text(said)


async def test_the_apps_of_a_message(tab: Tab) -> None:
    await tab.set_input_files(".message-box input[type=file]", [png("one.png"), png("two.png")])
    await tab.fill("#composer-text", "two of them")
    await tab.keyboard.press("Enter")
    message = tab.locator(".message", has_text="two of them")
    await expect(message.locator(".tile")).to_have_count(2)
    await message.click(button="right", position={"x": 200, "y": 8})
    await tab.get_by_role("menuitem", name="Apps").click()
    await tab.get_by_role("menuitem", name="Measure this").click()
    answer = tab.locator(".message.ephemeral")
    await expect(answer).to_contain_text("Ada used Measure this")
    await expect(answer).to_contain_text("Measured: ['8x8', '8x8']")


async def test_the_apps_of_a_message_by_keyboard(tab: Tab) -> None:
    await tab.fill("#composer-text", "look")
    await tab.keyboard.press("Enter")
    await expect(tab.locator(".message")).to_contain_text("look")
    await tab.keyboard.press("ArrowUp")
    await tab.keyboard.press("ContextMenu")
    apps = tab.get_by_role("menuitem", name="Apps")
    await expect(apps).to_be_focused()
    measure = tab.get_by_role("menuitem", name="Measure this")
    await expect(measure).to_have_count(0)
    await tab.keyboard.press("ArrowRight")
    await expect(measure).to_be_focused()
    await tab.keyboard.press("ArrowLeft")
    await expect(apps).to_be_focused()
    await expect(measure).to_have_count(0)
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("Enter")
    await expect(tab.locator(".message.ephemeral")).to_contain_text("Measured: []")


async def test_a_bot_that_does_not_react(tab: Tab, place: tuple[str, Sandbox]) -> None:
    await run(tab, "layout")
    button = tab.get_by_role("button", name="Success")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    await expect(tab.get_by_role("alert")).to_have_text("This interaction failed")
    await expect(button).to_be_enabled()
    place[1].interactions.patience = 0.1
    await run(tab, "silent")
    note = tab.locator(".message", has_text="The application did not respond")
    await expect(note).to_contain_text("Ada used /silent")
    await note.get_by_role("button", name="Dismiss message").click()
    await expect(note).to_have_count(0)


async def test_thinking_is_shown_until_there_is_more(tab: Tab) -> None:
    await run(tab, "slow")
    thinking = tab.locator(".message .thinking")
    await expect(thinking.filter(has_text="Colorway is thinking…")).to_have_count(1)
    # The note that the command is being sent may stay a moment beside it, and then goes.
    await expect(thinking).to_have_count(1)
    await expect(tab.locator("#announcer")).to_contain_text("Colorway is thinking")


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
    await run(tab, "options")
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
    await run(tab, "embed")
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


async def test_a_reload_keeps_the_place(tab: Tab) -> None:
    await tab.select_option("#act-as", label="Ben")
    await tab.get_by_role("button", name="showcase").click()
    await tab.fill("#composer-text", "here")
    await tab.keyboard.press("Enter")
    await expect(tab.locator(".message")).to_contain_text("here")
    await tab.reload()
    await expect(tab.locator(".where")).to_have_text("showcase")
    await expect(tab.locator("#act-as option:checked")).to_have_text("Ben")
    await expect(tab.locator(".message")).to_contain_text("here")


async def test_hostile_text_stays_text(tab: Tab) -> None:
    hostile = "<img src=x onerror='window.hacked=1'> [x](javascript:window.hacked=1)"
    await tab.fill("#composer-text", hostile)
    await tab.keyboard.press("Enter")
    message = tab.locator(".message").last
    await expect(message).to_contain_text(hostile)
    assert await message.locator("a, img:not(.avatar)").count() == 0
    assert await tab.evaluate("window.hacked") is None


async def test_no_message_can_break_the_page(tab: Tab) -> None:
    out_of_time = "<t:99999999999999999> <t:-8640000000001:R>"
    await tab.fill("#composer-text", f"{out_of_time}\n{'> ' * 500}deep")
    await tab.keyboard.press("Enter")
    message = tab.locator(".message").last
    await expect(message).to_contain_text(out_of_time)
    await expect(message.locator("blockquote")).to_have_count(1)
    await tab.fill("#composer-text", ">>> all\nof **it**")
    await tab.keyboard.press("Enter")
    await expect(tab.locator("blockquote").last).to_have_text("allof it")


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


async def test_hostile_links_lead_nowhere(tab: Tab) -> None:
    await run(tab, "hostile")
    message = tab.locator(".message").last
    await expect(message.locator(".embed-title")).to_have_text("<b>Evil</b>")
    await expect(message.locator(".heading")).to_have_text("<u>x</u>")
    assert await message.locator("[href], b, u, i").count() == 0
    await message.get_by_text("Go").click()
    assert await tab.evaluate("window.hacked") is None


async def test_the_inspector_lists_what_was_said(tab: Tab) -> None:
    await run(tab, "embed")
    await tab.get_by_role("button", name="Inspector").click()
    inspector = tab.get_by_role("complementary", name="Inspector")
    await expect(inspector).to_contain_text("Held against the sandbox's own rules.")
    entry = inspector.locator(".entry", has_text="INTERACTION_CREATE").first
    await entry.locator("summary").click()
    await expect(entry.locator("pre")).to_contain_text('"name": "embed"')
    await expect(entry.locator("pre")).to_contain_text('"token": "***"')
    await inspector.get_by_text("Objections", exact=True).click()
    await expect(inspector.locator(".entry")).to_have_count(0)
    await inspector.get_by_role("button", name="Fold the inspector away").click()
    await expect(inspector).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_everything_fits(
    place: tuple[str, Sandbox], browser: Browser, tmp_path: Path, width: int, theme: str
) -> None:
    async with opened(browser, place[0], width=width, theme=theme) as tab:
        await expect(tab.locator("html")).to_have_attribute("data-theme", theme)
        for name in ("layout", "embed"):
            await run(tab, name)
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
