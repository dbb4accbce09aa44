"""What the bot says: every case has its sentence, and Discord takes every sentence."""

import logging
import re
from collections import defaultdict

import pytest
from discord import Locale
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.reply import State
from bot.jobs.troubles import Trouble
from cogs.command_mentions import CommandMentions
from cogs.words import ENGLISH, LANGUAGES, label, state_key, trouble_key, words_in
from tests.cogs.catalogs import TRANSLATIONS, variables

MOST_MESSAGE = 2000
MOST_DESCRIPTION = 100

FILE = "“" + "\\_" * 256 + "”"
# What callers give, at its longest.
VALUES: dict[str, object] = {
    "file": f"{FILE} or {FILE}",
    "one": FILE,
    "other": FILE,
    "limit": "99.9 MB",
    "size": 99.9,
    "code": "X" * 60,
    "reference": FILE,
    "most": 7,
    "count": 6000,
    "ahead": 99999,
    "position": 3000,
    "presets": 69,
    "hours": 168,
    "palettes": 100,
    "jobs": 6000,
    "name": "“" + "\\_" * 32 + "”",
    "character": "“\\*”",
    "near": "“" + "\\_" * 32 + "”",
    "channels": ", ".join([f"<#{2**63}>"] * 5),
    "token": "“" + "\\_" * 50 + "”",
    "seconds": 99999.9,
    "what": "x" * 700,
    "person": f"<@{2**64}>",
    "percent": 100,
    "difference": 99.9,
    "wanted": "JPEG",
    "time": "<t:1795611796:R>",
    "colors": " ".join(["`#264653`"] * 7),
    "degree": 0.123,
    "number": 8,
    "format": "WebP",
    "width": 9999,
    "height": 9999,
    **dict.fromkeys(CommandMentions().variables(ENGLISH), f"</palette extract:{2**64}>"),
}

KEYS = sorted(variables("en"))
EVERY_LANGUAGE = sorted({*LANGUAGES.values()})


def said_in(language: str, key: str, **changes: object) -> str:
    locale = next(locale for locale, known in LANGUAGES.items() if known == language)
    values = {name: VALUES[name] for name in variables(language)[key]} | changes
    return words_in(locale).say(key, **values)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_has_the_keys_of_english_with_the_same_variables(language: str):
    assert variables(language) == variables("en")


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_a_sentence_of_its_own(trouble: Trouble):
    key = trouble_key(trouble)
    assert said_in("en", key).endswith(".")
    assert [said_in("en", other) for other in KEYS].count(said_in("en", key)) == 1


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_sentence_of_its_own(state: State):
    key = state_key(state)
    assert [said_in("en", other) for other in KEYS].count(said_in("en", key)) == 1
    assert not variables("en")[key]


def test_no_sentence_is_for_a_trouble_or_a_state_that_is_not_there():
    known = {*map(trouble_key, Trouble), *map(state_key, State)}
    assert {key for key in KEYS if key.startswith(("trouble-", "state-"))} == known


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_every_sentence_is_filled_by_what_callers_give(
    language: str, caplog: pytest.LogCaptureFixture
):
    for key, names in variables(language).items():
        text = said_in(language, key)
        given = [VALUES[name] for name in names]
        assert all(value in text for value in given if isinstance(value, str))
        assert 0 < len(text) < MOST_MESSAGE
    assert caplog.records == []


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("count", [0, 1, 2, 5, 1000, 1_000_000])
def test_every_number_has_its_form(language: str, count: int, caplog: pytest.LogCaptureFixture):
    for key, names in variables(language).items():
        if "count" in names:
            assert said_in(language, key, count=count)
    assert caplog.records == []


# What Discord allows, in characters, by how the keys of such texts begin or end.
LIMITS = {
    ".description": MOST_DESCRIPTION,
    "button-": 80,
    "command-": 32,
    "menu-": 32,
    "form-": 45,
    "keep-": 45,
    "alt-": 1024,
    "settings-degree-": 100,
    "settings-jobs-": 100,
    "settings-people-o": 80,
    "settings-spoiler-o": 80,
    "settings-channels-none": 150,
}


# Sentences about what the others name.
NO_NAMES = {
    "command-unknown",
    "option-invalid",
    "menu-no-picture",
    "form-forgotten",
    "form-gone",
}


def is_name(key: str) -> bool:
    kinds = ("command-", "option-")
    return key.startswith(kinds) and "." not in key and key not in NO_NAMES


def limit_of(key: str) -> int:
    if key in NO_NAMES:
        return MOST_MESSAGE
    if key.endswith(".description"):
        return LIMITS[".description"]
    return next((most for begin, most in LIMITS.items() if key.startswith(begin)), MOST_MESSAGE)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_nothing_is_longer_than_discord_wants(language: str):
    short = {"colors": "#264653", "most": 32, "number": 8}
    for key, names in variables(language).items():
        values = {name: value for name, value in short.items() if name in names}
        text = said_in(language, key, **values)
        assert 1 <= len(text) <= limit_of(key), (key, len(text), text)


