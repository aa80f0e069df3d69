"""Occurrences: each time once, whoever comes, and how far a schedule was decided."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from briefing.dispatch.delivery_log import database_schema, deliveries, events, key_values, occurrences
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Calendar, Definition, Occurrence, Stage, Timing
from tests.dispatch.delivery_log.logs import MINUTE, NOW, Place, as_process, built, people, planned
from tests.dispatch.delivery_log.processes import at_once
from tests.thorough import ONLY_IN_A_THOROUGH_RUN

MONTHLY = Definition(
    name="monthly",
    timing=Timing(
        cron="0 8 1 * *", zone="Asia/Shanghai", calendar=Calendar(country="CN", days=(dt.date(2026, 11, 2),))
    ),
    to=("board", "ada@example.test"),
    approval=True,
    not_before=NOW,
    when="changed > 0",
    unknown="resend",
    where="dispatch.toml, [schedule.monthly]",
)


def test_an_occurrence_is_read_back_as_it_was_added(place: Place) -> None:
    with place.open().begin() as db:
        made = occurrences.add(db, NOW, Occurrence(MONTHLY, NOW - MINUTE, "PLANNED", late=True, detail="one of three"))
        assert made
    with place.open().begin() as db:
        one = occurrences.get(db, made)
        assert (one.name, one.scheduled_for, one.stage, one.late) == ("monthly", NOW - MINUTE, "PLANNED", True)
        assert one.definition == MONTHLY
        assert one.detail == "one of three"
        assert occurrences.find(db, "monthly", NOW - MINUTE) == one
        assert occurrences.find(db, "monthly", NOW) is None
        assert occurrences.find(db, "weekly", NOW - MINUTE) is None


def test_a_time_is_an_occurrence_once_even_if_the_clock_goes_back(place: Place) -> None:
    with as_process("here:1"), place.open().begin() as db:
        first = occurrences.add(db, NOW, Occurrence(MONTHLY, NOW))
        assert first
        assert occurrences.set_stage(db, NOW, first, "DONE", of=("PLANNED",))
    there = NOW.astimezone(dt.timezone(dt.timedelta(hours=-11)))
    with as_process("there:1"), place.open().begin() as db:
        assert occurrences.add(db, NOW - 60 * MINUTE, Occurrence(MONTHLY, there)) is None
        assert occurrences.add(db, NOW, Occurrence(Definition(name="weekly"), NOW))
        assert occurrences.add(db, NOW, Occurrence(MONTHLY, NOW + MINUTE, "SKIPPED_MISFIRE"))
        result = occurrences.read(db)
    assert [(one.name, one.stage) for one in result] == [
        ("monthly", "DONE"), ("weekly", "PLANNED"), ("monthly", "SKIPPED_MISFIRE")
    ]  # fmt: skip


ADDS = f"""
one = opened()
meet()
for hours in range(50):
    with one.begin() as db:
        now = dt.datetime.fromisoformat("{NOW.isoformat()}")
        at = now + dt.timedelta(hours=hours)
        print(occurrences.add(db, now, Occurrence(Definition(name="hourly"), at)))
