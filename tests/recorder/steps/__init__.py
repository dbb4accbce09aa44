"""The steps that a person performs, in their order."""

from tests.recorder.steps.commands import COMMAND_STEPS
from tests.recorder.steps.messages import MESSAGE_STEPS
from tests.recorder.steps.pictures import PICTURE_STEPS
from tests.recorder.steps.places import PLACE_STEPS

PREPARATION = """\
What you need:
- an application that is only used for this, as the recorder keeps interactions from its bot;
- a server of your own without boosts, with a text channel #recordings where everybody may do
  everything, and with the bot, invited with both scopes and without Manage Threads;
- a second account without Nitro that is a plain member of that server.
Set both of Discord's clients to English. Do everything with the second account, the member, unless
a step says “as the owner”. A step that you cannot perform can be skipped."""

STEPS = COMMAND_STEPS + PICTURE_STEPS + MESSAGE_STEPS + PLACE_STEPS

UNRECORDED: dict[str | int, str] = {
    "harmful-links": "nobody should post a link that is known to be harmful",
    240000: "nobody should post a link that is known to be harmful",
    "explicit-content": "nobody should upload such a picture",
    "gateway-replay": "a test server has no 1000 events while the bot is away",
}
"""Guesses that no step gives evidence for, and why."""
