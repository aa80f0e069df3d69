"""Schedules: how far each was decided, paused or at rest, and what becomes of a time that a wrong clock told."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from briefing.dispatch.ledger import deliveries, events, occurrences, tables
from briefing.dispatch.ledger.occurrences import LEASE, Watched
from briefing.dispatch.ledger.store import Ledger
from briefing.dispatch.nouns import Definition, Reply
from tests.dispatch.ledger.places import MINUTE, NOW, Place, as_process, brought_to, built, claimed, delivery

DAY = dt.timedelta(days=1)


def test_a_new_schedule_is_decided_from_now_on(place: Place) -> None:
    with place.open().begin() as db:
        assert occurrences.watched(db, NOW, "monthly") == Watched("monthly", NOW)
    with place.open().begin() as db:
        assert occurrences.watched(db, NOW + MINUTE, "monthly") == Watched("monthly", NOW)
        occurrences.seen(db, "monthly", NOW + MINUTE)
        assert occurrences.watched(db, NOW + 9 * MINUTE, "monthly").seen == NOW + MINUTE
        assert occurrences.watched(db, NOW + 9 * MINUTE, "weekly").seen == NOW + 9 * MINUTE


def test_a_schedule_is_paused_with_a_reason_and_goes_on_from_when_it_is_resumed(ledger: Ledger) -> None:
    with ledger.begin() as db:
        occurrences.failed(db, NOW, "monthly", 3)
        occurrences.pause(db, NOW, "monthly", "3 failures in a row")
        paused = occurrences.watched(db, NOW, "monthly")
        assert (paused.paused, paused.reason, paused.failures) == (True, "3 failures in a row", 3)
        occurrences.resume(db, NOW + 9 * MINUTE, "monthly", "ada")
        assert occurrences.watched(db, NOW, "monthly") == Watched("monthly", NOW + 9 * MINUTE)
        told = [(event.what, event.detail, event.schedule) for event in events.read(db)]
        assert told == [
            ("SEEN", "decided from now on", "monthly"), ("PAUSED", "3 failures in a row", "monthly"),
            ("RESUMED", "", "monthly"),
        ]  # fmt: skip
        assert events.read(db)[-1].who == "ada"


def test_two_hosts_that_see_a_schedule_first_at_the_same_moment_agree(shared: Place) -> None:
    here, there = shared.open(), shared.open()

    def second() -> Watched:
        with there.begin() as db:
            return occurrences.watched(db, NOW + MINUTE, "monthly")

    with ThreadPoolExecutor(1) as pool:
        with here.begin() as db:
            first = occurrences.watched(db, NOW, "monthly")
            waiting = pool.submit(second)
            with pytest.raises(TimeoutError):
                waiting.result(0.5)  # it waits for the first, whose row it cannot see yet
        assert waiting.result(30) == first == Watched("monthly", NOW)
    with here.begin() as db:
        assert [event.what for event in events.read(db)] == ["SEEN"]


def test_those_of_some_schedules_that_are_paused_are_told_by_name(ledger: Ledger) -> None:
    with ledger.begin() as db:
        for name in ("weekly", "monthly", "yearly", "daily"):
            occurrences.watched(db, NOW, name)
        for name in ("yearly", "monthly", "weekly"):
            occurrences.pause(db, NOW, name, f"no {name} news")
        occurrences.resume(db, NOW, "weekly")
        wanted = ("yearly", "weekly", "monthly", "daily")
        found = occurrences.paused(db, wanted)
        assert [(one.name, one.paused, one.reason) for one in found] == [
            ("monthly", True, "no monthly news"), ("yearly", True, "no yearly news")
        ]  # fmt: skip
        assert [one.name for one in occurrences.paused(db, {"yearly": 1, "daily": 2})] == ["yearly"]
        assert occurrences.paused(db, ()) == ()


def test_of_a_schedule_that_is_no_longer_named_nothing_is_caught_up(ledger: Ledger) -> None:
    with ledger.begin() as db:
        for name in ("weekly", "monthly", "yearly"):
            occurrences.watched(db, NOW, name)
        occurrences.pause(db, NOW, "yearly", "by hand")
        later = NOW + DAY + MINUTE
        occurrences.rest(db, later - MINUTE, {"monthly": Definition(name="monthly")})  # another host may know it still
        assert occurrences.watched(db, NOW, "weekly").seen == NOW
        occurrences.rest(db, later, {"monthly": Definition(name="monthly")})
        assert occurrences.watched(db, NOW, "monthly").seen == NOW
        assert occurrences.watched(db, NOW, "weekly").seen == later
        assert occurrences.watched(db, NOW, "yearly") == Watched("yearly", later, True, "by hand")


def test_where_no_schedule_is_named_all_are_at_rest(ledger: Ledger) -> None:
    with ledger.begin() as db:
        occurrences.watched(db, NOW, "weekly")
        occurrences.rest(db, NOW + 2 * DAY, ())
        assert occurrences.watched(db, NOW, "weekly").seen == NOW + 2 * DAY


# A clock that was wrong


def test_a_schedule_that_was_decided_beyond_a_moment_is_named(ledger: Ledger) -> None:
    with ledger.begin() as db:
        assert occurrences.ahead(db, NOW) == ""
        occurrences.watched(db, NOW, "monthly")
        occurrences.watched(db, NOW + DAY, "weekly")
        assert occurrences.ahead(db, NOW + DAY) == ""
        assert occurrences.ahead(db, NOW + DAY - MINUTE) == "weekly"


def test_what_was_decided_under_a_clock_that_was_ahead_is_decided_from_now_on(place: Place) -> None:
    with place.open().begin() as db:
        occurrences.watched(db, NOW + 99 * DAY, "monthly")
        occurrences.watched(db, NOW - DAY, "weekly")
        occurrences.believe(db, NOW)
    with place.open().begin() as db:
        assert occurrences.watched(db, NOW, "monthly").seen == NOW
        assert occurrences.watched(db, NOW, "weekly").seen == NOW - DAY
        assert occurrences.ahead(db, NOW) == ""


def test_what_was_taken_under_a_clock_that_was_ahead_is_free(ledger: Ledger) -> None:
    with as_process("dead:1"), ledger.begin() as db:
        made = [
            occurrences.add(db, when, NOW + minutes * MINUTE, Definition(name="monthly"), "PLANNED")
            for minutes, when in enumerate((NOW + 9 * DAY, NOW))
        ]
    assert made[0]
    assert made[1]
    with as_process("here:1"), ledger.begin() as db:
        assert occurrences.take(db, NOW, made[0]) == "dead:1"
        occurrences.believe(db, NOW)
        assert occurrences.take(db, NOW, made[0]) == ""
        assert occurrences.take(db, NOW, made[1]) == "dead:1"  # its lease is one that a right clock gives


def test_what_was_claimed_under_a_clock_that_was_ahead_is_recovered(ledger: Ledger) -> None:
    early, late = built(ledger, 2)
    with as_process("dead:1"):
        claimed(ledger, NOW + 9 * DAY, most=1)
        brought_to(ledger, late, "DOT")
    with ledger.begin() as db:
        deliveries.recover(db, NOW)
        occurrences.believe(db, NOW)
        deliveries.recover(db, NOW)
    assert (delivery(ledger, early).state, delivery(ledger, late).state) == ("BUILT", "DOT")
    assert delivery(ledger, late).lease == NOW + LEASE


def test_what_was_put_off_under_a_clock_that_was_ahead_may_leave(ledger: Ledger) -> None:
    far, near = built(ledger, 2)
    embargo = NOW + 9 * DAY
    definition = Definition(name="monthly", not_before=embargo)
    (embargoed,) = built(ledger, 1, definition, at=NOW + MINUTE, not_before=embargo)
    (ready,) = built(ledger, at=NOW + 2 * MINUTE, now=NOW + 9 * DAY)
    with ledger.begin() as db:
        for one in deliveries.claim(db, NOW, 2):
            deliveries.answered(db, NOW, one, Reply(state="DEFERRED", text="451"), 8)
        for key, due in ((far, NOW + DAY + MINUTE), (near, NOW + DAY)):
            db.execute(update(tables.deliveries).where(tables.deliveries.c.key == key).values(due=due))
        occurrences.believe(db, NOW)
    told = [delivery(ledger, key).due for key in (far, near, embargoed, ready)]
    assert told == [NOW, NOW + DAY, embargo, NOW]
