"""Which files a message has after a request: those that it keeps, and those that it gets.

Source: Discord's API reference, "Editing message attachments", and its message resource,
"Attachment request structure".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from bot.sandbox.cdn import Attachment, Cdn, Upload, clean_filename
from bot.sandbox.errors import JSON, Form, Path
from bot.sandbox.snowflakes import Snowflakes

Files = dict[int, Upload]
"""The files of a request, by the number n in ``files[n]``."""

_DESCRIPTION = 1024


class Unlisted(Enum):
    """What becomes of files that a request does not list in ``attachments``."""

    ADDED = "added"
    """The message gets all new files: so it is with a new message."""
    KEPT = "kept"
    """Without a list, the message keeps its files, and new ones are dropped: an edit."""
    DROPPED = "dropped"
    """Without a list, the message loses its files: an edit by a callback."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that the message is going to have: one that it has already, or a new one."""

    file: Attachment | Upload
    description: str | None = None
    is_named: bool = True
    """Whether the request tells its name, so that components can refer to it."""

    @property
    def filename(self) -> str:
        """Return the name that the file has, or is going to have."""
        if isinstance(self.file, Attachment):
            return self.file.filename
        return clean_filename(self.file.filename)


def plan_files(
    form: Form,
    body: JSON,
    present: Sequence[Attachment],
    files: Files,
    unlisted: Unlisted,
    path: Path,
) -> list[PlannedFile]:
    """Return the files that a message is going to have; note what is wrong with the list."""
    if body.get("attachments") is None and unlisted is Unlisted.KEPT:
        # rule: edit-without-list
        return [PlannedFile(file, file.description) for file in present]
    at = (*path, "attachments")
    entries = form.objects(at, body.get("attachments"), 10)
    planned: list[PlannedFile] = []
    listed: set[int] = set()
    old = {str(file.id): file for file in present}
    for index, entry in enumerate(entries):
        place, key = (*at, index), str(entry.get("id"))
        description = entry.get("description")
        if description is not None:
            form.text((*place, "description"), description, _DESCRIPTION, least=0)
        if key in old:
            planned.append(_kept(entry, old[key]))
        elif key.isdigit() and int(key) in files:
            listed.add(int(key))
            planned.append(_new(form, entry, files[int(key)], place))
        else:
            message = "The attachment is neither in the message nor in the request"
            form.refuse((*place, "id"), "ATTACHMENT_NOT_FOUND", message)
    if unlisted is Unlisted.ADDED:
        # rule: create-adds-all
        planned += [PlannedFile(files[n]) for n in sorted(files) if n not in listed]
    return planned


def keep_files(
    planned: Sequence[PlannedFile],
    cdn: Cdn,
    snowflakes: Snowflakes,
    folder: str,
    *,
    ephemeral: bool,
) -> tuple[Attachment, ...]:
    """Put the new ones of the planned files on the CDN; return all of them."""
    return tuple(
        plan.file
        if isinstance(plan.file, Attachment)
        else cdn.keep(
            plan.file, snowflakes.next(), folder, description=plan.description, ephemeral=ephemeral
        )
        for plan in planned
    )


def _kept(entry: JSON, file: Attachment) -> PlannedFile:
    # rule: edit-attachment-metadata
    description = entry.get("description", file.description)
    spoiler = entry.get("is_spoiler")
    spoiler = file.spoiler if spoiler is None else bool(spoiler)
    kept = replace(file, description=description, spoiler=spoiler)
    # rule: kept-files-by-name
    return PlannedFile(kept, description, is_named=entry.get("filename") == file.filename)


def _new(form: Form, entry: JSON, upload: Upload, place: Path) -> PlannedFile:
    name = entry.get("filename")
    if name is not None and form.text((*place, "filename"), name, 1024):
        upload = replace(upload, filename=name)
    if entry.get("is_spoiler"):
        # rule: spoiler-flag
        upload = replace(upload, spoiler=True)
    return PlannedFile(upload, entry.get("description"))
