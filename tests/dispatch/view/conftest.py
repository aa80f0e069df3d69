"""A delivery log of its own for each test of the operator's view."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.dispatch.delivery_log import store
from briefing.dispatch.delivery_log.store import DeliveryLog


@pytest.fixture
def log(tmp_path: Path) -> Iterator[DeliveryLog]:
    """A new ledger over SQLite, open."""
    opened = store.open_log(tmp_path / "state")
    yield opened
    opened.close()
