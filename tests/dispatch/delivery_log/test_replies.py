"""What a server answers: kept in its words, tried again after a while, and what an answer is worth that comes late."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.dispatch.delivery_log import deliveries, events
from briefing.dispatch.delivery_log.deliveries import LEASE
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Delivery, HandoverState, Reply, State
from tests.dispatch.delivery_log.logs import (
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


def test_what_the_server_accepted_is_stored_in_its_words(log: DeliveryLog) -> None:
    (key,) = built(log)
    (one,) = claimed(log)
    marked(log, key, "DATA")
    marked(log, key, "DOT")
    with log.begin() as db:
        assert deliveries.record_reply(db, NOW, one, OK, 8) == "ACCEPTED"
        after = deliveries.get(db, key)
        assert after
        assert (after.state, after.reply, after.owner, after.lease) == ("ACCEPTED", OK.text, "", None)
        assert deliveries.recover_expired(db, NOW + 999 * MINUTE) == () == deliveries.claim(db, NOW + 999 * MINUTE, 9)


def test_what_is_deferred_waits_longer_each_time_and_is_given_up_at_last(log: DeliveryLog) -> None:
    (key,) = built(log)
    now, waits = NOW, []
    after: Delivery | None = None
    while after is None or after.state != "REFUSED":
        (one,) = claimed(log, now)
        with log.begin() as db:
            state = deliveries.record_reply(db, now, one, Reply(state="DEFERRED", text="451 greylisted", code=451), 4)
        after = delivery(log, key)
        assert after.state == state
        if state == "DEFERRED":
            assert claimed(log, after.due - dt.timedelta(microseconds=1)) == ()
            waits.append((after.due - now) // MINUTE)
            now = after.due
    assert waits == [2, 4, 8]
    assert after.reply == "given up after 4 tries; at last: 451 greylisted"
    assert claimed(log, now + 999 * MINUTE) == ()


def test_a_server_that_asks_for_a_longer_wait_gets_it(log: DeliveryLog) -> None:
    (key,) = built(log)
    (one,) = claimed(log)
    with log.begin() as db:
        deliveries.record_reply(db, NOW, one, Reply(state="DEFERRED", text="450 slow down", code=450, wait=3600.0), 4)
    assert delivery(log, key).due == NOW + 60 * MINUTE


def test_the_longest_wait_is_four_hours_and_a_quarter(log: DeliveryLog) -> None:
    (key,) = built(log)
    now = NOW
    for _ in range(12):
        (one,) = claimed(log, now)
        with log.begin() as db:
            deliveries.record_reply(db, now, one, Reply(state="DEFERRED", text="451"), 99)
        before, now = now, delivery(log, key).due
    assert now - before == 256 * MINUTE


def test_what_was_claimed_and_not_begun_is_given_back_and_counts_as_no_try(log: DeliveryLog) -> None:
    keys = built(log, 3)
    batch = claimed(log)
    marked(log, keys[1], "DATA")
    marked(log, keys[2], "DATA")
    marked(log, keys[2], "DOT")
    with log.begin() as db:
        deliveries.unclaim(db, NOW, [one.key for one in batch], "535 wrong password")
        result = deliveries.read(db)
    assert [(one.state, one.attempts, one.owner) for one in result[:2]] == [("BUILT", 0, "")] * 2
    assert (result[2].state, result[2].attempts) == ("DOT", 1)
    assert len(claimed(log)) == 2


def test_whoever_is_in_a_hurry_need_not_wait_as_long_as_the_server_asked(log: DeliveryLog) -> None:
    keys = built(log, 2)
    others = built(log, 1, at=NOW + MINUTE)
    ones = claimed(log)
    with log.begin() as db:
        for one in ones:
            deliveries.record_reply(db, NOW, one, Reply(state="DEFERRED", text="451", wait=3600.0), 4)
        deliveries.expedite(db, NOW + MINUTE, ones[0].occurrence, None)
        assert [one.key for one in deliveries.claim(db, NOW + MINUTE, 9)] == list(keys)
        assert [one.key for one in deliveries.claim(db, NOW + 60 * MINUTE, 9)] == list(others)


def test_whoever_is_in_a_hurry_waits_for_the_embargo_all_the_same(log: DeliveryLog) -> None:
    (key,) = built(log, not_before=NOW + 99 * MINUTE)
    with log.begin() as db:
        one = deliveries.get(db, key)
        assert one
        deliveries.expedite(db, NOW, one.occurrence, NOW + 99 * MINUTE)
        assert deliveries.claim(db, NOW + 98 * MINUTE, 9) == ()
        assert len(deliveries.claim(db, NOW + 99 * MINUTE, 9)) == 1


# An answer after the lease


def slept(log: DeliveryLog, state: State) -> Delivery:
    """→ the only delivery as here:1 had it, which got so far and then slept past its lease."""
    (key,) = built(log)
    with as_process("here:1"):
        brought_to(log, key, state)
    had = delivery(log, key)
    with as_process("there:1"), log.begin() as db:
        deliveries.recover_expired(db, LATER)
    return had


def answered(log: DeliveryLog, had: Delivery, reply: Reply) -> State | None:
    """What here:1 is told, late."""
    with as_process("here:1"), log.begin() as db:
        return deliveries.record_reply(db, LATER + MINUTE, had, reply, 8)


@pytest.mark.parametrize("meanwhile", ["nothing", "sent once more", "given back"])
@pytest.mark.parametrize(("state", "became"), [("DATA", "BUILT"), ("DOT", "UNKNOWN")])
def test_a_yes_that_comes_late_holds_as_long_as_nobody_else_tries(
    log: DeliveryLog, state: State, became: State, meanwhile: str
) -> None:
    had = slept(log, state)
    assert state_of(log, had.key) == became
    with as_process("there:1"), log.begin() as db:
        if meanwhile != "nothing":
            deliveries.requeue(db, LATER, had.key, "resend", wait=MINUTE)
        if meanwhile == "given back":
            (one,) = deliveries.claim(db, LATER + MINUTE, 9)
            deliveries.unclaim(db, LATER, [one.key], "stopped")
    assert answered(log, had, OK) == "ACCEPTED"
    one = delivery(log, had.key)
    assert (one.state, one.reply, one.owner, one.lease, one.attempts) == ("ACCEPTED", OK.text, "", None, 1)
    with log.begin() as db:
        result = events.read(db, delivery=had.key)[-1]
        assert (result.what, result.who, result.detail) == ("ACCEPTED", "here:1", "late")
        assert (
            deliveries.recover_expired(db, LATER + 999 * MINUTE) == () == deliveries.claim(db, LATER + 999 * MINUTE, 9)
        )


def another(log: DeliveryLog, key: str, does: str) -> None:
    """Somebody else does what makes a late yes worth nothing more than a note."""
    with as_process("there:1"), log.begin() as db:
        if does == "CANCELLED":
            assert deliveries.end(db, LATER, key, "CANCELLED", "by hand", of=("UNKNOWN", "BUILT"))
            return
        if does == "CONFIRMED":
            assert deliveries.end(db, LATER, key, "CONFIRMED", "it came", of=("UNKNOWN", "BUILT"))
            return
        deliveries.requeue(db, LATER, key, "resend")
        (one,) = deliveries.claim(db, LATER, 9)
        if does in ("DATA", "dies"):
            deliveries.mark(db, LATER, key, "DATA")
        if does == "dies":
            deliveries.recover_expired(db, LATER + LEASE)
        if does == "ACCEPTED":
            deliveries.record_reply(db, LATER, one, OK, 8)


@pytest.mark.parametrize("does", ["CLAIMED", "DATA", "dies", "ACCEPTED", "CANCELLED", "CONFIRMED"])
@pytest.mark.parametrize("state", ["DATA", "DOT"])
def test_a_yes_that_comes_after_somebody_else_went_on_is_noted_and_changes_nothing(
    place: Place, state: State, does: str
) -> None:
    log = place.open()
    had = slept(log, state)
    another(log, had.key, does)
    before = delivery(log, had.key)
    assert before.state == ("BUILT" if does == "dies" else does)
    assert answered(log, had, OK) is None
    assert delivery(place.open(), had.key) == before
    with place.open().begin() as db:
        result = events.read(db, delivery=had.key)[-1]
    assert (result.what, result.who, result.detail) == ("ACCEPTED_LATE", "here:1", f"try 1: {OK.text}")


@pytest.mark.parametrize("state", ["DEFERRED", "REFUSED", "UNKNOWN"])
@pytest.mark.parametrize("got", ["DATA", "DOT"])
def test_any_other_answer_that_comes_late_is_worth_nothing(log: DeliveryLog, got: State, state: HandoverState) -> None:
    had = slept(log, got)
    before = delivery(log, had.key)
    with log.begin() as db:
        result = events.read(db)
    assert answered(log, had, Reply(state=state, text="told")) is None
    assert delivery(log, had.key) == before
    with log.begin() as db:
        assert events.read(db) == result
