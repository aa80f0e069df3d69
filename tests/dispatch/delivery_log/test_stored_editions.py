"""Editions are kept by content: each file once, the bytes that were built or an error, and no longer than needed."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select, update

from briefing.dispatch.delivery_log import database_schema, deliveries, stored_editions
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Reply, State
from briefing.errors import DispatchError
from tests.dispatch.delivery_log.logs import MINUTE, NOW, Place, an_edition, brought_to, built, planned
from tests.dispatch.delivery_log.logs import people as recipients

OLD = NOW - dt.timedelta(days=400)


def files_kept(log: DeliveryLog) -> int:
    with log.begin() as db:
        return db.scalar(select(func.count()).select_from(database_schema.files)) or 0


def test_an_edition_is_read_back_byte_for_byte(place: Place) -> None:
    made, contents = an_edition()
    contents = {**contents, "belling.pdf": bytes(range(256)) * 999}
    made = replace(made, files={**made.files, "belling.pdf": sha256(contents["belling.pdf"])})
    with place.open().begin() as db:
        stored_editions.store(db, made, contents)
    with place.open().begin() as db:
        assert stored_editions.get(db, made.id) == made
        assert stored_editions.get(db, "another") is None
        assert {name: stored_editions.content(db, made, name) for name in made.files} == contents


def sha256(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def test_a_file_that_two_editions_share_is_stored_once(log: DeliveryLog) -> None:
    first, contents = an_edition()
    second = replace(first, id="another")
    with log.begin() as db:
        for made in (first, second, first):
            stored_editions.store(db, made, contents)
        assert {one.id for one in stored_editions.read(db)} == {first.id, "another"}
    assert files_kept(log) == 5


def test_two_hosts_may_keep_the_same_edition_at_once(shared: Place) -> None:
    here, there = shared.open(), shared.open()
    made, contents = an_edition()
    backwards = dict(reversed(contents.items()))

    def second() -> None:
        with there.begin() as db:
            stored_editions.store(db, made, backwards)

    with ThreadPoolExecutor(1) as pool:
        with here.begin() as db:
            stored_editions.store(db, made, contents)
            waiting = pool.submit(second)
            with pytest.raises(TimeoutError):
                waiting.result(0.5)
        waiting.result(30)
    assert files_kept(here) == 5


def test_a_file_that_somebody_changed_is_not_sent(log: DeliveryLog) -> None:
    made, contents = an_edition()
    with log.begin() as db:
        stored_editions.store(db, made, contents)
        changed = update(database_schema.files).where(database_schema.files.c.sha256 == made.files["belling.pdf"])
        db.execute(changed.values(content=b"something else"))
        with pytest.raises(
            DispatchError, match=f"{made.id[:12]}, belling.pdf: the file differs from the one that was built"
        ):
            stored_editions.content(db, made, "belling.pdf")
        assert stored_editions.content(db, made, "belling.txt") == contents["belling.txt"]


def test_editions_that_wait_for_an_approval_are_listed(log: DeliveryLog) -> None:
    built(log, 2, held=True)
    built(log, 2, at=NOW + MINUTE, edition="second")
    first, second = an_edition()[0], an_edition("second")[0]
    with log.begin() as db:
        assert stored_editions.read(db, waiting=True) == (first,)
        assert {one.id for one in stored_editions.read(db)} == {first.id, second.id}
        deliveries.release(db, NOW, first.content_hash, "ada")
        assert stored_editions.read(db, waiting=True) == ()


# Pruning


def ended(log: DeliveryLog, key: str, state: State, now: dt.datetime) -> None:
    brought_to(log, key, "DOT", now)
    with log.begin() as db:
        one = deliveries.get(db, key)
        assert one
        if state == "UNKNOWN":
            deliveries.recover_expired(db, now + deliveries.LEASE)
        else:
            deliveries.record_reply(db, now, one, Reply(state=state, text="told"), 8)  # type: ignore[arg-type]


def test_what_old_deliveries_had_is_dropped_except_the_logs_of_the_editions(log: DeliveryLog) -> None:
    (key,) = built(log, now=OLD, at=OLD)
    ended(log, key, "ACCEPTED", OLD)
    made, contents = an_edition()
    with log.begin() as db:
        assert stored_editions.prune(db, OLD) == 0
        assert stored_editions.prune(db, NOW) == 4
        assert stored_editions.prune(db, NOW) == 0
        assert stored_editions.content(db, made, "belling.ledger.json") == contents["belling.ledger.json"]
        with pytest.raises(DispatchError, match="no longer stored") as caught:
            stored_editions.content(db, made, "belling.pdf")
        assert "resend" in caught.value.findings[0].fix
        assert deliveries.last_edition(db, "monthly", recipients(1)[0]) == made.id


@pytest.mark.parametrize("state", ["PLANNED", "BUILT", "CLAIMED", "DATA", "DOT", "DEFERRED", "UNKNOWN"])
def test_what_may_still_be_sent_is_stored_however_old(log: DeliveryLog, state: State) -> None:
    (key,) = built(log, now=OLD, at=OLD)
    if state in ("CLAIMED", "DATA", "DOT"):
        brought_to(log, key, state, OLD)
    elif state in ("DEFERRED", "UNKNOWN"):
        ended(log, key, state, OLD)
    elif state == "PLANNED":
        planned(log, recipients(1), at=OLD + MINUTE, now=OLD)
    with log.begin() as db:
        assert {one.state for one in deliveries.read(db)} >= {state}
        assert stored_editions.prune(db, NOW) == 0


def test_a_file_that_a_new_delivery_shares_with_an_old_one_is_stored(log: DeliveryLog) -> None:
    (old,) = built(log, now=OLD, at=OLD)
    ended(log, old, "ACCEPTED", OLD)
    (new,) = built(log)
    with log.begin() as db:
        assert stored_editions.prune(db, NOW) == 0
        deliveries.end(db, NOW, new, "CANCELLED", "by hand")
        assert stored_editions.prune(db, NOW) == 0
        assert stored_editions.prune(db, NOW + MINUTE) == 4
