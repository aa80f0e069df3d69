"""What each column of a table is, with the reason in words: as the caller says, as the file says, else by its texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pandas as pd

from briefing.draft.raw_table import RawTable, Role
from briefing.draft.recognition.column_profile import ColumnProfile
from briefing.draft.recognition.columns_of_places import columns_of_places
from briefing.draft.recognition.columns_of_unknown_places import columns_by_title
from briefing.draft.recognition.derived_columns import derived, padded_codes, row_numbers
from briefing.draft.recognition.head_words import head_words
from briefing.draft.recognition.imported_data import RecognitionOptions
from briefing.draft.recognition.place_names import (
    codes_of_parts,
    is_place_head,
    known_share,
    own_map,
    place_of,
    things_of,
)
from briefing.draft.recognition.repeated_columns import repeated_columns
from briefing.draft.recognition.roles_by_head import roles_by_head
from briefing.draft.recognition.time_columns import BY_CALLER, TimeColumns, time_columns
from briefing.draft.recognition.time_texts import one_period

Decisions = dict[str, tuple[Role, str]]

_SOURCE_HEAD: Final = re.compile(r"(data ?)?(source|sources|publisher|provider)|来源|数据来源", re.IGNORECASE)
_PUBLISHED_HEAD: Final = re.compile(r"(published|release[ _]?date|last[ _]?update(d)?|vintage|发布日期)", re.IGNORECASE)
_INDEX_HEAD: Final = re.compile(
    r"(unnamed: ?\d+|column \d+|index|row|id|obs|observation|rowid|row[ _]?(number|id|names)|)", re.IGNORECASE
)
_CODE_HEAD: Final = re.compile(r"code|\bid\b|_id|\bno\b|fips|iso|代码|编码", re.IGNORECASE)
# Heads of numbers that only say when.
_TIME_HEAD: Final = re.compile(
    r"(decimal|fractional)[ _]?(date|year|time)|(day|date|week|month)[ _]of[ _](the[ _])?(week|month|quarter|year)"
    r"|week ?day|dow|doy|[wmy]day|(iso[ _]?)?(week|month|mon|mth|quarter|year|yr|day)([ _]?(no|num|number))?|qtr|time|t"
    r"|time[ _]?(index|step)|年\s?[次度]?( \([0-9]\))?|.* / 年\s?[次度]",
    re.IGNORECASE,
)
# Heads of numbers that may be the years of the rows again: they say nothing else.
_BARE_HEAD: Final = re.compile(r"date|x|column \d+|unnamed: ?\d+|row ?names?", re.IGNORECASE)
_YEAR_HEAD: Final = re.compile(
    r"(?!.*\b(?:per|a|each)[\W_]years?)(?:.*[\W_])?(?:years?|jahr|année|año|ano)(?:[\W_].*)?|.*年份?", re.IGNORECASE
)
_YEARS: Final = (1500, 2100)
_EDITION_HEAD: Final = re.compile(
    r"(version|edition|release|wave|round|issue|vintage|版本)([ _]?(no|num|number))?", re.IGNORECASE
)
_SETTING_HEAD: Final = re.compile(
    r"decimals|mult|scale|base|code|\bid\b|_id$|version|flag|level|status|number|weight|factor|代码|编号", re.IGNORECASE
)
_BY_FILE: Final = "the file says so"
MOST_SERIES: Final = 500  # of an edition
_FEWEST: Final = 2
_FEWEST_SERIES: Final = 2  # columns of numbers that change, beside which one that does not is a series like them
_PLACE_SHARE: Final = 0.6
_LONG_TEXT: Final = 200
_FEW_PERIODS: Final = 3
_MOSTLY: Final = 0.9


class TableRoles:
    """The decisions about the columns of a table, in its order, and where its periods stand."""

    def __init__(self, decisions: Decisions, time: TimeColumns) -> None:
        self.decisions, self.time = decisions, time

    def of(self, *roles: Role) -> list[str]:
        """Return the columns that have one of the roles."""
        return [name for name, (role, _) in self.decisions.items() if role in roles]


def roles_of(table: RawTable, columns: Mapping[str, ColumnProfile], options: RecognitionOptions) -> TableRoles | None:
    """Return what each column is; None of a table in which there is no time.

    InputError where a date can be read in two ways.
    """
    given = {name: (role, BY_CALLER) for name, role in options.roles.items() if name in columns}
    by_name = {name: decided for name, decided in given.items() if not _is_loose(name, decided[0], options)}
    if len(by_name) < len(given):
        open_time = time_columns(table, columns, by_name, options.dates)
        passed_over = {*(open_time.columns if open_time is not None else ())}
        passed_over |= {name for name, (role, _) in given.items() if "value" in role and not columns[name].numeric}
        given = {name: decided for name, decided in given.items() if name in by_name or name not in passed_over}
    stated: Decisions = {
        name: (one.facts.role, _BY_FILE)
        for name, one in columns.items()
        if one.facts.role is not None and name not in given
    }
    found: Decisions = {**stated, **given}
    codes = [name for name, (role, _) in found.items() if role == "entity_code"]
    heads = [name for name in columns if name not in found and is_place_head(name)]
    if codes and not heads and not any(role == "entity" for role, _ in found.values()):
        most = max(codes, key=lambda name: len(columns[name].distinct))
        found[most] = ("entity", found[most][1])
    time = time_columns(table, columns, found, options.dates)
    if time is None:
        return None
    found |= {name: decided for name, decided in time.decisions.items() if name not in given}
    rest = {name: one for name, one in columns.items() if name not in found}
    _decide(rest, found, table, time)
    _divide_by_codes(found, columns, table.frame)
    return TableRoles({name: found[name] for name in columns if name in found}, time)


def _is_loose(name: str, role: Role, options: RecognitionOptions) -> bool:
    """Whether a column has its role by a pattern, so that it gives way: each to periods that are recognised, that of
    values to texts. Who writes "*=entity_value" speaks of the numbers. A pattern that makes columns periods or leaves
    them out holds for all."""
    return name in options.by_pattern and role not in ("period", "year", "month", "quarter", "ignored")


def _divide_by_codes(found: Decisions, columns: Mapping[str, ColumnProfile], frame: pd.DataFrame) -> None:
    """Make categories of columns of codes that are not those of the places."""
    place = next((name for name, (role, _) in found.items() if role == "entity"), "")
    for name, (role, reason) in list(found.items()):
        if role == "entity_code" and reason == _BY_FILE and not (place and _determines(frame, place, name)):
            found[name] = (
                "category",
                f"{len(columns[name].distinct)} codes, which are not those of {place or 'places'}",
            )


def _decide(rest: dict[str, ColumnProfile], found: Decisions, table: RawTable, time: TimeColumns) -> None:
    """Decide about the columns that neither caller nor file nor time has taken."""

    def take(decided: Iterable[tuple[str, Role, str]]) -> None:
        for name, role, reason in list(decided):
            if rest.pop(name, None) is not None:
                found[name] = (role, reason)

    take(_without_content(rest))
    take((name, "ignored", reason) for name, reason in row_numbers(rest))
    take(roles_by_head(rest))
    _name_indicators(found, table.frame)
    take(_places(rest, found))
    if not time.across and not time.across_parts and not {"entity", "value"} & {role for role, _ in found.values()}:
        take((name, "entity_value", reason) for name, reason in columns_of_places(rest))
        take((name, "entity_value", reason) for name, reason in columns_by_title(rest, table))
    frame, periods = table.frame, [*time.columns]
    keys = [name for name, (role, _) in found.items() if role in ("entity", "indicator", "category")]
    take(_constants(rest, frame))
    take(repeated_columns(rest, frame, keys, periods))
    take(_codes(rest, frame, [*keys]))
    take(_numbered(rest, frame, keys, periods))
    keys = [name for name, (role, _) in found.items() if role in ("entity", "indicator", "category")]
    take(_texts(rest, frame, keys, periods))
    if ("value", _BY_FILE) in found.values():
        take(
            (name, "category", "numbers that the file does not call values") for name, one in rest.items() if one.whole
        )
    keys = [name for name, (role, _) in found.items() if role in ("entity", "indicator", "category")]
    take(_times(rest, frame, periods))
    take((name, "ignored", "it holds years") for name, one in rest.items() if _holds_years(one))
    take((name, "ignored", reason) for name, reason in (*padded_codes(rest), *derived(rest, frame, keys, time)))
    take(_properties(rest, frame, keys, periods))
    if time.across or time.across_parts:
        take((name, "ignored", "its head is no period, as those of the other numbers are") for name in rest)
    numeric = [name for name, one in rest.items() if one.numeric]
    reason = f"one of {len(numeric) - MOST_SERIES} columns of numbers more than an edition holds"
    take((name, "ignored", reason) for name in numeric[MOST_SERIES:])
    take((name, "value", _numbers_reason(one)) for name, one in rest.items() if one.numeric)
    take((name, "ignored", "it holds neither numbers nor few different texts") for name in rest)


def _without_content(rest: Mapping[str, ColumnProfile]) -> Iterator[tuple[str, Role, str]]:
    for name, one in rest.items():
        if not one.distinct:
            yield name, "ignored", "it is empty"
        elif _INDEX_HEAD.fullmatch(head_words(name)) and one.whole and _counts(one):
            yield name, "ignored", "it counts the rows"


def _counts(column: ColumnProfile) -> bool:
    """Whether numbers count rows from 0 or 1; where they have no head, again in each of several parts."""
    numbers = column.floats
    steps = numbers.diff().iloc[1:]
    counted = steps.eq(1) | (numbers.iloc[1:].isin(numbers.iloc[:1]) & bool(_BARE_HEAD.fullmatch(column.name)))
    return bool(numbers.iloc[:1].isin((0, 1)).any() and steps.eq(1).any() and counted.all())


def _name_indicators(found: Decisions, frame: pd.DataFrame) -> None:
    """Leave one column of indicators where two say the same, text by text: that of the names, not of their codes."""
    heads = [name for name, (role, reason) in found.items() if role == "indicator" and reason == "its head"]
    for name in sorted(heads, key=_is_code, reverse=True)[:-1]:
        same = [key for key in heads if key != name and found[key][0] == "indicator" and _stand_for(frame, key, name)]
        if same:
            found[name] = ("indicator_code", f"it stands for {same[0]}, text by text")


def _is_code(head: str) -> bool:
    return bool(_CODE_HEAD.search(head_words(head)))


def _stand_for(frame: pd.DataFrame, one: str, other: str) -> bool:
    return _determines(frame, one, other) and _determines(frame, other, one)


def _places(rest: Mapping[str, ColumnProfile], found: Decisions) -> Iterator[tuple[str, Role, str]]:
    """Choose the column of places: by the names and codes that maps know, else by its head."""
    if any(role == "entity" for role, _ in found.values()):
        yield from ((name, "entity_code", "codes of the places") for name, one in rest.items() if _place_codes(one))
        return
    texts = {
        name: one
        for name, one in rest.items()
        if not one.numeric and not _SOURCE_HEAD.fullmatch(head_words(name)) and not codes_of_parts(name, one.distinct)
    }
    share = {name: known_share(one.distinct) for name, one in texts.items()}
    by_map = [
        name
        for name, one in texts.items()
        if share[name] >= _PLACE_SHARE and (is_place_head(name) or len(one.distinct) > 1)
    ]
    by_head = [name for name, one in texts.items() if is_place_head(name)]
    named = [name for name in by_map if max(map(len, texts[name].distinct)) > len("USA")]
    finer = [name for name in by_head if name not in by_map and by_map and _are_finer(texts, name, by_map[0])]
    chosen = next(iter([*named, *finer, *by_map, *by_head]), None)
    if chosen is None:
        return
    one = texts[chosen]
    parts_map = own_map(one.distinct)
    known = sum(place_of(name, parts_map) is not None for name in one.distinct)
    reason = f"{len(one.distinct)} names, {known} of them places on maps" if known else "its head"
    yield chosen, "entity", reason
    for name in [*by_map, *by_head]:
        if name != chosen and len(texts[name].distinct) == len(one.distinct):
            yield name, "entity_code", f"codes of {chosen}"


def _are_finer(texts: Mapping[str, ColumnProfile], name: str, code: str) -> bool:
    """Whether names are of parts of the places of codes, as counties are of states: each stands with one code, and
    there are more than twice as many."""
    pairs = pd.DataFrame({"name": texts[name].texts, "code": texts[code].texts})
    finer = len(texts[name].distinct) > 2 * len(texts[code].distinct)
    return finer and _determines(pairs, "name", "code")


def _place_codes(one: ColumnProfile) -> bool:
    return not one.numeric and max(map(len, one.distinct)) <= len("USA") and known_share(one.distinct) >= _PLACE_SHARE


def _constants(rest: Mapping[str, ColumnProfile], frame: pd.DataFrame) -> Iterator[tuple[str, Role, str]]:
    for name, one in rest.items():
        if one.constant and len(frame) > 1 and not one.numeric:
            says = one.facts.labels.get(one.distinct[0], one.distinct[0])
            role: Role = "source" if _SOURCE_HEAD.fullmatch(head_words(name)) else "ignored"
            yield name, role, f"it says “{says[:60]}” in every row"


def _codes(rest: Mapping[str, ColumnProfile], frame: pd.DataFrame, keys: list[str]) -> Iterator[tuple[str, Role, str]]:
    """Yield columns that stand for another one, text by text: codes next to names."""
    for name, one in rest.items():
        if len(one.distinct) < _FEWEST or (one.numeric and not (one.whole and _CODE_HEAD.search(name))):
            continue
        for key in keys:
            if _stand_for(frame, key, name):
                yield name, "entity_code" if is_place_head(name) else "ignored", f"it stands for {key}, text by text"
                break


def _numbered(
    rest: Mapping[str, ColumnProfile], frame: pd.DataFrame, keys: list[str], periods: list[str]
) -> Iterator[tuple[str, Role, str]]:
    """Yield whole numbers that stand for firms, stations or places, and tell the rows of a period from each other."""
    if not periods or not frame[[*keys, *periods]].duplicated().any():
        return
    for name, one in rest.items():
        named = things_of(name) or is_place_head(name) or _CODE_HEAD.search(head_words(name))
        if named and one.whole and not frame[[*keys, *periods, name]].duplicated().any():
            yield name, "category", f"{len(one.distinct)} numbers, which tell the rows of a period apart"
            return


def _times(
    rest: Mapping[str, ColumnProfile], frame: pd.DataFrame, periods: list[str]
) -> Iterator[tuple[str, Role, str]]:
    """Yield numbers that say of when a row is, as its periods do: days of the week, years with a fraction, editions."""
    for name, one in rest.items():
        head = head_words(name)
        timely, bare, numbered = (it.fullmatch(head) for it in (_TIME_HEAD, _BARE_HEAD, _EDITION_HEAD))
        if not one.numeric or not periods or not (timely or bare or numbered):
            continue
        rows = frame[[*periods, name]].drop_duplicates().sort_values(periods)
        if len(rows) == len(frame[periods].drop_duplicates()):
            if timely or (bare and _are_years(one, frame, periods)):
                yield name, "ignored", _says_when(periods)
            elif numbered and _numbers_in_order(one.floats[rows.index], parted="version" in name.casefold()):
                yield name, "ignored", f"it numbers the rows of {_phrase(periods)}"


def _says_when(periods: list[str]) -> str:
    return f"it says when, as {_phrase(periods)} {'do' if len(periods) > 1 else 'does'}"


def _holds_years(one: ColumnProfile) -> bool:
    """Whether numbers are years of something else than the values, as "to_year" or "year built"."""
    if not (one.whole and _YEAR_HEAD.fullmatch(head_words(one.name))):
        return False
    return bool(one.floats.between(*_YEARS).all())


def _are_years(one: ColumnProfile, frame: pd.DataFrame, periods: list[str]) -> bool:
    """Whether numbers are the years of the periods again, with or without a fraction."""
    years = one.floats // 1
    return any(bool((pd.to_numeric(frame[name], errors="coerce") == years).all()) for name in periods)


def _numbers_in_order(numbers: pd.Series[float], *, parted: bool) -> bool:
    """Whether numbers go up from one period to the next, nearly always by one; those with parts mostly, as 2.9 and 2.10
    do."""
    steps = numbers.diff().iloc[1:]
    if parted and not (numbers % 1 == 0).all():
        return len(steps) >= _FEW_PERIODS and bool((steps >= 0).mean() >= _MOSTLY)
    return len(steps) >= _FEW_PERIODS and bool((steps > 0).all()) and bool((steps == 1).mean() >= _MOSTLY)


def _texts(
    rest: Mapping[str, ColumnProfile], frame: pd.DataFrame, keys: list[str], periods: list[str]
) -> Iterator[tuple[str, Role, str]]:
    """Decide about texts: those that the places have once and for all are properties, those that divide rows are
    categories."""
    texts = [name for name, one in rest.items() if not one.numeric]
    used = list(keys)
    # The finest first: of a region and its towns, or a type and its members, the towns and members say both. Of names
    # and their codes the names.
    for name in sorted(texts, key=lambda name: (-len(rest[name].distinct), _is_code(name))):
        one = rest[name]
        needed = frame[[*used, *periods]].duplicated().any() if used or periods else True
        if (
            used
            and (one.coded or all(len(frame[key].unique()) > 1 for key in used))
            and any(_determines(frame, key, name) for key in used)
        ):
            yield name, "ignored", f"it is the same for each {_phrase(used)}, at all times"
        elif _PUBLISHED_HEAD.fullmatch(head_words(name)):
            yield name, "published", "its head"
        elif periods and not needed and all(map(one_period, one.distinct)):
            yield name, "ignored", _says_when(periods)
        elif max(map(len, one.distinct)) > _LONG_TEXT:
            yield name, "note", "long texts"
        elif len(one.distinct) > max(40, len(frame) // 2) and len(one.distinct) == len(frame) and not needed:
            yield name, "note", "another text in each row"
        elif _SOURCE_HEAD.fullmatch(head_words(name)) and not _divides(frame, [*used, *periods], name):
            yield name, "source", "its head"
        elif not needed:
            yield name, "ignored", "the rows are told from each other without it"
        else:
            called = things_of(name)
            kinds = f"{len(one.distinct)} {called or 'different texts'}"
            used.append(name)
            yield name, "category", f"{kinds}, as {_examples(one.distinct)}"


def _properties(
    rest: Mapping[str, ColumnProfile], frame: pd.DataFrame, keys: list[str], periods: list[str]
) -> Iterator[tuple[str, Role, str]]:
    """Yield whole numbers that never change within a place, and numbers that are the same in every row."""
    places = [key for key in keys if len(frame[key].unique()) > 1]
    long = bool(places) and bool(periods) and len(frame) >= _FEW_PERIODS * len(frame[places[0]].unique())
    numeric = {name: one for name, one in rest.items() if one.numeric}
    # in a table of a row for each period a quantity may stay the same; a code or a scale does so too
    wide = bool(periods) and not keys and sum(not one.constant for one in numeric.values()) >= _FEWEST_SERIES
    for name, one in numeric.items() if len(numeric) > 1 else ():  # the only numbers are what the table is about
        if one.constant and len(frame) > _FEW_PERIODS and not (wide and not _SETTING_HEAD.search(name)):
            yield name, "ignored", f"it is {one.distinct[0]} in every row"
        elif set(one.distinct) <= {"0", "1"}:
            yield name, "ignored", "it holds 0 and 1 alone: yes or no, no quantity"
        elif long and any(_determines(frame, key, name) for key in places) and len(one.distinct) > 1:
            yield name, "ignored", f"it never changes within one {_phrase(places)}: a property, no series"


def _determines(frame: pd.DataFrame, by: str, column: str) -> bool:
    """Whether each text of one column stands with one text of another."""
    pairs = frame[[by, column]].drop_duplicates()
    return len(pairs) == len(pairs[by].unique())


def _divides(frame: pd.DataFrame, keys: list[str], column: str) -> bool:
    """Whether rows that agree in all keys differ in a column."""
    return not keys or len(frame[[*keys, column]].drop_duplicates()) > len(frame[keys].drop_duplicates())


def _phrase(columns: list[str]) -> str:
    return " and ".join(columns)


def _examples(texts: tuple[str, ...]) -> str:
    return ", ".join(text[:30] for text in texts[:3])


def _numbers_reason(one: ColumnProfile) -> str:
    notes = "; ".join(one.numbers.reasons)
    return f"{one.numbers.values} different numbers{f'; {notes}' if notes else ''}"
