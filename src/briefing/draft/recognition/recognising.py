"""Raw tables → what they hold, in the terms of a project, with the reason for each decision."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from briefing.draft.importing.text_tables import visible
from briefing.draft.raw_table import Omission, RawTable
from briefing.draft.recognition.column_profile import ColumnProfile, profiles
from briefing.draft.recognition.column_roles import MOST_SERIES, TableRoles, roles_of
from briefing.draft.recognition.columns_of_unknown_places import columns_to_ask, map_words
from briefing.draft.recognition.companion_series import without_companions
from briefing.draft.recognition.edition_choices import (
    choose_place,
    countries_word,
    default_languages,
    draft_places,
    edition_period,
    frequency_letters,
    has_median,
    printed_decimals,
)
from briefing.draft.recognition.filled_down import filled_down
from briefing.draft.recognition.future_periods import without_future
from briefing.draft.recognition.heads_together import with_heads_together
from briefing.draft.recognition.imported_data import (
    OBSERVED,
    ColumnDecision,
    DraftIndicator,
    ImportedData,
    RecognitionOptions,
)
from briefing.draft.recognition.left_to_fill import OpenQuestions, listed, to_fill, with_doubts, with_untranslated
from briefing.draft.recognition.long_rows import long_rows
from briefing.draft.recognition.missing_values import missing_values
from briefing.draft.recognition.names_of_series import title_of_tables, with_name_as_title, with_names
from briefing.draft.recognition.negative_deficits import with_balances_named
from briefing.draft.recognition.printed_names import short_names, shortened, slug_of, tidied
from briefing.draft.recognition.printed_scales import printed_forms
from briefing.draft.recognition.published_forms import plain_tables
from briefing.draft.recognition.ranks_in_tables import RANK, of_ranks, with_rank_units
from briefing.draft.recognition.renamed_places import renamed_places
from briefing.draft.recognition.role_corrections import roles_of_heads
from briefing.draft.recognition.rows_of_heads import without_rows_of_heads
from briefing.draft.recognition.rows_of_parts import with_wholes_named
from briefing.draft.recognition.series_naming import MOST_LETTERS, SeriesName
from briefing.draft.recognition.series_of_rows import MARK, SeriesRows, series_of_rows, written_series
from briefing.draft.recognition.series_of_several_tables import joined_over_tables, named_by_table, names_of_tables
from briefing.draft.recognition.sources_of_tables import source_of_tables, used_tables
from briefing.draft.recognition.time_columns import is_year_head
from briefing.draft.recognition.time_texts import one_period
from briefing.draft.recognition.total_places import is_nameless, totals_among, words_of_totals
from briefing.draft.recognition.units_of_series import with_units
from briefing.errors import Finding, InputError
from briefing.read import source_table

_FEWEST_PERIODS: Final = 2
_FEWEST_PLACES: Final = 3  # that are compared with each other where there is one period
GIVEN_PERIOD: Final = "--period"  # the column of a period that the table does not name
_GIVEN: Final = "as it was given, for all values"
_MOST_WITH_MEDIAN: Final = 6
_SHOWN: Final = 3  # units in a message
_EARLIEST, _LATEST = 1500, 2150
_LOOKED_AT: Final = 50  # texts of a column that may hold periods
_BROKEN_YEAR: Final = re.compile(r"(1[5-9]|20)[0-9]{2}[.,][0-9]*[1-9][0-9]*")


def recognise(tables: Sequence[RawTable], options: RecognitionOptions | None = None) -> ImportedData:
    """Return what tables hold. InputError names what stops it, with row, column and the option that helps."""
    options = options or RecognitionOptions()
    plain, renamed = plain_tables(tables)
    given, by_pattern = roles_of_heads(plain, options.roles, renamed)
    options = replace(options, roles=given, by_pattern=by_pattern)
    found: list[tuple[RawTable, SeriesRows]] = []
    decisions: list[ColumnDecision] = []
    omissions = [omission for table in tables for omission in table.omissions]
    problems: list[Finding] = []
    choices: list[str] = []
    asked = OpenQuestions()
    for one in plain:
        table, headed = without_rows_of_heads(one)
        table, above = filled_down(table)
        table, wholes = with_wholes_named(table)
        choices += [*one.choices, *headed, *above, *wholes]
        columns, name = profiles(table), table.where
        roles = roles_of(table, columns, options)
        if table.frame.empty:
            problems.append(Finding(name, "there is no row below the heads", "export the table again, with its rows"))
            continue
        if roles is None and options.period:
            table, options_here = _dated(table, options)
            columns = profiles(table)
            roles = roles_of(table, columns, options_here)
        if roles is None:
            problems.append(_no_time(table, name, columns))
            continue
        decisions += [
            ColumnDecision(name, column, role, _GIVEN if column == GIVEN_PERIOD else reason)
            for column, (role, reason) in roles.decisions.items()
        ]
        if not roles.of("value", "entity_value"):
            problems.append(_no_numbers(table, name, columns, roles))
            continue
        heads = columns_to_ask(roles.decisions, columns, table) if len(tables) == 1 else ()
        asked = OpenQuestions(heads, map_words(heads, roles.decisions))
        found.append((table, series_of_rows(table, roles, columns, long_rows(table, roles, columns))))
    if not found:
        raise InputError(
            problems or [Finding("", "there is no table", "name a file with a row of heads and rows of data")]
        )
    omissions += [Omission(item.where, item.what) for item in problems]
    data = with_name_as_title(_assembled(found, options, decisions, omissions, asked), options, found[0][0])
    data = with_untranslated(with_doubts(data))
    return replace(data, choices=(*choices, *data.choices))


def _dated(table: RawTable, options: RecognitionOptions) -> tuple[RawTable, RecognitionOptions]:
    """Return a table that names no period with a column of the one that somebody gave, and options that say so."""
    frame = table.frame.assign(**{GIVEN_PERIOD: options.period})
    return replace(table, frame=frame), replace(options, roles={**options.roles, GIVEN_PERIOD: "period"})


def _no_time(table: RawTable, name: str, columns: Mapping[str, ColumnProfile]) -> Finding:
    line = table.frame.index[0] if len(table.frame) else 1
    likely = [one.name for one in columns.values() if _may_be_time(one)]
    what = "no column holds periods, and no heads are periods"
    if broken := [(one.name, text) for one in columns.values() if (text := _year_with_fraction(one))]:
        name_of, text = broken[0]
        line = columns[name_of].texts.index[columns[name_of].texts == text][0]
        where = f"{name}, {table.counted} {line}, column {name_of}"
        return Finding(
            where, f"{text} is a year with a fraction, which is no period", "write dates, as 2024-03-17, or whole years"
        )
    fix = f"name the column of years, months or dates, as --map {likely[0]!r}=period; " if likely else ""
    fix += "say of when all values are, as --period 2024, or add a column of periods, as 2024, 2024-Q1 or 2024-03"
    column = likely[0] if likely else next(iter(columns), "")
    return Finding(f"{name}, {table.counted} {line}, column {column}", what, fix)


def _may_be_time(column: ColumnProfile) -> bool:
    """Whether most texts of a column are periods of years that data have."""
    texts = column.distinct[:_LOOKED_AT]
    periods = [period for text in texts if (period := one_period(text)) is not None]
    years = sum(_EARLIEST <= period.start.year <= _LATEST for period in periods)
    return bool(texts) and years > len(texts) / 2


def _year_with_fraction(column: ColumnProfile) -> str:
    """Return the first text of a column whose head says years and that is one with a fraction; "" for none."""
    found = (text for text in column.distinct if _BROKEN_YEAR.fullmatch(text) and column.numeric)
    return next(found, "") if is_year_head(column.name) else ""


def _no_numbers(table: RawTable, name: str, columns: Mapping[str, ColumnProfile], roles: TableRoles) -> Finding:
    """Say of the column with most numbers, or most values with units, what stands in its way."""
    rest = [one for column, one in columns.items() if column not in roles.time.columns]
    most = max(rest, key=lambda one: (one.numbers.values, len(one.numbers.units)), default=None)
    if most is None or not (most.numbers.values or most.numbers.units):
        where = f"{name}, {table.counted} {table.frame.index[0]}"
        return Finding(where, "no column holds numbers", "give a table with a column of numbers")
    if not most.numbers.unread:
        first, (_, reason) = roles.time.columns[0], roles.decisions[most.name]
        besides, fix = f"{most.name} ({reason})", f"--map {most.name!r}=value takes it"
        if first != GIVEN_PERIOD:
            besides = f"the periods in {first} and {besides}"
            fix += (
                f"; if the periods are the values, add --map {first!r}=value, and --period 2024 to say of when all are"
            )
        where = f"{name}, {table.counted} {table.frame.index[0]}, column {most.name}"
        return Finding(where, f"no column holds numbers besides {besides}", fix)
    text = most.numbers.unread[0]
    line = most.texts.index[most.texts == text][0]
    where = f"{name}, {table.counted} {line}, column {most.name}"
    if len(most.numbers.units) > 1:
        shown = " and ".join(most.numbers.units[:_SHOWN])
        return Finding(where, f"values stand in several units, {shown}", "write all in one, or the unit into a column")
    fix = f"--map {most.name!r}=value takes the numbers, and leaves out what is none"
    return Finding(where, f"no column holds numbers alone: “{text[:40]}” is none", fix)


class _Joined(Struct):
    """The rows of all tables, by series; what each is called and the letter of its frequency."""

    rows: pd.DataFrame
    names: Mapping[str, SeriesName]
    letters: Mapping[str, str]

    @property
    def series(self) -> list[str]:
        """The series in the order of the tables."""
        return list(self.rows["series"].unique())


def _assembled(
    found: Sequence[tuple[RawTable, SeriesRows]],
    options: RecognitionOptions,
    decisions: list[ColumnDecision],
    omissions: list[Omission],
    asked: OpenQuestions,
) -> ImportedData:
    first = found[0][0]
    title = shortened(tidied(title_of_tables(found)), MOST_LETTERS)
    joined = _joined(found, title)
    joined.rows, to_come = without_future(joined.rows, options.today, [table.source for table, _ in found])
    joined.rows, companions = without_companions(joined.rows, joined.names, _heads(joined), options)
    omissions += [*(one for _, part in found for one in part.omissions), *to_come, *companions, *_limit(joined)]
    rows, found = joined.rows, used_tables(found, joined.rows)
    keys, read_so, balances = _name_series(joined, options)
    _check_periods(rows, first)
    rows["number"] = pd.to_numeric(rows["value"], errors="coerce")
    rows["entity"] = rows["entity"].replace(renamed := renamed_places(rows))
    kinds = {one: item.kind for one, item in joined.names.items()}
    totals, named, whole = totals_among(rows, options.totals, kinds, [*map(tidied, first.above)])
    chosen = next((place for place, name in named.items() if name == options.entity), options.entity)
    entity, why = choose_place(rows, totals, chosen, whole, lowest=of_ranks(rows, joined.names))
    nameless = entity if entity in totals.keys() - named.keys() and is_nameless(entity) else ""
    places = list(rows["entity"].unique())
    indicators = _indicators(joined, keys, entity, totals)
    languages = tuple(options.languages or default_languages([item.name for item in indicators]))
    things = next((part.things for _, part in found if part.things), "") or countries_word(places, totals)
    source = source_of_tables(found, options.publisher)
    asked = replace(asked, whole=whole, nameless=nameless, balances=balances)
    choices = [*(choice for _, part in found for choice in part.choices), *_renamed(renamed), *read_so]
    choices += [*words_of_totals(totals), *([f"the edition is of {entity}: {why}"] if len(places) > 1 else [])]
    return ImportedData(
        title=title,
        slug=slug_of(title),
        entity=entity,
        period=edition_period(rows, joined.letters),
        languages=languages,
        indicators=indicators,
        observations=rows[list(OBSERVED)].reset_index(drop=True),
        places=draft_places(rows, languages, named),
        source=replace(source, publisher=visible(source.publisher), title=visible(source.title)),
        file=first.file,
        dates=options.dates,
        totals=tuple(totals),
        things={"en": things} if things else {},
        decisions=tuple(decisions),
        choices=(*choices, *_units(joined)),
        omissions=tuple(omissions),
        missing=tuple(missing_values(rows, {key: item.name for key, item in joined.names.items()}, joined.letters)),
        to_fill=to_fill(indicators, source, places, title, options.typed or shlex.quote(first.file), asked),
        notes=tuple(note for table, _ in found for note in table.footnotes),
    )


def _name_series(joined: _Joined, options: RecognitionOptions) -> tuple[dict[str, str], list[str], dict[str, str]]:
    """Name and measure all series, as their heads together and then as the caller says; return their ids by name, which
    their rows have then, what was read into heads, and deficits with what they are called."""
    heads = _heads(joined)
    names, read_so = with_heads_together(joined.names, heads)
    names = with_rank_units(with_units(names, heads, joined.rows, options.units), joined.rows)
    names, balances = with_balances_named(names, joined.rows)
    joined.names = with_names(names, heads, options.names)
    keys = short_names([joined.names[series].name for series in joined.series])
    ids = {series: keys[joined.names[series].name] for series in joined.series}
    joined.rows["indicator_id"] = joined.rows["series"].map(ids)
    called = {item.name for item in joined.names.values()}
    return keys, [*read_so], {deficit: name for deficit, name in balances.items() if name in called}


def _renamed(names: Mapping[str, str]) -> list[str]:
    return [
        f"{name} is {newest} under another name: it has values where that has none" for name, newest in names.items()
    ]


def _units(joined: _Joined) -> list[str]:
    """Say in words where units come from, those of one reason together."""
    named: dict[tuple[str, str], list[str]] = {}
    for series in joined.series:
        item = joined.names[series]
        if item.unit_reason:
            named.setdefault((item.unit, item.unit_reason), []).append(item.name)
    return [f"unit of {listed(names)}: “{unit}”, as {reason}" for (unit, reason), names in named.items()]


def _joined(found: Sequence[tuple[RawTable, SeriesRows]], title: str) -> _Joined:
    """Return the rows of all tables; what has no place is of the whole, under the edition's title."""
    frames: list[pd.DataFrame] = []
    names: dict[str, SeriesName] = {}
    letters: dict[str, str] = {}
    for number, (_, part) in enumerate(found):
        frame = part.rows.assign(series=f"{number}|" + part.rows["series"].astype(str), table=number)
        frame["entity"] = frame["entity"].where(frame["entity"] != "", title)
        frames.append(frame)
        names |= {f"{number}|{series}": name for series, name in part.names.items()}
        letters |= frequency_letters(f"{number}|", part)
    rows, names = joined_over_tables(pd.concat(frames, ignore_index=True), names, letters)
    return _Joined(rows, named_by_table(names, names_of_tables([table for table, _ in found])), letters)


