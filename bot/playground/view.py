"""Messages as the page shows them: Discord's JSON, and what only Discord's client knows."""

from bot.sandbox import payloads
from bot.sandbox.errors import JSON
from bot.sandbox.interactions import COMMAND, COMPONENT, Interaction, Interactions
from bot.sandbox.model import Message


def message_view(message: Message, interactions: Interactions) -> JSON:
    """Write a message, with the command that it answers and the pictures that went into it."""
    written = payloads.message(message)
    written["only_for"] = str(message.for_person.id) if message.for_person else None
    if message.author.bot:
        written["author"]["display_name"] = message.author.name
    cause = _cause(message, interactions)
    if cause is not None:
        written["used"] = _used(cause)
        written["sources"] = _sources(cause, interactions)
    return written


def _cause(message: Message, interactions: Interactions) -> Interaction | None:
    if message.origin is None:
        return None
    return interactions.find(message.origin.metadata["id"])


def _used(interaction: Interaction) -> JSON | None:
    """Write who used which command; for a button's answer, the message that had the button."""
    while interaction.cause is not None:
        interaction = interaction.cause
    person = {"id": str(interaction.person.id), "name": interaction.person.name}
    if interaction.type == COMMAND:
        return {"person": person, "command": _command_name(interaction.data)}
    if interaction.type == COMPONENT and interaction.message is not None:
        return {"person": person, "message": str(interaction.message.id)}
    return None


def _command_name(data: JSON) -> str:
    if data["type"] != 1:
        return data["name"]
    names, options = [data["name"]], data.get("options") or []
    while options and options[0]["type"] in (1, 2):
        names.append(options[0]["name"])
        options = options[0].get("options") or []
    return "/" + " ".join(names)


def _sources(interaction: Interaction, interactions: Interactions) -> list[JSON]:
    """Return the pictures that an interaction was about, perhaps through the one before."""
    resolved: JSON = interaction.data.get("resolved") or {}
    files = list((resolved.get("attachments") or {}).values())
    for message in (resolved.get("messages") or {}).values():
        files += message["attachments"]
    pictures = [file for file in files if file.get("width")]
    if pictures:
        return pictures
    before = interaction.cause
    if before is None and interaction.message is not None:
        before = _cause(interaction.message, interactions)
    return _sources(before, interactions) if before else []
