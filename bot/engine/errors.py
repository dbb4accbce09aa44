"""What can be wrong with a picture. The caller says it to people in its own words."""

from pathlib import Path


class PictureError(ValueError):
    """A picture that the engine cannot take; `path` tells which, of a picture and its reference."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class UnsupportedFormatError(PictureError):
    """The file is neither a PNG nor a JPEG, whatever its name says."""


class OversizedPictureError(PictureError):
    """The picture has more pixels than is allowed for the way that its file holds them."""


class UndecodablePictureError(PictureError):
    """The file starts as a PNG or a JPEG, and then is damaged or cut off."""
