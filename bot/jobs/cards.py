"""What a job leaves behind for the buttons of its card."""

import logging
from dataclasses import asdict, dataclass, replace
from typing import Self

from bot.jobs.job import Job, Record
from bot.store import StoreError
from bot.store.cards import CardRecords

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A job that has ended well, or that a form is still open for."""

    job: Job
    """Without its token."""
    names: tuple[str, ...] = ()
    """Of its pictures, as the message has them."""
    colors: tuple[tuple[str, ...], ...] = ()
    """The main colors of each, where the service tells them."""
    typed: str = ""
    """What was typed into its form and could not be read."""
    chosen: tuple[int, ...] = ()
    """The numbers of the pictures, from 1, that were chosen in that form; none for all."""

    def record(self) -> Record:
        """Return the form that the database keeps."""
        return asdict(self) | {"job": replace(self.job, token="").record()}

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Make the card again from its record."""
        return cls(
            job=Job.from_record(record["job"]),
            names=tuple(record["names"]),
            colors=tuple(tuple(colors) for colors in record["colors"]),
            typed=record["typed"],
            chosen=tuple(record.get("chosen", ())),
        )


class Cards:
    """All cards. Keeping one is a courtesy: a database that is away costs buttons, no picture."""

    def __init__(self, records: CardRecords) -> None:
        self._records = records

    async def keep(self, card: Card) -> None:
        """Keep a card, if that can be done."""
        job = card.job
        try:
            await self._records.keep(int(job.id), job.user_id, job.created, card.record())
        except StoreError as error:
            log.warning("the card of job %s is not kept: %s", job.id, error)

    async def find(self, card_id: str) -> Card | None:
        """Return a card, or None if it is forgotten.

        Raises
        ------
        StoreError
            When the database cannot be used.
        """
        record = await self._records.find(int(card_id))
        return None if record is None else Card.from_record(record)

    async def forget(self, card_id: str) -> None:
        """Forget a card, if that can be done; the janitor will."""
        try:
            await self._records.delete(int(card_id))
        except StoreError as error:
            log.warning("the card of job %s is not forgotten: %s", card_id, error)
