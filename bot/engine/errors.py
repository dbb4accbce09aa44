"""What can be wrong with a picture. The caller says it to people in its own words."""


class PictureError(ValueError):
    """A picture that the engine cannot take."""


class UnsupportedFormatError(PictureError):
    """The file is neither a PNG nor a JPEG, whatever its name says."""


class UndecodablePictureError(PictureError):
    """The file starts as a PNG or a JPEG, and then is damaged or cut off."""
