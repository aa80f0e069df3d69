"""A task that a second process works out has the same result, raises the same error, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.pipeline.background import BackgroundTask, second_process

FORKS = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2,
    reason="a second process needs Linux and two processors",
)


# Tasks are functions of a module, as they go to the other process by name.
TASKS = """
import os, pathlib, sys, time
from briefing.errors import Finding, LayoutError

def who(*given):
    return os.getpid(), given

def large(size):
    return b"x" * size

def refused(mine):
    found = Finding("page 1", f"too long, second {os.getpid() != mine}", "shorten it")
    raise LayoutError([found, Finding("page 2", "x")])

def dying(mine):
    if os.getpid() != mine:
        os.kill(os.getpid(), 9)
    return "done here"

def function():
    return lambda: "a function"

def late(path):
    time.sleep(2)
    pathlib.Path(path).touch()

def prepared():
    sys.prepared = os.getpid()

def prepared_by(*given):
    return os.getpid(), given, sys.prepared

def failing():
    raise ValueError("cannot be prepared")
"""


@pytest.fixture
def run(tmp_path: Path) -> Callable[[str], list[str]]:
    """Run a program in a new process and return its lines: only the first build of a process has a second one."""
    (tmp_path / "tasks.py").write_text(TASKS, encoding="utf-8")
    begin = "import os, sys, time\nimport tasks\nfrom briefing.pipeline.background import second_process\n"
    begin += "mine = os.getpid()\n"

    def run_program(program: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", begin + program], cwd=tmp_path, capture_output=True, text=True, timeout=60
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.splitlines()

    return run_program


Run = Callable[[str], list[str]]


@FORKS
def test_one_task_is_done_by_another_process_while_this_one_goes_on(run: Run) -> None:
    program = """
with second_process(tasks.prepared) as task:
    first, second = task.begin(tasks.prepared_by, 7), task.begin(tasks.who, 8)
    time.sleep(0.1)
    pid, given, prepared = first()
    print(given, pid != mine, prepared == pid, second() == (mine, (8,)))
with second_process(tasks.prepared) as task:
    print(task.begin(tasks.who)()[0] == mine)
"""
    assert run(program) == ["(7,) True True True", "True"]


@FORKS
def test_what_is_larger_than_a_pipe_comes_over_both_ways_and_no_two_wait_for_each_other(run: Run) -> None:
    program = """
with second_process(tasks.prepared) as task:
    results = [task.begin(tasks.who, b"x" * 5_000_000) for _ in range(2)]
    print(*((pid != mine, len(given[0])) for pid, given in (result() for result in results)))
"""
    assert run(program) == ["(True, 5000000) (False, 5000000)"]


@FORKS
def test_an_error_comes_over_with_its_findings(run: Run) -> None:
    program = """
try:
    with second_process(tasks.prepared) as task:
        task.begin(tasks.refused, mine)()
except tasks.LayoutError as error:
    print(len(error.findings), error.findings[0].what, error.findings[0].fix)
"""
    assert run(program) == ["2 too long, second True shorten it"]


@FORKS
def test_a_second_process_that_dies_has_its_tasks_done_here(run: Run) -> None:
    program = """
with second_process(tasks.prepared) as task:
    results = [task.begin(tasks.dying, mine), task.begin(tasks.who)]
    time.sleep(0.3)
    results.append(task.begin(tasks.who, 1))
    print(results[0](), results[1]()[0] == mine, results[2]() == (mine, (1,)))
"""
    assert run(program) == ["done here True True"]


@FORKS
@pytest.mark.parametrize("task", ["tasks.function", "lambda: (lambda: 'a function')"])
def test_what_cannot_go_from_process_to_process_is_done_here(run: Run, task: str) -> None:
    program = f"""
with second_process(tasks.prepared) as task:
    print(task.begin({task})()())
"""
    assert run(program) == ["a function"]


@FORKS
def test_a_task_runs_after_an_error_of_its_preparation(run: Run) -> None:
    program = """
with second_process(tasks.failing) as task:
    print(task.begin(tasks.who)()[0] != mine)
"""
    assert run(program) == ["True"]


@FORKS
def test_an_error_here_ends_the_second_process(run: Run, tmp_path: Path) -> None:
    program = f"""
begun = time.monotonic()
try:
    with second_process(tasks.prepared) as task:
        task.begin(tasks.late, {str(tmp_path / "late")!r})
        raise ValueError("here")
except ValueError:
    print(time.monotonic() - begun < 1.5)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("no child")
"""
    assert run(program) == ["True", "no child"]
    time.sleep(2.1)
    assert not (tmp_path / "late").exists()


@FORKS
def test_what_is_still_to_be_printed_is_printed_once(run: Run) -> None:
    program = """
sys.stdout.write("before ")
with second_process(tasks.prepared) as task:
    print(task.begin(tasks.large, 1)())
"""
    assert run(program) == ["before b'x'"]


@FORKS
def test_a_process_with_threads_has_no_second(run: Run) -> None:
    program = """
import threading
stop = threading.Event()
thread = threading.Thread(target=stop.wait)
thread.start()
with second_process(tasks.prepared) as task:
    print(task.begin(tasks.who)()[0] == mine)
stop.set()
"""
    assert run(program) == ["True"]


def test_without_a_second_process_a_task_is_begun_when_its_result_is_wanted() -> None:
    done: list[int] = []
    result = BackgroundTask().begin(done.append, 1)
    assert done == []
    result()
    assert done == [1]
    with second_process(list, enabled=False) as task:
        assert task.begin(sum, (1, 2))() == 3
