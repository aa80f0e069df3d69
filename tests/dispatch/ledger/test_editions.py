"""Editions are kept by content: each file once, the bytes that were built or an error, and no longer than needed."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select, update

from briefing.dispatch.ledger import deliveries, editions, tables
from briefing.dispatch.ledger.store import Ledger
from briefing.dispatch.nouns import Reply, State
from briefing.errors import DispatchError
from tests.dispatch.ledger.places import MINUTE, NOW, Place, an_edition, brought_to, built, planned
from tests.dispatch.ledger.places import people as recipients

OLD = NOW - dt.timedelta(days=400)


def files_kept(ledger: Ledger) -> int:
    with ledger.begin() as db:
        return db.scalar(select(func.count()).select_from(tables.files)) or 0


def test_an_edition_is_read_back_byte_for_byte(place: Place) -> None:
    made, contents = an_edition()
    contents = {**contents, "belling.pdf": bytes(range(256)) * 999}
    made = replace(made, files={**made.files, "belling.pdf": sha256(contents["belling.pdf"])})
    with place.open().begin() as db:
        editions.keep(db, made, contents)
    with place.open().begin() as db:
        assert editions.get(db, made.id) == made
        assert editions.get(db, "another") is None
        assert {name: editions.content(db, made, name) for name in made.files} == contents


def sha256(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()


def test_a_file_that_two_editions_share_is_kept_once(ledger: Ledger) -> None:
    first, contents = an_edition()
    second = replace(first, id="another")
    with ledger.begin() as db:
        for made in (first, second, first):
            editions.keep(db, made, contents)
        assert {one.id for one in editions.read(db)} == {first.id, "another"}
    assert files_kept(ledger) == 5


def test_two_hosts_may_keep_the_same_edition_at_once(shared: Place) -> None:
    here, there = shared.open(), shared.open()
    made, contents = an_edition()
    backwards = dict(reversed(contents.items()))

    def second() -> None:
        with there.begin() as db:
            editions.keep(db, made, backwards)

    with ThreadPoolExecutor(1) as pool:
        with here.begin() as db:
            editions.keep(db, made, contents)
            waiting = pool.submit(second)
            with pytest.raises(TimeoutError):
                waiting.result(0.5)
        waiting.result(30)
    assert files_kept(here) == 5


def test_a_file_that_somebody_changed_is_not_sent(ledger: Ledger) -> None:
    made, contents = an_edition()
    with ledger.begin() as db:
        editions.keep(db, made, contents)
        changed = update(tables.files).where(tables.files.c.sha256 == made.files["belling.pdf"])
        db.execute(changed.values(content=b"something else"))
        with pytest.raises(DispatchError, match=f"{made.id[:12]}, belling.pdf: the file is not the one that was built"):
            editions.content(db, made, "belling.pdf")
        assert editions.content(db, made, "belling.txt") == contents["belling.txt"]


def test_editions_that_wait_for_an_approval_are_listed(ledger: Ledger) -> None:
    built(ledger, 2, held=True)
    built(ledger, 2, at=NOW + MINUTE, edition="second")
    first, second = an_edition()[0], an_edition("second")[0]
    with ledger.begin() as db:
        assert editions.read(db, waiting=True) == (first,)
        assert {one.id for one in editions.read(db)} == {first.id, second.id}
        deliveries.release(db, NOW, first.content_hash, "ada")
        assert editions.read(db, waiting=True) == ()


# Pruning


def ended(ledger: Ledger, key: str, state: State, now: dt.datetime) -> None:
    brought_to(ledger, key, "DOT", now)
    with ledger.begin() as db:
        one = deliveries.get(db, key)
        assert one
        if state == "UNKNOWN":
            deliveries.recover(db, now + deliveries.LEASE)
        else:
            deliveries.answered(db, now, one, Reply(state=state, text="told"), 8)  # type: ignore[arg-type]


def test_what_old_deliveries_had_is_dropped_except_the_ledgers_of_the_editions(ledger: Ledger) -> None:
    (key,) = built(ledger, now=OLD, at=OLD)
    ended(ledger, key, "ACCEPTED", OLD)
    made, contents = an_edition()
    with ledger.begin() as db:
        assert editions.prune(db, OLD) == 0
        assert editions.prune(db, NOW) == 4
        assert editions.prune(db, NOW) == 0
        assert editions.content(db, made, "belling.ledger.json") == contents["belling.ledger.json"]
        with pytest.raises(DispatchError, match="no longer kept") as told:
            editions.content(db, made, "belling.pdf")
        assert "resend" in told.value.findings[0].fix
        assert deliveries.last_got(db, "monthly", recipients(1)[0]) == made.id


@pytest.mark.parametrize("state", ["PLANNED", "BUILT", "CLAIMED", "DATA", "DOT", "DEFERRED", "UNKNOWN"])
def test_what_may_still_be_sent_is_kept_however_old(ledger: Ledger, state: State) -> None:
    (key,) = built(ledger, now=OLD, at=OLD)
    if state in ("CLAIMED", "DATA", "DOT"):
        brought_to(ledger, key, state, OLD)
    elif state in ("DEFERRED", "UNKNOWN"):
        ended(ledger, key, state, OLD)
    elif state == "PLANNED":
        planned(ledger, recipients(1), at=OLD + MINUTE, now=OLD)
    with ledger.begin() as db:
        assert {one.state for one in deliveries.read(db)} >= {state}
        assert editions.prune(db, NOW) == 0


def test_a_file_that_a_new_delivery_shares_with_an_old_one_is_kept(ledger: Ledger) -> None:
    (old,) = built(ledger, now=OLD, at=OLD)
    ended(ledger, old, "ACCEPTED", OLD)
    (new,) = built(ledger)
    with ledger.begin() as db:
        assert editions.prune(db, NOW) == 0
        deliveries.end(db, NOW, new, "CANCELLED", "by hand")
        assert editions.prune(db, NOW) == 0
        assert editions.prune(db, NOW + MINUTE) == 4
