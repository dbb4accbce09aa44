"""What a person sees of the bot's answer, and waiting for it."""

from collections.abc import Callable

from bot.sandbox.changes import Changes
from bot.sandbox.errors import JSON
from bot.sandbox.interactions import Interaction
from bot.sandbox.model import Message, MessageState

FAILED = "The application did not respond"


class NoResponseError(Exception):
    """The bot did not react within three seconds: people read `FAILED`."""


class Reply:
    """The answer to one act of a person: a message that may change, follow-ups, or a modal."""

    def __init__(self, interaction: Interaction, changes: Changes) -> None:
        self.interaction = interaction
        self._changes = changes

    @property
    def message(self) -> Message:
        """Return the message that answers.

        Raises
        ------
        LookupError
            When there is none (yet).
        """
        if self.interaction.original is None:
            raise LookupError("there is no message yet")
        return self.interaction.original

    @property
    def state(self) -> MessageState:
        """Return the message as it is now."""
        return self.message.state

    @property
    def history(self) -> list[MessageState]:
        """Return everything the message has been, "… is thinking" included."""
        return self.message.history if self.interaction.original else []

    @property
    def follow_ups(self) -> list[Message]:
        """Return the further messages."""
        return self.interaction.follow_ups

    @property
    def modal(self) -> JSON | None:
        """Return the form that the bot shows, if it does."""
        return self.interaction.modal

    @property
    def ephemeral(self) -> bool:
        """Return whether only the person sees the message."""
        return self.message.ephemeral

    @property
    def failed(self) -> bool:
        """Return whether Discord has given up on the bot."""
        return self.interaction.failed

    async def acknowledged(self) -> "Reply":
        """Return when the bot has reacted in whatever way.

        Raises
        ------
        NoResponseError
            When it did not in time.
        """
        interaction = self.interaction
        # Failing is a matter of the sandbox's clock; this only ends a wait that nothing ends.
        await self._changes.until(
            lambda: interaction.acknowledged is not None or interaction.failed, 60.0
        )
        if interaction.failed:
            raise NoResponseError(FAILED)
        return self

    async def until(
        self,
        predicate: Callable[[MessageState], bool],
        timeout: float = 30.0,  # noqa: ASYNC109
    ) -> MessageState:
        """Return the first state of the message, from now on, that fulfills `predicate`.

        Raises
        ------
        NoResponseError
            When the bot did not react in time.
        TimeoutError
            When no such state came within `timeout` seconds of real time; the message tells
            what the reply has been instead.
        """
        seen = max(len(self.history) - 1, 0)
        found: list[MessageState] = []

        def arrived() -> bool:
            nonlocal seen
            while not found and seen < len(self.history):
                if predicate(self.history[seen]):
                    found.append(self.history[seen])
                seen += 1
            return bool(found) or self.failed

        try:
            await self._changes.until(arrived, timeout)
        except TimeoutError as error:
            states = "\n".join(f"- {s.text!r} +{len(s.attachments)} files" for s in self.history)
            raise TimeoutError(f"no such reply within {timeout} s; it was\n{states}") from error
        if not found:
            raise NoResponseError(FAILED)
        return found[0]

    async def finished(self, quiet: float = 5.0, timeout: float = 120.0) -> MessageState:  # noqa: ASYNC109
        """Return the message once it is more than "… is thinking" and has not changed for long.

        Whoever knows what the bot ends with should rather use `until`.

        Parameters
        ----------
        quiet
            Seconds of real time without a change that count as the end.
        timeout
            Seconds of real time for any one change.

        Raises
        ------
        NoResponseError
            When the bot did not react in time.
        TimeoutError
            When the message stays at "… is thinking".
        """
        state = await self.until(lambda state: not state.thinking, timeout)
        while True:
            last = len(self.history)
            try:
                await self._changes.until(lambda last=last: len(self.history) > last, quiet)
            except TimeoutError:
                return self.state if self.history else state