def _heads(joined: _Joined) -> dict[str, str]:
    return {series: series.partition("|")[2].split(MARK)[0] for series in joined.series}


def _limit(joined: _Joined) -> list[Omission]:
    """Leave out rows that say nothing, and series beyond what an edition can hold; return what that leaves out."""
    rows = joined.rows
    valued = rows[rows["value"] != ""]
    counts = valued.groupby("series", sort=False).size()
    stated = rows[(rows["value"] != "") | (rows["status"] != "")]
    most = counts.sort_values(ascending=False, kind="stable").head(MOST_SERIES).index
    sizes = stated.groupby("series", sort=False).size().reindex(most).cumsum()
    most = most[: max(1, int((sizes <= source_table.MOST_ROWS).sum()))]
    rows = stated[stated["series"].isin(most)]
    pairs = valued[["series", "entity"]].drop_duplicates()
    joined.rows = rows.merge(pairs, on=["series", "entity"]).reset_index(drop=True)  # no place without any value
    single = _of_one_period(joined)
    joined.rows = joined.rows[~joined.rows["series"].isin(single)].reset_index(drop=True)
    if single and len(joined.rows):
        names = listed([joined.names[series].name for series in single])
        return [Omission("", f"values of one period alone, with which nothing can be compared: {names}")]
    if len(counts) == len(most):
        return []
    what = f"{len(counts) - len(most)} of {len(counts)} series, those with the fewest values"
    held = f"{MOST_SERIES}" if len(most) == MOST_SERIES else f"{source_table.MOST_ROWS:,} values"
    return [Omission("", f"{what}: an edition holds at most {held}")]


