"""See the bot at work without any account: a person, a loopback Discord, the real client."""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.playground.pointing import pointed_at
from bot.process import running_bot
from bot.sandbox.model import MessageState
from bot.sandbox.reply import Reply
from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings
from cogs.buttons import RUNNING

_MOST_SECONDS = 15 * 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What the person in the demo asks for: exactly one of colors, reference and count."""

    photo: Path
    colors: str | None = None
    reference: Path | None = None
    count: int | None = None
    degree: float = 1.0

    @property
    def name(self) -> str:
        """Return the slash command."""
        if self.colors is not None:
            return "recolor palette"
        return "recolor auto" if self.reference is None else "recolor reference"

    @property
    def options(self) -> dict[str, Any]:
        """Return the command's options."""
        wish = {"colors": self.colors, "reference": self.reference, "count": self.count}
        given = {name: value for name, value in wish.items() if value is not None}
        return {"image": self.photo, "degree": self.degree, **given}


async def demo(command: Command, folder: Path, settings: Settings) -> bool:
    """Send the command as a person would, print the reply's life, and save what it ends with.

    Returns
    -------
    bool
        Whether the reply ended with pictures; they are in `folder`.
    """
    with tempfile.TemporaryDirectory(prefix="colorway-") as data:
        async with (
            Sandbox() as sandbox,
            running_bot(pointed_at(sandbox, settings, Path(data))),
        ):
            await sandbox.bot_ready()
            print(f"/{command.name} {_typed(command)}")
            sent = sandbox.clock.now()
            reply = await sandbox.person("You").run(command.name, **command.options)
            end = await _follow(reply, sent)
            return await asyncio.to_thread(_save, end, folder)


def _typed(command: Command) -> str:
    return " ".join(
        f"{name}: {value.name if isinstance(value, Path) else value}"
        for name, value in command.options.items()
    )


async def _follow(reply: Reply, sent: float) -> MessageState:
    """Print each state of the reply as it comes, and return the last."""

    def is_last(state: MessageState) -> bool:
        # Small print is for Discord's client, which makes it a clock.
        lines = [line for line in state.text.splitlines() if not line.startswith("-# ")]
        first, *rest = lines or [""]
        print(f"{state.at - sent:7.2f} s  {first}", *rest, sep="\n           ", flush=True)
        running = any(button.get("custom_id", "").startswith(RUNNING) for button in state.buttons)
        return not state.thinking and not running

    return await reply.until(is_last, _MOST_SECONDS)


def _save(state: MessageState, folder: Path) -> bool:
    for attachment in state.attachments:
        target = folder / attachment.filename
        target.write_bytes(attachment.read())
        print(f"           {target}  ({attachment.description})")
    return bool(state.attachments)
