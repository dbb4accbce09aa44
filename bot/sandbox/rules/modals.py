"""The rules for modals. Source: Discord's component reference."""

from bot.sandbox.errors import JSON, Form, Path
from bot.sandbox.model import walk
from bot.sandbox.rules.components import (
    CUSTOM_ID,
    MOST_CHARACTERS,
    ROW,
    SELECTS,
    TEXT,
    check_options,
    check_select,
    check_unique,
)

TEXT_INPUT, LABEL, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 4, 18, 19, 21, 22, 23
IN_LABEL = (TEXT_INPUT, *SELECTS, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX)
MOST_FIELDS = 5


def check_modal(form: Form, modal: JSON, path: Path = ()) -> None:
    """Note what is wrong with a modal."""
    form.text((*path, "custom_id"), modal.get("custom_id"), CUSTOM_ID)
    form.text((*path, "title"), modal.get("title"), 45)
    path = (*path, "components")
    fields = form.objects(path, modal.get("components"), MOST_FIELDS, least=1)
    for index, field in enumerate(fields):
        at = (*path, index)
        if not form.choice((*at, "type"), field.get("type"), (ROW, TEXT, LABEL)):
            continue
        if field["type"] == LABEL:
            _check_label(form, field, at)
        elif field["type"] == ROW:
            inputs = form.objects((*at, "components"), field.get("components"), 1, least=1)
            for part in inputs:
                place = (*at, "components", 0)
                if form.choice((*place, "type"), part.get("type"), (TEXT_INPUT,)):
                    form.text((*place, "label"), part.get("label"), 45)
                    _check_field(form, part, place)
        else:
            form.text((*at, "content"), field.get("content"), MOST_CHARACTERS)
    if not form.refused:
        check_unique(form, walk(fields), path, "custom_id")


def _check_label(form: Form, label: JSON, at: Path) -> None:
    form.text((*at, "label"), label.get("label"), 45)
    if label.get("description") is not None:
        form.text((*at, "description"), label["description"], 100)
    place = (*at, "component")
    field = form.object(place, label.get("component"))
    if not field:
        form.refuse(place, "BASE_TYPE_REQUIRED", "This field is required")
    elif form.choice((*place, "type"), field.get("type"), IN_LABEL):
        _check_field(form, field, place)


def _check_field(form: Form, field: JSON, at: Path) -> None:
    if field["type"] in SELECTS:
        check_select(form, field, at)
        return
    form.text((*at, "custom_id"), field.get("custom_id"), CUSTOM_ID)
    if field["type"] == TEXT_INPUT:
        form.choice((*at, "style"), field.get("style"), (1, 2))
        for key, most in (("value", 4000), ("placeholder", 100)):
            if field.get(key):
                form.text((*at, key), field[key], most)
        for key, least in (("min_length", 0), ("max_length", 1)):
            if field.get(key) is not None:
                form.number((*at, key), field[key], least, 4000)
    elif field["type"] in (RADIO, CHECKBOXES):
        least = 2 if field["type"] == RADIO else 1
        options = form.objects((*at, "options"), field.get("options"), 10, least=least)
        check_options(form, options, (*at, "options"))
    elif field["type"] == FILE_UPLOAD:
        for key, least in (("min_values", 0), ("max_values", 1)):
            if field.get(key) is not None:
                form.number((*at, key), field[key], least, 10)
