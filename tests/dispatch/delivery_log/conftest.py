"""Ledgers of deliveries to test with: the same tests over SQLite and over PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.dispatch.delivery_log.store import DeliveryLog
from tests.dispatch.delivery_log.logs import Place, built
from tests.dispatch.servers.postgresql import Postgresql


@pytest.fixture
def shared(postgresql: Postgresql, tmp_path: Path) -> Iterator[Place]:
    """A new ledger over PostgreSQL, where two transactions may be open at once and not see each other."""
    found = Place(tmp_path / "state", postgresql.database())
    yield found
    found.close()


@pytest.fixture
def log(place: Place) -> DeliveryLog:
    """A new ledger, open."""
    return place.open()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def every_log(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeliveryLog]:
    """A ledger with one delivery, the same for every example that hypothesis makes up."""
    url = request.getfixturevalue("postgresql").database() if request.param == "postgresql" else ""
    found = Place(tmp_path_factory.mktemp("every"), url)
    opened = found.open()
    built(opened)
    yield opened
    found.close()
