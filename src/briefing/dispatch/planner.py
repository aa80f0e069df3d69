"""Plan an occurrence: freeze its recipients, and build their editions or record why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from sqlalchemy import Connection

from briefing import read
from briefing.dispatch import machine, schedule
from briefing.dispatch.addresses import recipient_key
from briefing.dispatch.builder import (
    LEDGER_SUFFIX,
    BuildOutcome,
    EditionRequest,
    PreviousEdition,
    build_edition,
    edition_request,
)
from briefing.dispatch.context import DispatchContext
from briefing.dispatch.delivery_log import deliveries, occurrences, people, stored_editions
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import Definition, Delivery, Occurrence, Recipient, Stage
from briefing.dispatch.recipients import read_recipients, select_recipients
from briefing.dispatch.settings import DispatchSettings
from briefing.errors import BriefingError, DeliveryLogError, DispatchError, Finding
from briefing.model.period_choice import PeriodChoice
from briefing.pipeline.outputs import ATTACHABLE

# Stages of an occurrence that may have no deliveries.
STAGES_WITHOUT_DELIVERIES: Final[tuple[Stage, ...]] = ("FAILED_BUILD", "SKIPPED_HOLIDAY", "SKIPPED_MISFIRE")
# Called before each edition with its index and their number.
StepCallback = Callable[[int, int], None]


def resolve_recipients(
    project: Path, settings: DispatchSettings, definition: Definition, *, confirmed: bool, last_count: int | None = None
) -> tuple[Recipient, ...]:
    """Return the recipients as of now, each with a language; raise BriefingError with every mismatch."""
    rows = read_recipients(settings, project)
    found = select_recipients(rows, definition, settings, confirmed=confirmed, last_count=last_count)
    edition = read.settings(project).edition
    found = tuple(replace(recipient, lang=recipient.lang or edition.languages[0]) for recipient in found)
    return merge_recipients(found, edition.entity, edition.period)


def merge_recipients(rows: Sequence[Recipient], entity: str, period: PeriodChoice) -> tuple[Recipient, ...]:
    """Merge rows of one recipient; an empty entity or period equals the project's own.

    The first row stands and gets the outputs of all.
    """
    found: dict[object, Recipient] = {}
    for recipient in rows:
        key = recipient_key(
            replace(recipient, entity=recipient.entity or entity, period=recipient.period or period.notation)
        )
        known = found.get(key, recipient)
        outputs = tuple(name for name in ATTACHABLE if name in (*known.outputs, *recipient.outputs))
        found[key] = replace(known, outputs=outputs)
    return tuple(found.values())


def plan(
    context: DispatchContext,
    definition: Definition,
    scheduled_for: dt.datetime,
    *,
    late: bool = False,
    confirmed: bool = False,
) -> int | None:
    """Plan an occurrence with its recipients and definition in one transaction; None if there is one already.

    If the recipients cannot be read, its stage is FAILED_BUILD.
    """
    definition = freeze(definition, scheduled_for)
    with context.log.reading() as db:
        last = occurrences.last_recipient_count(db, definition.name)
    try:
        rows = resolve_recipients(context.project, context.settings, definition, confirmed=confirmed, last_count=last)
    except BriefingError as error:
        with context.log.begin() as db:
            failed = Occurrence(definition, scheduled_for, "FAILED_BUILD", late, str(error))
            return occurrences.add(db, machine.now(), failed)
    return add_occurrence(context, definition, scheduled_for, rows, late=late)


def freeze(definition: Definition, scheduled_for: dt.datetime) -> Definition:
    """Return the terms of an occurrence: of its release calendar only what it is about is left.

    What is built ahead of its time is sent at its time.
    """
    timing = definition.timing
    if timing is None or not (timing.releases or timing.ahead):
        return definition
    not_before = max(definition.not_before or scheduled_for, scheduled_for) if timing.ahead else definition.not_before
    return replace(
        definition,
        timing=replace(timing, releases=()),
        not_before=not_before,
        reference=schedule.reference(timing, scheduled_for),
    )


def add_occurrence(
    context: DispatchContext,
    definition: Definition,
    scheduled_for: dt.datetime,
    rows: Sequence[Recipient],
    *,
    late: bool = False,
) -> int | None:
    """Add an occurrence with a PLANNED delivery for each recipient; None if there is one already."""
    with context.log.begin() as db:
        occurrence = occurrences.add(db, machine.now(), Occurrence(definition, scheduled_for, late=late))
        if occurrence is not None:
            _plan_deliveries(db, context, occurrence, rows)
    return occurrence


def add_recipients(context: DispatchContext, occurrence: Occurrence, *, confirmed: bool) -> None:
    """Plan the deliveries of an occurrence that was skipped or whose recipients could not be read.

    Raise BriefingError if they still cannot be read.
    """
    with context.log.reading() as db:
        last = occurrences.last_recipient_count(db, occurrence.name)
    rows = resolve_recipients(
        context.project, context.settings, occurrence.definition, confirmed=confirmed, last_count=last
    )
    with context.log.begin() as db:
        if occurrences.set_stage(
            db, machine.now(), occurrence.id, "PLANNED", "run by hand", of=STAGES_WITHOUT_DELIVERIES
        ):
            _plan_deliveries(db, context, occurrence.id, rows)


def _plan_deliveries(db: Connection, context: DispatchContext, occurrence: int, rows: Sequence[Recipient]) -> None:
    now = machine.now()
    keys = deliveries.plan(db, now, occurrence, rows, (context.log.secret, context.settings.mail.sender))
    for key, recipient in zip(keys, rows, strict=True):
        if people.is_suppressed(db, recipient.address):
            deliveries.end(db, now, key, "SKIPPED_SUPPRESSED", "the address is suppressed")


def build_planned(
    context: DispatchContext, occurrence: int, step: StepCallback | None = None
) -> tuple[str, tuple[Finding, ...]]:
    """Build and store the editions of a PLANNED occurrence, one by one.

    Return the process that builds it if another one does (else an empty string), and the findings.
    """
    with context.log.begin() as db:
        builder = occurrences.claim_build(db, machine.now(), occurrence)
        frozen = occurrences.get(db, occurrence)
        waiting = deliveries.read(db, occurrence=occurrence, states={"PLANNED"})
        groups: dict[tuple[EditionRequest, bool], list[Delivery]] = {}
        for delivery in waiting:
            last = deliveries.last_edition(db, delivery.name, delivery.recipient)
            groups.setdefault((edition_request(delivery.recipient, last), delivery.number > 1), []).append(delivery)
    if builder:
        return builder, ()
    findings: list[Finding] = []
    for index, ((request, is_new), group) in enumerate(groups.items()):
        if step:
            step(index, len(groups))
        # a requested resend is built whatever the schedule's terms are
        terms = replace(frozen.definition, only_if_changed=False, when="") if is_new else frozen.definition
        outcome = _build(context, terms, request, edition_date(terms, frozen.scheduled_for))
        findings += outcome.findings
        with context.log.begin() as db:
            if occurrences.claim_build(db, machine.now(), occurrence):  # also renews the lease
                return "another process, which took it over", tuple(findings)
        _store(context.log, terms, group, outcome)
    with context.log.begin() as db:
        occurrences.settle(db, machine.now(), occurrence)
    return "", tuple(dict.fromkeys(findings))


def _build(context: DispatchContext, terms: Definition, request: EditionRequest, day: dt.date | None) -> BuildOutcome:
    try:
        return build_edition(
            context.project, context.settings.mail, terms, request, previous_edition(context.log, request.previous), day
        )
    except DeliveryLogError:
        raise
    except DispatchError as error:  # the previous edition cannot be read, which concerns only these recipients
        return BuildOutcome(detail=str(error))


def previous_edition(log: DeliveryLog, edition: str) -> PreviousEdition:
    """Return the content hash and ledger of an edition by its id; empty without one."""
    if not edition:
        return PreviousEdition()
    with log.reading() as db:
        stored = stored_editions.get(db, edition)
        if stored is None:
            return PreviousEdition()
        name = next(name for name in stored.files if name.endswith(LEDGER_SUFFIX))
        return PreviousEdition(stored.content_hash, stored_editions.content(db, stored, name))


def edition_date(definition: Definition, scheduled_for: dt.datetime) -> dt.date | dt.datetime | None:
    """Return as of when the edition of an occurrence is: the scheduled day in the schedule's zone.

    Of one that is about a period, the very moment: that of the release, or at which the data had what it waited for.
    None by hand, where briefing.toml decides.
    """
    if definition.timing is None:
        return None
    since = definition.wait.since if definition.wait else None
    moment = max(since or scheduled_for, scheduled_for).astimezone(ZoneInfo(definition.timing.zone))
    return moment if definition.reference is not None else moment.date()


def _store(log: DeliveryLog, definition: Definition, group: Sequence[Delivery], outcome: BuildOutcome) -> None:
    now = machine.now()
    with log.begin() as db:
        if outcome.stored is None:
            for delivery in group:
                deliveries.end(db, now, delivery.key, outcome.state, outcome.detail)
            return
        stored_editions.store(db, outcome.stored, outcome.contents)
        held = definition.approval and people.approved(db, outcome.stored.content_hash) is None
        edition, not_before = outcome.stored.id, definition.not_before
        for delivery in group:
            # one that was suppressed during the build has ended already
            done = deliveries.mark_built(db, now, delivery.key, edition, held=held, not_before=not_before)
            if done and definition.timing and definition.timing.catch_up != "all":
                deliveries.cancel_older(db, now, delivery.key)
