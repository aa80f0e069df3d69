"""Notify the owner of what went wrong, at most once a day for the same topic.

An event stays unreported until a notification of it was accepted, so that nothing is lost by a crash, a refusal or the
limit. A failed notification never causes another: the exit code and the delivery log show it.
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
from briefing.dispatch.context import DispatchContext
from briefing.dispatch.delivery_log import deliveries, events, key_values, occurrences, stored_editions
from briefing.dispatch.exceptions import SendingStopped
from briefing.dispatch.models import Delivery, Envelope, HandoverMarks, Occurrence, Session, State, StoredEdition
from briefing.dispatch.view.occurrence_summary import summarize
from briefing.errors import BriefingError, DeliveryLogError, Finding

# Less than a day, so that a schedule that fails daily is reported daily.
REPEAT_AFTER: Final = dt.timedelta(hours=23)
RETRY_AFTER: Final = dt.timedelta(hours=1)
_CLOCK_TOLERANCE: Final = dt.timedelta(minutes=5)
FOREVER: Final = dt.timedelta(days=3650)
_MAX_DELIVERIES: Final = 50


class _NoMarks:
    """Marks of a notification, which is no delivery: nothing is committed between its steps."""

    def data(self) -> None:
        """Do nothing."""

    def dot(self) -> None:
        """Do nothing."""


NO_MARKS: Final[HandoverMarks] = _NoMarks()


class Notification(Struct, frozen=True):
    """A message to the owner; `topic` identifies it, as the schedule and what is wrong with it.

    `deliveries` (key and state) and `occurrences` are what it reports. It is not repeated within its `window`.
    """

    topic: str
    subject: str
    lines: tuple[str, ...]
    deliveries: tuple[tuple[str, State], ...] = ()
    occurrences: tuple[int, ...] = ()
    window: dt.timedelta = REPEAT_AFTER


def notify_owner(
    context: DispatchContext, stopped: SendingStopped | None = None, extra: Sequence[Notification] = ()
) -> list[Finding]:
    """Send the owner what is not yet reported, and `extra`, which is not in the log; return the failures.

    If sending has `stopped` nothing is sent: a refused login is not tried twice.
    """
    if not context.settings.mail.owner:
        return []
    found = []
    with context.log.reading() as db:
        notices = [*extra, *_failures(db), *_pauses(db, context.settings.definitions), *_approvals(db)]
    with ExitStack() as stack:
        session = None
        for notice in notices:
            if not _reserve(context, notice):
                continue
            failure = str(stopped) if stopped else ""
            if not failure:
                session = session or stack.enter_context(context.transport.session())
                failure, stopped = _send(context, session, notice)
            _record(context, notice, failure)
            if failure:
                what = f"the owner could not be notified of {notice.subject}: {failure}"
                found.append(Finding("", what, "look yourself: briefing deliveries list"))
    return found


def _failures(db: Connection) -> list[Notification]:
    """Return a notification for each schedule with unreported failures."""
    found: dict[str, tuple[list[Occurrence], list[Delivery]]] = defaultdict(lambda: ([], []))
    for occurrence in occurrences.unreported(db):
        found[occurrence.name][0].append(occurrence)
    for delivery in deliveries.unreported(db):
        found[delivery.name][1].append(delivery)
    return [_failure(db, name, *troubles) for name, troubles in found.items()]


def _failure(
    db: Connection, name: str, failed: Sequence[Occurrence], failed_deliveries: Sequence[Delivery]
) -> Notification:
    """Return the notification of a schedule's failed occurrences and deliveries."""
    lines = []
    failed_ids = {one.id for one in failed}
    for id_ in sorted(failed_ids | {one.occurrence for one in failed_deliveries}):
        (summary,) = summarize(db, [id_])
        lines += [str(summary)]
        lines += [summary.occurrence.detail] if summary.occurrence.detail and summary.counts else []
    for one in failed_deliveries[:_MAX_DELIVERIES]:
        lines += [f"{one.recipient.address}: {one.state}", f"  {one.reply}"]
        lines += [f"  briefing deliveries show {one.key[:12]}"]
    if len(failed_deliveries) > _MAX_DELIVERIES:
        lines.append(f"and {len(failed_deliveries) - _MAX_DELIVERIES} more: briefing deliveries list")
    kinds = " ".join(sorted({one.state for one in failed_deliveries} | ({"FAILED_BUILD"} if failed_ids else set())))
    keys = tuple((one.key, one.state) for one in failed_deliveries)
    return Notification(f"{name} failed: {kinds}", f"{name} needs attention", tuple(lines), keys, tuple(failed_ids))


