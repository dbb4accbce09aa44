"""The page in Chromium with the bot itself, started as ``colorway demo`` starts it."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect
from playwright.async_api import Page as Tab

from bot.playground.playground import Playground, playground
from bot.playground.samples import sample
from bot.sandbox import Upload
from bot.settings import Settings
from tests.playground.browser import begin_command, needs_browser, opened, run_command

# One browser and one bot serve the whole module, in one event loop.
pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="module")]

# A picture takes seconds; so does a start on a busy machine.
SLOW = 60_000
RESULT = re.compile("Open picture: The picture (recolored with|colored after)")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Playground]:
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    async with playground(settings, port=0) as place:
        await place.sandbox.bot_ready(60)
        yield place


@pytest.fixture
def place(running: Playground) -> Playground:
    """The page as if nobody had been there."""
    for channel in running.sandbox.world.channels.values():
        channel.messages.clear()
    for person in running.scene.people.values():
        person.user.locale = "en-US"
    return running


@pytest_asyncio.fixture(loop_scope="module")
async def tab(place: Playground, browser: Browser) -> AsyncIterator[Tab]:
    async with opened(browser, place.url) as page:
        await expect(page.locator(".bot-status.online")).to_be_visible(timeout=SLOW)
        yield page


async def recolor_sample(tab: Tab, title: str) -> None:
    """Do what a newcomer does first: take a sample, and press Enter."""
    await tab.locator(".welcome-sample", has_text=title).click()
    await expect(tab.locator(".command-form .kept-name")).to_be_visible()
    await expect(tab.locator(".command-form .send")).to_be_focused()
    await tab.keyboard.press("Enter")


async def test_a_sample_is_recolored_and_compared(tab: Tab, tmp_path: Path) -> None:
    await recolor_sample(tab, "Tiles")
    # The note that the command is being sent may stay a moment beside the answer.
    await expect(tab.locator(".message:not([id^=note]) .used")).to_contain_text(
        "Ada used /recolor palette"
    )
    await tab.get_by_role("button", name=RESULT).click(timeout=SLOW)
    slider = tab.get_by_role("slider", name=re.compile("Before and after"))
    await slider.focus()
    await tab.keyboard.press("Home")
    await expect(slider).to_have_attribute("aria-valuetext", "100 percent after")
    await tab.screenshot(path=tmp_path / "compared.png")


async def test_the_other_two_commands(tab: Tab, tmp_path: Path) -> None:
    await begin_command(tab, "recolor auto")
    await tab.get_by_role("button", name="Sample: Pixel art").click()
    await expect(tab.locator(".command-form .kept-name")).to_contain_text("pixels.png")
    count = tab.get_by_role("slider", name="count")
    await count.focus()
    await tab.keyboard.press("Home")
    await tab.keyboard.press("ArrowRight")
    await tab.locator(".command-form .send").click()
    first = tab.locator(".message", has_text="/recolor auto")
    await expect(first.locator(".gallery.of-2 img")).to_have_count(2, timeout=SLOW)

    await begin_command(tab, "recolor reference")
    zones = tab.locator(".command-form .drop-zone")
    await zones.nth(0).get_by_role("button", name="Sample: Tiles").click()
    await zones.nth(1).get_by_role("button", name="Sample: A lake at sunset").click()
    await expect(tab.locator(".command-form .kept-name")).to_contain_text(["tiles.png", "lake.png"])
    await tab.locator(".command-form .send").click()
    second = tab.locator(".message", has_text="/recolor reference")
    await expect(second.get_by_role("button", name=RESULT)).to_be_visible(timeout=SLOW)
    await tab.screenshot(path=tmp_path / "commands.png")


async def test_a_job_survives_the_death_of_the_bot(tab: Tab, place: Playground) -> None:
    first = place.keeper.pid
    await recolor_sample(tab, "A lake at sunset")
    message = tab.locator(".message", has_text="/recolor palette")
    await expect(message.locator(".thinking, .container").first).to_be_visible(timeout=SLOW)
    await tab.get_by_role("button", name="Restart the bot").click()
    await expect(tab.locator(".bot-status.starting, .bot-status.offline")).to_be_visible()
    await expect(message.get_by_role("button", name=RESULT)).to_be_visible(timeout=SLOW)
    assert place.keeper.pid not in (None, first)
    await expect(tab.locator(".bot-status.online")).to_be_visible(timeout=SLOW)


async def test_a_sample_can_be_taken_before_the_bot_is_there(
    tmp_path: Path, browser: Browser
) -> None:
    async with (
        playground(Settings(data=tmp_path), port=0) as place,
        opened(browser, place.url) as tab,
    ):
        await tab.locator(".welcome-sample", has_text="Tiles").click()
        form = tab.get_by_role("form", name="/recolor palette")
        await expect(form.locator(".kept-name")).to_contain_text("tiles.png", timeout=SLOW)


async def test_commands_speak_the_persons_language(tab: Tab) -> None:
    await tab.select_option("#locale", label="Deutsch")
    await begin_command(tab, "hilfe")
    await tab.locator(".command-form .send").click()
    answer = tab.locator(".message").last
    await expect(answer).to_contain_text("Was du machen kannst")
    await expect(answer.locator(".used")).to_contain_text("Ada hat /hilfe benutzt")


async def test_the_list_begins_with_what_the_bot_is_for(tab: Tab) -> None:
    await tab.fill("#composer-text", "/")
    names = tab.locator(".command-name")
    await expect(names.first).to_contain_text("/recolor palette")
    shown = await names.all_text_contents()
    assert [name.startswith("/recolor") for name in shown[:4]] == [True, True, True, False]


async def test_an_untranslated_name_finds_a_command_too(tab: Tab) -> None:
    await tab.select_option("#locale", label="Deutsch")
    await begin_command(tab, "umfärben palette")
    await tab.keyboard.press("Escape")
    await tab.fill("#composer-text", "/recolor auto ")
    await expect(tab.get_by_role("form", name="/umfärben auto")).to_be_visible()


async def test_a_button_opens_a_form_that_recolors_anew(tab: Tab, tmp_path: Path) -> None:
    await recolor_sample(tab, "Pixel art")
    first = tab.locator(".message", has_text="/recolor palette")
    await first.get_by_role("button", name="Other colors").click(timeout=SLOW)
    form = tab.get_by_role("dialog", name="Other colors")
    await form.get_by_role("textbox", name="Colors").fill("teal navy gold")
    await tab.screenshot(path=tmp_path / "form.png")
    await form.get_by_role("button", name="Submit").click()
    await expect(form).to_have_count(0)
    second = tab.locator(".message").last
    await expect(second).to_contain_text("#008080", timeout=SLOW)
    await expect(second.get_by_role("button", name=RESULT)).to_be_visible()
    # The form's answer still knows the picture that the first command was about.
    await second.get_by_role("button", name=RESULT).click()
    await expect(tab.get_by_role("slider", name=re.compile("Before and after"))).to_be_visible()


async def test_a_message_of_somebody_else_is_recolored_from_its_menu(
    tab: Tab, place: Playground, tmp_path: Path
) -> None:
    bo = next(p for p in place.scene.people.values() if p.user.name == "Bo")
    await bo.post("look", Upload("tiles.png", sample("tiles"), "image/png"))
    message = tab.locator(".message", has_text="look")
    await message.click(button="right", position={"x": 200, "y": 10})
    await tab.get_by_role("menuitem", name="Apps").click()
    await tab.get_by_role("menuitem", name="Recolor this picture").click()
    form = tab.get_by_role("dialog", name="Recolor")
    await form.get_by_role("textbox", name="Colors").fill("teal navy gold")
    await form.get_by_role("button", name="Submit").click()
    answer = tab.locator(".message", has_text="Ada used Recolor this picture")
    await expect(answer.get_by_role("button", name=RESULT)).to_be_visible(timeout=SLOW)
    await tab.screenshot(path=tmp_path / "menu.png")


async def recolor_by_form(tab: Tab, title: str) -> None:
    """Fill in the form that a menu has opened."""
    form = tab.get_by_role("dialog", name=title)
    await form.get_by_role("textbox", name="Colors").fill("teal navy gold")
    await form.get_by_role("button", name="Submit").click()
    await expect(form).to_have_count(0)


async def open_apps(tab: Tab, message: Locator) -> None:
    """Open the "Apps" menu of a message, by its name line."""
    await message.locator("time").first.click(button="right")
    await tab.get_by_role("menuitem", name="Apps").click()


async def test_an_avatar_is_recolored_and_compared(
    tab: Tab, place: Playground, tmp_path: Path
) -> None:
    chie = next(p for p in place.scene.people.values() if p.user.name == "Chie")
    await chie.post("hello")
    await tab.locator(".message .name", has_text="Chie").click()
    await tab.get_by_role("menuitem", name="Apps").click()
    await tab.get_by_role("menuitem", name="Recolor avatar").click()
    await recolor_by_form(tab, "Recolor")
    answer = tab.locator(".message", has_text="Ada used Recolor avatar")
    await answer.get_by_role("button", name=RESULT).click(timeout=SLOW)
    before = tab.get_by_role("img", name="Before")
    # It is the server's avatar that was recolored.
    avatars = place.sandbox.guild.avatars
    await expect(before).to_have_attribute("src", re.compile(avatars[chie.user.id]))
    await tab.screenshot(path=tmp_path / "avatar.png")
    await tab.keyboard.press("Escape")

    await answer.get_by_role("button", name="Compare").click()
    compared = tab.locator(".message", has_text="Before and after")
    picture = compared.locator(".gallery img")
    await expect(picture).to_be_visible(timeout=SLOW)
    await tab.screenshot(path=tmp_path / "compared-avatar.png")


async def test_the_apps_take_results_and_forwards_of_them(tab: Tab, tmp_path: Path) -> None:
    await recolor_sample(tab, "Pixel art")
    result = tab.locator(".message", has_text="Ada used /recolor palette")
    await expect(result.get_by_role("button", name=RESULT)).to_be_visible(timeout=SLOW)
    await open_apps(tab, result)
    await tab.get_by_role("menuitem", name="Take its colors").click()
    taken = tab.locator(".message.ephemeral", has_text="Colors of “pixels-recolored.png”")
    await expect(taken.locator(".gallery img")).to_be_visible(timeout=SLOW)

    await result.locator("time").first.click(button="right")
    await tab.get_by_role("menuitem", name="Forward").click()
    await tab.get_by_role("menuitem", name="#pictures").click()
    forward = tab.locator(".message", has=tab.locator(".forwarded"))
    await open_apps(tab, forward)
    await tab.get_by_role("menuitem", name="Recolor this picture").click()
    await recolor_by_form(tab, "Recolor")
    answer = tab.locator(".message", has_text="Ada used Recolor this picture")
    # The first picture of the card; what else there is in it is the bot's affair.
    await answer.get_by_role("button", name=RESULT).first.click(timeout=SLOW)
    await expect(tab.get_by_role("slider", name=re.compile("Before and after"))).to_be_visible()
    await tab.screenshot(path=tmp_path / "forward.png")


async def test_the_help_mentions_commands_that_can_be_pressed(tab: Tab) -> None:
    await tab.select_option("#locale", label="Deutsch")
    await run_command(tab, "hilfe")
    mention = tab.locator(".message").get_by_role("button", name="/recolor palette")
    await mention.click()
    await expect(tab.get_by_role("form", name="/umfärben palette")).to_be_visible()
