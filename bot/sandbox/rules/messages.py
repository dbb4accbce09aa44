"""The rules for messages: what may stand in one, and what must.

Source: Discord's message resource, "Create message" and "Edit message".
"""

from collections.abc import Collection

from bot.sandbox.errors import JSON, Form, Path, empty_message
from bot.sandbox.model import MessageFlag, MessageState
from bot.sandbox.rules.components import check_components

MOST_CONTENT = 2000
MOST_EMBEDS = 10
MOST_ATTACHMENTS = 10
MOST_EMBED_CHARACTERS = 6000
_EMBED_TEXTS = {"title": 256, "description": 4096}
_FIELD_TEXTS = {"name": 256, "value": 1024}


def check_message(form: Form, state: MessageState, files: Collection[str], path: Path = ()) -> None:
    """Note what is wrong with the message that would become of a request.

    `files` are the names that its components and embeds can refer to.
    """
    v2 = MessageFlag.COMPONENTS_V2 in state.flags
    form.text((*path, "content"), state.content, MOST_CONTENT, least=0)
    if v2:
        for name in ("content", "embeds"):
            if getattr(state, name):
                message = (
                    f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                )
                code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
                form.refuse((*path, name), code, message)
    _check_embeds(form, list(state.embeds), files, path)
    check_components(form, list(state.components), v2=v2, files=files, path=path)


def check_not_empty(state: MessageState) -> None:
    """Refuse a message without anything in it.

    Raises
    ------
    DiscordError
        When there is neither text nor embed, component or file.
    """
    parts = (state.embeds, state.components, state.attachments)
    if not state.content.strip() and not any(parts):
        raise empty_message()


def _check_embeds(form: Form, embeds: list[JSON], files: Collection[str], path: Path) -> None:
    form.objects((*path, "embeds"), embeds, MOST_EMBEDS)
    characters = 0
    for index, embed in enumerate(embeds):
        at = (*path, "embeds", index)
        for key, most in _EMBED_TEXTS.items():
            if embed.get(key):
                form.text((*at, key), embed[key], most)
                characters += len(str(embed[key]))
        fields = form.objects((*at, "fields"), embed.get("fields"), 25)
        for number, entry in enumerate(fields):
            for key, most in _FIELD_TEXTS.items():
                form.text((*at, "fields", number, key), entry.get(key), most)
                characters += len(str(entry.get(key)))
        footer = form.object((*at, "footer"), embed.get("footer")).get("text")
        if footer:
            form.text((*at, "footer", "text"), footer, 2048)
            characters += len(str(footer))
        for key in ("image", "thumbnail"):
            url = str(form.object((*at, key), embed.get(key)).get("url", ""))
            if url.startswith("attachment://") and url.removeprefix("attachment://") not in files:
                message = "The referenced attachment was not found"
                form.refuse((*at, key, "url"), "EMBED_REFERENCED_ATTACHMENT_NOT_FOUND", message)
    if characters > MOST_EMBED_CHARACTERS:
        message = f"Embed size exceeds maximum size of {MOST_EMBED_CHARACTERS}"
        form.refuse((*path, "embeds"), "MAX_EMBED_SIZE_EXCEEDED", message)
