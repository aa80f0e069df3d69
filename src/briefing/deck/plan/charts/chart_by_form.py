"""A chart in an area of a slide, by the form of its marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from briefing.deck.plan.charts.dots import dots_chart
from briefing.deck.plan.charts.map_chart import map_chart
from briefing.deck.plan.charts.over_years import chart_over_years
from briefing.deck.plan.charts.row_layout import row_table
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element
from briefing.model.chart import Form, Plot


def _own_figure(page: Page, plot: Plot, area: Box) -> list[Element]:
    # Imported here, as it brings what draws charts on pages, 10 ms of every deck.
    from briefing.deck.plan.charts.figure_chart import figure_chart

    return figure_chart(page, plot, area)


_FORMS: Final[Mapping[Form, Callable[[Page, Plot, Box], list[Element]]]] = {
    "bar": row_table,
    "dumbbell": row_table,
    "share": row_table,
    "sparklines": row_table,
    "dots": dots_chart,
    "line": chart_over_years,
    "map": map_chart,
    "figure": _own_figure,
}


def evidence(page: Page, plot: Plot, area: Box, *, size: float = 0.0, top: float = 0.0) -> list[Element]:
    """Return a chart and its texts in an area; `size` and `top` are what panels of columns share, where given."""
    if plot.form == "column":
        return chart_over_years(page, plot, area, size=size, top=top)
    return _FORMS[plot.form](page, plot, area)
