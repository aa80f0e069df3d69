"""A task that a second process works out has the same result, raises the same error, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.meanwhile import meanwhile

FORKS = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2,
    reason="a second process needs Linux and two processors",
)


def told(program: str) -> str:
    """A program in a process of its own → what it prints: only the first task of a process is given away."""
    begin = "import os, sys, time\nfrom briefing.meanwhile import meanwhile\nmine = os.getpid()\n"
    done = subprocess.run([sys.executable, "-c", begin + program], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@FORKS
def test_the_first_task_of_a_process_is_done_by_another_at_the_same_time() -> None:
    program = """
with meanwhile(lambda: (os.getpid(), b"x" * 3_000_000)) as other:
    time.sleep(0.1)
    pid, content = other()
print(pid != mine, len(content))
with meanwhile(os.getpid) as other:
    print(other() == mine)
"""
    assert told(program).splitlines() == ["True 3000000", "True"]


@FORKS
def test_an_error_comes_over_with_its_findings() -> None:
    program = """
from briefing.errors import Finding, LayoutError
def task():
    found = Finding("page 1", f"too long, said {os.getpid() != mine}", "shorten it")
    raise LayoutError([found, Finding("page 2", "x")])
try:
    with meanwhile(task) as other:
        other()
except LayoutError as error:
    print(len(error.findings), error.findings[0].what, error.findings[0].fix)
"""
    assert told(program) == "2 too long, said True shorten it\n"


@FORKS
def test_a_second_process_that_dies_has_its_task_done_here() -> None:
    program = """
def task():
    if os.getpid() != mine:
        os.kill(os.getpid(), 9)
    return "done here"
with meanwhile(task) as other:
    print(other())
"""
    assert told(program) == "done here\n"


@FORKS
def test_what_cannot_be_told_from_process_to_process_is_done_here() -> None:
    program = """
with meanwhile(lambda: (lambda: "a function")) as other:
    print(other()())
"""
    assert told(program) == "a function\n"


@FORKS
def test_an_error_here_ends_the_second_process(tmp_path: Path) -> None:
    program = f"""
import pathlib
def task():
    time.sleep(2)
    pathlib.Path({str(tmp_path / "late")!r}).touch()
begun = time.monotonic()
try:
    with meanwhile(task) as other:
        raise ValueError("here")
except ValueError:
    print(time.monotonic() - begun < 1.5)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("no child")
"""
    assert told(program).splitlines() == ["True", "no child"]
    time.sleep(2.1)
    assert not (tmp_path / "late").exists()


@FORKS
def test_what_is_still_to_be_printed_is_printed_once() -> None:
    program = """
sys.stdout.write("before ")
with meanwhile(lambda: 1) as other:
    print(other())
"""
    assert told(program) == "before 1\n"


@FORKS
def test_a_process_with_threads_keeps_its_tasks() -> None:
    program = """
import threading
stop = threading.Event()
thread = threading.Thread(target=stop.wait)
thread.start()
with meanwhile(os.getpid) as other:
    print(other() == mine)
stop.set()
"""
    assert told(program) == "True\n"


def test_a_task_is_not_begun_here_before_its_result_is_wanted() -> None:
    done: list[int] = []
    with meanwhile(lambda: done.append(1)):  # this process has threads, or has given one away
        pass
    assert done == []
