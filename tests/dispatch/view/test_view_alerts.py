"""What needs somebody: what failed until it is mended, what nobody knows for ever, and the command for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from briefing.dispatch.delivery_log import deliveries, occurrences, people
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Definition, Occurrence, Recipient
from briefing.dispatch.view import list_schedules
from briefing.dispatch.view.alerts import MAX_ALERTS, Alert, find_alerts, headline
from tests.dispatch.view import sample
from tests.dispatch.view.sample import DEFINITIONS, NOW

WEEK = dt.timedelta(days=7)
WEEKLY = DEFINITIONS["weekly"]


def found(
    log: DeliveryLog, now: dt.datetime = NOW, definitions: Mapping[str, Definition] = DEFINITIONS
) -> tuple[Alert, ...]:
    with log.begin() as db:
        return find_alerts(db, list_schedules(definitions, db, now), now)


def refused(log: DeliveryLog, at: dt.datetime, count: int = 1) -> tuple[str, ...]:
    """A run in which everybody is refused."""
    keys = sample.due(log, WEEKLY, at, sample.recipients(count))
    sample.answer(log, at, {key: sample.reply("REFUSED", "550 no") for key in keys})
    with log.begin() as db:
        occurrences.set_decided_until(db, "weekly", NOW + 100 * WEEK)
    return keys


def test_where_all_went_well_nothing_needs_anybody(log: DeliveryLog) -> None:
    sample.calm(log)
    assert found(log) == ()
    assert headline(()) == ""


def test_the_gravest_stands_first_and_all_is_counted(log: DeliveryLog) -> None:
    sample.busy(log)
    result = found(log)
    assert [one.head for one in result] == [
        "Nobody knows whether the mail server has it",
        "Refused",
        "Refused",
        "press could not be built; nothing was sent",
        "press is paused",
        "Waits for approval, to 3 recipients",
    ]
    assert headline(result) == "3 deliveries, 1 run, 1 schedule and 1 edition need attention"
    lines = [command.line for one in result for command in one.commands]
    assert "briefing run press --scheduled-for 2025-11-27T22:30:00Z" in lines
    assert "briefing schedule resume press" in lines
    assert f"briefing approve {'c' * 12} --by NAME" in lines


def test_one_thing_needs_and_two_need(log: DeliveryLog) -> None:
    refused(log, NOW)
    assert headline(found(log)) == "1 delivery needs attention"
    refused(log, NOW + WEEK, 2)
    assert headline(found(log, NOW + WEEK)) == "2 deliveries need attention"


def test_what_was_refused_is_fixed_by_a_later_message_to_the_same_address(log: DeliveryLog) -> None:
    refused(log, NOW - WEEK, 2)
    sample.due(log, WEEKLY, NOW, sample.recipients(1))
    assert len(found(log)) == 2
    sample.answer(log, NOW, {})
    assert [one.address for one in found(log)] == ["office2@example.org"]


def test_what_is_refused_again_is_reported_once(log: DeliveryLog) -> None:
    refused(log, NOW - WEEK)
    (key,) = refused(log, NOW)
    (one,) = found(log)
    assert key[:12] in one.commands[0].line


def test_a_message_for_another_schedule_mends_nothing(log: DeliveryLog) -> None:
    refused(log, NOW - WEEK)
    sample.due(log, Definition(name="send"), NOW, sample.recipients(1))
    sample.answer(log, NOW, {})
    assert len(found(log)) == 1


def test_what_failed_a_month_ago_is_past_and_what_nobody_knows_never_is(log: DeliveryLog) -> None:
    refused(log, NOW)
    (key,) = sample.due(log, WEEKLY, NOW + WEEK, [Recipient(address="a@example.org")])
    sample.answer(log, NOW + WEEK, {key: sample.reply("UNKNOWN")})
    assert len(found(log, NOW + WEEK)) == 2
    (one,) = found(log, NOW + 60 * WEEK)
    assert "--confirm" in one.commands[0].line


def test_what_a_person_resolved_needs_nobody(log: DeliveryLog) -> None:
    (key,) = sample.due(log, WEEKLY, NOW, sample.recipients(1))
    sample.answer(log, NOW, {key: sample.reply("UNKNOWN")})
    with log.begin() as db:
        occurrences.set_decided_until(db, "weekly", NOW)
        assert deliveries.end(db, NOW, key, "CONFIRMED", "seen", who="operator", of=("UNKNOWN",))
    assert found(log) == ()


def test_many_are_listed_up_to_a_bound_and_the_rest_counted(log: DeliveryLog) -> None:
    refused(log, NOW, MAX_ALERTS + 7)
    result = found(log)
    assert len(result) == MAX_ALERTS + 1
    assert (result[-1].number, result[-1].commands[0].line) == (7, "briefing deliveries list --state REFUSED")
    assert headline(result) == f"{MAX_ALERTS + 7} deliveries need attention"


def test_editions_that_could_not_be_built_are_reported_once_a_run(log: DeliveryLog) -> None:
    with log.begin() as db:
        occurrences.schedule_state(db, NOW, "weekly")
        made = occurrences.add(db, NOW, Occurrence(WEEKLY, NOW))
        assert made
        keys = deliveries.plan(db, NOW, made, sample.recipients(3), (log.secret, "example.org"))
        for key in keys[:2]:
            deliveries.end(db, NOW, key, "FAILED_BUILD", "no observation of Mars")
        assert occurrences.set_stage(db, NOW, made, "BUILT", of=("PLANNED",))
    (one,) = found(log)
    assert (one.head, one.number) == ("No edition could be built for 2 recipients", 2)
    assert (one.address, one.why) == ("office1@example.org and 1 other", "no observation of Mars")


def test_a_run_that_failed_is_fixed_by_a_later_one(log: DeliveryLog) -> None:
    with log.begin() as db:
        occurrences.schedule_state(db, NOW, "weekly")
        occurrences.add(db, NOW, Occurrence(WEEKLY, NOW - WEEK, "FAILED_BUILD", detail="no data"))
    (one,) = found(log)
    assert one.noun == "run"
    with log.begin() as db:
        occurrences.add(db, NOW, Occurrence(WEEKLY, NOW, "DONE"))
    assert found(log) == ()


def test_messages_that_came_back_unsent_tell_why(log: DeliveryLog) -> None:
    sample.due(log, WEEKLY, NOW, sample.recipients(3))
    with log.begin() as db:
        occurrences.set_decided_until(db, "weekly", NOW)
        keys = [one.key for one in deliveries.claim(db, NOW, 3)]
    assert found(log) == ()
    with log.begin() as db:
        deliveries.unclaim(db, NOW, keys, "mail.example.org: the server refuses the login")
    (one,) = found(log)
    assert (one.number, one.why) == (3, "mail.example.org: the server refuses the login")
    sample.answer(log, NOW, {})
    assert found(log) == ()


def test_an_approved_edition_no_longer_waits(log: DeliveryLog) -> None:
    sample.due(log, DEFINITIONS["board"], NOW, sample.recipients(2), edition=sample.stored_edition("c"))
    (one,) = found(log)
    assert headline([one]) == "1 edition needs attention"
    with log.begin() as db:
        people.approve(db, NOW, "c" * 64, "belling.en", "The editor")
        deliveries.release(db, NOW, "c" * 64, "The editor")
    assert found(log) == ()


@pytest.mark.parametrize("paused", [True, False])
def test_a_schedule_that_nobody_looks_at_is_reported_unless_it_is_paused(log: DeliveryLog, paused: bool) -> None:
    with log.begin() as db:
        occurrences.schedule_state(db, NOW, "weekly")
        if paused:
            occurrences.pause(db, NOW, "weekly", "")
    (one,) = found(log, NOW + WEEK, {"weekly": WEEKLY})
    if paused:
        assert (one.head, one.why) == ("weekly is paused", "Somebody paused it.")
    else:
        assert one.head == "weekly was due and did not run"
        assert [command.line for command in one.commands] == ["briefing tick", "briefing schedule install --systemd"]
