"""The command preview: it prints its address, ends on Ctrl-C or when it is killed, and leaves no process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.editions import project
from tests.thorough import THOROUGH

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="children are read from /proc")
PATIENCE = 90.0


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "briefing", "preview", str(folder), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    found: list[int] = []
    for task in tasks:
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has ended since
            found += map(int, (task / "children").read_text().split())
    return found


def with_children(pid: int) -> list[int]:
    """The processes that a preview starts to make whole editions, once it has."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := children(pid):
            return found
        time.sleep(0.1)
    raise AssertionError("no process was started")


def gone(pids: list[int]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGKILL, *([signal.SIGTERM] if THOROUGH else [])])
def test_it_ends_with_all_that_it_started(tmp_path: Path, ended_by: signal.Signals) -> None:
    with running(project(tmp_path / "mine")) as (process, address):
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(address) as page:
            assert b"<main" in page.read()
        started = with_children(process.pid)
        os.kill(process.pid, ended_by)
        _, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, errors) == (0, "") or ended_by == signal.SIGKILL
        assert gone(started)


def test_a_folder_that_is_no_project_is_an_error(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefing", "preview", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 1
    assert "it is no project" in done.stderr
