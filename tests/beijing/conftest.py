"""The Beijing dataset with a story of the tests' own, to be read or changed.

The words of the story in `project` stay as they are, since tests quote them and count its slides; those of the edition
may change from day to day.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

import pytest

import briefing
from tests.once import once, shared_folder

ROOT = Path(__file__).parents[2]


def _with_own_story() -> Path:
    """Lay the tables of the edition and the story of the tests into a folder of this process."""
    folder = Path(tempfile.mkdtemp(prefix="briefing-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    project = Path(shutil.copytree(ROOT / "data" / "beijing", folder / "beijing"))
    return Path(shutil.copytree(Path(__file__).parent / "project", project, dirs_exist_ok=True))


BEIJING = _with_own_story()


@pytest.fixture
def beijing(tmp_path: Path) -> Path:
    """A copy of the Beijing project, to be changed."""
    return Path(shutil.copytree(BEIJING, tmp_path / "beijing"))


@once
def built() -> briefing.Build:
    """The Beijing edition, built once; not to be changed."""
    return briefing.build(BEIJING, shared_folder("beijing"))


@pytest.fixture(scope="session")
def edition() -> briefing.Build:
    """The Beijing edition, built once; not to be changed."""
    return built()
