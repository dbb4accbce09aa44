"""What a job is: everything needed to recolor a picture and answer, small enough to record."""

from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final, Self
from urllib.parse import parse_qs, urlsplit

from bot.api.contract import Mode

LATE_SECONDS: Final = 13 * 60.0
"""After so long a reply may soon be closed to the bot: Discord lets it be edited for 15 minutes."""

Record = dict[str, Any]
"""A JSON-able form, as the database keeps it."""


class Work(StrEnum):
    """What a job makes."""

    RECOLOR = "recolor"
    COMPARE = "compare"
    """Pictures and what became of them, side by side."""
    TABLE = "table"
    """What a recoloring does to colors, as ``.cube`` files."""
    COLORS = "colors"
    """Nothing but the main colors of pictures."""


class Format(StrEnum):
    """Which format a result is wanted in."""

    AUTO = "auto"
    """PNG if that fits Discord's limit, else the best that does."""
    PNG = "png"
    WEBP = "webp"
    JPEG = "jpeg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that someone attached; `filename` is the uploader's claim."""

    url: str
    """Discord's link, which dies after about a day."""
    filename: str
    id: int = 0
    message_id: int = 0
    channel_id: int = 0
    """The message that holds the file; zeros where the file is in no message that stays."""
    spoiler: bool = False
    """Whether people saw the file hidden, until they clicked it."""

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Make the attachment again from its record, also from that of another version."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in record.items() if name in known})

    def dies_before(self, now: float) -> bool:
        """Tell whether the link has expired at a time, in seconds since the epoch.

        Source: Discord's API reference, "Signed attachment CDN URLs".
        """
        expiry = parse_qs(urlsplit(self.url).query).get("ex", [""])[0]
        try:
            return int(expiry, 16) < now
        except ValueError:
            return False


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
    work: Work = Work.RECOLOR
    more: tuple[Attachment, ...] = ()
    """Further pictures that the same is done to."""
    results: tuple[Attachment, ...] = ()
    """What became of the pictures, with `Work.COMPARE`."""
    labels: tuple[str, str] = ("Before", "After")
    """To be written onto them."""
    pick: int = 0
    """The number of the only colorway that is wanted, from 1, of `count`; 0 for all."""
    again: str = ""
    """The id of an earlier job that had the same pictures recolored in the same way: what the
    service made of them then is good for this one, too."""
    format: Format = Format.AUTO
    private: bool = False
    """Whether only the person sees the reply."""
    spoiler: bool = False
    """Whether the person or the server asks for hidden results; see `is_spoiler`."""
    mark: str = ""
    """Tells the job from one of the same id in another database: its reply carries it."""

    @property
    def pictures(self) -> tuple[Attachment, ...]:
        """Return all pictures that something is to be done to."""
        return (self.image, *self.more)

    @property
    def files(self) -> tuple[Attachment, ...]:
        """Return every file that the job fetches: pictures, the reference, results to compare."""
        reference = () if self.reference is None else (self.reference,)
        return (*self.pictures, *reference, *self.results)

    @property
    def is_spoiler(self) -> bool:
        """Tell whether everything made by the job is hidden until it is clicked.

        A hidden file hides what is made of it, whatever the person or the server asks for.
        """
        return self.spoiler or any(file.spoiler for file in self.files)

    def is_late(self, now: float) -> bool:
        """Tell whether what comes of it may reach nobody unless it is asked for."""
        return not self.may_post and now > self.created + LATE_SECONDS

    def as_private(self) -> Self:
        """Return the same job for a reply that only the person sees."""
        return replace(self, private=True, may_post=False)

    def is_like(self, other: Self) -> bool:
        """Tell whether another job does the same for the same person."""
        return _deed(self) == _deed(other)

    def record(self) -> Record:
        """Return the form that the database keeps.

        Programs from before files could be hidden read it, too, unless one is.
        """
        record = asdict(self)
        for file in (record["image"], record["reference"], *record["more"], *record["results"]):
            if file is not None and not file["spoiler"]:
                del file["spoiler"]
        return record

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Make the job again from its record, also from that of an older or newer program.

        What is new since then has its default; what this program does not know is left out.
        """
        known = {field.name for field in fields(cls)}
        values: Record = {name: value for name, value in record.items() if name in known}
        values["mode"] = Mode(record["mode"])
        for name in ("colors", "color_names", "labels"):
            if name in record:
                values[name] = tuple(record[name])
        for name in ("more", "results"):
            values[name] = tuple(Attachment.from_record(file) for file in record.get(name, ()))
        values["work"] = Work(record.get("work", Work.RECOLOR))
        values["format"] = Format(record.get("format", Format.AUTO))
        values["image"] = Attachment.from_record(record["image"])
        if record.get("reference") is not None:
            values["reference"] = Attachment.from_record(record["reference"])
        return cls(**values)


def _deed(job: Job) -> Record:
    """Return what a job does, without what differs each time that it is asked for."""
    here = {"id", "token", "created", "mark", "may_post", "filesize_limit", "locale", "labels"}
    deed = {name: value for name, value in job.record().items() if name not in here}
    # Links are signed anew, files stay where they are.
    return (
        deed
        | {"image": None, "more": None, "reference": None, "results": None}
        | {"files": [urlsplit(file.url).path for file in job.files]}
    )
