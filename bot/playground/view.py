"""Messages as the page shows them: Discord's JSON, and what only Discord's client knows."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from bot.playground.scene import avatar_path
from bot.sandbox import Sandbox, payloads
from bot.sandbox.errors import JSON
from bot.sandbox.interactions import COMMAND, COMPONENT, Interaction, Interactions
from bot.sandbox.model import Message, walk
from bot.sandbox.registry import Registry
from bot.sandbox.rules.commands import CHAT_INPUT, USER

_SUBCOMMANDS = (1, 2)


def message_view(message: Message, sandbox: Sandbox) -> JSON:
    """Write a message, with the command that it answers and the pictures that went into it."""
    interactions = sandbox.interactions
    written = payloads.message(message)
    written["only_for"] = str(message.for_person.id) if message.for_person else None
    if message.author.bot:
        written["author"]["display_name"] = message.author.name
    cause = _cause(message, interactions)
    if cause is not None:
        written["used"] = _used(cause, sandbox.registry)
        written["sources"] = _sources(cause, sandbox)
    return written


def _cause(message: Message, interactions: Interactions) -> Interaction | None:
    if message.origin is None:
        return None
    return interactions.find(message.origin.metadata["id"])


def _used(interaction: Interaction, registry: Registry) -> JSON | None:
    """Write who used which command; for a button's answer, the message that had the button."""
    while interaction.cause is not None:
        interaction = interaction.cause
    person = {"id": str(interaction.person.id), "name": interaction.person.name}
    if interaction.type == COMMAND:
        return {"person": person, **_command(interaction.data, registry)}
    if interaction.type == COMPONENT and interaction.message is not None:
        return {"person": person, "message": str(interaction.message.id)}
    return None


def _command(data: JSON, registry: Registry) -> JSON:
    """Write a command's name, and what it is called in each language that the bot gives it."""
    parts: list[JSON] = [data]
    while inner := [o for o in parts[-1].get("options") or () if o["type"] in _SUBCOMMANDS]:
        parts.append(inner[0])
    slash = "/" if data["type"] == CHAT_INPUT else ""
    path: list[str] = [part["name"] for part in parts]
    named = list(zip(path, _localizations(path, data, registry), strict=True))
    local = {
        locale: slash + " ".join(names.get(locale, name) for name, names in named)
        for locale in {locale for _, names in named for locale in names}
    }
    return {"command": slash + " ".join(path), "command_in": local}


def _localizations(path: list[str], data: JSON, registry: Registry) -> list[dict[str, str]]:
    """Return the names of each part of a registered command, by language."""
    found: list[dict[str, str]] = []
    level = [command for command in registry.all() if command["id"] == data["id"]]
    for name in path:
        part = next((part for part in level if part["name"] == name), {})
        found.append(part.get("name_localizations") or {})
        level = part.get("options") or []
    return found


def _sources(interaction: Interaction, sandbox: Sandbox) -> list[JSON]:
    """Return the pictures that an interaction was about, perhaps through the one before."""
    resolved: JSON = interaction.data.get("resolved") or {}
    files = list((resolved.get("attachments") or {}).values())
    for message in (resolved.get("messages") or {}).values():
        snapshots = [forward["message"] for forward in message.get("message_snapshots", ())]
        for part in (message, *snapshots):
            files += _pictures_in(part)
    if interaction.type == COMMAND and interaction.data["type"] == USER:
        files.append(_avatar(interaction, sandbox))
    pictures = [file for file in files if file.get("width")]
    if pictures:
        return pictures
    before = interaction.cause
    if before is None and interaction.message is not None:
        before = _cause(interaction.message, sandbox.interactions)
    return _sources(before, sandbox) if before else []


def _avatar(interaction: Interaction, sandbox: Sandbox) -> JSON:
    """Write the avatar that a menu of a person was used on; it is square, of whatever size."""
    user = sandbox.world.users[int(interaction.data["target_id"])]
    path = avatar_path(user, interaction.channel.guild)
    url = f"{sandbox.cdn_url}{path}"
    return {"url": url, "filename": f"{user.name}.png", "width": 1, "height": 1}


def _pictures_in(message: JSON) -> list[JSON]:
    """Return the pictures of a message, in its components and embeds too, each of them once."""
    media: list[JSON] = []
    for part in walk(message["components"]):
        media += [item["media"] for item in part.get("items") or ()]
        media += [part[key] for key in ("media", "file") if part.get(key)]
    for embed in message["embeds"]:
        media += [embed[key] for key in ("image", "thumbnail") if embed.get(key)]
    named = [item | {"filename": PurePosixPath(urlsplit(item["url"]).path).name} for item in media]
    return list(
        {urlsplit(file["url"]).path: file for file in [*message["attachments"], *named]}.values()
    )
