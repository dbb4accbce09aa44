"""What the buttons of cards do."""

import logging
import time
from dataclasses import replace
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.api.contract import Mode
from bot.jobs.cards import Card, Cards
from bot.jobs.job import Job, Work
from bot.jobs.notices import find
from cogs.actions import ACTION_ID, Action, Button, action_button, softer, stronger
from cogs.asking import claim, is_ephemeral, origin_of
from cogs.card_forms import form_of
from cogs.cards import RED
from cogs.error_sentences import NOT_OURS
from cogs.forms import Kind
from cogs.frame import Card as Frame
from cogs.frame import row
from cogs.intake import Intake
from cogs.link_renewal import renewed_links
from cogs.message_pictures import card_pictures
from cogs.respond import (
    ComponentHandler,
    Refusal,
    acknowledge,
    cog_of,
    refuse,
    refuse_unless_answered,
    seconds_left,
    send,
    show_form,
)
from cogs.sentences import codes_text
from cogs.words import words_in

log = logging.getLogger(__name__)

# A link that dies within so many seconds is not begun with.
_LINK_SECONDS = 60.0
# What is left of the time for an answer after links were renewed: a job is recorded in it.
_RECORDING_SECONDS = 0.9


class Presses(commands.Cog):
    """Turns presses into jobs, forms and answers."""

    def __init__(self, intake: Intake, cards: Cards, origins: frozenset[str]) -> None:
        self._intake = intake
        self._cards = cards
        self._origins = origins

    async def press(
        self, interaction: discord.Interaction, action: str, card_id: str, number: int
    ) -> None:
        """Do what a button says."""
        say = words_in(interaction.locale).say
        card = await self._cards.find(card_id)
        if card is None:
            job = await find(card_id)
            card = None if job is None else Card(job=job)
        if card is not None and not may_use(interaction, card):
            card = None
        if action == Action.DELETE:
            await self._delete(interaction, card_id, card)
        elif card is None:
            await refuse_unless_answered(interaction, say("card-forgotten"))
        elif action == Action.TEXT:
            await refuse(interaction, colors_text(card, interaction.locale))
        elif action in _FORMS or action == Action.RETYPE:
            await self._ask(interaction, Action(action), card)
        elif job := self._job(interaction, action, card, number):
            await self.begin(interaction, job)
        else:
            raise Refusal(say("card-forgotten"))

    def _job(
        self, interaction: discord.Interaction, action: str, card: Card, number: int
    ) -> Job | None:
        job = card.job
        match action:
            case Action.SOFTER:
                return derived(job, interaction, degree=softer(job.degree))
            case Action.STRONGER:
                return derived(job, interaction, degree=stronger(job.degree))
            case Action.PICK if 1 <= number <= job.count:
                again = job.again or job.id
                return derived(job, interaction, pick=number, again=again)
            case Action.TABLE:
                return derived(job, interaction, work=Work.TABLE, private=True)
            case Action.COMPARE if interaction.message is not None:
                files = card_pictures(interaction.message, card.names)
                if not files:
                    return None
                say = words_in(interaction.locale).say
                return derived(
                    job,
                    interaction,
                    work=Work.COMPARE,
                    results=tuple(claim(file) for file in files),
                    labels=(say("compare-before"), say("compare-after")),
                )
            case _:
                return None

    async def _ask(self, interaction: discord.Interaction, action: Action, card: Card) -> None:
        """Show the form that a button needs."""
        words = words_in(interaction.locale)
        is_retyped = action is Action.RETYPE
        if is_retyped:
            name, _, typed = card.typed.partition("\n")
            kind = Kind(name)
        else:
            kind, typed = _FORMS[action], ""
        if action is Action.INPUT:
            message = interaction.message
            files = card_pictures(message, card.names) if message else []
            if not files:
                raise Refusal(words.say("card-forgotten"))
            pictures = tuple(claim(file) for file in files)
            job = derived(card.job, interaction, image=pictures[0], more=pictures[1:])
            card = Card(job=replace(job, mode=Mode.TEMPLATE, pick=0))
            await self._cards.keep(card)
        may_share = interaction.guild_id is not None and interaction.permissions.manage_guild
        form = form_of(
            kind,
            card,
            words,
            typed,
            may_share=may_share,
            # The notice that something was not understood is private, whatever it is about.
            may_publish=not (card.job.private if is_retyped else is_ephemeral(interaction)),
        )
        await show_form(interaction, form)

    async def begin(self, interaction: discord.Interaction, job: Job) -> None:
        """Begin a job in a message of its own; or ask for pictures of it that are gone."""
        soon = time.time() + _LINK_SECONDS
        job = await renewed_links(
            interaction.client,
            job,
            dies_before=soon,
            seconds=max(0.0, seconds_left(interaction) - _RECORDING_SECONDS),
            origins=self._origins,
        )
        if any(file.dies_before(soon) for file in job.files):
            card = Card(job=job)
            await self._cards.keep(card)
            await self._ask_again(interaction, card)
            return
        await self._intake.take(interaction, job)

    async def _ask_again(self, interaction: discord.Interaction, card: Card) -> None:
        """Ask for pictures that are gone: by a form, or by a button that opens one."""
        words = words_in(interaction.locale)
        if interaction.type is not discord.InteractionType.modal_submit:
            await show_form(interaction, form_of(Kind.UPLOAD, card, words))
            return
        # Discord takes no form as the answer to a form (reference, "Interaction Callback Type").
        text = ui.TextDisplay[Any](words.say("gone-again"))
        button = action_button(card.job.id, Action.UPLOAD, words)
        await send(interaction, view=Frame(text, row(button), accent=RED), ephemeral=True)

    async def _delete(
        self, interaction: discord.Interaction, card_id: str, card: Card | None
    ) -> None:
        say = words_in(interaction.locale).say
        owner_id = card.job.user_id if card else _asker_id(interaction)
        if interaction.user.id != owner_id and not interaction.permissions.manage_messages:
            raise Refusal(say("delete-not-yours" if owner_id else "card-forgotten"))
        await acknowledge(interaction)
        try:
            await interaction.delete_original_response()
        except discord.NotFound:
            log.info("the message was deleted already")
        except discord.HTTPException as error:
            if error.code not in NOT_OURS:
                log.warning("a card could not be deleted: %s", error)
                raise Refusal(say("delete-failed")) from error
        await self._cards.forget(card_id)


