"""Why the sandbox believes that Discord does what the sandbox does.

`RULES` are what it does, each named in a comment ``# rule: <name>`` where the code does it;
`ERRORS` and `FORM_ERRORS` are the codes that it refuses requests with. Each has its source: a page
of Discord's documentation, an issue or pull request of discord-api-docs, what other projects
report, or "guess". ``docs/discord-evidence.md`` lists the guesses.
"""

from bot.sandbox.evidence.refusals import ERRORS, FORM_ERRORS
from bot.sandbox.evidence.rules import RULES
from bot.sandbox.evidence.sources import Rule

__all__ = ["ERRORS", "FORM_ERRORS", "RULES", "Rule"]
