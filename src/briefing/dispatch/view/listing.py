"""The ledger → lists of deliveries and of coming runs, for people and for machines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from briefing.dispatch import schedule
from briefing.dispatch.ledger import occurrences
from briefing.dispatch.nouns import Definition, Delivery, Occurrence, State
from briefing.dispatch.view import reading
from briefing.dispatch.view.plaintext import clean, counted, cut, local, table
from briefing.dispatch.view.reading import Wanted
from briefing.dispatch.view.words import STAGES, resume, said, tallied, word

_ANSWER = 60
_MINUTE = dt.timedelta(minutes=1)


class Deliveries(Struct, frozen=True):
    """The latest deliveries of those that were asked for, in the order of planning, and counts of all of them."""

    shown: tuple[Delivery, ...]
    zones: Mapping[int, str]
    counts: Mapping[State, int]
    held: int

    def __str__(self) -> str:
        total = sum(self.counts.values())
        if not total:
            return "no deliveries"
        heads = ("KEY", "STATE", "SCHEDULE", "DUE", "RECIPIENT", "ANSWER")
        rows = [
            (
                one.key[:12], word(one).short, one.name, local(one.scheduled_for, self.zones[one.occurrence]),
                one.recipient.address, cut(clean(_told(one, self.zones[one.occurrence])), _ANSWER),
            )
            for one in self.shown
        ]  # fmt: skip
        tail = f"{counted(total, 'delivery')}: {said(tallied(self.counts, self.held))}"
        if len(self.shown) < total:
            tail += f" (the latest {len(self.shown):,} are shown)"
        return f"{table(heads, rows)}\n{tail}"

    def as_json(self) -> dict[str, Any]:
        """The form of `--json`."""
        return {
            "deliveries": [entry(one, self.zones[one.occurrence]) for one in self.shown],
            "counts": dict(self.counts),
            "held": self.held,
        }


def deliveries(
    db: Connection,
    *,
    name: str = "",
    state: State | None = None,
    address: str = "",
    occurrence: int = 0,
    last: int = 50,
) -> Deliveries:
    """The ledger → deliveries of a schedule, in a state, to an address, of an occurrence; the latest `last`, 0: all."""
    wanted = Wanted(name=name, state=state, address=address, occurrence=occurrence)
    shown = reading.chosen(db, wanted, last)
    zones = reading.zones(reading.definitions(db, {one.occurrence for one in shown}))
    return Deliveries(shown, zones, *reading.tally(db, wanted))


def entry(one: Delivery, zone: str) -> dict[str, Any]:
    """A delivery → JSON, times in UTC. Its token is left out: whoever has it can unsubscribe the recipient."""
    to = one.recipient
    return {
        "key": one.key,
        "schedule": one.name,
        "scheduled_for": one.scheduled_for.isoformat(),
        "zone": zone,
        "occurrence": one.occurrence,
        "number": one.number,
        "address": to.address,
        "name": to.name,
        "groups": list(to.groups),
        "lang": to.lang,
        "outputs": list(to.outputs),
        "entity": to.entity,
        "period": list(to.period) if to.period else None,
        "state": one.state,
        "held": one.held,
        "tone": word(one).tone,
        "attempts": one.attempts,
        "due": one.due.isoformat(),
        "edition": one.edition,
        "message_id": one.message_id,
        "reply": one.reply,
    }


def _told(one: Delivery, zone: str) -> str:
    """What is known beyond the state: the answer, or when it is tried next."""
    if one.state == "DEFERRED":
        return f"again from {local(one.due, zone)}: {one.reply}"
    return one.reply


class Coming(Struct, frozen=True, kw_only=True):
    """A schedule: what it says, its next runs in UTC, why it is paused, its last run with counts of its deliveries.

    `overdue` is a run that nobody has decided though its time has come: no tick rings on any machine.
    """

    name: str
    cron: str
    zone: str
    explained: str
    runs: tuple[dt.datetime, ...] = ()
    paused: bool = False
    reason: str = ""
    failures: int = 0
    seen: dt.datetime | None = None
    overdue: dt.datetime | None = None
    last: Occurrence | None = None
    counts: Mapping[State, int] = {}
    held: int = 0

    def __str__(self) -> str:
        name = clean(self.name)
        lines = [f"{name}: {clean(self.cron)} {self.zone}", f"  says: {clean(self.explained)}"]
        if self.paused:
            lines += [f"  paused: {clean(self.reason) or 'by hand'}", f"  mend: {resume(name).line}"]
        lines += [f"  next: {local(run, self.zone)}" for run in self.runs]
        if not self.runs and not self.paused:
            lines.append("  next: never; it has ended")
        if self.overdue:
            lines.append(f"  overdue: {local(self.overdue, self.zone)}; no tick has looked at it: briefing tick")
        if self.last is None:
            return "\n".join([*lines, "  last: never run"])
        detail = f": {clean(self.last.detail)}" if self.last.detail else ""
        return "\n".join([*lines, f"  last: {local(self.last.scheduled_for, self.zone)}, {self.outcome}{detail}"])

    @property
    def outcome(self) -> str:
        """What became of the last run, in words."""
        if self.last is None:
            return "never run"
        stage = f"{STAGES[self.last.stage].short}{', late' if self.last.late else ''}"
        return ": ".join(filter(None, (stage, said(tallied(self.counts, self.held)))))

    def as_json(self) -> dict[str, Any]:
        """The form of `--json`; runs in the schedule's zone."""
        last = self.last
        return {
            "name": self.name,
            "cron": self.cron,
            "zone": self.zone,
            "explained": self.explained,
            "next": [local(run, self.zone).replace(" ", "T") for run in self.runs],
            "paused": self.paused,
            "reason": self.reason,
            "failures": self.failures,
            "overdue": self.overdue.isoformat() if self.overdue else None,
            "last": None if last is None else {
                "scheduled_for": last.scheduled_for.isoformat(),
                "stage": last.stage,
                "late": last.late,
                "detail": last.detail,
                "deliveries": dict(self.counts),
                "held": self.held,
            },
        }  # fmt: skip


def coming(
    definitions: Mapping[str, Definition], db: Connection, now: dt.datetime, count: int = 5
) -> tuple[Coming, ...]:
    """Definitions by name, the ledger, and what time it is → for each schedule its next `count` runs and its last one.

    A paused schedule has no next run. Nothing is written: looking at a new schedule does not begin it.
    """
    known = reading.watched(db)
    return tuple(_coming(db, one, known.get(one.name), now, count) for one in definitions.values() if one.timing)


def _coming(db: Connection, one: Definition, known: occurrences.Watched | None, now: dt.datetime, count: int) -> Coming:
    assert one.timing
    timing, paused = one.timing, bool(known and known.paused)
    runs = () if paused else tuple(moment.at for moment in schedule.coming(timing, now, count))
    last = next(iter(occurrences.read(db, name=one.name, last=1)), None)
    counts, held = reading.tally(db, Wanted(occurrence=last.id)) if last else ({}, 0)
    overdue = None
    if known and not paused:
        missed = schedule.coming(timing, known.seen, 1)
        late = missed and missed[0].at + timing.grace * _MINUTE < now
        overdue = missed[0].at if late else None
    return Coming(
        name=one.name, cron=timing.cron, zone=timing.zone, explained=schedule.explain(timing), runs=runs,
        paused=paused, reason=known.reason if known else "", failures=known.failures if known else 0,
        seen=known.seen if known else None, overdue=overdue, last=last, counts=counts, held=held,
    )  # fmt: skip
