"""The slash commands that recolor a picture."""

from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.api.contract import MOST_COLORWAYS, Mode
from bot.jobs.job import Format, Job
from bot.palette import PaletteError, Reading
from bot.store.servers import Rules
from cogs.asking import claim, file_text, origin_of
from cogs.colors import Choices, Colors, ColorsText, palette_text
from cogs.house import House
from cogs.intake import Intake
from cogs.respond import Refusal
from cogs.words import label, words_in

T = TypeVar("T")

Degree = app_commands.Range[float, 0.0, 1.0]
Count = app_commands.Range[int, 1, MOST_COLORWAYS]

_NAMES = {
    "image": label("option-image"),
    "degree": label("option-degree"),
    "keep_people": label("option-keep-people"),
    "private": label("option-private"),
    "spoiler": label("option-spoiler"),
    "format": label("option-format"),
}
_DESCRIBE = {
    "image": label("option-image.description"),
    "degree": label("option-degree.description"),
    "keep_people": label("option-keep-people.description"),
    "private": label("option-private.description"),
    "spoiler": label("option-spoiler.description"),
    "format": label("option-format.description"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a command asks for, besides the picture."""

    mode: Mode
    degree: float | None = None
    keep_people: bool | None = None
    """None for what the server has set, or the usual."""
    palette: Reading | None = None
    reference: discord.Attachment | None = None
    count: int = 1


class Shown(NamedTuple):
    """How the result is to be shown."""

    private: bool = False
    spoiler: bool = False
    format: Format = Format.AUTO


USUAL = Shown()


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class Recolor(
    commands.GroupCog,
    group_name=label("command-recolor"),
    group_description=label("command-recolor.description"),
):
    """Turns slash commands into jobs, and says at once what is wrong with them."""

    def __init__(self, intake: Intake, house: House, colors: Colors, most_bytes: int) -> None:
        self._intake = intake
        self._house = house
        self._colors = colors
        self._most_bytes = most_bytes

    @app_commands.command(
        name=label("command-recolor-palette"),
        description=label("command-recolor-palette.description"),
    )
    @app_commands.rename(**_NAMES, colors=label("option-colors"))
    @app_commands.describe(**_DESCRIBE, colors=label("option-colors.description"))
    async def palette(
        self,
        interaction: discord.Interaction,
        image: discord.Attachment,
        colors: ColorsText,
        degree: Degree | None = None,
        keep_people: bool | None = None,
        private: bool = False,
        spoiler: bool = False,
        format: Format = Format.AUTO,
    ) -> None:
        """Make the given colors the picture's main colors."""
        try:
            palette = await self._colors.read(interaction, colors)
        except PaletteError as error:
            raise Refusal(palette_text(error, words_in(interaction.locale))) from error
        shown = Shown(private, spoiler, format)
        wish = Wish(mode=Mode.TEMPLATE, degree=degree, keep_people=keep_people, palette=palette)
        await self._begin(interaction, image, wish, shown)

    @palette.autocomplete("colors")
    async def complete_colors(self, interaction: discord.Interaction, current: str) -> Choices:
        """Offer palettes and names of colors."""
        return await self._colors.complete(interaction, current)

    @app_commands.command(
        name=label("command-recolor-reference"),
        description=label("command-recolor-reference.description"),
    )
    @app_commands.rename(**_NAMES, reference=label("option-reference"))
    @app_commands.describe(**_DESCRIBE, reference=label("option-reference.description"))
    async def reference(
        self,
        interaction: discord.Interaction,
        image: discord.Attachment,
        reference: discord.Attachment,
        degree: Degree | None = None,
        keep_people: bool | None = None,
        private: bool = False,
        spoiler: bool = False,
        format: Format = Format.AUTO,
    ) -> None:
        """Color the picture after the reference."""
        shown = Shown(private, spoiler, format)
        wish = Wish(mode=Mode.REF_PIC, degree=degree, keep_people=keep_people, reference=reference)
        await self._begin(interaction, image, wish, shown)

    @app_commands.command(
        name=label("command-recolor-auto"), description=label("command-recolor-auto.description")
    )
    @app_commands.rename(**_NAMES, count=label("option-count"))
    @app_commands.describe(**_DESCRIBE, count=label("option-count.description"))
    async def auto(
        self,
        interaction: discord.Interaction,
        image: discord.Attachment,
        count: Count = 4,
        degree: Degree | None = None,
        keep_people: bool | None = None,
        private: bool = False,
        spoiler: bool = False,
        format: Format = Format.AUTO,
    ) -> None:
        """Make several colorways of the picture."""
        shown = Shown(private, spoiler, format)
        wish = Wish(mode=Mode.AUTO, degree=degree, keep_people=keep_people, count=count)
        await self._begin(interaction, image, wish, shown)

    async def _begin(
        self,
        interaction: discord.Interaction,
        image: discord.Attachment,
        wish: Wish,
        shown: Shown,
    ) -> None:
        words = words_in(interaction.locale)
        for attachment in filter(None, (image, wish.reference)):
            if text := file_text(attachment, self._most_bytes, words):
                raise Refusal(text)
        rules = await self._house.rules_in(interaction)
        job = make_job(interaction, image, wish, rules, shown)
        await self._intake.take(interaction, job)


def make_job(
    interaction: discord.Interaction,
    image: discord.Attachment,
    wish: Wish,
    rules: Rules,
    shown: Shown = USUAL,
) -> Job:
    """Return the job that a command asks for where these rules hold."""
    palette = wish.palette or Reading((), ())
    return Job(
        **origin_of(interaction, private=shown.private),
        image=claim(image),
        mode=wish.mode,
        degree=_first(wish.degree, rules.degree, 1.0),
        colors=palette.colors,
        color_names=palette.names,
        reference=claim(wish.reference) if wish.reference else None,
        count=wish.count,
        keep_people=_first(wish.keep_people, rules.keep_people, True),
        spoiler=shown.spoiler or rules.spoiler,
        format=shown.format,
    )


def _first(wished: T | None, ruled: T | None, usual: T) -> T:
    if wished is not None:
        return wished
    return usual if ruled is None else ruled