one.close()
"""


@ONLY_IN_A_THOROUGH_RUN
def test_two_processes_that_come_to_fifty_times_at_once_plan_each_once(place: Place) -> None:
    log = place.open()
    first, second = at_once(place, ADDS)
    with log.begin() as db:
        found = occurrences.read(db)
        assert len(events.read(db)) == len(found) == 50
    made = [row for row in first + second if row != "None"]
    assert sorted(made, key=int) == sorted((str(one.id) for one in found), key=int)
    assert [row == "None" for row in first] == [row != "None" for row in second]


def test_occurrences_are_listed_by_time(log: DeliveryLog) -> None:
    with log.begin() as db:
        for minutes in (3, 1, 2):
            stage: Stage = "PLANNED" if minutes % 2 else "SKIPPED_HOLIDAY"
            occurrences.add(db, NOW, Occurrence(MONTHLY, NOW + minutes * MINUTE, stage))
        occurrences.add(db, NOW, Occurrence(Definition(name="weekly"), NOW, "DONE"))
        times = [(one.scheduled_for - NOW) // MINUTE for one in occurrences.read(db)]
        assert times == [0, 1, 2, 3]
        assert [(one.scheduled_for - NOW) // MINUTE for one in occurrences.read(db, last=2)] == [2, 3]
        assert [one.name for one in occurrences.read(db, name="weekly")] == ["weekly"]
        both: tuple[Stage, ...] = ("PLANNED", "SKIPPED_HOLIDAY")
        assert len(occurrences.read(db, stages=both, name="monthly")) == 3
        assert len(occurrences.read(db, stages=both[1:])) == 1


def test_how_many_the_last_occurrence_went_to(log: DeliveryLog) -> None:
    with log.begin() as db:
        assert occurrences.last_recipient_count(db, "monthly") is None
    planned(log, people(20), MONTHLY)
    made, _ = planned(log, people(3), MONTHLY, at=NOW + MINUTE)
    planned(log, people(7), Definition(name="weekly"), at=NOW + 2 * MINUTE)
    with log.begin() as db:
        deliveries.plan(db, NOW, made, people(2), (log.secret, "example.test"), number=2)  # sent again: no new people
        occurrences.add(db, NOW, Occurrence(MONTHLY, NOW + 3 * MINUTE, "SKIPPED_HOLIDAY"))
        assert occurrences.last_recipient_count(db, "monthly") == 3
        assert occurrences.last_recipient_count(db, "weekly") == 7
        assert occurrences.last_recipient_count(db, "yearly") is None


# What is remembered


def test_what_is_remembered_is_reported_again_and_overwritten(place: Place) -> None:
    log = place.open()
    with log.begin() as db:
        assert key_values.get_value(db, "notice") == ""
        key_values.set_value(db, "notice", "first")
        key_values.set_value(db, "other", "more")
        key_values.set_value(db, "notice", "second")
    with place.open().begin() as db:
        assert (key_values.get_value(db, "notice"), key_values.get_value(db, "other")) == ("second", "more")


def test_an_empty_value_is_forgotten(log: DeliveryLog) -> None:
    with log.begin() as db:
        key_values.set_value(db, "notice", "first")
        key_values.set_value(db, "other", "more")
        key_values.set_value(db, "notice", "")
        key_values.set_value(db, "never", "")
        assert key_values.get_value(db, "notice") == ""
        assert db.scalars(select(database_schema.memory.c.name)).all() == ["other"]
        key_values.set_value(db, "notice", "second")
        assert key_values.get_value(db, "notice") == "second"


def test_what_is_remembered_is_no_setting_of_the_log(place: Place) -> None:
    log = place.open()
    with log.begin() as db:
        assert key_values.get_value(db, "secret") == key_values.get_value(db, "version") == ""
        key_values.set_value(db, "secret", "guessed")
        key_values.set_value(db, "version", "99")
    assert place.open().secret == log.secret != "guessed"


def test_two_hosts_may_remember_the_same_at_once(shared: Place) -> None:
    here, there = shared.open(), shared.open()

    def second() -> None:
        with there.begin() as db:
            key_values.set_value(db, "notice", "second")

    with ThreadPoolExecutor(1) as pool:
        with here.begin() as db:
            key_values.set_value(db, "notice", "first")
            waiting = pool.submit(second)
            with pytest.raises(TimeoutError):
                waiting.result(0.5)
        waiting.result(30)
    with here.begin() as db:
        assert key_values.get_value(db, "notice") == "second"


def test_a_time_is_stored_to_the_microsecond_and_sorts_as_it_passes(log: DeliveryLog) -> None:
    moments = [dt.datetime(2026, 10, 25, hour, minute, 0, 999_999, dt.UTC) for hour in (0, 1, 23) for minute in (0, 59)]
    keys = built(log, len(moments))
    with log.begin() as db:
        for key, moment in zip(keys, reversed(moments), strict=True):
            there = moment.astimezone(dt.timezone(dt.timedelta(hours=14)))
            db.execute(
                update(database_schema.deliveries).where(database_schema.deliveries.c.key == key).values(due=there)
            )
        assert [one.due for one in deliveries.read(db)] == moments[::-1]
        assert [one.due for one in deliveries.claim(db, moments[2], 9)] == moments[2::-1]
