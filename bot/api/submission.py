"""What is asked of a color migration service, as the form that it is sent in."""

import contextlib
import mimetypes
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.api.contract import TASK_TYPE, Field, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What is asked of the service.

    `image` and `ref` are files on disk; `colors` are six hex digits each, for TEMPLATE; `count` is
    how many colorways AUTO makes; `degree` is 0 to 1.
    """

    image: Path
    mode: Mode
    degree: float = 1.0
    colors: tuple[str, ...] = ()
    count: int = 1
    ref: Path | None = None
    portrait_hold: bool = True

    @property
    def fields(self) -> dict[str, str]:
        """Return the form fields that are not files."""
        fields = {
            Field.TASK_TYPE: TASK_TYPE,
            Field.MODE: self.mode,
            Field.DEGREE: f"{round(self.degree, 4):g}",
        }
        if self.mode is Mode.AUTO:
            fields[Field.COLOR_COUNT] = str(self.count)
        if self.mode is Mode.TEMPLATE:
            fields[Field.COLOR_TEMPLATE] = ",".join(self.colors)
        # The contract does not know the field: it is sent only where it says something.
        if not self.portrait_hold:
            fields[Field.PORTRAIT_HOLD] = "false"
        return {str(name): str(value) for name, value in fields.items()}

    @property
    def files(self) -> dict[str, Path]:
        """Return the form fields that are files."""
        files = {str(Field.IMAGE): self.image}
        if self.mode is Mode.REF_PIC and self.ref is not None:
            files[str(Field.REF)] = self.ref
        return files

    @contextlib.contextmanager
    def form(self) -> Generator[aiohttp.FormData]:
        """Write the form, whose files are open meanwhile."""
        with contextlib.ExitStack() as open_files:
            form = aiohttp.FormData(self.fields, default_to_multipart=True)
            for name, path in self.files.items():
                form.add_field(
                    name,
                    open_files.enter_context(path.open("rb")),
                    # What the picture was called is nobody's business.
                    filename=f"{name}{path.suffix}",
                    content_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
                )
            yield form
