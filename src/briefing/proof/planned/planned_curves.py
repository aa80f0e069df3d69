"""Lines and areas of a brief: whether each goes through the facts that it was composed of.

A page has no data behind its drawings, so the points of the lines themselves are measured. They stand in as many
columns as the chart has categories with a value, and the height of each is its value times one number and another one
more, or that of its logarithm. Every value has to have its point, and no line may lead from one series to another.
Where points stand in other columns than those of the chart nothing is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Findings
from briefing.proof.parsed_file import Element
from briefing.proof.planned.planned_stacks import total_at
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.point_columns import Column, Of, PointColumns, drawn_elsewhere, point_columns
from briefing.proof.planned.stretches import Region
from briefing.proof.reading.ledger_reader import Ledger, PlanEntry, PlannedChart

_KINDS: Final = ("line", "seasonal", "slope", "bump", "area", "band", "sparklines")
_SHOWN_BY: Final[Mapping[str, Of]] = {"area": "areas", "band": "both"}
_IN_ROWS: Final = "sparklines"  # a line in each row, on a scale of its own
_LEAST: Final = 3  # values in a row that are compared in small lines, as a rule has two points
_SURE: Final = 10  # places of ranks that are always drawn
_ALL: Final = 24  # places of which all are drawn
_Row = Sequence[float | None]


class _Drawing(Struct, frozen=True):
    """Series by their names that are drawn on one scale, their heights in the numbers of the chart, and what shows
    them."""

    kind: str
    of: Of
    names: tuple[str, ...]
    rows: tuple[_Row, ...]

    @property
    def columns(self) -> list[Column]:
        """The heights in the categories that have any."""
        return [column for column in zip(*self.rows, strict=True) if any(value is not None for value in column)]

    @property
    def in_rows(self) -> bool:
        """Whether each series has a row and a scale of its own."""
        return self.kind == _IN_ROWS

    @property
    def form(self) -> tuple[Of, bool, int]:
        """What drawings that may stand in the same figures have in common."""
        return self.of, self.in_rows, len(self.rows if self.in_rows else self.rows[0])


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield series whose values no line goes through."""
    drawings = [one for chart in entry.charts if chart.kind in _KINDS for one in _drawings(chart, ledger)]
    alike = Counter(drawing.form for drawing in drawings)
    for drawing in drawings:
        found = [
            (page, element, wrong)
            for page, element in stretch.figures
            for wrong in (
                _wrong_in_rows(drawing, element) if drawing.in_rows else _wrong(drawing, element, page.ground)
            )
        ]
        if len(found) < alike[drawing.form]:
            continue  # its own may not be among them
        if found and all(wrong for *_, wrong in found):
            page, element, (first, *_) = found[0]
            what = f"{entry.place}: no line goes through the values of {drawing.names[first]}"
            yield NUMBERS.at(stretch.parsed.location(page, element), what, FIX)


def _drawings(chart: PlannedChart, ledger: Ledger) -> Iterator[_Drawing]:
    """Yield what a chart draws: of ranks the first is the highest, of areas each part stands on those before it, and
    the total of all is a line."""
    rows: list[_Row] = [
        [fact.value if (fact := ledger.facts.get(name)) else None for name in series.facts] for series in chart.series
    ]
    names = [series.name for series in chart.series]
    if chart.kind == "bump":
        rows = [[None if value is None else -value for value in row] for row in rows]
    if chart.kind == "area":
        at = total_at([[value or 0.0 for value in row] for row in rows])
        if at is not None:
            yield _Drawing(chart.kind, "lines", (names.pop(at),), (rows.pop(at),))
        rows = _on_each_other(rows)
    yield _Drawing(chart.kind, _SHOWN_BY.get(chart.kind, "lines"), tuple(names), tuple(rows))


def _on_each_other(rows: Sequence[_Row]) -> list[_Row]:
    """Return what each part and those before it add up to."""
    sums = zip(*(accumulate(value or 0.0 for value in column) for column in zip(*rows, strict=True)), strict=True)
    return [
        [None if value is None else end for value, end in zip(row, ends, strict=True)]
        for row, ends in zip(rows, sums, strict=True)
    ]


def _wrong(drawing: _Drawing, element: Element, ground: str) -> Iterator[list[int]]:
    """Yield the numbers of series that are drawn elsewhere, for each part of a figure that may be that of the chart."""
    columns: list[Column] = list(zip(*drawing.rows, strict=True))  # a line over a gap has points in it
    alone = len(drawing.rows) == 1
    parts = point_columns(element, len(columns), drawing.of, ground, alone=alone)
    if not parts:
        columns = drawing.columns
        parts = point_columns(element, len(columns), drawing.of, ground, alone=alone)
    for points in parts:
        shown = _shown(columns) if drawing.kind == "bump" else [columns]
        tried = (drawn_elsewhere(points, held) for held in shown)
        found = next(tried)
        yield from [found if not found or all(tried) else []] * points.charts(len(drawing.rows))


def _shown(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """Yield ranks of which the farthest are left out: none, and where not all have to be drawn ever more."""
    yield columns
    held = sorted({value for column in columns for value in column if value is not None})
    if held[-1] - held[0] >= _ALL:
        for most in (value for value in held if value <= held[-1] - _SURE):
            yield [tuple(None if value is None or value <= most else value for value in column) for column in columns]


def _wrong_in_rows(drawing: _Drawing, element: Element) -> Iterator[list[int]]:
    """Yield the numbers of rows whose line has another form, if there are as many lines as the rows have."""
    runs = [[*_runs(row)] for row in drawing.rows]
    lines = [points for _, points in element.drawn_lines if len(points) >= _LEAST]
    if len(lines) != sum(map(len, runs)):
        return
    left = iter(sorted(lines, key=lambda line: sum(y for _, y in line) / len(line)))  # no two rows overlap
    found = []
    for number, own in enumerate(runs):
        drawn = sorted((next(left) for _ in own), key=lambda line: line[0][0])
        if [len(line) for line in drawn] != [len(run) for run in own]:
            return
        heights = tuple((-y,) for line in drawn for _, y in line)
        values = [(value,) for run in own for value in run]
        if values and drawn_elsewhere(PointColumns(heights), values):
            found.append(number)
    yield found


def _runs(row: _Row) -> Iterator[list[float]]:
    for known, held in groupby(row, lambda value: value is not None):
        run = [value for value in held if value is not None]
        if known and len(run) >= _LEAST:
            yield run
