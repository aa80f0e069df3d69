"""A table with the roles of its columns → one row for each value, whichever way the table lies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
from msgspec import Struct

from briefing.draft.raw_table import Omission, RawTable
from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.column_roles import TableRoles
from briefing.draft.recognition.printed_names import tidied
from briefing.draft.recognition.status_codes import status_of
from briefing.draft.recognition.time_columns import TimeColumns
from briefing.draft.recognition.time_texts import month_number, quarter_number
from briefing.model.period import Period

_SHOWN: Final = 3
_LARGEST: Final = 1e15  # beyond this no table of a project holds a value


class LongRows(Struct, frozen=True):
    """One row for each value: line, period, entity, head (of the value's column), value, qualifier, status, note, unit,
    source, published, and a column for each indicator and category."""

    frame: pd.DataFrame
    divisions: tuple[str, ...]
    omissions: tuple[Omission, ...]


def long_rows(table: RawTable, roles: TableRoles, columns: Mapping[str, ColumnProfile]) -> LongRows:
    """Return the values of a table, each in a row of its own."""
    omissions: list[Omission] = []
    base = _base(table, roles, omissions, columns)
    divisions = tuple(roles.of("indicator", "category"))
    for name in divisions:
        labels = columns[name].facts.labels
        base[name] = table.frame[name].map(lambda text, labels=labels: tidied(labels.get(text, text)) or "not stated")
    parts = []
    for head in roles.of("value"):
        part = base.copy()
        part["head"] = "" if roles.time.across or roles.time.across_parts else head
        if head in roles.time.across:
            part["period"] = str(roles.time.across[head])
        elif head in roles.time.across_parts:
            year, step = table.frame[roles.time.column], roles.time.across_parts[head]
            part["period"] = [_part_of_year(text, step, roles.time) for text in year]
        _fill_values(part, table, columns[head], omissions)
        parts.append(part)
    frame = pd.concat(parts) if parts else base.iloc[:0].assign(head="", value="", qualifier="", status="")
    frame = frame[frame["period"].notna()]
    return LongRows(frame.reset_index(drop=True), divisions, tuple(omissions))


def _base(
    table: RawTable, roles: TableRoles, omissions: list[Omission], columns: Mapping[str, ColumnProfile]
) -> pd.DataFrame:
    """Return what all values of a row share."""
    frame, time = table.frame, roles.time
    base = pd.DataFrame(index=frame.index)
    base["line"] = frame.index
    base["period"] = _periods(table, time, omissions)
    places = roles.of("entity")
    base["entity"] = ""
    if places:
        labels = columns[places[0]].facts.labels
        base["entity"] = frame[places[0]].map(lambda text: tidied(labels.get(text, text)))
    codes = roles.of("entity_code")
    base["code"] = frame[codes[0]].map(tidied) if codes else ""
    if places and (unnamed := base.index[base["entity"] == ""].tolist()):
        omissions.append(Omission(_where(table, unnamed, places[0]), "the rows name no place"))
        base = base[base["entity"] != ""]
    status = roles.of("status")
    base["status_text"] = frame[status[0]] if status else ""
    base["note"] = ""
    for name in roles.of("note"):
        base["note"] = base["note"].where(base["note"] != "", frame[name].map(tidied))
    for role in ("unit", "source", "published"):
        names = roles.of(role)
        base[role] = frame[names[0]].map(tidied) if names else ""
    return base


def _periods(table: RawTable, time: TimeColumns, omissions: list[Omission]) -> pd.Series[str] | list[str | None] | str:
    if time.across or time.across_parts:
        return ""
    column = table.frame[time.column]
    if time.part:
        number = quarter_number if time.frequency.unit == "quarter" else month_number
        return [
            _part_of_year(year, number(part), time) for year, part in zip(column, table.frame[time.part], strict=True)
        ]
    assert time.texts is not None
    found = column.map({text: str(period) for text, period in time.texts.periods.items()})
    for text in time.texts.other:
        lines = column.index[column == text].tolist()
        reason = f"{text} does not fit: the others are one value a {time.frequency}"
        omissions.append(Omission(_where(table, lines, time.column), reason))
    lines = column.index[found.isna() & ~column.isin(time.texts.other)].tolist()
    if lines:
        shown = ", ".join(f"“{str(column[line])[:40]}”" for line in lines[:_SHOWN])
        omissions.append(Omission(_where(table, lines, time.column), f"no period: {shown}"))
    return found


def _part_of_year(year: object, part: int, time: TimeColumns) -> str | None:
    plain = str(year).strip().removesuffix(".0")
    if not plain.isdecimal() or not part:
        return None
    return str(Period(time.frequency, int(plain) * time.frequency.a_year + part - 1))


def _fill_values(part: pd.DataFrame, table: RawTable, column: ColumnProfile, omissions: list[Omission]) -> None:
    """Add value, qualifier and status; texts that are no numbers are left out and reported."""
    numbers = column.numbers
    texts = column.texts.loc[part.index]
    known = numbers.numbers
    part["value"] = texts.map({text: _within(one.text) for text, one in known.items()}).fillna("")
    part["qualifier"] = texts.map({text: one.qualifier for text, one in known.items()}).fillna("=")
    own = texts.map({text: one.status for text, one in known.items()}).fillna("")
    given = part["status_text"].map({text: status_of(text) for text in part["status_text"].unique()})
    part["status"] = [
        _status(str(first), str(second), bool(value))
        for first, second, value in zip(own, given, part["value"], strict=True)
    ]
    bad = texts.index[texts.isin(numbers.unread)].tolist()
    if bad:
        shown = ", ".join(f"“{str(text)[:40]}”" for text in list(numbers.unread)[:_SHOWN])
        omissions.append(Omission(_where(table, bad, column.name), f"no number: {shown}"))


def _within(text: str) -> str:
    return text if not text or abs(float(text)) <= _LARGEST else ""


def _status(own: str, given: str, there: bool) -> str:
    """Return the status of a cell: a gap has a reason or nothing, a value is normal or what a flag says."""
    reasons = ("H", "L", "M", "O", "Q")
    if there:
        return next((one for one in (own, given) if one and one not in reasons), "A")
    return next((one for one in (given, own) if one in reasons), "")


def _where(table: RawTable, lines: list[object], column: str) -> str:
    shown = ", ".join(str(line) for line in lines[:_SHOWN])
    more = f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    name = f"{table.file}, {table.part}" if table.part else table.file
    return f"{name}, {table.counted} {shown}{more}, column {column}"
