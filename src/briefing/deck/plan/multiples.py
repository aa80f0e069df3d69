"""Small multiples: two to eight panels of one question on one scale, each a native chart under its name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from briefing.charts import plots as plotted
from briefing.deck.plan import fit, grid, point_labels
from briefing.deck.plan.column_labels import gap
from briefing.deck.plan.fit import Page
from briefing.deck.plan.lines import AXIS_SIZE, HEADROOM, YEARS, scale_width
from briefing.deck.plan.rules import break_lines, crossing
from briefing.deck.slides import Box, ChartBox, Element, Shape
from briefing.model.chart import Chart, Plot
from briefing.model.document import Multiples
from briefing.model.text import Run, Text, join, text

MOST_IN_ROW = 4
GUTTER, BETWEEN = 28.0, 20.0  # between panels, beside and below
HEAD = 24.0  # the panel's name under its rule
INSET = 8.0  # what the first and the last value may need beyond their years
LABEL = 12.0
LEAST = 44.0  # height of a plot


def multiples(page: Page, block: Multiples, area: Box) -> list[Element]:
    """Panels → a grid in an area, rows of like length, the scale's numbers at the right of each row."""
    plots = plotted(block.panels)
    visible = any(plot.axis.visible for plot in plots)
    across = in_row(len(plots))
    beside = max(scale_width(plot) for plot in plots) if visible else 0.0
    down = math.ceil(len(plots) / across)
    wide = (area.w - beside - GUTTER * (across - 1)) / across
    tall = (area.h - BETWEEN * (down - 1)) / down
    if tall - HEAD - HEADROOM - YEARS < LEAST:
        raise page.error(
            "chart", f"{down} rows of panels leave {tall:.0f} points each", "show fewer panels, or move points to notes"
        )
    some = any(series.role != "highlight" for plot in plots for series in plot.series if series.observed)
    elements: list[Element] = []
    for index, (chart, plot) in enumerate(zip(block.panels, plots, strict=True)):
        place = Box(area.x + index % across * (wide + GUTTER), area.y + index // across * (tall + BETWEEN), wide, tall)
        last = index % across == across - 1 or index == len(plots) - 1
        alt = _alt(chart, plot, block.alt if index == 0 else ())
        elements += _panel(page, chart, replace(plot, alt=alt), place, index + 1, scale=last and visible, some=some)
    return elements


def in_row(count: int) -> int:
    """Number of panels → how many stand side by side, so that rows are alike."""
    return math.ceil(count / math.ceil(count / MOST_IN_ROW))


def _alt(chart: Chart, plot: Plot, whole: Text) -> Text:
    """What a panel shows to someone who does not see it: its name with first and last value, after what all show."""
    told: list[Text] = [whole] if whole else []
    for series in plot.series:
        known = [(at, label) for at, label in enumerate(series.labels) if label and series.values[at] is not None]
        ends = [(*label.text, Run(f" ({plot.categories[at]})", term="axis")) for at, label in dict(known).items()]
        told.append((*chart.title, Run(": "), *join(ends[:1] + ends[-1:] if len(ends) > 1 else ends, " – ")))
    return join(told, " ") or plot.alt


def _panel(page: Page, chart: Chart, plot: Plot, place: Box, number: int, *, scale: bool, some: bool) -> list[Element]:
    """One panel: rule, name, chart, first and last year."""
    at = f"chart {number}"
    lead = some and any(series.role == "highlight" for series in plot.series)
    style = grid.coloured(grid.NAME, "highlight" if lead else "ink")
    name = Box(place.x, place.y + 4, place.w, style.leading)
    inner = Box(place.x + INSET, place.y + HEAD + HEADROOM, place.w - 2 * INSET, place.h - HEAD - HEADROOM - YEARS)
    frame = Box(place.x, place.y + HEAD, place.w + (scale_width(plot) if scale else 0.0), place.h - HEAD)
    shown, shifts = point_labels.clear(plot, inner, crossing(plot, inner))
    box = ChartBox(
        f"Chart {number}",
        frame,
        inner,
        shown,
        plot.alt,
        at,
        label_size=LABEL,
        strong_size=LABEL,
        axis_size=AXIS_SIZE,
        gap_width=gap(plot, inner.w),
        line_weight=2.0,
        marker=5.0,
        category_axis=False,
        scale=scale,
        shifts=shifts,
    )
    return [
        Shape(f"Panel rule {number}", "line", Box(place.x, place.y, place.w, 0), line="ink", weight=1.0),
        fit.set_text(page, f"Panel {number}", name, fit.one(chart.title, style), place=at),
        *break_lines(plot, inner, at),
        box,
        *_years(page, plot, inner, at, number),
    ]


def _years(page: Page, plot: Plot, inner: Box, at: str, number: int) -> list[Element]:
    """The first and the last category under the plot, at its edges."""
    y = inner.y + inner.h + 4
    elements: list[Element] = []
    ends: Sequence[tuple[str, str]] = ((plot.categories[0], "First"), (plot.categories[-1], "Last"))
    for index, (category, word) in enumerate(ends[: len(set(plot.categories))]):
        said = text(category, term="axis")
        wide = fit.width(said, grid.HEAD)
        x = inner.x - INSET if index == 0 else inner.x + inner.w + INSET - wide
        style = grid.coloured(grid.HEAD, "ink_2")
        box = Box(x, y, wide, style.leading)
        elements.append(fit.set_text(page, f"{word} year {number}", box, fit.one(said, style), place=at))
    return elements
