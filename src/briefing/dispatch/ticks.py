"""One tick: decide, plan, build and send what is due, and notify the owner of failures.

The operating system only calls the tick. What is due, what was missed and which day it is are decided here, from the
delivery log, the same under cron, systemd, Windows and every orchestrator.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from filelock import FileLock, Timeout
from sqlalchemy import Connection

from briefing.dispatch import machine, planner, schedule, waiting
from briefing.dispatch.context import ADD_SCHEDULE, DispatchContext, open_context
from briefing.dispatch.delivery_log import deliveries, key_values, occurrences, people, stored_editions
from briefing.dispatch.delivery_log.store import NOT_WRITABLE
from briefing.dispatch.exceptions import interruptible
from briefing.dispatch.mail_queue import drain
from briefing.dispatch.models import Definition, Occurrence, State
from briefing.dispatch.notifications import Notification, notify_owner
from briefing.dispatch.planner import StepCallback
from briefing.dispatch.results import DispatchResult
from briefing.dispatch.view.occurrence_summary import summarize
from briefing.dispatch.view.text_format import pluralize
from briefing.errors import DeliveryLogError, DispatchError, Finding, faults

_WEEK: Final = dt.timedelta(days=7)
RETENTION: Final = dt.timedelta(days=400)
_FAILED_STATES: Final[frozenset[State]] = frozenset(("FAILED_BUILD", "REFUSED"))
_NO_SCHEDULE: Final = Finding(
    "dispatch.toml", "there is no schedule, so nothing will ever be due", ADD_SCHEDULE, "warning"
)


def tick(project: str | Path, *, step: StepCallback | None = None, clock_is_right: bool = False) -> DispatchResult:
    """Do what is due in a project; safe to call as often as one likes, from several hosts.

    `clock_is_right` accepts a clock that was set by more than a day. Only one tick at a time runs on a host: a second
    one names the first and exits. A failure of one schedule does not affect the others.
    """
    with open_context(project) as context, _tick_lock(context.settings.folder) as holder:
        if holder:
            return DispatchResult(
                findings=[Finding("", f"nothing done: taken by {holder}", "it continues by itself", "warning")]
            )
        try:
            _check_clock(context, clock_is_right)
        except DispatchError as error:
            notify_owner(context, extra=[Notification("clock", "A clock was set", tuple(str(error).splitlines()))])
            raise
        findings = [] if context.settings.definitions else [_NO_SCHEDULE]
        ids: set[int] = set()
        broken = [notice for terms in context.settings.definitions.values() if (notice := _last_release_past(terms))]
        with interruptible("the next tick goes on"):
            for occurrence in context.settings.definitions.values():
                try:
                    ids.update(_decide(context, occurrence))
                except DeliveryLogError:
                    raise
                except Exception as error:
                    found = list(faults(error))
                    findings += found
                    lines = tuple(line for finding in found for line in str(finding).splitlines())
                    broken.append(
                        Notification(f"{occurrence.name} is not decided", f"{occurrence.name} needs attention", lines)
                    )
            with context.log.begin() as db:
                occurrences.skip_unlisted(db, machine.now(), context.settings.definitions)
                ids.update(occurrence.id for occurrence in occurrences.read(db, stages=("PLANNED", "BUILT")))
            done = process_occurrences(context, ids, unattended=True, extra=broken, step=step)
        _prune_daily(context)
        return msgspec.structs.replace(done, findings=[*findings, *done.findings])


def _last_release_past(terms: Definition) -> Notification | None:
    """Return the notification of a schedule whose release calendar has come to its end."""
    timing = terms.timing
    if timing is None or not timing.releases or (timing.until and timing.until <= machine.now().date()):
        return None
    last = max(release.at for release in timing.releases)
    if last > machine.now():
        return None
    lines = (f"Its last release was {last.isoformat()}.", "Add the next ones to its release calendar.")
    topic = f"{terms.name} has no release after {last.isoformat()}"
    return Notification(topic, f"{terms.name} has no further release", lines, window=_WEEK)


def _prune_daily(context: DispatchContext) -> None:
    """Delete once a day what is no longer needed."""
    now = machine.now()
    with context.log.begin() as db:
        if key_values.get_value(db, "tidied") != now.date().isoformat():
            stored_editions.prune(db, now - RETENTION)
            key_values.set_value(db, "tidied", now.date().isoformat())


def process_occurrences(
    context: DispatchContext,
    ids: Collection[int],
    *,
    only: Collection[int] | None = None,
    unattended: bool = False,
    extra: Sequence[Notification] = (),
    step: StepCallback | None = None,
) -> DispatchResult:
    """Build the planned occurrences, then send everything that is due, or `only` that of some occurrences.

    Return their results and those of occurrences whose messages moved. An `unattended` call does not retry while
    sending is stopped. The owner is notified of `extra`, too.
    """
    done = DispatchResult()
    with context.log.reading() as db:
        planned = [id_ for id_ in sorted(ids) if occurrences.get(db, id_).stage == "PLANNED"]
    for id_ in planned:
        done.findings += _build(context, id_, step, unattended=unattended)
    with context.log.begin() as db:
        _release_approved(db)
    sent = drain(context.log, context.settings.mail, context.transport, only, unattended=unattended)
    close_occurrences(context, {*ids, *sent.occurrences})
    moved = {*planned, *sent.occurrences}
    with context.log.reading() as db:
        done.occurrences = [*summarize(db, sorted({*ids, *sent.occurrences}), moved if unattended else None)]
    done.stopped = sent.stopped is not None
    done.findings += [*(sent.stopped.findings if sent.stopped else ()), *notify_owner(context, sent.stopped, extra)]
    if sent.counts["ACCEPTED"] and context.settings.mail.smtp is None:
        what = f"no mail server is set; the messages were written to {context.settings.folder / 'outbox'}"
        done.findings.append(
            Finding("dispatch.toml", what, 'to send them, add [mail.smtp] with host = "mail.example.org"', "warning")
        )
    return done


def _build(
    context: DispatchContext, occurrence: int, step: StepCallback | None, *, unattended: bool = False
) -> list[Finding]:
    """Build an occurrence as far as possible; return the findings.

    A tick says nothing of a run that waits, as the next one comes in a few minutes.
    """
    try:
        if (held_back := waiting.hold_back(context, occurrence)) is not None:
            return [] if unattended and held_back.severity == "warning" else [held_back]
        builder, found = planner.build_planned(context, occurrence, step)
    except DeliveryLogError:
        raise
    except Exception as error:
        return list(faults(error))
    findings = [finding for finding in found if finding.severity != "error"]
    return [*findings, Finding("", f"taken by {builder}", "it continues by itself", "warning")] if builder else findings


def _release_approved(db: Connection) -> None:
    """Release deliveries whose edition was approved while it was being built."""
    for edition in stored_editions.read(db, waiting=True):
        if people.approved(db, edition.content_hash):
            deliveries.release(db, machine.now(), edition.content_hash)


def close_occurrences(context: DispatchContext, ids: Collection[int]) -> None:
    """Mark finished occurrences as DONE; count consecutive failures, which pause a schedule."""
    now = machine.now()
    with context.log.begin() as db:
        closed = {id_ for id_ in sorted(ids) if occurrences.close(db, now, id_)}
        for id_ in sorted({*closed, *occurrences.uncounted(db)}):
            first = occurrences.mark_counted(db, id_)
            (result,) = summarize(db, [id_])
            failed = result.occurrence.stage == "FAILED_BUILD" or (
                bool(result.counts) and set(result.counts) <= _FAILED_STATES
            )
            if result.occurrence.definition.timing and (first or not failed):
                _count_failure(db, result.occurrence, failed)


def _count_failure(db: Connection, occurrence: Occurrence, failed: bool) -> None:
    """Update the consecutive failures of a schedule after an occurrence, and pause it if there are too many."""
    now, definition = machine.now(), occurrence.definition
    schedule_state = occurrences.schedule_state(db, now, occurrence.name)
    failures = schedule_state.failures + 1 if failed else 0
    occurrences.set_failures(db, now, occurrence.name, failures)
    if failures >= definition.pause_after and not schedule_state.paused:
        replies = (delivery.reply for delivery in deliveries.read(db, occurrence=occurrence.id))
        last = occurrence.detail or next(filter(None, replies), "")
        reason = f"{pluralize(failures, 'failure')} in a row; the last: {last[:300]}"
        occurrences.pause(db, now, occurrence.name, reason)


def _decide(context: DispatchContext, definition: Definition) -> list[int]:
    """Add an occurrence for each time that became due since the schedule was last decided."""
    now = machine.now()
    assert definition.timing
    with context.log.begin() as db:
        schedule_state = occurrences.schedule_state(db, now, definition.name)
    if schedule_state.paused or schedule_state.seen >= now:
        return []
    ids: list[int] = []
    for due in schedule.decide(definition.timing, schedule_state.seen, now):
        if due.stage == "PLANNED":
            found = planner.plan(context, definition, due.at, late=due.late)
        else:
            with context.log.begin() as db:
                skipped = Occurrence(definition, due.at, due.stage, due.late, _skip_reason(due))
                found = occurrences.add(db, now, skipped)
        ids += [found] if found is not None else []
    with context.log.begin() as db:
        occurrences.set_decided_until(db, definition.name, now)
    return ids


def _skip_reason(due: schedule.ScheduleDecision) -> str:
    """Return why a due time was skipped."""
    if due.stage == "SKIPPED_HOLIDAY":
        return "nothing runs on this day"
    if due.count > 1:
        return f"{due.count} times since {due.since} were missed"
    return "missed, and not caught up"


def _check_clock(context: DispatchContext, clock_is_right: bool) -> None:
    """Raise DispatchError if this host's clock was set by more than a day since the last tick, or if a schedule is
    decided for a future day, unless `clock_is_right`."""
    boot, boot_id = machine.boot()
    now, name = schedule.ClockReading(machine.now(), boot, boot_id), f"tick {machine.host()}"
    with context.log.begin() as db:
        last = key_values.get_value(db, name)
        shift = schedule.clock_shift(msgspec.json.decode(last, type=schedule.ClockReading), now) if last else None
        ahead = occurrences.decided_beyond(db, now.wall + schedule.MAX_SHIFT)
        if clock_is_right:
            occurrences.accept_clock(db, now.wall)
        if clock_is_right or not (shift or ahead):
            key_values.set_value(db, name, msgspec.json.encode(now).decode())
            return
    what = f"the clock of this machine was moved by {shift} since the last tick"
    if not shift:
        what = f"the schedule {ahead} is decided for future days; a clock is or was wrong"
    fix = "set the clock, or if it is right now: briefing tick --clock-is-right"
    raise DispatchError(f"{what}; nothing was decided", "", fix)


@contextmanager
def _tick_lock(folder: Path) -> Iterator[str]:
    """Hold a lock that the kernel releases when its holder dies; yield an empty string, or who has it."""
    holder = folder / "tick.holder"
    lock = FileLock(folder / "tick.lock", timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        yield (holder.read_text(encoding="utf-8") if holder.exists() else "") or "another process"
        return
    except OSError as error:
        what = f"the state folder cannot be written: {error.strerror or error}"
        raise DispatchError(what, str(folder), NOT_WRITABLE) from None
    try:
        holder.write_text(machine.process(), encoding="utf-8")
        yield ""
    finally:
        lock.release()
