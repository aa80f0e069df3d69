"""Rows of values → indicators with names and units, and the observations of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd
from msgspec import Struct

from briefing.draft.raw_table import Omission, RawTable
from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.column_roles import TableRoles
from briefing.draft.recognition.long_rows import LongRows
from briefing.draft.recognition.place_names import things_of
from briefing.draft.recognition.printed_names import printed_name, shortened, title_of
from briefing.draft.recognition.units_in_heads import is_unit, name_and_unit, unit_words
from briefing.draft.recognition.unstated import UNIT
from briefing.errors import Finding, InputError
from briefing.model.period import Frequency

MOST_INDICATORS: Final = 40  # that the texts of categories make; more are places of one indicator
_SIGNS: Final[Mapping[str, str]] = {
    "%": "%",
    "％": "%",
    "‰": "‰",
    "$": "dollars",
    "US$": "US dollars",
    "€": "euros",
    "£": "pounds",
}
_POWERS: Final[Mapping[str, str]] = {"3": "thousand", "6": "million", "9": "billion", "12": "trillion"}
# Heads of values that say nothing of what is measured.
GENERIC: Final = re.compile(
    r"obs[ _]?values?|observation values?|values?|amounts?|data|figures?|numbers?|val|数值|值|wert|valeur|valor",
    re.IGNORECASE,
)
_VAGUE: Final = re.compile(r"rate|index|price|mean|average|total|level|count|score|percent|share", re.IGNORECASE)
MOST_LETTERS: Final = 80
_CODED: Final = re.compile(r"[0-9]+(?:[-–.][0-9]+)*[.):]?\s+(?=\S)")
_SHOWN: Final = 5
MARK: Final = "\x1f"


class SeriesName(Struct, frozen=True):
    """What a series is called and measured in, and where both stand in the table."""

    name: str
    unit: str
    kind: str
    definition: str
    unit_reason: str = ""


class SeriesRows(Struct, frozen=True):
    """The values of a table by series: its rows have a column `series`, by which `names` says what each is."""

    rows: pd.DataFrame
    names: Mapping[str, SeriesName]
    frequency: Frequency
    things: str
    place_column: str
    omissions: tuple[Omission, ...]
    choices: tuple[str, ...]


def series_of_rows(
    table: RawTable, roles: TableRoles, columns: Mapping[str, ColumnProfile], long: LongRows
) -> SeriesRows:
    """Return the series of a table; InputError where two values stand for one period of one."""
    rows, divisions, choices = long.frame, list(long.divisions), []
    place = next(iter(roles.of("entity")), "")
    things = ""
    heads = [head for head in rows["head"].unique() if head]
    if not place and divisions:
        moved = _places_of(rows, divisions, max(1, len(heads)), roles)
        if moved:
            place = moved
            divisions.remove(moved)
            rows = rows.assign(entity=rows[moved])
            things = _things(moved)
            choices.append(
                f"the {rows[moved].nunique()} different texts of {moved} are compared with each other as places are"
            )
    units = rows.groupby([*divisions, "head"], dropna=False)["unit"].nunique() if len(rows) else pd.Series(dtype=int)
    mixed = bool(len(units)) and bool((units > 1).any())
    if mixed:
        divisions.append("unit")
        choices.append("a column mixes units: each unit is an indicator of its own")
    rows = rows.assign(series=_series(rows, divisions))
    names = _names(table, roles, columns, rows, divisions)
    rows, omissions = _once(table, rows, roles)
    omissions = [*long.omissions, *omissions]
    return SeriesRows(rows, names, roles.time.frequency, things, place, tuple(omissions), tuple(choices))


def _series(rows: pd.DataFrame, divisions: list[str]) -> pd.Series[str]:
    key = rows["head"].astype(str)
    for name in divisions:
        key = key + MARK + rows[name].astype(str)
    return key


def _places_of(rows: pd.DataFrame, divisions: list[str], heads: int, roles: TableRoles) -> str:
    """Return the category that serves as places: where its texts would make too many indicators; "" for none."""
    categories = [name for name in divisions if name in roles.of("category")]
    if not categories:
        return ""
    most = max(categories, key=lambda name: rows[name].nunique())
    combinations = len(rows[divisions].drop_duplicates()) * heads
    return most if combinations > MOST_INDICATORS and rows[most].nunique() > 1 else ""


def _things(head: str) -> str:
    return things_of(head) or f"{printed_name(head).lower()} entries"


def _names(
    table: RawTable, roles: TableRoles, columns: Mapping[str, ColumnProfile], rows: pd.DataFrame, divisions: list[str]
) -> dict[str, SeriesName]:
    """Return the name and unit of each series, by its key."""
    several = rows["head"].nunique() > 1
    constant = [name for name in divisions if rows[name].nunique() == 1]
    shown = [name for name in divisions if name not in constant] or divisions[:1]
    codes = {name: _without_codes(rows[name].unique()) for name in divisions}
    shared, named = _shared_unit(table), title_of(table.file, table.title)
    found: dict[str, SeriesName] = {}
    firsts = rows.drop_duplicates("series")
    for row in firsts.to_dict("records"):
        head = str(row["head"])
        label = columns[head].facts.label if head else ""
        name, unit, reason = name_and_unit(label or head) if head else ("", "", "")
        name = "" if GENERIC.fullmatch(head) and not several else name
        stated = columns[head].facts.unit if head else ""
        sign = columns[head].numbers.sign if head else _sign_of(roles, columns)
        given = str(row["unit"])
        if stated:
            unit, reason = unit_words(stated), "the file says so"
        elif given:
            unit, reason = _labelled(given, roles, columns), "its column of units"
        elif sign in _SIGNS and not unit:
            unit, reason = _SIGNS[sign], f"its values are printed with {sign}"
        elif not unit and shared[0]:
            unit, reason = shared
        parts = [
            codes[division].get(str(row[division]), str(row[division])) for division in shown if division != "unit"
        ]
        if roles.of("indicator") and len(parts) == 1 and not given:
            parts[0], of_name, why = name_and_unit(parts[0])
            unit, reason = (of_name, why.replace("head", "name")) if of_name else (unit, reason)
        words = [*parts, *([name] if name and (several or not parts) else [])]
        title = ", ".join(words) or shortened(name_and_unit(named)[0], MOST_LETTERS)
        if not parts and not several and _VAGUE.fullmatch(title):
            title = f"{shortened(named, MOST_LETTERS)} {title.lower()}"
        if "unit" in shown and "unit" in divisions:
            title = f"{title} ({unit})"
        measured = name if name and parts else ""
        kind = _kind(unit, f"{title} {measured}")
        found[str(row["series"])] = SeriesName(
            title, unit or UNIT, kind, f"{measured}: {title}" if measured and not several else "", reason
        )
    return _distinct(found)


def _distinct(names: dict[str, SeriesName]) -> dict[str, SeriesName]:
    """Return names of which no two are alike."""
    seen: dict[str, int] = {}
    found = {}
    for key, item in names.items():
        seen[item.name] = seen.get(item.name, 0) + 1
        again = seen[item.name]
        found[key] = (
            item
            if again == 1
            else SeriesName(f"{item.name} ({again})", item.unit, item.kind, item.definition, item.unit_reason)
        )
    return found


def _labelled(given: str, roles: TableRoles, columns: Mapping[str, ColumnProfile]) -> str:
    names = roles.of("unit")
    labels = columns[names[0]].facts.labels if names else {}
    if len(names) > 1 and (powers := columns[names[1]].distinct) and len(powers) == 1:
        scale = _POWERS.get(powers[0].partition(":")[0].strip(), "")
        return unit_words(f"{scale} {labels.get(given, given)}".strip())
    return unit_words(labels.get(given, given))


def _sign_of(roles: TableRoles, columns: Mapping[str, ColumnProfile]) -> str:
    signs = {columns[head].numbers.sign for head in roles.of("value")}
    return next(iter(signs)) if len(signs) == 1 else ""


def _shared_unit(table: RawTable) -> tuple[str, str]:
    """Return the unit that a title row says for all values, with the reason."""
    for text in (table.title, *table.footnotes):
        found = re.search(r"(?:^|[\s(])(?:units?|in|单位)\s*[:：]\s*([^();；\n]{1,60})", text, re.IGNORECASE)
        if found and is_unit(found[1].strip()):
            return unit_words(found[1].strip()), f"“{found[0].strip()[:60]}” stands with the table"
        bracket = re.search(r"[(（](?:in )?([^()（）]{1,60})[)）]\s*$", text)
        if bracket and is_unit(bracket[1]):
            return unit_words(bracket[1]), f"“({bracket[1]})” stands in the title of the table"
    return "", ""


def _kind(unit: str, words: str) -> str:
    """Return what kind of number it is, as far as the table says."""
    if unit.startswith(("%", "‰")):
        return "ratio"
    if re.search(r"\bindex\b|指数", f"{unit} {words}", re.IGNORECASE):
        return "index"
    return (
        "rate"
        if re.search(r"\brates?\b(?! of)|率", words, re.IGNORECASE) and "exchange" not in words.casefold()
        else ""
    )


def _without_codes(texts: object) -> dict[str, str]:
    """Return texts without the codes before their names, where all have one and none loses its name."""
    plain = [str(text) for text in texts]  # type: ignore[attr-defined]
    stripped = {text: _CODED.sub("", text, count=1) for text in plain}
    coded = [text for text in plain if _CODED.match(text)]
    if len(coded) < max(2, 0.8 * len(plain)) or len(set(stripped.values())) < len(plain):
        return {}
    return {text: name[:1].upper() + name[1:] for text, name in stripped.items()}


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
    where = f"{table.file}, {table.counted} {lines}" if lines else table.file
    return single, [Omission(where, f"{left} rows say again what others say, with the same value")]


def _clashes(table: RawTable, clash: pd.DataFrame, key: list[str], roles: TableRoles) -> list[Finding]:
    findings = []
    ignored = [
        name for name, (role, _) in roles.decisions.items() if role in ("ignored", "note", "published", "source")
    ]
    example = ignored[0] if ignored else "COLUMN"
    for _, group in list(clash.groupby(key, sort=False))[:_SHOWN]:
        first, second = group.iloc[0], group.iloc[1]
        place = f" of {first['entity']}" if first["entity"] else ""
        also = f"{second['value']} in {table.counted} {second['line']}"
        what = f"two values for {first['period']}{place}: {first['value']}, and {also}"
        fix = f"name the column that divides them, as --map {example!r}=category, or delete one of the rows"
        findings.append(
            Finding(f"{table.file}, {table.counted} {first['line']}, column {first['head'] or 'value'}", what, fix)
        )
    return findings
