"""What a server answers: kept in its words, tried again after a while, and what an answer is worth that comes late."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.dispatch.ledger import deliveries, events
from briefing.dispatch.ledger.deliveries import LEASE
from briefing.dispatch.ledger.store import Ledger
from briefing.dispatch.nouns import Delivery, Reached, Reply, State
from tests.dispatch.ledger.places import (
    LATER,
    MINUTE,
    NOW,
    OK,
    Place,
    as_process,
    brought_to,
    built,
    claimed,
    delivery,
    marked,
    state_of,
)


def test_what_the_server_accepted_is_kept_in_its_words(ledger: Ledger) -> None:
    (key,) = built(ledger)
    (one,) = claimed(ledger)
    marked(ledger, key, "DATA")
    marked(ledger, key, "DOT")
    with ledger.begin() as db:
        assert deliveries.answered(db, NOW, one, OK, 8) == "ACCEPTED"
        after = deliveries.get(db, key)
        assert after
        assert (after.state, after.reply, after.owner, after.lease) == ("ACCEPTED", OK.text, "", None)
        assert deliveries.recover(db, NOW + 999 * MINUTE) == () == deliveries.claim(db, NOW + 999 * MINUTE, 9)


def test_what_is_deferred_waits_longer_each_time_and_is_given_up_at_last(ledger: Ledger) -> None:
    (key,) = built(ledger)
    now, waits = NOW, []
    after: Delivery | None = None
    while after is None or after.state != "REFUSED":
        (one,) = claimed(ledger, now)
        with ledger.begin() as db:
            state = deliveries.answered(db, now, one, Reply(state="DEFERRED", text="451 greylisted", code=451), 4)
        after = delivery(ledger, key)
        assert after.state == state
        if state == "DEFERRED":
            assert claimed(ledger, after.due - dt.timedelta(microseconds=1)) == ()
            waits.append((after.due - now) // MINUTE)
            now = after.due
    assert waits == [2, 4, 8]
    assert after.reply == "given up after 4 tries; at last: 451 greylisted"
    assert claimed(ledger, now + 999 * MINUTE) == ()


def test_a_server_that_asks_for_a_longer_wait_gets_it(ledger: Ledger) -> None:
    (key,) = built(ledger)
    (one,) = claimed(ledger)
    with ledger.begin() as db:
        deliveries.answered(db, NOW, one, Reply(state="DEFERRED", text="450 slow down", code=450, wait=3600.0), 4)
    assert delivery(ledger, key).due == NOW + 60 * MINUTE


def test_the_longest_wait_is_four_hours_and_a_quarter(ledger: Ledger) -> None:
    (key,) = built(ledger)
    now = NOW
    for _ in range(12):
        (one,) = claimed(ledger, now)
        with ledger.begin() as db:
            deliveries.answered(db, now, one, Reply(state="DEFERRED", text="451"), 99)
        before, now = now, delivery(ledger, key).due
    assert now - before == 256 * MINUTE


def test_what_was_claimed_and_not_begun_is_given_back_and_counts_as_no_try(ledger: Ledger) -> None:
    keys = built(ledger, 3)
    batch = claimed(ledger)
    marked(ledger, keys[1], "DATA")
    marked(ledger, keys[2], "DATA")
    marked(ledger, keys[2], "DOT")
    with ledger.begin() as db:
        deliveries.give_back(db, NOW, [one.key for one in batch], "535 wrong password")
        told = deliveries.read(db)
    assert [(one.state, one.attempts, one.owner) for one in told[:2]] == [("BUILT", 0, "")] * 2
    assert (told[2].state, told[2].attempts) == ("DOT", 1)
    assert len(claimed(ledger)) == 2


def test_whoever_is_in_a_hurry_need_not_wait_as_long_as_the_server_asked(ledger: Ledger) -> None:
    keys = built(ledger, 2)
    others = built(ledger, 1, at=NOW + MINUTE)
    ones = claimed(ledger)
    with ledger.begin() as db:
        for one in ones:
            deliveries.answered(db, NOW, one, Reply(state="DEFERRED", text="451", wait=3600.0), 4)
        deliveries.hurry(db, NOW + MINUTE, ones[0].occurrence, None)
        assert [one.key for one in deliveries.claim(db, NOW + MINUTE, 9)] == list(keys)
        assert [one.key for one in deliveries.claim(db, NOW + 60 * MINUTE, 9)] == list(others)


def test_whoever_is_in_a_hurry_waits_for_the_embargo_all_the_same(ledger: Ledger) -> None:
    (key,) = built(ledger, not_before=NOW + 99 * MINUTE)
    with ledger.begin() as db:
        one = deliveries.get(db, key)
        assert one
        deliveries.hurry(db, NOW, one.occurrence, NOW + 99 * MINUTE)
        assert deliveries.claim(db, NOW + 98 * MINUTE, 9) == ()
        assert len(deliveries.claim(db, NOW + 99 * MINUTE, 9)) == 1


# An answer after the lease


def slept(ledger: Ledger, state: State) -> Delivery:
    """→ the only delivery as here:1 had it, which got so far and then slept past its lease."""
    (key,) = built(ledger)
    with as_process("here:1"):
        brought_to(ledger, key, state)
    had = delivery(ledger, key)
    with as_process("there:1"), ledger.begin() as db:
        deliveries.recover(db, LATER)
    return had


def answered(ledger: Ledger, had: Delivery, reply: Reply) -> State | None:
    """What here:1 is told, late."""
    with as_process("here:1"), ledger.begin() as db:
        return deliveries.answered(db, LATER + MINUTE, had, reply, 8)


@pytest.mark.parametrize("meanwhile", ["nothing", "sent once more", "given back"])
@pytest.mark.parametrize(("state", "became"), [("DATA", "BUILT"), ("DOT", "UNKNOWN")])
def test_a_yes_that_comes_late_holds_as_long_as_nobody_else_tries(
    ledger: Ledger, state: State, became: State, meanwhile: str
) -> None:
    had = slept(ledger, state)
    assert state_of(ledger, had.key) == became
    with as_process("there:1"), ledger.begin() as db:
        if meanwhile != "nothing":
            deliveries.again(db, LATER, had.key, "resend", wait=MINUTE)
        if meanwhile == "given back":
            (one,) = deliveries.claim(db, LATER + MINUTE, 9)
            deliveries.give_back(db, LATER, [one.key], "stopped")
    assert answered(ledger, had, OK) == "ACCEPTED"
    one = delivery(ledger, had.key)
    assert (one.state, one.reply, one.owner, one.lease, one.attempts) == ("ACCEPTED", OK.text, "", None, 1)
    with ledger.begin() as db:
        told = events.read(db, delivery=had.key)[-1]
        assert (told.what, told.who, told.detail) == ("ACCEPTED", "here:1", "late")
        assert deliveries.recover(db, LATER + 999 * MINUTE) == () == deliveries.claim(db, LATER + 999 * MINUTE, 9)


def another(ledger: Ledger, key: str, does: str) -> None:
    """Somebody else does what makes a late yes worth nothing more than a note."""
    with as_process("there:1"), ledger.begin() as db:
        if does == "CANCELLED":
            assert deliveries.end(db, LATER, key, "CANCELLED", "by hand", of=("UNKNOWN", "BUILT"))
            return
        if does == "CONFIRMED":
            assert deliveries.end(db, LATER, key, "CONFIRMED", "it came", of=("UNKNOWN", "BUILT"))
            return
        deliveries.again(db, LATER, key, "resend")
        (one,) = deliveries.claim(db, LATER, 9)
        if does in ("DATA", "dies"):
            deliveries.mark(db, LATER, key, "DATA")
        if does == "dies":
            deliveries.recover(db, LATER + LEASE)
        if does == "ACCEPTED":
            deliveries.answered(db, LATER, one, OK, 8)


@pytest.mark.parametrize("does", ["CLAIMED", "DATA", "dies", "ACCEPTED", "CANCELLED", "CONFIRMED"])
@pytest.mark.parametrize("state", ["DATA", "DOT"])
def test_a_yes_that_comes_after_somebody_else_went_on_is_noted_and_changes_nothing(
    place: Place, state: State, does: str
) -> None:
    ledger = place.open()
    had = slept(ledger, state)
    another(ledger, had.key, does)
    before = delivery(ledger, had.key)
    assert before.state == ("BUILT" if does == "dies" else does)
    assert answered(ledger, had, OK) is None
    assert delivery(place.open(), had.key) == before
    with place.open().begin() as db:
        told = events.read(db, delivery=had.key)[-1]
    assert (told.what, told.who, told.detail) == ("ACCEPTED_LATE", "here:1", f"try 1: {OK.text}")


@pytest.mark.parametrize("state", ["DEFERRED", "REFUSED", "UNKNOWN"])
@pytest.mark.parametrize("got", ["DATA", "DOT"])
def test_any_other_answer_that_comes_late_is_worth_nothing(ledger: Ledger, got: State, state: Reached) -> None:
    had = slept(ledger, got)
    before = delivery(ledger, had.key)
    with ledger.begin() as db:
        told = events.read(db)
    assert answered(ledger, had, Reply(state=state, text="told")) is None
    assert delivery(ledger, had.key) == before
    with ledger.begin() as db:
        assert events.read(db) == told
