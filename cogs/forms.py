"""Forms that ask for what a button or a menu needs. What they are about is in their ids."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import discord
from discord import ui

from bot.palette import MOST_TYPED
from cogs.message_pictures import MessagePicture, uploaded_picture
from cogs.words import Words

PALETTE: Final = r"[0-9A-F]{6}(?:-[0-9A-F]{6}){0,6}"
"""Colors in a custom id."""

MOST_TITLE: Final = 45
MOST_FILES: Final = 10
MOST_LABEL: Final = 100

_DEGREES: Final = (1.0, 0.75, 0.5, 0.25)


class Kind(StrEnum):
    """What a form is for."""

    COLORS = "colors"
    """Other colors for the pictures of a card."""
    RECOLOR = "recolor"
    """Colors for pictures of a message."""
    LIKE = "like"
    """Pictures to be colored after one of a message."""
    USE = "use"
    """Pictures for colors that were found."""
    EXTRACT = "extract"
    """Which of a message's pictures to take the colors of."""
    KEEP = "keep"
    """Which of a card's palettes to save, and its name."""
    UPLOAD = "upload"
    """Pictures that are gone."""
    NAME = "name"
    """A name for a palette; the form's subject is the palette's colors."""


_ABOUT_CARDS: Final = frozenset(Kind) - {Kind.NAME}
_ID = re.compile(
    rf"form:(?:(?P<name>{Kind.NAME}):(?P<colors>{PALETTE})|(?P<kind>[a-z]+):(?P<card>[0-9]+))"
)


class Form(ui.Modal):
    """A form. What is sent with it is read from the interaction, whichever process it reaches."""

    def __init__(self, kind: Kind, subject: str, title: str) -> None:
        super().__init__(title=title[:MOST_TITLE], custom_id=f"form:{kind}:{subject}")
        # discord.py keeps no form in memory that is finished: a dismissed one would stay forever.
        self.stop()

    def ask(self, text: str, field: Any, about: str | None = None) -> None:
        """Add a field under a label."""
        self.add_item(
            ui.Label(text=text[:MOST_TITLE], component=field, description=about and about[:100])
        )

    def ask_colors(self, words: Words, typed: str) -> None:
        """Ask for colors, with those that are there or were typed before."""
        field = ui.TextInput[Any](
            custom_id="colors",
            default=typed[:MOST_TYPED] or None,
            placeholder=words.say("form-colors-example")[:MOST_LABEL],
            max_length=MOST_TYPED,
        )
        self.ask(words.say("form-colors"), field, words.say("form-colors.description"))

    def ask_degree(self, words: Words, degree: float) -> None:
        """Ask how far colors are to move."""
        options = [
            discord.SelectOption(
                label=words.say("form-degree-option", percent=round(100 * each)),
                value=f"{each:g}",
                default=each == degree,
            )
            for each in sorted({*_DEGREES, degree}, reverse=True)
        ]
        self.ask(words.say("form-degree"), ui.Select[Any](custom_id="degree", options=options))

    def ask_people(self, words: Words, keep: bool) -> None:
        """Ask whether people keep their colors."""
        field = ui.Checkbox[Any](custom_id="keep", default=keep)
        self.ask(words.say("form-people"), field)

    def ask_private(self, words: Words, private: bool) -> None:
        """Ask whether others may see what comes out."""
        field = ui.Checkbox[Any](custom_id="private", default=private)
        self.ask(words.say("form-private"), field)

    def ask_which(
        self, label: str, names: Sequence[str], most: int, chosen: Sequence[int] = ()
    ) -> None:
        """Ask which pictures of a message are meant; up to 25 can be shown.

        Those of the numbers `chosen` are chosen at first, or as many as can be.
        """
        chosen = chosen or range(1, most + 1)
        options = [
            discord.SelectOption(
                label=f"{number}. {name}"[:MOST_LABEL],
                value=str(number),
                default=number in chosen,
            )
            for number, name in enumerate(names[:25], start=1)
        ]
        most = min(most, len(options))
        field = ui.Select[Any](custom_id="which", options=options, max_values=most)
        self.ask(label, field)

    def ask_name(self, words: Words, most: int) -> None:
        """Ask for a palette's name of at most so many characters."""
        # The field takes more, so that a name which is too long gets a sentence that says so.
        field = ui.TextInput[Any](custom_id="name", max_length=MOST_LABEL)
        self.ask(words.say("keep-name"), field, words.say("keep-name.description", most=most))

    def ask_server(self, words: Words) -> None:
        """Ask whether a palette is for everyone on the server."""
        self.ask(words.say("keep-server"), ui.Checkbox[Any](custom_id="server"))

    def ask_files(self, label: str, most: int, name: str = "files", least: int = 1) -> None:
        """Ask for files."""
        field = ui.FileUpload[Any](custom_id=name, min_values=least, max_values=most)
        self.ask(label, field)


