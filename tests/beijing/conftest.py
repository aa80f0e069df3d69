"""The Beijing project, to be read or changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import briefing

ROOT = Path(__file__).parents[2]
BEIJING = ROOT / "data" / "beijing"


@pytest.fixture
def beijing(tmp_path: Path) -> Path:
    """A copy of the Beijing project, to be changed."""
    return Path(shutil.copytree(BEIJING, tmp_path / "beijing"))


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> briefing.Build:
    """The Beijing edition, built once; not to be changed."""
    return briefing.build(BEIJING, tmp_path_factory.mktemp("beijing"))
