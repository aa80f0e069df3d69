"""Small multiples: two to eight panels of one question on one scale, each a native chart under its name."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts import plots as plotted
from briefing.charts.time_axis import category_words, is_dated
from briefing.deck.plan import grid
from briefing.deck.plan.charts import point_labels
from briefing.deck.plan.charts.axis_ends import with_headroom
from briefing.deck.plan.charts.column_labels import TOUCH, gap_width, with_room_below
from briefing.deck.plan.charts.difference_shapes import hollow_marks
from briefing.deck.plan.charts.over_years import HEADROOM, scale_mark, scale_width
from briefing.deck.plan.charts.period_names import foot, on_axis, period_names
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.charts.reference_lines import break_lines, crossing, stretch_text
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element, Shape, Shift, TextBox, TextStyle
from briefing.model.chart import Chart, Plot, PlotSeries
from briefing.model.document import Multiples
from briefing.model.text import Run, Text, join, plain, text
from briefing.wording import Wording

MOST_IN_ROW = 4
GUTTER, BETWEEN = 28.0, 20.0  # between panels, across and down
HEAD = 24.0  # the panel's name under its rule
INSET = 8.0  # what the first and the last value may need beyond their years
LABEL = 12.0
WIDEST = 0.6  # of a panel, for a value
LEAST = 44.0  # height of a plot
_ALT = 250  # signs that an alternative text has at most


def small_multiples(page: Page, block: Multiples, area: Box) -> list[Element]:
    """Return panels in a grid, rows of like length, with the scale's numbers at the right of each row."""
    plots = plotted(block.panels)
    visible = any(plot.axis.visible for plot in plots)
    across = in_row(len(plots))
    scale_room = max(scale_width(plot) for plot in plots) if visible else 0.0
    down = math.ceil(len(plots) / across)
    wide = (area.w - scale_room - GUTTER * (across - 1)) / across
    tall = (area.h - BETWEEN * (down - 1)) / down
    high = tall - HEAD - HEADROOM - max(_below(plot, wide) for plot in plots)
    if high < LEAST:
        raise page.error(
            "chart", f"{down} rows of panels leave {tall:.0f} points each", "show fewer panels, or move points to notes"
        )
    _check(page, plots, wide)
    plots = _with_room(plots, Box(0, 0, wide, high))
    elements: list[Element] = []
    for index, (chart, plot) in enumerate(zip(block.panels, plots, strict=True)):
        place = Box(area.x + index % across * (wide + GUTTER), area.y + index // across * (tall + BETWEEN), wide, tall)
        last = index % across == across - 1 or index == len(plots) - 1
        alt = _alt(chart, plot, block.alt if index == 0 else (), page.wording)
        there = page.at(f"chart {index + 1}")
        elements += _panel(there, chart, replace(plot, alt=alt), place, index + 1, scale=last and visible)
    return elements


def _check(page: Page, plots: Sequence[Plot], wide: float) -> None:
    """LayoutError where a value is nearly as wide as its panel, and would stand on all that is in it."""
    labels = [label for plot in plots for series in plot.series for label in series.labels if label]
    widest = max((fit.width(label.text, TextStyle(LABEL, LABEL, bold=True)) for label in labels), default=0.0)
    if widest > WIDEST * wide:
        what = f"values take {widest:.0f} of the {wide:.0f} points of a panel"
        raise page.error("chart", what, "print them in a larger unit or fewer digits, or show fewer panels")


def _with_room(plots: Sequence[Plot], inner: Box) -> tuple[Plot, ...]:
    """Return panels on one scale with room on it for a raised value and for values under columns below zero."""
    roomy = [with_headroom(plot) for plot in plots]
    low = min(with_room_below(_labelled(plot, inner.w), inner, LABEL).axis.low for plot in roomy)
    return tuple(
        replace(plot, axis=replace(plot.axis, low=low)) if plot.form == "column" and plot.axis.low < 0 else plot
        for plot in roomy
    )


def in_row(count: int) -> int:
    """Return how many of so many panels stand side by side, so that rows are alike."""
    return math.ceil(count / math.ceil(count / MOST_IN_ROW))


def _alt(chart: Chart, plot: Plot, whole: Text, words: Wording) -> Text:
    """Return what a panel shows to someone who does not see it: its name, first and last value, after what all show."""
    sentences: list[Text] = [whole] if whole else []
    for series in plot.series:
        known = [(at, label) for at, label in enumerate(series.labels) if label and series.values[at] is not None]
        ends = [
            (*label.text, Run(f"{words.joint(' (')}{category_words(plot)[at]}{words.joint(')')}", term="axis"))
            for at, label in dict(known).items()
        ]
        sentences.append(
            (
                *chart.title,
                Run(words.joint(": ")),
                *join(ends[:1] + ends[-1:] if len(ends) > 1 else ends, words.joint(" – ")),
            )
        )
    content = join(sentences, words.joint(" ")) or plot.alt
    return whole if whole and len(plain(content)) > _ALT else content  # which names the first panel's values too


def _panel(page: Page, chart: Chart, plot: Plot, place: Box, number: int, *, scale: bool) -> list[Element]:
    """One panel: rule, name, chart, years."""
    style = grid.coloured(grid.NAME, "highlight" if chart.highlight else "ink")
    name = Box(place.x, place.y + 4, place.w, style.leading)
    short = plot.form == "column" and on_axis(plot, place.w)
    inset = 0.0 if short else INSET
    high = place.h - HEAD - HEADROOM - _below(plot, place.w)
    inner = Box(place.x + inset, place.y + HEAD + HEADROOM, place.w - 2 * inset, high)
    plot = _labelled(plot, inner.w)
    frame = Box(place.x, place.y + HEAD, place.w + (scale_width(plot) if scale else 0.0), place.h - HEAD)
    shown, shifts = point_labels.clear(plot, inner, crossing(plot, inner))
    box = ChartBox(
        f"Chart {number}",
        frame,
        inner,
        shown,
        plot.alt,
        page.place,
        label_size=LABEL,
        strong_size=LABEL,
        axis_size=grid.AXIS,
        gap_width=gap_width(plot, inner.w),
        line_weight=2.0,
        marker=5.0,
        category_axis=short,
        scale=scale,
        shifts=(*shifts, *_raised(shown, inner)),
    )
    return [
        Shape(f"Panel rule {number}", "line", Box(place.x, place.y, place.w, 0), line="ink", weight=1.0),
        fit.set_text(page, f"Panel {number}", name, fit.single(chart.title, style)),
        *break_lines(page, plot, inner),
        box,
        *hollow_marks(page, shown, inner, box.marker),
        *(() if short else _periods(page, plot, inner, number)),
        *(scale_mark(page, plot, inner, frame, left=False) if scale else ()),
        *_gaps(page, plot, inner, number),
    ]


def _below(plot: Plot, wide: float) -> float:
    """Return the height of the names under a panel."""
    return foot(plot, (wide - 2 * INSET) / len(plot.categories))


def _periods(page: Page, plot: Plot, inner: Box, number: int) -> list[Element]:
    if is_dated(plot):
        return period_names(page, plot, inner, inner.grown(INSET))
    return _years(page, plot, inner, number)


def _labelled(plot: Plot, wide: float) -> Plot:
    """Return a plot in a width, with its first and last values only where all would touch."""
    if plot.form != "column":
        return plot
    step = wide / len(plot.categories)
    bold = TextStyle(LABEL, LABEL, bold=True)
    result: list[PlotSeries] = []
    for series in plot.series:
        there = [at for at, label in enumerate(series.labels) if label]
        crowded = any(fit.width(label.text, bold) > step + TOUCH for label in series.labels if label)
        labelled = {there[0], there[-1]} if there and crowded else set(there)
        labels = tuple(label if at in labelled else None for at, label in enumerate(series.labels))
        result.append(replace(series, labels=labels))
    return replace(plot, series=tuple(result))


def _raised(plot: Plot, inner: Box) -> list[Shift]:
    """Return how far values that are wider than their column move off the ends of the columns next to it."""
    if plot.form != "column":
        return []
    step, bold = inner.w / len(plot.categories), TextStyle(LABEL, LABEL, bold=True)
    result: list[Shift] = []
    for series in plot.series:
        for index, (value, label) in enumerate(zip(series.values, series.labels, strict=False)):
            if value is None or label is None:
                continue
            reach = (fit.width(label.text, bold) + 4 - step) / 2
            around = max(0, math.ceil(reach / step))
            neighbours = [
                other for other in series.values[max(0, index - around) : index + around + 1] if other is not None
            ]
            end = min(neighbours) if value < 0 else max(neighbours)
            rise = position(plot, inner, index, end)[1] - position(plot, inner, index, value)[1]
            if rise and (end < 0) == (value < 0):
                result.append(Shift(series.name, index, 0.0, rise))
    return result


def _gaps(page: Page, plot: Plot, inner: Box, number: int) -> list[TextBox]:
    """Return that a stretch of years has no value, where the words touch no value."""
    there = page.at(f"{page.place} gap {number}")
    taken = [
        Box(x - wide / 2, y - LABEL - 4, wide, LABEL + 4)
        for series in plot.series
        for at, (value, label) in enumerate(zip(series.values, series.labels, strict=False))
        if value is not None and label
        for x, y in [position(plot, inner, at, value)]
        for wide in [fit.width(label.text, TextStyle(LABEL, LABEL, bold=True))]
    ]
    found: list[TextBox] = []
    for at, rule in enumerate(plot.rules, start=1):
        if rule.wide and rule.text:
            around = [*taken, *(item.box for item in found)]
            words = stretch_text(there, at, plot, inner, around, top=inner.y - HEADROOM)
            found += [replace(item, name=f"Gap {number}.{at}") for item in words]
    return found


def _years(page: Page, plot: Plot, inner: Box, number: int) -> list[Element]:
    """Return the first and the last category under the plot, below their points or as near as the panel's edges let
    them."""
    y = inner.y1 + 4
    elements: list[Element] = []
    words = category_words(plot)
    ends: Sequence[tuple[str, str]] = ((words[0], "First"), (words[-1], "Last"))
    for index, (category, word) in enumerate(ends[: len(set(words))]):
        content = text(category, term="axis")
        wide = fit.width(content, grid.HEAD)
        x = position(plot, inner, index and len(plot.categories) - 1, plot.axis.low)[0] - wide / 2
        x = min(max(x, inner.x - INSET), inner.x1 + INSET - wide)
        style = grid.coloured(grid.HEAD, "ink_2")
        box = Box(x, y, wide, style.leading)
        elements.append(fit.set_text(page, f"{word} year {number}", box, fit.single(content, style)))
    return elements