class FormError(Exception):
    """A form has an answer that it does not offer: it was forged, or is of another version."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was sent."""

    kind: Kind
    subject: str
    """What the form is about: a card's id, or colors."""
    values: dict[str, Any]
    """Of its fields: text, whether a box is checked, or a list."""
    uploads: dict[str, MessagePicture]

    def text(self, name: str) -> str:
        """Return what was typed into a field."""
        return str(self.values.get(name) or "")

    def checked(self, name: str, usual: bool = False) -> bool:
        """Return whether a box is checked; `usual` where the form has none."""
        value = self.values.get(name)
        return usual if value is None else bool(value)

    def degree(self, usual: float) -> float:
        """Return the degree that was chosen, from 0 to 1; raise `FormError` if it is none."""
        chosen = self._list("degree")
        if not chosen:
            return usual
        return number_in(chosen[0], 0.0, 1.0)

    def which(self, count: int) -> list[int]:
        """Return the places, from 0, of the pictures that were chosen of so many.

        Raises
        ------
        FormError
            When none is chosen, or one that there is not.
        """
        if "which" not in self.values:
            return list(range(count))
        numbers = {number_in(each, 1, count) for each in self._list("which")}
        if not numbers or not all(number.is_integer() for number in numbers):
            raise FormError
        return sorted(int(number) - 1 for number in numbers)

    def files(self, name: str = "files") -> list[MessagePicture]:
        """Return the files of a field."""
        return [self.uploads[each] for each in self._list(name) if each in self.uploads]

    def _list(self, name: str) -> list[str]:
        value = self.values.get(name) or []
        if not isinstance(value, list):
            raise FormError
        return value


def read_form(interaction: discord.Interaction) -> Filled | None:
    """Return what was sent with one of our forms, or None for anything else."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    data: Any = interaction.data or {}
    match = _ID.fullmatch(str(data.get("custom_id", "")))
    if match is None or (match["kind"] and match["kind"] not in _ABOUT_CARDS):
        return None
    attachments = (data.get("resolved") or {}).get("attachments") or {}
    uploads = {str(key): uploaded_picture(file) for key, file in attachments.items()}
    fields = {
        field["custom_id"]: field.get("value", field.get("values"))
        for field in _fields(data.get("components") or [])
    }
    kind = Kind(match["name"] or match["kind"])
    return Filled(kind, match["colors"] or match["card"], fields, uploads)


def number_in(text: str, least: float, most: float) -> float:
    """Return the number that a menu's value is; raise `FormError` if it is none from such a range.

    Discord should send no other value than one that was offered, which is a guess.
    """
    try:
        number = float(text)
    except ValueError:
        raise FormError from None
    if not least <= number <= most:
        raise FormError
    return number


def _fields(components: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    for component in components:
        yield from _fields(component.get("components") or [])
        inner = component.get("component")
        if inner:
            yield inner
        if "custom_id" in component:
            yield component
