"""Read a release calendar: when figures are published, and of which period they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from briefing.dispatch import schedule
from briefing.dispatch.models import Release
from briefing.errors import InputError
from briefing.read.cells import Cells
from briefing.read.files import inside
from briefing.read.raw_tables import read_table
from briefing.read.report import Report, nearest_name
from briefing.read.source_table import SourceTable
from briefing.read.table_layout import Layout

COLUMNS: Final[Mapping[str, str]] = {
    "date": "The day of the release, as 2026-07-14.",
    "time": "The time, as 08:30.",
    "zone": "Its time zone; without it the schedule's.",
    "period": "The period whose figures are published, as 2026-06.",
    "note": "For people; nobody else reads it.",
}
_READ: Final = tuple(column for column in COLUMNS if column != "note")
_NEEDED: Final = ("date", "time", "period")
_TIME: Final = re.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?")
_NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)


def read_releases(project: Path, name: str, where: str, zone: str) -> tuple[Release, ...]:
    """Return the releases of a table in the order of time; InputError with every mismatch.

    Columns are date (2026-07-14), time (08:30), period (2026-06) and, if they are not those of the schedule's, zone.
    """
    report = Report()
    path = inside(project, name, where)
    if not path.is_file():
        fix = f"write {name} with the columns {', '.join(_READ)}, or name the file that has them"
        raise InputError(f"the release calendar {name!r} is missing", where, fix)
    table = read_table(path, Layout(name), report)
    _check_columns(table, report)
    lines: dict[Release, Cells] = {}
    periods: dict[object, Cells] = {}
    for row in table.rows:
        cells = Cells(table, row, report)
        release = _release(cells, zone)
        if not cells.good:
            continue
        same = next((known for known in lines if known.at == release.at), None)
        if same is not None:
            cells.reject("date", f"{lines[same].label} has the same time", "leave one of the two out")
        elif release.period in periods:
            what = f"{periods[release.period].label} is of {release.period}, too"
            cells.reject("period", what, "give the period whose first figures are published then, or leave a row out")
        else:
            lines[release], periods[release.period] = cells, cells
    if not table.rows:
        report.add(path.as_posix(), "there is no release in the table", "add a row, as 2026-07-14,08:30,,2026-06")
    report.stop_if_any()
    return tuple(sorted(lines, key=lambda release: release.at))


def _check_columns(table: SourceTable, report: Report) -> None:
    where = f"{table.path}, line 1"
    unknown = [column for column in table.columns if column not in COLUMNS]
    absent = [column for column in _NEEDED if column not in table.columns]
    for column in absent:
        near = nearest_name(column, unknown)
        report.add(where, f"the column {column!r} is missing", f"rename {near!r}" if near else "add it")
    for column in unknown:
        if not any(nearest_name(name, unknown) == column for name in absent):
            fix = f"delete it; columns: {', '.join(COLUMNS)}"
            report.add(f"{where}, column {table.heads.get(column, column)}", "this column is unknown", fix)
    if absent:
        report.stop_if_any()  # every row would lack one


def _release(cells: Cells, zone: str) -> Release:
    period, zone = cells.period("period"), cells.text("zone") or zone
    try:
        schedule.check_timing("0 0 1 1 *", zone)
    except InputError as error:
        cells.reject("zone", error.findings[0].what, error.findings[0].fix)
    day = _day(cells)
    found = _TIME.fullmatch(cells.need("time"))
    if not found:
        if cells.text("time"):
            cells.reject("time", f"{cells.text('time')[:20]!r} is no time of day", "write hours and minutes, as 08:30")
        return Release(_NEVER, period.notation)
    if not cells.good:
        return Release(_NEVER, period.notation)
    at = schedule.local_moment(dt.datetime.combine(day, dt.time(int(found[1]), int(found[2]))), zone)
    if period.start >= day:
        what = f"{period} begins on {period.start} and is published on {day}"
        cells.reject("period", what, "give the period that the figures are of, or correct the date")
    return Release(at, period.notation)


def _day(cells: Cells) -> dt.date:
    """Return the day of a release, as a table or a workbook writes it."""
    text = cells.need("date").partition("T")[0].removesuffix(" 00:00:00")
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        if text:
            cells.reject("date", f"{text[:20]!r} is no day", "write it as 2026-07-14")
        return dt.date.max
