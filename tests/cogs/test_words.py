"""What the bot says: every case has its sentence, and Discord takes every sentence."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.reply import State
from bot.jobs.troubles import Trouble
from cogs.words import ENGLISH, megabytes, say, state_key, trouble_key

MOST_MESSAGE = 2000
MOST_DESCRIPTION = 100

FILE = "“" + "\\_" * 256 + "”"
# What callers give, at its longest.
VALUES: dict[str, object] = {
    "file": f"{FILE} or {FILE}",
    "one": FILE,
    "other": FILE,
    "limit": "99.9 MB",
    "code": "X" * 60,
    "reference": FILE,
    "most": 7,
    "count": 6000,
    "ahead": 99999,
    "position": 3000,
    "token": "“" + "\\_" * 50 + "”",
    "seconds": "99999.9",
    "what": "x" * 700,
    "person": f"<@{2**64}>",
    "colors": " ".join(["`#264653`"] * 7),
    "degree": "0.123457",
    "number": 8,
    "format": "WebP",
    "width": 9999,
    "height": 9999,
}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_a_sentence_of_its_own(trouble: Trouble):
    text = ENGLISH[trouble_key(trouble)]
    assert text.endswith(".")
    assert list(ENGLISH.values()).count(text) == 1


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_sentence_of_its_own(state: State):
    text = ENGLISH[state_key(state)]
    assert list(ENGLISH.values()).count(text) == 1
    assert not fields(text)


def test_no_sentence_is_for_a_trouble_or_a_state_that_is_not_there():
    known = {*map(trouble_key, Trouble), *map(state_key, State)}
    assert {key for key in ENGLISH if key.startswith(("trouble.", "state."))} == known


@pytest.mark.parametrize("key", ENGLISH)
def test_every_template_is_filled_by_what_callers_give(key: str):
    names = fields(ENGLISH[key])
    assert names <= VALUES.keys()
    text = say(key, **{name: VALUES[name] for name in names})
    assert all(str(VALUES[name]) in text for name in names)
    assert len(text) < MOST_MESSAGE


@pytest.mark.parametrize(
    "key", [key for key in ENGLISH if key.startswith("option.") or key.endswith(".description")]
)
def test_descriptions_of_commands_and_options_are_as_short_as_discord_wants(key: str):
    assert 1 <= len(ENGLISH[key]) <= MOST_DESCRIPTION


@given(st.text())
def test_what_people_typed_is_no_template(name: str):
    assert name in say("trouble.picture_damaged", file=name)


@pytest.mark.parametrize("name", ["{file}", "{}", "{0.__class__}", "%s", "{{x}}", "}"])
def test_braces_in_a_name_are_shown_as_they_are(name: str):
    assert say("trouble.picture_damaged", file=name).startswith(name + " is damaged")


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (3 << 20, "3 MB"),
        (10 << 20, "10 MB"),
        (100 << 20, "100 MB"),
        (512 << 20, "512 MB"),
        (250_000, "0.24 MB"),
        (int(9.96 * (1 << 20)), "9.96 MB"),
    ],
)
def test_sizes_are_written_for_people(size: int, text: str):
    assert megabytes(size) == text
