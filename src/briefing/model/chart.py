"""A chart before and after its kind has decided on marks: `Chart` is meaning, `Plot` is marks by role.

A kind (`charts/kinds/*.py`) turns a Chart into a Plot; a Plot knows no library, no colour and no unit of any medium.
"""

from __future__ import annotations

from itertools import takewhile
from math import log10
from typing import Final, Literal

from msgspec import Struct

from briefing.model.chart_remarks import Annotation, Difference, SeriesBreak
from briefing.model.fact import Fact
from briefing.model.outlines import MapGround, MapPlot
from briefing.model.own_figure import FigureCall, FigurePlot
from briefing.model.period import Period
from briefing.model.text import Text

# highlight: the title's subject · second: a second named point · context: all else · bridge: dashes where no value
# exists · target: outlined, never filled · bound: a value known only one-sidedly (hollow mark) · ghost: what a value
# was before it was revised, a pale dot · series_3 …: the further ones of several series · total: what others add up to,
# and plain: both in ink · unseen: what only lifts others · earlier …: columns before those in focus, pale with an edge
Role = Literal[
    "highlight", "second", "series_3", "series_4", "series_5", "series_6", "context", "bridge", "target", "bound",
    "ghost", "total", "plain", "unseen", "earlier", "earlier_second",
]  # fmt: skip
# Roles of several series, in the order in which they are taken; what stands on their colours is paper.
SERIES_ROLES: Final[tuple[Role, ...]] = ("highlight", "second", "series_3", "series_4", "series_5", "series_6")
# bar, share, dumbbell: a row for each category, values to the right; share: parts of each row, together 100
# dots: a dot for each category, its place across by the first series, its height by the second, its size by a third
# sparklines: a line in each row, on its own scale · figure: what the project's own code draws
Form = Literal["bar", "column", "line", "dumbbell", "share", "dots", "sparklines", "map", "figure"]
ROW_FORMS: Final[tuple[Form, ...]] = ("bar", "dumbbell", "share", "sparklines")
# How many points a line needs to know its path, and what a reader takes in at most.
_WHOLE, _NEAR = 100.0, 1e-6
LEAST_POINTS: Final = 4
MOST_ROWS: Final = 12
MANY_RANKS: Final = 12  # periods of a chart of ranks, of more than which not each prints its rank
MOST_PARTS: Final = 4
MOST_SERIES: Final = len(SERIES_ROLES)
# From so many totals over their parts on a line shows them, where dots alone would be a cloud.
LEAST_TOTALS: Final = 9
# Kinds of a cover alone, made of data.
PICTURES: Final = ("dots", "ridge")
# The key of the series that others add up to.
TOTAL: Final = "total"
Side = Literal["above", "below", "left", "right", "centre", "inside", "outside"]


class Series(Struct, frozen=True):
    """One comparable run: a fact or None for each category. `key` is the story's short name or an entity, `earlier`
    are the first readings of values that were revised, None for all others."""

    key: str
    name: Text
    points: tuple[Fact | None, ...]
    detail: Text = ()
    earlier: tuple[Fact | None, ...] = ()


class Column(Struct, frozen=True):
    """A column of numbers next to the rows of a bar chart: a head, then one cell for each category."""

    head: Text
    cells: tuple[Text, ...]
    emphasis: bool = False


class SeriesResult(Struct, frozen=True):
    """What a series comes to, in large figures next to its last mark, with a line of detail."""

    series: str
    text: Text
    detail: Text = ()


