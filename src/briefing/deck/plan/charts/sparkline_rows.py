"""The lines in the rows of a small table: a native chart for each, on its own scale."""

from __future__ import annotations

from typing import Final

from briefing.deck.plan.charts.difference_shapes import hollow_marks
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Element
from briefing.model.chart import Plot
from briefing.model.text import Text, join

_AIR: Final = 1.0  # above and below a line in its row
_DOT: Final = 6.0
_INSET: Final = 4.0  # of a line in its chart, for half a dot
_WEIGHT: Final = 2.0


def sparklines(page: Page, plot: Plot, ground: Box) -> list[Element]:
    """Return a small chart for each row of a ground that the rows share equally."""
    found: list[Element] = []
    row = ground.h / len(plot.lines)
    for index, line in enumerate(plot.lines):
        box = Box(ground.x, ground.y + index * row + _AIR, ground.w, row - 2 * _AIR)
        inner = Box(box.x + _DOT, box.y + _INSET, box.w - 2 * _DOT, box.h - 2 * _INSET)
        name = f"Sparkline {index + 1}" if page.place == "chart" else f"Sparkline {index + 1} of {page.place}"
        found.append(
            ChartBox(
                name, box, inner, line, _spoken(plot, index), page.place, line_weight=_WEIGHT, marker=_DOT,
                category_axis=False, on_edges=True, end_marked=True,
            )
        )  # fmt: skip
        found += hollow_marks(page.at(f"{page.place} {index + 1}"), line, inner, _DOT, on_edges=True)
    return found


def _spoken(plot: Plot, index: int) -> Text:
    """Return the alternative text of a row's line: of the first that of all, of others their name and numbers."""
    if index == 0 and plot.alt:
        return plot.alt
    cells = join([column.cells[index] for column in plot.columns], ", ")
    return join([plot.rows[index].name, cells], ", ")
