"""Schedules: how far each was decided, paused or at rest, and what becomes of a time that a wrong clock told."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from briefing.dispatch.delivery_log import database_schema, deliveries, events, occurrences
from briefing.dispatch.delivery_log.occurrences import LEASE, ScheduleState
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Definition, Occurrence, Reply
from tests.dispatch.delivery_log.logs import MINUTE, NOW, Place, as_process, brought_to, built, claimed, delivery

DAY = dt.timedelta(days=1)


def test_a_new_schedule_is_decided_from_now_on(place: Place) -> None:
    with place.open().begin() as db:
        assert occurrences.schedule_state(db, NOW, "monthly") == ScheduleState("monthly", NOW)
    with place.open().begin() as db:
        assert occurrences.schedule_state(db, NOW + MINUTE, "monthly") == ScheduleState("monthly", NOW)
        occurrences.set_decided_until(db, "monthly", NOW + MINUTE)
        assert occurrences.schedule_state(db, NOW + 9 * MINUTE, "monthly").seen == NOW + MINUTE
        assert occurrences.schedule_state(db, NOW + 9 * MINUTE, "weekly").seen == NOW + 9 * MINUTE


def test_a_schedule_is_paused_with_a_reason_and_goes_on_from_when_it_is_resumed(log: DeliveryLog) -> None:
    with log.begin() as db:
        occurrences.set_failures(db, NOW, "monthly", 3)
        occurrences.pause(db, NOW, "monthly", "3 failures in a row")
        paused = occurrences.schedule_state(db, NOW, "monthly")
        assert (paused.paused, paused.reason, paused.failures) == (True, "3 failures in a row", 3)
        occurrences.resume(db, NOW + 9 * MINUTE, "monthly", "ada")
        assert occurrences.schedule_state(db, NOW, "monthly") == ScheduleState("monthly", NOW + 9 * MINUTE)
        result = [(event.what, event.detail, event.schedule) for event in events.read(db)]
        assert result == [
            ("SEEN", "decided from now on", "monthly"), ("PAUSED", "3 failures in a row", "monthly"),
            ("RESUMED", "", "monthly"),
        ]  # fmt: skip
        assert events.read(db)[-1].who == "ada"


def test_two_hosts_that_see_a_schedule_first_at_the_same_moment_agree(shared: Place) -> None:
    here, there = shared.open(), shared.open()

    def second() -> ScheduleState:
        with there.begin() as db:
            return occurrences.schedule_state(db, NOW + MINUTE, "monthly")

    with ThreadPoolExecutor(1) as pool:
        with here.begin() as db:
            first = occurrences.schedule_state(db, NOW, "monthly")
            waiting = pool.submit(second)
            with pytest.raises(TimeoutError):
                waiting.result(0.5)  # it waits for the first, whose row it cannot see yet
        assert waiting.result(30) == first == ScheduleState("monthly", NOW)
    with here.begin() as db:
        assert [event.what for event in events.read(db)] == ["SEEN"]


def test_those_of_some_schedules_that_are_paused_are_reported_by_name(log: DeliveryLog) -> None:
    with log.begin() as db:
        for name in ("weekly", "monthly", "yearly", "daily"):
            occurrences.schedule_state(db, NOW, name)
        for name in ("yearly", "monthly", "weekly"):
            occurrences.pause(db, NOW, name, f"no {name} news")
        occurrences.resume(db, NOW, "weekly")
        expected = ("yearly", "weekly", "monthly", "daily")
        found = occurrences.paused_schedules(db, expected)
        assert [(one.name, one.paused, one.reason) for one in found] == [
            ("monthly", True, "no monthly news"), ("yearly", True, "no yearly news")
        ]  # fmt: skip
        assert [one.name for one in occurrences.paused_schedules(db, {"yearly": 1, "daily": 2})] == ["yearly"]
        assert occurrences.paused_schedules(db, ()) == ()


def test_of_a_schedule_that_is_no_longer_named_nothing_is_caught_up(log: DeliveryLog) -> None:
    with log.begin() as db:
        for name in ("weekly", "monthly", "yearly"):
            occurrences.schedule_state(db, NOW, name)
        occurrences.pause(db, NOW, "yearly", "by hand")
        later = NOW + DAY + MINUTE
        occurrences.skip_unlisted(
            db, later - MINUTE, {"monthly": Definition(name="monthly")}
        )  # another host may know it still
        assert occurrences.schedule_state(db, NOW, "weekly").seen == NOW
        occurrences.skip_unlisted(db, later, {"monthly": Definition(name="monthly")})
        assert occurrences.schedule_state(db, NOW, "monthly").seen == NOW
        assert occurrences.schedule_state(db, NOW, "weekly").seen == later
        assert occurrences.schedule_state(db, NOW, "yearly") == ScheduleState("yearly", later, True, "by hand")


def test_where_no_schedule_is_named_all_are_at_rest(log: DeliveryLog) -> None:
    with log.begin() as db:
        occurrences.schedule_state(db, NOW, "weekly")
        occurrences.skip_unlisted(db, NOW + 2 * DAY, ())
        assert occurrences.schedule_state(db, NOW, "weekly").seen == NOW + 2 * DAY


# A clock that was wrong


def test_a_schedule_that_was_decided_beyond_a_moment_is_named(log: DeliveryLog) -> None:
    with log.begin() as db:
        assert occurrences.decided_beyond(db, NOW) == ""
        occurrences.schedule_state(db, NOW, "monthly")
        occurrences.schedule_state(db, NOW + DAY, "weekly")
        assert occurrences.decided_beyond(db, NOW + DAY) == ""
        assert occurrences.decided_beyond(db, NOW + DAY - MINUTE) == "weekly"


def test_what_was_decided_under_a_clock_that_was_ahead_is_decided_from_now_on(place: Place) -> None:
    with place.open().begin() as db:
        occurrences.schedule_state(db, NOW + 99 * DAY, "monthly")
        occurrences.schedule_state(db, NOW - DAY, "weekly")
        occurrences.accept_clock(db, NOW)
    with place.open().begin() as db:
        assert occurrences.schedule_state(db, NOW, "monthly").seen == NOW
        assert occurrences.schedule_state(db, NOW, "weekly").seen == NOW - DAY
        assert occurrences.decided_beyond(db, NOW) == ""


def test_what_was_taken_under_a_clock_that_was_ahead_is_free(log: DeliveryLog) -> None:
    with as_process("dead:1"), log.begin() as db:
        made = [
            occurrences.add(db, when, Occurrence(Definition(name="monthly"), NOW + minutes * MINUTE))
            for minutes, when in enumerate((NOW + 9 * DAY, NOW))
        ]
    assert made[0]
    assert made[1]
    with as_process("here:1"), log.begin() as db:
        assert occurrences.claim_build(db, NOW, made[0]) == "dead:1"
        occurrences.accept_clock(db, NOW)
        assert occurrences.claim_build(db, NOW, made[0]) == ""
        assert occurrences.claim_build(db, NOW, made[1]) == "dead:1"  # its lease is one that a right clock gives


def test_what_was_claimed_under_a_clock_that_was_ahead_is_recovered(log: DeliveryLog) -> None:
    early, late = built(log, 2)
    with as_process("dead:1"):
        claimed(log, NOW + 9 * DAY, most=1)
        brought_to(log, late, "DOT")
    with log.begin() as db:
        deliveries.recover_expired(db, NOW)
        occurrences.accept_clock(db, NOW)
        deliveries.recover_expired(db, NOW)
    assert (delivery(log, early).state, delivery(log, late).state) == ("BUILT", "DOT")
    assert delivery(log, late).lease == NOW + LEASE


def test_what_was_put_off_under_a_clock_that_was_ahead_may_leave(log: DeliveryLog) -> None:
    far, near = built(log, 2)
    embargo = NOW + 9 * DAY
    definition = Definition(name="monthly", not_before=embargo)
    (embargoed,) = built(log, 1, definition, at=NOW + MINUTE, not_before=embargo)
    (ready,) = built(log, at=NOW + 2 * MINUTE, now=NOW + 9 * DAY)
    with log.begin() as db:
        for one in deliveries.claim(db, NOW, 2):
            deliveries.record_reply(db, NOW, one, Reply(state="DEFERRED", text="451"), 8)
        for key, due in ((far, NOW + DAY + MINUTE), (near, NOW + DAY)):
            db.execute(
                update(database_schema.deliveries).where(database_schema.deliveries.c.key == key).values(due=due)
            )
        occurrences.accept_clock(db, NOW)
    result = [delivery(log, key).due for key in (far, near, embargoed, ready)]
    assert result == [NOW, NOW + DAY, embargo, NOW]
