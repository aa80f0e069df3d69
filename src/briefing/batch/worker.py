"""What runs in a worker process: its preparation, and one task at a time.

It ends with the process that it works for, and when a task runs long after its timeout: no worker outlives its driver.
"""

from __future__ import annotations

import atexit
import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from threading import Thread

from briefing.batch.free_memory import map_large_blocks, return_after_task
from briefing.batch.stale_staging import StagingLock
from briefing.batch.task import Result, Task
from briefing.pipeline.publish import add_listener
from briefing.reuse_store import LIMIT

GRACE_SECONDS = 30
_STORE_MEGABYTES = "14"  # of results in a worker, of which many run on a machine
_WATCH_SECONDS = 0.5


def prepare() -> None:
    """Prepare a new process: no Ctrl-C, no standard streams, a lock for its staging folders."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal; the driver handles it
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):  # what a library prints must not reach the terminal
        os.dup2(nothing, number)
    if nothing > 2:  # else it is a standard stream itself, as those of the parent were closed
        os.close(nothing)
    if sys.platform != "win32":
        Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    map_large_blocks()
    os.environ.setdefault(LIMIT, _STORE_MEGABYTES)
    lock = StagingLock()
    add_listener(lock.note)
    atexit.register(lock.remove)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    os._exit(0)  # the driver is gone, and the main thread may be building


def run_task(function: str, task: Task, seconds: float) -> Result:
    """Run the function `module:name` on a task."""
    module, _, name = function.partition(":")
    call: Callable[[Task], Result] = getattr(import_module(module), name)
    with open(os.devnull, "w") as nowhere:
        # Its thread needs no interpreter, so that it ends even a hang in a library.
        faulthandler.dump_traceback_later(seconds + GRACE_SECONDS, exit=True, file=nowhere)
        try:
            return call(task)
        finally:
            faulthandler.cancel_dump_traceback_later()
            return_after_task()
