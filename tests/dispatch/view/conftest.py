"""A ledger of deliveries of its own for each test of the operator's view."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.dispatch.ledger import store
from briefing.dispatch.ledger.store import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A new ledger over SQLite, open."""
    opened = store.ledger(tmp_path / "state")
    yield opened
    opened.close()
