"""A worker slot runs one task at a time in a process that is restarted when it dies and killed at the timeout.

Threads of the pool and of a cluster's workers each have a slot, so that a crash or a hang has the same effect on a
laptop and on a cluster; a cluster's worker never dies of a row.
"""

from __future__ import annotations

import multiprocessing
import os
import re
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from threading import Lock, get_ident

from loky import ProcessPoolExecutor
from msgspec import Struct

from briefing.batch.stale_staging import remove_stale
from briefing.batch.task import Result, Task
from briefing.batch.worker import prepare, run_task
from briefing.errors import Finding, faults

MAX_ATTEMPTS = 3
# A worker is replaced after this many tasks, so that leaks of libraries stay small.
MAX_TASKS = 1000
IDLE_SECONDS = 60


class Job(Struct, frozen=True):
    """A task with its batch, the function that runs it (module:name) and its timeout in seconds."""

    batch: str
    function: str
    seconds: float
    task: Task


class WorkerSlot:
    """One worker process at a time; one thread calls `run`, any thread `end`."""

    def __init__(self, function: str) -> None:
        self._function = function
        self._executor: ProcessPoolExecutor | None = None
        self._lock = Lock()
        self._ended = False
        self._tasks = 0

    def run(self, task: Task, seconds: float) -> Result:
        """Run a task, at most three times if its worker dies."""
        died = ""
        for _ in range(MAX_ATTEMPTS):
            try:
                return self._submit(task, seconds).result(seconds)
            except TimeoutError:
                died = ""
            except BrokenProcessPool as error:
                died = _exit_reason(str(error))
            except Exception as error:
                if not self._ended:  # else its executor was shut down
                    return Result(task.line, faults=faults(error))
            self._stop()
            remove_stale(Path(task.out))
            if self._ended:
                return failed_result(task, "the batch was ended", "run the same command again")
            if not died:
                what = f"it took longer than {seconds:g} seconds and was stopped"
                return failed_result(task, what, "try the row alone, or allow more time with --timeout")
        fix = "try the row alone, or give the machine more memory"
        return failed_result(task, f"its worker died {MAX_ATTEMPTS} times, {died}", fix)

    def _submit(self, task: Task, seconds: float) -> Future[Result]:
        if self._tasks >= MAX_TASKS:
            self._stop()
        with self._lock:
            if self._ended:
                raise CancelledError
            if self._executor is None:
                self._executor, self._tasks = ProcessPoolExecutor(1, timeout=IDLE_SECONDS, initializer=prepare), 0
                self._executor.submit(os.getpid).result()  # a task's time begins when its process has started
            self._tasks += 1
            future: Future[Result] = self._executor.submit(run_task, self._function, task, seconds)
            return future

    def _stop(self) -> None:
        with self._lock:
            if self._executor is not None:
                self._executor.shutdown(kill_workers=True)
            self._executor = None

    def end(self) -> None:
        """Kill the worker at once; it is gone on return."""
        self._ended = True
        self._stop()


def failed_result(task: Task, what: str, fix: str) -> Result:
    """Return the result of a task that failed."""
    return Result(task.line, faults=(Finding("", what, fix),))


def _exit_reason(error: str) -> str:
    """Describe how a worker died, from the executor's error, as `by SIGSEGV` or `with exit code 7`."""
    found = re.search(r"\{(?:EXIT\((\d+)\)|(SIG\w+)\()", error)
    if not found:
        return "for an unknown reason"
    return f"with exit code {found[1]}" if found[1] else f"by {found[2]}"


class WorkerSlots:
    """The slots of one batch in one process, one for each thread that works for it."""

    def __init__(self) -> None:
        self._slots: dict[int, WorkerSlot] = {}
        self._lock = Lock()
        self._ended = False

    def run_job(self, job: Job) -> Result:
        """Run a job on the slot of this thread."""
        with self._lock:
            slot = self._slots.setdefault(get_ident(), WorkerSlot(job.function))
            if self._ended:
                slot.end()
        return slot.run(job.task, job.seconds)

    def end(self) -> None:
        """End every worker; none is left on return."""
        with self._lock:
            self._ended = True
            slots = list(self._slots.values())
        for slot in slots:
            slot.end()


_SLOTS: dict[str, WorkerSlots] = {}


def run_job(job: Job) -> Result:
    """Run a job in a worker of a cluster."""
    multiprocessing.current_process().daemon = False  # else its nanny forbids it to start processes
    return _SLOTS.setdefault(job.batch, WorkerSlots()).run_job(job)


def end_workers(batch: str) -> None:
    """End every worker of a batch in this process of a cluster; none is left on return."""
    slots = _SLOTS.pop(batch, None)
    if slots is not None:
        slots.end()
