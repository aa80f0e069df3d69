"""Two editions of the starter, a year apart, built once; and their files alone, without the ledger beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from tests.editions import project, project_after


@pytest.fixture(scope="session")
def old(tmp_path_factory: pytest.TempPathFactory) -> briefing.Build:
    folder = tmp_path_factory.mktemp("old")
    return briefing.build(project(folder / "project"), folder / "output")


@pytest.fixture(scope="session")
def new(tmp_path_factory: pytest.TempPathFactory) -> briefing.Build:
    folder = tmp_path_factory.mktemp("new")
    return briefing.build(project_after(folder / "project"), folder / "output")


def alone(path: Path | None, folder: Path) -> Path:
    """A copy of a file where no ledger lies beside it."""
    assert path is not None
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    target.write_bytes(path.read_bytes())
    return target
