"""Stickers and custom emoji: images that messages refer to by their ids."""

from dataclasses import dataclass
from enum import IntEnum


class StickerFormat(IntEnum):
    """The file formats of stickers that Discord's CDN serves as images."""

    PNG = 1
    APNG = 2
    GIF = 4


@dataclass(frozen=True, slots=True, eq=False)
class Sticker:
    """A sticker of a guild."""

    id: int
    name: str
    format: StickerFormat


@dataclass(frozen=True, slots=True, eq=False)
class Emoji:
    """A custom emoji of a guild."""

    id: int
    name: str
    animated: bool

    def __str__(self) -> str:
        """Return how the emoji is written in a message's text."""
        return f"<{'a' if self.animated else ''}:{self.name}:{self.id}>"
