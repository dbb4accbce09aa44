"""Posting, editing and deleting messages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.sandbox.cdn import Attachment, Cdn, Upload, clean_filename
from bot.sandbox.errors import JSON, Form, Path, too_large
from bot.sandbox.model import NO_FLAGS, Channel, Message, MessageFlag, MessageState, Origin, User
from bot.sandbox.record import MessageChange, Record
from bot.sandbox.rules.components import with_ids
from bot.sandbox.rules.messages import check_message, check_not_empty
from bot.sandbox.world import World

_SETTABLE = (
    MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.COMPONENTS_V2
)
DESCRIPTION = 1024

Files = dict[int, Upload]
_New = tuple[Upload, str | None]


class Messages:
    """Makes messages of what is asked for, as far as the rules allow."""

    def __init__(self, world: World, cdn: Cdn, record: Record) -> None:
        self._world = world
        self._cdn = cdn
        self._record = record

    def thinking(self, channel: Channel, origin: Origin) -> Message:
        """Post "… is thinking", to be edited later."""
        flags = MessageFlag.LOADING
        if origin.for_person is not None:
            flags |= MessageFlag.EPHEMERAL
        return self._post(channel, self._world.bot, MessageState(self._now, flags=flags), origin)

    def create(
        self,
        channel: Channel,
        author: User,
        body: JSON,
        files: Files,
        *,
        limit: int,
        origin: Origin | None = None,
        path: Path = (),
    ) -> Message:
        """Post what `body` and `files` ask for.

        `limit` is how large a file may be, in bytes; `path` is where `body` stands in the
        request, for errors.

        Raises
        ------
        DiscordError
            When a rule forbids it. Nothing has happened then.
        """
        form = Form()
        flags = asked_flags(form, body, path) & _SETTABLE
        if origin is not None and origin.for_person is not None:
            flags |= MessageFlag.EPHEMERAL
        blank = MessageState(self._now, flags=flags)
        folder = f"attachments/{channel.id}"
        state = self._change(form, blank, body, files, limit, folder, path)
        return self._post(channel, author, state, origin)

    def edit(
        self, message: Message, body: JSON, files: Files, *, limit: int, path: Path = ()
    ) -> None:
        """Change `message` as `body` and `files` ask for; what they leave out stays.

        Raises
        ------
        DiscordError
            When a rule forbids it. Nothing has happened then.
        """
        old = message.state
        flags = old.flags
        form = Form()
        if body.get("flags") is not None:
            asked = asked_flags(form, body, path)
            flags = (flags & ~MessageFlag.SUPPRESS_EMBEDS) | (asked & MessageFlag.SUPPRESS_EMBEDS)
            # Once set, the flag of Components V2 cannot be taken back.
            flags |= asked & MessageFlag.COMPONENTS_V2
        base = replace(old, at=self._now, flags=flags & ~MessageFlag.LOADING)
        folder = f"attachments/{message.channel.id}"
        state = self._change(form, base, body, files, limit, folder, path)
        if MessageFlag.LOADING not in old.flags:
            message.edited_at = state.at
        message.history.append(state)
        kept = {file.id for file in state.attachments}
        for file in old.attachments:
            if file.id not in kept:
                self._cdn.forget(file)
        self._record.add(MessageChange(message, state, "edited"))

    def delete(self, message: Message) -> None:
        """Delete `message` and its files."""
        message.deleted = True
        for file in message.attachments:
            self._cdn.forget(file)
        self._record.add(MessageChange(message, message.state, "deleted"))

    @property
    def _now(self) -> float:
        return self._world.clock.now()

    def _post(
        self, channel: Channel, author: User, state: MessageState, origin: Origin | None
    ) -> Message:
        message = Message(self._world.snowflakes.next(), channel, author, [state], origin)
        channel.messages[message.id] = message
        self._record.add(MessageChange(message, state, "created"))
        return message

    def _change(
        self,
        form: Form,
        state: MessageState,
        body: JSON,
        files: Files,
        limit: int,
        folder: str,
        path: Path,
    ) -> MessageState:
        if any(len(upload.data) > limit for upload in files.values()):
            raise too_large()
        kept: list[Attachment | _New]
        if "attachments" in body:
            listed = form.objects((*path, "attachments"), body["attachments"], 10)
            kept = _listed(form, listed, state.attachments, files, path)
        else:
            kept = [*state.attachments, *((upload, None) for upload in files.values())]
        changed = _merged(form, state, body, path)
        check_message(form, changed, [_name(entry) for entry in kept], path)
        form.check()
        if not kept:
            check_not_empty(changed)
        ephemeral = MessageFlag.EPHEMERAL in state.flags
        attachments = tuple(
            entry
            if isinstance(entry, Attachment)
            else self._cdn.keep(
                entry[0],
                self._world.snowflakes.next(),
                folder,
                description=entry[1],
                ephemeral=ephemeral,
            )
            for entry in kept
        )
        components = with_ids(list(changed.components))
        return replace(changed, attachments=attachments, components=components)


def asked_flags(form: Form, body: JSON, path: Path = ()) -> MessageFlag:
    """Return the flags that a message is to have."""
    flags = body.get("flags") or 0
    if not isinstance(flags, int) or not form.number((*path, "flags"), flags, 0, 2**31):
        form.refuse((*path, "flags"), "NUMBER_TYPE_COERCE", f'Value "{flags}" is not int.')
        return NO_FLAGS
    return MessageFlag(flags)


def _merged(form: Form, state: MessageState, body: JSON, path: Path) -> MessageState:
    changes: dict[str, Any] = {}
    if "content" in body:
        changes["content"] = body["content"] or ""
    for name in ("embeds", "components"):
        if name in body:
            changes[name] = tuple(form.objects((*path, name), body[name], 40))
    if "allowed_mentions" in body:
        changes["allowed_mentions"] = body["allowed_mentions"]
    return replace(state, **changes)


def _listed(
    form: Form, listed: list[JSON], present: Sequence[Attachment], files: Files, path: Path
) -> list[Attachment | _New]:
    """Return what `attachments` lists: kept ones by their id, new ones by their number."""
    old = {str(file.id): file for file in present}
    kept: list[Attachment | _New] = []
    for index, entry in enumerate(listed):
        at = (*path, "attachments", index)
        key, description = str(entry.get("id")), entry.get("description")
        if description is not None:
            form.text((*at, "description"), description, DESCRIPTION, least=0)
        if key in old:
            file = old[key]
            kept.append(replace(file, description=entry.get("description", file.description)))
        elif key.isdigit() and int(key) in files:
            upload = files[int(key)]
            name = entry.get("filename")
            if name is not None and form.text((*at, "filename"), name, 1024):
                upload = replace(upload, filename=name)
            kept.append((upload, description))
        else:
            message = "The attachment is neither in the message nor in the request"
            form.refuse((*at, "id"), "ATTACHMENT_NOT_FOUND", message)
    return kept


def _name(entry: Attachment | _New) -> str:
    if isinstance(entry, Attachment):
        return entry.filename
    return clean_filename(entry[0].filename)