def _of_one_period(joined: _Joined) -> list[str]:
    """Return the series that have a value in one period alone, unless all are so: then those of other periods than the
    one that most have, the newest of these."""
    valued = joined.rows[joined.rows["value"] != ""]
    counts = valued.groupby("series", sort=False)["period"].nunique()
    single = [str(series) for series in counts.index[counts < _FEWEST_PERIODS]]
    if len(single) < len(counts):
        return single
    periods = valued.groupby("series", sort=False)["period"].first()
    most = periods.value_counts()
    newest = max((name for name in most.index if most[name] == most.max()), default="")
    return [str(series) for series in periods.index[periods != newest]]


def _check_periods(rows: pd.DataFrame, table: RawTable) -> None:
    valued = rows[rows["value"] != ""]
    periods = valued["period"].unique()
    if len(valued) == 0:
        what = "no series has a value in two periods, so nothing can be compared"
        fix = "say which columns do not divide the values: --map COLUMN=ignored"
        raise InputError(what, f"{table.where}, {table.counted} {table.frame.index[0]}", fix)
    if len(periods) < _FEWEST_PERIODS and valued["entity"].nunique() < _FEWEST_PLACES:
        what = f"the table has values of one period and few places alone, {periods[0]}: nothing can be compared"
        line = valued["line"].iloc[0]
        raise InputError(
            what,
            f"{table.where}, {table.counted} {line}",
            "give a table of two periods at least, or several files of one each",
        )


