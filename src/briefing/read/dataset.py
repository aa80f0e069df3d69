"""Table files of a project → Dataset, with every mismatch in one report; and the dataset as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from msgspec.structs import replace

from briefing.errors import InputError
from briefing.model.dataset import Break, Dataset, Observation, Source
from briefing.model.options import TextTable
from briefing.model.period import Period
from briefing.read import rows
from briefing.read.cells import Cells, last_day
from briefing.read.columns import TABLES, check_columns
from briefing.read.files import inside
from briefing.read.package import check_fields
from briefing.read.report import Report, suggest
from briefing.read.row_filter import FILTERED_TABLES, default_layout
from briefing.read.rows import AHEAD, KnownNames, by_id, ids, parse_rows
from briefing.read.source_table import SourceTable
from briefing.read.table_layout import Layout
from briefing.read.tables import read_frame, read_table

Parsed = TypeVar("Parsed")
ParsedRows = list[tuple[Cells, Parsed]]


NO_DATA: Final[Mapping[str, TextTable]] = MappingProxyType({})


def given_tables(data: object) -> Mapping[str, TextTable]:
    """Return what a caller gives as `data`, DataFrames or None, as tables of texts by name."""
    if data is None:
        return NO_DATA
    from briefing.read.frames import text_tables  # brings pandas, 0.26 s

    return text_tables(data)


def dataset(data: object) -> Dataset:
    """Return the dataset of DataFrames by the names of their tables, without a project.

    InputError with every mismatch at once.

    Observations, indicators and sources are needed; `briefing.build(project, data=…)` takes the others from its files.
    """
    report, frames = Report(), given_tables(data)
    for name in (name for name, columns in TABLES.items() if columns.needed and name not in frames):
        report.add("data", f"there is no frame {name}", f"give it, as data={{{name!r}: frame, …}}")
    report.stop_if_any()
    found = _dataset(_frames(frames, {}, report), {}, report)
    report.stop_if_any()
    return found


def read_dataset(
    root: Path, layouts: Mapping[str, Layout], report: Report, data: Mapping[str, TextTable] = NO_DATA
) -> Dataset:
    """Return the dataset of a project's folder, as far as it can be read; mismatches go into the report.

    `layouts` says how a table lies in its file; without one it is `<table>.csv` (or .xlsx, .parquet) in long form.
    `data` are tables that take the place of files.
    """
    tables = _frames(data, layouts, report) | _files(root, layouts, report, data)
    return _dataset(tables, layouts["observations"].filters if "observations" in layouts else {}, report)


def _dataset(tables: Mapping[str, SourceTable], only: Mapping[str, tuple[str, ...]], report: Report) -> Dataset:
    names = _names(tables)
    # Where observations were filtered, other tables may name entities that were not read.
    others = replace(names, entities=None) if only else names

    def parsed(name: str, make: Callable[[Cells], Parsed]) -> ParsedRows[Parsed]:
        return parse_rows(tables[name], make, report) if name in tables else []

    observations = parsed("observations", partial(rows.observation, names=names))
    breaks = parsed("breaks", partial(rows.series_break, names=others))
    milestones = parsed("milestones", partial(rows.milestone, names=names))
    targets = parsed("targets", partial(rows.target, names=others))
    entities = [record for _, record in parsed("entities", partial(rows.entity, names=others))]
    parsed("evidence", partial(rows.evidence, names=names))
    _check_observations(observations, tables.get("observations"), only, report)
    divided = tuple(_breaks(breaks, observations, filtered=bool(only)))
    _once(
        targets, lambda target: (target.indicator, target.entity, target.period, target.source), "year", "this target"
    )
    _once(milestones, lambda event: (event.date, event.title), "title", "this milestone")
    sources = by_id(parsed("sources", rows.source))
    _check_dates(observations, sources)
    return Dataset(
        indicators=by_id(parsed("indicators", partial(rows.indicator, names=names))),
        observations=tuple(record for _, record in observations),
        sources=sources,
        targets=tuple(record for _, record in targets),
        breaks=divided,
        statements=by_id(parsed("statements", partial(rows.statement, names=names))),
        milestones=tuple(record for _, record in milestones),
        inputs={table.file: table.digest for table in tables.values()},
        places={
            lang: {entity: words[lang] for entity, words in entities if lang in words}
            for lang in sorted({lang for _, words in entities for lang in words})
        },
    )


def _frames(data: Mapping[str, TextTable], layouts: Mapping[str, Layout], report: Report) -> dict[str, SourceTable]:
    tables: dict[str, SourceTable] = {}
    for name, frame in data.items():
        with report.collecting():
            layout = _filtered(name, layouts.get(name, Layout("")), layouts)
            _take(name, read_frame(name, frame, layout, report), tables, report)
    return tables


def _files(
    root: Path, layouts: Mapping[str, Layout], report: Report, without: Container[str]
) -> dict[str, SourceTable]:
    tables: dict[str, SourceTable] = {}
    for name, columns in TABLES.items():
        layout = layouts.get(name) or default_layout(root, name)
        there = name in layouts or columns.needed or (root / layout.file).exists()
        if name in without or not there:
            continue
        layout = _filtered(name, layout, layouts)
        with report.collecting():
            table = _table(name, root, layout, report)
            check_fields(table, layout, root, name, report)
            _take(name, table, tables, report)
    return tables


def _filtered(name: str, layout: Layout, layouts: Mapping[str, Layout]) -> Layout:
    """The layout with the row filter of observations, if the table has such rows; a break may be of several places."""
    if name not in FILTERED_TABLES or "observations" not in layouts:
        return layout
    filters = layouts["observations"].filters
    return replace(layout, filters={key: filters[key] for key in filters if (name, key) != ("breaks", "entity")})


def _take(name: str, table: SourceTable, tables: dict[str, SourceTable], report: Report) -> None:
    if check_columns(name, table.columns, table.top, report):
        tables[name] = _published(table) if name == "observations" else table


def _table(name: str, root: Path, layout: Layout, report: Report) -> SourceTable:
    if name not in FILTERED_TABLES and (layout.query or layout.file.endswith("/")):
        kind = "a query" if layout.query else "a folder"
        what = f"the table {name} is {kind}, and the proof reads its words again from one file"
        where = layout.where or f"{root.as_posix()}/{layout.file}"
        raise InputError(what, where, f"save it as {name}.csv; {', '.join(FILTERED_TABLES)} may be {kind}")
    if layout.query:
        from briefing.read.database import read_query  # brings SQLAlchemy

        return read_query(name, layout, root, report)
    named_in = "briefing.toml" if layout.where else layout.file
    return read_table(inside(root, layout.file.rstrip("/"), (root / named_in).as_posix()), layout, report)


def _published(table: SourceTable) -> SourceTable:
    """Observations without the rows whose value is empty: nothing was published."""
    return replace(table, rows=tuple(row for row in table.rows if row.cells["value"]))


def _names(tables: Mapping[str, SourceTable]) -> KnownNames:
    """What the tables declare, from the raw cells, so that a wrong cell is not reported again with each reference."""
    names = KnownNames(sources=ids(tables.get("sources")))
    if "indicators" in tables:
        names.units = {row.cells["id"]: row.cells["unit"] for row in tables["indicators"].rows}
    if "observations" in tables:
        names.entities = {row.cells["entity"] for row in tables["observations"].rows} or None
        names.decimals = rows.published_decimals(tables["observations"])
    return names


def _once(parsed: ParsedRows[Parsed], key: Callable[[Parsed], object], column: str, what: str) -> None:
    labels: dict[object, str] = {}
    for cells, record in parsed:
        label = labels.setdefault(key(record), cells.label)
        if label != cells.label:
            cells.reject(column, f"{what} stands in {label} too", "delete one")


def _series_period(item: Observation) -> tuple[str, str, Period, str]:
    return item.indicator, item.entity, item.period, item.series


def _check_observations(
    parsed: ParsedRows[Observation], table: SourceTable | None, only: Mapping[str, tuple[str, ...]], report: Report
) -> None:
    if table is not None and not table.rows and only:
        asked = ", and ".join(f"{column} is {_any_of(values)}" for column, values in only.items())
        report.add(
            table.path, f"no row has a value whose {asked}", "correct the names in [edition], [facts] or entities"
        )
    elif table is not None and not table.rows:
        report.add(table.path, "there are no observations", "add a row for each published value")
    # The same value from one file twice; in a wide table two rows meet in one year.
    seen: dict[tuple[str, str, Period, str, str], str] = {}
    preferred: dict[tuple[str, str, Period, str], str] = {}
    for cells, item in parsed:
        label = seen.setdefault((*_series_period(item), item.source), cells.label)
        if label != cells.label:
            what = f"{item.source} gives {item.indicator} of {item.entity} for {item.period} in {label} too"
            cells.reject("source_id", what, "delete one, or give them different series")
        elif item.preferred:
            chosen = preferred.setdefault(_series_period(item), cells.label)
            if chosen != cells.label:
                what = f"{chosen} is already preferred for {item.indicator} of {item.entity} in {item.period}"
                cells.reject("preferred", what, _prefer_fix(cells))
    wrong = _wrong_series(parsed, table)
    undecided: dict[tuple[str, str, Period, str], tuple[Cells, Observation]] = {}
    for cells, item in parsed:
        if _series_period(item) not in preferred and (item.indicator, item.entity) not in wrong:
            undecided.setdefault(_series_period(item), (cells, item))
    for cells, item in undecided.values():
        what = f"no row is preferred for {item.indicator} of {item.entity} in {item.period} (series {item.series})"
        cells.reject("preferred", what, "write yes in the row that the edition shall show")


def _any_of(values: tuple[str, ...]) -> str:
    """A few of the values of a column, in words."""
    shown = [repr(value) for value in values[:5]]
    return " or ".join([*shown, f"one of {len(values) - 5} more"] if len(values) > 5 else shown)


def _wrong_series(parsed: ParsedRows[Observation], table: SourceTable | None) -> set[tuple[str, str]]:
    """Indicators and entities with a row that was refused: the preferred one may be just that."""
    good = {id(cells.row) for cells, _ in parsed}
    rows_given = table.rows if table is not None else ()
    return {(row.cells["indicator_id"], row.cells["entity"]) for row in rows_given if id(row) not in good}


def _check_dates(parsed: ParsedRows[Observation], sources: Mapping[str, Source]) -> None:
    """What has not yet been can only be an estimate: 2203 for 2023 would else pass as a value."""
    for cells, item in parsed:
        source = sources.get(item.source)
        day = last_day(_date(item, source)) if source is not None else None
        if day and item.period.start > day and item.status not in AHEAD:
            read = "" if item.published or (source and source.published) else " or read"
            what = f"{item.period} is after {item.source} was published{read}, in {day.year}"
            cells.reject("year", what, "correct the year or the source's date, or give status E to a forecast")


def _prefer_fix(cells: Cells) -> str:
    if "preferred" in cells.table.columns:
        return "write yes in one row for each indicator, entity, year and series"
    return "add a column preferred and write yes in one of the rows, or give them series of which [facts] names one"


def _breaks(
    parsed: ParsedRows[tuple[Break, tuple[str, ...]]], observations: ParsedRows[Observation], *, filtered: bool
) -> Iterator[Break]:
    """Yield a break for each place that a row concerns; places that were not read have none."""
    series: dict[tuple[str, str], dict[str, None]] = {}
    for _, item in observations:
        series.setdefault((item.indicator, item.series), {}).setdefault(item.entity)
    read = {entity for known in series.values() for entity in known}
    for cells, (found, places) in parsed:
        known = series.get((found.indicator, found.series), {})
        lacking = [place for place in places if place not in known and not (filtered and place not in read)]
        if lacking and series:
            what = f"{found.indicator} of {', '.join(lacking)} has no series {found.series!r}"
            cells.reject("series", what, _series_fix(found, series, lacking))
        elif not known and series and not filtered:
            what = f"{found.indicator} has no series {found.series!r} anywhere"
            cells.reject("series", what, _series_fix(found, series, []))
        yield from (replace(found, entity=place) for place in places or sorted(known) if not series or place in known)


def _series_fix(found: Break, series: Mapping[tuple[str, str], Collection[str]], lacking: list[str]) -> str:
    """Return the fix for a break of a series that does not exist: a series that its places have."""
    there = [
        name
        for (indicator, name), places in series.items()
        if indicator == found.indicator and (not lacking or lacking[0] in places)
    ]
    return suggest(found.series, there, "series") if there else "delete the row: there is nothing that it divides"


def known_on(dataset: Dataset, day: dt.date) -> Dataset:
    """Return what was published by the end of a day; a source dated by month or year counts at its end.

    An observation with a date of its own counts by that. A source without a date counts by the day on which it was
    read, and stays where that is not known either.

    Where the preferred value is later and all earlier rows agree, the first of them takes its place; where they
    differ, the year has no value, for choosing between publishers is the dataset's work and not ours.
    """
    items = [item for item in dataset.observations if _day(_date(item, dataset.sources[item.source])) <= day]
    groups: dict[tuple[str, str, Period, str], list[Observation]] = {}
    for item in items:
        groups.setdefault(_series_period(item), []).append(item)
    promoted = {id(group[0]) for group in groups.values() if _unanimous(group)}
    observations = tuple(replace(item, preferred=True) if id(item) in promoted else item for item in items)
    targets = tuple(item for item in dataset.targets if _day(_dated(dataset.sources[item.source])) <= day)
    return replace(dataset, observations=observations, targets=targets)


def _unanimous(group: list[Observation]) -> bool:
    same = len({(item.value, item.qualifier) for item in group}) == 1
    return same and not any(item.preferred for item in group)


def _date(item: Observation, source: Source) -> str:
    """Return when an observation was published, else when its source was published or read; "" where nobody knows."""
    return item.published or _dated(source)


def _dated(source: Source) -> str:
    return source.published or source.read_on


def _day(date: str) -> dt.date:
    return last_day(date) or dt.date.min


def newest(dataset: Dataset) -> dt.date | None:
    """Return the day by which all sources and observations were published; None where none has a date."""
    dates = {_dated(source) for source in dataset.sources.values()} | {item.published for item in dataset.observations}
    return max((_day(date) for date in dates if date), default=None)
