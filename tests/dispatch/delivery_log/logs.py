"""Where a ledger under test lies, what is put into it, and who asks it: several processes, played in one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from briefing.dispatch import machine
from briefing.dispatch.delivery_log import database_schema, deliveries, occurrences, store, stored_editions
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.message.header import PICTURE_SOURCE
from briefing.dispatch.models import Definition, Delivery, Occurrence, Recipient, Reply, State, StoredEdition

NOW = dt.datetime(2026, 11, 2, 7, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
LATER = NOW + deliveries.LEASE
OK = Reply(state="ACCEPTED", text="250 2.0.0 Ok: queued as 4XYZ", code=250)
DOMAIN = "example.test"
STATES: tuple[State, ...] = State.__args__  # type: ignore[attr-defined]


class Place:
    """A folder or a database, and the ledgers that a test opened there."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder, self.url = folder, url
        self._opened: list[DeliveryLog] = []

    def open(self) -> DeliveryLog:
        """→ the ledger, opened once more."""
        self._opened.append(store.open_log(self.folder, self.url))
        return self._opened[-1]

    def close(self) -> None:
        """Close all that was opened."""
        for one in self._opened:
            one.close()


@contextmanager
def as_process(name: str) -> Iterator[None]:
    """What happens in the block is done by another process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "process", lambda: name)
        yield


def people(count: int) -> tuple[Recipient, ...]:
    """→ so many recipients."""
    return tuple(Recipient(address=f"reader{number:04d}@{DOMAIN}", lang="en") for number in range(count))


def an_edition(name: str = "first") -> tuple[StoredEdition, dict[str, bytes]]:
    """→ an edition with its files, small, and another one for each name."""
    suffixes = (".html", ".txt", ".png", ".pdf", ".ledger.json")
    contents = {f"belling{suffix}": f"{name} {suffix}".encode() for suffix in suffixes}
    files = {file: hashlib.sha256(content).hexdigest() for file, content in contents.items()}
    made = StoredEdition(
        id=hashlib.sha256(f"id {name}".encode()).hexdigest(),
        slug="belling",
        lang="en",
        entity="",
        period=(2000, 2024),
        as_of=NOW.date(),
        content_hash=hashlib.sha256(f"content {name}".encode()).hexdigest(),
        subject="Belling in brief",
        files=files,
        attached=("belling.pdf",),
    )
    return made, contents


def a_letter(size: int = 2000) -> tuple[StoredEdition, dict[str, bytes]]:
    """→ an edition that can be sent, with an attachment of so many bytes."""
    made, contents = an_edition()
    contents["belling.pdf"] = hashlib.shake_256(b"attachment").digest(size)
    contents["belling.html"] = f"<!DOCTYPE html><p>.</p><img {PICTURE_SOURCE} alt='a chart'>".encode()
    files = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    return replace(made, files=files), contents


def planned(
    log: DeliveryLog,
    recipients: Sequence[Recipient],
    definition: Definition | None = None,
    at: dt.datetime = NOW,
    now: dt.datetime = NOW,
    number: int = 1,
) -> tuple[int, tuple[str, ...]]:
    """→ an occurrence with a delivery to each recipient, PLANNED, and the keys."""
    with log.begin() as db:
        made = occurrences.add(db, now, Occurrence(definition or Definition(name="monthly"), at))
        assert made is not None
        return made, deliveries.plan(db, now, made, recipients, (log.secret, DOMAIN), number=number)


def built(
    log: DeliveryLog,
    count: int = 1,
    definition: Definition | None = None,
    at: dt.datetime = NOW,
    now: dt.datetime = NOW,
    *,
    edition: str = "first",
    held: bool = False,
    not_before: dt.datetime | None = None,
) -> tuple[str, ...]:
    """→ the keys of an occurrence's deliveries, each BUILT."""
    _, keys = planned(log, people(count), definition, at, now)
    made, contents = an_edition(edition)
    with log.begin() as db:
        stored_editions.store(db, made, contents)
        for key in keys:
            assert deliveries.mark_built(db, now, key, made.id, held=held, not_before=not_before)
    return keys


def brought_to(log: DeliveryLog, key: str, state: State, now: dt.datetime = NOW) -> None:
    """A BUILT delivery, the only one that can be claimed, is claimed and sent as far as CLAIMED, DATA or DOT."""
    steps: tuple[State, ...] = ("DATA", "DOT")
    with log.begin() as db:
        assert [one.key for one in deliveries.claim(db, now, 1)] == [key]
        for step in steps[: ("CLAIMED", *steps).index(state)]:
            deliveries.mark(db, now, key, step)


def claimed(log: DeliveryLog, now: dt.datetime = NOW, most: int = 9) -> tuple[Delivery, ...]:
    """→ what this process claims."""
    with log.begin() as db:
        return deliveries.claim(db, now, most)


def marked(log: DeliveryLog, key: str, state: State, now: dt.datetime = NOW) -> None:
    """A delivery that this process has is about to take a step."""
    with log.begin() as db:
        deliveries.mark(db, now, key, state)


def put_into(log: DeliveryLog, key: str, state: State) -> None:
    """Whatever state it is in, it is in this one now, and its sender is here:1."""
    with log.begin() as db:
        values = {"state": state, "owner": "here:1", "lease": NOW + MINUTE}
        db.execute(update(database_schema.deliveries).where(database_schema.deliveries.c.key == key).values(values))


def delivery(log: DeliveryLog, key: str) -> Delivery:
    """A key → the delivery as it is now."""
    with log.begin() as db:
        found = deliveries.get(db, key)
    assert found
    return found


def state_of(log: DeliveryLog, key: str) -> State:
    """A key → its state now."""
    return delivery(log, key).state
