"""The pictures of a message: where they are, whether they are hidden, and at which URLs."""

from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.attachment import DISCORD_CDN, origin
from cogs.message_pictures import (
    MessagePicture,
    avatar_of,
    card_pictures,
    files_in,
    pictures_in,
    uploaded_picture,
)
from tests.cogs.payloads import (
    ADA,
    BOT,
    CHANNEL,
    MESSAGE,
    attachment,
    cdn,
    container,
    display,
    embed,
    file,
    forward,
    gallery,
    message_of,
    proxied,
    section,
    sticker,
    uploaded,
)

ME = discord.Object(BOT)
EMOJI = "https://cdn.discordapp.com/emojis/{}.webp"


def found(author: int = ADA, **fields: Any) -> list[MessagePicture]:
    return pictures_in(message_of(author, **fields), ME)


def names(author: int = ADA, **fields: Any) -> list[str]:
    return [picture.filename for picture in found(author, **fields)]


def hidden(**fields: Any) -> list[bool]:
    return [picture.spoiler for picture in found(**fields)]


def test_an_attachment_is_found_with_all_that_discord_says_of_it():
    assert found(attachments=[attachment(5, "cat.png")]) == [
        MessagePicture(
            url=cdn(5, "cat.png"),
            filename="cat.png",
            content_type="image/png",
            size=241394,
            id=5,
            message_id=MESSAGE,
            channel_id=CHANNEL,
        )
    ]


def test_files_of_components_are_found_that_are_in_no_list_of_attachments():
    card = container(
        display("Done"),
        gallery(uploaded(10, "a.png"), uploaded(20, "b%20c.webp", "image/webp")),
        section(uploaded(30, "thumb.jpg", "image/jpeg")),
        file(uploaded(40, "d_.png"), "d .png"),
    )
    pictures = found(components=[card, gallery(uploaded(50, "last.gif", "image/gif"))])
    assert [(p.filename, p.id, p.size) for p in pictures] == [
        ("a.png", 10, 0),
        ("b c.webp", 20, 0),
        ("thumb.jpg", 30, 0),
        ("d .png", 40, 80128),
        ("last.gif", 50, 0),
    ]
    assert {(p.message_id, p.channel_id) for p in pictures} == {(MESSAGE, CHANNEL)}
    assert [p.url for p in pictures[:2]] == [cdn(10, "a.png"), cdn(20, "b%20c.webp")]


def test_pictures_of_other_sites_are_taken_from_discords_proxy():
    picture = proxied("cat.png")
    embeds = [embed(image=picture), embed(thumbnail=proxied("dog.jpg", "image/jpeg"))]
    pictures = found(components=[gallery(proxied("cow.png"))], embeds=embeds)
    assert [p.filename for p in pictures] == ["cow.png", "cat.png", "dog.jpg"]
    assert {origin(p.url) for p in pictures} == {"https://images-ext-1.discordapp.net"}
    assert {p.message_id for p in pictures} == {0}, "their links do not die"


@pytest.mark.parametrize(
    ("path", "content_type", "name"),
    [
        ("image.php", None, "image"),
        ("photos/cat.PNG", None, "cat.PNG"),
        ("image.php", "image/jpeg", "image.php"),
        ("12345", None, "12345"),
    ],
)
def test_an_image_of_an_embed_is_a_picture_however_its_site_calls_it(
    path: str, content_type: str | None, name: str
):
    assert names(embeds=[embed(image=proxied(path, content_type))]) == [name]


def test_a_file_of_the_message_in_its_embed_is_one_that_can_be_renewed():
    own = {
        "url": cdn(9, "chart.png"),
        "proxy_url": cdn(9, "chart.png", host="media.discordapp.net"),
    }
    [picture] = found(embeds=[embed(image=own, thumbnail=own)])
    assert (picture.url, picture.id) == (cdn(9, "chart.png"), 9)
    assert (picture.message_id, picture.channel_id) == (MESSAGE, CHANNEL)


def test_a_picture_without_a_proxy_is_not_asked_of_its_site():
    foreign = {"url": "https://pictures.example/cat.png", "loading_state": 3}
    assert found(embeds=[embed(image=foreign)], components=[gallery(foreign)]) == []


def test_stickers_are_found_but_for_lottie():
    items = [sticker("Wave", 1, 11), sticker("Dance", 2, 12), sticker("Lot", 3, 13)]
    pictures = found(sticker_items=[*items, sticker("Hop", 4, 14)])
    assert [(p.url, p.filename, p.content_type) for p in pictures] == [
        ("https://cdn.discordapp.com/stickers/11.png", "Wave.png", "image/png"),
        ("https://cdn.discordapp.com/stickers/12.png", "Dance.png", "image/png"),
        # Source: API reference, "Image Formatting".
        ("https://media.discordapp.net/stickers/14.gif", "Hop.gif", "image/gif"),
    ]


