"""The buttons of a card that has ended: what they do is in their ids, and outlives the process."""

from enum import StrEnum
from typing import Any, Final

import discord

from bot.jobs.job import Job, Work
from bot.jobs.reply import Done
from cogs.buttons import CARD_ID
from cogs.frame import row
from cogs.palette_cards import keep_button
from cogs.words import Words, words_in

Item = discord.ui.Item[Any]
Button = discord.ui.Button[Any]

STEP: Final = 0.25
"""By how much a press moves the degree."""

MOST_IN_ROW: Final = 5


class Action(StrEnum):
    """What a button does."""

    SOFTER = "softer"
    STRONGER = "stronger"
    RECOLOR = "recolor"
    """With other colors."""
    COMPARE = "compare"
    INPUT = "input"
    TEXT = "text"
    TABLE = "table"
    DELETE = "delete"
    PICK = "pick"
    """One colorway of several."""
    USE = "use"
    """Colors that were found."""
    KEEP = "keep"
    """One palette of several, under a name."""
    UPLOAD = "upload"
    """A picture that is gone."""
    RETYPE = "retype"
    """What could not be read."""


ACTION_ID: Final = rf"{CARD_ID}(?P<action>[a-z]+):(?P<card>[0-9]+)(?::(?P<number>[0-9]+))?"


def action_button(
    card_id: str,
    action: Action,
    words: Words,
    *,
    number: int = 0,
    style: discord.ButtonStyle = discord.ButtonStyle.primary,
    disabled: bool = False,
) -> Button:
    """Return a button that does something with a card; one with a `number` is labeled by it."""
    return discord.ui.Button(
        label=str(number) if number else words.say(f"button-{action}"),
        style=style,
        custom_id=f"{CARD_ID}{action}:{card_id}" + (f":{number}" if number else ""),
        disabled=disabled,
    )


def softer(degree: float) -> float:
    """Return the next step below a degree; the same where there is none."""
    steps = [step * STEP for step in range(1, 5) if step * STEP < degree - 1e-9]
    return steps[-1] if steps else degree


def stronger(degree: float) -> float:
    """Return the next step above a degree; the same where there is none."""
    steps = [step * STEP for step in range(1, 5) if step * STEP > degree + 1e-9]
    return steps[0] if steps else degree


def rows_of(job: Job, done: Done) -> list[Item]:
    """Return the buttons of a card, in rows."""
    words = words_in(job.locale)
    match job.work:
        case Work.RECOLOR:
            return _recolored(job, done, words)
        case Work.COLORS:
            return _colors(job, done, words)
        case Work.COMPARE | Work.TABLE:
            return [row(*delete)] if (delete := _delete(job, words)) else []


def _recolored(job: Job, done: Done, words: Words) -> list[Item]:
    rows: list[Item] = []
    if len(done.pictures) > 1 and not job.more and not job.pick:
        picks = [
            action_button(job.id, Action.PICK, words, number=number)
            for number in range(1, len(done.pictures) + 1)
        ]
        half = -(-len(picks) // 2) if len(picks) > MOST_IN_ROW else len(picks)
        rows += [row(*picks[at : at + half]) for at in range(0, len(picks), half)]
    degree = job.degree
    rows.append(
        row(
            _button(job, Action.SOFTER, words, disabled=softer(degree) == degree),
            _button(job, Action.STRONGER, words, disabled=stronger(degree) == degree),
            _button(job, Action.RECOLOR, words),
            _button(job, Action.COMPARE, words),
        )
    )
    rows.append(
        row(
            _button(job, Action.INPUT, words),
            _button(job, Action.TEXT, words),
            _button(job, Action.TABLE, words),
            *_delete(job, words),
        )
    )
    return rows


def _colors(job: Job, done: Done, words: Words) -> list[Item]:
    # One palette is in the button's id. Of several, a form asks which one.
    several = len(done.colors) > 1
    keep = _button(job, Action.KEEP, words) if several else keep_button(done.colors[0], words)
    buttons = (
        _button(job, Action.USE, words, style=discord.ButtonStyle.primary),
        keep,
        _button(job, Action.TEXT, words),
        *_delete(job, words),
    )
    return [row(*buttons)]


def _delete(job: Job, words: Words) -> list[Button]:
    """Return the button that deletes a card; Discord itself offers to dismiss private messages."""
    if job.private:
        return []
    return [_button(job, Action.DELETE, words, style=discord.ButtonStyle.danger)]


def _button(
    job: Job,
    action: Action,
    words: Words,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> Button:
    return action_button(job.id, action, words, style=style, disabled=disabled)
