"""A task → its result, worked out by a second process while this one goes on; the same without one, only later.

Only the first task of a process that has no threads yet is given away, on Linux, where a fork costs milliseconds; a
process that makes many editions has its libraries loaded, and whoever calls it may run several.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

T = TypeVar("T")
_given: list[int] = []


@contextmanager
def meanwhile(task: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """A task → what gives its result, or raises what it raised; a process that dies without one has its task done
    here. On leaving nothing of it goes on."""
    if not _apart():
        yield task
        return
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _work(task, theirs)
    os.close(theirs)
    _given.append(child)
    try:
        yield lambda: _result(ours, task)
    finally:
        os.close(ours)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _apart() -> bool:
    """Whether a second process is safe, has a processor, and wins."""
    if sys.platform != "linux" or _given or len(os.sched_getaffinity(0)) < 2:
        return False
    pool = sys.modules.get("multiprocessing.process")
    if pool is not None and pool.parent_process() is not None:
        return False  # one of several workers, which have the processors between them
    with suppress(OSError):
        return len(os.listdir("/proc/self/task")) == 1
    return False


def _work(task: Callable[[], T], pipe: int) -> None:
    """In the second process: the result goes into the pipe, and nothing else of this process's is touched."""
    code = 1
    try:
        try:
            told: tuple[bool, object] = (True, task())
        except Exception as error:
            told = (False, error)
        with os.fdopen(pipe, "wb") as answer:
            pickle.dump(told, answer, pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        os._exit(code)  # neither the handlers nor the buffers of the process that it came from


def _result(pipe: int, task: Callable[[], T]) -> T:
    with os.fdopen(os.dup(pipe), "rb") as answer:
        content = answer.read()
    try:
        done, value = pickle.loads(content)  # noqa: S301  # from a fork of this very process
    except (EOFError, pickle.UnpicklingError, AttributeError, TypeError, ValueError):
        return task()
    if done:
        result: T = value
        return result
    raise value
