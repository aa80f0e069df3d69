"""Same inputs, same bytes: whatever the hash seed, the zone, the locale, the folder and the day."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import briefing
from tests.thorough import THOROUGH

STRANGE = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}
OTHER = {"PYTHONHASHSEED": "1", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "COLUMNS": "40"}
ENVIRONMENTS = {"strange": STRANGE} | ({"other": OTHER} if THOROUGH else {})


def built(project: Path, out: Path, folder: Path, **environment: str) -> dict[str, bytes]:
    """A build in a process of its own → file name → bytes."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "briefing.cli", "build", os.path.relpath(project, folder), "--out", str(out)],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    assert one.keys() == other.keys()
    return [name for name in one if one[name] != other[name]]


@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_an_edition_is_the_same_in_any_environment(
    harbour_once: Path, edition: briefing.Build, tmp_path: Path, environment: dict[str, str]
) -> None:
    here = {path.name: path.read_bytes() for path in edition.files}
    there = built(harbour_once, tmp_path / "out", tmp_path / "elsewhere", **environment)
    assert differing(here, there) == []


def test_a_project_may_lie_anywhere(starter: Path, starter_edition: briefing.Build, tmp_path: Path) -> None:
    here = {path.name: path.read_bytes() for path in starter_edition.files}
    there = briefing.build(starter, tmp_path / "some where")
    assert differing(here, {path.name: path.read_bytes() for path in there.files}) == []


def test_files_that_are_newer_change_nothing(starter: Path, starter_edition: briefing.Build, tmp_path: Path) -> None:
    for path in starter.iterdir():
        os.utime(path, (2_000_000_000, 2_000_000_000))
    again = briefing.build(starter, tmp_path / "out")
    assert [path.read_bytes() for path in again.files] == [path.read_bytes() for path in starter_edition.files]
