"""Commands write to any output: one that is closed, or that lacks the characters of a message."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.thorough import THOROUGH


@pytest.fixture
def faulty(starter: Path) -> Path:
    """A project with a value that no old encoding can print."""
    path = starter / "observations.csv"
    path.write_text(path.read_text().replace("2019,410", "2019,四百", 1))
    return starter


def _check(project: Path, more: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    command = f"'{sys.executable}' -m briefing check '{project}' {more}"
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=env, check=False)


@pytest.mark.parametrize("encoding", ["ascii", "cp437", *(["cp1252", "latin-1"] if THOROUGH else [])])
def test_a_message_is_written_in_any_encoding(faulty: Path, encoding: str) -> None:
    done = _check(faulty, "", encoding)
    assert done.returncode == 1
    assert "line 2, column value" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", *(["ascii"] if THOROUGH else [])])
def test_json_is_whole_in_any_encoding(faulty: Path, encoding: str) -> None:
    done = _check(faulty, "--json", encoding)
    assert "四百" in json.loads(done.stdout)[0]["what"]


CLOSED = [">&-", "2>&-", ">&- 2>&-", "<&-"]


@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", "--json >&-", *(CLOSED if THOROUGH else [])])
def test_closed_streams_change_no_exit_code_and_show_no_traceback(faulty: Path, closed: str) -> None:
    done = _check(faulty, closed)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout


@pytest.mark.parametrize("closed", [">&-", *(["2>&-", ">&- 2>&-"] if THOROUGH else [])])
def test_a_build_with_closed_streams_is_done(starter: Path, tmp_path: Path, closed: str) -> None:
    command = f"'{sys.executable}' -m briefing build '{starter}' --only letter --out '{tmp_path / 'out'}' {closed}"
    assert subprocess.run(["sh", "-c", command], capture_output=True, check=False).returncode == 0
    assert list((tmp_path / "out").glob("*.html"))
