"""The forms that ask for what a card's button, or a message's menu, still needs."""

import discord

from bot.jobs.cards import Card
from bot.palette import MOST_NAME
from cogs.forms import MOST_FILES, Form, Kind
from cogs.words import Words


def form_of(
    kind: Kind,
    card: Card,
    words: Words,
    typed: str = "",
    *,
    may_share: bool = False,
    may_publish: bool = True,
) -> Form:
    """Return a form about a card.

    Parameters
    ----------
    typed
        What was typed into the field for colors before.
    may_share
        Whether the person may save palettes for the whole server.
    may_publish
        Whether to ask if others may see the result; nobody else does otherwise.
    """
    job = card.job
    form = Form(kind, job.id, words.say(f"form-title-{kind}"))
    names = [file.filename for file in job.pictures]
    match kind:
        case Kind.COLORS:
            form.ask_colors(words, typed or " ".join(f"#{color}" for color in job.colors))
            form.ask_degree(words, job.degree)
        case Kind.RECOLOR:
            if len(names) > 1:
                form.ask_which(words.say("form-which"), names, MOST_FILES, card.chosen)
            form.ask_colors(words, typed)
            form.ask_degree(words, job.degree)
            form.ask_people(words, job.keep_people)
            if may_publish:
                form.ask_private(words, job.private)
        case Kind.LIKE:
            form.ask_files(words.say("form-files"), MOST_FILES)
            if len(names) > 1:
                form.ask_which(words.say("form-which-one"), names, 1)
            form.ask_degree(words, job.degree)
            form.ask_people(words, job.keep_people)
            if may_publish:
                form.ask_private(words, job.private)
        case Kind.USE:
            form.ask_files(words.say("form-files"), MOST_FILES)
            if len(card.colors) > 1:
                form.ask_which(words.say("form-which-one"), names, 1)
            form.ask_degree(words, job.degree)
            form.ask_people(words, job.keep_people)
            if may_publish:
                form.ask_private(words, job.private)
        case Kind.EXTRACT:
            form.ask_which(words.say("form-which"), names, MOST_FILES)
        case Kind.UPLOAD:
            form.add_item(discord.ui.TextDisplay(words.say("gone-again")))
            count = len(names)
            form.ask_files(words.say("form-files"), count, least=count)
            if job.reference is not None:
                form.ask_files(words.say("form-reference"), 1, "reference")
        case Kind.KEEP:
            # No menu in the message: Discord's clients do not send the choice of an option that is
            # chosen already, so whoever dismisses the form could not open it again. Source:
            # discord-api-docs #4801.
            form.ask_which(words.say("form-which-one"), names, 1)
            form.ask_name(words, MOST_NAME)
            if may_share:
                form.ask_server(words)
        case Kind.NAME:
            raise ValueError("the form that names a palette is about no card")
    return form
