"""Lists of deliveries and of schedules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from briefing.dispatch import schedule
from briefing.dispatch.delivery_log import occurrences
from briefing.dispatch.models import Definition, Delivery, State
from briefing.dispatch.view import queries
from briefing.dispatch.view.occurrence_summary import OccurrenceSummary, summarize
from briefing.dispatch.view.queries import DeliveryFilter
from briefing.dispatch.view.state_labels import format_counts, label_counts, resume_command, state_label
from briefing.dispatch.view.text_format import format_table, local_time, pluralize, printable, truncate

_ANSWER_WIDTH = 60
_MINUTE = dt.timedelta(minutes=1)
_RUNS = 5  # that are listed of each schedule


class DeliveryList(Struct, frozen=True):
    """The latest of the selected deliveries, in the order of planning, and counts of all of them."""

    shown: tuple[Delivery, ...]
    zones: Mapping[int, str]
    counts: Mapping[State, int]
    held: int

    def __str__(self) -> str:
        total = sum(self.counts.values())
        if not total:
            return "no deliveries"
        heads = ("KEY", "STATE", "SCHEDULE", "DUE", "RECIPIENT", "ANSWER")
        rows = []
        for delivery in self.shown:
            zone = self.zones[delivery.occurrence]
            answer = truncate(printable(_answer(delivery, zone)), _ANSWER_WIDTH)
            due = local_time(delivery.scheduled_for, zone)
            rows.append(
                (delivery.key[:12], state_label(delivery).short, delivery.name, due, delivery.recipient.address, answer)
            )
        tail = f"{pluralize(total, 'delivery')}: {format_counts(label_counts(self.counts, self.held))}"
        if len(self.shown) < total:
            tail += f" (the latest {len(self.shown):,} are shown)"
        return f"{format_table(heads, rows)}\n{tail}"

    def as_json(self) -> dict[str, Any]:
        """Return the form of `--json`."""
        return {
            "deliveries": [delivery_record(delivery, self.zones[delivery.occurrence]) for delivery in self.shown],
            "counts": dict(self.counts),
            "held": self.held,
        }


def list_deliveries(
    db: Connection,
    *,
    name: str = "",
    state: State | None = None,
    address: str = "",
    last: int = 50,
) -> DeliveryList:
    """Return deliveries by schedule, state and address; the latest `last`, 0 for all."""
    criteria = DeliveryFilter(name=name, state=state, address=address)
    shown = queries.find_deliveries(db, criteria, last)
    zones = queries.zones(queries.definitions(db, {delivery.occurrence for delivery in shown}))
    return DeliveryList(shown, zones, *queries.count_states(db, criteria))


def delivery_record(delivery: Delivery, zone: str) -> dict[str, Any]:
    """Return a delivery as JSON, times in UTC, without its token, with which anybody could unsubscribe it."""
    to = delivery.recipient
    return {
        "key": delivery.key,
        "schedule": delivery.name,
        "scheduled_for": delivery.scheduled_for.isoformat(),
        "zone": zone,
        "occurrence": delivery.occurrence,
        "number": delivery.number,
        "address": to.address,
        "name": to.name,
        "groups": list(to.groups),
        "lang": to.lang,
        "outputs": list(to.outputs),
        "entity": to.entity,
        "period": list(to.period) if isinstance(to.period, tuple) else to.period,
        "state": delivery.state,
        "held": delivery.held,
        "tone": state_label(delivery).tone,
        "attempts": delivery.attempts,
        "due": delivery.due.isoformat(),
        "edition": delivery.edition,
        "message_id": delivery.message_id,
        "reply": delivery.reply,
    }


def _answer(delivery: Delivery, zone: str) -> str:
    """Return the server's reply, with the time of the next attempt."""
    if delivery.state == "DEFERRED":
        return f"again from {local_time(delivery.due, zone)}: {delivery.reply}"
    return delivery.reply


class ScheduleStatus(Struct, frozen=True, kw_only=True):
    """A schedule: its rule, its next runs in UTC, why it is paused, its last run with counts by state.

    `overdue` is a run whose time has come and that no tick on any machine has decided.
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
    last: OccurrenceSummary | None = None

    def __str__(self) -> str:
        name = printable(self.name)
        lines = [
            f"{name}: {printable(self.cron) or 'release calendar'} {self.zone}",
            f"  means: {printable(self.explained)}",
        ]
        if self.paused:
            lines += [f"  paused: {printable(self.reason) or 'by hand'}", f"  fix: {resume_command(name).line}"]
        lines += [f"  next: {local_time(run, self.zone)}" for run in self.runs]
        if not self.runs and not self.paused:
            lines.append("  next: never; it has ended")
        if self.overdue:
            lines.append(f"  overdue: {local_time(self.overdue, self.zone)}; no tick has looked at it: briefing tick")
        if self.last is None:
            return "\n".join([*lines, "  last: never run"])
        outcome = ": ".join(filter(None, (self.last.outcome, printable(self.last.occurrence.detail))))
        return "\n".join([*lines, f"  last: {self.last.local_time}, {outcome}"])

    def as_json(self) -> dict[str, Any]:
        """Return the form of `--json`; runs in the schedule's zone."""
        return {
            "name": self.name,
            "cron": self.cron,
            "zone": self.zone,
            "explained": self.explained,
            "next": [local_time(run, self.zone).replace(" ", "T") for run in self.runs],
            "paused": self.paused,
            "reason": self.reason,
            "failures": self.failures,
            "overdue": self.overdue.isoformat() if self.overdue else None,
            "last": self.last.as_json() if self.last else None,
        }


def list_schedules(
    definitions: Mapping[str, Definition], db: Connection, now: dt.datetime
) -> tuple[ScheduleStatus, ...]:
    """Return each schedule with its next runs and its last one.

    A paused schedule has no next run. Nothing is written: looking at a new schedule does not begin it.
    """
    states = queries.schedule_states(db)
    return tuple(
        _schedule_status(db, definition, states.get(definition.name), now)
        for definition in definitions.values()
        if definition.timing
    )


def _schedule_status(
    db: Connection, definition: Definition, state: occurrences.ScheduleState | None, now: dt.datetime
) -> ScheduleStatus:
    assert definition.timing
    timing, paused = definition.timing, bool(state and state.paused)
    runs = () if paused else tuple(moment.at for moment in schedule.next_runs(timing, now, _RUNS))
    last = summarize(db, occurrences.read(db, name=definition.name, last=1))
    overdue = None
    if state and not paused:
        missed = schedule.next_runs(timing, state.seen, 1)
        late = missed and missed[0].at + timing.grace * _MINUTE < now
        overdue = missed[0].at if late else None
    return ScheduleStatus(
        name=definition.name, cron=timing.cron, zone=timing.zone, explained=schedule.explain(timing), runs=runs,
        paused=paused, reason=state.reason if state else "", failures=state.failures if state else 0,
        seen=state.seen if state else None, overdue=overdue, last=last[0] if last else None,
    )  # fmt: skip
