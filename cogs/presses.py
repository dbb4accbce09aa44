"""What the buttons of cards do."""

import logging
import secrets
import time
from dataclasses import replace
from typing import Any

import discord
from discord.ext import commands

from bot.api.contract import Mode
from bot.jobs.cards import Card, Cards
from bot.jobs.job import Attachment, Job, Work
from bot.jobs.notices import find
from bot.jobs.troubles import Trouble
from cogs.actions import Action, numbered, softer, stronger
from cogs.asking import claim, may_post
from cogs.cards import RED, first_card
from cogs.errors import NOT_OURS, refuse, refuse_unless_answered
from cogs.forms import MOST_FILES, Form, Kind
from cogs.frame import Card as Frame
from cogs.intake import Intake
from cogs.refresh import refreshed
from cogs.sentences import codes_text
from cogs.words import trouble_key, words_in

log = logging.getLogger(__name__)

# A link that dies within so many seconds is not begun with.
_LINK_SECONDS = 60.0


class Presses(commands.Cog):
    """Turns presses into jobs, forms and answers."""

    def __init__(self, intake: Intake, cards: Cards) -> None:
        self._intake = intake
        self._cards = cards

    @commands.Cog.listener()
    async def on_card_press(
        self, interaction: discord.Interaction, action: str, card_id: str, number: int
    ) -> None:
        """Do what a button says, or say privately why not."""
        try:
            await self._press(interaction, action, card_id, number)
        except Exception as error:
            await answer_bug(interaction, error)

    async def _press(
        self, interaction: discord.Interaction, action: str, card_id: str, number: int
    ) -> None:
        say = words_in(interaction.locale).say
        card = await self._cards.find(card_id)
        if card is None:
            job = await find(card_id)
            card = None if job is None else Card(job=job)
        if action == Action.DELETE:
            await self._delete(interaction, card_id, card)
        elif card is None:
            await refuse_unless_answered(interaction, say("card-forgotten"))
        elif action == Action.TEXT:
            await refuse(interaction, colors_text(card, interaction.locale))
        elif action in _FORMS:
            await self._ask(interaction, Action(action), card)
        elif job := self._job(interaction, action, card, number):
            await self.begin(interaction, job)
        else:
            await refuse(interaction, say("card-forgotten"))

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
                files = numbered(interaction.message.attachments, card.names)
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
        if action is Action.RETYPE:
            kind, _, typed = card.typed.partition("\n")
            await send(interaction, form_of(Kind(kind), card, words, typed))
            return
        if action is Action.INPUT:
            message = interaction.message
            files = numbered(message.attachments, card.names) if message else []
            if not files:
                await refuse(interaction, words.say("card-forgotten"))
                return
            pictures = tuple(claim(file, message) for file in files)
            job = derived(card.job, interaction, image=pictures[0], more=pictures[1:])
            card = Card(job=replace(job, mode=Mode.TEMPLATE, pick=0))
            await self._cards.keep(card)
        await send(interaction, form_of(_FORMS[action], card, words))

    async def begin(self, interaction: discord.Interaction, job: Job) -> None:
        """Begin a job in a message of its own; or ask for pictures of it that are gone."""
        soon = time.time() + _LINK_SECONDS
        if any(file.dies_before(soon) for file in files_of(job)):
            job = await refreshed(interaction.client, job, soon)
        if any(file.dies_before(soon) for file in files_of(job)):
            card = Card(job=job)
            await self._cards.keep(card)
            await send(interaction, form_of(Kind.UPLOAD, card, words_in(interaction.locale)))
            return

        async def acknowledge(job: Job) -> object:
            return await interaction.response.send_message(
                view=first_card(job), ephemeral=job.private
            )

        await self._intake.take(interaction, job, acknowledge)

    async def _delete(
        self, interaction: discord.Interaction, card_id: str, card: Card | None
    ) -> None:
        say = words_in(interaction.locale).say
        is_owner = card is not None and card.job.user_id == interaction.user.id
        if not is_owner and not interaction.permissions.manage_messages:
            text = "delete-not-yours" if card else "card-forgotten"
            await refuse(interaction, say(text))
            return
        try:
            await interaction.response.defer()
            await interaction.delete_original_response()
        except discord.NotFound:
            log.info("the message was deleted already")
        except discord.HTTPException as error:
            if error.code not in NOT_OURS:
                log.warning("a card could not be deleted: %s", error)
                await refuse(interaction, say("delete-failed"))
                return
        await self._cards.forget(card_id)


