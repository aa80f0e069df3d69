"""What the ledger says went wrong → messages to the owner, at most one in a day for the same matter.

What the owner does not know stays untold until a notice of it was accepted, so that nothing is lost by a crash, a
refusal or the limit. A notice never causes another: where it cannot be sent, the exit code and the ledger tell.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from briefing.dispatch import machine, message
from briefing.dispatch.desk import Desk
from briefing.dispatch.ledger import deliveries, editions, events, memory, occurrences
from briefing.dispatch.nouns import Delivery, Envelope, Kept, Marks, Occurrence, Session, State
from briefing.dispatch.outcome import told
from briefing.dispatch.stops import StopSending
from briefing.errors import BriefingError, Finding, LedgerError

# Less than a day, so that a schedule that fails daily is told daily.
WINDOW: Final = dt.timedelta(hours=23)
AGAIN: Final = dt.timedelta(hours=1)
_SLACK: Final = dt.timedelta(minutes=5)
EVER: Final = dt.timedelta(days=3650)
_MOST: Final = 50


class _Unmarked:
    """A notice is no delivery: nothing is committed between its steps."""

    def data(self) -> None:
        """Nothing to commit."""

    def dot(self) -> None:
        """Nothing to commit."""


UNMARKED: Final[Marks] = _Unmarked()


class Notice(Struct, frozen=True):
    """What the owner is to know; `matter` tells one from another, as the schedule and what is wrong with it.

    `deliveries` (key and state) and `occurrences` are what it tells of. It is not told again within its `window`.
    """

    matter: str
    subject: str
    lines: tuple[str, ...]
    deliveries: tuple[tuple[str, State], ...] = ()
    occurrences: tuple[int, ...] = ()
    window: dt.timedelta = WINDOW


def tell_owner(desk: Desk, stopped: StopSending | None = None, more: Sequence[Notice] = ()) -> list[Finding]:
    """What the owner does not know yet, and `more` that no row of the ledger tells → told; → what failed at that.

    Where sending has `stopped` nothing is tried: a login that was refused is not refused twice.
    """
    if not desk.settings.mail.owner:
        return []
    found = []
    with desk.ledger.reading() as db:
        notices = [*more, *_complaints(db), *_pauses(db, desk.settings.definitions), *_approvals(db)]
    with ExitStack() as stack:
        session = None
        for notice in notices:
            if not _due(desk, notice):
                continue
            failure = str(stopped) if stopped else ""
            if not failure:
                session = session or stack.enter_context(desk.transport.session())
                failure, stopped = _sent(desk, session, notice)
            _record(desk, notice, failure)
            if failure:
                what = f"the owner could not be told of {notice.subject}: {failure}"
                found.append(Finding("", what, "look yourself: briefing deliveries list"))
    return found


def _complaints(db: Connection) -> list[Notice]:
    """What failed and is untold, by schedule."""
    found: dict[str, tuple[list[Occurrence], list[Delivery]]] = defaultdict(lambda: ([], []))
    for occurrence in occurrences.untold(db):
        found[occurrence.name][0].append(occurrence)
    for one in deliveries.untold(db):
        found[one.name][1].append(one)
    return [_complaint(db, name, *troubles) for name, troubles in found.items()]


def _complaint(db: Connection, name: str, failed: Sequence[Occurrence], ones: Sequence[Delivery]) -> Notice:
    """Occurrences of a schedule, and deliveries, that failed → what the owner reads of them."""
    lines = []
    whole = {one.id for one in failed}
    for id_ in sorted(whole | {one.occurrence for one in ones}):
        so_far = told(db, id_)
        lines += [str(so_far)]
        lines += [so_far.occurrence.detail] if so_far.occurrence.detail and so_far.counts else []
    for one in ones[:_MOST]:
        lines += [f"{one.recipient.address}: {one.state}", f"  {one.reply}"]
        lines += [f"  briefing deliveries show {one.key[:12]}"]
    if len(ones) > _MOST:
        lines.append(f"and {len(ones) - _MOST} more: briefing deliveries list")
    kinds = " ".join(sorted({one.state for one in ones} | ({"FAILED_BUILD"} if whole else set())))
    keys = tuple((one.key, one.state) for one in ones)
    return Notice(f"{name} failed: {kinds}", f"{name} needs attention", tuple(lines), keys, tuple(whole))


def _pauses(db: Connection, names: Collection[str]) -> list[Notice]:
    """Schedules that failures have paused, each told once."""
    found = []
    for one in occurrences.paused(db, names):
        if one.failures:
            resume = f"  briefing schedule resume {one.name}"
            lines = (one.reason, "It stays paused until somebody says otherwise:", resume)
            matter = f"{one.name} is paused {one.seen.isoformat()}"
            found.append(Notice(matter, f"The schedule {one.name} is paused", lines, window=EVER))
    return found


def _approvals(db: Connection) -> list[Notice]:
    """Editions that wait for an approval, by schedule."""
    waiting: dict[str, dict[str, Kept]] = defaultdict(dict)
    for name, edition in deliveries.waiting(db):
        if kept := editions.get(db, edition):
            waiting[name][kept.content_hash] = kept
    found = []
    for name, ones in waiting.items():
        lines = []
        for one in ones.values():
            lines += [f"{one.slug}.{one.lang}, {one.entity}, as of {one.as_of}: {one.subject}"]
            lines += [f"  briefing approve {one.content_hash[:12]} --by NAME"]
        matter = " ".join([f"{name} waits for approval", *sorted(ones)])
        found.append(Notice(matter, f"{name} waits for approval", tuple(lines)))
    return found


def _due(desk: Desk, notice: Notice) -> bool:
    """Whether a matter may be told now; if so, no other process tells it at the same time."""
    now = machine.now()
    with desk.ledger.begin() as db:
        told = memory.remembered(db, _name(notice))
        # what lies further ahead was remembered under a wrong clock; those of two hosts differ a little
        if told and now < dt.datetime.fromisoformat(told) <= now + notice.window + _SLACK:
            return False
        memory.remember(db, _name(notice), (now + AGAIN).isoformat())
        return True


def _name(notice: Notice) -> str:
    return f"notice {hashlib.sha256(notice.matter.encode()).hexdigest()}"


def _record(desk: Desk, notice: Notice, failure: str) -> None:
    now = machine.now()
    with desk.ledger.begin() as db:
        memory.remember(db, _name(notice), (now + (AGAIN if failure else notice.window)).isoformat())
        events.append(
            db, now, "NOTICE_FAILED" if failure else "NOTICE", f"{notice.subject}: {failure or notice.matter}"
        )
        if not failure:
            deliveries.told(db, notice.deliveries)
            occurrences.told(db, notice.occurrences)


def _sent(desk: Desk, session: Session, notice: Notice) -> tuple[str, StopSending | None]:
    """A notice → why it did not leave, empty if it did; and what stops the others, too."""
    mail, now = desk.settings.mail, machine.now()
    key = hashlib.sha256(f"{notice.matter} {now.isoformat()}".encode()).hexdigest()
    try:
        composed = message.notice(mail, notice.subject, notice.lines, now, key, desk.ledger.secret)
        utf8 = message.needs_utf8(mail.sender, mail.owner)
        reply = session.send(Envelope(key=key, sender=mail.sender, recipient=mail.owner, utf8=utf8), composed, UNMARKED)
    except LedgerError:
        raise
    except StopSending as stop:
        return str(stop), stop
    except BriefingError as error:
        return str(error), None
    return ("" if reply.state == "ACCEPTED" else f"{reply.state}: {reply.text}"), None
