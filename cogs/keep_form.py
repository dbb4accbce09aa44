"""The form that saves the colors of one of several pictures as a palette."""

from typing import Any

from discord import ui

from bot.api.contract import MOST_COLORS
from bot.jobs.cards import Card
from bot.palette import MOST_NAME
from cogs.forms import MOST_LABEL, Filled, Form, Kind
from cogs.words import Words


def keep_form(card: Card, words: Words, *, may_share: bool) -> Form:
    """Return a form that asks for a picture and a name, and those who may, for whom it is.

    A menu in the message would not do: Discord's clients do not send the choice of an option that
    is chosen already, so whoever dismisses the form could not open it again. Source:
    https://github.com/discord/discord-api-docs/issues/4801
    """
    form = Form(Kind.KEEP, card.job.id, words.say("keep-title"))
    names = [file.filename for file in card.job.pictures]
    form.ask_which(words.say("form-which-one"), names, 1)
    # More than a name may have, so that the answer can say what is wrong with a longer one.
    field = ui.TextInput[Any](custom_id="name", max_length=MOST_LABEL)
    hint = words.say("keep-name.description", most=MOST_NAME)
    form.ask(words.say("keep-name"), field, hint)
    if may_share:
        form.ask(words.say("keep-server"), ui.Checkbox[Any](custom_id="server"))
    return form


def kept_palette(form: Filled, card: Card) -> tuple[str, tuple[str, ...], bool]:
    """Return the name, the colors, and whether they are for the server, as a form has them."""
    [place, *_] = form.which(len(card.colors))
    return form.text("name"), card.colors[place][:MOST_COLORS], form.checked("server")
