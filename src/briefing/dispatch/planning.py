"""An occurrence → its frozen recipients, each PLANNED, and their editions, each BUILT or with the reason why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from sqlalchemy import Connection

from briefing.dispatch import machine, recipients
from briefing.dispatch.building import LEDGER, Before, Ready, Request, ready, request_of
from briefing.dispatch.ledger import deliveries, editions, occurrences, people
from briefing.dispatch.ledger.store import Ledger
from briefing.dispatch.nouns import Definition, Delivery, Occurrence, Recipient, Stage
from briefing.dispatch.settings import Settings
from briefing.errors import BriefingError, DispatchError, Finding, LedgerError

# Stages of an occurrence that may have no deliveries.
EMPTY: Final[tuple[Stage, ...]] = ("FAILED_BUILD", "SKIPPED_HOLIDAY", "SKIPPED_MISFIRE")
# Called before each edition: which one, how many there are.
Step = Callable[[int, int], None]


def invited(
    project: Path, settings: Settings, definition: Definition, *, confirmed: bool, last_count: int | None
) -> tuple[Recipient, ...]:
    """Who gets it now, each with their language; BriefingError with every mismatch at once."""
    from briefing import read

    rows = recipients.read(settings, project)
    found = recipients.chosen(rows, definition, settings, confirmed=confirmed, last_count=last_count)
    own = read.settings(project).edition
    return merged([replace(one, lang=one.lang or own.languages[0]) for one in found], own.entity, own.period)


def merged(rows: Sequence[Recipient], entity: str, period: tuple[int, int]) -> tuple[Recipient, ...]:
    """Recipients → each once, where a row that leaves the project's own entity or period out is as one that names it.

    The first of several stands, and gets the outputs of all.
    """
    found: dict[object, Recipient] = {}
    for one in rows:
        same = recipients.identity(replace(one, entity=one.entity or entity, period=one.period or period))
        known = found.get(same, one)
        outputs = tuple(name for name in recipients.OUTPUTS if name in (*known.outputs, *one.outputs))
        found[same] = replace(known, outputs=outputs)
    return tuple(found.values())


def plan(
    ledger: Ledger,
    project: Path,
    settings: Settings,
    definition: Definition,
    scheduled_for: dt.datetime,
    *,
    late: bool = False,
    confirmed: bool = False,
) -> int | None:
    """A time at which something is to be sent → its occurrence, with recipients and definition frozen in one
    transaction; None if there is one already. Recipients that cannot be read make it FAILED_BUILD.
    """
    with ledger.reading() as db:
        last = occurrences.last_count(db, definition.name)
    try:
        rows = invited(project, settings, definition, confirmed=confirmed, last_count=last)
    except BriefingError as error:
        with ledger.begin() as db:
            now = machine.now()
            return occurrences.add(db, now, scheduled_for, definition, "FAILED_BUILD", late=late, detail=str(error))
    return record(ledger, settings, definition, scheduled_for, rows, late=late)


def record(
    ledger: Ledger,
    settings: Settings,
    definition: Definition,
    scheduled_for: dt.datetime,
    rows: Sequence[Recipient],
    *,
    late: bool = False,
) -> int | None:
    """Frozen recipients → their occurrence with a PLANNED delivery each; None if there is one already."""
    with ledger.begin() as db:
        made = occurrences.add(db, machine.now(), scheduled_for, definition, "PLANNED", late=late)
        if made is not None:
            _deliveries(db, ledger, settings, made, rows)
    return made


def fill(ledger: Ledger, project: Path, settings: Settings, one: Occurrence, *, confirmed: bool) -> None:
    """An occurrence whose recipients could not be read, or that was skipped → PLANNED, with them.

    BriefingError where they still cannot be read.
    """
    with ledger.reading() as db:
        last = occurrences.last_count(db, one.name)
    rows = invited(project, settings, one.definition, confirmed=confirmed, last_count=last)
    with ledger.begin() as db:
        if occurrences.move(db, machine.now(), one.id, "PLANNED", "run by hand", of=EMPTY):
            _deliveries(db, ledger, settings, one.id, rows)


def _deliveries(db: Connection, ledger: Ledger, settings: Settings, occurrence: int, rows: Sequence[Recipient]) -> None:
    now = machine.now()
    keys = deliveries.plan(db, now, occurrence, rows, (ledger.secret, settings.mail.sender))
    for key, one in zip(keys, rows, strict=True):
        if people.is_suppressed(db, one.address):
            deliveries.end(db, now, key, "SKIPPED_SUPPRESSED", "the address is on the list of who gets nothing")


def build_planned(
    ledger: Ledger, project: Path, settings: Settings, occurrence: int, step: Step | None = None
) -> tuple[str, tuple[Finding, ...]]:
    """A PLANNED occurrence → its editions kept and its deliveries BUILT or ended, edition by edition.

    → who builds it, where another process does (else empty), and what was found on the way.
    """
    with ledger.begin() as db:
        taken = occurrences.take(db, machine.now(), occurrence)
        told = occurrences.get(db, occurrence)
        waiting = deliveries.read(db, occurrence=occurrence, states={"PLANNED"})
        groups: dict[tuple[Request, bool], list[Delivery]] = {}
        for one in waiting:
            last = deliveries.last_got(db, one.name, one.recipient)
            groups.setdefault((request_of(one.recipient, last), one.number > 1), []).append(one)
    if taken:
        return taken, ()
    findings: list[Finding] = []
    for at, ((request, anew), ones) in enumerate(groups.items()):
        if step:
            step(at, len(groups))
        # who asked for a new edition gets one, whatever the schedule's terms are
        terms = replace(told.definition, only_if_changed=False, when="") if anew else told.definition
        made = _made(ledger, project, settings, terms, request, as_of(terms, told.scheduled_for))
        findings += made.findings
        with ledger.begin() as db:
            if occurrences.take(db, machine.now(), occurrence):  # renews the lease, too
                return "another process, which took it over", tuple(findings)
        _record(ledger, terms, ones, made)
    with ledger.begin() as db:
        occurrences.settle(db, machine.now(), occurrence)
    return "", tuple(dict.fromkeys(findings))


def _made(
    ledger: Ledger, project: Path, settings: Settings, terms: Definition, request: Request, day: dt.date | None
) -> Ready:
    try:
        return ready(project, settings.mail, terms, request, before(ledger, request.previous), day)
    except LedgerError:
        raise
    except DispatchError as error:  # the edition before cannot be read, which concerns these recipients alone
        return Ready(detail=str(error))


def before(ledger: Ledger, edition: str) -> Before:
    """The id of the edition that went before (empty: none) → its content hash and its ledger."""
    if not edition:
        return Before()
    with ledger.reading() as db:
        kept = editions.get(db, edition)
        if kept is None:
            return Before()
        name = next(name for name in kept.files if name.endswith(LEDGER))
        return Before(kept.content_hash, editions.content(db, kept, name))


def as_of(definition: Definition, scheduled_for: dt.datetime) -> dt.date | None:
    """The day of a scheduled time in its schedule's zone; None by hand, where that of briefing.toml holds."""
    return scheduled_for.astimezone(ZoneInfo(definition.timing.zone)).date() if definition.timing else None


def _record(ledger: Ledger, definition: Definition, ones: Sequence[Delivery], made: Ready) -> None:
    now = machine.now()
    with ledger.begin() as db:
        if made.kept is None:
            for one in ones:
                deliveries.end(db, now, one.key, made.state, made.detail)
            return
        editions.keep(db, made.kept, made.contents)
        held = definition.approval and people.approved(db, made.kept.content_hash) is None
        for one in ones:
            # one that was suppressed while its edition was built has ended already
            done = deliveries.built(db, now, one.key, made.kept.id, held=held, not_before=definition.not_before)
            if done and definition.timing and definition.timing.catch_up != "all":
                deliveries.overtake(db, now, one.key)
