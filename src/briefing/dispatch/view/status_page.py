"""The status page of a delivery log, as HTML: alerts, next runs, last runs, recent events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from jinja2 import Environment, StrictUndefined
from msgspec import Struct
from sqlalchemy import Connection

from briefing.assets import asset
from briefing.dispatch.delivery_log import occurrences
from briefing.dispatch.machine import is_process
from briefing.dispatch.models import Definition, Delivery, DeliveryEvent
from briefing.dispatch.view import queries
from briefing.dispatch.view.alerts import find_alerts, headline
from briefing.dispatch.view.delivery_list import list_schedules
from briefing.dispatch.view.occurrence_summary import summarize
from briefing.dispatch.view.queries import DeliveryFilter
from briefing.dispatch.view.state_labels import HELD, STAGES, STATES, StateLabel, label_counts
from briefing.dispatch.view.text_format import local_time, long_date, pluralize, printable

_MAX_RUNS: Final = 15
_MAX_EVENTS: Final = 25
_EVENTS_READ: Final = 500
_APPROVAL: Final = "waits for approval"  # as recorded in the log
# Labels of the events of a delivery, and of all others.
_LABELS: Final[Mapping[bool, Mapping[str, StateLabel]]] = {
    True: {str(state): label for state, label in STATES.items()},
    False: {str(stage): label for stage, label in STAGES.items()},
}


class EventRow(Struct, frozen=True):
    """A row of the events: time, label, subject, detail, person.

    Consecutive events of one kind in one run share a row.
    """

    at: str
    label: StateLabel
    about: str
    detail: str
    who: str


def render_page(
    db: Connection, definitions: Mapping[str, Definition], now: dt.datetime, project: str = "", outbox: str = ""
) -> str:
    """Return the page as HTML without scripts or requests.

    `outbox` is the folder of messages where no mail server is set. The same log at the same time gives the same bytes.
    Runs are in their schedule's zone, events in that of the next run.
    """
    schedules = list_schedules(definitions, db, now)
    found = find_alerts(db, schedules, now)
    nearest = min((status for status in schedules if status.runs), key=lambda status: status.runs[0], default=None)
    zone = nearest.zone if nearest else "UTC"
    state = headline(found)
    template = Environment(autoescape=True, undefined=StrictUndefined, finalize=_printable, trim_blocks=True)
    html = template.from_string(asset("dispatch/status.html").read_text(encoding="utf-8"))
    return html.render(
        state=state or _calm_headline(db, outbox),
        outbox=outbox,
        zone=zone,
        troubled=bool(state),
        next=f"next run {long_date(nearest.runs[0], nearest.zone)} {nearest.zone}" if nearest else "no run is planned",
        project=project,
        made=f"{long_date(now, zone)} {zone}",
        alerts=found,
        schedules=schedules,
        runs=summarize(db, occurrences.read(db, last=_MAX_RUNS)[::-1]),
        events=_events(db, zone),
        local=local_time,
        day=long_date,
    )


def _calm_headline(db: Connection, outbox: str) -> str:
    """Return the headline where nothing needs attention."""
    counts, held = queries.count_states(db, DeliveryFilter())
    waiting = sum(count for label, count in label_counts(counts, held) if label.tone == "waiting")
    if waiting:
        return f"{pluralize(waiting, 'message')} {'waits' if waiting == 1 else 'wait'} to be sent"
    if outbox and counts:
        return "All is written to the outbox; no mail server is set"
    return "All is sent" if counts else "Nothing was sent yet"


def _events(db: Connection, zone: str) -> list[EventRow]:
    rows = queries.recent_events(db, _EVENTS_READ)
    by_key = queries.deliveries_by_key(db, {row.delivery for row in rows if row.delivery})
    ids = {row.occurrence for row in rows if row.occurrence} | {delivery.occurrence for delivery in by_key.values()}
    frozen = queries.definitions(db, ids)
    found: list[EventRow] = []
    for _, group in groupby(rows, key=lambda row: _kind(row, by_key)):
        events = list(group)
        delivery = by_key.get(events[0].delivery)
        definition = frozen.get(delivery.occurrence if delivery else events[0].occurrence)
        found.append(_event_row(events, delivery, definition.name if definition else events[0].schedule, zone))
        if len(found) == _MAX_EVENTS:
            break
    return found


def _kind(row: DeliveryEvent, by_key: Mapping[str, Delivery]) -> tuple[object, ...]:
    """Return what consecutive events must share to form one row; events of no delivery stand alone."""
    delivery = by_key.get(row.delivery)
    return (row.what, row.detail == _APPROVAL, row.who, delivery.occurrence) if delivery else (row.id,)


def _event_row(rows: Sequence[DeliveryEvent], delivery: Delivery | None, name: str, zone: str) -> EventRow:
    row = rows[0]
    label = _LABELS[delivery is not None].get(row.what) or StateLabel(
        row.what.lower(), "", "attention" if row.what == "PAUSED" else "good"
    )
    if delivery and row.what == "BUILT" and row.detail == _APPROVAL:
        label = HELD
    about = name
    if delivery:
        about = f"{name}: {delivery.recipient.address if len(rows) == 1 else pluralize(len(rows), 'message')}"
    details = {row.detail for row in rows}
    plain = len(details) > 1 or (delivery is not None and row.detail in (delivery.recipient.address, _APPROVAL))
    who = "" if is_process(row.who) else row.who  # only persons are named
    return EventRow(local_time(row.at, zone, seconds=True), label, about, "" if plain else row.detail, who)


def _printable(value: Any) -> Any:
    """Escape hidden characters and direction marks in every value on the page."""
    return printable(value) if type(value) is str else value
