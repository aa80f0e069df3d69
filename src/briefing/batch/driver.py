"""The loop that turns tasks into results, on any executor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import Protocol

from msgspec import Struct

from briefing.batch.task import Result, Task
from briefing.batch.task_queue import TaskQueue
from briefing.batch.worker_slot import Job, failed_result
from briefing.errors import BriefingError

_POLL_SECONDS = 1.0
_RESULTS_PER_COUNT = 100  # workers of a cluster come and go, and counting them is a request over the network


class BatchExecutor(Protocol):
    """Runs jobs. `ready` is the number of jobs that wait at a worker for each that runs there."""

    name: str
    ready: int

    @property
    def workers(self) -> Mapping[str, int]:
        """The number of jobs that run at the same time, by worker."""

    def submit(self, job: Job, worker: str) -> Future[Result]:
        """Submit a job, to run on a worker if that is still there."""

    def end(self) -> None:
        """End every worker, also in the middle of its work."""


class BatchProgress(Struct, frozen=True):
    """Counts of all, built, unchanged and failed editions; the seconds that building took."""

    total: int
    built: int = 0
    unchanged: int = 0
    failed: int = 0
    seconds: float = 0.0
    worker_count: int = 1

    @property
    def done(self) -> int:
        """The number of rows with a result."""
        return self.built + self.unchanged + self.failed

    @property
    def rate(self) -> float | None:
        """Built editions a second; unchanged ones say nothing about the rest."""
        return self.built * self.worker_count / self.seconds if self.seconds else None

    @property
    def left(self) -> float | None:
        """Seconds to the end if all that is left has to be built; None while unknown."""
        return (self.total - self.done) / self.rate if self.rate else None

    def with_result(self, result: Result, worker_count: int) -> BatchProgress:
        """Return the progress after one more result."""
        built = not result.faults and not result.unchanged
        return BatchProgress(
            self.total,
            self.built + built,
            self.unchanged + (result.unchanged and not result.faults),
            self.failed + bool(result.faults),
            self.seconds + (result.seconds if built else 0.0),
            worker_count,
        )


def drive(
    tasks: Iterable[Task], executor: BatchExecutor, function: str, seconds: float
) -> Generator[tuple[Result, int]]:
    """Yield each result with the number of workers, in the order of completion.

    Each worker takes tasks that are alike, one after the other. The executor is ended in any case.
    """
    queue = TaskQueue(tasks)
    under_way: dict[Future[Result], tuple[Task, str]] = {}
    busy: Counter[str] = Counter()
    workers, results = executor.workers, 0
    try:
        while True:
            for task, worker in _next_tasks(queue, workers, busy, executor.ready):
                under_way[executor.submit(Job(executor.name, function, seconds, task), worker)] = task, worker
            if not under_way:
                return
            # Return now and then without a result, so that Ctrl-C is handled on every system.
            done, _ = wait(under_way, _POLL_SECONDS, FIRST_COMPLETED)
            if not done or results // _RESULTS_PER_COUNT < (results + len(done)) // _RESULTS_PER_COUNT:
                workers = executor.workers
            results += len(done)
            for future in done:
                task, worker = under_way.pop(future)
                busy[worker] -= 1
                yield _result(future, task), sum(workers.values())
    finally:
        executor.end()


def _next_tasks(
    queue: TaskQueue, workers: Mapping[str, int], busy: Counter[str], ready: int
) -> Generator[tuple[Task, str]]:
    """Yield tasks for all workers that have nothing to do, then some that wait: but not the last ones of all."""
    for depth in range(1 + ready):
        for worker, slots in workers.items():
            while busy[worker] < slots * (1 + depth) and (depth == 0 or len(queue) > sum(workers.values())):
                task = queue.take(worker)
                if task is None:
                    return
                busy[worker] += 1
                yield task, worker


def _result(future: Future[Result], task: Task) -> Result:
    try:
        return future.result()
    except BriefingError:
        raise
    except (CancelledError, Exception) as error:  # a cluster's worker is lost for good, or returns nonsense
        fix = "run the same command again; if it stays, try the row alone"
        return failed_result(task, f"the cluster lost the job: {type(error).__name__}", fix)
