"""Charts as figures: number, title, subtitle and source as text, the drawing as a Figure with its data attached."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from briefing.brief.cards import box_of
from briefing.brief.catalog import Attachment
from briefing.brief.flowables import Block, Prose, Stack
from briefing.brief.setting import Place, Setting
from briefing.brief.structure import Element
from briefing.brief.styles import PANEL_TITLE
from briefing.brief.surface import PageSurface
from briefing.model.chart import Chart, Plot
from briefing.model.text import plain

_GUTTER = 20.0


class ChartBlock(Block):
    """A chart on the page, drawn as vectors with live text."""

    def __init__(self, setting: Setting, chart: Chart, parent: Element, place: Place) -> None:
        from briefing import charts

        super().__init__()
        self.setting, self.chart, self.place = setting, chart, place
        self.plot: Plot = charts.plot(chart)
        if not plain(chart.alt).strip():
            setting.refuse(place, "a chart without an alternative text", "give the chart an `alt`")
        self.element = parent.add("Figure", alt=plain(chart.alt))
        self.base = chart_height(self.plot)
        self.factor, self.extra = 1.0, 0.0
        self.give = self.base * 0.25 if self.plot.form != "bar" else self.base * 0.1

    def squeeze(self, factor: float) -> None:
        """Rows of a bar chart need their height; lines and columns can be flatter."""
        self.factor = factor if self.plot.form != "bar" else max(factor, 0.9)

    def stretch(self, height: float) -> None:
        """Grow into the room that a column has left."""
        self.extra = height

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as the column, as high as its kind needs."""
        self.width, self.height = width, self.base * self.factor + self.extra
        return width, self.height

    def draw(self) -> None:
        """Draw it under its Figure element and note what it prints."""
        from briefing.charts import vector

        box_of(self.element, (*self.absolute(), *self.absolute(self.width, self.height)))
        setting, page = self.setting, self.canvas.page
        surface = PageSurface(self.canvas, setting, self.place)
        self.canvas.saveState()
        with self.canvas.tagged(self.element):
            vector.draw(
                self.plot,
                setting.palette,
                surface,
                self.width,
                self.height,
                size=vector.PAGE,
                trace=setting.trace,
                place=f"page {page}, {self.place.name}",
            )
        self.canvas.restoreState()
        setting.trace.note(f"page {page}, {self.place.name}, alt text", self.chart.alt)


def chart_height(plot: Plot) -> float:
    """The height a chart asks for in points: by rows for bars, by form for the others."""
    if plot.form == "bar":
        tall = any(row.detail for row in plot.rows)
        return len(plot.categories) * (30.0 if tall else 19.0) + (16.0 if plot.columns or plot.baseline else 4.0)
    return 178.0 if plot.form == "line" else 150.0


class Panels(Block):
    """Charts side by side on shared edges, each under its finding."""

    def __init__(self, setting: Setting, charts: Sequence[Chart], parent: Element, place: Place) -> None:
        super().__init__()
        self.heads: list[Stack] = []
        self.charts: list[ChartBlock] = []
        for chart in charts:
            panel = parent.add("Sect")
            words: list[Block] = []
            if chart.title:
                words.append(Prose(setting, chart.title, PANEL_TITLE, panel.add("P"), place))
            if chart.subtitle:
                words.append(Prose(setting, chart.subtitle, _DETAIL, panel.add("P"), place))
            self.heads.append(Stack(setting, words))
            self.charts.append(ChartBlock(setting, chart, panel, place))
        self.give = min(chart.give for chart in self.charts)

    def squeeze(self, factor: float) -> None:
        """All panels alike."""
        for chart in self.charts:
            chart.squeeze(factor)

    def stretch(self, height: float) -> None:
        """All panels alike."""
        for chart in self.charts:
            chart.stretch(height)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Two across; each row as high as its highest panel."""
        self.width = width
        self.each = (width - _GUTTER) / 2
        self.rows = [range(at, min(at + 2, len(self.charts))) for at in range(0, len(self.charts), 2)]
        self.tops = [max(self.heads[at].wrap(self.each, height)[1] for at in row) + 4 for row in self.rows]
        self.talls = [max(self.charts[at].wrap(self.each, height)[1] for at in row) for row in self.rows]
        self.height = sum(self.tops) + sum(self.talls) + 12 * (len(self.rows) - 1)
        return width, self.height

    def draw(self) -> None:
        """Paint heads and charts row by row, in reading order."""
        top = self.height
        for row, head, tall in zip(self.rows, self.tops, self.talls, strict=True):
            for column, at in enumerate(row):
                x = column * (self.each + _GUTTER)
                self.heads[at].drawOn(self.canvas, x, top - self.heads[at].height)
                self.charts[at].drawOn(self.canvas, x, top - head - tall)
            top -= head + tall + 12


_DETAIL = PANEL_TITLE.__class__(8.5, 10.5, colour="ink_3")


def data_file(chart: Chart, number: str, described: str) -> Attachment:
    """A chart's facts → a CSV that is attached to its figure."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["series", "category", "value", "qualifier", "unit", "sources"])
    for series in chart.series:
        for category, fact in zip(chart.categories, series.points, strict=False):
            if fact is not None:
                cells = [plain(series.name) or series.key, category]
                sources = " ".join(fact.sources)
                writer.writerow(
                    [*map(inert, cells), repr(fact.value), fact.qualifier, inert(fact.unit), inert(sources)]
                )
    return Attachment(f"figure-{number}.csv", out.getvalue().encode(), "text/csv", described)


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
