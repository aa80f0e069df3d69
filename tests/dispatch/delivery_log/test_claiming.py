"""Claims and leases: one sender has a delivery, and what becomes of it when that sender is gone, slow or refused."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from sqlalchemy import text

from briefing.dispatch.delivery_log import deliveries, events, people
from briefing.dispatch.delivery_log.deliveries import LEASE
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.exceptions import ClaimLost
from briefing.dispatch.models import State
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
from tests.dispatch.delivery_log.processes import at_once


def test_deliveries_are_claimed_in_the_order_of_planning_a_batch_at_a_time(log: DeliveryLog) -> None:
    keys = built(log, 5) + built(log, 2, at=NOW - 99 * MINUTE)
    with as_process("here:1"):
        batches = [claimed(log, most=3) for _ in range(4)]
    assert [[one.key for one in batch] for batch in batches] == [list(keys[:3]), list(keys[3:6]), [keys[6]], []]
    assert {(one.state, one.owner, one.lease, one.attempts) for batch in batches for one in batch} == {
        ("CLAIMED", "here:1", LATER, 1)
    }
    with log.begin() as db:
        assert deliveries.read(db) == tuple(one for batch in batches for one in batch)


def test_only_some_occurrences_are_claimed_where_somebody_asks_for_those(log: DeliveryLog) -> None:
    first, second = built(log, 2), built(log, 2, at=NOW + MINUTE)
    with log.begin() as db:
        expected = deliveries.get(db, second[0])
        assert expected
        assert deliveries.any_ready(db, NOW, ()) is False
        assert deliveries.claim(db, NOW, 9, ()) == ()
        assert deliveries.any_ready(db, NOW, (expected.occurrence,))
        assert [one.key for one in deliveries.claim(db, NOW, 9, (expected.occurrence,))] == list(second)
        assert not deliveries.any_ready(db, NOW, (expected.occurrence,))
        assert deliveries.any_ready(db, NOW)
        assert [one.key for one in deliveries.claim(db, NOW, 9)] == list(first)


def test_a_sender_on_another_connection_gets_what_is_left(place: Place) -> None:
    here, there = place.open(), place.open()
    keys = built(here, 3)
    with as_process("here:1"):
        first = claimed(here, most=2)
    with as_process("there:1"):
        second = claimed(there, most=2)
    assert [one.key for one in first + second] == list(keys)


def test_an_open_claim_makes_nobody_wait_on_postgresql(shared: Place) -> None:
    here, there = shared.open(), shared.open()
    keys = built(here, 4)
    with here.begin() as one, there.begin() as two:
        two.execute(text("SET LOCAL lock_timeout = '2s'"))
        first, second = deliveries.claim(one, NOW, 2), deliveries.claim(two, NOW, 4)
    assert [one.key for one in first + second] == list(keys)


@pytest.mark.parametrize("state", ["CLAIMED", "DATA"])
def test_a_lease_that_ran_out_gives_back_what_was_not_sent_to_its_end(log: DeliveryLog, state: State) -> None:
    (key,) = built(log)
    with as_process("here:1"):
        brought_to(log, key, state)
    with as_process("there:1"), log.begin() as db:
        assert deliveries.recover_expired(db, LATER - dt.timedelta(microseconds=1)) == ()
        assert deliveries.claim(db, LATER - MINUTE, 9) == ()
        assert deliveries.recover_expired(db, LATER) == ()
        result = events.read(db, delivery=key)[-1]
        assert (result.what, result.who, result.detail) == (
            "BUILT", "there:1", "its sender is gone; the end of the message was never sent"
        )  # fmt: skip
        (again,) = deliveries.claim(db, LATER, 9)
        assert (again.owner, again.attempts) == ("there:1", 2)


def test_a_lease_that_ran_out_after_the_end_was_sent_is_unknown_and_stays_so(log: DeliveryLog) -> None:
    (key,) = built(log)
    brought_to(log, key, "DOT")
    with log.begin() as db:
        assert deliveries.recover_expired(db, LATER - MINUTE) == ()
        assert deliveries.recover_expired(db, LATER) == (key,)
        assert deliveries.recover_expired(db, LATER) == ()
        assert deliveries.claim(db, LATER + 999 * MINUTE, 9) == ()
    assert state_of(log, key) == "UNKNOWN"
    with log.begin() as db:
        assert deliveries.requeue(db, LATER, key, "sent once more", "ada")
        assert not deliveries.requeue(db, LATER, key, "sent once more", "ada")
        assert [one.key for one in deliveries.claim(db, LATER, 9)] == [key]


def test_what_is_sent_once_more_after_a_while_waits_as_long(log: DeliveryLog) -> None:
    (key,) = built(log)
    brought_to(log, key, "DOT")
    with log.begin() as db:
        deliveries.recover_expired(db, LATER)
        assert deliveries.requeue(db, LATER, key, "sent once more", wait=5 * MINUTE)
        assert deliveries.claim(db, LATER + 5 * MINUTE - dt.timedelta(microseconds=1), 9) == ()
        assert [one.key for one in deliveries.claim(db, LATER + 5 * MINUTE, 9)] == [key]


@pytest.mark.parametrize("state", ["CLAIMED", "DATA"])
def test_what_its_senders_die_of_is_given_up_at_last(log: DeliveryLog, state: State) -> None:
    (key,) = built(log)
    now, states = NOW, []
    for _ in range(8):
        brought_to(log, key, state, now)
        now += LEASE
        with log.begin() as db:
            assert deliveries.recover_expired(db, now) == ()
        states.append(state_of(log, key))
    assert states == ["BUILT"] * 7 + ["REFUSED"]
    one = delivery(log, key)
    assert one.reply.startswith("given up: 8 ")
    assert (one.owner, one.lease) == ("", None)
    with log.begin() as db:
        assert events.read(db, delivery=key)[-1].detail == one.reply
        assert deliveries.claim(db, now + LEASE, 9) == ()


def test_what_may_have_been_sent_is_unknown_however_often_it_was_tried(log: DeliveryLog) -> None:
    (key,) = built(log)
    with log.begin() as db:
        db.execute(text("UPDATE delivery SET attempts = 20"))
    brought_to(log, key, "DOT")
    with log.begin() as db:
        assert deliveries.recover_expired(db, LATER) == (key,)
    assert state_of(log, key) == "UNKNOWN"


def test_each_step_lengthens_the_lease(log: DeliveryLog) -> None:
    (key,) = built(log)
    brought_to(log, key, "CLAIMED")
    marked(log, key, "DATA", LATER - MINUTE)
    with log.begin() as db:
        deliveries.recover_expired(db, LATER)
    assert state_of(log, key) == "DATA"
    marked(log, key, "DOT", LATER + LEASE - 2 * MINUTE)
    with log.begin() as db:
        assert deliveries.recover_expired(db, LATER + 2 * LEASE - 3 * MINUTE) == ()
        assert deliveries.recover_expired(db, LATER + 2 * LEASE - 2 * MINUTE) == (key,)


@pytest.mark.parametrize("state", ["CLAIMED", "DATA", "DOT"])
def test_a_sender_that_slept_past_its_lease_is_reported_that_another_has_it(place: Place, state: State) -> None:
    sleeper, other = place.open(), place.open()
    (key,) = built(sleeper)
    with as_process("here:1"):
        brought_to(sleeper, key, state)
        had = delivery(sleeper, key)
    with as_process("there:1"), other.begin() as db:
        if deliveries.recover_expired(db, LATER):
            deliveries.requeue(db, LATER, key, "resend")
        deliveries.claim(db, LATER, 9)
        if state != "CLAIMED":
            deliveries.mark(db, LATER, key, "DATA")
        if state == "DOT":
            deliveries.mark(db, LATER, key, "DOT")
        one = deliveries.get(db, key)
        assert one
        assert one.owner == "there:1"
    with as_process("here:1"):
        steps: tuple[State, ...] = ("DATA", "DOT")
        for step in steps:
            with pytest.raises(ClaimLost):
                marked(sleeper, key, step, LATER)
        with sleeper.begin() as db:
            assert deliveries.record_reply(db, LATER, had, OK, 8) is None
            deliveries.unclaim(db, LATER, [key], "stopped")
            assert deliveries.get(db, key) == one


def test_a_sender_that_wakes_before_anybody_looked_goes_on(log: DeliveryLog) -> None:
    (key,) = built(log)
    brought_to(log, key, "DATA")
    marked(log, key, "DOT", LATER + MINUTE)
    with log.begin() as db:
        assert deliveries.recover_expired(db, LATER + 2 * MINUTE) == ()
        one = deliveries.get(db, key)
        assert one
        assert deliveries.record_reply(db, LATER + 2 * MINUTE, one, OK, 8) == "ACCEPTED"


def test_who_recovers_late_takes_nothing_from_whoever_has_claimed_concurrently(shared: Place) -> None:
    """Two hosts see the same lease run out; one gives it back and claims it before the other comes to it."""
    slow, quick = shared.open(), shared.open()
    (key,) = built(slow)
    with as_process("dead:1"):
        brought_to(slow, key, "DATA")
    found: list[object] = []

    def concurrently() -> None:
        with as_process("quick:1"), quick.begin() as db:
            deliveries.recover_expired(db, LATER)
            found.extend(deliveries.claim(db, LATER, 9))

    with pytest.MonkeyPatch.context() as patch, slow.begin() as db:
        changed = deliveries._transition

        def late(*args: object, **values: object) -> bool:
            if not found:
                found.append(None)
                concurrently()
            return changed(*args, **values)  # type: ignore[arg-type]

        patch.setattr(deliveries, "_transition", late)
        assert deliveries.recover_expired(db, LATER) == ()
    with slow.begin() as db:
        one = deliveries.get(db, key)
    assert one
    assert (one.state, one.owner, len(found)) == ("CLAIMED", "quick:1", 2)


# Suppression


def test_who_may_not_be_written_to_gets_nothing_even_if_planned_at_the_same_moment(shared: Place) -> None:
    """Over PostgreSQL two transactions that do not see each other: one plans for an address, one suppresses it."""
    here, there = shared.open(), shared.open()
    built(here, 1, at=NOW - MINUTE)
    keys = built(here, 2)
    with here.begin() as db:  # as if this row had been written by a transaction that saw nothing of the others
        db.execute(text("INSERT INTO suppressed VALUES ('reader0001@example.test', 'unsubscribed', '')"))
    assert len(claimed(there)) == 2
    assert (state_of(here, keys[0]), state_of(here, keys[1])) == ("CLAIMED", "SKIPPED_SUPPRESSED")


def test_a_message_on_its_way_is_not_called_back(log: DeliveryLog) -> None:
    (key,) = built(log)
    brought_to(log, key, "DATA")
    with log.begin() as db:
        people.suppress(db, NOW, "reader0000@example.test", "unsubscribed")
    assert state_of(log, key) == "DATA"


# Several processes

CLAIMS = f"""
one, begun = opened(), False
meet()
while True:
    with one.begin() as db:
        batch = deliveries.claim(db, dt.datetime.fromisoformat("{NOW.isoformat()}"), 7)
    if not batch:
        break
    for each in batch:
        print(each.key, each.owner)
        time.sleep(0.001)
    if not begun:
        begun = True
        meet()  # however fast one of them is: both have a part in it
one.close()
"""


def test_two_processes_that_claim_200_deliveries_at_once_get_each_once(place: Place) -> None:
    log = place.open()
    keys = built(log, 200)
    result = [[row.split() for row in rows] for rows in at_once(place, CLAIMS, meets=2)]
    assert sorted(key for rows in result for key, _ in rows) == sorted(keys)
    assert [len({owner for _, owner in rows}) for rows in result] == [1, 1]
    with log.begin() as db:
        owners = {one.key: one.owner for one in deliveries.read(db)}
        counted = Counter(event.delivery for event in events.read(db) if event.what == "CLAIMED")
    assert owners == {key: owner for rows in result for key, owner in rows}
    assert set(counted.values()) == {1}
    assert len(counted) == 200
