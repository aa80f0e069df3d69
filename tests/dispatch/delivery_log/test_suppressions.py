"""Who may not be written to, and who approved what."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from briefing.dispatch.delivery_log import deliveries, events, people
from briefing.dispatch.delivery_log.people import Approval, Suppressed
from briefing.dispatch.delivery_log.store import DeliveryLog
from tests.dispatch.delivery_log.logs import MINUTE, NOW, Place, built, planned, state_of
from tests.dispatch.delivery_log.logs import people as recipients


def test_an_address_that_is_suppressed_gets_nothing_not_even_what_waits(place: Place) -> None:
    log = place.open()
    waits = built(log, 2, held=True)
    deferred = built(log, 2, at=NOW + MINUTE)
    _, planned_ones = planned(log, recipients(2), at=NOW + 2 * MINUTE)
    with log.begin() as db:
        assert people.suppress(db, NOW, "READER0001@Example.TEST", "unsubscribed", "reader0001@example.test")
        assert not people.suppress(db, NOW, "reader0001@example.test", "again")
    with place.open().begin() as db:
        assert people.is_suppressed(db, "Reader0001@example.test")
        assert not people.is_suppressed(db, "reader0000@x.test")
        assert people.suppressions(db) == (Suppressed("reader0001@example.test", "unsubscribed", NOW),)
        assert deliveries.pending_keys(db, "reader0001@example.test") == ()
        assert deliveries.pending_keys(db, "READER0000@example.test") == (waits[0], deferred[0], planned_ones[0])
        result = deliveries.get(db, waits[1])
        assert result
        assert result.reply == "unsubscribed"
    assert [state_of(log, keys[0]) for keys in (waits, deferred, planned_ones)] == ["BUILT", "BUILT", "PLANNED"]
    assert {state_of(log, keys[1]) for keys in (waits, deferred, planned_ones)} == {"SKIPPED_SUPPRESSED"}


def test_an_address_may_be_written_to_again(log: DeliveryLog) -> None:
    with log.begin() as db:
        assert not people.allow(db, NOW, "ada@example.test")
        people.suppress(db, NOW, "ada@example.test", "bounced")
        assert people.allow(db, NOW, "ADA@example.test", "bo")
        assert not people.is_suppressed(db, "ada@example.test")
        assert [(event.what, event.detail) for event in events.read(db)] == [
            ("SUPPRESSED", "ada@example.test: bounced"), ("ALLOWED", "ada@example.test")
        ]  # fmt: skip


def test_an_approval_is_of_one_content_and_the_first_stands(place: Place) -> None:
    with place.open().begin() as db:
        people.approve(db, NOW, "a" * 64, "monthly", "ada")
        people.approve(db, NOW + MINUTE, "a" * 64, "monthly", "bo")
    with place.open().begin() as db:
        assert people.approved(db, "a" * 64) == Approval("a" * 64, "monthly", "ada", NOW)
        assert people.approved(db, "b" * 64) is None
        assert [(event.what, event.who) for event in events.read(db)] == [("APPROVED", "ada")]


@pytest.mark.parametrize("what", ["suppress", "approve"])
def test_two_hosts_may_say_the_same_at_once(shared: Place, what: str) -> None:
    here, there = shared.open(), shared.open()

    def text(log: DeliveryLog, who: str) -> None:
        with log.begin() as db:
            if what == "suppress":
                people.suppress(db, NOW, "ada@example.test", "unsubscribed", who)
            else:
                people.approve(db, NOW, "a" * 64, "monthly", who)

    with ThreadPoolExecutor(1) as pool:
        with here.begin() as db:
            if what == "suppress":
                people.suppress(db, NOW, "ada@example.test", "unsubscribed", "ada")
            else:
                people.approve(db, NOW, "a" * 64, "monthly", "ada")
            waiting = pool.submit(text, there, "bo")
            with pytest.raises(TimeoutError):
                waiting.result(0.5)
        waiting.result(30)
    with here.begin() as db:
        assert [event.who for event in events.read(db)] == ["ada"]
