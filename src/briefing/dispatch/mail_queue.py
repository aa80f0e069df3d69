"""Hand over what is ready, one message at a time; each step is committed before it is taken.

A delivery belongs to the process that claimed it until its lease expires. The marks DATA, before the message, and DOT,
before its end, fail if another process has taken the delivery over, so a sender that slept past its lease stops before
the end of its message and nobody gets two.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct, field
from sqlalchemy import Connection

from briefing.dispatch import machine
from briefing.dispatch.delivery_log import deliveries, events, key_values, occurrences, stored_editions
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.exceptions import ClaimLost, SendingStopped
from briefing.dispatch.message.header import MessageContent
from briefing.dispatch.message_parts import (
    PUBLISHED_DIGITS,
    build_message,
    envelope_for,
    message_content,
    message_files,
)
from briefing.dispatch.models import Definition, Delivery, Mail, Reply, Session, State, StoredEdition, Transport
from briefing.errors import DeliveryLogError, DispatchError, OutputError, faults
from briefing.pipeline.publish import publish

_BATCH_SIZE: Final = 20
# A login refused at every tick would lock the account; a manual command tries at once.
_STOP_DURATION: Final = dt.timedelta(hours=6)
# A reply was lost: the server may well have the message, so attempts are few and far between.
_MAX_COPIES: Final = 3
_COPY_INTERVAL: Final = dt.timedelta(minutes=5)
_RETRY_SECONDS: Final = 300.0
# After this the next tick continues, which also decides what has become due.
_TICK_LIMIT: Final = dt.timedelta(minutes=5)


class SendResult(Struct):
    """The result of a drain: deliveries by state reached, their occurrences, and what stopped it."""

    counts: Counter[State] = field(default_factory=Counter)
    occurrences: set[int] = field(default_factory=set)
    stopped: SendingStopped | None = None

    def record(self, delivery: Delivery, state: State) -> None:
        """Count a delivery in the state that it reached."""
        self.counts[state] += 1
        self.occurrences.add(delivery.occurrence)


def drain(
    log: DeliveryLog, mail: Mail, transport: Transport, only: Collection[int] | None = None, *, unattended: bool = False
) -> SendResult:
    """Send everything that is due, or `only` that of some occurrences. Several drains may run at once.

    An `unattended` one sends nothing while an earlier stop with these settings is still in force, and begins nothing
    new after five minutes.
    """
    result = SendResult()
    composer = MessageComposer(log, mail)
    _recover(composer, result)
    result.stopped = _remembered_stop(log, mail, only) if unattended else None
    if result.stopped:
        return result
    try:
        with transport.session() as session:
            started = machine.now()
            while (not unattended or machine.now() - started < _TICK_LIMIT) and (batch := _claim(log, only)):
                _send_batch(composer, session, batch, result)
    except SendingStopped as stop:
        result.stopped = stop
    _remember_stop(log, mail, result)
    return result


class _StopRecord(Struct):
    """Why no message could leave, and until when no retry is made."""

    until: dt.datetime
    why: str


def _stop_key(mail: Mail) -> str:
    """Return the name under which a stop with these mail settings is stored."""
    return f"stopped {hashlib.sha256(msgspec.json.encode(mail.smtp)).hexdigest()}"


def _remembered_stop(log: DeliveryLog, mail: Mail, only: Collection[int] | None) -> SendingStopped | None:
    """Return an earlier stop that is still in force, if any delivery is ready."""
    now = machine.now()
    with log.reading() as db:
        stored = key_values.get_value(db, _stop_key(mail))
        if not stored or not deliveries.any_ready(db, now, only):
            return None
    stop = msgspec.json.decode(stored, type=_StopRecord)
    # a later time was stored under a wrong clock
    if not now < stop.until <= now + _STOP_DURATION:
        return None
    what = f"nothing is tried before {stop.until:%Y-%m-%d %H:%M} UTC, since no message could leave: {stop.why}"
    return SendingStopped(what, "", "fix it; to try at once: briefing send --to-me")


def _remember_stop(log: DeliveryLog, mail: Mail, result: SendResult) -> None:
    """Store a stop; an accepted message clears it."""
    stop, now, name = result.stopped, machine.now(), _stop_key(mail)
    if stop and not stop.local:
        until = now + (dt.timedelta(seconds=stop.wait) if stop.wait else _STOP_DURATION)
        why = "; ".join(finding.what for finding in stop.findings)
        with log.begin() as db:
            encoded = msgspec.json.encode(_StopRecord(until, why)).decode()
            key_values.set_value(db, name, encoded)
            events.append(db, now, "STOPPED", f"nothing is tried before {until:%Y-%m-%d %H:%M} UTC: {why}")
    elif result.counts["ACCEPTED"]:
        with log.begin() as db:
            key_values.set_value(db, name, "")


def _claim(log: DeliveryLog, only: Collection[int] | None) -> tuple[Delivery, ...]:
    with log.begin() as db:
        return deliveries.claim(db, machine.now(), _BATCH_SIZE, only)


def _send_batch(composer: MessageComposer, session: Session, batch: Sequence[Delivery], result: SendResult) -> None:
    """Send a batch in order; if sending stops or is interrupted, release the rest."""
    remaining = list(batch)
    try:
        while remaining:
            with suppress(ClaimLost):  # its new owner records the result
                _send(composer, session, remaining[0], result)
            del remaining[0]
    except BaseException as error:
        composer.unclaim(remaining, error)
        raise


def _send(composer: MessageComposer, session: Session, delivery: Delivery, result: SendResult) -> None:
    try:
        composed = composer.compose(delivery)
        reply = session.send(envelope_for(delivery, composer.mail), composed, _LogMarks(composer.log, delivery.key))
    except (DeliveryLogError, SendingStopped, ClaimLost):
        raise
    except OutputError as error:
        reply = Reply(state="DEFERRED", text=f"what the letter links to is not published: {error}", wait=_RETRY_SECONDS)
    except Exception as error:
        # One message that breaks the program must not stop the others.
        if not composer.fail(delivery, "\n".join(map(str, faults(error)))):
            raise
        result.record(delivery, "FAILED_BUILD")
        return
    definition = composer.definition(delivery)
    with composer.log.begin() as db:
        state = deliveries.record_reply(db, machine.now(), delivery, reply, definition.attempts)
        requeued = state == "UNKNOWN" and _requeue(db, delivery, definition, _COPY_INTERVAL * delivery.attempts)
    if state and not requeued:
        result.record(delivery, state)


def _requeue(db: Connection, delivery: Delivery, definition: Definition, wait: dt.timedelta = dt.timedelta()) -> bool:
    """Send an UNKNOWN delivery again, later and only a few times, if its schedule says `resend`."""
    why = "the server may have it; sent once more, as the schedule says (unknown = resend)"
    allowed = definition.unknown == "resend" and delivery.attempts < min(definition.attempts, _MAX_COPIES)
    return allowed and deliveries.requeue(db, machine.now(), delivery.key, why, wait=wait)


def _recover(composer: MessageComposer, result: SendResult) -> None:
    """Release what dead senders left behind, or mark it UNKNOWN."""
    with composer.log.begin() as db:
        for key in deliveries.recover_expired(db, machine.now()):
            delivery = deliveries.get(db, key)
            if delivery and not _requeue(db, delivery, composer.definition(delivery, db)):
                result.record(delivery, "UNKNOWN")


class _LogMarks(Struct):
    """Commit the progress of one hand-over."""

    log: DeliveryLog
    key: str

    def data(self) -> None:
        with self.log.begin() as db:
            deliveries.mark(db, machine.now(), self.key, "DATA")

    def dot(self) -> None:
        with self.log.begin() as db:
            deliveries.mark(db, machine.now(), self.key, "DOT")


class MessageComposer:
    """Composes messages; caches the content of the last edition and the definitions of occurrences."""

    def __init__(self, log: DeliveryLog, mail: Mail) -> None:
        self.log, self.mail = log, mail
        self._last: tuple[MessageContent, StoredEdition] | None = None
        self._definitions: dict[int, Definition] = {}

    def definition(self, delivery: Delivery, db: Connection | None = None) -> Definition:
        """Return the definition that was frozen for a delivery's occurrence."""
        if delivery.occurrence not in self._definitions:
            with nullcontext(db) if db is not None else self.log.begin() as reading:
                self._definitions[delivery.occurrence] = occurrences.get(reading, delivery.occurrence).definition
        return self._definitions[delivery.occurrence]

    def compose(self, delivery: Delivery) -> bytes:
        """Return the message of a delivery, the same bytes at every attempt."""
        parts, edition = self._load_edition(delivery)
        return build_message(delivery, parts, edition, self.mail)

    def _load_edition(self, delivery: Delivery) -> tuple[MessageContent, StoredEdition]:
        if self._last is None or self._last[1].id != delivery.edition:
            with self.log.begin() as db:
                edition = stored_editions.get(db, delivery.edition)
                if edition is None:
                    fix = f"send a new one: briefing deliveries resend {delivery.key[:12]}"
                    raise DispatchError("the edition is not stored", delivery.edition[:12], fix)
                contents = {name: stored_editions.content(db, edition, name) for name in message_files(edition)}
                linked = {name: stored_editions.content(db, edition, name) for name in edition.linked}
            for name, content in linked.items():
                publish({name: content}, Path(self.mail.publish) / edition.files[name][:PUBLISHED_DIGITS])
            self._last = message_content(contents, edition.attached), edition
        return self._last

    def fail(self, delivery: Delivery, why: str) -> bool:
        """End a delivery that cannot be composed; return False if its message has begun to leave."""
        with self.log.begin() as db:
            return deliveries.end(db, machine.now(), delivery.key, "FAILED_BUILD", why, of=("CLAIMED",))

    def unclaim(self, batch: Sequence[Delivery], error: BaseException) -> None:
        """Release what was claimed and not handed over."""
        why = str(error) if isinstance(error, DispatchError) else type(error).__name__
        with self.log.begin() as db:
            deliveries.unclaim(db, machine.now(), [delivery.key for delivery in batch], why)
