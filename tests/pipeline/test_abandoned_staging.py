"""A staging folder whose process was killed goes with the next build; one of a living process stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.pipeline.publish import STAGING_PREFIX, publish

_STAGING = """
import sys
from pathlib import Path
from briefing.pipeline.publish import _staging
with _staging(Path(sys.argv[1])) as stage:
    print(stage, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path) -> subprocess.Popen[str]:
    """Another process that stages files in the folder."""
    return subprocess.Popen(
        [sys.executable, "-c", _STAGING, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_the_folder_of_a_killed_process_is_removed_and_that_of_a_living_one_stays(
    tmp_path: Path, other: subprocess.Popen[str]
) -> None:
    assert other.stdout is not None
    stage = Path(other.stdout.readline().strip())
    publish({"a.txt": b"a"}, tmp_path)
    assert stage.is_dir()
    other.send_signal(signal.SIGKILL)
    other.communicate()
    assert stage.is_dir()
    publish({"a.txt": b"b"}, tmp_path)
    assert not stage.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_a_folder_that_was_never_marked_goes_after_an_hour(tmp_path: Path) -> None:
    old, new = tmp_path / f"{STAGING_PREFIX}old", tmp_path / f"{STAGING_PREFIX}new"
    for path in (old, new):
        path.mkdir()
    os.utime(old, (0, 0))
    publish({"a.txt": b"a"}, tmp_path)
    assert not old.exists()
    assert new.is_dir()


_REPLACING = """
import os, sys
from pathlib import Path
from briefing.pipeline import publish as publishing
replace, count = os.replace, int(sys.argv[2])
def slow(source, target):
    global count
    if not count:
        print("waiting", flush=True)
        sys.stdin.read()
    count -= 1
    replace(source, target)
publishing.os.replace = slow
publishing.publish({name: b"new" for name in ("a.txt", "b.txt", "c.txt")}, Path(sys.argv[1]))
print("done", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize(("replaced", "left"), [(0, b"old"), (1, b"old"), (2, b"old"), (3, b"new")])
def test_what_a_killed_process_had_replaced_is_as_it_was_unless_it_had_replaced_all(
    replaced: int, left: bytes, tmp_path: Path
) -> None:
    publish({"b.txt": b"old"}, tmp_path)
    words = [sys.executable, "-c", _REPLACING, str(tmp_path), str(replaced)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.send_signal(signal.SIGKILL)
    publish({"d.txt": b"next"}, tmp_path)
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert found == {"b.txt": left, "d.txt": b"next"} | ({} if replaced < 3 else {"a.txt": b"new", "c.txt": b"new"})
