"""What another process works out while this one goes on: a fork, which costs milliseconds on Linux.

Where a fork is not safe or has no processor, and where it dies, the same is done here, only later.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import IO, TypeVar

from briefing.frames import receive, send

T = TypeVar("T")
_PIPE_BYTES = 1 << 20
_had: list[int] = []


@contextmanager
def forked(task: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """A task that needs only what this process holds → what gives its result, or raises what it raised."""
    if not _safe():
        yield task
        return
    with _fork(task) as answers:
        yield partial(_result, answers, task)


class Beside:
    """Where one task is done: in the second process, or here when its result is wanted."""

    def __init__(self, calls: IO[bytes] | None = None, answers: IO[bytes] | None = None) -> None:
        self._calls, self._answers = calls, answers

    def begin(self, task: Callable[..., T], *given: object) -> Callable[[], T]:
        """A function of a module and what it is given → what gives its result, or raises what it raised. Where the
        second process dies, or either cannot go from process to process, the task is done here."""
        calls, answers, call = self._calls, self._answers, partial(task, *given)
        self._calls = self._answers = None  # one task: two could wait for each other
        if calls is None or answers is None:
            return call
        with suppress(OSError, pickle.PicklingError, AttributeError, TypeError):
            send(calls, pickle.dumps(call, pickle.HIGHEST_PROTOCOL))
            return partial(_result, answers, call)
        return call


@contextmanager
def second_process(prepare: Callable[[], object], *, wanted: bool = True) -> Iterator[Beside]:
    """What a second process does first → where a task is done that is not known yet.

    There is one for the first build of a process: one that makes many editions has its libraries loaded.
    """
    if not wanted or _had or not _safe():
        yield Beside()
        return
    asked, calls = os.pipe()
    _widen(calls)
    _had.append(calls)
    with _fork(partial(_serve, prepare, asked, calls)) as answers:
        os.close(asked)
        pipe = os.fdopen(calls, "wb")
        try:
            yield Beside(pipe, answers)
        finally:
            with suppress(OSError):  # what nobody has read is lost
                pipe.close()


def _safe() -> bool:
    """Whether this process may be forked, and a processor is there for the other."""
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        return False
    pool = sys.modules.get("multiprocessing.process")
    if pool is not None and pool.parent_process() is not None:
        return False  # one of several workers, which have the processors between them
    with suppress(OSError):
        return len(os.listdir("/proc/self/task")) == 1
    return False


@contextmanager
def _fork(task: Callable[[], object]) -> Iterator[IO[bytes]]:
    """A task → where another process writes what came of it; on leaving nothing of it goes on."""
    answers, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(answers)
            with os.fdopen(theirs, "wb") as pipe:
                send(pipe, _done(task))
        finally:
            os._exit(0)  # neither the handlers nor the buffers of the process that it came from
    os.close(theirs)
    try:
        with os.fdopen(answers, "rb") as pipe:
            yield pipe
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _serve(prepare: Callable[[], object], asked: int, calls: int) -> object:
    os.close(calls)
    with suppress(Exception):  # the task itself will tell
        prepare()
    with os.fdopen(asked, "rb") as pipe:
        told = receive(pipe)
    return pickle.loads(told)() if told else None  # noqa: S301  # from the process that this one is a fork of


def _done(task: Callable[[], object]) -> bytes:
    try:
        done: tuple[bool, object] = (True, task())
    except Exception as error:
        done = (False, error)
    try:
        return pickle.dumps(done, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, AttributeError, TypeError):
        return b""


def _result(answers: IO[bytes], task: Callable[[], T]) -> T:
    told = None
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, TypeError, ValueError):
        told = pickle.loads(receive(answers) or b"")  # noqa: S301  # from a fork of this very process
    if told is None:
        return task()
    done, value = told
    if done:
        result: T = value
        return result
    raise value


def _widen(pipe: int) -> None:
    """A pipe that holds a document, so that this process goes on while the second still loads."""
    import fcntl

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