class Chart(Struct, frozen=True, tag=True):
    """A figure's data and focus.

    bar, bullet: one category per row, `series[0]` holds the bars; `rows` are the row names (detail below the name).
    line, columns, stacked, slope, bump: one category per period, in order, periods without a value included.
    dumbbell: one category per row, `series[0]` the earlier values, `series[1]` the later ones, named by their years.
    share: one category per row, each series a part, its points shares of the row in %; stacked_bars: in their unit.
    area, stacked: each series a part, and one of the key "total" their sums. seasonal: a category for each month or
    other period of a year, a series for each year. band: the last two series are the ends of a range around the first.
    `highlight` and `second` name a series key (line, slope, bump, stacked) or a category (bar, columns, bullet).
    `targets` are of a bullet one for each row, of columns one (or None) for each category.
    `growth` is the compound growth shown on columns. `ends`: only the first and the last value of each series are
    labelled, as in a panel among several.
    `ordered`: the rows stand as they are given, not by value. `level` is what bars are compared with, and its words.
    `things` is what its places are called, where the edition says it.
    `title` is the one-line finding above a panel; `measure` says what `points` hold.
    `periods` are those of the categories of a chart over time, whose categories are their notations; of a dumbbell
    those of its two series. `lifted`: the scale of its lines does not begin at zero. `scale`: as asked for.
    `gaps` are keys of series with periods of which the data say why there is no value, and the status that
    says it; "" where another period lacks its value, on which the change in this one would be.
    `ground` is of a map, `figure` the function that draws one of the project's own.
    `differences` are drawn between marks, `results` at the ends of lines; before the category `since` lines are thin.
    scatter: one category for each place or period, `series[0]` across, `series[1]` up, `series[2]` the sizes; `medians`
    are those across and up that are drawn as lines, each with its words; `own` is the category of the edition's place;
    the scale `log` names ("x", "y", "both") counts in powers of ten.
    histogram: one category for each class, whose values are counts; `classes` are the lower bound of the first and the
    width of all, and `columns` have what is named in each.
    `colours` are the roles of series that have one in other charts too.
    `dot` is how many a dot of a cover's field stands for; its `columns` have the words: what a dot is, what those of
    both colours are, and the periods of both values.
    """

    kind: str
    lang: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    highlight: str = ""
    second: str = ""
    title: Text = ()
    subtitle: Text = ()
    rows: tuple[Series, ...] = ()
    columns: tuple[Column, ...] = ()
    targets: tuple[Fact | None, ...] = ()
    growth: Fact | None = None
    baseline: Text = ()
    annotations: tuple[Annotation, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    alt: Text = ()
    ends: bool = False
    ordered: bool = False
    level: Fact | None = None
    level_name: Text = ()
    things: str = ""
    periods: tuple[Period, ...] = ()
    lifted: bool = False
    scale: tuple[float | None, float | None, float | None] | None = None
    gaps: tuple[tuple[str, Period, str], ...] = ()
    ground: MapGround | None = None
    differences: tuple[Difference, ...] = ()
    results: tuple[SeriesResult, ...] = ()
    since: str = ""
    medians: tuple[Fact, ...] = ()
    median_names: tuple[Text, ...] = ()
    own: str = ""
    log: str = ""
    dot: float = 0.0
    classes: tuple[float, float] | None = None
    colours: tuple[tuple[str, Role], ...] = ()
    figure: FigureCall | None = None

    @property
    def facts(self) -> list[Fact]:
        """All facts of its series, one after the other."""
        return [point for series in self.series for point in series.points if point is not None]


class Label(Struct, frozen=True):
    """Text at a mark. `live` labels print the mark's value in the plot's number format and follow edited data.

    An `optional` one is left out where it would touch anything.
    """

    text: Text
    side: Side = "above"
    live: bool = True
    strong: bool = False
    optional: bool = False


class PlotSeries(Struct, frozen=True):
    """Values by category with one role, or one role for each point; None is a gap.

    A `thin` line is the history of one that goes on. `result` and `detail` stand with its name, in large and in small.
    `end` is the name written next to the last point, in rows (dumbbell, share) above the mark of the first row;
    `observed` False marks drawn values that no source published. `number_format` is that of its cells where it is not
    the plot's. `starts` are where its columns begin, if not at zero; with `above` it stands as marks over columns. A
    `filled` line is an area, clear where it is `unseen`.
    """

    name: str
    values: tuple[float | None, ...]
    role: Role
    roles: tuple[Role, ...] = ()
    labels: tuple[Label | None, ...] = ()
    facts: tuple[str, ...] = ()
    end: Text = ()
    markers: bool = True
    observed: bool = True
    thin: bool = False
    filled: bool = False
    result: Text = ()
    detail: Text = ()
    number_format: str = ""
    starts: tuple[float, ...] = ()
    above: bool = False

    @property
    def last(self) -> tuple[int, float] | None:
        """Return the index and the value of its last point."""
        return next(((at, value) for at, value in reversed([*enumerate(self.values)]) if value is not None), None)

    @property
    def last_label(self) -> Label | None:
        """Return the label of its last point."""
        return self.labels[self.last[0]] if self.last and self.last[0] < len(self.labels) else None

    @property
    def over(self) -> bool:
        """Return whether it stands as marks over columns."""
        return self.above or self.role in ("target", "ghost")

    @property
    def level(self) -> bool:
        """Return whether it is one target for all categories, drawn as a line across them."""
        return self.role == "target" and len(self.values) > 1 and None not in self.values and len(set(self.values)) == 1


class Axis(Struct, frozen=True):
    """The value axis: bounds, step between grid lines, direction; hidden where every mark is labelled.

    That of a dumbbell has room for its labels at both ends, so its `low` may lie below zero; no line marks zero there.
    `free` names the ends that any program would choose for these values and this step: a native chart leaves them to
    it, so that they follow edited data; one that a story has `given` stays. A `scale` that is "log" has a line at each
    power of ten. `name` stands at its end.
    """

    low: float
    high: float
    step: float
    reverse: bool = False
    visible: bool = True
    free: Literal["", "low", "high", "both"] = ""
    scale: Literal["", "log"] = ""
    name: Text = ()
    given: bool = False

    @property
    def log(self) -> bool:
        """Whether it counts in powers of ten."""
        return self.scale == "log"

    def share(self, value: float) -> float:
        """Return how far along the axis a value stands, from 0 to 1."""
        if not self.log:
            return (value - self.low) / (self.high - self.low)
        return (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))

    @property
    def lifted(self) -> bool:
        """Whether zero lies beyond a scale that is seen, so that it is marked."""
        return self.visible and self.off_zero

    @property
    def off_zero(self) -> bool:
        """Whether zero lies beyond a scale, seen or not."""
        return not self.reverse and (self.low > 0 or self.high < 0)


