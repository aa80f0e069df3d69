"""A chart as a table of coloured cells: bars that every mail program shows, with pictures blocked and in the dark."""

from __future__ import annotations

from math import ceil

from msgspec import Struct

from briefing import charts
from briefing.charts.values import label, spoken
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Series
from briefing.model.fact import Fact
from briefing.model.text import Run, Text, plain, text
from briefing.wording import Wording, of

# What columns and rows take in pixels: how high all columns are, and how wide a letter is on a phone.
_TALL = 132
_NARROW = 320.0
_SIGN = 6.4  # a character of a label
# More columns than this are thinner than the space between them, more rows a page of their own.
_MOST_COLUMNS, _FEWEST_COLUMNS, _MOST_ROWS = 60, 3, 12
_WIDEST = 100  # of a row's bar, in percent


class BarColumn(Struct, frozen=True):
    """A column over its period: so many pixels above and below zero, both 0 where there is no value."""

    above: int
    below: int
    strong: bool
    value: Text = ()
    period: Text = ()


class Caption(Struct, frozen=True):
    """Words over some columns of a row: how many cells are empty before it, how many it takes, and where it leans."""

    before: int
    across: int
    words: Text
    side: str


class BarColumns(Struct, frozen=True):
    """Values over time from zero on; `up` and `down` are the pixels above and below it.

    `over` names the highest value, `under` the first and the last, where not every column has room for its own.
    """

    columns: tuple[BarColumn, ...]
    up: int
    down: int
    over: Caption | None
    under: tuple[Text, ...]
    joint: str

    @property
    def lines(self) -> tuple[Text, ...]:
        """What is written at its columns, as lines of a plain text."""
        if not self.under:
            return tuple((*column.period, Run(self.joint), *column.value) for column in self.columns)
        return (*self.under[:1], *((self.over.words,) if self.over else ()), *self.under[1:])


class Row(Struct, frozen=True):
    """A bar of a part of the width, in percent, with its name and its value."""

    name: Text
    value: Text
    wide: int
    strong: bool


class Rows(Struct, frozen=True):
    """Bars one below the other, from zero on."""

    rows: tuple[Row, ...]
    joint: str

    @property
    def lines(self) -> tuple[Text, ...]:
        """What is written at its bars, as lines of a plain text."""
        return tuple((*row.name, Run(self.joint), *row.value) for row in self.rows)


Bars = BarColumns | Rows


def bars(chart: Chart) -> Bars | None:
    """Return a chart as bars, or None where bars cannot show it."""
    try:
        if chart.kind in ("line", "columns") and len(chart.periods) == len(chart.categories):
            return _columns(spoken(chart))
        return _rows(chart) if chart.kind == "bar" else None
    except LayoutError:  # deck and brief say what is wrong with it
        return None


def _columns(chart: Chart) -> BarColumns | None:
    series = next((one for one in chart.series if one.key == chart.highlight), chart.series[0])
    known = [point for point in series.points if point is not None]
    if len(known) < _FEWEST_COLUMNS or len(series.points) > _MOST_COLUMNS or not any(one.value for one in known):
        return None
    most, least = max(0.0, *(one.value for one in known)), min(0.0, *(one.value for one in known))
    scale = _TALL / (most - least)
    room = _NARROW / len(series.points)
    wording = of(chart.lang)
    values = [_value(chart, point) or text(wording.phrase("not_available")) for point in series.points]
    periods: list[Text] = [(Run(wording.label(period, "short"), term="period"),) for period in chart.periods]
    # of columns `since` is the first that is highlighted, of a line the mark before the stretch that is
    newest = chart.categories.index(chart.since) + (chart.kind == "line") if chart.since else len(series.points)
    annotated = {item.category for item in chart.annotations if item.series == series.key}
    every = max(len(plain(words)) for words in (*periods, *values)) * _SIGN <= room
    columns = tuple(
        BarColumn(
            max(1, round(point.value * scale)) if point is not None and point.value > 0 else 0,
            max(1, round(-point.value * scale)) if point is not None and point.value < 0 else 0,
            point is known[-1] or (point is not None and (at >= newest or chart.categories[at] in annotated)),
            value if every else (),
            period if every else (),
        )
        for at, (point, value, period) in enumerate(zip(series.points, values, periods, strict=True))
    )
    under: tuple[Text, ...] = ()
    if not every:
        under = tuple(_dated(chart, series, end, wording) for end in (known[0], known[-1]))
    over = None if every else _highest(chart, series, known, wording)
    return BarColumns(columns, ceil(most * scale), ceil(-least * scale), over, under, wording.joint(": "))


def _value(chart: Chart, fact: Fact | None) -> Text:
    made = label(chart, fact)
    return made.text if made else ()


def _dated(chart: Chart, series: Series, fact: Fact, wording: Wording) -> Text:
    """Return a value behind its period: "Jun 2026: 85.40"."""
    period = chart.periods[series.points.index(fact)]
    return (Run(wording.label(period, "short") + wording.joint(": "), term="period"), *_value(chart, fact))


def _highest(chart: Chart, series: Series, known: list[Fact], wording: Wording) -> Caption | None:
    """Return the words above the highest column, unless it is the first or the last, which are named below."""
    top = max(known, key=lambda one: one.value)
    if top in (known[0], known[-1]) or top.value <= 0:
        return None
    words, count = _dated(chart, series, top, wording), len(series.points)
    across = min(count, ceil(len(plain(words)) * _SIGN * count / _NARROW))
    before = min(max(0, series.points.index(top) - across // 2), count - across)
    side = "left" if not before else "right" if before == count - across else "center"
    return Caption(before, across, words, side)


def _rows(chart: Chart) -> Rows | None:
    plot = charts.plot(chart)
    series = plot.series[0]
    values = [value for value in series.values if value is not None]
    if len(values) != len(plot.rows) or len(values) > _MOST_ROWS or min(values) < 0 or max(values) <= 0:
        return None
    rows = []
    for at, (row, value) in enumerate(zip(plot.rows, values, strict=True)):
        made = series.labels[at] if at < len(series.labels) else None
        if made is None:
            return None
        rows.append(Row(row.name, made.text, round(_WIDEST * value / max(values)), row.role == "highlight"))
    return Rows(tuple(rows), of(chart.lang).joint(": "))
