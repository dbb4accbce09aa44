"""A server's settings as one card: what they are, and menus and buttons that change them."""

from collections.abc import Sequence
from typing import Any, Final

import discord
from discord import ui

from bot.store.servers import Rules
from cogs.frame import Card, row
from cogs.words import Words

DEGREES: Final = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
JOBS: Final = (1, 2, 3, 5, 10, 15, 20, 30, 50, 100)
MOST_JOBS: Final = 10_000
"""More pictures per member and day than anybody limits."""
MOST_CHANNELS: Final = 25

_ACCENT: Final = 0x5865F2
_PLACES: Final = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
    discord.ChannelType.forum,
)
NONE: Final = "none"
"""The value of the option that sets nothing."""

Item = ui.Item[Any]


NUMBER_ID: Final = r"settings:(?P<what>degree|jobs)"
CHANNELS_ID: Final = r"settings:channels"
SWITCH_ID: Final = r"settings:(?P<what>people|spoiler):(?P<to>on|off)"


def _number_menu(what: str, rules: Rules, words: Words) -> Item:
    """Return the menu of the usual degree, or of how many pictures a member may have in a day."""
    numbers: Sequence[float] = DEGREES if what == "degree" else JOBS
    chosen = rules.degree if what == "degree" else rules.jobs_per_day
    if chosen is not None:
        numbers = sorted({*numbers, chosen})
    options = [_option(words.say(f"settings-{what}-none"), NONE, chosen is None)]
    for number in numbers:
        text = words.say(f"settings-{what}-option", **{what: number})
        options.append(_option(text, f"{number:g}", number == chosen))
    return ui.Select(custom_id=f"settings:{what}", options=options)


def _channel_menu(rules: Rules, words: Words) -> Item:
    """Return the menu of the channels where pictures may be recolored."""
    chosen = sorted(rules.channels)[:MOST_CHANNELS]
    kind = discord.SelectDefaultValueType.channel
    return ui.ChannelSelect(
        custom_id="settings:channels",
        placeholder=words.say("settings-channels-none"),
        channel_types=list(_PLACES),
        min_values=0,
        max_values=MOST_CHANNELS,
        default_values=[discord.SelectDefaultValue(id=id_, type=kind) for id_ in chosen],
    )


def _switch(what: str, words: Words, *, to: bool) -> Item:
    """Return the button that turns a setting on or off."""
    way = "on" if to else "off"
    return ui.Button(label=words.say(f"settings-{what}-{way}"), custom_id=f"settings:{what}:{way}")


def settings_card(rules: Rules, words: Words) -> Card:
    """Return the card of a server's settings as they are."""
    say = words.say
    keeps = rules.keep_people is not False
    lines = [
        f"### {say('settings-title')}",
        say("settings-degree", degree=1.0 if rules.degree is None else rules.degree),
        say("settings-people-are-on" if keeps else "settings-people-are-off"),
        _channels_line(rules, words),
        _jobs_line(rules, words),
        say("settings-spoiler-is-on" if rules.spoiler else "settings-spoiler-is-off"),
    ]
    return Card(
        ui.TextDisplay("\n".join(lines)),
        row(_number_menu("degree", rules, words)),
        row(_channel_menu(rules, words)),
        row(_number_menu("jobs", rules, words)),
        row(
            _switch("people", words, to=not keeps), _switch("spoiler", words, to=not rules.spoiler)
        ),
        accent=_ACCENT,
    )


def _channels_line(rules: Rules, words: Words) -> str:
    if not rules.channels:
        return words.say("settings-everywhere")
    named = ", ".join(f"<#{channel}>" for channel in sorted(rules.channels))
    return words.say("settings-channels", channels=named)


def _jobs_line(rules: Rules, words: Words) -> str:
    if rules.jobs_per_day is None:
        return words.say("settings-no-limit")
    return words.say("settings-limit", count=rules.jobs_per_day)


def _option(label: str, value: str, chosen: bool) -> discord.SelectOption:
    return discord.SelectOption(label=label, value=value, default=chosen)
