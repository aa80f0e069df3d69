"""Remarks next to the marks that they are about, and the short lines that lead to these."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts.boxes import Point
from briefing.charts.label_placement import BEHIND, SLIDE, Obstacles, around_mark, reach_over, runs_between
from briefing.charts.roles import WORDS
from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Align, Box, Element, Paragraph, Shape, TextStyle
from briefing.model.chart import Remark
from briefing.model.text import Text

MOST = 170.0  # width of a remark
_ON_WORDS = 10_000.0  # what a place over a value or other words costs, more than one over marks


def compact_size(value: Text, style: TextStyle, most: float) -> tuple[float, float]:
    """Return width and height of a compact box for a text, its lines balanced."""
    wide = fit.balanced_width(value, style, most)
    return wide, fit.height(fit.single(value, style), wide)


def over_mark(remark: Remark) -> float:
    """Return how far above its mark a remark ends that stands over it."""
    return reach_over(0.0) + compact_size(remark.text, grid.REMARK, MOST)[1]


def set_remark(
    page: Page,
    remark: Remark,
    mark: tuple[float, float],
    ground: Box,
    around: tuple[list[Box], Sequence[Box], Sequence[Sequence[Point]]],
    number: int,
) -> list[Element]:
    """Return a remark near its mark on a ground, clear of what is taken and behind no other line, with a leader unless
    that crosses a value.
    """
    taken, values, others = around
    style = grid.coloured(grid.REMARK, WORDS.get(remark.role, "ink_2"))
    size = compact_size(remark.text, style, MOST)
    obstacles = Obstacles(ground, taken, costs=SLIDE)
    candidates = around_mark(mark, size, remark.side, y_down=True)
    costs = [
        (cost + BEHIND * runs_between(box, mark, others) + _ON_WORDS * any(map(box.touches, values)), box)
        for cost, box in candidates
    ]
    box = obstacles.cheapest(costs)[1]
    taken.append(box)
    align: Align = "r" if box.x1 <= mark[0] else "l"
    content = [Paragraph(remark.text, replace(style, align=align))]
    text = fit.set_text(page, page.numbered("Remark", number), box, content)
    leader = _leader(box, mark, page.numbered("Leader", number))
    crossing = leader and any(leader.box.grown(1).touches(value) for value in values)
    return [leader, text] if leader and not crossing else [text]


def _leader(box: Box, mark: tuple[float, float], name: str) -> Shape | None:
    """Return a short line from a far text to its mark; it stops short of both."""
    x = min(max(mark[0], box.x), box.x1)
    y = min(max(mark[1], box.y), box.y1)
    if abs(x - mark[0]) > 1 and abs(y - mark[1]) > 1:
        return None  # only upright and level leaders: a slanted one reads as a mark
    across, along = abs(x - mark[0]), abs(y - mark[1])
    if across + along < 18:
        return None
    if across < along:
        x = mark[0]
        down = y < mark[1]
        top, foot = (y + 2, mark[1] - 7) if down else (mark[1] + 7, y - 2)
        return Shape(name, "line", Box(x, top, 0, foot - top), line="ink_3", weight=0.75)
    left, right = (x + 3, mark[0] - 7) if x < mark[0] else (mark[0] + 7, x - 3)
    return Shape(name, "line", Box(left, y, right - left, 0), line="ink_3", weight=0.75)
