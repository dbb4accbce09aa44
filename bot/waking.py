"""Waking the queues of this process: what it has just put into a queue need not wait for a poll.

DBOS asks the database for queued workflows at an interval, which has to stay long: it asks whether
or not there is anything. Its worker threads, one a queue, spend the interval in the `wait` of the
event that stops them. That method is replaced here by one that also returns when a queue is woken.
Waking is a hint: without it, or in another process, the next poll finds the workflow.
"""

import threading
import time
from typing import Final

_WORKER: Final = "queue-worker-"
"""How the names of DBOS's worker threads begin; the queue's name follows."""
_MANAGER: Final = "(queue_thread)"
"""How Python ends the name of DBOS's thread that starts the workers: with its function."""

_APART_SECONDS: Final = 0.05
"""Between two polls of a queue. DBOS counts a workflow as running only once it has begun: a poll
right after another one could take more than may run at once."""


class _Alarm:
    """Which queues are to be polled before their interval is over."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._woken: set[str] = set()

    def wake(self, queue: str) -> None:
        with self._changed:
            self._woken.add(_WORKER + queue)
            self._changed.notify_all()

    def wake_manager(self) -> None:
        with self._changed:
            self._woken.add(_MANAGER)
            self._changed.notify_all()

    def attach(self, stop: threading.Event) -> None:
        """Let the threads that wait for `stop` be woken as well."""
        wait, set_flag = stop.wait, stop.set

        def wait_or_be_woken(timeout: float | None = None) -> bool:
            thread = threading.current_thread().name
            if thread.endswith(_MANAGER):
                thread = _MANAGER
            elif not thread.startswith(_WORKER):
                return wait(timeout)
            polled = time.monotonic()
            with self._changed:
                self._changed.wait_for(lambda: stop.is_set() or thread in self._woken, timeout)
                left = polled + _APART_SECONDS - time.monotonic()
                self._changed.wait_for(stop.is_set, min(left, timeout or left))
                self._woken.discard(thread)
            return stop.is_set()

        def set_and_notify() -> None:
            set_flag()
            with self._changed:
                self._changed.notify_all()

        stop.wait = wait_or_be_woken
        stop.set = set_and_notify


_alarm = _Alarm()


def make_wakeable(stop: threading.Event) -> None:
    """Let queues be woken whose worker threads this event stops."""
    _alarm.attach(stop)


def find_new_queues() -> None:
    """Have DBOS look for queues that were registered just now: it does so once a second."""
    _alarm.wake_manager()


def wake_queue(name: str) -> None:
    """Have this process poll a queue now, if it takes work from that queue."""
    _alarm.wake(name)
