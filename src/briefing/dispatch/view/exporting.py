"""All deliveries, with the last time of each state → CSV that a spreadsheet shows as text, and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, Final, get_args

import msgspec
from sqlalchemy import Connection

from briefing.dispatch.nouns import State
from briefing.dispatch.view import reading
from briefing.dispatch.view.listing import entry
from briefing.dispatch.view.plaintext import clean
from briefing.model.text import inert

_STATES: Final[tuple[State, ...]] = get_args(State)
_TIMES: Final = tuple(f"{state.lower()}_at" for state in _STATES)


def export_csv(db: Connection) -> Iterator[str]:
    """The ledger → lines of a CSV table, a head and one for each delivery; times in UTC.

    A cell that a spreadsheet would take for a formula begins with an apostrophe; control characters show their codes.
    """
    heads: list[str] = []
    for told in _entries(db):
        if not heads:
            heads = list(told)
            yield _line(heads)
        yield _line([_cell(value) for value in told.values()])
    if not heads:
        yield _line(["key", "schedule", "scheduled_for", "address", "state", *_TIMES])


def export_json(db: Connection) -> Iterator[str]:
    """The ledger → the text of a JSON list with each delivery as it is, one a line."""
    before = "[\n"
    for told in _entries(db):
        yield f"{before}{msgspec.json.encode(told).decode()}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _entries(db: Connection) -> Iterator[dict[str, Any]]:
    for page in reading.pages(db):
        zones = reading.zones(reading.definitions(db, {one.occurrence for one in page}))
        times = reading.last_times(db, [one.key for one in page])
        for one in page:
            came = (times[one.key].get(state) for state in _STATES)
            last = dict(zip(_TIMES, (at.isoformat() if at else "" for at in came), strict=True))
            yield {**entry(one, zones[one.occurrence]), **last}


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)  # RFC 4180 section 2
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return inert(clean(text))
