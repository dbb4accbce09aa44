"""The slash commands: what they ask of Discord, and what they make of an interaction."""

from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot.api.contract import Mode
from bot.jobs.job import Job
from bot.jobs.places import Places
from bot.palette import (
    NoColorsError,
    PaletteError,
    Reading,
    TooManyColorsError,
    UnknownColorError,
)
from bot.store.palettes import SavedPalettes
from bot.store.servers import Rules
from cogs.asking import file_text, may_post
from cogs.colors import Colors, palette_text
from cogs.house import House
from cogs.intake import Intake, Limits
from cogs.recolor import Recolor, Wish, make_job
from cogs.reply import DiscordReplies
from cogs.words import ENGLISH

MEGABYTE = 1 << 20
POSTING = discord.Permissions(view_channel=True, send_messages=True, attach_files=True)
IN_THREADS = discord.Permissions(
    view_channel=True, send_messages_in_threads=True, attach_files=True
)
# What Discord's documentation shows for an app without a bot in the server.
COMMANDS_ALONE = discord.Permissions(442368)
THREAD = object.__new__(discord.Thread)


def attachment(
    filename: str = "a.png", size: int = 1000, content_type: str | None = "image/png"
) -> discord.Attachment:
    url = f"https://cdn.discordapp.com/ephemeral-attachments/1/2/{filename}?ex=1"
    data = {"id": "1", "filename": filename, "size": size, "url": url, "proxy_url": url}
    if content_type is not None:
        data["content_type"] = content_type
    client = discord.Client(intents=discord.Intents.none())
    return discord.Attachment(data=cast(Any, data), state=client._connection)


def interaction(**changes: Any) -> discord.Interaction:
    """Return the parts of an interaction that a command reads."""
    parts: dict[str, Any] = {
        "id": 77,
        "locale": discord.Locale.french,
        "application_id": 5,
        "token": "token",
        "guild_id": 8,
        "message": None,
        "channel_id": 9,
        "user": SimpleNamespace(id=10),
        "filesize_limit": 10 * MEGABYTE,
        "context": SimpleNamespace(dm_channel=False),
        "is_guild_integration": lambda: True,
        "channel": None,
        "app_permissions": POSTING,
    }
    return cast(discord.Interaction, SimpleNamespace(**{**parts, **changes}))


@pytest.fixture
def options() -> dict[str, dict[str, dict[str, Any]]]:
    """The options of each subcommand, as they are sent to Discord."""
    client = discord.Client(intents=discord.Intents.none())
    tree = discord.app_commands.CommandTree(client)
    replies = DiscordReplies(client)
    store = cast(Any, None)
    house, limits = House(store), Limits(per_user=1, waiting=1)
    intake = Intake(replies, Places(replies), house, limits)
    group = Recolor(intake, house, Colors(SavedPalettes(store)), MEGABYTE).app_command
    assert group is not None
    tree.add_command(group)
    [sent] = [command.to_dict(tree) for command in tree.get_commands()]
    return {
        command["name"]: {option["name"]: option for option in command["options"]}
        for command in sent["options"]
    }


COMMON = ["degree", "keep_people", "private", "spoiler", "format"]


def test_each_mode_is_a_command_with_its_options_in_order(options: dict[str, dict[str, Any]]):
    assert {name: list(own) for name, own in options.items()} == {
        "palette": ["image", "colors", *COMMON],
        "reference": ["image", "reference", *COMMON],
        "auto": ["image", "count", *COMMON],
    }


def test_only_what_a_mode_cannot_do_without_is_required(options: dict[str, dict[str, Any]]):
    required = {name: [o for o in own if own[o]["required"]] for name, own in options.items()}
    assert required == {
        "palette": ["image", "colors"],
        "reference": ["image", "reference"],
        "auto": ["image"],
    }


def test_discord_itself_holds_the_limits_of_options(options: dict[str, dict[str, Any]]):
    for command in options.values():
        degree = command["degree"]
        assert (degree["type"], degree["min_value"], degree["max_value"]) == (10, 0, 1)
    count = options["auto"]["count"]
    assert (count["type"], count["min_value"], count["max_value"]) == (4, 1, 8)
    colors = options["palette"]["colors"]
    assert (colors["type"], colors["min_length"], colors["max_length"]) == (3, 1, 300)


def test_every_option_says_what_it_is_for(options: dict[str, dict[str, Any]]):
    for command in options.values():
        assert all(len(option["description"]) > 5 for option in command.values())


def test_a_palette_becomes_a_job():
    palette = Reading(("FF0000",), ("red",))
    wish = Wish(mode=Mode.TEMPLATE, degree=0.5, keep_people=False, palette=palette)
    job = make_job(interaction(), attachment("cat.png", 123), wish, Rules())
    assert (job.id, job.application_id, job.token) == ("77", 5, "token")
    assert (job.guild_id, job.channel_id, job.user_id, job.may_post) == (8, 9, 10, True)
    assert (job.filesize_limit, job.locale) == (10 * MEGABYTE, "fr")
    assert job.image.filename == "cat.png"
    assert (job.mode, job.degree, job.colors) == (Mode.TEMPLATE, 0.5, ("FF0000",))
    assert job.color_names == ("red",)
    assert (job.reference, job.count, job.keep_people) == (None, 1, False)
    assert Job.from_record(job.record()) == job


