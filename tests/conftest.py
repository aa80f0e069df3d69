"""Fixtures that several rooms share: projects to change, and the editions built once for a whole run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import briefing
from briefing.assets import asset
from tests.harbour import project as harbour_project

# Each test makes what it looks at; those of the cache choose a folder for it.
os.environ["BRIEFING_CACHE"] = "off"
ROOT = Path(__file__).parents[1]


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """A copy of the small project of `briefing new`, to be changed."""
    return Path(shutil.copytree(asset("project"), tmp_path / "starter"))


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A copy of the harbour town's project, to be changed."""
    return harbour_project(tmp_path / "harbour")


@pytest.fixture(scope="session")
def harbour_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour town's project, not to be changed."""
    return harbour_project(tmp_path_factory.mktemp("harbour") / "project")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of a test's own."""
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def starter_edition(tmp_path_factory: pytest.TempPathFactory) -> briefing.Build:
    """The small project, built once; not to be changed."""
    return briefing.build(asset("project"), tmp_path_factory.mktemp("starter"))


@pytest.fixture(scope="session")
def edition(harbour_once: Path, tmp_path_factory: pytest.TempPathFactory) -> briefing.Build:
    """The harbour town's edition, built once; not to be changed."""
    return briefing.build(harbour_once, tmp_path_factory.mktemp("harbour-built"))
