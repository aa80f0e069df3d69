"""A second process: it loads what it needs at once, then runs one task while the first process goes on.

Without one the task runs in the first process, only later. The first build of a process without threads has one, on
Linux, where a fork costs milliseconds: a process that builds many editions has its libraries loaded already, and its
caller may run several.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, TypeVar

from briefing.pipeline.ipc import receive, send

if sys.platform != "win32":
    import fcntl

T = TypeVar("T")
_PIPE_BYTES = 1 << 20
_started: list[int] = []


class BackgroundTask:
    """Runs one task in the second process, or in this one when its result is asked for."""

    def __init__(self, calls: IO[bytes] | None = None, answers: IO[bytes] | None = None) -> None:
        self._calls, self._answers = calls, answers

    def begin(self, task: Callable[..., T], *arguments: object) -> Callable[[], T]:
        """Start a function of a module; return a function that waits for its result, or raises its error.

        The task runs in this process if the second one dies, or if task or result cannot be pickled.
        """
        calls, answers = self._calls, self._answers
        self._calls = self._answers = None  # one task: two could wait for each other
        if calls is None or answers is None:
            return lambda: task(*arguments)
        with suppress(OSError, pickle.PicklingError, AttributeError, TypeError):
            send(calls, pickle.dumps((task, arguments), pickle.HIGHEST_PROTOCOL))
            return lambda: _result(answers, task, arguments)
        return lambda: task(*arguments)


@contextmanager
def second_process(prepare: Callable[[], object], *, enabled: bool = True) -> Iterator[BackgroundTask]:
    """Start a process that first calls `prepare`, and yield its one task; stop the process on leaving."""
    if not (enabled and _can_fork()):
        yield BackgroundTask()
        return
    (theirs, calls), (answers, ours) = os.pipe(), os.pipe()
    _widen(calls)
    child = os.fork()
    if child == 0:
        os.close(calls)
        os.close(answers)
        _work(prepare, theirs, ours)
    os.close(theirs)
    os.close(ours)
    _started.append(child)
    requests, results = os.fdopen(calls, "wb"), os.fdopen(answers, "rb")
    try:
        yield BackgroundTask(requests, results)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for pipe in (requests, results):
            with suppress(OSError):  # unread data is lost
                pipe.close()


def _widen(pipe: int) -> None:
    """Let a pipe hold a document, so that this process goes on while the second one still loads."""
    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _can_fork() -> bool:
    """Return whether a second process is safe, has a processor and saves time."""
    if sys.platform != "linux" or _started or len(os.sched_getaffinity(0)) < 2:
        return False
    pool = sys.modules.get("multiprocessing.process")
    if pool is not None and pool.parent_process() is not None:
        return False  # one of several workers, which have the processors between them
    with suppress(OSError):
        return len(os.listdir("/proc/self/task")) == 1
    return False


def _work(prepare: Callable[[], object], calls: int, answers: int) -> None:
    """Run in the second process: write the result to the pipe, and touch nothing else of the first process."""
    try:
        with os.fdopen(calls, "rb") as requests, os.fdopen(answers, "wb") as results:
            with suppress(Exception):  # the task itself will raise it
                prepare()
            if (request := receive(requests)) is not None:
                send(results, _run(request))
    finally:
        os._exit(0)  # without the exit handlers and buffers of the first process


def _run(request: bytes) -> bytes:
    task, arguments = pickle.loads(request)  # noqa: S301  # from the process that this one is a fork of
    try:
        outcome: tuple[bool, object] = (True, task(*arguments))
    except Exception as error:
        outcome = (False, error)
    try:
        return pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, AttributeError, TypeError):
        return b""


def _result(pipe: IO[bytes], task: Callable[..., T], arguments: tuple[object, ...]) -> T:
    outcome = None
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, TypeError, ValueError):
        outcome = pickle.loads(receive(pipe) or b"")  # noqa: S301  # from a fork of this very process
    if outcome is None:
        return task(*arguments)
    succeeded, value = outcome
    if succeeded:
        result: T = value
        return result
    raise value
