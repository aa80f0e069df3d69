"""An occurrence on its way: built as far as it goes, done when all of it has ended, counted once, told once."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from briefing.dispatch.ledger import deliveries, editions, events, occurrences
from briefing.dispatch.ledger.store import Ledger
from briefing.dispatch.nouns import Definition, Stage, State
from tests.dispatch.ledger.places import (
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


def in_stage(ledger: Ledger, stage: Stage, at: dt.datetime = NOW) -> int:
    """→ a new occurrence."""
    with ledger.begin() as db:
        made = occurrences.add(db, NOW, at, Definition(name="monthly"), stage)
    assert made
    return made


def stage_of(ledger: Ledger, occurrence: int) -> tuple[Stage, str]:
    """An id → its stage and what is told of it."""
    with ledger.begin() as db:
        one = occurrences.get(db, occurrence)
    return one.stage, one.detail


def test_an_occurrence_moves_only_from_the_stages_that_are_meant(place: Place) -> None:
    ledger = place.open()
    for number, stage in enumerate(STAGES):
        made = in_stage(ledger, stage, NOW + number * MINUTE)
        of: tuple[Stage, ...] = ("PLANNED", "FAILED_BUILD")
        with ledger.begin() as db:
            done = occurrences.move(db, NOW, made, "SKIPPED_MISFIRE", "called off", of=of, who="ada")
            told = [(event.what, event.detail, event.who) for event in events.read(db, occurrence=made)][1:]
        assert done is (stage in of), stage
        assert stage_of(place.open(), made) == (("SKIPPED_MISFIRE", "called off") if done else (stage, ""))
        assert told == ([("SKIPPED_MISFIRE", "called off", "ada")] if done else [])


def test_an_occurrence_that_moves_is_free_again(ledger: Ledger) -> None:
    with as_process("here:1"):
        made = in_stage(ledger, "PLANNED")
    with as_process("there:1"), ledger.begin() as db:
        assert occurrences.take(db, NOW, made) == "here:1"
        occurrences.move(db, NOW, made, "PLANNED", "once more", of=("PLANNED",))
        assert occurrences.take(db, NOW, made) == ""


# Built


def after(ledger: Ledger, states: tuple[State, ...], at: dt.datetime = NOW) -> int:
    """→ an occurrence whose deliveries reached these states when here:1 had built what it could."""
    with as_process("here:1"):
        made, keys = planned(ledger, people(len(states)), at=at)
        kept, contents = an_edition()
        with ledger.begin() as db:
            editions.keep(db, kept, contents)
            for number, (key, state) in enumerate(zip(keys, states, strict=True)):
                if state == "BUILT":
                    deliveries.built(db, NOW, key, kept.id, held=False, not_before=None)
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
    ledger: Ledger, states: tuple[State, ...], stage: Stage, detail: str
) -> None:
    made = after(ledger, states)
    assert stage_of(ledger, made) == (stage, detail)
    with ledger.begin() as db:
        told = [(event.what, event.detail) for event in events.read(db, occurrence=made) if not event.delivery]
    assert told == [("PLANNED", ""), *([] if stage == "PLANNED" else [(stage, detail)])]


def test_an_occurrence_of_which_more_is_planned_can_be_built_by_anybody(ledger: Ledger) -> None:
    made = after(ledger, ("BUILT", "PLANNED"))
    with as_process("there:1"), ledger.begin() as db:
        assert occurrences.take(db, NOW, made) == ""


@pytest.mark.parametrize("planned_more", [True, False])
def test_what_was_called_off_while_it_was_built_stays_so(ledger: Ledger, planned_more: bool) -> None:
    made, (key,) = planned(ledger, people(1))
    with ledger.begin() as db:
        if not planned_more:
            deliveries.end(db, NOW, key, "CANCELLED", "called off")
        assert occurrences.move(db, NOW, made, "SKIPPED_MISFIRE", "called off", of=("PLANNED",))
        occurrences.settle(db, NOW, made)
    assert stage_of(ledger, made) == ("SKIPPED_MISFIRE", "called off")


# Done


def test_an_occurrence_is_done_when_all_its_deliveries_have_ended(ledger: Ledger) -> None:
    for number, state in enumerate(STATES):
        first, second = built(ledger, 2, at=NOW + number * MINUTE)
        made = delivery(ledger, first).occurrence
        with ledger.begin() as db:
            occurrences.settle(db, NOW, made)
        put_into(ledger, first, "ACCEPTED")
        put_into(ledger, second, state)
        with ledger.begin() as db:
            assert occurrences.close(db, NOW, made) is (state not in MOVING), state
            assert not occurrences.close(db, NOW, made)
        assert stage_of(ledger, made)[0] == ("BUILT" if state in MOVING else "DONE")
    assert set(STATES) - deliveries.ENDED == MOVING


def test_only_what_was_built_is_done(ledger: Ledger) -> None:
    for number, stage in enumerate(STAGES):
        made = in_stage(ledger, stage, NOW + number * MINUTE)
        with ledger.begin() as db:
            assert occurrences.close(db, NOW, made) is (stage == "BUILT"), stage
            told = [event.what for event in events.read(db, occurrence=made)]
        assert told == [stage, *(["DONE"] if stage == "BUILT" else [])]


def test_what_is_done_still_tells_which_editions_could_not_be_built(ledger: Ledger) -> None:
    made = after(ledger, ("FAILED_BUILD", "SKIPPED_UNCHANGED"))
    with ledger.begin() as db:
        assert occurrences.close(db, NOW, made)
    assert stage_of(ledger, made) == ("DONE", f"1 of 2 {NOT_BUILT} why 0")


# Counted


def test_what_is_over_counts_once(place: Place) -> None:
    ledger = place.open()
    ids = {stage: in_stage(ledger, stage, NOW + number * MINUTE) for number, stage in enumerate(STAGES)}
    with ledger.begin() as db:
        assert occurrences.unjudged(db) == tuple(sorted((ids["DONE"], ids["FAILED_BUILD"])))
        assert occurrences.judge(db, ids["DONE"])
    with place.open().begin() as db:
        assert not occurrences.judge(db, ids["DONE"])
        assert occurrences.unjudged(db) == (ids["FAILED_BUILD"],)
        assert occurrences.judge(db, ids["FAILED_BUILD"])
        assert occurrences.unjudged(db) == ()


def test_what_is_built_anew_after_it_counted_does_not_count_again(ledger: Ledger) -> None:
    made = in_stage(ledger, "FAILED_BUILD")
    with ledger.begin() as db:
        occurrences.judge(db, made)
        steps: tuple[Stage, ...] = ("FAILED_BUILD", "PLANNED", "FAILED_BUILD")
        for before, stage in itertools.pairwise(steps):
            assert occurrences.move(db, NOW, made, stage, of=(before,))
        assert occurrences.unjudged(db) == ()
        assert not occurrences.judge(db, made)


# What an owner has to know


def test_an_occurrence_that_failed_is_told_once_and_again_when_it_fails_again(place: Place) -> None:
    ledger = place.open()
    ids = {stage: in_stage(ledger, stage, NOW + number * MINUTE) for number, stage in enumerate(STAGES)}
    other = in_stage(ledger, "FAILED_BUILD", NOW - MINUTE)
    failed = ids["FAILED_BUILD"]
    with ledger.begin() as db:
        assert [one.id for one in occurrences.untold(db)] == [failed, other]
        occurrences.told(db, (failed,))
    with place.open().begin() as db:
        assert [one.id for one in occurrences.untold(db)] == [other]
        occurrences.told(db, ())
        occurrences.told(db, {other})
        assert occurrences.untold(db) == ()
        occurrences.move(db, NOW, failed, "PLANNED", of=("FAILED_BUILD",))
        assert occurrences.untold(db) == ()
        occurrences.move(db, NOW, failed, "FAILED_BUILD", "again", of=("PLANNED",))
        assert [(one.id, one.detail) for one in occurrences.untold(db)] == [(failed, "again")]


def test_a_delivery_that_failed_is_told_once(place: Place) -> None:
    ledger = place.open()
    keys = dict(zip(STATES, built(ledger, len(STATES)), strict=True))
    for state, key in keys.items():
        put_into(ledger, key, state)
    with ledger.begin() as db:
        troubles = {one.key for one in deliveries.untold(db)}
        assert troubles == {keys["REFUSED"], keys["UNKNOWN"], keys["FAILED_BUILD"]}
        deliveries.told(db, [(keys["REFUSED"], "REFUSED"), (keys["FAILED_BUILD"], "FAILED_BUILD")])
    with place.open().begin() as db:
        assert [one.key for one in deliveries.untold(db)] == [keys["UNKNOWN"]]
        deliveries.told(db, ())
        deliveries.told(db, [(keys["UNKNOWN"], "UNKNOWN")])
        assert deliveries.untold(db) == ()


def test_a_delivery_that_fails_again_is_told_again(ledger: Ledger) -> None:
    lost, failed = built(ledger, 2)
    put_into(ledger, lost, "UNKNOWN")
    put_into(ledger, failed, "FAILED_BUILD")
    occurrence = delivery(ledger, failed).occurrence
    with ledger.begin() as db:
        deliveries.told(db, [(lost, "UNKNOWN"), (failed, "FAILED_BUILD")])
        assert deliveries.again(db, NOW, lost, "resend")
        assert deliveries.rebuild(db, NOW, occurrence, ("FAILED_BUILD",)) == 1
        assert deliveries.untold(db) == ()
        assert deliveries.end(db, NOW, failed, "FAILED_BUILD", "no data")
        assert deliveries.end(db, NOW, lost, "REFUSED", "550")
        assert [one.key for one in deliveries.untold(db)] == [lost, failed]


def test_a_delivery_that_changes_after_its_owner_was_told_is_told_as_what_it_is_now(ledger: Ledger) -> None:
    (key,) = built(ledger)
    put_into(ledger, key, "UNKNOWN")
    with ledger.begin() as db:
        deliveries.told(db, [(key, "UNKNOWN")])
        assert deliveries.end(db, NOW, key, "CONFIRMED", "it came", of=("UNKNOWN",))
        assert deliveries.end(db, NOW, key, "REFUSED", "it did not", of=("CONFIRMED",))
        deliveries.told(db, [(key, "UNKNOWN")])  # a notice that was under way meanwhile
        assert [one.key for one in deliveries.untold(db)] == [key]


def test_schedules_with_editions_that_wait_for_an_approval_are_told(ledger: Ledger) -> None:
    first, second = (an_edition(name)[0] for name in ("first", "second"))
    monthly, weekly = Definition(name="monthly"), Definition(name="weekly")
    built(ledger, 2, weekly, held=True)
    built(ledger, 2, monthly, edition="second", held=True)
    built(ledger, 2, monthly, at=NOW + MINUTE, held=True)
    built(ledger, 2, Definition(name="yearly"))
    both = sorted((first.id, second.id))
    with ledger.begin() as db:
        assert deliveries.waiting(db) == (*(("monthly", one) for one in both), ("weekly", first.id))
        deliveries.release(db, NOW, first.content_hash)
        assert deliveries.waiting(db) == (("monthly", second.id),)
        deliveries.cancel(db, NOW, deliveries.read(db)[2].occurrence, "called off")
        assert deliveries.waiting(db) == ()
