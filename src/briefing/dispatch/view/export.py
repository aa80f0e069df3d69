"""Export all deliveries, with the last time of each state, as CSV safe for spreadsheets and as JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, Final, get_args

import msgspec
from sqlalchemy import Connection

from briefing.dispatch.models import State
from briefing.dispatch.view import queries
from briefing.dispatch.view.delivery_list import delivery_record
from briefing.dispatch.view.text_format import printable
from briefing.model.text import escape_formula

_STATES: Final[tuple[State, ...]] = get_args(State)
_TIMES: Final = tuple(f"{state.lower()}_at" for state in _STATES)


def export_csv(db: Connection) -> Iterator[str]:
    """Yield the lines of a CSV table, times in UTC.

    A cell that a spreadsheet would take for a formula begins with an apostrophe; control characters are escaped.
    """
    heads: list[str] = []
    for record in _records(db):
        if not heads:
            heads = list(record)
            yield _line(heads)
        yield _line([_cell(value) for value in record.values()])
    if not heads:
        yield _line(["key", "schedule", "scheduled_for", "address", "state", *_TIMES])


def export_json(db: Connection) -> Iterator[str]:
    """Yield the text of a JSON list, one delivery a line."""
    separator = "[\n"
    for record in _records(db):
        yield f"{separator}{msgspec.json.encode(record).decode()}"
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _records(db: Connection) -> Iterator[dict[str, Any]]:
    for page in queries.pages(db):
        zones = queries.zones(queries.definitions(db, {delivery.occurrence for delivery in page}))
        times = queries.last_times(db, [delivery.key for delivery in page])
        for delivery in page:
            moments = (times[delivery.key].get(state) for state in _STATES)
            last = dict(zip(_TIMES, (at.isoformat() if at else "" for at in moments), strict=True))
            yield {**delivery_record(delivery, zones[delivery.occurrence]), **last}


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)  # RFC 4180 section 2
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return escape_formula(printable(text))
