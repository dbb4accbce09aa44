"""What is remembered for people and servers, in the one database: palettes, settings, counts."""

from bot.store.database import Store, StoreError, in_time, open_store

__all__ = ["Store", "StoreError", "in_time", "open_store"]
