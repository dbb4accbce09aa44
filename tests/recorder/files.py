"""Files of a given name and size, for requests whose files nobody kept."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP"}


@dataclass(frozen=True, slots=True)
class FileSpec:
    """A file in a multipart request; its bytes do not matter."""

    filename: str
    size: int = 1000
    content_type: str | None = None

    def data(self) -> bytes:
        """Return a small picture where the name says so, filled up to the size with zeros."""
        buffer = BytesIO()
        form = _FORMATS.get(self.filename.rpartition(".")[2].lower())
        if form is not None:
            Image.new("RGB", (8, 8), "teal").save(buffer, form)
        return buffer.getvalue().ljust(self.size, b"\0")