def _indicators(
    joined: _Joined, keys: Mapping[str, str], entity: str, totals: Collection[str]
) -> tuple[DraftIndicator, ...]:
    """Return the indicators in the order of the table."""
    rows = joined.rows
    own = rows[(rows["entity"] == entity) & (rows["value"] != "")]
    items = {keys[joined.names[series].name]: (series, joined.names[series]) for series in joined.series}
    there = set(own["indicator_id"])
    valued = dict(iter(rows[rows["value"] != ""].groupby("series", sort=False)))
    forms = printed_forms({key: (valued[series], item.unit) for key, (series, item) in items.items()}, entity)
    written = written_series(joined.series)
    found, few = [], len(items) <= _MOST_WITH_MEDIAN
    for key, (series, item) in items.items():
        mine = valued[series]
        found.append(
            DraftIndicator(
                key,
                item.name,
                item.unit,
                joined.letters[series],
                item.kind,
                item.definition,
                decimals=printed_decimals(mine["value"], _largest(mine, entity)),
                series=written[series],
                place="" if key in there else str(mine["entity"].value_counts().index[0]),
                scale=forms[key],
                adjustment=item.adjustment,
                median=few and item.unit != RANK and has_median(mine[~mine["entity"].isin(totals)]),
            )
        )
    return tuple(found)


def _largest(rows: pd.DataFrame, entity: str) -> float:
    """Return the largest value of the edition's place, else of any, whatever its sign."""
    known = rows[rows["value"] != ""]
    own = known[known["entity"] == entity]
    return float((own if len(own) else known)["number"].abs().max())
