"""Servers that several rooms of dispatch need: one for mail, one for ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.dispatch import machine
from tests.dispatch.delivery_log.logs import Place
from tests.dispatch.servers import postfix
from tests.dispatch.servers import postgresql as database
from tests.dispatch.servers.postfix import MailServer
from tests.dispatch.servers.postgresql import Postgresql


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    """Postfix and Dovecot, started once for a run; a test leaves its mailboxes as it likes and empties them first."""
    with postfix.running() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """PostgreSQL, started once for a run; each test has a schema of its own."""
    with database.running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Where a new ledger lies; what is opened there is closed after the test."""
    url = request.getfixturevalue("postgresql").database() if request.param == "postgresql" else ""
    found = Place(tmp_path / "state", url)
    yield found
    found.close()


@pytest.fixture
def no_boot_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that was off, as far as it can tell: its clock since boot tells nothing."""
    monkeypatch.setattr(machine, "boot", lambda: (-1.0, ""))
