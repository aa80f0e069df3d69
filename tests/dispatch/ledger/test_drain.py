"""What a drain tells of the ledger: counts by state, the occurrences that moved, what stopped it, what came late."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pytest
from msgspec import Struct, field

from briefing.dispatch import machine, sending
from briefing.dispatch.ledger import deliveries, editions, events
from briefing.dispatch.ledger.store import Ledger
from briefing.dispatch.nouns import Definition, Envelope, Mail, Marks, Reached, Reply, Session, Unknown
from briefing.dispatch.sending import Sent
from briefing.dispatch.stops import StopSending
from tests.dispatch.ledger.places import DOMAIN, MINUTE, NOW, a_letter, as_process, delivery, people, planned, state_of

MAIL = Mail(sender=f"briefing@{DOMAIN}", unsubscribe="https://news.example.test/u")
LATER = dt.timedelta(hours=1)  # by then each lease has run out


class Way(Struct):
    """A way out that answers each address as a test says, and lets something happen after the end of a message."""

    answers: Mapping[str, Reached] = field(default_factory=dict)
    meanwhile: Callable[[], None] = lambda: None
    stop: StopSending | None = None

    @contextmanager
    def session(self) -> Iterator[Session]:
        yield self

    def send(self, envelope: Envelope, message: bytes, marks: Marks) -> Reply:
        if self.stop:
            raise self.stop
        marks.data()
        marks.dot()
        self.meanwhile()
        return Reply(state=self.answers.get(envelope.recipient, "ACCEPTED"), text="told")


def sendable(ledger: Ledger, count: int, at: dt.datetime = NOW, unknown: Unknown = "hold") -> tuple[int, list[str]]:
    """→ an occurrence and the keys of its deliveries, which may be sent now."""
    occurrence, keys = planned(ledger, people(count), Definition(name="monthly", unknown=unknown), at)
    made, contents = a_letter()
    with ledger.begin() as db:
        editions.keep(db, made, contents)
        for key in keys:
            deliveries.built(db, NOW, key, made.id, held=False, not_before=None)
    return occurrence, list(keys)


def test_what_was_sent_is_counted_by_state_and_its_occurrences_are_named(ledger: Ledger) -> None:
    first, keys = sendable(ledger, 3)
    second, others = sendable(ledger, 2, NOW + MINUTE)
    refuses = Way({f"reader0001@{DOMAIN}": "REFUSED"})
    assert sending.drain(ledger, MAIL, refuses, ()) == Sent()
    sent = sending.drain(ledger, MAIL, refuses, (second,))
    assert sent == Sent(Counter({"ACCEPTED": 1, "REFUSED": 1}), {second})
    assert [state_of(ledger, key) for key in (*keys, *others)] == ["BUILT"] * 3 + ["ACCEPTED", "REFUSED"]
    assert sending.drain(ledger, MAIL, refuses) == Sent(Counter({"ACCEPTED": 2, "REFUSED": 1}), {first})
    assert sending.drain(ledger, MAIL, refuses) == Sent()


def test_a_delivery_that_is_noted_counts_for_its_state_and_its_occurrence(ledger: Ledger) -> None:
    first, keys = sendable(ledger, 2)
    second, others = sendable(ledger, 1, NOW + MINUTE)
    ones = [delivery(ledger, key) for key in (*keys, *others)]
    sent = Sent()
    for one, state in zip(ones, ("ACCEPTED", "ACCEPTED", "UNKNOWN"), strict=True):
        sent.note(one, state)  # type: ignore[arg-type]
    assert sent == Sent(Counter({"ACCEPTED": 2, "UNKNOWN": 1}), {first, second})


def test_what_stops_sending_is_told_and_all_that_was_claimed_is_free(ledger: Ledger) -> None:
    _, keys = sendable(ledger, 2)
    stop = StopSending("the server refuses the login")
    sent = sending.drain(ledger, MAIL, Way(stop=stop))
    assert sent.stopped is stop
    assert (sent.counts, sent.occurrences) == ({}, set())
    ones = [delivery(ledger, key) for key in keys]
    assert [(one.state, one.attempts, one.owner) for one in ones] == [("BUILT", 0, "")] * 2
    assert sending.drain(ledger, MAIL, Way()).stopped is None


def test_what_a_dead_sender_left_unknown_is_counted_with_its_occurrence(ledger: Ledger) -> None:
    occurrence, (key,) = sendable(ledger, 1)
    with as_process("dead:1"), ledger.begin() as db:
        deliveries.claim(db, NOW, 1)
        deliveries.mark(db, NOW, key, "DATA")
        deliveries.mark(db, NOW, key, "DOT")
    assert sending.drain(ledger, MAIL, Way()) == Sent(Counter({"UNKNOWN": 1}), {occurrence})


# A yes that comes late


def drained_later(ledger: Ledger) -> Sent:
    """Another host, when every lease has run out."""
    with pytest.MonkeyPatch.context() as patch, as_process("there:1"):
        now = machine.now() + LATER
        patch.setattr(machine, "now", lambda: now)
        return sending.drain(ledger, MAIL, Way())


def test_a_sender_whose_lease_ended_before_the_answer_tells_that_it_was_accepted(ledger: Ledger) -> None:
    occurrence, (key,) = sendable(ledger, 1)
    others: list[Sent] = []
    sent = sending.drain(ledger, MAIL, Way(meanwhile=lambda: others.append(drained_later(ledger))))
    assert others == [Sent(Counter({"UNKNOWN": 1}), {occurrence})]
    assert sent == Sent(Counter({"ACCEPTED": 1}), {occurrence})
    assert state_of(ledger, key) == "ACCEPTED"


def test_a_sender_whose_message_was_sent_once_more_leaves_word_of_its_answer_alone(ledger: Ledger) -> None:
    occurrence, (key,) = sendable(ledger, 1, unknown="resend")
    others: list[Sent] = []
    sent = sending.drain(ledger, MAIL, Way(meanwhile=lambda: others.append(drained_later(ledger))))
    assert others == [Sent(Counter({"ACCEPTED": 1}), {occurrence})]
    assert sent == Sent()
    assert delivery(ledger, key).attempts == 2
    with ledger.begin() as db:
        told = [(event.what, event.detail) for event in events.read(db, delivery=key)]
    assert told[-2:] == [("ACCEPTED", "told"), ("ACCEPTED_LATE", "try 1: told")]
