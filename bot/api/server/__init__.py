"""A server of the HD color migration contract, both versions of it."""

from bot.api.server.app import create_app, kept_secret, open_storage, running_server
from bot.api.server.storage import Storage, StorageError
from bot.api.server.tasks import render_queue

__all__ = [
    "Storage",
    "StorageError",
    "create_app",
    "kept_secret",
    "open_storage",
    "render_queue",
    "running_server",
]
