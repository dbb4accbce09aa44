"""What a job is: everything needed to recolor a picture and answer, small enough to record."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from bot.api.contract import Mode

Record = dict[str, Any]
"""A JSON-able form, as the database keeps it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that someone attached; `filename` is the uploader's claim."""

    url: str
    filename: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A recoloring on its way from an attachment to a reply."""

    id: str
    """The interaction's id: the same interaction delivered twice is the same job."""
    application_id: int
    token: str
    """Edits the reply for 15 minutes after `created`."""
    created: float
    """Seconds since the epoch."""
    guild_id: int | None
    channel_id: int
    user_id: int
    may_post: bool
    """Whether the bot itself may write into the channel, when the token is dead."""
    filesize_limit: int
    """Bytes that one attachment of the reply may have."""
    image: Attachment
    mode: Mode
    degree: float
    colors: tuple[str, ...] = ()
    """Six hex digits each, with `Mode.TEMPLATE`."""
    color_names: tuple[str, ...] = ()
    """What each of them was called, a color or its palette; empty where it was given as digits."""
    reference: Attachment | None = None
    """With `Mode.REF_PIC`."""
    count: int = 1
    """Pictures asked for; more than one only with `Mode.AUTO`."""
    keep_people: bool = True
    locale: str = "en-US"
    """In which of Discord's locales to speak; records from before there were words for others
    have none."""
    mark: str = ""
    """Tells the job from one of the same id in another database: its reply carries it."""

    def record(self) -> Record:
        """Return the form that the database keeps."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Make the job again from its record, also from that of an older or newer program.

        What is new since then has its default; what this program does not know is left out.
        """
        known = {field.name for field in fields(cls)}
        values: Record = {name: value for name, value in record.items() if name in known}
        values["mode"] = Mode(record["mode"])
        values["colors"] = tuple(record["colors"])
        values["color_names"] = tuple(record.get("color_names", ()))
        values["image"] = Attachment(**record["image"])
        if record.get("reference") is not None:
            values["reference"] = Attachment(**record["reference"])
        return cls(**values)
