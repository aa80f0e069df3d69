"""Charts as figures: number, title, subtitle and source as text, the drawing as a Figure with its data attached."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from briefing import charts
from briefing.brief.brief_context import BriefContext
from briefing.brief.card_strip import box_of
from briefing.brief.catalog import EmbeddedFile
from briefing.brief.flowables import Flowable
from briefing.brief.page_surface import Metrics, PageSurface
from briefing.brief.structure import Element
from briefing.brief.styles import PANEL_DETAIL, PANEL_TITLE
from briefing.brief.text_block import TextBlock
from briefing.charts import vector
from briefing.charts.chart_table import chart_table
from briefing.charts.common_periods import on_common_periods
from briefing.charts.panel_needs import on_one_axis, panel_colour, panel_parts
from briefing.charts.vector.drawing_surface import NumbersOfScale
from briefing.charts.vector.line_ground import mixed_ends, shared_ends
from briefing.charts.vector.panels import on_one_ground
from briefing.charts.vector.result_column import column_height
from briefing.model.chart import Chart, Plot
from briefing.model.text import Text, plain, unrepeated

_GUTTER = 20.0
_BETWEEN = 7.0
# Between a panel's finding and its measure on one line, and how much lower the smaller type begins.
_ALONG, _LOWER = 7.0, 1.1
# A chart among several has this part of its usual height.
_PANEL = 0.8
# Rows of bars, which are read as a table, are lowered where all other charts are as flat as this.
_FLATTEST = 0.6
# How much taller a chart may become where a page has the room, as a part of its usual height: any, one of rows or of
# dots on one scale, and one of fewer categories than the last number.
_GIVE, _GIVE_OF_ROWS, _GIVE_OF_FEW, _FEW = 1.0, 0.5, 0.3, 4
# No chart grows taller than this part of its width, or dots in a plane than that one; rows, whose number decides how
# tall they are, grow up to this each in a narrow column too.
_TALLEST, _TALLEST_PLANE, _TALLEST_ROW = 0.58, 0.66, 34.0
# Of the mean height of panels on one axis, what the names of their periods take below the lowest.
_NAMES_OF_ALL = 0.2
# No lines over columns take more than this part of their width, or grow beyond that one.
_TALLEST_MIXED, _GROWN_MIXED = 0.6, 0.76
_FLATTER = (1.0, 0.9, 0.8, 0.7, 0.65, 0.6)
# The heights of a chart that cannot be measured, which stops the brief when all else has been looked at.
_UNKNOWN = (100.0, 100.0)


class FigureFlowable(Flowable):
    """Plots under a Figure element with its alternative text."""

    def __init__(self, context: BriefContext, parent: Element, alt: Text) -> None:
        super().__init__()
        self.context, self.origin = context, parent.origin
        self.alt = unrepeated(alt)  # its title stands above it
        self.element = parent.add("Figure", alt=plain(self.alt))
        self.factor, self.extra = 1.0, 0.0
        self.ends: tuple[float, float] | None = None
        self.dated, self.over_columns = True, False
        self.numbers: NumbersOfScale = "own"

    def squeeze(self, factor: float) -> None:
        """Be flatter by this."""
        self.factor = factor

    def stretch(self, height: float) -> None:
        """Grow into the room that a column has left."""
        self.extra = height

    def describe(self) -> None:
        """Note where it stands on its page, and the words that it is read as."""
        box_of(self.element, (*self.absolute(), *self.absolute(self.width, self.height)))
        self.context.trace.note(self.context.trace.place(self.canvas.page, self.origin.name, "alt"), self.alt)

    def draw_plot(self, plot: Plot, width: float, height: float) -> None:
        """Draw a plot and note what it prints; what it refuses is recorded as a finding."""
        context = self.context
        place = context.trace.place(self.canvas.page, self.origin.name)
        surface = PageSurface(self.canvas, context, self.origin)
        options = vector.DrawingOptions(
            context.palette, vector.PAGE, width, height, self.ends, self.dated, self.over_columns, self.numbers
        )
        self.canvas.saveState()
        with context.collecting(self.origin), self.canvas.tagged(self.element):
            vector.draw(plot, options, surface, trace=context.trace, place=place)
        self.canvas.restoreState()


class ChartBlock(FigureFlowable):
    """A chart on the page, drawn as vectors with live text; it may be flatter, and without rows taller than usual."""

    kind = "chart"

    def __init__(self, context: BriefContext, chart: Chart, parent: Element, plot: Plot | None = None) -> None:
        super().__init__(context, parent, chart.alt)
        self.chart = chart
        self.plot: Plot = plot or charts.plot(chart)
        if not plain(chart.alt).strip():
            context.refuse(self.origin, "a chart without an alternative text", "give the chart an `alt`")
        self._heights: dict[float, tuple[float, float]] = {}

    # a chart among several is flatter than one alone
    usual_part = 1.0

    def squeeze(self, factor: float) -> None:
        """Flatter by this, but rows and ranks only as far as their words have room."""
        self.factor = 1.0 if self.plot.in_rows and factor > _FLATTEST else factor

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as the column, as high as its form needs."""
        usual, least = self._heights.get(width) or self._measured(width)
        tall = max(usual * self.factor, least)
        few = len(self.plot.categories) < _FEW
        level = self.plot.form == "dots" and not self.plot.axis.visible
        more = _GIVE_OF_ROWS if self.plot.in_rows or level else _GIVE_OF_FEW if few else _GIVE
        if self.plot.map:
            more = 0.0  # its width decides
        tallest = (_TALLEST_PLANE if self.plot.form == "dots" else _TALLEST) * width
        if self.plot.in_rows:
            tallest = max(tallest, _TALLEST_ROW * len(self.plot.categories))
        self.give = max(usual, min(usual * (1 + more), tallest)) - tall
        self.width, self.height = width, tall + self.extra
        return width, self.height

    @cached_property
    def least_width(self) -> float:
        """The width below which its labels touch; it takes long to find out."""
        return vector.least_width(self.plot, vector.PAGE, Metrics(self.context))

    def _measured(self, width: float) -> tuple[float, float]:
        """Return the usual height at a width, and the least."""
        measure = Metrics(self.context)
        part = 1.0 if self.plot.in_rows else self.usual_part
        usual, least, results = *_UNKNOWN, 0.0
        with self.context.collecting(self.origin):
            suited = vector.height_for(self.plot, vector.PAGE, width, measure)
            usual, least = suited * part, vector.least_height_for(self.plot, vector.PAGE, width, measure, suited)
            results = column_height(self.plot, vector.PAGE, width, measure)
        least = max(results, least if self.plot.form == "column" else min(usual, least * part))
        self._heights[width] = max(usual, least), least
        return self._heights[width]

    def draw(self) -> None:
        """Draw it under its Figure element."""
        self.describe()
        self.draw_plot(self.plot, self.width, self.height)


