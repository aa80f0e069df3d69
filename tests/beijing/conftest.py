"""The Beijing project, to be read or changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import briefing
from tests.once import once, shared_folder

ROOT = Path(__file__).parents[2]
BEIJING = ROOT / "data" / "beijing"


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
