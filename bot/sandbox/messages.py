"""Posting, editing and deleting messages."""

import re
from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox.attachments import Files, Unlisted, keep_files, plan_files
from bot.sandbox.cdn import Attachment, Cdn
from bot.sandbox.errors import JSON, Form, Path, too_large
from bot.sandbox.images import Images
from bot.sandbox.model import (
    NO_FLAGS,
    Channel,
    Forward,
    Message,
    MessageFlag,
    MessageState,
    Origin,
    Sticker,
    User,
)
from bot.sandbox.payloads.media import referenced_names
from bot.sandbox.previews import with_previews
from bot.sandbox.record import MessageChange, Record
from bot.sandbox.rules.components import with_ids
from bot.sandbox.rules.content import check_content
from bot.sandbox.rules.messages import MOST_ATTACHMENTS, check_message, check_not_empty
from bot.sandbox.world import World

_SETTABLE = (
    MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.COMPONENTS_V2
)
_MENTION = re.compile(r"<@!?(\d+)>")


@dataclass(frozen=True, slots=True)
class Extras:
    """What only people put into messages: stickers, or another message."""

    stickers: tuple[Sticker, ...] = ()
    forward: Forward | None = None


class Messages:
    """Makes messages of what is asked for, as far as the rules allow."""

    def __init__(self, world: World, cdn: Cdn, images: Images, record: Record) -> None:
        self._world = world
        self._cdn = cdn
        self._images = images
        self._record = record

    def thinking(self, channel: Channel, origin: Origin) -> Message:
        """Post "… is thinking", to be edited later."""
        # rule: deferral-flags
        flags = MessageFlag.LOADING
        if origin.for_person is not None:
            flags |= MessageFlag.EPHEMERAL
        state = MessageState(self._now, flags=flags)
        return self._post(channel, self._world.bot, state, origin, Extras())

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
        extras: Extras | None = None,
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
        extras = extras or Extras()
        flags = asked_flags(form, body, path) & _SETTABLE
        if origin is not None and origin.for_person is not None:
            flags |= MessageFlag.EPHEMERAL
        if extras.forward is not None:
            flags |= MessageFlag.HAS_SNAPSHOT
        blank = MessageState(self._now, flags=flags)
        has_more = bool(extras.stickers or extras.forward)
        change = _Change(body, files, limit, Unlisted.ADDED, path, may_be_empty=has_more)
        state = self._change(form, channel, blank, change, from_interaction=origin is not None)
        return self._post(channel, author, state, origin, extras)

    def edit(
        self,
        message: Message,
        body: JSON,
        files: Files,
        *,
        limit: int,
        path: Path = (),
        unlisted: Unlisted = Unlisted.KEPT,
    ) -> None:
        """Change `message` as `body` and `files` ask for; what they leave out stays.

        `unlisted` says what becomes of its files if `body` has no list of them.

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
            # rule: components-v2-stays
            flags |= asked & MessageFlag.COMPONENTS_V2
        base = replace(old, at=self._now, flags=flags & ~MessageFlag.LOADING)
        change = _Change(body, files, limit, unlisted, path)
        has_origin = message.origin is not None
        state = self._change(form, message.channel, base, change, from_interaction=has_origin)
        if MessageFlag.LOADING not in old.flags:
            message.edited_at = state.at
        message.history.append(state)
        message.mentions = self._mentions(state)
        kept = {file.id for file in state.attachments}
        for file in old.attachments:
            if file.id not in kept:
                self._cdn.forget(file)
        self._record.add(MessageChange(message, state, "edited"))

    def delete(self, message: Message) -> None:
        """Delete `message` and its files."""
        # rule: forwarded-files
        message.deleted = True
        for file in message.attachments:
            self._cdn.forget(file)
        self._record.add(MessageChange(message, message.state, "deleted"))

    @property
    def _now(self) -> float:
        return self._world.clock.now()

    def _post(
        self,
        channel: Channel,
        author: User,
        state: MessageState,
        origin: Origin | None,
        extras: Extras,
    ) -> Message:
        message = Message(
            self._world.snowflakes.next(),
            channel,
            author,
            [state],
            origin,
            forward=extras.forward,
            stickers=extras.stickers,
            mentions=self._mentions(state),
        )
        channel.messages[message.id] = message
        self._record.add(MessageChange(message, state, "created"))
        return message

    def _mentions(self, state: MessageState) -> tuple[User, ...]:
        """Return who is mentioned in a message, and may be."""
        # rule: mentions
        users = self._world.users
        found = {int(mention) for mention in _MENTION.findall(state.text)}
        allowed = state.allowed_mentions
        if allowed is not None and "users" not in (allowed.get("parse") or ()):
            found &= {int(user_id) for user_id in allowed.get("users") or ()}
        return tuple(users[user_id] for user_id in sorted(found) if user_id in users)

    def _change(
        self,
        form: Form,
        channel: Channel,
        state: MessageState,
        change: "_Change",
        *,
        from_interaction: bool,
    ) -> MessageState:
        body, files, path = change.body, change.files, change.path
        # rule: upload-limit-per-file
        if any(len(upload.data) > change.limit for upload in files.values()):
            raise too_large()
        planned = plan_files(form, body, state.attachments, files, change.unlisted, path)
        changed = _merged(form, state, body, path)
        known = {plan.filename for plan in planned if plan.is_named}
        if not {"components", "embeds"} & body.keys():
            # What the message shows already is not looked up again.
            known |= set(referenced_names(state))
        check_message(form, changed, known, path)
        if len(planned) > MOST_ATTACHMENTS:
            message = f"Must be {MOST_ATTACHMENTS} or fewer in length."
            form.refuse((*path, "attachments"), "BASE_TYPE_MAX_LENGTH", message)
        form.check()
        if not planned and not change.may_be_empty:
            check_not_empty(changed)
        new = [plan.file for plan in planned if not isinstance(plan.file, Attachment)]
        check_content(channel, changed, new, from_interaction=from_interaction)
        attachments = keep_files(
            planned,
            self._cdn,
            self._world.snowflakes,
            f"attachments/{channel.id}",
            ephemeral=MessageFlag.EPHEMERAL in state.flags,
        )
        components = with_ids(list(changed.components))
        changed = replace(changed, attachments=attachments, components=components)
        embeds, components = with_previews(changed, self._images)
        return replace(changed, embeds=embeds, components=components)


@dataclass(frozen=True, slots=True)
class _Change:
    """What a request asks for, and under which conditions."""

    body: JSON
    files: Files
    limit: int
    unlisted: Unlisted
    path: Path
    may_be_empty: bool = False


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
