"""A run that waits until the data have a value of its period; each tick looks again.

When the data have it, the run goes on with what is known by then. When its hours are over it fails, which the owner is
notified of; a person who runs it once more sends what there is.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from sqlalchemy import Connection

from briefing import read
from briefing.dispatch import machine
from briefing.dispatch.context import DispatchContext
from briefing.dispatch.delivery_log import deliveries, occurrences
from briefing.dispatch.models import DataWait, Definition, Occurrence
from briefing.dispatch.view.text_format import local_time, pluralize
from briefing.errors import Finding, InputError
from briefing.facts import FactRegistry
from briefing.model.edition import Project
from briefing.model.period import Frequency, Notation, Period
from briefing.model.period_notation import NotationError, as_frequency, period_of
from briefing.wording import of


def hold_back(context: DispatchContext, occurrence: int) -> Finding | None:
    """Return what a planned run still waits for, or that it has failed; None if it may be built now."""
    with context.log.reading() as db:
        found = occurrences.get(db, occurrence)
    wait = found.definition.wait
    if wait is None or wait.since is not None:
        return None
    now = machine.now()
    project = read.project(context.project, as_of=now.astimezone(ZoneInfo(found.definition.zone)).date())
    periods = {key: _awaited(project, found, key, wait) for key in wait.facts}
    reference = found.definition.reference or periods[wait.facts[0]].notation
    lacking = [key for key, period in periods.items() if not _has(project, key, period)]
    until = found.scheduled_for + dt.timedelta(hours=wait.hours)
    if not lacking or wait.over:
        _settle(context, found, replace(found.definition, reference=reference, wait=replace(wait, since=now)))
        return None
    english = of("en")
    what = "no value of " + ", ".join(f"{english.label(periods[key])} of {key}" for key in lacking)
    if now < until:
        _note(context, found, f"waits until {local_time(until, found.definition.zone)}: {what}")
        fix = "briefing tick looks again; nothing is sent before"
        return Finding(found.name, f"it waits until {local_time(until, found.definition.zone)}: {what}", fix, "warning")
    return _give_up(context, found, reference, f"{what} within {pluralize(wait.hours, 'hour')}")


def _awaited(project: Project, occurrence: Occurrence, key: str, wait: DataWait) -> Period:
    """Return the period that a short name must have a value of: as written, of the release, or the one before."""
    subject = FactRegistry(project.dataset, project.edition).subject(key)
    frequency: Frequency = subject.latest.value_period.frequency
    written: Notation | None = occurrence.definition.reference if wait.period == "last" else wait.period
    if written is None:
        day = occurrence.scheduled_for.astimezone(ZoneInfo(occurrence.definition.zone)).date()
        return Period.containing(day, frequency) - 1
    try:
        return as_frequency(period_of(written), frequency)
    except NotationError as error:
        where = f"{occurrence.definition.where}.wait_for"
        raise InputError(f"{key}: {error}", where, "name in wait_facts only what has such periods") from None


def _has(project: Project, key: str, period: Period) -> bool:
    """Whether a short name has a value of a period or a later one, or the publisher says that there will be none."""
    subject = FactRegistry(project.dataset, project.edition).subject(key)
    return subject.latest.value_period >= period or subject.missing(period) is not None


def _settle(context: DispatchContext, occurrence: Occurrence, definition: Definition) -> None:
    with context.log.begin() as db:
        occurrences.redefine(db, occurrence.id, definition)
        occurrences.set_detail(db, machine.now(), occurrence.id, "the data have what it waited for")


def _note(context: DispatchContext, occurrence: Occurrence, detail: str) -> None:
    if occurrence.detail != detail:
        with context.log.begin() as db:
            occurrences.set_detail(db, machine.now(), occurrence.id, detail)


def _give_up(context: DispatchContext, occurrence: Occurrence, reference: Notation, what: str) -> Finding:
    """End a run whose hours are over, with its deliveries."""
    wait, definition = occurrence.definition.wait, occurrence.definition
    assert wait is not None
    moment = occurrence.scheduled_for.isoformat()
    fix = f"to send what there is: briefing run {occurrence.name} --scheduled-for {moment}"
    with context.log.begin() as db:
        over = replace(definition, reference=reference, wait=replace(wait, over=True))
        occurrences.redefine(db, occurrence.id, over)
        _end_deliveries(db, occurrence.id, what)
        occurrences.set_stage(
            db, machine.now(), occurrence.id, "FAILED_BUILD", f"{what}\n  fix: {fix}", of=("PLANNED",)
        )
    return Finding(occurrence.name, what, fix)


def _end_deliveries(db: Connection, occurrence: int, what: str) -> None:
    for delivery in deliveries.read(db, occurrence=occurrence, states={"PLANNED"}):
        deliveries.end(db, machine.now(), delivery.key, "FAILED_BUILD", what)