def _pauses(db: Connection, names: Collection[str]) -> list[Notification]:
    """Return notifications of schedules that were paused by failures, each sent once."""
    found = []
    for schedule in occurrences.paused_schedules(db, names):
        if schedule.failures:
            resume = f"  briefing schedule resume {schedule.name}"
            lines = (schedule.reason, "It stays paused until it is resumed:", resume)
            matter = f"{schedule.name} is paused {schedule.seen.isoformat()}"
            found.append(Notification(matter, f"The schedule {schedule.name} is paused", lines, window=FOREVER))
    return found


def _approvals(db: Connection) -> list[Notification]:
    """Return notifications of editions that wait for approval, one for each schedule."""
    waiting: dict[str, dict[str, StoredEdition]] = defaultdict(dict)
    for name, edition in deliveries.awaiting_approval(db):
        if stored := stored_editions.get(db, edition):
            waiting[name][stored.content_hash] = stored
    found = []
    for name, contents in waiting.items():
        lines = []
        for edition_ in contents.values():
            lines += [f"{edition_.slug}.{edition_.lang}, {edition_.entity}, as of {edition_.as_of}: {edition_.subject}"]
            lines += [f"  briefing approve {edition_.content_hash[:12]} --by NAME"]
        matter = " ".join([f"{name} waits for approval", *sorted(contents)])
        found.append(Notification(matter, f"{name} waits for approval", tuple(lines)))
    return found


def _reserve(context: DispatchContext, notice: Notification) -> bool:
    """Return whether a topic may be reported now; if so, no other process reports it at the same time."""
    now = machine.now()
    with context.log.begin() as db:
        until = key_values.get_value(db, _memory_key(notice))
        # a later time was stored under a wrong clock; clocks of two hosts differ a little
        if until and now < dt.datetime.fromisoformat(until) <= now + notice.window + _CLOCK_TOLERANCE:
            return False
        key_values.set_value(db, _memory_key(notice), (now + RETRY_AFTER).isoformat())
        return True


def _memory_key(notice: Notification) -> str:
    return f"notice {hashlib.sha256(notice.topic.encode()).hexdigest()}"


def _record(context: DispatchContext, notice: Notification, failure: str) -> None:
    now = machine.now()
    with context.log.begin() as db:
        key_values.set_value(db, _memory_key(notice), (now + (RETRY_AFTER if failure else notice.window)).isoformat())
        events.append(db, now, "NOTICE_FAILED" if failure else "NOTICE", f"{notice.subject}: {failure or notice.topic}")
        if not failure:
            deliveries.mark_reported(db, notice.deliveries)
            occurrences.mark_reported(db, notice.occurrences)


def _send(context: DispatchContext, session: Session, notice: Notification) -> tuple[str, SendingStopped | None]:
    """Send a notification; return why it did not leave (or an empty string) and what stops the others, too."""
    mail, now = context.settings.mail, machine.now()
    key = hashlib.sha256(f"{notice.topic} {now.isoformat()}".encode()).hexdigest()
    try:
        composed = message.compose_notification(mail, notice.subject, notice.lines, now, key, context.log.secret)
        utf8 = message.needs_utf8(mail.sender, mail.owner)
        reply = session.send(Envelope(key=key, sender=mail.sender, recipient=mail.owner, utf8=utf8), composed, NO_MARKS)
    except DeliveryLogError:
        raise
    except SendingStopped as stop:
        return str(stop), stop
    except BriefingError as error:
        return str(error), None
    return ("" if reply.state == "ACCEPTED" else f"{reply.state}: {reply.text}"), None
