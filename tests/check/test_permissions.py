"""The permissions that the bot asks for are those that the README's link names."""

import re
from pathlib import Path

from bot.check.permissions import NEEDED, invite_url, missing

README = Path(__file__).parents[2] / "README.md"


def test_the_number_is_that_of_discords_documentation():
    # VIEW_CHANNEL, SEND_MESSAGES, ATTACH_FILES, READ_MESSAGE_HISTORY, SEND_MESSAGES_IN_THREADS.
    assert NEEDED.value == 1 << 10 | 1 << 11 | 1 << 15 | 1 << 16 | 1 << 38


def test_what_is_not_granted_is_missing():
    assert missing(NEEDED.value) == []
    assert missing(NEEDED.value & ~(1 << 16)) == ["Read Message History"]


def test_the_readme_invites_with_the_same_permissions():
    [link] = re.findall(r"https://discord\.com/oauth2/authorize\S+?(?=`)", README.read_text())
    assert link.replace("ID", "1", 1) == invite_url(1)
