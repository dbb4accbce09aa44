"""What is read of a form that somebody sends, whatever is in it."""

from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.forms import Filled, FormError, Kind, read_form


def sent(custom_id: str, **fields: Any) -> Filled | None:
    """Return what is read of a form with these fields: lists are a menu's, others a text's."""
    components = [
        {
            "type": 18,
            "component": {
                "custom_id": name,
                ("values" if isinstance(value, list) else "value"): value,
            },
        }
        for name, value in fields.items()
    ]
    data = {"custom_id": custom_id, "components": components}
    interaction = SimpleNamespace(type=discord.InteractionType.modal_submit, data=data)
    return read_form(cast(discord.Interaction, interaction))


def about_a_card(**fields: Any) -> Filled:
    form = sent("form:recolor:77", **fields)
    assert form is not None
    return form


def test_a_form_says_what_it_is_about():
    form = about_a_card(colors="teal", private=True)
    assert (form.kind, form.subject, form.text("colors")) == (Kind.RECOLOR, "77", "teal")
    assert form.checked("private")
    form = sent("form:name:264653-E9C46A", name="Pier")
    assert form is not None
    assert (form.kind, form.subject) == (Kind.NAME, "264653-E9C46A")


@pytest.mark.parametrize(
    "custom_id",
    [
        "form:name:",
        "form:name:A",
        "form:name:-",
        "form:name:264653-",
        "form:name:77",
        "form:recolor:264653-E9C46A",
        "form:recolor:",
        "form:paint:77",
        "form:recolor:77:1",
        "",
    ],
)
def test_a_form_that_is_not_ours_is_left_alone(custom_id: str):
    assert sent(custom_id) is None


@pytest.mark.parametrize("degree", ["nan", "inf", "-0.1", "1.01", "99", "abc", ""])
def test_a_degree_that_was_not_offered_is_refused(degree: str):
    with pytest.raises(FormError):
        about_a_card(degree=[degree]).degree(1.0)


def test_a_degree_is_as_chosen_or_as_it_was():
    assert about_a_card(degree=["0.25"]).degree(1.0) == 0.25
    assert about_a_card().degree(0.75) == 0.75


@pytest.mark.parametrize("which", [["0"], ["4"], ["-1"], ["1.5"], ["x"], ["nan"], [], "1"])
def test_a_picture_that_was_not_offered_is_refused(which: Any):
    with pytest.raises(FormError):
        about_a_card(which=which).which(3)


@given(st.sets(st.integers(1, 5), min_size=1))
def test_chosen_pictures_are_taken_in_their_order(chosen: set[int]):
    which = [str(number) for number in sorted(chosen, reverse=True)]
    assert about_a_card(which=which).which(5) == [number - 1 for number in sorted(chosen)]
    assert about_a_card().which(2) == [0, 1]
