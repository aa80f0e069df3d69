"""What stands across the rows of a chart: the rules between them, and what a row has that no value gives a bar."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts.chart_rows import value_rules
from briefing.deck.plan import grid
from briefing.deck.plan.charts.row_heads import DOT, x_of
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Shape
from briefing.model.chart import Plot

_OFF_LINE = 1.0  # a band from the lines at its ends
_BEHIND = 8.0  # from where a bar would begin to the words in its place


def called(page: Page, part: str) -> str:
    """Return a name for a part of the table of rows that no part of another table on the slide has."""
    return part if page.place == "chart" else f"{part} of {page.place}"


def row_rules(page: Page, plot: Plot, area: Box, bars: Box) -> list[Element]:
    """Return the rule below the heads and one between each two rows, dark where another kind begins."""
    elements: list[Element] = [
        Shape(called(page, "Head rule"), "line", Box(area.x, bars.y, area.w, 0), line="ink", weight=1.0)
    ]
    for index in range(1, len(plot.rows)):  # below the last row stands another rule
        parted = plot.rows[index].parted
        box = Box(area.x, _row(plot, bars, index).y, area.w, 0)
        look = ("ink", 1.0) if parted else ("rule", 0.75)
        elements.append(Shape(called(page, f"Row rule {index}"), "line", box, line=look[0], weight=look[1]))
    return elements


def hatches(page: Page, plot: Plot, bars: Box, tall: float) -> list[Element]:
    """Return a hatched band up to the target in each row that has one and no value, as high as a bar: it covers the
    pale track of the target."""
    targets = [rule.at for rule in value_rules(plot) if rule.role == "target"]
    elements: list[Element] = []
    for remark in plot.remarks if targets else ():
        row, left = _row(plot, bars, round(remark.at)), x_of(plot, bars, remark.value)
        wide = x_of(plot, bars, targets[0]) - left - _OFF_LINE
        box = Box(left + _OFF_LINE, row.y + (row.h - tall) / 2 - _OFF_LINE / 2, wide - _OFF_LINE, tall + _OFF_LINE)
        name = called(page, f"Hatch {round(remark.at) + 1}")
        elements.append(Shape(name, "rect", box, fill="rule_strong", hatched=True))
    return elements


def missing_values(page: Page, plot: Plot, bars: Box) -> list[Element]:
    """Return what stands in the place of a bar that no value gives a length: on a hatched band in the middle of it."""
    targets = [rule.at for rule in value_rules(plot) if rule.role == "target"]
    elements: list[Element] = []
    for remark in plot.remarks:
        at = round(remark.at)
        row = _row(plot, bars, at)
        width = min(fit.width(remark.text, grid.REMARK), bars.w - 10)
        dot = any(series.values[at] is not None for series in plot.series) and plot.form == "dumbbell"
        left = x_of(plot, bars, remark.value) + DOT / 2 if dot else _start(plot, bars)
        box, style, fill = Box(left + _BEHIND, row.y + 2, width, row.h - 4), grid.REMARK, ""
        if targets:
            width += 2 * _BEHIND
            x, tall = (left + x_of(plot, bars, targets[0]) - width) / 2, style.leading
            box, fill = Box(x, row.y + (row.h - tall) / 2, width, tall), "paper"
            style = grid.aligned(style, "ctr")
        words = fit.set_text(page, called(page, f"Remark {at + 1}"), box, fit.single(remark.text, style), anchor="ctr")
        elements.append(replace(words, fill=fill) if fill else words)
    return elements


def _row(plot: Plot, bars: Box, index: int) -> Box:
    tall = bars.h / (len(plot.rows) or len(plot.categories))
    return Box(bars.x, bars.y + index * tall, bars.w, tall)


def _start(plot: Plot, bars: Box) -> float:
    """Return where bars begin, and the dots' room."""
    return x_of(plot, bars, min(max(0.0, plot.axis.low), plot.axis.high))
