"""Who does the jobs on this machine: threads that each hold a seat."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor

from briefing.batch.seat import Job, Seats
from briefing.batch.task import Result


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """`hands` workers of this machine."""

    def __init__(self, hands: int) -> None:
        self.name = "pool"
        self.hands = hands
        self._seats = Seats()
        self._threads = ThreadPoolExecutor(hands, thread_name_prefix="briefing")

    def submit(self, job: Job) -> Future[Result]:
        """A job → its result, some time."""
        return self._threads.submit(self._seats.work, job)

    def end(self) -> None:
        """End every worker, also in the middle of its work."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._seats.end()
        self._threads.shutdown(wait=True)
