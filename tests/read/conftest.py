"""The small project, fresh for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.small import make


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return make(tmp_path / "town")
