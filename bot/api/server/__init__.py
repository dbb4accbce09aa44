"""A server of the HD color migration contract, both versions of it."""

from bot.api.server.app import create_app, running_server
from bot.api.server.tasks import render_queue

__all__ = ["create_app", "render_queue", "running_server"]
