"""What is built and may leave → handed over, one message at a time, each step committed before it is taken.

A delivery that this process claims is its own until its lease ends. `mark` commits DATA before the message and DOT
before its end; both refuse where another process has taken the delivery over, so a sender that slept past its lease
stops before the end of its message and nobody gets two.
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
from briefing.dispatch.ledger import deliveries, editions, events, memory, occurrences
from briefing.dispatch.ledger.store import Ledger
from briefing.dispatch.message.heading import Parts
from briefing.dispatch.nouns import Definition, Delivery, Kept, Mail, Reply, Session, State, Transport
from briefing.dispatch.parcels import PUBLISHED, envelope, parcel, parts_of, wanted
from briefing.dispatch.stops import StopSending, Taken
from briefing.errors import DispatchError, LedgerError, OutputError, faults
from briefing.staging import put_in_place

_BATCH: Final = 20
# A login that is refused at every tick would lock the account; a command by hand tries at once.
_MENDING: Final = dt.timedelta(hours=6)
# An answer was lost: the server may well have the message, so tries are few and far between.
_COPIES: Final = 3
_APART: Final = dt.timedelta(minutes=5)
_UNPUBLISHED: Final = 300.0
# After this the next tick goes on, which looks at what has fallen due meanwhile.
_LONG: Final = dt.timedelta(minutes=5)


class Sent(Struct):
    """What a drain came to: how many deliveries reached which state, whose occurrences they are, what stopped it."""

    counts: Counter[State] = field(default_factory=Counter)
    occurrences: set[int] = field(default_factory=set)
    stopped: StopSending | None = None

    def note(self, one: Delivery, state: State) -> None:
        """A delivery reached a state."""
        self.counts[state] += 1
        self.occurrences.add(one.occurrence)


def drain(
    ledger: Ledger, mail: Mail, transport: Transport, only: Collection[int] | None = None, *, patient: bool = False
) -> Sent:
    """Send all that may leave now, or `only` what is of some occurrences; → Sent. Several may run at once.

    A `patient` one tries nothing as long as it is remembered why no message could leave with these settings, and begins
    nothing new after five minutes.
    """
    sent = Sent()
    desk = Composer(ledger, mail)
    _recover(desk, sent)
    sent.stopped = _remembered(ledger, mail, only) if patient else None
    if sent.stopped:
        return sent
    try:
        with transport.session() as session:
            begun = machine.now()
            while (not patient or machine.now() - begun < _LONG) and (batch := _claimed(ledger, only)):
                _send_all(desk, session, batch, sent)
    except StopSending as stop:
        sent.stopped = stop
    _remember(ledger, mail, sent)
    return sent


class _Stop(Struct):
    """Why no message could leave, and until when that is not tried again."""

    until: dt.datetime
    why: str


def _stop(mail: Mail) -> str:
    """The settings of the mail → under which name it is remembered that they stopped all."""
    return f"stopped {hashlib.sha256(msgspec.json.encode(mail.smtp)).hexdigest()}"


def _remembered(ledger: Ledger, mail: Mail, only: Collection[int] | None) -> StopSending | None:
    """What stopped sending here before and still holds, where anything waits to be sent."""
    now = machine.now()
    with ledger.reading() as db:
        told = memory.remembered(db, _stop(mail))
        if not told or not deliveries.any_may_leave(db, now, only):
            return None
    stop = msgspec.json.decode(told, type=_Stop)
    # one that lies further ahead was remembered under a clock that was wrong
    if not now < stop.until <= now + _MENDING:
        return None
    what = f"nothing is tried before {stop.until:%Y-%m-%d %H:%M} UTC, since no message could leave: {stop.why}"
    return StopSending(what, "", "mend it; to try at once: briefing send --to-me")


def _remember(ledger: Ledger, mail: Mail, sent: Sent) -> None:
    """A stop is kept in mind; a message that was accepted forgets it."""
    stop, now, name = sent.stopped, machine.now(), _stop(mail)
    if stop and not stop.local:
        until = now + (dt.timedelta(seconds=stop.wait) if stop.wait else _MENDING)
        why = "; ".join(finding.what for finding in stop.findings)
        with ledger.begin() as db:
            told = msgspec.json.encode(_Stop(until, why)).decode()
            memory.remember(db, name, told)
            events.append(db, now, "STOPPED", f"nothing is tried before {until:%Y-%m-%d %H:%M} UTC: {why}")
    elif sent.counts["ACCEPTED"]:
        with ledger.begin() as db:
            memory.remember(db, name, "")


def _claimed(ledger: Ledger, only: Collection[int] | None) -> tuple[Delivery, ...]:
    with ledger.begin() as db:
        return deliveries.claim(db, machine.now(), _BATCH, only)


def _send_all(desk: Composer, session: Session, batch: Sequence[Delivery], sent: Sent) -> None:
    """A batch in order; what is left of it when sending has to stop, or is interrupted, is given back."""
    left = list(batch)
    try:
        while left:
            with suppress(Taken):  # its new owner tells what became of it
                _send(desk, session, left[0], sent)
            del left[0]
    except BaseException as error:
        desk.give_back(left, error)
        raise


def _send(desk: Composer, session: Session, one: Delivery, sent: Sent) -> None:
    try:
        composed = desk.composed(one)
        reply = session.send(envelope(one, desk.mail), composed, _Marks(desk.ledger, one.key))
    except (LedgerError, StopSending, Taken):
        raise
    except OutputError as error:
        reply = Reply(state="DEFERRED", text=f"what the letter links to is not published: {error}", wait=_UNPUBLISHED)
    except Exception as error:
        # One message that breaks the program must not keep the others' from them.
        if not desk.refuse(one, "\n".join(map(str, faults(error)))):
            raise
        sent.note(one, "FAILED_BUILD")
        return
    definition = desk.definition(one)
    with desk.ledger.begin() as db:
        state = deliveries.answered(db, machine.now(), one, reply, definition.attempts)
        again = state == "UNKNOWN" and _again(db, one, definition, _APART * one.attempts)
    if state and not again:
        sent.note(one, state)


def _again(db: Connection, one: Delivery, definition: Definition, wait: dt.timedelta = dt.timedelta()) -> bool:
    """An UNKNOWN delivery whose schedule says `resend` → sent once more, after a while, a few times at most."""
    why = "the server may have it; sent once more, as the schedule says (unknown = resend)"
    wanted = definition.unknown == "resend" and one.attempts < min(definition.attempts, _COPIES)
    return wanted and deliveries.again(db, machine.now(), one.key, why, wait=wait)


def _recover(desk: Composer, sent: Sent) -> None:
    """What dead senders left behind → free again, or UNKNOWN."""
    with desk.ledger.begin() as db:
        for key in deliveries.recover(db, machine.now()):
            one = deliveries.get(db, key)
            if one and not _again(db, one, desk.definition(one, db)):
                sent.note(one, "UNKNOWN")


class _Marks(Struct):
    """Commits how far one hand-over got."""

    ledger: Ledger
    key: str

    def data(self) -> None:
        with self.ledger.begin() as db:
            deliveries.mark(db, machine.now(), self.key, "DATA")

    def dot(self) -> None:
        with self.ledger.begin() as db:
            deliveries.mark(db, machine.now(), self.key, "DOT")


class Composer:
    """What every message needs: the ledger, the sender, the parts of the edition that was last sent."""

    def __init__(self, ledger: Ledger, mail: Mail) -> None:
        self.ledger, self.mail = ledger, mail
        self._last: tuple[Parts, Kept] | None = None
        self._definitions: dict[int, Definition] = {}

    def definition(self, one: Delivery, db: Connection | None = None) -> Definition:
        """What was frozen for a delivery's occurrence."""
        if one.occurrence not in self._definitions:
            with nullcontext(db) if db is not None else self.ledger.begin() as reading:
                self._definitions[one.occurrence] = occurrences.get(reading, one.occurrence).definition
        return self._definitions[one.occurrence]

    def composed(self, one: Delivery) -> bytes:
        """A delivery → its message, the same bytes at every try."""
        parts, kept = self._kept(one)
        return parcel(one, parts, kept, self.mail)

    def _kept(self, one: Delivery) -> tuple[Parts, Kept]:
        if self._last is None or self._last[1].id != one.edition:
            with self.ledger.begin() as db:
                kept = editions.get(db, one.edition)
                if kept is None:
                    raise DispatchError("the edition is not kept", one.edition[:12], "briefing deliveries resend")
                contents = {name: editions.content(db, kept, name) for name in wanted(kept)}
                linked = {name: editions.content(db, kept, name) for name in kept.linked}
            for name, content in linked.items():
                put_in_place({name: content}, Path(self.mail.publish) / kept.files[name][:PUBLISHED])
            self._last = parts_of(contents, kept.attached), kept
        return self._last

    def refuse(self, one: Delivery, why: str) -> bool:
        """A delivery that cannot be composed; False where its message has begun to leave."""
        with self.ledger.begin() as db:
            return deliveries.end(db, machine.now(), one.key, "FAILED_BUILD", why, of=("CLAIMED",))

    def give_back(self, batch: Sequence[Delivery], error: BaseException) -> None:
        """What was claimed and not handed over is free for the next run."""
        why = str(error) if isinstance(error, DispatchError) else type(error).__name__
        with self.ledger.begin() as db:
            deliveries.give_back(db, machine.now(), [one.key for one in batch], why)
