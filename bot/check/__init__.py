"""``colorway check``: whether everything that the bot needs is set up, a line for each thing."""

from bot.check.run import check_all

__all__ = ["check_all"]
