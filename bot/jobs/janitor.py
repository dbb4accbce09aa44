"""What is to be done from time to time: last words, and forgetting what is over."""

import asyncio
import logging
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dbos import DBOS

from bot.jobs.notices import ENDS_WITHOUT_A_WORD, job_of, notify, trouble_of
from bot.jobs.queue import JOB, NOTICE, UNFINISHED, promote
from bot.store.cards import KEEP_SECONDS as KEEP_CARD_SECONDS
from bot.store.cards import CardRecords
from bot.store.counts import Counts

log = logging.getLogger(__name__)

SWEEP_SECONDS: Final = 60.0

STRANDED_SECONDS: Final = 10 * 60.0
"""After so long the processes of an older version are gone, and a reply can still be edited."""


async def sweeping(folder: Path, keep_seconds: float, cards: CardRecords, counts: Counts) -> None:
    """Sweep now and every minute, until cancelled."""
    while True:
        try:
            await sweep(folder, time.time(), keep_seconds)
            await cards.delete_older(time.time() - KEEP_CARD_SECONDS)
            await counts.delete_older()
        except Exception:
            log.exception("the janitor could not do its work")
        await asyncio.sleep(SWEEP_SECONDS)


async def sweep(folder: Path, now: float, keep_seconds: float) -> None:
    """Notify for jobs that ended without a word, and forget what has been over for long enough.

    `folder` holds a folder for each job, `now` is in seconds since the epoch. "Try again" needs
    jobs to stay recorded; the tokens in them are dead after a quarter of an hour.
    """
    await _stop_stranded(now)
    # A process may have died between recording a job and giving it a place.
    await promote()
    await _notify()
    over = datetime.fromtimestamp(now - keep_seconds, UTC).isoformat()
    expired = await DBOS.list_workflows_async(
        name=[JOB, NOTICE],
        status=["SUCCESS", *ENDS_WITHOUT_A_WORD],
        completed_before=over,
        load_input=False,
        load_output=False,
    )
    if expired:
        await DBOS.delete_workflows_async([workflow.workflow_id for workflow in expired])
    await asyncio.to_thread(_remove_folders, folder, now - keep_seconds)


async def _stop_stranded(now: float) -> None:
    """Stop jobs of other versions of the program that no process runs any more."""
    begun = datetime.fromtimestamp(now - STRANDED_SECONDS, UTC).isoformat()
    old = await DBOS.list_workflows_async(
        name=JOB, status=list(UNFINISHED), end_time=begun, load_input=False, load_output=False
    )
    stranded = [w.workflow_id for w in old if w.app_version != DBOS.application_version]
    if stranded:
        log.warning("stopping %d job(s) of another version", len(stranded))
        await DBOS.cancel_workflows_async(stranded)


async def _notify() -> None:
    ended = await DBOS.list_workflows_async(
        name=JOB, status=list(ENDS_WITHOUT_A_WORD), load_output=False
    )
    if not ended:
        return
    told = await DBOS.list_workflows_async(
        workflow_ids=[f"{workflow.workflow_id}-notice" for workflow in ended],
        load_input=False,
        load_output=False,
    )
    known = {workflow.workflow_id for workflow in told}
    for workflow in ended:
        if f"{workflow.workflow_id}-notice" not in known:
            log.warning("job %s ended as %s", workflow.workflow_id, workflow.status)
            try:
                job = job_of(workflow)
            except (KeyError, TypeError, ValueError) as error:
                # Nobody knows where its reply is; the others' are to be edited all the same.
                log.error("job %s cannot be read: %s", workflow.workflow_id, error)
                continue
            await notify(job, trouble_of(workflow))


def _remove_folders(folder: Path, before: float) -> None:
    if not folder.is_dir():
        return
    for left in folder.iterdir():
        if left.stat().st_mtime < before:
            shutil.rmtree(left, ignore_errors=True)
