"""Who does the jobs on this machine: threads that each hold a seat."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor

from briefing.batch.task import Result
from briefing.batch.worker_slot import Job, WorkerSlots


def cpu_count() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class ProcessPool:
    """`hands` workers of this machine."""

    def __init__(self, worker_count: int) -> None:
        self.name = "pool"
        self.worker_count = worker_count
        self._slots = WorkerSlots()
        self._threads = ThreadPoolExecutor(worker_count, thread_name_prefix="briefing")

    def submit(self, job: Job) -> Future[Result]:
        """A job → its result, some time."""
        return self._threads.submit(self._slots.run_job, job)

    def end(self) -> None:
        """End every worker, also in the middle of its work."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._slots.end()
        self._threads.shutdown(wait=True)
