"""Pictures that are hidden when they are sent: so is everything that is made of them."""

from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import Upload
from bot.sandbox.model import MessageState, walk
from cogs.words import ENGLISH
from tests.shared_stage import quick, shared
from tests.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

__all__ = ["quick", "shared"]


@pytest.fixture
def secret(photographs: dict[str, Path]) -> Upload:
    return Upload("SPOILER_coffee.jpg", photographs["coffee"].read_bytes())


def hidden(state: MessageState) -> list[bool]:
    """Return whether each picture of a card is hidden."""
    found: list[dict[str, Any]] = walk(state.components)
    return [item["spoiler"] for part in found for item in part.get("items", [])]


async def test_a_hidden_picture_hides_its_recoloring_its_colors_and_what_becomes_of_them(
    shared: Stage, secret: Upload
):
    person = shared.person()
    reply = await person.run("recolor palette", image=secret, colors="teal")
    assert hidden(await shared.end_of(reply)) == [True, True]
    softer = await (await person.press(reply, ENGLISH.say("button-softer"))).acknowledged()
    assert hidden(await shared.end_of(softer)) == [True, True]
    compared = await (await person.press(reply, ENGLISH.say("button-compare"))).acknowledged()
    assert hidden(await shared.end_of(compared)) == [True]


async def test_a_hidden_reference_hides_what_is_colored_after_it(
    shared: Stage, secret: Upload, photographs: dict[str, Path]
):
    person = shared.person()
    reply = await person.run("recolor reference", image=photographs["chelsea"], reference=secret)
    assert hidden(await shared.end_of(reply)) == [True, True]


async def test_of_several_pictures_one_that_is_hidden_hides_all(
    shared: Stage, secret: Upload, photographs: dict[str, Path]
):
    person = shared.person()
    post = await person.post("", photographs["chelsea"], secret)
    menu = await (await person.use(post, ENGLISH.say("menu-recolor"))).acknowledged()
    sent = await person.submit_modal(menu, colors="teal")
    assert hidden(await shared.end_of(await sent.acknowledged())) == [True, True, True]


async def test_a_hidden_picture_that_is_sent_with_a_form_stays_hidden(
    shared: Stage, secret: Upload, photographs: dict[str, Path]
):
    person = shared.person()
    post = await person.post("", photographs["flower"])
    form = await (await person.use(post, ENGLISH.say("menu-like"))).acknowledged()
    sent = await person.submit_modal(form, files=[secret])
    assert hidden(await shared.end_of(await sent.acknowledged())) == [True, True]


async def test_a_picture_that_is_shown_openly_is_not_hidden(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    reply = await person.run("recolor palette", image=photographs["coffee"], colors="teal")
    assert hidden(await shared.end_of(reply)) == [False, False]
