"""What a server's managers have set, where it matters: for defaults, and before a job is taken."""

from typing import Final

import discord

from bot.jobs.job import Job, Work
from bot.store import Store, in_time
from bot.store.counts import Counts
from bot.store.servers import Rules, Servers
from cogs.words import words_in

_MOST_NAMED: Final = 5


class House:
    """Keeps the rules of servers. Every method may raise `StoreError`."""

    def __init__(self, store: Store) -> None:
        self.servers = Servers(store)
        self.counts = Counts(store)

    async def rules_in(self, interaction: discord.Interaction) -> Rules:
        """Return the rules that hold where someone acts; in private, those of nobody."""
        return await in_time(self.servers.rules_of(interaction.guild_id))

    async def refusal(self, interaction: discord.Interaction, job: Job, rules: Rules) -> str | None:
        """Say why a job may not be done here, or for this person today; None if it may."""
        say = words_in(interaction.locale).say
        if rules.channels and not rules.channels & places_of(interaction):
            named = [f"<#{channel}>" for channel in sorted(rules.channels)[:_MOST_NAMED]]
            return say("house-elsewhere", channels=", ".join(named), count=len(rules.channels))
        limit = _limit_for(job, rules)
        if limit is None or interaction.guild_id is None:
            return None
        count = await self.counts.of(interaction.guild_id, interaction.user.id)
        return say("house-enough", most=limit) if count >= limit else None

    async def count(self, job: Job, rules: Rules) -> None:
        """Count a job that was taken, where that is limited."""
        if _limit_for(job, rules) is not None and job.guild_id is not None:
            await self.counts.add(job.guild_id, job.user_id)

    async def take_back(self, job: Job, rules: Rules) -> None:
        """Take back the count of a job that came to nothing."""
        if _limit_for(job, rules) is not None and job.guild_id is not None:
            await self.counts.take_back(job.guild_id, job.user_id)


def _limit_for(job: Job, rules: Rules) -> int | None:
    """Return how many pictures a day the job counts against, or None if it does not count."""
    # Looking for colors makes no picture, and a limit of pictures is what managers set.
    return None if job.work is Work.COLORS else rules.jobs_per_day


def places_of(interaction: discord.Interaction) -> set[int]:
    """Return the channel and, for a thread, the one that it belongs to."""
    channel = interaction.channel
    places = {interaction.channel_id, getattr(channel, "parent_id", None)}
    return {place for place in places if place is not None}
