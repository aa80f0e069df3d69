"""Charts of the page, each drawn twice, for a wide screen and for a phone, and the data behind them as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from briefing import charts
from briefing.charts import vector
from briefing.charts.chart_table import chart_table
from briefing.charts.values import label_text, spoken
from briefing.charts.vector.drawing_cache import RecordedDrawing, recorded
from briefing.charts.vector.drawing_surface import DrawingOptions, Sizes
from briefing.charts.vector.panels import on_one_ground
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Plot
from briefing.model.document import Multiples
from briefing.model.text import Run, Text, plain, text, unrepeated
from briefing.web.drawing_markup import SCROLLED, distinct, svg
from briefing.web.web_context import WebContext
from briefing.wording import Wording, of

# Sizes of a chart's text in pixels of a screen.
_SIZES: Final = Sizes(label=14.0, axis=13.0, strong=18.0, note=13.0)
# How wide a figure is drawn where there is room, a panel that shares the room with another, and one on a phone; what
# finds no room there is drawn wider, and shrinks.
_WIDE: Final = 664.0
_NARROW: Final = (336.0, 400.0, 480.0, 560.0)
_READABLE: Final = 450.0  # a wider drawing is too small to read on a phone, and moves sideways there
_PANELS: Final = 2
_PLAIN: Final = "/,;:=()!*@$+"  # what stands as it is in an address
# How much taller than on a page of paper a wide chart is.
_TALLER: Final = 1.25


class DrawnChart(Struct, frozen=True):
    """A chart on the page: what stands above it, its drawings for a wide screen and a narrow one, the numbers that it
    prints."""

    title: Text
    subtitle: Text
    wide: Markup
    narrow: Markup
    scrolls: bool = False
    printed: Text = ()


class DataColumn(Struct, frozen=True):
    """A column of a table of data: its head and its cells."""

    head: Text
    cells: tuple[Text, ...]


class DataTable(Struct, frozen=True):
    """The values of a chart: what it is called, its rows, a column for each series.

    `others` are further numbers that its drawings print.
    """

    caption: Text
    rows: tuple[Text, ...]
    columns: tuple[DataColumn, ...]
    others: tuple[Text, ...] = ()


class DataFile(Struct, frozen=True):
    """What a reader takes along: the name of a file and the address that holds it."""

    name: str
    address: str


def drawn(context: WebContext, shown: Sequence[Chart]) -> list[DrawnChart]:
    """Return charts that stand together, on one scale where they have one unit; faults are collected in the context."""
    for chart in shown:
        if not plain(chart.alt).strip():
            context.refuse("a chart without an alternative text", "give the chart an `alt`")
    plots: Sequence[Plot] = ()
    with context.collecting():
        plots = charts.plots(shown)
    titled = len(shown) > 1
    return [
        _drawn(context, plot, chart.alt, (chart.title, chart.subtitle) if titled else ((), ()))
        for chart, plot in zip(shown, plots, strict=False)
    ]


def panels(context: WebContext, block: Multiples) -> list[DrawnChart]:
    """Return small multiples, which share a scale and a size; the first of them describes them all."""
    if not plain(block.alt).strip():
        context.refuse("small multiples without an alternative text", "give them an `alt`")
    plots: Sequence[Plot] = ()
    with context.collecting():
        plots = charts.plots(block.panels)
        wide = _WIDE / _PANELS - 12
        tall = max(vector.height_for(plot, _SIZES, wide, context.type) for plot in plots)
        plots = on_one_ground(plots, _SIZES, wide, tall, context.type)
    found = []
    for at, (panel, plot) in enumerate(zip(block.panels, plots, strict=False)):
        alt = (*panel.title, *text(": "), *block.alt) if at == 0 else panel.title
        found.append(_drawn(context, plot, alt, (panel.title, ()), _WIDE / _PANELS - 12))
    return found


def _drawn(context: WebContext, plot: Plot, alt: Text, head: tuple[Text, Text], most: float = _WIDE) -> DrawnChart:
    context.drawings += 1
    words = plain(unrepeated(alt))
    wide, narrow, notes = Markup(), Markup(), tuple[Text, ...]()
    width = _narrow_width(context, plot, most)
    with context.collecting():
        wide, notes = _draw(context, plot, most, ("wide", words))
        narrow, narrow_notes = _draw(context, plot, width, (SCROLLED if width > _READABLE else "narrow", words))
        notes += narrow_notes
    for _ in range(2):
        context.note(unrepeated(alt), "alt")
    printed = dict.fromkeys(Run(run.text, fact=run.fact) for note in notes for run in note if run.fact)
    return DrawnChart(*head, wide, narrow, width > _READABLE, tuple(printed))


def _narrow_width(context: WebContext, plot: Plot, most: float) -> float:
    """Return the width of the drawing for a phone: the least that has room for all words."""
    for width in _NARROW:
        if width >= most:
            break
        try:
            _recorded(context, plot, width)
        except LayoutError:
            continue
        return width
    return most


def _draw(context: WebContext, plot: Plot, width: float, named: tuple[str, str]) -> tuple[Markup, tuple[Text, ...]]:
    """Return a drawing, with what it prints."""
    kind, alt = named
    drawing, tall, roles = _recorded(context, plot, width)
    for note in drawing.notes:
        context.note(note)
    return svg(drawing, (width, tall), roles, f"d{context.drawings}-{kind}", alt), drawing.notes


def _recorded(context: WebContext, plot: Plot, width: float) -> tuple[RecordedDrawing, float, Mapping[str, str]]:
    """Return a drawing of a width with its height, and the roles of its colours; LayoutError for what has no room."""
    tall = vector.height_for(plot, _SIZES, width, context.type)
    if not (plot.in_rows or plot.map or plot.figure):  # the height of rows follows from their text
        tall *= _TALLER if width == _WIDE else _SIZES.label / vector.PAGE.label
    palette, roles = distinct(context.theme.light)
    options = DrawingOptions(palette, _SIZES, width, tall)
    return recorded(plot, options, context.type, context.where()), tall, roles


# -- data -------------------------------------------------------------------------------------------------------------


def data_file(name: str, shown: Sequence[Chart]) -> DataFile:
    """Return the facts of charts as a CSV in an address that holds it."""
    return DataFile(name, f"data:text/csv;charset=utf-8,{quote(chart_table(shown), safe=_PLAIN)}")


def data_table(chart: Chart, caption: Text = (), printed: Text = ()) -> DataTable:
    """Return the values of a chart as they are printed, a row for each category and a column for each series, and what
    else its drawings have `printed`."""
    wording, chart = of(chart.lang), spoken(chart)
    absent = text(wording.phrase("no_value"))
    columns = [
        DataColumn(_head(series.name, series.key), tuple(label_text(chart, point) or absent for point in series.points))
        for series in chart.series
    ]
    if any(chart.targets):
        cells = tuple(label_text(chart, point) or absent for point in chart.targets)
        columns.append(DataColumn(text(wording.phrase("target")), cells))
    tabled = {run.fact for column in columns for cell in (column.head, *column.cells) for run in cell}
    others = tuple((run,) for run in printed if run.fact not in tabled)
    return DataTable(caption, tuple(_rows(chart, wording)), tuple(columns), others)


def _head(name: Text, key: str) -> Text:
    return tuple(Run(run.text.replace("\n", " "), fact=run.fact, term=run.term) for run in name) or text(
        key, term="name of a series"
    )


def _rows(chart: Chart, wording: Wording) -> Sequence[Text]:
    if len(chart.rows) == len(chart.categories):
        return [_head(row.name, row.key) for row in chart.rows]
    if len(chart.periods) == len(chart.categories):
        return [text(wording.label(period, "short"), term="period") for period in chart.periods]
    return [text(category, term="category") for category in chart.categories]
