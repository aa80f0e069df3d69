"""Run jobs on this machine: threads that each have a worker slot."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor

from briefing.batch.task import Result
from briefing.batch.worker_slot import Job, WorkerSlots


def cpu_count() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class ProcessPool:
    """A pool of `worker_count` processes."""

    def __init__(self, worker_count: int) -> None:
        self.name = "pool"
        self.worker_count = worker_count
        self._slots = WorkerSlots()
        self._threads = ThreadPoolExecutor(worker_count, thread_name_prefix="briefing")

    def submit(self, job: Job) -> Future[Result]:
        """Submit a job."""
        return self._threads.submit(self._slots.run_job, job)

    def end(self) -> None:
        """End every worker, also in the middle of its work."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._slots.end()
        self._threads.shutdown(wait=True)
