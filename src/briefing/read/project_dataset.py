"""Table files of a project → Dataset, with every mismatch in one report; and the dataset as of a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from msgspec.structs import replace

from briefing.errors import InputError
from briefing.model.build_options import TextTable
from briefing.model.dataset import Break, Dataset, Observation, Source, Target
from briefing.read import rows
from briefing.read.cells import Cells
from briefing.read.data_package import check_fields
from briefing.read.files import inside
from briefing.read.publication import Publication, begins_after, dated, published_day
from briefing.read.raw_tables import frame_name, read_frame, read_table
from briefing.read.report import Report, suggest
from briefing.read.row_filter import FILTERED_TABLES, default_layout
from briefing.read.rows import AHEAD, KnownNames, ParsedRows, by_id, ids, parse_rows
from briefing.read.series_checks import SeriesFrequencies, check_preferred, check_rows, check_series, marked_breaks
from briefing.read.series_columns import declared
from briefing.read.source_table import SourceTable
from briefing.read.table_columns import TABLES, check_columns
from briefing.read.table_layout import Layout

Parsed = TypeVar("Parsed")


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
    valueless = _without_value(tables.get("observations"))
    tables = {name: _with_value(table) if name == "observations" else table for name, table in tables.items()}
    names = _names(tables)
    # Where observations were filtered, other tables may name entities that were not read.
    others = replace(names, entities=None) if only else names

    def parsed(name: str, make: Callable[[Cells], Parsed]) -> ParsedRows[Parsed]:
        return parse_rows(tables[name], make, report) if name in tables else []

    given = parsed("observations", partial(rows.observation, names=names))
    gaps = parse_rows(valueless, partial(rows.gap, names=names), report) if valueless is not None else []
    breaks = parsed("breaks", partial(rows.series_break, names=others))
    milestones = parsed("milestones", partial(rows.milestone, names=names))
    targets = parsed("targets", partial(rows.target, names=others))
    entities = parsed("entities", partial(rows.entity, names=others))
    _once([item for item in entities if item[1][2]], lambda item: item[2], "code", "the code of this place")
    parsed("evidence", partial(rows.evidence, names=names))
    sources = by_id(parsed("sources", rows.source))
    indicators = by_id(parsed("indicators", rows.indicator))
    check_rows(tables.get("observations"), only, report)
    check_series(given, names)
    observations = tuple(Publication(sources, indicators).with_vintages(given))
    check_preferred(given, tables.get("observations"))
    frequencies = SeriesFrequencies(observations, names)
    divided = tuple(_breaks(breaks, observations, frequencies, filtered=bool(only)))
    _once(milestones, lambda event: (event.date, event.title), "title", "this milestone")
    _check_dates(given, sources)
    return Dataset(
        indicators=indicators,
        observations=observations,
        sources=sources,
        targets=_targets(targets, frequencies),
        breaks=(*divided, *marked_breaks(observations, divided)),
        statements=by_id(parsed("statements", partial(rows.statement, names=names))),
        milestones=tuple(record for _, record in milestones),
        inputs={table.file: table.digest for table in tables.values()},
        places=_places([record[:2] for _, record in entities]),
        codes={entity: code for _, (entity, _, code) in entities if code},
        gaps=tuple(record for _, record in gaps),
    )


def _targets(parsed: ParsedRows[Target], frequencies: SeriesFrequencies) -> tuple[Target, ...]:
    """Return targets, each for a period of its series; one that stands twice is a finding."""
    fitted = [
        (cells, replace(item, period=frequencies.fitted(cells, "period", item.period, item.indicator)))
        for cells, item in parsed
    ]
    _once(fitted, lambda item: (item.indicator, item.entity, item.period, item.source), "period", "this target")
    return tuple(item for _, item in fitted)


def _places(entities: Sequence[tuple[str, Mapping[str, str]]]) -> dict[str, dict[str, str]]:
    """Return the names of entities by language."""
    return {
        lang: {entity: words[lang] for entity, words in entities if lang in words}
        for lang in sorted({lang for _, words in entities for lang in words})
    }


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
    file = "" if table.counted == "answer row" else table.file
    if check_columns(name, table.columns, table.top, report, file if table.file != frame_name(name) else None):
        tables[name] = table


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


def _with_value(table: SourceTable) -> SourceTable:
    """Observations without the rows whose value is empty: nothing was published."""
    return replace(table, rows=tuple(row for row in table.rows if row.cells["value"]))


def _without_value(table: SourceTable | None) -> SourceTable | None:
    """Observations without a value whose status says why there is none."""
    if table is None or "status" not in table.columns:
        return None
    return replace(
        table, rows=tuple(row for row in table.rows if not row.cells["value"] and row.cells["status"] in rows.MISSING)
    )


def _names(tables: Mapping[str, SourceTable]) -> KnownNames:
    """What the tables declare, from the raw cells, so that a wrong cell is not reported again with each reference."""
    names = KnownNames(sources=ids(tables.get("sources")))
    if "indicators" in tables:
        names.units = {row.cells["id"]: row.cells["unit"] for row in tables["indicators"].rows}
        names.frequencies, names.adjustments, names.unclear = declared(tables["indicators"])
    if "observations" in tables:
        names.entities = {row.cells["entity"] for row in tables["observations"].rows} or None
    return names


def _once(parsed: ParsedRows[Parsed], key: Callable[[Parsed], object], column: str, what: str) -> None:
    labels: dict[object, str] = {}
    for cells, record in parsed:
        label = labels.setdefault(key(record), cells.label)
        if label != cells.label:
            cells.reject(cells.time(column), f"{what} stands in {label} too", "delete one")


def _check_dates(parsed: ParsedRows[Observation], sources: Mapping[str, Source]) -> None:
    """What has not yet been can only be an estimate: 2203 for 2023 would else pass as a value."""
    for cells, item in parsed:
        source = sources.get(item.source)
        date = (item.published or dated(source)) if source is not None else ""
        if source is not None and date and item.status not in AHEAD and begins_after(item.period, date):
            unit, day = item.period.frequency.unit, published_day(date)
            read = "" if item.published or source.published else " or read"
            when = f"in {day.year}" if unit == "year" else f"on {day}"
            fix = f"correct the {unit} or the source's date, or give status E to a forecast"
            what = f"{item.period} is after {item.source} was published{read}, {when}"
            cells.reject(cells.time("period"), what, fix)


def _breaks(
    parsed: ParsedRows[tuple[Break, tuple[str, ...]]],
    observations: Sequence[Observation],
    frequencies: SeriesFrequencies,
    *,
    filtered: bool,
) -> Iterator[Break]:
    """Yield a break for each place that a row concerns; places that were not read have none."""
    series: dict[tuple[str, str], dict[str, None]] = {}
    for item in observations:
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
        before, after = (
            frequencies.fitted(cells, column, period, found.indicator, found.series)
            for column, period in (("from_period", found.before), ("to_period", found.after))
        )
        found = replace(found, before=before, after=after)
        yield from (replace(found, entity=place) for place in places or sorted(known) if not series or place in known)


def _series_fix(found: Break, series: Mapping[tuple[str, str], Collection[str]], lacking: list[str]) -> str:
    """Return the fix for a break of a series that does not exist: a series that its places have."""
    there = [
        name
        for (indicator, name), places in series.items()
        if indicator == found.indicator and (not lacking or lacking[0] in places)
    ]
    return suggest(found.series, there, "series") if there else "delete the row: there is nothing that it divides"
