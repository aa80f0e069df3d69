"""Words over the first row of a chart: its base or target, the names of its parts, the years of its dots."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import Final

from msgspec.structs import replace

from briefing.charts.chart_rows import key_row, value_rules
from briefing.charts.end_names import spread
from briefing.charts.roles import EARLIER, MARKS, WORDS
from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Shape, TextStyle
from briefing.model.chart import Plot, PlotSeries, Role
from briefing.model.text import Text, text

DOT = 13.0  # diameter of the later of two dots
_EARLIER_DOT = 9.0
BETWEEN = 10.0  # least distance of two heads
_BEHIND_DOT = 5.0  # from the dot of a key to its year
_NEAR = 16.0  # a head that would begin so near to the left edge begins there
# The words over a part in focus, and over the second one, have the colour of its bars.
_OF_ROLE: Final[Mapping[Role, TextStyle]] = {
    role: grid.coloured(grid.HEAD, colour, bold=True) for role, colour in WORDS.items()
}
# x of what a head speaks of, its words and their style
_Head = tuple[float, Text, TextStyle]


def x_of(plot: Plot, bars: Box, value: float) -> float:
    """Return the x of a value in the plot area of rows."""
    return bars.x + (value - plot.axis.low) / (plot.axis.high - plot.axis.low) * bars.w


def row_heads(page: Page, plot: Plot, bars: Box, zone: Box, *, low: bool = False) -> list[Element]:
    """Return the words over a plot of rows, in a zone of one line, none touching the next.

    Over `low` rows the years of dots stand in a key, as on a page: over the dots of one row they would look like heads
    of columns.
    """
    if low and plot.form == "dumbbell":
        return _dot_key(page, plot, replace(zone, x=bars.x))
    found = {"share": _parts, "dumbbell": _ends, "sparklines": _scales}.get(plot.form, _levels)(page, plot, bars)
    widths = [fit.width(content, style) for _, content, style in found]
    if sum(widths) + BETWEEN * (len(widths) - 1) > zone.w + 0.5:
        over = sum(widths) + BETWEEN * (len(widths) - 1) - zone.w
        raise page.error("chart", f"the words over the rows are {over:.0f} points too wide", "shorten the names")
    spaced = [wide + BETWEEN for wide in widths]
    centres = spread([x for x, _, _ in found], spaced, zone.x - BETWEEN / 2, zone.x1 + BETWEEN / 2)
    elements: list[Element] = []
    for index, ((_, content, style), wide, centre) in enumerate(zip(found, widths, centres, strict=True), start=1):
        left = centre - wide / 2
        box = Box(zone.x if left - zone.x < _NEAR else left, zone.y, wide, zone.h)
        name = f"Base {index}" if page.place == "chart" else f"Base {index} of {page.place}"
        centred = fit.single(content, grid.aligned(style, "ctr"))
        elements.append(fit.set_text(page, name, box, centred))
    return elements


def _scales(_: Page, plot: Plot, bars: Box) -> list[_Head]:
    """What holds for the scales of sparklines, from where these begin."""
    return [(bars.x + fit.width(plot.baseline, grid.HEAD) / 2, plot.baseline, grid.HEAD)]


def _levels(page: Page, plot: Plot, bars: Box) -> list[_Head]:
    """Of the rules at a value, else the baseline's where bars begin."""
    rules = value_rules(plot)
    if not plot.baseline and any(rule.role == "target" and not rule.text for rule in rules):
        plot = replace(plot, baseline=page.say("share_of_target"))
    found = [
        (x_of(plot, bars, rule.at), rule.text or plot.baseline, grid.HEAD)
        for rule in rules
        if rule.text or plot.baseline
    ]
    if plot.baseline and not any(content == plot.baseline for _, content, _ in found):
        found.insert(0, (x_of(plot, bars, max(0.0, plot.axis.low)), plot.baseline, grid.HEAD))
    return found


def _parts(_page: Page, plot: Plot, bars: Box) -> list[_Head]:
    """Return the name of each part over its stretch of the first row."""
    first = [series.values[0] or 0.0 for series in plot.series]
    whole = plot.axis.high
    ends = list(accumulate(first))
    return [
        (bars.x + (end - value / 2) / whole * bars.w, _name(series), _OF_ROLE.get(series.role, grid.HEAD))
        for series, value, end in zip(plot.series, first, ends, strict=True)
    ]


def _ends(_page: Page, plot: Plot, bars: Box) -> list[_Head]:
    """Return the name of each end over its dot in the row that reads as most do."""
    at = key_row(plot)
    strong = bool(plot.rows) and plot.rows[at].role == "highlight"
    return [
        (
            x_of(plot, bars, plot.axis.low if series.values[at] is None else series.values[at] or 0.0),
            _name(series),
            _style(strong) if series is plot.series[-1] else grid.HEAD,
        )
        for series in plot.series
    ]


def _dot_key(page: Page, plot: Plot, zone: Box) -> list[Element]:
    """Return the key of a plot of dots, in a zone of one line: each dot in its size, its year behind it."""
    elements: list[Element] = []
    x = zone.x
    looks = ((_EARLIER_DOT, EARLIER), (DOT, MARKS["context"]))
    for number, (series, (dot, fill)) in enumerate(zip(plot.series, looks, strict=True), start=1):
        ground = Box(x, zone.y + (zone.h - dot) / 2, dot, dot)
        elements.append(Shape(f"Key {number}", "ellipse", ground, fill))
        box = Box(ground.x1 + _BEHIND_DOT, zone.y, fit.width(_name(series), grid.HEAD), zone.h)
        elements.append(fit.set_text(page, f"Base {number}", box, fit.single(_name(series), grid.HEAD)))
        x = box.x1 + 2 * BETWEEN
    return elements


def _name(series: PlotSeries) -> Text:
    return series.end or text(series.name, term="axis")


def _style(strong: bool) -> TextStyle:
    return _OF_ROLE["highlight"] if strong else grid.HEAD
