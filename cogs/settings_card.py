"""A server's settings as one card: what they are, and menus and buttons that change them."""

import re
from collections.abc import Sequence
from typing import Any, Final, Self

import discord
from discord import ui

from bot.store.servers import Rules
from cogs.frame import Card, row
from cogs.words import Words, words_in

DEGREES: Final = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
JOBS: Final = (1, 2, 3, 5, 10, 15, 20, 30, 50, 100)
MOST_CHANNELS: Final = 25

_ACCENT: Final = 0x5865F2
_PLACES: Final = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
    discord.ChannelType.forum,
)
_NONE: Final = "none"

Item = ui.Item[Any]
View = ui.LayoutView


class NumberMenu(ui.DynamicItem[ui.Select[View]], template=r"settings:(?P<what>degree|jobs)"):
    """Chooses the usual degree, or how many pictures a member may have in a day."""

    def __init__(self, what: str, rules: Rules, words: Words) -> None:
        numbers: Sequence[float] = DEGREES if what == "degree" else JOBS
        chosen = rules.degree if what == "degree" else rules.jobs_per_day
        if chosen is not None:
            numbers = sorted({*numbers, chosen})
        options = [_option(words.say(f"settings-{what}-none"), _NONE, chosen is None)]
        for number in numbers:
            text = words.say(f"settings-{what}-option", **{what: number})
            options.append(_option(text, f"{number:g}", number == chosen))
        super().__init__(ui.Select(custom_id=f"settings:{what}", options=options))
        self.what = what

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: Item, match: re.Match[str], /
    ) -> Self:
        """Make the menu that was used."""
        return cls(match["what"], Rules(), words_in(interaction.locale))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Set what was chosen."""
        [value] = self.item.values
        if self.what == "degree":
            _change(interaction, degree=None if value == _NONE else float(value))
        else:
            _change(interaction, jobs_per_day=None if value == _NONE else int(value))


class ChannelMenu(ui.DynamicItem[ui.ChannelSelect[View]], template=r"settings:channels"):
    """Chooses the channels where pictures may be recolored."""

    def __init__(self, rules: Rules, words: Words) -> None:
        chosen = sorted(rules.channels)[:MOST_CHANNELS]
        kind = discord.SelectDefaultValueType.channel
        super().__init__(
            ui.ChannelSelect(
                custom_id="settings:channels",
                placeholder=words.say("settings-channels-none"),
                channel_types=list(_PLACES),
                min_values=0,
                max_values=MOST_CHANNELS,
                default_values=[discord.SelectDefaultValue(id=id_, type=kind) for id_ in chosen],
            )
        )

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: Item, match: re.Match[str], /
    ) -> Self:
        """Make the menu that was used."""
        return cls(Rules(), words_in(interaction.locale))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Set what was chosen."""
        _change(interaction, channels=frozenset(channel.id for channel in self.item.values))


class Switch(
    ui.DynamicItem[ui.Button[View]], template=r"settings:(?P<what>people|spoiler):(?P<to>on|off)"
):
    """Turns a setting on or off."""

    def __init__(self, what: str, words: Words, *, to: bool) -> None:
        way = "on" if to else "off"
        label = words.say(f"settings-{what}-{way}")
        super().__init__(ui.Button(label=label, custom_id=f"settings:{what}:{way}"))
        self.what = what
        self.to = to

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: Item, match: re.Match[str], /
    ) -> Self:
        """Make the button that was pressed."""
        return cls(match["what"], words_in(interaction.locale), to=match["to"] == "on")

    async def callback(self, interaction: discord.Interaction) -> None:
        """Turn it."""
        if self.what == "people":
            _change(interaction, keep_people=self.to)
        else:
            _change(interaction, spoiler=self.to)


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
        row(NumberMenu("degree", rules, words)),
        row(ChannelMenu(rules, words)),
        row(NumberMenu("jobs", rules, words)),
        row(Switch("people", words, to=not keeps), Switch("spoiler", words, to=not rules.spoiler)),
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


def _change(interaction: discord.Interaction, **changes: Any) -> None:
    interaction.client.dispatch("settings_change", interaction, changes)