class PanelHead(Flowable):
    """A panel's finding and its measure: on one line where both fit there, else one below the other."""

    def __init__(self, context: BriefContext, chart: Chart, caption: Element, colour: str) -> None:
        super().__init__()
        lines = ((chart.title, PANEL_TITLE.coloured(colour)), (chart.subtitle, PANEL_DETAIL))
        self.words = [TextBlock(context, words, style, caption.add("P")) for words, style in lines if words]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as its lines."""
        self.width = width
        talls = [words.wrap(width, height)[1] for words in self.words]
        along = sum(words.natural_width() for words in self.words) + _ALONG <= width
        self.along = along and len(talls) > 1 and all(len(words.lines or ()) == 1 for words in self.words)
        self.height = max(talls, default=0.0) if self.along else sum(talls)
        return width, self.height

    def draw(self) -> None:
        """Paint the finding, then the measure at its right or below it."""
        x, y = 0.0, self.height
        for words in self.words:
            top = self.height if self.along else y
            words.drawOn(self.canvas, x, top - words.height - (_LOWER if self.along and x else 0.0))
            y -= words.height
            x += words.natural_width() + _ALONG if self.along else 0.0


class Panels(Flowable):
    """Charts on shared edges, each under its finding: side by side where each has room for all its labels.

    They stay on one page unless they are taller than it.
    """

    kind, whole = "row of charts", True

    def __init__(self, context: BriefContext, shown: Sequence[Chart], parent: Element) -> None:
        super().__init__()
        self.context, self.origin = context, parent.origin
        self.rows: list[list[tuple[int, float, float]]] = []
        self.heads: list[PanelHead] = []
        self.charts: list[ChartBlock] = []
        self.factor, self._extra = 1.0, 0.0
        self.plots: list[Plot] = on_common_periods(charts.plots(shown))  # one unit on one page has one scale
        self.needs = panel_parts(self.plots)
        for chart, plot, need in zip(shown, self.plots, self.needs, strict=True):
            panel = parent.add("Sect")
            self.heads.append(PanelHead(context, chart, panel.add("Caption"), panel_colour(plot, self.plots)))
            self.charts.append(ChartBlock(context, chart, panel, plot))
            self.charts[-1].usual_part = _PANEL * need

    def squeeze(self, factor: float) -> None:
        """All panels alike."""
        self.factor = factor
        for chart in self.charts:
            chart.squeeze(factor)

    def stretch(self, height: float) -> None:
        """All panels alike: each row takes its part."""
        self._extra = height
        for chart in self.charts:
            chart.stretch(height / max(1, len(self.rows)))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Two across or one; each row as high as its highest panel."""
        if not self.rows or self.width != width:
            self.width, self.rows = width, self._rows(width)
            self._join_axes()
        self._measure(height)
        if self._mixed and on_one_axis(self.plots):
            self._limit(_TALLEST_MIXED * width + self._extra, height)
            self.give = min(self.give, max(0.0, _GROWN_MIXED * width + self._extra - self.height))
        return width, self.height

    def _limit(self, most: float, height: float) -> None:
        """Make charts flatter where all are taller than this; those that are as flat as they may be stay."""
        for factor in _FLATTER:
            if factor > self.factor:
                continue
            for chart in self.charts:
                chart.squeeze(factor)
            self._measure(height)
            if self.height <= most:
                break

    def _measure(self, height: float) -> None:
        self.tops = [max(self.heads[at].wrap(wide, height)[1] for at, _, wide in row) + 4 for row in self.rows]
        self.talls = [max(self.charts[at].wrap(wide, height)[1] for at, _, wide in row) for row in self.rows]
        self.height = sum(self.tops) + sum(self.talls) + _BETWEEN * (len(self.rows) - 1)
        self.give = min(chart.give for chart in self.charts) * len(self.rows)

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit a height and the rest."""
        self.wrap(width, height)
        used, fit = 0.0, 0
        for top, tall in zip(self.tops, self.talls, strict=True):
            used += top + tall + (_BETWEEN if fit else 0.0)
            if used > height:
                break
            fit += 1
        if self.whole or not 0 < fit < len(self.rows):
            return []
        count = sum(map(len, self.rows[:fit]))
        return [self._part(slice(count), self.space), self._part(slice(count, None), 0.0)]

    def _part(self, chosen: slice, gap: float) -> Panels:
        part = Panels(self.context, (), Element("Sect", origin=self.origin))
        part.space, part.needs = gap, self.needs[chosen]
        part.heads, part.charts, part.plots = self.heads[chosen], self.charts[chosen], self.plots[chosen]
        return part

    def _rows(self, width: float) -> list[list[tuple[int, float, float]]]:
        """Return rows of panels, each with its left edge and width: a pair shares a row by what each needs."""
        if on_one_axis(self.plots) and self._with_columns:
            return [[(at, 0.0, width)] for at in range(len(self.charts))]
        least = [chart.least_width for chart in self.charts]
        rows: list[list[tuple[int, float, float]]] = []
        room = width - _GUTTER
        for at in range(0, len(least), 2):
            pair = least[at : at + 2]
            if len(pair) == 2 and max(pair) <= room / 2:
                rows.append([(at, 0.0, room / 2), (at + 1, room / 2 + _GUTTER, room / 2)])
            elif len(pair) == 2 and sum(pair) <= room:
                first = room * pair[0] / sum(pair)
                rows.append([(at, 0.0, first), (at + 1, first + _GUTTER, room - first)])
            else:
                rows += [[(at + number, 0.0, width)] for number in range(len(pair))]
        return rows

    @property
    def _with_columns(self) -> bool:
        """Whether any of the charts has columns."""
        return any(plot.form == "column" for plot in self.plots)

    @property
    def _mixed(self) -> bool:
        """Whether lines and columns stand one over the other."""
        return len({plot.form for plot in self.plots}) > 1

    def _join_axes(self) -> None:
        """Put lines over the same periods, each in a row of its own, on one axis of time."""
        for chart in self.charts:
            chart.ends, chart.dated, chart.over_columns = None, True, False
        alone = [self.charts[row[0][0]] for row in self.rows if len(row) == 1]
        plots = [chart.plot for chart in alone]
        joined = shared_ends(plots, vector.PAGE, self.width, Metrics(self.context))
        if on_one_axis(self.plots) and self._mixed:
            joined = [mixed_ends(plots, vector.PAGE, self.width, Metrics(self.context))] * len(alone)
            for chart in alone:
                chart.over_columns = True
        for chart, ends in zip(alone, joined, strict=True):
            chart.ends = ends
        shared = [chart for chart in alone if chart.ends]
        for chart in shared[:-1]:
            chart.dated = chart.plot.form != "line"  # its periods are named below the last
        needs = self.needs
        if not all(chart.dated for chart in self.charts) and not self._with_columns:
            needs = [need - _NAMES_OF_ALL / (len(needs) - 1) for need in needs[:-1]] + [needs[-1] + _NAMES_OF_ALL]
        for chart, need in zip(self.charts, needs, strict=True):
            chart.usual_part = _PANEL * need

    def draw(self) -> None:
        """Paint heads and charts row by row, in reading order."""
        top = self.height
        for row, head, tall in zip(self.rows, self.tops, self.talls, strict=True):
            self.level(row, tall)
            for at, x, _ in row:
                self.heads[at].drawOn(self.canvas, x, top - self.heads[at].height)
                self.charts[at].drawOn(self.canvas, x, top - head - tall)
            top -= head + tall + _BETWEEN

    def level(self, row: Sequence[tuple[int, float, float]], tall: float) -> None:
        """Make charts side by side as high as their row, and put columns of one size and unit on one ground."""
        charts = [self.charts[at] for at, _, _ in row]
        for chart in charts:
            chart.height = tall
        alike = len({(chart.plot.unit, round(wide, 1)) for chart, (_, _, wide) in zip(charts, row, strict=True)}) == 1
        if len(charts) > 1 and alike:
            shown = [self.plots[at] for at, _, _ in row]
            ground = on_one_ground(shown, vector.PAGE, row[0][2], tall, Metrics(self.context))
            for chart, plot in zip(charts, ground, strict=True):
                chart.plot = plot


def data_file(name: str, drawn: Sequence[Chart], described: str) -> EmbeddedFile:
    """Return the facts of one or more charts as a CSV that is attached to their figures."""
    return EmbeddedFile(name, chart_table(drawn).encode(), "text/csv", described)
