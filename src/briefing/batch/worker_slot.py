"""A worker slot runs one task at a time in a process that is restarted when it dies and killed at the timeout.

Threads of the pool and of a cluster's workers each have a slot, so that a crash or a hang has the same effect on a
laptop and on a cluster; a cluster's worker never dies of a row.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer, get_ident

import msgspec
from msgspec import Struct

from briefing.batch.stale_staging import remove_stale
from briefing.batch.task import Result, Task
from briefing.batch.worker import Call
from briefing.errors import Finding
from briefing.frames import receive, send

MAX_ATTEMPTS = 3
# A worker is replaced after this many tasks, so that leaks of libraries stay small.
MAX_TASKS = 1000
_EXIT_SECONDS = 5


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
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        self._ended = False
        self._tasks = 0

    def run(self, task: Task, seconds: float) -> Result:
        """Run a task, at most three times if its worker dies."""
        died = ""
        for _ in range(MAX_ATTEMPTS):
            result, died = self._ask(task, seconds)
            if result is not None:
                return result
            remove_stale(Path(task.out))
            if self._ended:
                return failed_result(task, "the batch was ended", "run the same command again")
            if not died:
                what = f"it took longer than {seconds:g} seconds and was stopped"
                return failed_result(task, what, "try the row alone, or allow more time with --timeout")
        fix = "try the row alone, or give the machine more memory"
        return failed_result(task, f"its worker died {MAX_ATTEMPTS} times, {died}", fix)

    def _ask(self, task: Task, seconds: float) -> tuple[Result | None, str]:
        """Return the result, or how the worker died, or neither at the timeout."""
        process = self._live_process()
        if process is None:
            return None, ""
        late = Timer(seconds, process.kill)
        late.daemon = True
        assert process.stdin is not None
        assert process.stdout is not None
        late.start()
        try:
            send(process.stdin, msgspec.msgpack.encode(Call(seconds, task)))
            answer = receive(process.stdout)
        except OSError:
            answer = None
        in_time = late.is_alive()
        late.cancel()
        if answer is None or not in_time:
            self._remove(process)
        if answer is not None:
            return msgspec.msgpack.decode(answer, type=Result), ""
        return None, _exit_reason(process.returncode) if in_time else ""

    def _live_process(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._ended:
                return None
            if self._process is not None and (self._tasks >= MAX_TASKS or self._process.poll() is not None):
                self._process.kill()  # it is idle
                _close(self._process)
                self._process = None
            if self._process is None:
                self._process, self._tasks = _start(self._function), 0
            self._tasks += 1
            return self._process

    def _remove(self, process: subprocess.Popen[bytes]) -> None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_EXIT_SECONDS)  # it exits by itself, and its code says how
        process.kill()
        _close(process)
        with self._lock:
            self._process = None

    def end(self) -> None:
        """Kill the worker at once."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                self._process.kill()

    def wait(self) -> None:
        """Wait until a killed worker is gone, and close its pipes."""
        with self._lock:
            process = self._process
        if process is not None:
            _close(process)


def failed_result(task: Task, what: str, fix: str) -> Result:
    """Return the result of a task that failed."""
    return Result(task.line, faults=(Finding("", what, fix),))


def _start(function: str) -> subprocess.Popen[bytes]:
    """Start a new interpreter, as forking a process with threads may hang it; it gets our import path."""
    paths = [os.path.abspath(path) for path in sys.path]
    return subprocess.Popen(  # noqa: S603 (our own interpreter and module; the function is named by code, not by data)
        [sys.executable, "-P", "-m", "briefing.batch.worker", function],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def _close(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    for file in (process.stdin, process.stdout):
        try:
            if file is not None:
                file.close()
        except OSError:
            pass  # unsent data is lost with the worker


def _exit_reason(code: int) -> str:
    """Describe an exit code of Popen."""
    if code >= 0:
        return f"with exit code {code}"
    try:
        return f"by {signal.Signals(-code).name}"
    except ValueError:
        return f"by signal {-code}"


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
        for slot in slots:
            slot.wait()


_SLOTS: dict[str, WorkerSlots] = {}


def run_job(job: Job) -> Result:
    """Run a job in a worker of a cluster."""
    return _SLOTS.setdefault(job.batch, WorkerSlots()).run_job(job)


def end_workers(batch: str) -> None:
    """End every worker of a batch in this process of a cluster; none is left on return."""
    slots = _SLOTS.pop(batch, None)
    if slots is not None:
        slots.end()
