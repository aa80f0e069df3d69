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
from briefing.errors import BriefingError, FactError, Finding, InputError
from briefing.facts import FactRegistry
from briefing.model.period import Notation, Period
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
    try:
        reference, lacking = _look(context, found, wait, now)
    except InputError as error:  # no tick will correct it
        (wrong,) = error.findings
        return _give_up(context, found, found.definition.reference, wrong)
    if not lacking or wait.over:
        _settle(context, found, replace(found.definition, reference=reference, wait=replace(wait, since=now)))
        return None
    until = found.scheduled_for + dt.timedelta(hours=wait.hours)
    if now < until:
        what = f"waits until {local_time(until, found.definition.zone)}: {lacking}"
        _note(context, found, what)
        return Finding(found.name, f"it {what}", "briefing tick looks again; nothing is sent before", "warning")
    fix = f"to send what there is: briefing run {found.name} --scheduled-for {found.scheduled_for.isoformat()}"
    late = Finding(found.name, f"{lacking} within {pluralize(wait.hours, 'hour')}", fix)
    return _give_up(context, found, reference, late)


def _look(
    context: DispatchContext, occurrence: Occurrence, wait: DataWait, now: dt.datetime
) -> tuple[Notation | None, str]:
    """Return the period that a run is about, as far as it is known, and what the data lack; "" if they lack nothing."""
    reference = occurrence.definition.reference
    try:
        project = read.project(context.project, as_of=now.astimezone(ZoneInfo(occurrence.definition.zone)))
        registry = FactRegistry(project.dataset, project.edition)
    except BriefingError as error:  # somebody may be at work on the tables
        return reference, f"the project cannot be read ({error.findings[0].what})"
    lacking = []
    for key in wait.facts:
        try:
            period, known = _awaited(registry, occurrence, key, wait)
        except FactError:
            lacking.append(key)
            continue
        reference = period.notation if reference is None else reference
        lacking += [] if known else [f"{of('en').label(period)} of {key}"]
    return reference, f"no value of {', '.join(lacking)}" if lacking else ""


def _awaited(registry: FactRegistry, occurrence: Occurrence, key: str, wait: DataWait) -> tuple[Period, bool]:
    """Return the period that a short name must have a value of, as written, of the release or the one before the day.

    And whether it has one of it or a later one, or its publisher says that there will be none; FactError without any.
    """
    subject = registry.subject(key)
    newest = subject.latest.value_period
    written: Notation | None = occurrence.definition.reference if wait.period == "last" else wait.period
    if written is None:
        day = occurrence.scheduled_for.astimezone(ZoneInfo(occurrence.definition.zone)).date()
        period = Period.containing(day, newest.frequency) - 1
    else:
        try:
            period = as_frequency(period_of(written), newest.frequency)
        except NotationError as error:
            where = f"{occurrence.definition.where}.wait_for"
            raise InputError(f"{key}: {error}", where, "name in wait_facts only what has such periods") from None
    return period, newest >= period or subject.missing(period) is not None


def _settle(context: DispatchContext, occurrence: Occurrence, definition: Definition) -> None:
    with context.log.begin() as db:
        occurrences.redefine(db, occurrence.id, definition)
        occurrences.set_detail(db, machine.now(), occurrence.id, "the data have what it waited for")


def _note(context: DispatchContext, occurrence: Occurrence, detail: str) -> None:
    if occurrence.detail != detail:
        with context.log.begin() as db:
            occurrences.set_detail(db, machine.now(), occurrence.id, detail)


def _give_up(context: DispatchContext, occurrence: Occurrence, reference: Notation | None, finding: Finding) -> Finding:
    """End a run with its deliveries, as its hours are over or what it waits for cannot come; return why."""
    wait, definition = occurrence.definition.wait, occurrence.definition
    assert wait is not None
    detail = f"{finding.what}\n  fix: {finding.fix}"
    with context.log.begin() as db:
        over = replace(definition, reference=reference, wait=replace(wait, over=True))
        occurrences.redefine(db, occurrence.id, over)
        _end_deliveries(db, occurrence.id, finding.what)
        occurrences.set_stage(db, machine.now(), occurrence.id, "FAILED_BUILD", detail, of=("PLANNED",))
    return finding


def _end_deliveries(db: Connection, occurrence: int, what: str) -> None:
    for delivery in deliveries.read(db, occurrence=occurrence, states={"PLANNED"}):
        deliveries.end(db, machine.now(), delivery.key, "FAILED_BUILD", what)
