"""What a job records of a file that somebody gives."""

from typing import Any

import pytest

from bot.jobs.job import Attachment
from cogs.asking import claim
from cogs.message_pictures import pictures_in, uploaded_picture
from tests.cogs.payloads import CHANNEL, MESSAGE, attachment, cdn, message_of

SPOILERS = [
    (attachment(5, "cat.png"), False),
    (attachment(5, "cat.png", flags=1 << 2), False),
    (attachment(5, "cat.png", flags=1 << 3), True),
    (attachment(5, "SPOILER_cat.png"), True),
]


@pytest.mark.parametrize(("payload", "is_hidden"), SPOILERS)
def test_a_hidden_file_stays_hidden_however_it_comes(payload: dict[str, Any], is_hidden: bool):
    name = payload["filename"]
    once = Attachment(url=cdn(5, name), filename=name, spoiler=is_hidden)
    message = message_of(attachments=[payload])
    [own] = message.attachments
    [picture] = pictures_in(message, None)
    stays = Attachment(
        url=cdn(5, name),
        filename=name,
        id=5,
        message_id=MESSAGE,
        channel_id=CHANNEL,
        spoiler=is_hidden,
    )
    # Given to a command, found in a message, and sent with a form.
    assert claim(own) == once
    assert claim(picture) == stays
    assert claim(uploaded_picture(payload)).spoiler is is_hidden


def test_a_file_of_an_ephemeral_message_is_in_no_message_that_stays():
    message = message_of(attachments=[attachment(5, "cat.png")], flags=1 << 6)
    [picture] = pictures_in(message, None)
    assert claim(picture).message_id == 0