def test_custom_emoji_of_texts_are_found():
    one, two, three = 80_000_000_000_000_001, 80_000_000_000_000_002, 80_000_000_000_000_003
    pictures = found(
        content=f"hi <:cat_1:{one}> <a:spin:{two}> 😀 :none: <@{one}> <:cat_1:{one}>",
        components=[container(display(f"<:dog:{three}>"), section(uploaded(1, "a.png")))],
    )
    assert [(p.filename, p.url) for p in pictures[1:]] == [
        ("cat_1.webp", EMOJI.format(one)),
        ("spin.webp", EMOJI.format(two)),
        ("dog.webp", EMOJI.format(three)),
    ]


def test_forwarded_messages_are_looked_through():
    snapshot = forward(
        content="<:cat:80000000000000001>",
        attachments=[attachment(5, "cat.png")],
        components=[gallery(uploaded(10, "a.png"))],
        embeds=[embed(image=proxied("dog.png"))],
        sticker_items=[sticker("Wave", 1, 11)],
    )
    pictures = found(**snapshot)
    expected = ["cat.png", "a.png", "dog.png", "Wave.png", "cat.webp"]
    assert [p.filename for p in pictures] == expected
    assert [p.message_id for p in pictures] == [MESSAGE, MESSAGE, 0, 0, 0]


def test_pictures_come_in_one_order_and_once():
    twice = attachment(5, "cat.png")
    assert names(
        content="<:a:80000000000000001>",
        attachments=[attachment(6, "first.png"), twice],
        components=[gallery(uploaded(5, "cat.png"), uploaded(7, "third.png"))],
        embeds=[embed(image={"url": cdn(7, "third.png"), "proxy_url": cdn(7, "third.png")})],
        sticker_items=[sticker("Wave", 1, 11)],
        **forward(attachments=[twice]),
    ) == ["first.png", "cat.png", "third.png", "Wave.png", "a.webp"]


def test_what_is_claimed_to_be_no_picture_is_left_out():
    clip = uploaded(2, "clip.mp4", "video/mp4")
    table = {**uploaded(3, "colors.cube"), "content_type": "application/octet-stream"}
    fields: dict[str, Any] = {
        "attachments": [attachment(1, "song.ogg", content_type="audio/ogg")],
        "components": [gallery(clip), file(table, "colors.cube")],
        "embeds": [embed(image=proxied("clip.mp4", "video/mp4"))],
    }
    assert names(**fields) == []
    assert len(files_in(message_of(**fields))) == 4


def test_the_swatches_of_the_bot_are_left_out_but_nobody_elses():
    card = container(gallery(uploaded(10, "a-recolored.png")), gallery(uploaded(20, "palette.png")))
    assert names(BOT, components=[card]) == ["a-recolored.png"]
    assert names(ADA, components=[card]) == ["a-recolored.png", "palette.png"]


def test_an_ephemeral_message_is_no_place_to_renew_links_from():
    [picture] = found(flags=1 << 6, components=[gallery(uploaded(10, "a.png"))])
    assert (picture.id, picture.message_id, picture.channel_id) == (10, 0, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {"attachments": [attachment(1, "a.png", flags=1 << 3)]},
        {"attachments": [attachment(1, "SPOILER_a.png")]},
        {"components": [gallery(uploaded(1, "a.png"), spoiler=True)]},
        {"components": [gallery(uploaded(1, "SPOILER_a.png"))]},
        {"components": [container(gallery(uploaded(1, "a.png")), spoiler=True)]},
        {"components": [container(section(uploaded(1, "a.png")), spoiler=True)]},
        {"components": [section(uploaded(1, "a.png"), spoiler=True)]},
        {"components": [file(uploaded(1, "a.png"), "a.png", spoiler=True)]},
        {"components": [container(display("<:a:80000000000000001>"), spoiler=True)]},
        {"content": "||look: <:a:80000000000000001>||"},
        {
            "content": "||https://pictures.example/a.png||",
            "embeds": [embed("https://pictures.example/a.png", image=proxied("a.png"))],
        },
        {
            "content": "https://pictures.example/a.png.html ||https://pictures.example/a.png||",
            "embeds": [embed("https://pictures.example/a.png", image=proxied("a.png"))],
        },
        {
            "content": "|| https://short.example/1 ||",
            "embeds": [embed("https://pictures.example/a.png", thumbnail=proxied("a.png"))],
        },
        forward(attachments=[attachment(1, "a.png", flags=1 << 3)]),
        {
            "attachments": [attachment(1, "a.png")],
            "components": [gallery(uploaded(1, "a.png"), spoiler=True)],
        },
    ],
)
def test_what_discord_hides_is_hidden(fields: dict[str, Any]):
    assert hidden(**fields) == [True]


@pytest.mark.parametrize(
    "fields",
    [
        {"attachments": [attachment(1, "a.png", flags=1 << 2), attachment(2, "b.png")]},
        {"components": [container(gallery(uploaded(1, "a.png"), uploaded(2, "b.png")))]},
        {"content": "||no|| <:a:80000000000000001> ||no|| <:b:80000000000000002>"},
        {
            "content": "https://pictures.example/a.png ||https://pictures.example/b.png||",
            "embeds": [
                embed("https://pictures.example/a.png", image=proxied("a.png")),
                embed(image=proxied("c.png")),
            ],
        },
    ],
)
def test_what_discord_shows_is_not_hidden(fields: dict[str, Any]):
    assert hidden(**fields) == [False, False]


