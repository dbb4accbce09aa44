"""The slash commands that recolor a picture."""

import time
from dataclasses import dataclass
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot.api.contract import MOST_COLORS, MOST_COLORWAYS, Mode
from bot.jobs.job import Attachment, Job
from bot.jobs.pictures import EXTENSIONS, TYPES
from bot.palette import (
    NoColorsError,
    PaletteError,
    TooManyColorsError,
    UnknownColorError,
    parse_palette,
)
from cogs import words
from cogs.buttons import running_view
from cogs.errors import refuse
from cogs.intake import Intake
from cogs.sentences import quoted
from cogs.words import say

Degree = app_commands.Range[float, 0.0, 1.0]
Count = app_commands.Range[int, 1, MOST_COLORWAYS]

# What a file has whose type nobody knows.
_NO_CLAIM = "application/octet-stream"

_DESCRIBE = {
    "image": say("option.image"),
    "degree": say("option.degree"),
    "keep_people": say("option.keep_people"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a command asks for, besides the picture."""

    mode: Mode
    degree: float
    keep_people: bool
    colors: tuple[str, ...] = ()
    reference: discord.Attachment | None = None
    count: int = 1


class Recolor(
    commands.GroupCog, group_name="recolor", group_description=say("recolor.description")
):
    """Turns slash commands into jobs, and says at once what is wrong with them."""

    def __init__(self, intake: Intake, most_bytes: int) -> None:
        self._intake = intake
        self._most_bytes = most_bytes

    @app_commands.command(name="palette", description=say("palette.description"))
    @app_commands.describe(**_DESCRIBE, colors=say("option.colors"))
    async def palette(
        self,
        interaction: discord.Interaction,
        image: discord.Attachment,
        colors: str,
        degree: Degree = 1.0,
        keep_people: bool = True,
    ) -> None:
        """Make the given colors the picture's main colors."""
        try:
            palette = parse_palette(colors)
        except PaletteError as error:
            await refuse(interaction, palette_text(error))
            return
        wish = Wish(mode=Mode.TEMPLATE, degree=degree, keep_people=keep_people, colors=palette)
        await self._begin(interaction, image, wish)

    @app_commands.command(name="reference", description=say("reference.description"))
    @app_commands.describe(**_DESCRIBE, reference=say("option.reference"))
    async def reference(
        self,
        interaction: discord.Interaction,
        image: discord.Attachment,
        reference: discord.Attachment,
        degree: Degree = 1.0,
        keep_people: bool = True,
    ) -> None:
        """Color the picture after the reference."""
        wish = Wish(mode=Mode.REF_PIC, degree=degree, keep_people=keep_people, reference=reference)
        await self._begin(interaction, image, wish)

    @app_commands.command(name="auto", description=say("auto.description"))
    @app_commands.describe(**_DESCRIBE, count=say("option.count"))
    async def auto(
        self,
        interaction: discord.Interaction,
        image: discord.Attachment,
        count: Count = 4,
        degree: Degree = 1.0,
        keep_people: bool = True,
    ) -> None:
        """Make several colorways of the picture."""
        wish = Wish(mode=Mode.AUTO, degree=degree, keep_people=keep_people, count=count)
        await self._begin(interaction, image, wish)

    async def _begin(
        self, interaction: discord.Interaction, image: discord.Attachment, wish: Wish
    ) -> None:
        for attachment in filter(None, (image, wish.reference)):
            if text := file_text(attachment, self._most_bytes):
                await refuse(interaction, text)
                return
        job = make_job(interaction, image, wish)

        async def acknowledge() -> None:
            await interaction.response.send_message(say("state.received"), view=running_view(job))

        await self._intake.take(interaction, job, acknowledge)

    @commands.Cog.listener()
    async def on_job_again(self, interaction: discord.Interaction, job: Job) -> None:
        """Start a job anew in the message that told of its end."""

        async def acknowledge() -> None:
            await interaction.response.edit_message(
                content=say("state.received"), attachments=[], view=running_view(job)
            )

        await self._intake.take(interaction, job, acknowledge)


def make_job(interaction: discord.Interaction, image: discord.Attachment, wish: Wish) -> Job:
    """Return the job that a command asks for."""
    return Job(
        id=str(interaction.id),
        application_id=interaction.application_id,
        token=interaction.token,
        created=time.time(),
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id or 0,
        user_id=interaction.user.id,
        may_post=may_post(interaction),
        filesize_limit=interaction.filesize_limit,
        image=_claim(image),
        mode=wish.mode,
        degree=wish.degree,
        colors=wish.colors,
        reference=_claim(wish.reference) if wish.reference else None,
        count=wish.count,
        keep_people=wish.keep_people,
    )


def may_post(interaction: discord.Interaction) -> bool:
    """Say whether the bot itself is where the command was given, so that it may write there."""
    if interaction.channel_id is None:
        return False
    if interaction.guild_id is None:
        return interaction.context.dm_channel
    here = interaction.client.get_guild(interaction.guild_id) is not None
    return here or interaction.is_guild_integration()


def _claim(attachment: discord.Attachment) -> Attachment:
    return Attachment(url=attachment.url, filename=attachment.filename)


def file_text(attachment: discord.Attachment, most_bytes: int) -> str | None:
    """Say what is wrong with a file as far as its claims tell, or return None."""
    if attachment.size > most_bytes:
        limit = words.megabytes(most_bytes)
        return say("file.too_large", file=quoted(attachment.filename), limit=limit)
    claimed = (attachment.content_type or "").partition(";")[0].removeprefix(_NO_CLAIM)
    named = Path(attachment.filename).suffix.lower()
    # Names are typed by people, and may hold a dot anywhere: "holiday v2.0".
    if claimed in TYPES or (not claimed and (not named or named in EXTENSIONS)):
        return None
    return say("file.not_a_picture", file=quoted(attachment.filename))


def palette_text(error: PaletteError) -> str:
    """Say what is wrong with the colors."""
    match error:
        case UnknownColorError(token, position):
            return say("colors.unknown", position=position, token=quoted(token[:50]))
        case TooManyColorsError(count):
            return say("colors.too_many", count=count, most=MOST_COLORS)
        case NoColorsError() | _:
            return say("colors.none", most=MOST_COLORS)
