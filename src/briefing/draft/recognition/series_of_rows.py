"""Rows of values → indicators with names and units, and the observations of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

import pandas as pd
from msgspec import Struct

from briefing.draft.raw_table import Omission, RawTable
from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.column_roles import TableRoles
from briefing.draft.recognition.columns_of_unknown_places import places_called
from briefing.draft.recognition.head_words import head_words, plural_of
from briefing.draft.recognition.long_rows import LongRows, column_of
from briefing.draft.recognition.place_names import things_of
from briefing.draft.recognition.printed_names import printed_name
from briefing.draft.recognition.series_naming import SeriesName, series_names, without_codes
from briefing.errors import Finding, InputError
from briefing.model.period import Frequency

MOST_INDICATORS: Final = 40  # that the texts of categories make; more are places of one indicator
_SHOWN: Final = 5
MARK: Final = "\x1f"
_NAMELESS: Final = re.compile(
    r"column [0-9]+|unnamed: ?[0-9]+", re.IGNORECASE
)  # as the import calls a column, and pandas
# "Provider name" over providers; "first name" is over names.
_NAME_OF: Final = re.compile(
    r"(?!(?:first|last|full|family|given|middle|common|scientific|short|long|display|file|brand|trade)\b)"
    r"([a-z]{3,}(?:[ _][a-z]{3,})?)[ _-]names?",
    re.IGNORECASE,
)
_FEWEST_SUBJECTS: Final = 3
_FEW: Final = 0.1  # of the rows: so many different texts at most may divide them
_AGAIN: Final = 0.01  # of the rows that may stand there twice


class SeriesRows(Struct, frozen=True):
    """The values of a table by series: its rows have a column `series`, by which `names` says what each is."""

    rows: pd.DataFrame
    names: Mapping[str, SeriesName]
    frequency: Frequency
    things: str
    omissions: tuple[Omission, ...]
    choices: tuple[str, ...]


def series_of_rows(
    table: RawTable, roles: TableRoles, columns: Mapping[str, ColumnProfile], long: LongRows
) -> SeriesRows:
    """Return the series of a table; InputError where two values stand for one period of one."""
    rows, divisions, choices = long.frame, list(long.divisions), list(long.choices)
    columns = {**columns, **{words: columns[head] for head, words in roles.time.measures.items() if words}}
    place = next(iter(roles.of("entity", "entity_value")), "")
    things = places_called(table) if roles.of("entity_value") else ""
    heads = [head for head in rows["head"].unique() if head]
    alone = bool(place) and rows["entity"].nunique() == 1 and rows["period"].nunique() == 1
    if alone:
        choices.append(f"all values are of {rows['entity'].iloc[0]} and of one period")
    if (not place or alone) and divisions:
        moved = _places_of(rows, divisions, max(1, len(heads)), roles)
        if moved:
            place = moved
            divisions.remove(moved)
            texts = rows[column_of(moved)]
            plain = without_codes(texts.unique())
            rows = rows.assign(entity=texts.map(lambda text: plain.get(text, text)))
            things = _things(moved)
            choices.append(
                f"the {texts.nunique()} different texts of {moved} are compared with each other as places are"
            )
    divided = rows.groupby([*map(column_of, divisions), "head"], dropna=False)
    units = divided["unit"].nunique() if len(rows) else pd.Series(dtype=int)
    mixed = bool(len(units)) and bool((units > 1).any())
    if mixed:
        divisions.append("unit")
        rows = rows.assign(**{column_of("unit"): rows["unit"]})
        choices.append("a column mixes units: each unit is an indicator of its own")
    rows = rows.assign(series=_series(rows, divisions))
    names = series_names(table, roles, columns, rows, divisions)
    rows, omissions = _once(table, rows, roles)
    omissions = [*long.omissions, *omissions]
    return SeriesRows(rows, names, roles.time.frequency, things, tuple(omissions), tuple(choices))


def _series(rows: pd.DataFrame, divisions: list[str]) -> pd.Series[str]:
    key = rows["head"].astype(str)
    for name in divisions:
        key = key + MARK + rows[column_of(name)].astype(str)
    return key


def _places_of(rows: pd.DataFrame, divisions: list[str], heads: int, roles: TableRoles) -> str:
    """Return the category that serves as places: where its texts would make too many indicators; "" for none."""
    categories = [name for name in divisions if name in roles.of("category")]
    rows = rows[rows["value"] != ""]  # what has none, as a question over its answers, is no series
    if not categories:
        return ""
    most = max(categories, key=lambda name: rows[column_of(name)].nunique())
    combinations = len(rows[[*map(column_of, divisions)]].drop_duplicates()) * heads
    # Firms, schools, stations with several measures each are what the table compares, as is all that there is of one
    # period alone.
    compared = (heads > 1 and bool(things_of(most))) or rows["period"].nunique() == 1
    found = rows[column_of(most)].nunique()
    subjects = compared and found >= _FEWEST_SUBJECTS
    return most if (combinations > MOST_INDICATORS or subjects) and found > 1 else ""


def _things(head: str) -> str:
    if _NAMELESS.fullmatch(head):
        return "entries"
    named = _NAME_OF.fullmatch(head_words(head))
    own = plural_of(named[1].replace("_", " ").lower()) if named else ""
    return things_of(head) or own or f"{printed_name(head).lower()} entries"


def _once(table: RawTable, rows: pd.DataFrame, roles: TableRoles) -> tuple[pd.DataFrame, list[Omission]]:
    """Return one row for each period of a series and place; InputError for two with different values."""
    key = ["series", "entity", "period"]
    if not rows.duplicated(key).any():
        return rows, []
    filled = rows[(rows["value"] != "") | ~rows.duplicated(key, keep=False)]
    numbers = pd.to_numeric(filled["value"], errors="coerce")
    values = filled.assign(number=numbers).drop_duplicates([*key, "number"])
    clash = values[values.duplicated(key, keep=False) & (values["value"] != "")]
    if len(clash):
        raise InputError(_clashes(table, clash, key, roles))
    single = filled.drop_duplicates(key)
    lines = ", ".join(str(line) for line in filled[filled.duplicated(key)]["line"].tolist()[:_SHOWN])
    left = len(rows) - len(single)
    where = f"{table.where}, {table.counted} {lines}" if lines else table.where
    return single, [Omission(where, f"{left} rows say again what others say, with the same value")]


def _clashes(table: RawTable, clash: pd.DataFrame, key: list[str], roles: TableRoles) -> list[Finding]:
    findings = []
    passed_over = ("ignored", "note", "published", "qualifier", "source", "status")
    ignored = [name for name, (role, _) in roles.decisions.items() if role in passed_over]
    numbered = _dividing_numbers(table, roles)
    groups = clash.groupby(key, sort=False)
    for _, group in islice(groups, _SHOWN):
        first, second = group.iloc[0], group.iloc[1]
        place = f" of {first['entity']}" if first["entity"] else ""
        also = f"{second['value']} in {table.counted} {second['line']}"
        what = f"two values for {first['period']}{place}: {first['value']}, and {also}"
        varying = table.frame.loc[group["line"]].nunique() > 1
        dividing = [name for name in (*ignored, *numbered) if varying[name]]
        fix = f"name the column that divides them, as --map {dividing[0]!r}=category, or " if dividing else ""
        fix += "delete one of the rows"
        findings.append(
            Finding(f"{table.where}, {table.counted} {first['line']}, column {first['head'] or 'value'}", what, fix)
        )
    if (more := len(groups) - _SHOWN) > 0:
        what = f"so do {more} more: no column tells these rows apart"
        findings.append(
            Finding(table.where, what, "add the column by which they differ, or keep one row for each period")
        )
    return findings


def _dividing_numbers(table: RawTable, roles: TableRoles) -> list[str]:
    """Return columns taken for values that may divide the rows, as school classes do: of few different texts, which
    distinguish nearly all rows."""
    values, frame = roles.of("value"), table.frame
    keys = [*roles.of("entity", "indicator", "category"), *roles.time.columns]
    few = [name for name in values if len(values) > 1 and frame[name].nunique() <= _FEW * len(frame)]
    return [name for name in few if frame[[*keys, name]].duplicated().mean() <= _AGAIN]


def written_series(series: Sequence[str]) -> dict[str, str]:
    """Return what divides series from each other in words, for a project to remember; of those that several tables have
    with the number of the table in front."""
    words = {one: " | ".join(part for part in one.partition("|")[2].split(MARK) if part) for one in series}
    often = Counter(words.values())
    return {
        one: text if often[text] == 1 else " | ".join(filter(None, (f"table {int(one.partition('|')[0]) + 1}", text)))
        for one, text in words.items()
    }
