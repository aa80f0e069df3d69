"""An occurrence on its way: built as far as it goes, done when all of it has ended, counted once, told once."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from briefing.dispatch.delivery_log import deliveries, events, occurrences, stored_editions
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Definition, Occurrence, Stage, State
from tests.dispatch.delivery_log.logs import (
    MINUTE,
    NOW,
    STATES,
    Place,
    an_edition,
    as_process,
    built,
    delivery,
    people,
    planned,
    put_into,
)

STAGES: tuple[Stage, ...] = Stage.__args__  # type: ignore[attr-defined]
NOT_BUILT = "editions could not be built; the first:"
MOVING = {"PLANNED", "BUILT", "CLAIMED", "DATA", "DOT", "DEFERRED"}


def in_stage(log: DeliveryLog, stage: Stage, at: dt.datetime = NOW) -> int:
    """→ a new occurrence."""
    with log.begin() as db:
        made = occurrences.add(db, NOW, Occurrence(Definition(name="monthly"), at, stage))
    assert made
    return made


def stage_of(log: DeliveryLog, occurrence: int) -> tuple[Stage, str]:
    """An id → its stage and what is told of it."""
    with log.begin() as db:
        one = occurrences.get(db, occurrence)
    return one.stage, one.detail


def test_an_occurrence_moves_only_from_the_stages_that_are_meant(place: Place) -> None:
    log = place.open()
    for number, stage in enumerate(STAGES):
        made = in_stage(log, stage, NOW + number * MINUTE)
        of: tuple[Stage, ...] = ("PLANNED", "FAILED_BUILD")
        with log.begin() as db:
            done = occurrences.set_stage(db, NOW, made, "SKIPPED_MISFIRE", "called off", of=of, who="ada")
            _, *result = ((one.what, one.detail, one.who) for one in events.read(db) if one.occurrence == made)
        assert done is (stage in of), stage
        assert stage_of(place.open(), made) == (("SKIPPED_MISFIRE", "called off") if done else (stage, ""))
        assert result == ([("SKIPPED_MISFIRE", "called off", "ada")] if done else [])


def test_an_occurrence_that_moves_is_free_again(log: DeliveryLog) -> None:
    with as_process("here:1"):
        made = in_stage(log, "PLANNED")
    with as_process("there:1"), log.begin() as db:
        assert occurrences.claim_build(db, NOW, made) == "here:1"
        occurrences.set_stage(db, NOW, made, "PLANNED", "once more", of=("PLANNED",))
        assert occurrences.claim_build(db, NOW, made) == ""


# Built


def after(log: DeliveryLog, states: tuple[State, ...], at: dt.datetime = NOW) -> int:
    """→ an occurrence whose deliveries reached these states when here:1 had built what it could."""
    with as_process("here:1"):
        made, keys = planned(log, people(len(states)), at=at)
        edition, contents = an_edition()
        with log.begin() as db:
            stored_editions.store(db, edition, contents)
            for number, (key, state) in enumerate(zip(keys, states, strict=True)):
                if state == "BUILT":
                    deliveries.mark_built(db, NOW, key, edition.id, held=False, not_before=None)
                elif state != "PLANNED":
                    deliveries.end(db, NOW, key, state, f"why {number}")
            occurrences.settle(db, NOW, made)
    return made


@pytest.mark.parametrize(
    ("states", "stage", "detail"),
    [
        (("BUILT", "BUILT"), "BUILT", ""),
        ((), "BUILT", ""),
        (("SKIPPED_UNCHANGED", "SKIPPED_CONDITION"), "BUILT", ""),
        (
            ("BUILT", "FAILED_BUILD", "SKIPPED_UNCHANGED"),
            "BUILT",
            f"1 of 3 {NOT_BUILT} why 1",
        ),
        (("FAILED_BUILD", "SKIPPED_UNCHANGED"), "BUILT", f"1 of 2 {NOT_BUILT} why 0"),
        (("FAILED_BUILD",) * 3, "FAILED_BUILD", f"3 of 3 {NOT_BUILT} why 0"),
        (("FAILED_BUILD", "PLANNED"), "PLANNED", ""),
    ],
)
def test_an_occurrence_is_built_unless_nothing_could_be_or_more_is_to_come(
    log: DeliveryLog, states: tuple[State, ...], stage: Stage, detail: str
) -> None:
    made = after(log, states)
    assert stage_of(log, made) == (stage, detail)
    with log.begin() as db:
        result = [
            (event.what, event.detail) for event in events.read(db) if event.occurrence == made and not event.delivery
        ]
    assert result == [("PLANNED", ""), *([] if stage == "PLANNED" else [(stage, detail)])]


def test_an_occurrence_of_which_more_is_planned_can_be_built_by_anybody(log: DeliveryLog) -> None:
    made = after(log, ("BUILT", "PLANNED"))
    with as_process("there:1"), log.begin() as db:
        assert occurrences.claim_build(db, NOW, made) == ""


@pytest.mark.parametrize("planned_more", [True, False])
def test_what_was_called_off_while_it_was_built_stays_so(log: DeliveryLog, planned_more: bool) -> None:
    made, (key,) = planned(log, people(1))
    with log.begin() as db:
        if not planned_more:
            deliveries.end(db, NOW, key, "CANCELLED", "called off")
        assert occurrences.set_stage(db, NOW, made, "SKIPPED_MISFIRE", "called off", of=("PLANNED",))
        occurrences.settle(db, NOW, made)
    assert stage_of(log, made) == ("SKIPPED_MISFIRE", "called off")


# Done


def test_an_occurrence_is_done_when_all_its_deliveries_have_ended(log: DeliveryLog) -> None:
    for number, state in enumerate(STATES):
        first, second = built(log, 2, at=NOW + number * MINUTE)
        made = delivery(log, first).occurrence
        with log.begin() as db:
            occurrences.settle(db, NOW, made)
        put_into(log, first, "ACCEPTED")
        put_into(log, second, state)
        with log.begin() as db:
            assert occurrences.close(db, NOW, made) is (state not in MOVING), state
            assert not occurrences.close(db, NOW, made)
        assert stage_of(log, made)[0] == ("BUILT" if state in MOVING else "DONE")
    assert set(STATES) - deliveries.FINAL_STATES == MOVING


def test_only_what_was_built_is_done(log: DeliveryLog) -> None:
    for number, stage in enumerate(STAGES):
        made = in_stage(log, stage, NOW + number * MINUTE)
        with log.begin() as db:
            assert occurrences.close(db, NOW, made) is (stage == "BUILT"), stage
            result = [event.what for event in events.read(db) if event.occurrence == made]
        assert result == [stage, *(["DONE"] if stage == "BUILT" else [])]


def test_what_is_done_still_tells_which_editions_could_not_be_built(log: DeliveryLog) -> None:
    made = after(log, ("FAILED_BUILD", "SKIPPED_UNCHANGED"))
    with log.begin() as db:
        assert occurrences.close(db, NOW, made)
    assert stage_of(log, made) == ("DONE", f"1 of 2 {NOT_BUILT} why 0")


# NumberWord


def test_what_is_over_counts_once(place: Place) -> None:
    log = place.open()
    ids = {stage: in_stage(log, stage, NOW + number * MINUTE) for number, stage in enumerate(STAGES)}
    with log.begin() as db:
        assert occurrences.uncounted(db) == tuple(sorted((ids["DONE"], ids["FAILED_BUILD"])))
        assert occurrences.mark_counted(db, ids["DONE"])
    with place.open().begin() as db:
        assert not occurrences.mark_counted(db, ids["DONE"])
        assert occurrences.uncounted(db) == (ids["FAILED_BUILD"],)
        assert occurrences.mark_counted(db, ids["FAILED_BUILD"])
        assert occurrences.uncounted(db) == ()


def test_what_is_built_again_after_it_counted_does_not_count_again(log: DeliveryLog) -> None:
    made = in_stage(log, "FAILED_BUILD")
    with log.begin() as db:
        occurrences.mark_counted(db, made)
        steps: tuple[Stage, ...] = ("FAILED_BUILD", "PLANNED", "FAILED_BUILD")
        for before, stage in itertools.pairwise(steps):
            assert occurrences.set_stage(db, NOW, made, stage, of=(before,))
        assert occurrences.uncounted(db) == ()
        assert not occurrences.mark_counted(db, made)


# What an owner has to know


def test_an_occurrence_that_failed_is_reported_once_and_again_when_it_fails_again(place: Place) -> None:
    log = place.open()
    ids = {stage: in_stage(log, stage, NOW + number * MINUTE) for number, stage in enumerate(STAGES)}
    other = in_stage(log, "FAILED_BUILD", NOW - MINUTE)
    failed = ids["FAILED_BUILD"]
    with log.begin() as db:
        assert [one.id for one in occurrences.unreported(db)] == [failed, other]
        occurrences.mark_reported(db, (failed,))
    with place.open().begin() as db:
        assert [one.id for one in occurrences.unreported(db)] == [other]
        occurrences.mark_reported(db, ())
        occurrences.mark_reported(db, {other})
        assert occurrences.unreported(db) == ()
        occurrences.set_stage(db, NOW, failed, "PLANNED", of=("FAILED_BUILD",))
        assert occurrences.unreported(db) == ()
        occurrences.set_stage(db, NOW, failed, "FAILED_BUILD", "again", of=("PLANNED",))
        assert [(one.id, one.detail) for one in occurrences.unreported(db)] == [(failed, "again")]


def test_a_delivery_that_failed_is_reported_once(place: Place) -> None:
    log = place.open()
    keys = dict(zip(STATES, built(log, len(STATES)), strict=True))
    for state, key in keys.items():
        put_into(log, key, state)
    with log.begin() as db:
        troubles = {one.key for one in deliveries.unreported(db)}
        assert troubles == {keys["REFUSED"], keys["UNKNOWN"], keys["FAILED_BUILD"]}
        deliveries.mark_reported(db, [(keys["REFUSED"], "REFUSED"), (keys["FAILED_BUILD"], "FAILED_BUILD")])
    with place.open().begin() as db:
        assert [one.key for one in deliveries.unreported(db)] == [keys["UNKNOWN"]]
        deliveries.mark_reported(db, ())
        deliveries.mark_reported(db, [(keys["UNKNOWN"], "UNKNOWN")])
        assert deliveries.unreported(db) == ()


def test_a_delivery_that_fails_again_is_reported_again(log: DeliveryLog) -> None:
    lost, failed = built(log, 2)
    put_into(log, lost, "UNKNOWN")
    put_into(log, failed, "FAILED_BUILD")
    occurrence = delivery(log, failed).occurrence
    with log.begin() as db:
        deliveries.mark_reported(db, [(lost, "UNKNOWN"), (failed, "FAILED_BUILD")])
        assert deliveries.requeue(db, NOW, lost, "resend")
        assert deliveries.rebuild(db, NOW, occurrence, ("FAILED_BUILD",)) == 1
        assert deliveries.unreported(db) == ()
        assert deliveries.end(db, NOW, failed, "FAILED_BUILD", "no data")
        assert deliveries.end(db, NOW, lost, "REFUSED", "550")
        assert [one.key for one in deliveries.unreported(db)] == [lost, failed]


def test_a_delivery_that_changes_after_its_owner_was_reported_is_reported_as_what_it_is_now(log: DeliveryLog) -> None:
    (key,) = built(log)
    put_into(log, key, "UNKNOWN")
    with log.begin() as db:
        deliveries.mark_reported(db, [(key, "UNKNOWN")])
        assert deliveries.end(db, NOW, key, "CONFIRMED", "it came", of=("UNKNOWN",))
        assert deliveries.end(db, NOW, key, "REFUSED", "it did not", of=("CONFIRMED",))
        deliveries.mark_reported(db, [(key, "UNKNOWN")])  # a notice that was under way meanwhile
        assert [one.key for one in deliveries.unreported(db)] == [key]


def test_schedules_with_editions_that_wait_for_an_approval_are_reported(log: DeliveryLog) -> None:
    first, second = (an_edition(name)[0] for name in ("first", "second"))
    monthly, weekly = Definition(name="monthly"), Definition(name="weekly")
    built(log, 2, weekly, held=True)
    built(log, 2, monthly, edition="second", held=True)
    built(log, 2, monthly, at=NOW + MINUTE, held=True)
    built(log, 2, Definition(name="yearly"))
    both = sorted((first.id, second.id))
    with log.begin() as db:
        assert deliveries.awaiting_approval(db) == (*(("monthly", one) for one in both), ("weekly", first.id))
        deliveries.release(db, NOW, first.content_hash)
        assert deliveries.awaiting_approval(db) == (("monthly", second.id),)
        deliveries.cancel_occurrence(db, NOW, deliveries.read(db)[2].occurrence, "called off")
        assert deliveries.awaiting_approval(db) == ()
