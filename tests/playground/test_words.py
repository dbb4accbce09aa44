"""The page's own words are there in every language of the bot, and on the page."""

import re

import pytest
from playwright.async_api import Page as Tab
from playwright.async_api import expect

from cogs.words import LANGUAGES
from tests.playground.browser import begin_command, needs_browser, run_command
from tests.playground.catalogs import PAGE, WORDS, catalog, texts

ENGLISH = catalog("en")
# Two languages of the bot that have no plural forms.
UNINFLECTED = {"ja", "zh-CN"}

# All that people read or hear on the page.
SHOWN = """() => {
    const found = [document.title];
    for (const element of document.body.querySelectorAll("*")) {
        for (const name of ["aria-label", "title", "placeholder", "alt", "aria-valuetext"]) {
            if (element.hasAttribute(name)) found.push(element.getAttribute(name));
        }
        for (const node of element.childNodes) {
            if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent);
        }
    }
    return found.map((text) => text.trim()).filter(Boolean);
}"""


def names_in(words: str | dict[str, str]) -> list[set[str]]:
    """Return the names in braces, of each form."""
    return [set(re.findall(r"\{(\w+)\}", text)) for text in texts(words)]


def test_the_page_has_the_languages_of_the_bot() -> None:
    there = {path.name.removesuffix(".js") for path in WORDS.iterdir()}
    assert there == set(LANGUAGES.values())
    script = (PAGE / "script" / "words.js").read_text()
    table = re.search(r"const CATALOGS = \{(.*?)\};", script, re.DOTALL)
    assert table
    imported = dict(re.findall(r'import (\w+) from "../words/(.+)\.js"', script))
    listed = re.findall(r'"?([\w-]+)"?(?:: (\w+))?,', table[1])
    assert {locale: imported[name or locale] for locale, name in listed} == LANGUAGES


@pytest.mark.parametrize("language", sorted(set(LANGUAGES.values())))
def test_a_catalog_says_all_that_the_english_one_says(language: str) -> None:
    words = catalog(language)
    assert list(words) == list(ENGLISH)
    for key, english in ENGLISH.items():
        # The form for one may leave the number out; the form for all others comes last.
        *others, last = names_in(words[key])
        assert last == names_in(english)[-1], key
        assert all(names <= last for names in others), key
        assert isinstance(words[key], str) == isinstance(english, str), key
        if isinstance(forms := words[key], dict):
            assert set(forms) == ({"other"} if language in UNINFLECTED else {"one", "other"}), key


def test_every_word_is_used_and_every_used_one_is_there() -> None:
    sources = [path.read_text() for path in (PAGE / "script").iterdir()]
    sources.append((PAGE / "index.html").read_text())
    whole = "\n".join(sources)
    for key in re.findall(r'say(?:Around)?\("([\w-]+)"', whole):
        assert key in ENGLISH
    quoted = set(re.findall(r'"([\w-]+)"', whole))
    built = tuple(re.findall(r"say\(`([\w-]+-)\$", whole))
    statuses = {"online", "offline", "starting"}
    assert [k for k in ENGLISH if k not in quoted | statuses and not k.startswith(built)] == []


@needs_browser
@pytest.mark.asyncio(loop_scope="module")
async def test_the_page_speaks_as_the_acting_person_does(tab: Tab) -> None:
    await expect(tab.locator("html")).to_have_attribute("lang", "en-US")
    await tab.locator("#act-as").focus()
    await tab.select_option("#act-as", label="Bo")
    await expect(tab.locator("html")).to_have_attribute("lang", "de")
    await expect(tab.locator("#composer-text")).to_have_attribute(
        "placeholder", "Nachricht an #pictures"
    )
    await expect(tab.get_by_role("button", name="Bot neu starten")).to_be_visible()
    await expect(tab.locator("#act-as")).to_be_focused()
    await tab.select_option("#locale", label="Français")
    await expect(tab.get_by_role("button", name="Redémarrer le bot")).to_be_visible()
    await tab.select_option("#locale", label="Dansk")
    await expect(tab.get_by_role("button", name="Restart the bot")).to_be_visible()
    await tab.select_option("#locale", label="Deutsch")


@needs_browser
@pytest.mark.asyncio(loop_scope="module")
async def test_nothing_of_the_page_stays_english(tab: Tab) -> None:
    await tab.select_option("#act-as", label="Chie")
    await run_command(tab, "layout")
    await run_command(tab, "slow")
    await expect(tab.locator(".message.ephemeral .thinking")).to_be_visible()
    await tab.locator(".message .name").first.click()
    await expect(tab.get_by_role("menu", name="Colorway")).to_be_visible()
    shown = set(await tab.evaluate(SHOWN))
    await tab.keyboard.press("Escape")
    await tab.locator(".inspector-button").click()
    await begin_command(tab, "options")
    await tab.locator(".command-form .send").click()
    shown |= set(await tab.evaluate(SHOWN))
    await tab.locator(".command-form header .icon-button").click()
    await run_command(tab, "form")
    await expect(tab.get_by_role("dialog")).to_be_visible()
    await tab.get_by_role("button", name="送信").click()
    shown |= set(await tab.evaluate(SHOWN))
    japanese = {text for words in catalog("ja").values() for text in texts(words)}
    english = {text for words in ENGLISH.values() for text in texts(words)} - japanese
    # A word of the bot's form.
    assert shown & english <= {"Picture"}
    assert len(shown & japanese) > 40