class ActionHandler(ComponentHandler, ui.DynamicItem[Button], template=ACTION_ID):
    """Does something with a card."""

    async def act(self, interaction: discord.Interaction) -> None:
        """Do what the button says."""
        action, card_id, number = self.match["action"], self.match["card"], self.match["number"]
        await cog_of(interaction, Presses).press(interaction, action, card_id, int(number or 0))


_FORMS = {
    Action.RECOLOR: Kind.COLORS,
    Action.INPUT: Kind.RECOLOR,
    Action.USE: Kind.USE,
    Action.KEEP: Kind.KEEP,
    Action.UPLOAD: Kind.UPLOAD,
}


def may_use(interaction: discord.Interaction, card: Card) -> bool:
    """Tell whether somebody can have come by a card: a private one is its owner's."""
    return not card.job.private or card.job.user_id == interaction.user.id


def _asker_id(interaction: discord.Interaction) -> int | None:
    """Return who has asked for the message with the button, as Discord tells it."""
    metadata = interaction.message and interaction.message.interaction_metadata
    return metadata.user.id if metadata else None


def derived(job: Job, interaction: discord.Interaction, **changes: Any) -> Job:
    """Return a job like another one for who has just acted; what others see stays theirs.

    A change of ``private`` is what the person chose, as far as there is a choice.
    """
    usual = job.private or interaction.user.id != job.user_id
    private = bool(changes.pop("private", usual))
    fresh = origin_of(interaction, private=private)
    return replace(job, **(fresh | {"work": Work.RECOLOR, "again": "", "results": ()} | changes))


def colors_text(card: Card, locale: discord.Locale) -> str:
    """Write a card's colors as text that can be copied."""
    say = words_in(locale).say
    lines: list[str] = []
    if card.job.colors:
        lines.append(say("text-asked", colors=codes_text(card.job.colors)))
    several = len(card.colors) > 1
    for number, colors in enumerate(card.colors, start=1):
        if not colors:
            # A fully transparent picture has none.
            continue
        codes = codes_text(colors)
        if several:
            lines.append(say("text-of", number=number, colors=codes))
        elif card.job.work is Work.COLORS:
            lines.append(codes)
        else:
            lines.append(say("text-came-out", colors=codes))
    return "\n".join(lines) or say("text-none")
