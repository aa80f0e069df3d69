"""One tick: what is due is decided, planned, built, sent, and told to the owner where it failed.

The operating system only rings: when something is due, what was missed and what day it is are decided here, from the
ledger, the same under cron, systemd, Windows and every orchestrator.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Connection

from briefing.dispatch import machine, planning, schedule
from briefing.dispatch.desk import Desk, desk
from briefing.dispatch.ledger import deliveries, editions, memory, occurrences, people
from briefing.dispatch.notices import Notice, tell_owner
from briefing.dispatch.nouns import Definition, Occurrence, State
from briefing.dispatch.outcome import Done, told
from briefing.dispatch.planning import Step
from briefing.dispatch.sending import drain
from briefing.dispatch.stops import going_on
from briefing.dispatch.view.plaintext import counted
from briefing.errors import DispatchError, Finding, LedgerError, faults

KEEP: Final = dt.timedelta(days=400)
_BAD: Final[frozenset[State]] = frozenset(("FAILED_BUILD", "REFUSED"))
_NO_SCHEDULE: Final = Finding(
    "dispatch.toml", "there is no schedule, so nothing will ever be due", "write [schedules.monthly]", "warning"
)


def tick(project: str | Path, *, step: Step | None = None, jumped: bool = False) -> Done:
    """A project's folder → what was due is done; safe to call as often as one likes, from several hosts.

    `jumped` says that a clock which was moved by more than a day is right now. One tick works at a time on a host: a
    second one says who, and leaves. What fails for one schedule keeps nothing from the others.
    """
    with desk(project) as at, _alone(at.settings.folder) as taken:
        if taken:
            return Done(findings=[Finding("", f"nothing done: taken by {taken}", "it goes on by itself", "warning")])
        try:
            _trust_clock(at, jumped)
        except DispatchError as error:
            tell_owner(at, more=[Notice("clock", "A clock was set", tuple(str(error).splitlines()))])
            raise
        findings = [] if at.settings.definitions else [_NO_SCHEDULE]
        looked: set[int] = set()
        broken: list[Notice] = []
        with going_on("the next tick goes on"):
            for one in at.settings.definitions.values():
                try:
                    looked.update(_decide(at, one))
                except LedgerError:
                    raise
                except Exception as error:
                    found = list(faults(error))
                    findings += found
                    lines = tuple(line for finding in found for line in str(finding).splitlines())
                    broken.append(Notice(f"{one.name} is not decided", f"{one.name} needs attention", lines))
            with at.ledger.begin() as db:
                occurrences.rest(db, machine.now(), at.settings.definitions)
                looked.update(one.id for one in occurrences.read(db, stages=("PLANNED", "BUILT")))
            done = work(at, looked, patient=True, more=broken, step=step)
        _tidy(at)
        return msgspec.structs.replace(done, findings=[*findings, *done.findings])


def _tidy(at: Desk) -> None:
    """Once a day: what nobody needs any more is dropped from the ledger."""
    now = machine.now()
    with at.ledger.begin() as db:
        if memory.remembered(db, "tidied") != now.date().isoformat():
            editions.prune(db, now - KEEP)
            memory.remember(db, "tidied", now.date().isoformat())


def work(
    at: Desk,
    looked: Collection[int],
    *,
    only: Collection[int] | None = None,
    patient: bool = False,
    more: Sequence[Notice] = (),
    step: Step | None = None,
) -> Done:
    """Occurrences → those that are planned are built; then all that may leave is sent, or `only` what is of some.

    → what became of them, and of those whose messages moved. A `patient` one waits where sending has stopped. The
    owner is told of `more`, too.
    """
    done = Done()
    with at.ledger.reading() as db:
        planned = [one for one in sorted(looked) if occurrences.get(db, one).stage == "PLANNED"]
    for one in planned:
        done.findings += _built(at, one, step)
    with at.ledger.begin() as db:
        _release(db)
    sent = drain(at.ledger, at.settings.mail, at.transport, only, patient=patient)
    finish(at, {*looked, *sent.occurrences})
    moved = {*planned, *sent.occurrences}
    with at.ledger.reading() as db:
        done.told = [told(db, one, moved if patient else None) for one in sorted({*looked, *sent.occurrences})]
    done.stopped = sent.stopped is not None
    done.findings += [*(sent.stopped.findings if sent.stopped else ()), *tell_owner(at, sent.stopped, more)]
    if sent.counts["ACCEPTED"] and at.settings.mail.smtp is None:
        what = f"no mail server is set; the messages were written to {at.settings.folder / 'outbox'}"
        done.findings.append(Finding("dispatch.toml", what, "add [mail.smtp] to send them", "warning"))
    return done


def _built(at: Desk, occurrence: int, step: Step | None) -> list[Finding]:
    """An occurrence → built, as far as it goes; → what there is to say of it."""
    try:
        taken, found = planning.build_planned(at.ledger, at.project, at.settings, occurrence, step)
    except LedgerError:
        raise
    except Exception as error:
        return list(faults(error))
    findings = [finding for finding in found if finding.severity == "warning"]
    return [*findings, Finding("", f"taken by {taken}", "it goes on by itself", "warning")] if taken else findings


def _release(db: Connection) -> None:
    """What was approved while it was being built waits no more."""
    for kept in editions.read(db, waiting=True):
        if people.approved(db, kept.content_hash):
            deliveries.release(db, machine.now(), kept.content_hash)


def finish(at: Desk, looked: Collection[int]) -> None:
    """What is over is DONE; failures in a row are counted, and pause a schedule."""
    now = machine.now()
    with at.ledger.begin() as db:
        closed = {one for one in sorted(looked) if occurrences.close(db, now, one)}
        for one in sorted({*closed, *occurrences.unjudged(db)}):
            first = occurrences.judge(db, one)
            over = told(db, one)
            failed = over.occurrence.stage == "FAILED_BUILD" or (bool(over.counts) and set(over.counts) <= _BAD)
            if over.occurrence.definition.timing and (first or not failed):
                _count(db, over.occurrence, failed)


def _count(db: Connection, one: Occurrence, failed: bool) -> None:
    """An occurrence is over → one more failure in a row, which may pause its schedule, or none."""
    now, definition = machine.now(), one.definition
    known = occurrences.watched(db, now, one.name)
    failures = known.failures + 1 if failed else 0
    occurrences.failed(db, now, one.name, failures)
    if failures >= definition.pause_after and not known.paused:
        replies = (delivery.reply for delivery in deliveries.read(db, occurrence=one.id))
        last = one.detail or next(filter(None, replies), "")
        reason = f"{counted(failures, 'failure')} in a row; the last: {last[:300]}"
        occurrences.pause(db, now, one.name, reason)


def _decide(at: Desk, definition: Definition) -> list[int]:
    """A schedule → new occurrences for all that fell due since it was last looked at, each with what was decided."""
    now = machine.now()
    assert definition.timing
    with at.ledger.begin() as db:
        known = occurrences.watched(db, now, definition.name)
    if known.paused or known.seen >= now:
        return []
    made: list[int] = []
    for due in schedule.decide(definition.timing, known.seen, now):
        if due.stage == "PLANNED":
            found = planning.plan(at.ledger, at.project, at.settings, definition, due.at, late=due.late)
        else:
            with at.ledger.begin() as db:
                why = _why(due)
                found = occurrences.add(db, now, due.at, definition, due.stage, late=due.late, detail=why)
        made += [found] if found is not None else []
    with at.ledger.begin() as db:
        occurrences.seen(db, definition.name, now)
    return made


def _why(due: schedule.Decision) -> str:
    """Why a moment was skipped."""
    if due.stage == "SKIPPED_HOLIDAY":
        return "nothing runs on this day"
    if due.count > 1:
        return f"{due.count} times since {due.since} were missed"
    return "missed, and not caught up"


def _trust_clock(at: Desk, jumped: bool) -> None:
    """DispatchError where the clock of this host was moved by more than a day since its last tick, or a schedule was
    decided for a day that is still to come, unless `jumped`.
    """
    boot, boot_id = machine.boot()
    now, name = schedule.Tick(machine.now(), boot, boot_id), f"tick {machine.host()}"
    with at.ledger.begin() as db:
        last = memory.remembered(db, name)
        far = schedule.jumped(msgspec.json.decode(last, type=schedule.Tick), now) if last else None
        ahead = occurrences.ahead(db, now.wall + schedule.FAR)
        if jumped:
            occurrences.believe(db, now.wall)
        if jumped or not (far or ahead):
            memory.remember(db, name, msgspec.json.encode(now).decode())
            return
    what = f"the clock of this machine was moved by {far} since the last tick"
    if not far:
        what = f"the schedule {ahead} was decided already for days that are still to come; a clock is or was wrong"
    fix = "set the clock, or if it is right now: briefing tick --clock-is-right"
    raise DispatchError(f"{what}; nothing was decided", "", fix)


@contextmanager
def _alone(folder: Path) -> Iterator[str]:
    """A lock that the kernel frees when its holder dies → empty where it is ours, else who has it."""
    from filelock import FileLock, Timeout

    holder = folder / "tick.holder"
    lock = FileLock(folder / "tick.lock", timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        yield (holder.read_text(encoding="utf-8") if holder.exists() else "") or "another process"
        return
    except OSError as error:
        what = f"the folder of dispatch cannot be written: {error.strerror or error}"
        raise DispatchError(what, str(folder), "allow writing there, or choose another [ledger] folder") from None
    try:
        holder.write_text(machine.process(), encoding="utf-8")
        yield ""
    finally:
        lock.release()
