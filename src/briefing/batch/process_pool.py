"""Run jobs on this machine: a thread with a worker slot for each worker."""

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

    ready = 0  # a worker's next job is there in a millisecond

    def __init__(self, worker_count: int) -> None:
        self.name = "pool"
        self.workers = {str(number): 1 for number in range(worker_count)}
        self._slots = WorkerSlots()
        self._threads = {name: ThreadPoolExecutor(1, thread_name_prefix="briefing") for name in self.workers}

    def submit(self, job: Job, worker: str) -> Future[Result]:
        """Submit a job to a worker."""
        return self._threads[worker].submit(self._slots.run_job, job)

    def end(self) -> None:
        """End every worker, also in the middle of its work."""
        for thread in self._threads.values():
            thread.shutdown(wait=False, cancel_futures=True)
        self._slots.end()
        for thread in self._threads.values():
            thread.shutdown(wait=True)
