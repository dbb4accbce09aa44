"""Queues that are polled at once when they are woken, on DBOS and on threads named as its are."""

import asyncio
import threading
from pathlib import Path
from queue import Queue

from dbos import DBOS

from bot.durability import durable
from bot.settings import Settings
from bot.waking import make_wakeable, wake_queue

QUEUE = "woken"
HOUR = 3600.0


@DBOS.workflow(name="do nothing")
async def do_nothing() -> str:
    return "done"


async def test_a_queue_that_is_woken_takes_its_work_without_a_poll(tmp_path: Path):
    async with durable(Settings(data=tmp_path), [QUEUE]):
        await DBOS.register_queue_async(QUEUE, polling_interval_sec=HOUR)
        async with asyncio.timeout(30):
            for _ in range(2):
                handle = await DBOS.enqueue_workflow_async(QUEUE, do_nothing)
                wake_queue(QUEUE)
                assert await handle.get_result() == "done"


def waiting(stop: threading.Event, queue: str) -> tuple[threading.Thread, "Queue[bool]"]:
    """Return a thread like DBOS's of that queue, and what its waits return."""
    returned: Queue[bool] = Queue()

    def work() -> None:
        has_stopped = False
        while not has_stopped:
            has_stopped = stop.wait(HOUR)
            returned.put(has_stopped)

    thread = threading.Thread(target=work, name=f"queue-worker-{queue}", daemon=True)
    thread.start()
    return thread, returned


def test_the_event_that_stops_the_threads_still_does():
    stop = threading.Event()
    make_wakeable(stop)
    threads = [waiting(stop, name)[0] for name in ("one", "other")]
    threads.append(threading.Thread(target=stop.wait, name="another", daemon=True))
    threads[-1].start()
    stop.set()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


def test_a_queue_that_is_woken_while_it_is_polled_is_polled_once_more():
    stop = threading.Event()
    make_wakeable(stop)
    wake_queue("busy")
    thread, returned = waiting(stop, "busy")
    assert returned.get(timeout=30) is False
    stop.set()
    assert returned.get(timeout=30) is True
    thread.join(30)