class Rule(Struct, frozen=True):
    """A line across the plot with its text: along categories (`at` is an index, 6.5 lies between the seventh and
    the eighth category) or at a value; of dots, upright at a value across.

    One that is `wide` is a stretch of so many categories around its middle, of which no value is known; its text is
    left out where it would touch anything.
    """

    along: Literal["category", "value", "across"]
    at: float
    text: Text
    role: Role = "context"
    wide: float = 0.0


class Remark(Struct, frozen=True):
    """An annotation with its place in data: index of the category, value of the point, and the side it leans to.

    `span` is what a rate over several categories joins: the indices of the first and the last; its value is the height
    at which its line stands among changes, else 0. A dashed `ring` stands around what was read first.
    """

    at: float
    value: float
    text: Text
    side: Side = "above"
    role: Role = "context"
    span: tuple[float, float] | None = None
    ring: bool = False


class SpanMark(Struct, frozen=True):
    """A difference between two places in data: an arrow over a base line, or in one category a bar with two ends.

    It has no text where a result prints its number. One that is `accented` is drawn in the accent.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    text: Text
    accented: bool = False

    @property
    def upright(self) -> bool:
        """Whether both ends are in one category."""
        return self.start[0] == self.end[0]


class PlotRow(Struct, frozen=True):
    """The name of a bar, its second line, and its role; one that is `parted` is of another kind than those above."""

    name: Text
    detail: Text
    role: Role
    parted: bool = False


class Plot(Struct, frozen=True):
    """Marks by role, for any drawer.

    `number_format` is an Excel format code in en-US form, as `#,##0.0`. `rows` and `columns` stand left and right
    of bars, `rows_head` above the names. `rank_marks`: values are ranks, printed inside round marks. `stacked`: each
    series begins where those before it end, on its own side of zero. `lang` is the language of numbers that a drawer
    makes, as on an axis. `periods` are those of its categories, if it is over time. `stepped`: each column begins where
    the one before it ends, and a line joins both. `spans` are differences between marks, and `shades` the areas between
    two lines, each as the places around it. `across` is the second value axis of dots; a line joins them in their order
    where it is `joined`. `lines` are the plots of the lines in the rows of sparklines. `classed`: its columns are
    classes of one scale without gaps, and rules stand over them.
    """

    form: Form
    categories: tuple[str, ...]
    series: tuple[PlotSeries, ...]
    axis: Axis
    number_format: str
    unit: str = ""
    rows: tuple[PlotRow, ...] = ()
    columns: tuple[Column, ...] = ()
    rules: tuple[Rule, ...] = ()
    remarks: tuple[Remark, ...] = ()
    baseline: Text = ()
    rank_marks: bool = False
    alt: Text = ()
    source: str = ""
    rows_head: Text = ()
    lang: str = "en"
    stacked: bool = False
    periods: tuple[Period, ...] = ()
    spans: tuple[SpanMark, ...] = ()
    shades: tuple[tuple[tuple[float, float], ...], ...] = ()
    across: Axis | None = None
    joined: bool = False
    stepped: bool = False
    lines: tuple[Plot, ...] = ()
    map: MapPlot | None = None
    classed: bool = False
    figure: FigurePlot | None = None

    def span(self, series: PlotSeries, at: int) -> tuple[float, float] | None:
        """Return where the mark of a series begins and ends; None for a gap."""
        value = series.values[at]
        if value is None:
            return None
        if series.starts:
            return series.starts[at], series.starts[at] + value
        below = takewhile(lambda item: item.name != series.name, self.series) if self.stacks(series) else ()
        parts = (item.values[at] or 0.0 for item in below if self.stacks(item))
        start = sum(part for part in parts if series.filled or (part < 0) == (value < 0))
        return start, start + value

    def stacks(self, series: PlotSeries) -> bool:
        """Return whether a series stands on those before it."""
        return self.stacked and not series.over and (series.filled or self.form != "line")

    @property
    def of_shares(self) -> bool:
        """Return whether the parts of each row make a hundred, as shares in % do."""
        rows = zip(*(series.values for series in self.series), strict=True)
        sums = [sum(value or 0.0 for value in row) for row in rows if any(value is not None for value in row)]
        return self.form == "share" and all(abs(total - _WHOLE) < _NEAR for total in sums)

    @property
    def reached(self) -> list[float]:
        """Return the values at which its marks end, and those at which they begin above or below zero."""
        spans = (self.span(series, at) for series in self.series for at in range(len(series.values)))
        return [end for span in spans if span for end in (span if self.stepped else span[1:])]

    @property
    def in_rows(self) -> bool:
        """Return whether it has a row for each category, with its values to the right."""
        return self.form in ROW_FORMS

    @property
    def built_up(self) -> bool:
        """Return whether its columns begin at the ends of others."""
        return self.stacked or self.stepped

    @property
    def below_zero(self) -> bool:
        """Return whether a value lies below zero, so that zero must be seen."""
        if self.stepped:
            return any(value < 0 for value in self.reached)
        return any(value < 0 for series in self.series for value in series.values if value is not None)
