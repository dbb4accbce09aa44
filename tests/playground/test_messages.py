"""Messages on the page: all that they show, and what can be done with them."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import FilePayload, expect
from playwright.async_api import Page as Tab

from bot.sandbox import Sandbox
from tests.playground.browser import needs_browser, run_command

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="module")]


def png(name: str) -> FilePayload:
    buffer = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(buffer, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": buffer.getvalue()}


async def test_a_layout_with_everything(tab: Tab, tmp_path: Path) -> None:
    await run_command(tab, "layout")
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
    await run_command(tab, "embed")
    await expect(tab.locator(".embed")).to_contain_text("With markdown")
    await expect(tab.locator(".message img:not(.avatar)")).to_have_count(2)


async def test_a_menu_answers_only_who_chose(tab: Tab) -> None:
    await run_command(tab, "layout")
    await tab.get_by_role("combobox", name="Colors").click()
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("ArrowDown")
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("Escape")
    private = tab.locator(".message.ephemeral")
    await expect(private).to_contain_text("menu: crimson cyan")
    await expect(private).to_contain_text("Only you can see this")
    await tab.select_option("#act-as", label="Bo")
    await expect(tab.locator(".container")).to_be_visible()
    await expect(private).to_have_count(0)
    await tab.select_option("#act-as", label="Ada")
    await private.get_by_role("button", name="Dismiss message").click()
    await expect(private).to_have_count(0)


async def test_a_menu_of_channels(tab: Tab, place: tuple[str, Sandbox]) -> None:
    await run_command(tab, "layout")
    await tab.get_by_role("combobox", name="Where to").click()
    await tab.locator(".choice", has_text="showcase").click()
    showcase = next(c for c in place[1].guild.channels.values() if c.name == "showcase")
    await expect(tab.locator(".message.ephemeral")).to_contain_text(f"where: {showcase.id}")


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
    # The message may be there before the box is empty.
    await expect(tab.locator("#composer-text")).to_have_value("")
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


async def test_enter_on_a_message_presses_nothing_in_it(tab: Tab) -> None:
    acts: list[str] = []
    tab.on("request", lambda sent: acts.append(sent.url))
    await run_command(tab, "counter")
    message = tab.locator(".message:not([id^=note])", has_text="Count")
    await expect(message.locator(".used")).to_be_visible()
    await message.focus()
    await tab.keyboard.press("Enter")
    await expect(message).to_be_focused()
    # Tab leads to its controls, one after the other.
    await tab.keyboard.press("Tab")
    await expect(message.locator("button.name")).to_be_focused()
    await tab.keyboard.press("Tab")
    await expect(message.get_by_role("button", name="0")).to_be_focused()
    assert not any("/act/press" in url for url in acts)
    await tab.keyboard.press("Enter")
    await expect(message.get_by_role("button", name="1")).to_be_focused()
    assert sum("/act/press" in url for url in acts) == 1


async def test_messages_below_the_view_are_told_of(tab: Tab, place: tuple[str, Sandbox]) -> None:
    passer_by = place[1].person("Passer-by")
    for number in range(30):
        await passer_by.post(f"number {number}")
    await run_command(tab, "counter")
    counter = tab.locator(".message:not([id^=note])", has_text="Count")
    await expect(counter).to_be_in_viewport()
    bar = tab.locator(".jump-bar")
    await passer_by.post("while one looks")
    await expect(tab.locator(".message", has_text="while one looks")).to_be_in_viewport()
    await expect(bar).to_have_count(0)
    await tab.locator("#messages").evaluate("list => list.scrollTo(0, 0)")
    await expect(tab.locator(".welcome h2")).to_be_in_viewport()

    # A message that is there already changes.
    (post,) = [m for m in place[1].channel.messages.values() if m.content == "Count"]
    await passer_by.press(post, "0")
    await expect(bar).to_contain_text("A message below has changed")
    await expect(tab.locator("#announcer")).to_contain_text("A message below has changed")
    await passer_by.post("one")
    await expect(bar).to_contain_text("A new message below")
    await passer_by.post("two")
    await expect(bar).to_contain_text("2 new messages below")
    await expect(tab.locator(".welcome h2")).to_be_in_viewport()
    await bar.click()
    last = tab.locator(".message", has_text="two")
    await expect(last).to_be_in_viewport()
    await expect(last).to_be_focused()
    await expect(bar).to_have_count(0)

    # Whoever scrolls down there has seen it, too.
    await tab.locator("#messages").evaluate("list => list.scrollTo(0, 0)")
    await passer_by.post("three")
    await expect(bar).to_contain_text("A new message below")
    await tab.locator("#messages").evaluate("list => list.scrollTo(0, list.scrollHeight)")
    await expect(bar).to_have_count(0)


async def test_what_is_hidden_shows_when_it_is_clicked(tab: Tab) -> None:
    await run_command(tab, "hidden")
    message = tab.locator(".message:not([id^=note])", has_text="A thumbnail")
    await expect(message.locator(".cover")).to_have_count(2)
    card = message.locator(".file-card")
    # Neither the pointer nor the keyboard nor a screen reader reaches it.
    await expect(card).to_have_attribute("inert", "")
    await message.locator(".cover").last.click()
    await expect(card.get_by_role("link", name="look.cube", exact=True)).to_be_focused()
    await message.locator(".cover").click()
    await message.get_by_role("button", name="Open picture: teal.png").click()
    await expect(tab.get_by_role("dialog")).to_be_visible()


async def test_the_apps_of_a_person(tab: Tab, place: tuple[str, Sandbox]) -> None:
    await tab.fill("#composer-text", "here")
    await tab.keyboard.press("Enter")
    message = tab.locator(".message", has_text="here")
    await message.locator(".face").click(button="right")
    await tab.get_by_role("menuitem", name="Apps").click()
    await tab.get_by_role("menuitem", name="Greet").click()
    answer = tab.locator(".message:not([id^=note])", has_text="Hello")
    await expect(answer).to_contain_text("Ada used Greet")
    await expect(answer).to_contain_text("Hello, Ada")
    # The bot has a name, too.
    await answer.locator("button.name").focus()
    await tab.keyboard.press("Enter")
    menu = tab.get_by_role("menu", name="Colorway")
    await expect(menu.get_by_role("menuitem", name="Copy user ID")).to_be_visible()


async def test_a_bot_that_does_not_react(tab: Tab, place: tuple[str, Sandbox]) -> None:
    await run_command(tab, "layout")
    button = tab.get_by_role("button", name="Success")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    await expect(tab.get_by_role("alert")).to_have_text("This interaction failed")
    await expect(button).to_be_enabled()
    place[1].interactions.patience = 0.1
    await run_command(tab, "silent")
    note = tab.locator(".message", has_text="The application did not respond")
    await expect(note).to_contain_text("Ada used /silent")
    await note.get_by_role("button", name="Dismiss message").click()
    await expect(note).to_have_count(0)


async def test_thinking_is_shown_until_there_is_more(tab: Tab) -> None:
    await run_command(tab, "slow")
    thinking = tab.locator(".message .thinking")
    await expect(thinking.filter(has_text="Colorway is thinking…")).to_have_count(1)
    # The note that the command is being sent may stay a moment beside it, and then goes.
    await expect(thinking).to_have_count(1)
    await expect(tab.locator("#announcer")).to_contain_text("Colorway is thinking")


async def test_hostile_text_stays_text(tab: Tab) -> None:
    hostile = "<img src=x onerror='window.hacked=1'> [x](javascript:window.hacked=1)"
    await tab.fill("#composer-text", hostile)
    await tab.keyboard.press("Enter")
    message = tab.locator(".message").last
    await expect(message).to_contain_text(hostile)
    assert await message.locator("a, img:not(.avatar)").count() == 0
    assert await tab.evaluate("window.hacked") is None


async def test_hostile_links_lead_nowhere(tab: Tab) -> None:
    await run_command(tab, "hostile")
    message = tab.locator(".message").last
    await expect(message.locator(".embed-title")).to_have_text("<b>Evil</b>")
    await expect(message.locator(".heading")).to_have_text("<u>x</u>")
    assert await message.locator("[href], b, u, i").count() == 0
    await message.get_by_text("Go").click()
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
