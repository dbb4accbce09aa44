"""The "Apps" menus on everything that can hold a picture, from end to end."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.sandbox import Message, Person, Reply, Upload
from cogs.words import ENGLISH
from tests.shared_stage import quick, shared
from tests.stage import Stage, pixels_of, results, said

pytestmark = pytest.mark.asyncio(loop_scope="module")

__all__ = ["quick", "shared"]

RECOLOR, COLORS, LIKE, AVATAR = (
    ENGLISH.say(f"menu-{key}") for key in ("recolor", "colors", "like", "avatar")
)


def square(color: str, form: str = "PNG", side: int = 100) -> bytes:
    buffer = BytesIO()
    picture = Image.effect_noise((side, side), 40).convert("RGB")
    Image.blend(picture, Image.new("RGB", (side, side), color), 0.8).save(buffer, form)
    return buffer.getvalue()


async def recolored(shared: Stage, person: Person, message: Message | Reply) -> list[str]:
    """Recolor what a message holds, and return the results' names."""
    form = await (await person.use(message, RECOLOR)).acknowledged()
    assert form.modal is not None, form.state.text
    sent = await (await person.submit_modal(form, colors="teal")).acknowledged()
    end = await shared.end_of(sent)
    assert "`#008080`" in said(end)
    return [file.filename for file in results(end)]


async def test_every_menu_works_on_the_bots_own_result(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    reply = await person.run("recolor palette", image=photographs["coffee"], colors="navy")
    own = await shared.end_of(reply)
    assert await recolored(shared, person, reply) == ["coffee-recolored-recolored.png"]
    taken = await (await person.use(reply, COLORS)).acknowledged()
    assert "`#" in (await shared.end_of(taken)).text
    form = await (await person.use(reply, LIKE)).acknowledged()
    sent = await person.submit_modal(form, files=[photographs["chelsea"]])
    end = await shared.end_of(await sent.acknowledged())
    assert len(results(end)) == 1
    assert own.attachments[0].filename in said(end)


async def test_comparisons_and_colorways_are_pictures_too(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    reply = await person.run("recolor auto", image=photographs["coffee"], count=3)
    await shared.end_of(reply)
    assert len(await recolored(shared, person, reply)) == 3
    compared = await (await person.press(reply, ENGLISH.say("button-compare"))).acknowledged()
    await shared.end_of(compared)
    assert len(await recolored(shared, person, compared)) == 3


async def test_the_card_of_another_bot(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    artist = shared.sandbox.other_bot("Artist")
    post = artist.post_card(
        [
            {
                "type": 17,
                "components": [
                    {"type": 12, "items": [{"media": {"url": "attachment://coffee.jpg"}}]},
                    {
                        "type": 9,
                        "components": [{"type": 10, "content": "And a small one"}],
                        "accessory": {
                            "type": 11,
                            "media": {"url": "attachment://flower.jpg"},
                        },
                    },
                ],
            }
        ],
        photographs["coffee"],
        photographs["flower"],
    )
    assert len(await recolored(shared, person, post)) == 2


async def test_the_preview_of_a_link_comes_from_discord(shared: Stage):
    person = shared.person()
    # Nobody listens there: whoever asked the foreign host would get nothing.
    url = "http://127.0.0.1:9/cats/tabby.png"
    shared.sandbox.images.add_external(url, square("orange"))
    post = await person.post(url, embeds=[{"type": "image", "url": url, "thumbnail": {"url": url}}])
    assert await recolored(shared, person, post) == ["tabby-recolored.png"]


async def test_a_sticker_and_a_custom_emoji(shared: Stage):
    person = shared.person()
    sticker = shared.sandbox.add_sticker("wave", square("orange", side=320))
    assert await recolored(shared, person, await person.post(stickers=[sticker])) == [
        "wave-recolored.png"
    ]
    emoji = shared.sandbox.add_emoji("grin", square("orange", "WEBP", side=128))
    post = await person.post(f"look {emoji}")
    assert await recolored(shared, person, post) == ["grin-recolored.png"]


async def test_a_forwarded_message(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    first = await shared.sandbox.person("Bo").post("look", photographs["coffee"])
    forwarded = await person.forward(first)
    assert await recolored(shared, person, forwarded) == ["coffee-recolored.png"]


async def test_a_forwarded_result_of_the_bot(shared: Stage, photographs: dict[str, Path]):
    person = shared.person()
    reply = await person.run("recolor palette", image=photographs["coffee"], colors="navy")
    await shared.end_of(reply)
    forwarded = await person.forward(reply)
    assert await recolored(shared, person, forwarded) == ["coffee-recolored-recolored.png"]


async def test_a_hidden_picture_in_another_bots_card_stays_hidden(
    shared: Stage, photographs: dict[str, Path]
):
    person = shared.person()
    item = {"media": {"url": "attachment://coffee.jpg"}, "spoiler": True}
    post = shared.sandbox.other_bot("Artist").post_card(
        [{"type": 12, "items": [item]}], photographs["coffee"]
    )
    form = await (await person.use(post, RECOLOR)).acknowledged()
    sent = await (await person.submit_modal(form, colors="teal")).acknowledged()
    end = await shared.end_of(sent)
    galleries = [part for part in end.components[0]["components"] if part["type"] == 12]
    assert [item["spoiler"] for part in galleries for item in part["items"]] == [True, True]


async def test_an_avatar_and_that_of_a_server_before_it(shared: Stage):
    person, other = shared.person(), shared.sandbox.person("Bo")
    other.set_avatar(square("orange", side=128))

    async def avatar() -> tuple[int, ...]:
        form = await (await person.use_on(other, AVATAR)).acknowledged()
        sent = await (await person.submit_modal(form, colors="teal")).acknowledged()
        [result] = results(await shared.end_of(sent))
        return pixels_of(result).shape

    assert await avatar() == (128, 128, 3)
    guild = shared.sandbox.guild
    other.set_avatar(square("orange", side=256), guild)
    assert await avatar() == (256, 256, 3)


async def test_somebody_without_an_avatar_has_discords(shared: Stage):
    person = shared.person()
    form = await (await person.use_on(shared.sandbox.person("Bo"), AVATAR)).acknowledged()
    sent = await (await person.submit_modal(form, colors="teal")).acknowledged()
    assert len(results(await shared.end_of(sent))) == 1


@pytest.mark.parametrize("menu", [RECOLOR, COLORS, LIKE])
@pytest.mark.parametrize(
    "files",
    [lambda: (), lambda: (Upload("clip.mp4", b"\0" * 9), Upload("look.cube", b"LUT_3D_SIZE 2"))],
)
async def test_a_menu_that_finds_nothing_says_privately_what_it_takes(
    shared: Stage, menu: str, files: Callable[[], tuple[Upload, ...]]
):
    person = shared.person()
    post = await person.post("only words", *files())
    told = await (await person.use(post, menu)).acknowledged()
    assert (told.ephemeral, told.state.text) == (True, ENGLISH.say("no-picture-there"))
