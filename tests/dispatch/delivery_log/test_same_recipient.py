"""Who is the same recipient, and what a newer edition for one does to an older one that still waits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

from briefing.dispatch.delivery_log import deliveries, events, stored_editions
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Definition, Delivery, Recipient, State
from briefing.errors import DeliveryLogError
from tests.dispatch.delivery_log.logs import (
    DOMAIN,
    MINUTE,
    NOW,
    STATES,
    an_edition,
    delivery,
    planned,
    put_into,
    state_of,
)

DAY = dt.timedelta(days=1)
ADA = Recipient(address="ada@example.test", lang="en", entity="Daxing", period=(2010, 2024))
SAME = {
    "capitals": replace(ADA, address="ADA@Example.TEST"),
    "other outputs": replace(ADA, name="Ada L.", groups=("board",), outputs=("deck",), where="recipients.csv, line 9"),
}
OTHERS = {
    "another address": replace(ADA, address="ada2@example.test"),
    "another language": replace(ADA, lang="zh"),
    "another entity": replace(ADA, entity="Belling"),
    "another period": replace(ADA, period=(2010, 2023)),
    "no period": replace(ADA, period=None),
}


def sent_to(
    log: DeliveryLog,
    recipient: Recipient,
    at: dt.datetime = NOW,
    *,
    name: str = "monthly",
    edition: str = "first",
    held: bool = False,
) -> str:
    """→ the key of a delivery that is BUILT."""
    _, (key,) = planned(log, (recipient,), Definition(name=name), at)
    made, contents = an_edition(edition)
    with log.begin() as db:
        stored_editions.store(db, made, contents)
        assert deliveries.mark_built(db, NOW, key, made.id, held=held, not_before=None)
    return key


@pytest.mark.parametrize("kind", SAME)
def test_the_same_recipient_has_the_same_key_and_got_the_same(log: DeliveryLog, kind: str) -> None:
    key = sent_to(log, SAME[kind])
    put_into(log, key, "ACCEPTED")
    made = delivery(log, key).occurrence
    assert (
        deliveries.delivery_key("monthly", NOW, ADA, 1) == deliveries.delivery_key("monthly", NOW, SAME[kind], 1) == key
    )
    with log.begin() as db:
        assert deliveries.last_edition(db, "monthly", ADA) == an_edition()[0].id
    with pytest.raises(DeliveryLogError, match=r"(?i)unique"), log.begin() as db:
        deliveries.plan(db, NOW, made, (ADA,), (log.secret, DOMAIN))


@pytest.mark.parametrize("kind", OTHERS)
def test_another_recipient_has_another_key_and_got_something_else(log: DeliveryLog, kind: str) -> None:
    key = sent_to(log, OTHERS[kind])
    put_into(log, key, "ACCEPTED")
    made = delivery(log, key).occurrence
    assert deliveries.delivery_key("monthly", NOW, ADA, 1) != key
    with log.begin() as db:
        assert deliveries.last_edition(db, "monthly", ADA) == ""
        assert deliveries.last_edition(db, "monthly", OTHERS[kind]) == an_edition()[0].id
        assert deliveries.plan(db, NOW, made, (ADA,), (log.secret, DOMAIN)) != (key,)


def test_a_domain_beyond_ascii_is_the_same_in_both_ways_to_write_it(log: DeliveryLog) -> None:
    key = sent_to(log, replace(ADA, address="ada@xn--bcher-kva.example"))
    assert deliveries.delivery_key("monthly", NOW, replace(ADA, address="ada@BÜCHER.example"), 1) == key


def test_editions_of_one_occurrence_are_counted_for_each_recipient(log: DeliveryLog) -> None:
    made, keys = planned(log, (ADA, *OTHERS.values()))
    with log.begin() as db:
        for number, recipient in ((2, SAME["capitals"]), (3, SAME["other outputs"]), (2, OTHERS["another language"])):
            deliveries.plan(db, NOW, made, (recipient,), (log.secret, DOMAIN), number=number)
        found = {key: deliveries.get(db, key) for key in keys}
        numbers = [deliveries.newest(db, one).number for one in found.values() if one]
    assert numbers == [3, 1, 2, 1, 1, 1]
    planned(log, (ADA,), at=NOW + DAY)
    with log.begin() as db:
        assert deliveries.newest(db, deliveries.read(db)[-1]).number == 1


# A newer edition for the same recipient


def overtaken(log: DeliveryLog, key: str) -> list[Delivery]:
    """Which of all deliveries a new one has called off."""
    with log.begin() as db:
        before = {one.key: one.state for one in deliveries.read(db)}
        deliveries.cancel_older(db, NOW, key)
        return [one for one in deliveries.read(db) if one.state != before[one.key]]


@pytest.mark.parametrize("kind", SAME)
@pytest.mark.parametrize("state", STATES)
def test_a_newer_edition_calls_off_an_older_one_that_waits_and_nothing_else(
    log: DeliveryLog, state: State, kind: str
) -> None:
    old = sent_to(log, SAME[kind])
    put_into(log, old, state)
    new = sent_to(log, ADA, NOW + DAY)
    found = overtaken(log, new)
    if state not in ("BUILT", "DEFERRED"):
        assert found == []
        return
    why = "a newer one was built, for 2026-11-03 07:00 UTC"
    assert [(one.key, one.state, one.reply) for one in found] == [(old, "CANCELLED", why)]
    with log.begin() as db:
        result = events.read(db, delivery=old)[-1]
        assert (result.what, result.detail) == ("CANCELLED", why)


@pytest.mark.parametrize("kind", [*OTHERS, "a newer one", "another schedule", "another number for the same time"])
def test_a_newer_edition_leaves_others_alone(log: DeliveryLog, kind: str) -> None:
    given: dict[str, Any] = {"name": "weekly"} if kind == "another schedule" else {}
    other = sent_to(log, OTHERS.get(kind, ADA), NOW + 2 * DAY if kind == "a newer one" else NOW, **given)
    if kind == "another number for the same time":
        occurrence, made = delivery(log, other).occurrence, an_edition()[0]
        with log.begin() as db:
            (new,) = deliveries.plan(db, NOW, occurrence, (ADA,), (log.secret, DOMAIN), number=2)
            deliveries.mark_built(db, NOW, new, made.id, held=False, not_before=None)
    else:
        new = sent_to(log, ADA, NOW + DAY)
    assert overtaken(log, new) == []


@pytest.mark.parametrize(("old_held", "new_held"), [(True, True), (True, False), (False, True), (False, False)])
def test_what_waits_for_an_approval_calls_off_only_what_waits_for_one(
    log: DeliveryLog, old_held: bool, new_held: bool
) -> None:
    old = sent_to(log, ADA, held=old_held)
    new = sent_to(log, ADA, NOW + DAY, edition="second", held=new_held)
    assert [one.key for one in overtaken(log, new)] == ([old] if old_held or not new_held else [])
    assert state_of(log, new) == "BUILT"


def test_all_older_ones_that_wait_are_called_off(log: DeliveryLog) -> None:
    older = [sent_to(log, ADA, NOW + minutes * MINUTE) for minutes in range(3)]
    new = sent_to(log, ADA, NOW + DAY)
    assert [one.key for one in overtaken(log, new)] == older


# Called off


def test_what_has_not_left_of_an_occurrence_is_called_off(log: DeliveryLog) -> None:
    made, keys = planned(log, [replace(ADA, address=f"{state}@example.test") for state in STATES])
    other = sent_to(log, ADA, NOW + DAY)
    for state, key in zip(STATES, keys, strict=True):
        put_into(log, key, state)
    with log.begin() as db:
        assert deliveries.cancel_occurrence(db, NOW, made, "a person interrupted", "ada") == 4
        assert deliveries.cancel_occurrence(db, NOW, made, "a person interrupted", "ada") == 0
        result = [(event.delivery, event.who) for event in events.read(db) if event.what == "CANCELLED"]
    waited = ("PLANNED", "BUILT", "DEFERRED", "CLAIMED")
    after = {state: delivery(log, key) for state, key in zip(STATES, keys, strict=True)}
    assert {state for state, one in after.items() if one.state != state} == set(waited)
    assert {(after[state].state, after[state].reply) for state in STATES if state in waited} == {
        ("CANCELLED", "a person interrupted")
    }
    assert sorted(result) == sorted((after[state].key, "ada") for state in STATES if state in waited)
    assert state_of(log, other) == "BUILT"
