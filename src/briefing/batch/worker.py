"""A worker process: tasks arrive on its standard input, results leave on its standard output.

It ends when the other end of its input is closed, after a minute without a task, and when a task runs long after its
timeout: no worker outlives what it works for.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

import msgspec

from briefing.batch.stale_staging import StagingLock
from briefing.batch.task import Result, Task
from briefing.frames import receive, send
from briefing.staging import tell

IDLE_SECONDS = 60
GRACE_SECONDS = 30


class Call(msgspec.Struct, frozen=True):
    """A task and its timeout in seconds."""

    seconds: float
    task: Task


def main() -> None:
    """Serve the function that the first argument names, as module:name."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal; the driver handles it
    source, answers = _private(0, "rb"), _private(1, "wb")
    module, _, name = sys.argv[1].partition(":")
    calls: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(source, calls), daemon=True).start()
    function: Callable[[Task], Result] = getattr(import_module(module), name)
    lock = StagingLock()
    tell(lock.note)
    try:
        _serve(calls, answers, function)
    finally:
        lock.remove()


def _private(number: int, mode: str) -> IO[bytes]:
    """Keep a standard stream for this module: what a library prints must not reach the other end."""
    file: IO[bytes] = os.fdopen(os.dup(number), mode)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, number)
    os.close(nothing)
    return file


def _listen(source: IO[bytes], calls: SimpleQueue[bytes]) -> None:
    while (content := receive(source)) is not None:
        calls.put(content)
    os._exit(0)  # the driver is gone, and the main thread may be building


def _serve(calls: SimpleQueue[bytes], answers: IO[bytes], function: Callable[[Task], Result]) -> None:
    with open(os.devnull, "w") as nowhere:
        while True:
            try:
                call = msgspec.msgpack.decode(calls.get(timeout=IDLE_SECONDS), type=Call)
            except Empty:
                return
            # Its thread needs no interpreter, so that it ends even a hang in a library.
            faulthandler.dump_traceback_later(call.seconds + GRACE_SECONDS, exit=True, file=nowhere)
            result = function(call.task)
            faulthandler.cancel_dump_traceback_later()
            send(answers, msgspec.msgpack.encode(result))


if __name__ == "__main__":
    main()
