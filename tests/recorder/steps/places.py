"""Steps about places where Discord does not let the bot do everything."""

from bot.sandbox import Permission
from tests.recorder.files import FileSpec
from tests.recorder.scene import (
    Place,
    locks,
    locks_and_closes,
)
from tests.recorder.script import (
    EPHEMERAL,
    Act,
    Step,
    defer,
    edit,
    edit_post,
    follow_up,
    help_act,
    post,
    respond,
)

_A = FileSpec("a.png")
_BLOCKED = "colorwayblocked"

PLACE_STEPS = (
    Step(
        "external-apps",
        ("forced-ephemeral",),
        (
            help_act(
                respond({"content": "text"}),
                follow_up("text"),
                says="As the owner, deny Use External Apps to @everyone in #recordings. As the "
                "member, run /help there.",
            ),
        ),
        Place(denied_to_people=Permission.USE_EXTERNAL_APPS),
    ),
    Step(
        "attach-files",
        ("attach-files-for-posts",),
        (
            help_act(
                respond({"content": "text", "flags": EPHEMERAL}, _A),
                post({"content": "text"}),
                edit_post({"attachments": [{"id": 0}]}, _A),
                post({"content": "text"}, _A),
                says="As the owner, allow Use External Apps again, and deny Attach Files to the "
                "bot's role in #recordings. As the member, run /help there.",
            ),
        ),
        Place(denied_to_bot=Permission.ATTACH_FILES),
    ),
    Step(
        "automod",
        ("automod", "refused-callbacks"),
        (
            help_act(
                respond({"content": _BLOCKED}),
                respond({"content": "text"}),
                edit({"content": _BLOCKED}),
                follow_up(_BLOCKED),
                post({"content": _BLOCKED}),
                says="As the owner, allow Attach Files again, and let AutoMod block the word "
                f"“{_BLOCKED}” in messages. As the member, run /help.",
            ),
        ),
        Place(blocked_words=(_BLOCKED,)),
    ),
    Step(
        "locked-thread",
        ("locked-threads", "archived-threads", 160005),
        (
            help_act(
                respond({"content": "text"}),
                says="As the owner, remove the word from AutoMod and open a public thread in "
                "#recordings. As the member, run /help in the thread.",
            ),
            Act(
                "As the owner, lock the thread, and do not close it.",
                locks,
                sends=(edit({"content": "more"}), post({"content": "text"})),
                is_interaction=False,
            ),
            Act(
                "As the owner, close the thread too.",
                locks_and_closes,
                sends=(edit({"content": "more"}), post({"content": "text"})),
                is_interaction=False,
            ),
        ),
        Place(is_thread=True),
    ),
    Step(
        "ephemeral-in-thread",
        ("ephemeral-in-closed-threads",),
        (
            help_act(
                defer(),
                edit({"content": "text"}),
                says="As the owner, open another thread. As the member, run /help in it.",
            ),
            Act(
                "As the owner, lock the thread and close it.",
                locks_and_closes,
                sends=(edit({"content": "more"}),),
                is_interaction=False,
            ),
        ),
        Place(is_thread=True),
    ),
    Step(
        "private",
        ("permissions-in-dms",),
        (
            help_act(
                respond({"content": "text"}, _A),
                says="As the member, run /help in the bot's direct messages.",
            ),
        ),
        Place(is_dm=True),
    ),
    Step(
        "commands-only",
        ("commands-only", "permissions-without-bot", "no-post-without-bot"),
        (
            help_act(
                respond({"content": "text"}),
                post({"content": "text"}),
                says="As the owner, make another server, invite the member, and invite the app "
                "with the scope applications.commands alone. As the member, run /help there.",
            ),
        ),
        Place(is_guild_without_bot=True),
    ),
    Step(
        "follow-ups",
        ("first-follow-up", "five-follow-ups", "no-post-without-bot"),
        (
            help_act(
                defer(0),
                *(follow_up("text") for _ in range(7)),
                post({"content": "text"}),
                says="As the owner, remove the app from that other server. As the member, add the "
                "app to the account, and run /help there.",
            ),
        ),
        Place(is_guild_without_app=True, is_installed_by_person=True),
    ),
)
