"""The rank strip: one row for each yardstick, rank 1 at the left, the rank in a round mark."""

from __future__ import annotations

from itertools import product

from msgspec import Struct

from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Paragraph, Shape, TextStyle
from briefing.model.document import MOST_MARKED, RankRow, RankStrip
from briefing.model.text import Text, text

DOT = 26.0
LEAST_ROW = DOT + 6
NAMES = 275.0
PLACES, LEAST_PLACES = 255.0, 150.0
AHEAD_WIDE = 240.0  # of who stands ahead, where that can be had
RANK = TextStyle(15, 19, "paper", bold=True, align="ctr")
AHEAD = (TextStyle(14, 18, "ink_2"), TextStyle(12, 15, "ink_2"))


class _Columns(Struct, frozen=True):
    """Where the columns of a strip stand: the first place, the step from place to place and who is ahead; and the
    styles of names, their details and of who is ahead."""

    left: float
    step: float
    ahead: float
    name: TextStyle
    detail: TextStyle
    beyond: TextStyle

    def place(self, rank: int) -> float:
        """Return the x of a place."""
        return self.left + (rank - 1) * self.step


def rank_strip(page: Page, block: RankStrip, area: Box) -> list[Element]:
    """Return rows of yardsticks with name, places and who stands ahead, in an area."""
    row = (area.y1 - page.zones.head_rule) / len(block.rows)
    if row < LEAST_ROW:
        over = len(block.rows) - int((area.y1 - page.zones.head_rule) // LEAST_ROW)
        raise page.error("strip", f"{over} yardsticks too many for the slide", "leave some out, or shorten the points")
    page = page.at("strip")
    left = area.x + NAMES + 20
    places = min(PLACES, max(LEAST_PLACES, area.w - NAMES - 50 - AHEAD_WIDE))
    step = places / block.places if block.places <= MOST_MARKED else (places - DOT) / (block.places - 1)
    ahead = left + places + 30
    inner = row - 2
    beyond = [(item.ahead, Box(0, 0, area.x1 - ahead, inner)) for item in block.rows if item.ahead]
    columns = _Columns(left, step, ahead, *_names(block, inner), fit.largest_style(AHEAD, beyond))
    elements = _head(page, block, area, columns)
    for index in range(len(block.rows)):
        elements += _row(page, block, index, Box(area.x, page.zones.head_rule + index * row, area.w, row), columns)
    return elements


def _names(block: RankStrip, tall: float) -> tuple[TextStyle, TextStyle]:
    """Return the largest styles of names and of their details that rows of a height hold."""
    for name, detail in product(grid.NAMES, grid.DETAILS):
        heights = [
            fit.height(fit.single(item.name, name), NAMES)
            + (fit.height(fit.single(item.detail, detail), NAMES) if item.detail else 0.0)
            for item in block.rows
        ]
        if max(heights) <= tall:
            break
    return name, detail


def _head(page: Page, block: RankStrip, area: Box, columns: _Columns) -> list[Element]:
    y = area.y + 1
    elements: list[Element] = []
    if block.head[0]:
        box = Box(area.x, y, fit.width(block.head[0], grid.HEAD), grid.HEAD.leading)
        elements.append(fit.set_text(page, "Head 1", box, fit.single(block.head[0], grid.HEAD)))
    if block.head[1]:
        # The word for rank ends before the first place of the scale.
        start = area.x + fit.width(block.head[0], grid.HEAD) + 12 if block.head[0] else area.x
        box = Box(start, y, columns.left + DOT / 2 - 12 - start, grid.HEAD.leading)
        content = fit.single(block.head[1], grid.aligned(grid.HEAD, "r"))
        elements.append(fit.set_text(page, "Head 2", box, content))
    for place in block.marked:
        box = Box(columns.place(place), y, DOT, grid.HEAD.leading)
        content = fit.single(fit.axis_text(str(place)), grid.aligned(grid.HEAD, "ctr"))
        elements.append(fit.set_text(page, f"Scale {place}", box, content))
    if block.head[2]:
        box = Box(columns.ahead, y, area.x1 - columns.ahead, grid.HEAD.leading)
        elements.append(fit.set_text(page, "Head 3", box, fit.single(block.head[2], grid.HEAD)))
    rule = Box(area.x, page.zones.head_rule, area.w, 0)
    elements.append(Shape("Head rule", "line", rule, line="ink", weight=1.0))
    return elements


def _row(page: Page, block: RankStrip, index: int, row: Box, columns: _Columns) -> list[Element]:
    item = block.rows[index]
    rank = round(item.rank.value)
    leads = item.highlight and not item.partial
    name = [Paragraph(item.name, grid.coloured(columns.name, "highlight" if leads else "ink"))]
    if item.detail:
        name.append(Paragraph(item.detail, columns.detail))
    box = Box(row.x, row.y + 1, NAMES, row.h - 2)
    elements: list[Element] = [
        fit.set_text(page, f"Yardstick {index + 1}", box, name, anchor="ctr"),
        Shape(
            f"Track {index + 1}",
            "line",
            Box(columns.left + DOT / 2, row.y + row.h / 2, columns.step * (block.marked[-1] - 1), 0),
            line="rule_strong",
            weight=1.0,
        ),
    ]
    for place in sorted({*block.marked, rank}):
        elements += _place(page, item, f"{index + 1}.{place}", place, columns, row)
    if item.ahead:
        box = Box(columns.ahead, row.y + 1, row.x1 - columns.ahead, row.h - 2)
        content = fit.single(item.ahead, columns.beyond)
        elements.append(fit.set_text(page, f"Ahead {index + 1}", box, content, anchor="ctr"))
    if index < len(block.rows) - 1:  # below the last, the slide has a rule of its own
        rule = Box(row.x, row.y1, row.w, 0)
        elements.append(Shape(f"Row rule {index + 1}", "line", rule, line="rule", weight=0.75))
    return elements


def _place(page: Page, item: RankRow, name: str, place: int, columns: _Columns, row: Box) -> list[Element]:
    """Return a small dot for a place, or the disc of the rank."""
    x, rank = columns.place(place), round(item.rank.value)
    middle = row.y + row.h / 2
    if place != rank:
        small = 9.0
        if abs(place - rank) * columns.step < (DOT + small) / 2 and columns.step < DOT:
            return []  # hidden by the rank itself
        dot = Box(x + DOT / 2 - small / 2, middle - small / 2, small, small)
        return [Shape(f"Place {name}", "ellipse", dot, fill="paper", line="rule_strong", weight=1.25)]
    dot = Box(x, middle - DOT / 2, DOT, DOT)
    colour = "highlight" if item.highlight else "ink_3"
    # among some places only: hollow, as a bound in a chart
    fill, style = ("paper", grid.coloured(RANK, colour)) if item.partial else (colour, RANK)
    content: Text = text(page.wording.number(item.rank.value, 0), fact=item.rank.name)
    label = Box(x - 2, middle - 9.5, DOT + 4, 19)
    return [
        Shape(f"Rank {name}", "ellipse", dot, fill=fill, line=colour, weight=1.5),
        fit.set_text(page, f"Rank text {name}", label, fit.single(content, style), anchor="ctr"),
    ]
