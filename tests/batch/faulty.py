"""What a worker of a test does with a task: the real thing, with a fault for some towns."""

from __future__ import annotations

import os
import resource
import signal
import time
from pathlib import Path

from msgspec.structs import replace

from briefing.batch.task import Result, Task, build_task
from briefing.pipeline.publish import _staging


def poisoned(task: Task) -> Result:
    """Its worker dies of two towns each time, and one town never ends."""
    if task.entity == "Alaville":
        os._exit(7)
    if task.entity == "Aleville":
        signal.signal(signal.SIGSEGV, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGSEGV)
    if task.entity == "Aliville":
        time.sleep(1000)
    return build_task(task)


def dying_once(task: Task) -> Result:
    """Each worker that takes the first town dies, until it was tried so often."""
    if task.entity == "Alaville":
        tries = Path(task.out).parent / "tries"
        with tries.open("a") as file:
            file.write("x")
        if len(tries.read_text()) < 3:
            os._exit(1)
    return build_task(task)


def staging(task: Task) -> Result:
    """Makes a staging folder, as a build does, and stays in it."""
    with _staging(Path(task.out)) as stage:
        (stage / "half.pdf").write_bytes(b"half")
        time.sleep(1000)
    return Result(task.line)


def printing(task: Task) -> Result:
    """Prints where it must not, and reads what is not there."""
    os.write(1, b"noise" * 1000)
    print("noise")
    assert os.read(0, 10) == b""
    return build_task(task)


def measured(task: Task) -> Result:
    """Writes beside the output how much memory its worker has taken at most, in kB."""
    result = build_task(task)
    with (Path(task.out).parent / "peaks").open("a") as file:
        file.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n")
    return result


def mistaken(task: Task) -> Result:
    """Does what a bug does: builds from a project that is no path."""
    return build_task(replace(task, project=7))


def alike(task: Task) -> Result:
    """Calls the files of two towns the same."""
    return build_task(replace(task, slug="alike") if task.entity in ("Alaville", "Aleville") else task)


def slow(task: Task) -> Result:
    """Takes two seconds for the first town."""
    if task.entity == "Alaville":
        time.sleep(2)
    return build_task(task)
