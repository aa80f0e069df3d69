"""What a drain tells of the ledger: counts by state, the occurrences that moved, what stopped it, what came late."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pytest
from msgspec import Struct, field

from briefing.dispatch import machine, mail_queue
from briefing.dispatch.delivery_log import deliveries, events, stored_editions
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.mail_queue import SendResult
from briefing.dispatch.models import Definition, Envelope, HandoverMarks, HandoverState, Mail, Reply, Session, Unknown
from tests.dispatch.delivery_log.logs import (
    DOMAIN,
    MINUTE,
    NOW,
    a_letter,
    as_process,
    delivery,
    people,
    planned,
    state_of,
)

MAIL = Mail(sender=f"briefing@{DOMAIN}", unsubscribe="https://news.example.test/u")
LATER = dt.timedelta(hours=1)  # by then each lease has run out


class Way(Struct):
    """A way out that answers each address as a test says, and lets something happen after the end of a message."""

    answers: Mapping[str, HandoverState] = field(default_factory=dict)
    meanwhile: Callable[[], None] = lambda: None
    stop: SendingStopped | None = None

    @contextmanager
    def session(self) -> Iterator[Session]:
        yield self

    def send(self, envelope: Envelope, message: bytes, marks: HandoverMarks) -> Reply:
        if self.stop:
            raise self.stop
        marks.data()
        marks.dot()
        self.meanwhile()
        return Reply(state=self.answers.get(envelope.recipient, "ACCEPTED"), text="told")


def sendable(log: DeliveryLog, count: int, at: dt.datetime = NOW, unknown: Unknown = "hold") -> tuple[int, list[str]]:
    """→ an occurrence and the keys of its deliveries, which may be sent now."""
    occurrence, keys = planned(log, people(count), Definition(name="monthly", unknown=unknown), at)
    made, contents = a_letter()
    with log.begin() as db:
        stored_editions.store(db, made, contents)
        for key in keys:
            deliveries.mark_built(db, NOW, key, made.id, held=False, not_before=None)
    return occurrence, list(keys)


def test_what_was_sent_is_counted_by_state_and_its_occurrences_are_named(log: DeliveryLog) -> None:
    first, keys = sendable(log, 3)
    second, others = sendable(log, 2, NOW + MINUTE)
    refuses = Way({f"reader0001@{DOMAIN}": "REFUSED"})
    assert mail_queue.drain(log, MAIL, refuses, ()) == SendResult()
    sent = mail_queue.drain(log, MAIL, refuses, (second,))
    assert sent == SendResult(Counter({"ACCEPTED": 1, "REFUSED": 1}), {second})
    assert [state_of(log, key) for key in (*keys, *others)] == ["BUILT"] * 3 + ["ACCEPTED", "REFUSED"]
    assert mail_queue.drain(log, MAIL, refuses) == SendResult(Counter({"ACCEPTED": 2, "REFUSED": 1}), {first})
    assert mail_queue.drain(log, MAIL, refuses) == SendResult()


def test_a_delivery_that_is_noted_counts_for_its_state_and_its_occurrence(log: DeliveryLog) -> None:
    first, keys = sendable(log, 2)
    second, others = sendable(log, 1, NOW + MINUTE)
    ones = [delivery(log, key) for key in (*keys, *others)]
    sent = SendResult()
    for one, state in zip(ones, ("ACCEPTED", "ACCEPTED", "UNKNOWN"), strict=True):
        sent.record(one, state)  # type: ignore[arg-type]
    assert sent == SendResult(Counter({"ACCEPTED": 2, "UNKNOWN": 1}), {first, second})


def test_what_stops_sending_is_reported_and_all_that_was_claimed_is_free(log: DeliveryLog) -> None:
    _, keys = sendable(log, 2)
    stop = SendingStopped("the server refuses the login")
    sent = mail_queue.drain(log, MAIL, Way(stop=stop))
    assert sent.stopped is stop
    assert (sent.counts, sent.occurrences) == ({}, set())
    ones = [delivery(log, key) for key in keys]
    assert [(one.state, one.attempts, one.owner) for one in ones] == [("BUILT", 0, "")] * 2
    assert mail_queue.drain(log, MAIL, Way()).stopped is None


def test_what_a_dead_sender_left_unknown_is_counted_with_its_occurrence(log: DeliveryLog) -> None:
    occurrence, (key,) = sendable(log, 1)
    with as_process("dead:1"), log.begin() as db:
        deliveries.claim(db, NOW, 1)
        deliveries.mark(db, NOW, key, "DATA")
        deliveries.mark(db, NOW, key, "DOT")
    assert mail_queue.drain(log, MAIL, Way()) == SendResult(Counter({"UNKNOWN": 1}), {occurrence})


# A yes that comes late


def drained_later(log: DeliveryLog) -> SendResult:
    """Another host, when every lease has run out."""
    with pytest.MonkeyPatch.context() as patch, as_process("there:1"):
        now = machine.now() + LATER
        patch.setattr(machine, "now", lambda: now)
        return mail_queue.drain(log, MAIL, Way())


def test_a_sender_whose_lease_ended_before_the_answer_tells_that_it_was_accepted(log: DeliveryLog) -> None:
    occurrence, (key,) = sendable(log, 1)
    others: list[SendResult] = []
    sent = mail_queue.drain(log, MAIL, Way(meanwhile=lambda: others.append(drained_later(log))))
    assert others == [SendResult(Counter({"UNKNOWN": 1}), {occurrence})]
    assert sent == SendResult(Counter({"ACCEPTED": 1}), {occurrence})
    assert state_of(log, key) == "ACCEPTED"


def test_a_sender_whose_message_was_sent_once_more_leaves_word_of_its_answer_alone(log: DeliveryLog) -> None:
    occurrence, (key,) = sendable(log, 1, unknown="resend")
    others: list[SendResult] = []
    sent = mail_queue.drain(log, MAIL, Way(meanwhile=lambda: others.append(drained_later(log))))
    assert others == [SendResult(Counter({"ACCEPTED": 1}), {occurrence})]
    assert sent == SendResult()
    assert delivery(log, key).attempts == 2
    with log.begin() as db:
        result = [(event.what, event.detail) for event in events.read(db, delivery=key)]
    assert result[-2:] == [("ACCEPTED", "told"), ("ACCEPTED_LATE", "try 1: told")]