def test_a_reference_becomes_a_job():
    wish = Wish(mode=Mode.REF_PIC, degree=1.0, keep_people=True, reference=attachment("sea.jpg", 7))
    job = make_job(interaction(), attachment(), wish, Rules())
    assert job.reference is not None
    assert job.reference.filename == "sea.jpg"


@pytest.mark.parametrize(
    ("wished", "ruled", "becomes"),
    [
        ((None, None), (None, None), (1.0, True)),
        ((None, None), (0.0, False), (0.0, False)),
        ((0.5, True), (0.0, False), (0.5, True)),
        ((0.0, False), (0.5, True), (0.0, False)),
    ],
)
def test_what_a_command_leaves_open_is_as_the_server_has_set(
    wished: tuple[float | None, bool | None],
    ruled: tuple[float | None, bool | None],
    becomes: tuple[float, bool],
):
    wish = Wish(mode=Mode.AUTO, degree=wished[0], keep_people=wished[1])
    rules = Rules(degree=ruled[0], keep_people=ruled[1])
    job = make_job(interaction(), attachment(), wish, rules)
    assert (job.degree, job.keep_people) == becomes


@pytest.mark.parametrize(
    ("parts", "may"),
    [
        ({}, True),
        ({"is_guild_integration": lambda: False}, False),
        ({"app_permissions": COMMANDS_ALONE}, False),
        ({"app_permissions": POSTING & ~discord.Permissions(view_channel=True)}, False),
        ({"app_permissions": POSTING & ~discord.Permissions(attach_files=True)}, False),
        ({"channel": THREAD}, False),
        ({"channel": THREAD, "app_permissions": IN_THREADS}, True),
        ({"guild_id": None, "context": SimpleNamespace(dm_channel=True)}, True),
        ({"guild_id": None}, False),
        ({"channel_id": None}, False),
    ],
    ids=[
        "in a guild",
        "of a user in a guild",
        "in a guild with the commands alone",
        "in a channel that it does not see",
        "in a channel without files",
        "in a thread that it may not write in",
        "in a thread",
        "in its own DM",
        "in another DM",
        "nowhere",
    ],
)
def test_the_bot_may_write_where_it_is_itself(parts: dict[str, Any], may: bool):
    assert may_post(interaction(**parts)) is may


@pytest.mark.parametrize(
    ("filename", "content_type"),
    [
        ("a.png", "image/png"),
        ("a.PNG", "image/png"),
        ("a.jpeg", None),
        ("a.jfif", "image/jpeg"),
        ("a.webp", "image/webp; charset=binary"),
        ("a.gif", ""),
        ("a.bmp", "image/bmp"),
        ("picture", "image/png"),
        ("picture", None),
        (".png", "image/png"),
        ("a.png", "application/octet-stream"),
        ("picture", "application/octet-stream"),
        ("holiday v2.0", "image/jpeg"),
    ],
)
def test_a_file_that_may_be_a_picture_passes(filename: str, content_type: str | None):
    assert file_text(attachment(filename, content_type=content_type), MEGABYTE, ENGLISH) is None


@pytest.mark.parametrize(
    ("filename", "content_type"),
    [
        ("a.txt", "text/plain"),
        ("a.png", "text/html"),
        ("a.mp4", None),
        ("a.svg", "image/svg+xml"),
        ("a.heic", "image/heic"),
        ("a.png.exe", None),
        ("a.bin", "application/octet-stream"),
        ("a", "video/mp4"),
    ],
)
def test_a_file_that_claims_to_be_something_else_does_not(filename: str, content_type: str | None):
    text = file_text(attachment(filename, content_type=content_type), MEGABYTE, ENGLISH)
    assert text == (
        f"“{filename}” is not a picture I can take. Please attach a PNG, JPEG, WebP, GIF or BMP."
    )


def test_a_file_may_be_as_large_as_the_limit_and_no_larger():
    assert file_text(attachment(size=MEGABYTE), MEGABYTE, ENGLISH) is None
    text = file_text(attachment(size=MEGABYTE + 1), MEGABYTE, ENGLISH)
    assert text == "“a.png” is larger than 1\u00a0MB. Please attach a smaller file."


@pytest.mark.parametrize(
    ("error", "parts"),
    [
        (UnknownColorError("teel", 2), ["Color 2", "“teel”"]),
        (UnknownColorError("teel", 2, "teal"), ["Color 2", "“teel”", "mean “teal”"]),
        (UnknownColorError("*" * 6000, 1), ["Color 1", "\\*"]),
        (TooManyColorsError(9), ["9 colors", "at most 7"]),
        (NoColorsError(), ["no colors", "1 to 7"]),
        (PaletteError(), ["no colors"]),
    ],
)
def test_what_is_wrong_with_colors_is_said_within_a_message(error: PaletteError, parts: list[str]):
    text = palette_text(error, ENGLISH)
    assert all(part in text for part in parts)
    assert len(text) < 2000


def test_a_form_speaks_of_no_list_as_nothing_is_completed_there():
    error = UnknownColorError("teel", 2)
    assert "from the list" in palette_text(error, ENGLISH)
    assert "list" not in palette_text(error, ENGLISH, in_form=True)
