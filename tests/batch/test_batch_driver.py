"""The one loop: never more under way than its workers need, every task once, and an honest estimate."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor

import pytest

from briefing.batch.driver import BatchProgress, drive
from briefing.batch.task import Result, Task
from briefing.batch.worker_slot import Job


class CountingExecutor:
    """Threads that count what is under way."""

    name = "threads"

    def __init__(self, worker_count: int, lost: type[BaseException] | None = None, ready: int = 1) -> None:
        self.workers, self._lost, self.ready = {str(number): 1 for number in range(worker_count)}, lost, ready
        self.lines: dict[str, list[int]] = {}
        self._threads = ThreadPoolExecutor(worker_count)
        self._lock = threading.Lock()
        self.under_way = self.most = 0
        self.ended = False

    def submit(self, job: Job, worker: str) -> Future[Result]:
        self.lines.setdefault(worker, []).append(job.task.line)
        with self._lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        return self._threads.submit(self._work, job)

    def _work(self, job: Job) -> Result:
        time.sleep(0.001 * (job.task.line % 3))
        with self._lock:
            self.under_way -= 1
        if self._lost and job.task.line == 3:
            raise self._lost("lost")
        return Result(job.task.line)

    def end(self) -> None:
        self._threads.shutdown(wait=True)
        self.ended = True


def tasks(count: int) -> Iterator[Task]:
    for line in range(count):
        yield Task(line, "p", "o", entity=f"Place {line % 5}")


@pytest.mark.parametrize(("ready", "most"), [(0, 3), (1, 6)])
def test_no_more_tasks_are_under_way_than_a_worker_runs_and_has_ready(ready: int, most: int) -> None:
    executor = CountingExecutor(3, ready=ready)
    assert sum(1 for _ in drive(tasks(300), executor, "m:f", 1)) == 300
    assert 3 <= executor.most <= most


def test_a_worker_builds_the_editions_of_a_place_one_after_the_other() -> None:
    executor = CountingExecutor(1)
    assert len(list(drive(tasks(50), executor, "m:f", 1))) == 50
    places = [line % 5 for line in executor.lines["0"]]
    assert places == sorted(places)


def test_each_task_has_one_result_and_the_executor_is_ended() -> None:
    executor = CountingExecutor(2)
    assert sorted(result.line for result, _ in drive(tasks(50), executor, "m:f", 1)) == list(range(50))
    assert executor.ended


@pytest.mark.parametrize("error", [CancelledError, RuntimeError, KeyError])
def test_what_a_cluster_loses_is_a_failure_of_that_task_alone(error: type[BaseException]) -> None:
    results = {result.line: result for result, _ in drive(tasks(6), CountingExecutor(2, error), "m:f", 1)}
    assert [line for line, result in results.items() if result.faults] == [3]
    assert error.__name__ in results[3].faults[0].what


def test_the_executor_is_ended_when_the_reader_of_results_stops() -> None:
    executor = CountingExecutor(2)
    driven = drive(tasks(50), executor, "m:f", 1)
    next(driven)
    driven.close()
    assert executor.ended


def test_what_is_skipped_does_not_count_for_the_estimate() -> None:
    progress = BatchProgress(1000)
    for line in range(900):
        progress = progress.with_result(Result(line, unchanged=True, seconds=0.01), 4)
    assert (progress.unchanged, progress.rate, progress.left) == (900, None, None)
    for line in range(20):
        progress = progress.with_result(Result(line, seconds=2.0), 4)
    assert progress.rate == pytest.approx(2.0)  # four workers, two seconds each
    assert progress.left == pytest.approx(80 / 2.0)
    assert progress.done == 920
