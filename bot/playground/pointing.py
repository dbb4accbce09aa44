"""Settings that lead the bot into a sandbox, and to nothing else."""

from dataclasses import replace
from pathlib import Path

from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings


def pointed_at(sandbox: Sandbox, settings: Settings, data: Path) -> Settings:
    """Return settings for a bot that takes `sandbox` for Discord and keeps everything in `data`."""
    return replace(
        settings,
        discord_token=sandbox.token,
        discord_api_url=sandbox.api_url,
        discord_gateway_url=sandbox.gateway_url,
        discord_cdn_url=sandbox.cdn_url,
        recolor_api_url=None,
        database_url=None,
        storage_url=None,
        data=data,
    )
