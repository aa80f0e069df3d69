"""A second process beside this one: it loads what it will need at once, then does one task while this one goes on.

Without one the task is done here, only later. There is one for the first build of a process that has no threads, on
Linux, where a fork costs milliseconds: a process that makes many editions has its libraries loaded, and whoever calls
it may run several.
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

T = TypeVar("T")
_PIPE_BYTES = 1 << 20
_had: list[int] = []


class Beside:
    """Where one task is done: in the second process, or here when its result is wanted."""

    def __init__(self, calls: IO[bytes] | None = None, answers: IO[bytes] | None = None) -> None:
        self._calls, self._answers = calls, answers

    def begin(self, task: Callable[..., T], *given: object) -> Callable[[], T]:
        """A function of a module and what it is given → what gives its result, or raises what it raised. Where the
        second process dies, or either cannot go from process to process, the task is done here."""
        calls, answers = self._calls, self._answers
        self._calls = self._answers = None  # one task: two could wait for each other
        if calls is None or answers is None:
            return lambda: task(*given)
        with suppress(OSError, pickle.PicklingError, AttributeError, TypeError):
            send(calls, pickle.dumps((task, given), pickle.HIGHEST_PROTOCOL))
            return lambda: _result(answers, task, given)
        return lambda: task(*given)


@contextmanager
def second_process(prepare: Callable[[], object], *, wanted: bool = True) -> Iterator[Beside]:
    """What the second process does first → where a task is done; on leaving nothing of it goes on."""
    if not (wanted and _apart()):
        yield Beside()
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
    _had.append(child)
    asked, answered = os.fdopen(calls, "wb"), os.fdopen(answers, "rb")
    try:
        yield Beside(asked, answered)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for pipe in (asked, answered):
            with suppress(OSError):  # what nobody has read is lost
                pipe.close()


def _widen(pipe: int) -> None:
    """A pipe that holds a document, so that this process goes on while the second still loads."""
    import fcntl

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _apart() -> bool:
    """Whether a second process is safe, has a processor, and wins."""
    if sys.platform != "linux" or _had or len(os.sched_getaffinity(0)) < 2:
        return False
    pool = sys.modules.get("multiprocessing.process")
    if pool is not None and pool.parent_process() is not None:
        return False  # one of several workers, which have the processors between them
    with suppress(OSError):
        return len(os.listdir("/proc/self/task")) == 1
    return False


def _work(prepare: Callable[[], object], calls: int, answers: int) -> None:
    """In the second process: the result goes into the pipe, and nothing else of this process's is touched."""
    try:
        with os.fdopen(calls, "rb") as asked, os.fdopen(answers, "wb") as answered:
            with suppress(Exception):  # the task itself will tell
                prepare()
            if (told := receive(asked)) is not None:
                send(answered, _done(told))
    finally:
        os._exit(0)  # neither the handlers nor the buffers of the process that it came from


def _done(told: bytes) -> bytes:
    task, given = pickle.loads(told)  # noqa: S301  # from the process that this one is a fork of
    try:
        done: tuple[bool, object] = (True, task(*given))
    except Exception as error:
        done = (False, error)
    try:
        return pickle.dumps(done, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, AttributeError, TypeError):
        return b""


def _result(pipe: IO[bytes], task: Callable[..., T], given: tuple[object, ...]) -> T:
    told = None
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, TypeError, ValueError):
        told = pickle.loads(receive(pipe) or b"")  # noqa: S301  # from a fork of this very process
    if told is None:
        return task(*given)
    done, value = told
    if done:
        result: T = value
        return result
    raise value
