"""A table with the roles of its columns → one row for each value, whichever way the table lies."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import pandas as pd
from msgspec import Struct

from briefing.draft.raw_table import Omission, RawTable
from briefing.draft.recognition.blank_totals import TOTAL, blanks_hold_others, with_empty_names
from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.column_roles import TableRoles
from briefing.draft.recognition.columns_of_places import place_in_head, without_unit_of_all
from briefing.draft.recognition.left_to_fill import listed
from briefing.draft.recognition.number_texts import EXACT, QUALIFIERS, ReadNumber
from briefing.draft.recognition.one_spelling import with_one_spelling
from briefing.draft.recognition.parts_of_heads import without_shared_parts
from briefing.draft.recognition.printed_names import printed_name, tidied
from briefing.draft.recognition.status_codes import status_behind, status_of
from briefing.draft.recognition.time_columns import TimeColumns, period_in_head
from briefing.draft.recognition.time_texts import month_number, one_period, quarter_number
from briefing.model.period import Period

_SHOWN: Final = 3
_LARGEST: Final = 1e15  # beyond this no table of a project holds a value


class LongRows(Struct, frozen=True):
    """One row for each value: line, period, entity, head (of the value's column), value, qualifier, status, note, unit,
    source, published, and a column for each indicator and category, which `column_of` names."""

    frame: pd.DataFrame
    divisions: tuple[str, ...]
    omissions: tuple[Omission, ...]
    choices: tuple[str, ...] = ()


def column_of(division: str) -> str:
    """Return the column that has the texts of an indicator or category: a table may call one "status" or "line"."""
    return f"by {division}"


def long_rows(table: RawTable, roles: TableRoles, columns: Mapping[str, ColumnProfile]) -> LongRows:
    """Return the values of a table, each in a row of its own."""
    omissions: list[Omission] = []
    table, choices = with_one_spelling(with_empty_names(table, roles), roles)
    blank = [name for name in roles.of("entity", "category") if blanks_hold_others(table, roles, columns, name)]
    base = _base(table, roles, omissions, columns, blank)
    divisions = tuple(roles.of("indicator", "category"))
    for name in divisions:
        labels = columns[name].facts.labels
        before = f"{printed_name(name)} " if columns[name].numeric and not labels else ""  # "Firm 3", not "3"
        texts = {str(text): tidied(labels.get(str(text), str(text))) for text in table.frame[name].unique()}
        none = TOTAL if name in blank else "not stated"
        base[column_of(name)] = table.frame[name].map(
            {text: before + words if words else none for text, words in texts.items()}
        )
    base["given"] = base["status_text"].map({text: status_of(text) for text in base["status_text"].unique()})
    if roles.time.texts is not None:
        texts_of_time = table.frame[roles.time.column].loc[base.index]
        behind = texts_of_time.map({text: status_behind(text) for text in texts_of_time.unique()})
        base["given"] = base["given"].where(base["given"] != "", behind)
    shared = {str(name): base[name].tolist() for name in base.columns}
    cells: dict[str, list[object]] = {name: [] for name in (*shared, "head", "value", "qualifier", "status")}
    of_places = roles.of("entity_value")
    places = without_shared_parts(without_unit_of_all([columns[head].facts.label or head for head in of_places])[0])
    place_of_head = dict(zip(of_places, map(place_in_head, places), strict=True))
    for head in roles.of("value", "entity_value"):
        flag = status_behind(period_in_head(head) or head) if head in roles.time.across else ""
        given = [one or flag for one in shared["given"]]
        of_head = {**shared, **_values(base, given, table, columns[head], omissions)}
        unnamed = roles.time.across or roles.time.across_parts or head in of_places
        of_head["head"] = [roles.time.measures.get(head, "") if unnamed else head] * len(base)
        if head in of_places:
            of_head["entity"] = [place_of_head[head]] * len(base)
        if head in roles.time.across:
            of_head["period"] = _periods_across(table, roles.time, roles.time.across[head], base.index)
        elif head in roles.time.across_parts:
            years, step = table.frame[roles.time.column].loc[base.index], roles.time.across_parts[head]
            of_head["period"] = [_part_of_year(text, step, roles.time) for text in years]
        for name, values in of_head.items():
            cells[name] += values
    if roles.time.part and roles.time.across:
        omissions += _lost_days(table, roles.time, cells)
    frame = pd.DataFrame(cells)  # from lists: putting together a frame for each of hundreds of columns takes seconds
    frame = frame[frame["period"].notna()]
    totals = [f"an empty cell of {name} is called {TOTAL}: its rows have the sums of the others" for name in blank]
    return LongRows(frame.reset_index(drop=True), divisions, tuple(omissions), (*choices, *totals))


def _base(
    table: RawTable,
    roles: TableRoles,
    omissions: list[Omission],
    columns: Mapping[str, ColumnProfile],
    blank: Collection[str],
) -> pd.DataFrame:
    """Return what all values of a row share; in `blank` columns an empty cell is that of what holds the others."""
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
    if places and places[0] in blank:
        base["entity"] = base["entity"].where(base["entity"] != "", TOTAL)
    if places and (unnamed := base.index[base["entity"] == ""].tolist()):
        omissions.append(Omission(_where(table, unnamed, places[0]), "the rows name no place"))
        base = base[base["entity"] != ""]
    status = roles.of("status")
    base["status_text"] = frame[status[0]] if status else ""
    base["qualifier"] = _qualifiers(table, roles, omissions)
    base["note"] = ""
    for name in roles.of("note"):
        base["note"] = base["note"].where(base["note"] != "", frame[name].map(tidied))
    for role in ("unit", "source", "published"):
        names = roles.of(role)
        base[role] = frame[names[0]].map(tidied) if names else ""
    return base


def _qualifiers(table: RawTable, roles: TableRoles, omissions: list[Omission]) -> pd.Series[str] | str:
    """Return the sign of a bound of each row, "=" where there is none; what is no such sign is reported."""
    for name in roles.of("qualifier"):
        texts = table.frame[name].map(tidied)
        other = texts[~texts.isin([*QUALIFIERS, EXACT, ""])]
        if len(other):
            reason = f"no sign of a bound, as ≥ or ~: “{other.iloc[0][:40]}”"
            omissions.append(Omission(_where(table, other.index.tolist(), name), reason))
        return texts.map(lambda text: QUALIFIERS.get(text, EXACT))
    return EXACT


def _periods(table: RawTable, time: TimeColumns, omissions: list[Omission]) -> pd.Series[str] | list[str | None] | str:
    if time.across or time.across_parts:
        return ""
    column = table.frame[time.column]
    if time.part:
        return _periods_of_parts(table, time, omissions)
    assert time.texts is not None
    found = column.map({text: str(period) for text, period in time.texts.periods.items()})
    if other := list(time.texts.other):
        lines = column.index[column.isin(other)].tolist()
        verb = "do" if len(other) > 1 else "does"
        words = f"{listed(other)} {verb} not fit: the others are one value a {time.frequency}"
        omissions.append(Omission(_where(table, lines, time.column), words))
    lines = column.index[found.isna() & ~column.isin(time.texts.other)].tolist()
    if lines:
        shown = ", ".join(f"“{str(column[line])[:40]}”" for line in lines[:_SHOWN])
        omissions.append(Omission(_where(table, lines, time.column), f"no period: {shown}"))
    return found


def _periods_of_parts(table: RawTable, time: TimeColumns, omissions: list[Omission]) -> list[str | None]:
    """Return the periods that columns of years, months or quarters, and days make."""
    frame = table.frame
    number = quarter_number if time.frequency.unit == "quarter" else month_number
    parts = [number(str(text)) for text in frame[time.part]]
    if time.day:
        cells = zip(frame[time.column], parts, frame[time.day], strict=True)
        days = [one_period(f"{str(year).strip()}-{part:02}-{str(day).strip():0>2}") for year, part, day in cells]
        found = [str(day) if day is not None else None for day in days]
    else:
        found = [_part_of_year(year, part, time) for year, part in zip(frame[time.column], parts, strict=True)]
    lacking = [at for at, period in enumerate(found) if period is None]
    if lacking:
        shown = ", ".join(dict.fromkeys(f"“{frame[time.part].iloc[at]}”" for at in lacking))
        lines = [frame.index[at] for at in lacking]
        omissions.append(Omission(_where(table, lines, time.part), f"no {time.frequency} of the year: {shown[:120]}"))
    return found


def _periods_across(table: RawTable, time: TimeColumns, year: Period, index: pd.Index[int]) -> list[str | None]:
    """Return the periods of the values under a head, which are those of the head or the part of its year that each row
    says."""
    if not time.part:
        return [str(year)] * len(index)
    rows = table.frame.loc[index]
    number = quarter_number if time.frequency.unit == "quarter" else month_number
    parts = [number(str(text)) for text in rows[time.part]]
    if not time.day:
        return [_part_of_year(year, part, time) for part in parts]
    days = zip(parts, rows[time.day], strict=True)
    found = [one_period(f"{year}-{part:02}-{str(day).strip():0>2}") for part, day in days]
    return [str(day) if day is not None else None for day in found]


def _lost_days(table: RawTable, time: TimeColumns, cells: Mapping[str, Sequence[object]]) -> list[Omission]:
    """Return the values of days that there are not, as a 29 February."""
    found = zip(cells["line"], cells["period"], cells["value"], strict=True)
    lines = [line for line, period, value in found if period is None and value != ""]
    if not lines:
        return []
    texts = table.frame[time.part][table.frame.index.isin(lines)]
    shown = ", ".join(dict.fromkeys(f"“{text}”" for text in texts))
    reason = "no such day of the year" if time.day else f"no {time.frequency} of the year: {shown[:120]}"
    return [Omission(_where(table, list(dict.fromkeys(lines)), time.day or time.part), reason)]


def _part_of_year(year: object, part: int, time: TimeColumns) -> str | None:
    plain = str(year).strip().removesuffix(".0")
    if not plain.isdecimal() or not part:
        return None
    return str(Period(time.frequency, int(plain) * time.frequency.a_year + part - 1))


def _values(
    base: pd.DataFrame, given: list[object], table: RawTable, column: ColumnProfile, omissions: list[Omission]
) -> dict[str, list[object]]:
    """Return value, qualifier and status of each row; what is no number, or too large for one, is reported."""
    index = base.index
    texts = [str(text) for text in column.texts.loc[index]]
    none = ReadNumber("")
    found = [column.numbers.numbers.get(text, none) for text in texts]
    for reason, bad in (
        ("no number", set(column.numbers.unread)),
        ("too large for a value", {text for text, one in column.numbers.numbers.items() if not _within(one.text)}),
    ):
        if lines := [line for line, text in zip(index, texts, strict=True) if text in bad] if bad else []:
            shown = ", ".join(f"“{text[:40]}”" for text in dict.fromkeys(text for text in texts if text in bad))
            omissions.append(Omission(_where(table, lines, column.name), f"{reason}: {shown[:120]}"))
    values: list[object] = [one.text if _within(one.text) else "" for one in found]
    statuses: list[object] = [
        _status(one.status, str(flag), bool(value)) for one, flag, value in zip(found, given, values, strict=True)
    ]
    bounds: list[object] = [
        one.qualifier if one.qualifier != EXACT else of_row
        for one, of_row in zip(found, base["qualifier"], strict=True)
    ]
    return {"value": values, "qualifier": bounds, "status": statuses}


def _within(text: str) -> bool:
    return not text or abs(float(text)) <= _LARGEST


def _status(own: str, given: str, there: bool) -> str:
    """Return the status of a cell: a gap has a reason or nothing, a value is normal or what a flag says."""
    reasons = ("H", "L", "M", "O", "Q")
    if there:
        return next((one for one in (own, given) if one and one not in reasons), "A")
    return next((one for one in (given, own) if one in reasons), "")


def _where(table: RawTable, lines: Sequence[object], column: str) -> str:
    shown = ", ".join(str(line) for line in lines[:_SHOWN])
    more = f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    name = f"{table.file}, {table.part}" if table.part else table.file
    return f"{name}, {table.counted} {shown}{more}, column {column}"
