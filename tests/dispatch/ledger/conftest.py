"""Ledgers of deliveries to test with: the same tests over SQLite and over PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.dispatch.ledger.store import Ledger
from tests.dispatch.ledger.places import Place, built
from tests.dispatch.servers.postgresql import Postgresql


@pytest.fixture
def shared(postgresql: Postgresql, tmp_path: Path) -> Iterator[Place]:
    """A new ledger over PostgreSQL, where two transactions may be open at once and not see each other."""
    found = Place(tmp_path / "state", postgresql.database())
    yield found
    found.close()


@pytest.fixture
def ledger(place: Place) -> Ledger:
    """A new ledger, open."""
    return place.open()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def every_ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with one delivery, the same for every example that hypothesis makes up."""
    url = request.getfixturevalue("postgresql").database() if request.param == "postgresql" else ""
    found = Place(tmp_path_factory.mktemp("every"), url)
    opened = found.open()
    built(opened)
    yield opened
    found.close()