_FORMS = {
    Action.RECOLOR: Kind.COLORS,
    Action.INPUT: Kind.RECOLOR,
    Action.USE: Kind.USE,
    Action.UPLOAD: Kind.UPLOAD,
    Action.RETYPE: Kind.RECOLOR,
}


def derived(job: Job, interaction: discord.Interaction, **changes: Any) -> Job:
    """Return a job like another one for who has just acted; what others see stays theirs."""
    fresh: dict[str, Any] = {
        "id": str(interaction.id),
        "token": interaction.token,
        "created": time.time(),
        "guild_id": interaction.guild_id,
        "channel_id": interaction.channel_id or 0,
        "user_id": interaction.user.id,
        "filesize_limit": interaction.filesize_limit,
        "locale": interaction.locale.value,
        "mark": secrets.token_hex(4),
        "private": job.private or interaction.user.id != job.user_id,
        "work": Work.RECOLOR,
        "again": "",
        "results": (),
    }
    made = replace(job, **(fresh | changes))
    return replace(made, may_post=may_post(interaction) and not made.private)


def files_of(job: Job) -> list[Attachment]:
    """Return everything that a job needs to fetch."""
    return [*job.pictures, *([job.reference] if job.reference else []), *job.results]


def colors_text(card: Card, locale: discord.Locale) -> str:
    """Write a card's colors as text that can be copied."""
    say = words_in(locale).say
    lines: list[str] = []
    if card.job.colors:
        lines.append(say("text-asked", colors=codes_text(card.job.colors)))
    several = len(card.colors) > 1
    for number, colors in enumerate(card.colors, start=1):
        codes = codes_text(colors)
        lines.append(
            say("text-of", number=number, colors=codes)
            if several
            else say("text-came-out", colors=codes)
        )
    return "\n".join(lines) or say("text-none")


def form_of(kind: Kind, card: Card, words: Any, typed: str = "") -> Form:
    """Return a form about a card."""
    job = card.job
    form = Form(kind, job.id, words.say(f"form-title-{kind}"))
    names = [file.filename for file in job.pictures]
    match kind:
        case Kind.COLORS:
            form.ask_colors(words, typed or " ".join(f"#{color}" for color in job.colors))
            form.ask_degree(words, job.degree)
        case Kind.RECOLOR:
            if len(names) > 1:
                form.ask_which(words.say("form-which"), names, MOST_FILES)
            form.ask_colors(words, typed)
            form.ask_degree(words, job.degree)
            form.ask_people(words, job.keep_people)
            form.ask_private(words, job.private)
        case Kind.LIKE:
            form.ask_files(words.say("form-files"), MOST_FILES)
            if len(names) > 1:
                form.ask_which(words.say("form-which-one"), names, 1)
            form.ask_degree(words, job.degree)
            form.ask_people(words, job.keep_people)
            form.ask_private(words, job.private)
        case Kind.USE:
            form.ask_files(words.say("form-files"), MOST_FILES)
            if len(card.colors) > 1:
                form.ask_which(words.say("form-which-one"), names, 1)
            form.ask_degree(words, job.degree)
            form.ask_people(words, job.keep_people)
            form.ask_private(words, False)
        case Kind.EXTRACT:
            form.ask_which(words.say("form-which"), names, MOST_FILES)
        case Kind.UPLOAD:
            form.add_item(discord.ui.TextDisplay(words.say("gone-again")))
            count = len(names)
            form.ask_files(words.say("form-files"), count, least=count)
            if job.reference is not None:
                form.ask_files(words.say("form-reference"), 1, "reference")
    return form


async def send(interaction: discord.Interaction, form: Form) -> None:
    """Show a form, unless another process has answered."""
    try:
        await interaction.response.send_modal(form)
    except discord.HTTPException as error:
        if error.code not in NOT_OURS:
            log.warning("a form could not be shown: %s", error)


async def refuse_with(interaction: discord.Interaction, text: str, buttons: Any) -> None:
    """Answer privately, with something to press."""
    card = Frame(discord.ui.TextDisplay(text), buttons, accent=RED)
    try:
        await interaction.response.send_message(view=card, ephemeral=True)
    except discord.HTTPException as error:
        if error.code not in NOT_OURS:
            log.warning("a refusal could not be sent: %s", error)


async def answer_bug(interaction: discord.Interaction, error: Exception) -> None:
    """Say that something went wrong here, with a reference that finds it in the log."""
    reference = secrets.token_hex(4)
    log.error("bug %s in the conversation", reference, exc_info=error)
    say = words_in(interaction.locale).say
    await refuse(interaction, say(trouble_key(Trouble.BUG), reference=reference))
