"""Commands in sentences: mentions that can be clicked, or names."""

import pytest

from cogs.command_mentions import CommandMentions
from cogs.words import ENGLISH, words_in

IDS = {"recolor": 11, "palette": 12, "privacy": 13, "help": 14, "settings": 15}


@pytest.mark.parametrize("locale", ["en-US", "de", "ja"])
def test_a_command_whose_id_is_known_is_mentioned_by_its_english_name(locale: str):
    mentions = CommandMentions()
    mentions.learn(IDS)
    variables = mentions.variables(words_in(locale))
    assert variables["recolor-palette"] == "</recolor palette:11>"
    assert variables["help"] == "</help:14>"
    assert all(each.startswith("</") for each in variables.values())


def test_a_command_whose_id_is_unknown_is_named_in_the_persons_language():
    mentions = CommandMentions()
    assert mentions.variables(ENGLISH)["recolor-palette"] == "`/recolor palette`"
    assert mentions.variables(words_in("de"))["recolor-palette"] == "`/umfärben palette`"
    mentions.learn({"help": 14})
    assert mentions.variables(words_in("de"))["help"] == "</help:14>"
    assert mentions.variables(words_in("de"))["privacy-info"] == "`/datenschutz info`"
