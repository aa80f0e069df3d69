"""A chart with its conclusions: a callout in its corner, columns below it, a panel at its side, or a big number.

A slide takes the form that those before it have not had for longest, of those that hold its texts and leave the chart
enough height.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal

from msgspec.structs import replace

from briefing.charts import plots as plotted
from briefing.deck.plan.blocks.corner import corner
from briefing.deck.plan.blocks.hero import hero
from briefing.deck.plan.blocks.panel import is_hollow, side, strip
from briefing.deck.plan.charts import axis_ends
from briefing.deck.plan.charts.bump_chart import bump
from briefing.deck.plan.charts.chart_by_form import evidence
from briefing.deck.plan.charts.side_by_side import side_by_side
from briefing.deck.plan.charts.slope_chart import slope
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, TextBox
from briefing.errors import FigureError, LayoutError
from briefing.model.chart import Chart, Plot
from briefing.model.document import Section

Form = Literal["corner", "below", "side"]
# Of equals the first: what leaves the chart most room.
_MADE: Mapping[Form, str] = {"corner": "Corner", "below": "Point rule 1", "side": "Panel rule"}  # → what only it has
AIR = 14.0  # between a chart and what stands below it
LEAST = 200.0  # height of a chart with text below it
ROOM_OF_ROW = 34.0  # height that a row of a chart needs where a point stands below
LEAST_OF_ROW = 27.0  # and where that point would leave a panel half empty
FEWEST_AT_SIDE = 2  # points: fewer would leave a panel empty


def form_of(elements: Iterable[Element]) -> str:
    """Return the form in which a slide has its points and ask; empty for another."""
    names = {item.name for item in elements}
    return next((form for form, name in _MADE.items() if name in names), "")


def chart_slide(page: Page, charts: Sequence[Chart]) -> list[Element]:
    """Return charts with a section's points and ask."""
    pairs = zip(plotted(charts), charts, strict=True)
    plots = axis_ends.with_free_ends([_with_alt(plot, chart, page.section) for plot, chart in pairs])
    if len(charts) > 1:
        for name, found in (("map", any(plot.map for plot in plots)), ("figure", any(plot.figure for plot in plots))):
            if found:
                what = f"a {name} stands next to another chart"
                raise page.error("charts", what, f"give the {name} a section of its own")
        return side_by_side(page, charts, plots)
    chart, plot = charts[0], plots[0]
    if page.section.hero is not None:
        return hero(page, page.section.hero, plot)
    if chart.kind == "bump":
        return _ranks(page, plot)
    failed: LayoutError | None = None
    crowded: list[Element] = []
    for form in _by_turns(page, plot):
        try:
            made = _FORMS[form](page, chart, plot)
        except FigureError:
            raise  # in another form it would be run again, and fail again
        except LayoutError as error:
            failed = error
            continue
        if made and not _is_crowded(made):
            return made
        crowded = crowded or made
    if failed and not crowded:
        raise failed
    return crowded


def _ranks(page: Page, plot: Plot) -> list[Element]:
    """Return a chart of ranks with its first point where the lines leave it room, else below it, and the rest below."""
    if page.points:
        foot, top = strip(page, page.points[1:])
        drawn = bump(page, plot, _area_above(page, foot, top))
        if called := corner(page, page.points[0], drawn):
            return [*drawn, *called, *foot]
    foot, top = strip(page, page.points)
    return [*bump(page, plot, _area_above(page, foot, top)), *foot]


def _is_crowded(elements: Sequence[Element]) -> bool:
    """Return whether a remark had no free place in a chart, and lies over another."""
    remarks = [item.box for item in elements if isinstance(item, TextBox) and item.name.startswith("Remark")]
    return any(one.overlap(other) > 1 for one, other in combinations(remarks, 2))


def _by_turns(page: Page, plot: Plot) -> list[Form]:
    """Return the forms that a chart may have, that first which the slides before have not had for longest."""
    points, spoken = len(page.points), bool(page.section.ask)
    forms: list[Form] = ["below"]
    if plot.form in ("line", "column") and (points or spoken):
        forms.insert(0, "corner")
    if points >= FEWEST_AT_SIDE:
        forms.append("side")
    last = {form: at for at, form in enumerate(page.forms)}
    hollow = is_hollow(page)
    turns = sorted(forms, key=lambda form: (hollow and form == "side", last.get(form, -1)))
    return [*turns, "side"] if plot.in_rows and points and "side" not in turns else turns


def _in_corner(page: Page, chart: Chart, plot: Plot) -> list[Element]:
    """Return a chart with its first point, or its ask, in its corner and the rest below; nothing without room."""
    point = page.points[0] if page.points else None
    rest = replace(page, section=replace(page.section, ask=())) if point is None else page
    foot, top = strip(rest, page.points[1:])
    area = _area_above(page, foot, top)
    if area.h < LEAST:
        return []
    drawn = _evidence(page, chart, plot, area)
    called = corner(page, point, drawn)
    return [*drawn, *called, *foot] if called else []


def _above(page: Page, chart: Chart, plot: Plot) -> list[Element]:
    """Return a chart over its points and ask, the last of all forms to be refused."""
    foot, top = strip(page, page.points)
    area = _area_above(page, foot, top)
    of_row = LEAST_OF_ROW if is_hollow(page) else ROOM_OF_ROW
    least = of_row * len(plot.categories) if plot.in_rows else LEAST
    if area.h < least and len(page.points) >= (1 if plot.in_rows else FEWEST_AT_SIDE):
        return []
    return [*_evidence(page, chart, plot, area), *foot]


def _at_side(page: Page, chart: Chart, plot: Plot) -> list[Element]:
    area = page.zones.evidence.down_to(min(page.foot, page.zones.table_foot))
    drawn = _evidence(page, chart, plot, area)
    panel = page.zones.panel
    top = next((item.box.y for item in drawn if item.name == "Head rule"), panel.y)
    return [*drawn, *side(page, Box(panel.x, top, panel.w, panel.y1 - top))]


_FORMS: Mapping[Form, Callable[[Page, Chart, Plot], list[Element]]] = {
    "corner": _in_corner,
    "below": _above,
    "side": _at_side,
}


def _area_above(page: Page, foot: Sequence[Element], top: float) -> Box:
    return page.zones.body.down_to(top - AIR if foot else min(page.foot, page.zones.table_foot))


def _evidence(page: Page, chart: Chart, plot: Plot, area: Box) -> list[Element]:
    return slope(page, plot, area) if chart.kind == "slope" else evidence(page, plot, area)


def _with_alt(plot: Plot, chart: Chart, section: Section) -> Plot:
    """Return a plot that has an alt text: where it has none, the finding above it says what it shows."""
    return plot if plot.alt else replace(plot, alt=chart.alt or chart.title or section.title)
