"""``colorway check``: whether everything that the bot needs is set up, a line for each thing."""

from bot.check.run import Outcome, check_all

__all__ = ["Outcome", "check_all"]
