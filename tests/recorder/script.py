"""What steps consist of: acts of a person, and requests that the recorder sends itself."""

from dataclasses import dataclass, field
from typing import Any

from tests.recorder.files import FileSpec
from tests.recorder.scene import Perform, Place, runs

CALLBACK = "/interactions/{interaction}/{token}/callback?with_response=true"
WEBHOOK = "/webhooks/{application}/{token}"
ORIGINAL = WEBHOOK + "/messages/@original"
MESSAGES = "/channels/{channel}/messages"
MESSAGE = MESSAGES + "/{message}"
COMMANDS = "/applications/{application}/commands"
GUILD_COMMANDS = "/applications/{application}/guilds/{guild}/commands"
EPHEMERAL, COMPONENTS_V2 = 1 << 6, 1 << 15


@dataclass(frozen=True, slots=True)
class Probe:
    """A request that the recorder sends itself, with the bot's token.

    Names in braces stand for values of the latest interaction and of earlier answers; without a
    value for one of them the request is left out. A path that is only such a name is a URL.
    """

    method: str
    path: str
    body: Any = None
    files: tuple[FileSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a person does, and what it is answered with.

    `answers`: the recorder answers the interaction itself, and the bot hears nothing of it.
    `sends`: no interaction; the recorder sends these when the person says that it is done.
    With neither, the bot answers the interaction.
    """

    says: str
    performs: Perform
    answers: tuple[Probe, ...] = ()
    sends: tuple[Probe, ...] = ()
    is_interaction: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """Some acts, and the rules and error codes that they give evidence for."""

    name: str
    settles: tuple[str | int, ...]
    acts: tuple[Act, ...]
    place: Place = field(default_factory=Place)


def help_act(*answers: Probe, says: str = "As the member, run /help in #recordings.") -> Act:
    """Return an act whose interaction matters only for what it is answered with."""
    return Act(says, runs("help"), answers=answers)


def respond(data: Any, *files: FileSpec) -> Probe:
    """Return the callback that answers with a message."""
    return Probe("POST", CALLBACK, {"type": 4, "data": data}, files)


def defer(flags: int = EPHEMERAL) -> Probe:
    """Return the callback that shows “… is thinking”."""
    return Probe("POST", CALLBACK, {"type": 5, "data": {"flags": flags}})


def edit(body: Any, *files: FileSpec) -> Probe:
    """Return an edit of the interaction's first message."""
    return Probe("PATCH", ORIGINAL, body, files)


def follow_up(text: str) -> Probe:
    """Return a follow-up."""
    return Probe("POST", WEBHOOK, {"content": text})


def post(body: Any, *files: FileSpec) -> Probe:
    """Return a post with the bot's token."""
    return Probe("POST", MESSAGES, body, files)


def edit_post(body: Any, *files: FileSpec) -> Probe:
    """Return an edit with the bot's token of the message that was answered last."""
    return Probe("PATCH", MESSAGE, body, files)


def edit_v2(*components: Any) -> Probe:
    """Return an edit that turns the first message into Components V2."""
    return edit({"flags": COMPONENTS_V2, "components": list(components)})


def row(*components: Any) -> dict[str, Any]:
    """Return an action row."""
    return {"type": 1, "components": list(components)}


def text(content: str, **more: Any) -> dict[str, Any]:
    """Return a text display."""
    return {"type": 10, "content": content, **more}


def gallery(filename: str) -> dict[str, Any]:
    """Return a media gallery of one attachment."""
    return {"type": 12, "items": [{"media": {"url": f"attachment://{filename}"}}]}
