"""What is remembered for people and servers, in the one database: palettes, settings, counts."""

from bot.store.database import Store, StoreError, open_store

__all__ = ["Store", "StoreError", "open_store"]