def test_a_cards_results_are_found_by_name_in_their_order():
    card = container(
        gallery(uploaded(10, "a-1.png"), uploaded(20, "a-2.png"), spoiler=True),
        gallery(uploaded(30, "palette.png")),
    )
    message = message_of(BOT, components=[card])
    results = card_pictures(message, ("a-2.png", "a-1.png", "gone.png"))
    assert [(p.filename, p.id, p.message_id, p.spoiler) for p in results] == [
        ("a-2.png", 20, MESSAGE, True),
        ("a-1.png", 10, MESSAGE, True),
    ]


def test_results_that_are_attachments_are_found_too():
    message = message_of(BOT, attachments=[attachment(1, "a.png"), attachment(2, "palette.png")])
    assert [p.id for p in card_pictures(message, ("a.png",))] == [1]


def test_a_files_claims_go_into_the_record_of_a_job():
    [picture] = found(attachments=[attachment(5, "SPOILER_cat.png")])
    recorded = picture.attachment()
    assert (recorded.url, recorded.filename) == (cdn(5, "SPOILER_cat.png"), "SPOILER_cat.png")
    assert (recorded.id, recorded.message_id, recorded.channel_id) == (5, MESSAGE, CHANNEL)
    assert recorded.spoiler


@pytest.mark.parametrize(
    ("more", "is_hidden"),
    [
        ({}, False),
        ({"flags": 1 << 3}, True),
        ({"flags": 1 << 2}, False),
        ({"filename": "SPOILER_bug.png"}, True),
    ],
)
def test_a_file_that_was_sent_with_a_form_is_read(more: dict[str, Any], is_hidden: bool):
    picture = uploaded_picture(attachment(5, "bug.png", ephemeral=True) | more)
    assert (picture.url, picture.size, picture.id) == (cdn(5, "bug.png"), 241394, 5)
    assert (picture.content_type, picture.message_id) == ("image/png", 0)
    assert picture.spoiler is is_hidden


USER: Any = {"id": "80351110224678912", "username": "nelly", "discriminator": "0"}


def user(avatar: str | None) -> discord.User:
    state: Any = None
    return discord.User(state=state, data=USER | {"avatar": avatar})


@pytest.mark.parametrize(
    ("avatar", "url"),
    [
        ("8342729096ea3675442027381ff50dfe", "avatars/80351110224678912/{}.png?size=1024"),
        ("a_8342729096ea3675442027381ff50df", "avatars/80351110224678912/{}.png?size=1024"),
        (None, "embed/avatars/5.png?size=1024"),
    ],
    ids=["still", "animated", "default"],
)
def test_an_avatar_is_a_still_png(avatar: str | None, url: str):
    picture = avatar_of(user(avatar))
    assert picture.url == "https://cdn.discordapp.com/" + url.format(avatar)
    assert (picture.filename, picture.content_type) == ("nelly.png", "image/png")


@pytest.mark.parametrize("own", ["a_8342729096ea3675442027381ff50df", None], ids=["own", "none"])
def test_the_avatar_of_a_server_comes_before_that_of_the_person(own: str | None):
    client = discord.Client(intents=discord.Intents.none())
    state = client._connection  # pyright: ignore[reportPrivateUsage]
    guild: Any = discord.Guild(state=state, data={"id": 3})  # pyright: ignore[reportArgumentType]
    data: Any = {"user": USER | {"avatar": "0" * 32}, "roles": [], "flags": 0, "avatar": own}
    url = avatar_of(discord.Member(data=data, guild=guild, state=state)).url
    theirs = f"guilds/3/users/80351110224678912/avatars/{own}.png?size=1024"
    everywhere = f"avatars/80351110224678912/{'0' * 32}.png?size=1024"
    assert url == "https://cdn.discordapp.com/" + (theirs if own else everywhere)


media = st.builds(uploaded, st.integers(1, 6), st.just("a.png")) | st.builds(
    proxied, st.sampled_from(["b.png", "c.php"])
)
leaves = st.builds(
    lambda items, spoiler: gallery(*items, spoiler=spoiler),
    st.lists(media, min_size=1),
    st.booleans(),
) | st.builds(lambda item, spoiler: section(item, spoiler=spoiler), media, st.booleans())


@given(st.lists(leaves, max_size=4), st.booleans())
def test_a_container_changes_nothing_but_that_it_can_hide(parts: list[Any], spoiler: bool):
    bare = found(components=parts)
    held = found(components=[container(*parts, spoiler=spoiler)])
    assert [p.url for p in held] == [p.url for p in bare]
    assert [p.spoiler for p in held] == [spoiler or p.spoiler for p in bare]
    assert len({p.id or p.url for p in bare}) == len(bare)
    assert all(origin(p.url) in DISCORD_CDN for p in bare)
