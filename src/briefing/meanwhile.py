"""A second process that works beside this one: it loads what it will need at once, then does tasks in turn.

Without one every task is done here, only later. There is one for the first build of a process that has no threads, on
Linux, where a fork costs milliseconds: a process that makes many editions has its libraries loaded, and whoever calls
it may run several.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, TypeVar

T = TypeVar("T")
_SIZE = struct.Struct(">Q")
_PIPE_BYTES = 1 << 20
_had: list[int] = []


class Hand:
    """Where tasks are done: in the second process, or here when their result is wanted."""

    def __init__(self, calls: IO[bytes] | None = None, answers: IO[bytes] | None = None) -> None:
        self._calls, self._answers = calls, answers

    def begin(self, task: Callable[..., T], *given: object) -> Callable[[], T]:
        """A function of a module and what it is given → what gives its result, or raises what it raised; results are
        asked for in the order in which tasks were begun. Where the second process dies, its tasks are done here."""
        if self._calls is None or self._answers is None:
            return lambda: task(*given)
        answers = self._answers
        with suppress(OSError, pickle.PicklingError, AttributeError, TypeError):
            _send(self._calls, (task, given))
            return lambda: _result(answers, task, given)
        return lambda: task(*given)


@contextmanager
def second_hand(prepare: Callable[[], object], *, wanted: bool = True) -> Iterator[Hand]:
    """What the second process does first → where tasks are done; on leaving nothing of it goes on."""
    if not (wanted and _apart()):
        yield Hand()
        return
    (theirs, calls), (answers, ours) = _pipe(), _pipe()
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
        yield Hand(asked, answered)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for pipe in (asked, answered):
            with suppress(OSError):  # what nobody has read is lost
                pipe.close()


def _pipe() -> tuple[int, int]:
    """A pipe that holds a document or a file, so that nobody waits for the other to read it."""
    import fcntl

    ends = os.pipe()
    with suppress(OSError):
        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return ends


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
    """In the second process: results go into the pipe, and nothing else of this process's is touched."""
    try:
        with os.fdopen(calls, "rb") as asked, os.fdopen(answers, "wb") as answered:
            with suppress(Exception):  # the task itself will tell
                prepare()
            while (told := _receive(asked)) is not None:
                task, given = told
                try:
                    done: tuple[bool, object] = (True, task(*given))
                except Exception as error:
                    done = (False, error)
                try:
                    _send(answered, done)
                except (pickle.PicklingError, AttributeError, TypeError):
                    _send(answered, ())
    finally:
        os._exit(0)  # neither the handlers nor the buffers of the process that it came from


def _send(pipe: IO[bytes], value: object) -> None:
    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(_SIZE.pack(len(content)) + content)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    """What was sent; None where nothing comes any more."""
    head = pipe.read(_SIZE.size)
    if len(head) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(head)
    content = pipe.read(size)
    return pickle.loads(content) if len(content) == size else None  # noqa: S301  # from a fork of this very process


def _result(pipe: IO[bytes], task: Callable[..., T], given: tuple[object, ...]) -> T:
    told = None
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, TypeError, ValueError):
        told = _receive(pipe)
    if not told:  # it died, or has what cannot go from process to process
        return task(*given)
    done, value = told
    if done:
        result: T = value
        return result
    raise value
