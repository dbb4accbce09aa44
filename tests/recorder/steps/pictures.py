"""Steps about where Discord has the pictures that people show the bot."""

from tests.recorder.scene import (
    PICTURE,
    SPOILER,
    presses,
    recolors_avatar,
    runs,
    takes_colors_after_deletion,
    takes_colors_of_card,
    takes_colors_of_emoji,
    takes_colors_of_forward,
    takes_colors_of_sticker,
)
from tests.recorder.script import (
    MESSAGES,
    Act,
    Probe,
    Step,
    defer,
)

PICTURE_STEPS = (
    Step(
        "result",
        (
            "attachments-shown-elsewhere",
            "media-items",
            "signed-links",
            "link-life",
            "default-upload-limit",
            "upload-limit-of-interactions",
            "callback-types",
        ),
        (
            Act("Run /recolor auto with a PNG picture.", runs("recolor auto", image=PICTURE)),
            Act("Press “Compare” on the result.", presses("Compare")),
            Act("On the result, choose Apps → “Take its colors”.", takes_colors_of_card),
        ),
    ),
    Step(
        "spoiler",
        ("spoiler-flag",),
        (
            Act(
                "Run /recolor auto with a PNG picture that is marked as a spoiler (the eye in the "
                "preview).",
                runs("recolor auto", image=SPOILER),
            ),
        ),
    ),
    Step(
        "sticker",
        ("menu-target-content",),
        (
            Act(
                "Post a PNG sticker of the server, and choose Apps → “Take its colors” on it.",
                takes_colors_of_sticker,
            ),
        ),
    ),
    Step(
        "emoji",
        ("menu-target-content",),
        (
            Act(
                "Post a message with one custom emoji of the server and nothing else, and choose "
                "Apps → “Take its colors” on it.",
                takes_colors_of_emoji,
            ),
        ),
    ),
    Step(
        "avatar",
        ("avatar-hash",),
        (
            Act(
                "Give the member an avatar. Click on the member's name → Apps → “Recolor avatar”, "
                "and dismiss the form.",
                recolors_avatar,
            ),
        ),
    ),
    Step(
        "forward",
        ("forwards", "forwarded-files", "message-content"),
        (
            Act(
                "Post a message with one PNG picture and no text, forward it to the same channel, "
                "and choose Apps → “Take its colors” on the forward.",
                takes_colors_of_forward,
                answers=(
                    defer(),
                    Probe("GET", "{url}"),
                    Probe("GET", MESSAGES + "/{target}"),
                ),
            ),
            Act(
                "Delete the original message, and choose Apps → “Take its colors” on the forward "
                "again.",
                takes_colors_after_deletion,
                answers=(defer(), Probe("GET", "{url}")),
            ),
        ),
    ),
)
