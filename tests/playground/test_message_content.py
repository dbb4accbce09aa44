"""What messages hold beside text, files and cards, on the page: images of every other kind."""

import re

import pytest
from playwright.async_api import Locator, expect
from playwright.async_api import Page as Tab

from bot.playground.samples import sample
from bot.sandbox import Sandbox, Upload
from tests.playground.browser import needs_browser, run_command

pytestmark = [needs_browser, pytest.mark.asyncio(loop_scope="module")]

LOADED = "image => image.complete && image.naturalWidth > 0"
LAKE = Upload("lake.png", sample("lake"), "image/png")


async def assert_loaded(image: Locator) -> None:
    """Assert that an image is shown, not only asked for."""
    await expect(image).to_be_visible()
    await image.evaluate("image => image.decode()")
    assert await image.evaluate(LOADED)


async def say(tab: Tab, text: str) -> None:
    await tab.fill("#composer-text", text)
    await tab.keyboard.press("Enter")
    await expect(tab.locator("#composer-text")).to_have_value("")


async def test_a_person_has_another_avatar_in_the_server(
    tab: Tab, place: tuple[str, Sandbox]
) -> None:
    await tab.select_option("#act-as", label="Chie")
    await say(tab, "here")
    face = tab.locator(".message .avatar")
    await assert_loaded(face)
    await expect(face).to_have_attribute("src", re.compile(r"^/guilds/"))
    await tab.locator(".channel", has_text="Ada, Bo").click()
    await say(tab, "there")
    await assert_loaded(face)
    await expect(face).to_have_attribute("src", re.compile(r"^/avatars/"))


async def test_somebody_without_an_avatar_has_discords(
    tab: Tab, place: tuple[str, Sandbox]
) -> None:
    stranger = place[1].person("Stranger")
    await stranger.post("hello")
    face = tab.locator(".message", has_text="hello").locator(".avatar")
    await assert_loaded(face)
    number = (stranger.user.id >> 22) % 6
    await expect(face).to_have_attribute("src", f"/embed/avatars/{number}.png")


async def test_an_emoji_is_picked_and_shown(tab: Tab, place: tuple[str, Sandbox]) -> None:
    await tab.get_by_role("button", name="Emoji and stickers").click()
    await tab.get_by_role("button", name="owl", exact=True).click()
    await expect(tab.locator("#composer-text")).to_be_focused()
    await expect(tab.locator("#composer-text")).to_have_value(":owl: ")
    await tab.keyboard.type("and :unknown: 10:20:30")
    await tab.keyboard.press("Enter")
    message = tab.locator(".message")
    await expect(message.locator(".content")).to_have_text("and :unknown: 10:20:30")
    await assert_loaded(message.get_by_role("img", name=":owl:"))
    (post,) = place[1].channel.messages.values()
    assert re.fullmatch(r"<:owl:\d+> and :unknown: 10:20:30", post.content)


async def test_a_message_of_emoji_alone_shows_them_larger(tab: Tab) -> None:
    await say(tab, ":fox: :cat:")
    await expect(tab.locator(".only-emoji .custom-emoji")).to_have_count(2)
    await say(tab, ":fox: hello <:gone:1>")
    await expect(tab.locator(".content").last).to_have_text("hello :gone:")
    await expect(tab.locator(".only-emoji")).to_have_count(1)


async def test_a_sticker_is_posted(tab: Tab) -> None:
    await tab.get_by_role("button", name="Emoji and stickers").click()
    await tab.get_by_role("button", name="Fox", exact=True).click()
    await assert_loaded(tab.locator(".message").get_by_role("img", name="Sticker: Fox"))
    await expect(tab.locator("#announcer")).to_contain_text("Sticker: Fox")


async def test_a_message_is_forwarded_but_its_buttons_are_not_pressed(tab: Tab) -> None:
    await run_command(tab, "layout")
    card = tab.locator(".message:not([id^=note])", has=tab.locator(".container"))
    await card.locator(".face").hover()
    await card.get_by_role("button", name=re.compile("^More")).click()
    await tab.get_by_role("menuitem", name="Forward").click()
    await tab.get_by_role("menuitem", name="#showcase").click()
    await expect(tab.locator("#announcer")).to_contain_text("Forwarded to #showcase")
    await tab.locator(".channel", has_text="showcase").click()
    forward = tab.locator(".message .forwarded")
    await expect(forward.locator(".forwarded-from")).to_contain_text("#pictures")
    await assert_loaded(forward.locator(".gallery.of-3 img").first)
    await expect(forward.get_by_role("button", name="Primary")).to_be_disabled()
    await expect(forward.get_by_role("combobox", name="Colors")).to_be_disabled()


async def test_what_only_one_sees_is_not_forwarded(tab: Tab) -> None:
    await run_command(tab, "slow")
    thinking = tab.locator(".message.ephemeral")
    await thinking.locator(".face").hover()
    await thinking.get_by_role("button", name=re.compile("^More")).click()
    await expect(tab.get_by_role("menuitem", name="Copy message ID")).to_be_visible()
    await expect(tab.get_by_role("menuitem", name="Forward")).to_have_count(0)


async def test_a_mention_of_a_command_begins_it(tab: Tab) -> None:
    await say(tab, "try </options:1> or </nothing:2>")
    await tab.get_by_role("button", name="/options").click()
    form = tab.get_by_role("form", name="/options")
    await expect(form.get_by_role("combobox", name="color")).to_be_focused()
    # One that is not on offer says so, wherever one was.
    await tab.get_by_role("button", name="/nothing").click()
    await expect(form).to_have_count(0)
    await expect(tab.locator(".choice-none")).to_have_text("No commands fit")


async def test_a_link_to_a_picture_shows_the_proxys_copy(
    tab: Tab, place: tuple[str, Sandbox]
) -> None:
    url = "https://pictures.example/sea.png"
    embed = {"type": "image", "url": url, "thumbnail": {"url": url}}
    passer_by = place[1].person("Passer-by")
    await passer_by.post("unknown", embeds=[embed])
    unknown = tab.locator(".message", has_text="unknown")
    await expect(unknown.locator(".tile.elsewhere")).to_have_attribute("href", url)
    place[1].images.add_external(url, LAKE.data)
    await passer_by.post("known", embeds=[embed])
    picture = tab.locator(".message").last.locator(".embed-image img")
    await assert_loaded(picture)
    await tab.get_by_role("button", name="Open picture: sea.png").click()
    await assert_loaded(tab.get_by_role("dialog").locator("img"))


async def test_a_hidden_picture_keeps_its_shape(tab: Tab, place: tuple[str, Sandbox]) -> None:
    hidden = Upload("SPOILER_lake.png", LAKE.data, "image/png")
    await place[1].person("Passer-by").post("look", hidden)
    await expect(tab.locator(".cover")).to_be_visible()
    box = await tab.locator(".tile-wrap").bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(960 / 640, abs=0.02)
