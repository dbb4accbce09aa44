"""Servers' rules."""

import asyncio

from bot.store import Store
from bot.store.servers import Rules, Servers


async def test_a_server_that_has_set_nothing_has_the_rules_of_nobody(store: Store):
    servers = Servers(store)
    assert await servers.rules_of(1) == Rules()
    assert await servers.rules_of(None) == Rules()


async def test_what_is_set_stays_and_the_rest_is_as_it_was(store: Store):
    servers = Servers(store)
    channels = frozenset({2**63 - 1, 5})
    await servers.change(1, degree=0.25, channels=channels)
    changed = await servers.change(1, jobs_per_day=9, spoiler=True, keep_people=False)
    assert changed == Rules(
        degree=0.25, channels=channels, jobs_per_day=9, spoiler=True, keep_people=False
    )
    assert await servers.rules_of(1) == changed
    assert await servers.rules_of(2) == Rules()


async def test_what_is_set_can_be_taken_back(store: Store):
    servers = Servers(store)
    await servers.change(1, degree=0.0, jobs_per_day=0, channels=frozenset({5}))
    assert await servers.change(1, degree=None, jobs_per_day=None, channels=frozenset()) == Rules()


async def test_of_changes_at_once_none_is_lost(store: Store):
    servers = Servers(store)
    await servers.change(1, spoiler=False)
    await asyncio.gather(
        servers.change(1, degree=0.5),
        servers.change(1, keep_people=False),
        servers.change(1, jobs_per_day=3),
        servers.change(1, spoiler=True),
    )
    rules = await servers.rules_of(1)
    assert rules == Rules(degree=0.5, keep_people=False, jobs_per_day=3, spoiler=True)


async def test_of_first_changes_at_once_none_is_lost(store: Store):
    servers = Servers(store)
    await asyncio.gather(servers.change(1, degree=0.5), servers.change(1, spoiler=True))
    assert await servers.rules_of(1) == Rules(degree=0.5, spoiler=True)
