"""Steps about answers, edits and their files."""

from tests.recorder.files import FileSpec
from tests.recorder.scene import (
    presses,
)
from tests.recorder.script import (
    CALLBACK,
    COMPONENTS_V2,
    EPHEMERAL,
    MESSAGE,
    ORIGINAL,
    Act,
    Probe,
    Step,
    defer,
    edit,
    edit_post,
    gallery,
    help_act,
    post,
    respond,
    row,
    text,
)
from tests.recorder.steps.wrong_forms import WRONG_LEGACY_EDITS, WRONG_V2_EDITS

_A, _B = FileSpec("a.png"), FileSpec("b.png")
_MIB = 1024 * 1024
_BUTTON = {"type": 2, "style": 2, "custom_id": "press", "label": "Press"}
_OLD_LINK = "https://cdn.discordapp.com/attachments/100000000000000001/100000000000000002/a.png"


def _refresh(url: str) -> Probe:
    return Probe("POST", "/attachments/refresh-urls", {"attachment_urls": [url]})


MESSAGE_STEPS = (
    Step(
        "wrong-messages",
        (
            "ATTACHMENT_NOT_FOUND",
            "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
            "COMPONENT_CUSTOM_ID_INVALID",
            "COMPONENT_ID_DUPLICATED",
            "COMPONENT_ID_INVALID",
            "EMBED_REFERENCED_ATTACHMENT_NOT_FOUND",
            "LIST_TYPE_CONVERT",
            "SELECT_COMPONENT_DEFAULT_VALUES_TOO_MANY",
            "SELECT_COMPONENT_OPTIONS_TOO_FEW",
            "STRING_TYPE_CONVERT",
            "UNFURLED_MEDIA_ITEM_ATTACHMENT_REQUIRED",
        ),
        (
            help_act(defer(), *WRONG_LEGACY_EDITS),
            help_act(defer(), *WRONG_V2_EDITS, says="Run /help again."),
        ),
    ),
    Step(
        "file-names",
        ("clean-filename", "create-adds-all"),
        (help_act(respond({"content": "text"}, FileSpec("my picture (1) ü&.png"))),),
    ),
    Step(
        "edit-files",
        ("attachments-shown-elsewhere", "edit-without-list", "kept-files-by-name"),
        (
            help_act(
                defer(),
                edit(
                    {
                        "flags": COMPONENTS_V2,
                        "components": [gallery("a.png")],
                        "attachments": [{"id": 0}],
                    },
                    _A,
                ),
                edit({"components": [gallery("a.png")], "attachments": [{"id": "{attachment}"}]}),
                edit(
                    {
                        "components": [gallery("a.png")],
                        "attachments": [{"id": "{attachment}", "filename": "a.png"}],
                    }
                ),
                edit({"components": [text("text")]}, _B),
                Probe("GET", ORIGINAL),
            ),
        ),
    ),
    Step(
        "update-files",
        ("update-without-list",),
        (
            help_act(respond({"content": "text", "components": [row(_BUTTON)]}, _A)),
            Act(
                "Press “Press” below the message that appeared.",
                presses("Press"),
                answers=(
                    Probe("POST", CALLBACK, {"type": 7, "data": {"content": "text"}}),
                    Probe("GET", ORIGINAL),
                ),
            ),
        ),
    ),
    Step(
        "deferral-flags",
        ("deferral-flags",),
        (
            help_act(
                defer(EPHEMERAL | COMPONENTS_V2),
                Probe("GET", ORIGINAL),
                edit({"content": "text"}),
            ),
        ),
    ),
    Step(
        "refused-callback",
        ("refused-callbacks",),
        (help_act(respond({}), respond({"content": "text"})),),
    ),
    Step(
        "refresh-urls",
        ("refresh-urls",),
        (help_act(respond({"content": "text"}, _A), _refresh("{url}"), _refresh(_OLD_LINK)),),
    ),
    Step(
        "file-limits",
        ("default-upload-limit", "request-limit", "upload-limit-per-file"),
        (
            help_act(
                defer(),
                edit({"attachments": [{"id": 0}]}, FileSpec("a.bin", 21 * _MIB)),
                edit(
                    {"attachments": [{"id": 0}, {"id": 1}]},
                    FileSpec("a.bin", 15 * _MIB),
                    FileSpec("b.bin", 15 * _MIB),
                ),
            ),
        ),
    ),
    Step(
        "rate-limits",
        ("rate-limits",),
        (
            help_act(
                defer(),
                edit({"content": "text"}),
                post({"content": "text"}),
                edit_post({"content": "more"}),
                Probe("GET", MESSAGE),
            ),
        ),
    ),
)