# See https://discord.com/developers/docs/interactions/application-commands, "Naming"; what Python
# calls a letter or a digit is what is allowed, and no language of ours needs more.
NAME = re.compile(r"[-_'\w]{1,32}")


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_names_of_commands_and_options_are_as_discord_wants_them(language: str):
    for key, names in variables(language).items():
        if is_name(key):
            assert not names
            name = said_in(language, key)
            assert NAME.fullmatch(name), (key, name)
            assert name == name.lower()


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_commands_and_options_beside_each_other_have_different_names(language: str):
    commands = [key for key in variables(language) if is_name(key) and key.startswith("command-")]
    beside: dict[str, list[str]] = defaultdict(list)
    for key in commands:
        group, _, name = key.removeprefix("command-").partition("-")
        beside[group if name else ""].append(said_in(language, key))
    options = [key for key in variables(language) if is_name(key) and key.startswith("option-")]
    beside["options"] = [said_in(language, key) for key in options]
    for names in beside.values():
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_is_no_copy(language: str):
    sentences = [key for key in KEYS if not variables("en")[key] and len(said_in("en", key)) > 25]
    assert [key for key in sentences if said_in(language, key) == said_in("en", key)] == []


def test_each_language_writes_numbers_in_its_way():
    values = {"degree": 0.5}
    assert words_in("de").say("line-degree", **values) == "Stärke 50\u00a0%"
    assert words_in("en-GB").say("line-degree", **values) == "strength 50%"
    assert words_in("fr").megabytes(10 << 20) == "10\u00a0Mo"


# A space before or behind one of these would let a line end there.
UNBROKEN = re.compile(
    r" ×|× |(?<=[0-9]) (?:%|MB|Mo|s\b|秒|px|[Pp]ixels?|píxeles|像素)|« | [»:;?!](?= |$)"
)
LISTS_PUNCTUATION = {"name-odd"}


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_no_line_ends_within_a_size_or_before_its_unit(language: str):
    for key, names in variables(language).items():
        numbers: dict[str, object] = {"limit": 64, "size": 5.5, "seconds": 5.5}
        values = {name: value for name, value in numbers.items() if name in names}
        if key not in LISTS_PUNCTUATION:
            text = said_in(language, key, **values)
            assert not UNBROKEN.search(text), (key, text)


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("en", "“a\\_b.png”"),
        ("de", "„a\\_b.png“"),
        ("fr", "«\u202fa\\_b.png\u202f»"),
        ("es", "«a\\_b.png»"),
        ("pt-BR", "“a\\_b.png”"),
        ("ja", "「a\\_b.png」"),
        ("zh-CN", "“a\\_b.png”"),
    ],
)
def test_a_name_is_quoted_as_the_language_does_and_shown_as_it_is(language: str, quoted: str):
    assert (
        words_in(next(k for k, v in LANGUAGES.items() if v == language)).quoted("a_b.png") == quoted
    )


@pytest.mark.parametrize(
    "name", ["**bold**", "_it_.png", "`code`", "~~no~~", "||spoiler||", "[a](https://b.example)"]
)
def test_a_name_of_markdown_is_shown_as_it_is(name: str):
    assert ENGLISH.quoted(name).replace("\\", "") == f"“{name}”"
    assert "\\" in ENGLISH.quoted(name)


QUOTES = {
    "en": "“”",
    "de": "„“",
    "fr": "«»",
    "es": "«»",
    "pt-BR": "“”",
    "ja": "「」",
    "zh-CN": "“”",
}


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_a_catalog_has_the_quotation_marks_of_its_language_alone(language: str):
    for key, names in variables(language).items():
        # What callers give is in English marks here.
        plain = dict.fromkeys(names, 1)
        used = set(said_in(language, key, **plain)) & set('“”„«»「」"')
        assert used <= set(QUOTES[language]), key


def test_what_people_typed_is_no_pattern():
    @given(st.text())
    def check(name: str) -> None:
        assert name in ENGLISH.say("trouble-picture-damaged", file=name)

    check()


@pytest.mark.parametrize("name", ["{file}", "{ $file }", "{}", "%s", "{{x}}", "}", '{"x"}', "-x"])
def test_braces_in_a_name_are_shown_as_they_are(name: str):
    text = ENGLISH.say("trouble-picture-damaged", file=name)
    assert text.startswith(name + " is damaged")


def test_a_value_that_is_not_given_is_logged_and_the_rest_is_said(
    caplog: pytest.LogCaptureFixture,
):
    assert "is damaged" in ENGLISH.say("trouble-picture-damaged")
    [record] = caplog.records
    assert record.levelno == logging.ERROR


@pytest.mark.parametrize(
    "key", ["nothing", "nothing.description", "done.nothing", "option-image.x"]
)
def test_what_nobody_has_words_for_is_a_mistake(key: str):
    with pytest.raises(KeyError):
        ENGLISH.say(key)


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "tlh", "", Locale.korean])
def test_who_speaks_something_else_is_spoken_to_in_english(locale: str | Locale):
    assert words_in(locale) is ENGLISH


def test_a_label_is_english_and_knows_its_key():
    text = label("option-image.description")
    assert str(text) == "The picture to recolor"
    assert text.extras == {"key": "option-image.description"}


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (3 << 20, "3\u00a0MB"),
        (10 << 20, "10\u00a0MB"),
        (100 << 20, "100\u00a0MB"),
        (512 << 20, "512\u00a0MB"),
        (250_000, "0.24\u00a0MB"),
        (int(9.96 * (1 << 20)), "9.96\u00a0MB"),
    ],
)
def test_sizes_are_written_for_people(size: int, text: str):
    assert ENGLISH.megabytes(size) == text
