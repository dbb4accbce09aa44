"""What becomes of the forms that people send."""

from dataclasses import replace
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.api.contract import MOST_COLORS, Mode
from bot.jobs.cards import Card, Cards
from bot.jobs.job import Attachment, Job, Work
from bot.palette import PaletteError
from cogs.actions import Action, action_button
from cogs.asking import claim, file_text
from cogs.cards import RED
from cogs.colors import Colors, palette_text
from cogs.forms import Filled, FormError, Kind, read_form
from cogs.frame import Card as Frame
from cogs.frame import row
from cogs.palettes import PaletteCommands
from cogs.presses import Presses, derived, may_use
from cogs.respond import Refusal, cog_of, handle, refuse_unless_answered, send
from cogs.words import words_in


class Submissions(commands.Cog):
    """Turns forms into jobs, and says what is wrong with them, without losing what was typed."""

    def __init__(
        self,
        presses: Presses,
        cards: Cards,
        colors: Colors,
        most_bytes: int,
    ) -> None:
        self._presses = presses
        self._cards = cards
        self._colors = colors
        self._most_bytes = most_bytes

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take one of our forms; leave everything else to discord.py."""
        form = read_form(interaction)
        if form is not None and form.kind is not Kind.NAME:
            await handle(interaction, lambda: self._take(interaction, form))

    async def _take(self, interaction: discord.Interaction, form: Filled) -> None:
        words = words_in(interaction.locale)
        card = await self._cards.find(form.subject)
        if card is None or not may_use(interaction, card):
            await refuse_unless_answered(interaction, words.say("forgotten-form"))
            return
        for file in (*form.files(), *form.files("reference")):
            if text := file_text(file, self._most_bytes, words):
                raise Refusal(text)
        match form.kind:
            case Kind.COLORS | Kind.RECOLOR:
                await self._recolor(interaction, form, card)
            case Kind.KEEP:
                colors = _palette(form, card)
                palettes = cog_of(interaction, PaletteCommands)
                await palettes.keep(
                    interaction, form.text("name"), colors, server=form.checked("server")
                )
            case _:
                await self._presses.begin(interaction, _job(interaction, form, card))

    async def _recolor(self, interaction: discord.Interaction, form: Filled, card: Card) -> None:
        """Begin with the colors that were typed, or give them back with what is wrong."""
        typed = form.text("colors")
        job = _job(interaction, form, card)
        try:
            reading = await self._colors.read(interaction, typed)
        except PaletteError as error:
            words = words_in(interaction.locale)
            kept = replace(
                card.job,
                id=job.id,
                degree=job.degree,
                keep_people=job.keep_people,
                private=job.private,
            )
            again = Card(
                job=kept,
                names=card.names,
                typed=f"{form.kind}\n{typed}",
                chosen=tuple(place + 1 for place in form.which(len(card.job.pictures))),
            )
            await self._cards.keep(again)
            button = action_button(job.id, Action.RETYPE, words)
            text = ui.TextDisplay[Any](palette_text(error, words, in_form=True))
            await send(interaction, view=Frame(text, row(button), accent=RED), ephemeral=True)
            return
        job = replace(job, colors=reading.colors, color_names=reading.names)
        await self._presses.begin(interaction, job)


def _job(interaction: discord.Interaction, form: Filled, card: Card) -> Job:
    """Return the job that a form asks for, but for colors that were typed."""
    job = card.job
    files = [claim(file) for file in form.files()]
    if not files and form.kind in _WITH_FILES:
        raise FormError
    wanted = {
        "degree": form.degree(job.degree),
        "keep_people": form.checked("keep", job.keep_people),
    }
    private = form.checked("private", job.private or interaction.user.id != job.user_id)
    chosen = [job.pictures[place] for place in form.which(len(job.pictures))]
    match form.kind:
        case Kind.COLORS:
            changes = _pictures(job.pictures) | {"mode": Mode.TEMPLATE} | _PLAIN
        case Kind.RECOLOR:
            changes = _pictures(chosen) | {"mode": Mode.TEMPLATE} | _PLAIN
        case Kind.LIKE:
            changes = _pictures(files) | _PLAIN
            changes |= {"mode": Mode.REF_PIC, "reference": chosen[0], "colors": ()}
        case Kind.USE:
            changes = _pictures(files) | _PLAIN
            changes |= {"mode": Mode.TEMPLATE, "colors": _palette(form, card)}
        case Kind.EXTRACT:
            changes = _pictures(chosen) | {"work": Work.COLORS}
            private = True
        case _:
            reference = [claim(file) for file in form.files("reference")]
            changes = _pictures(files) | {"work": job.work, "results": job.results}
            changes |= {"reference": reference[0] if reference else job.reference}
            # Who sends a hidden picture again need not hide it again.
            changes |= {"spoiler": job.is_spoiler}
            private = job.private
    return derived(job, interaction, **(wanted | {"private": private} | changes))


_WITH_FILES = {Kind.LIKE, Kind.USE, Kind.UPLOAD}

_PLAIN = {"count": 1, "pick": 0, "reference": None, "color_names": ()}


def _palette(form: Filled, card: Card) -> tuple[str, ...]:
    """Return the colors of the picture that was chosen."""
    [place, *_] = form.which(len(card.colors))
    return card.colors[place][:MOST_COLORS]


def _pictures(files: list[Attachment] | tuple[Attachment, ...]) -> dict[str, object]:
    image, *more = files
    return {"image": image, "more": tuple(more)}
