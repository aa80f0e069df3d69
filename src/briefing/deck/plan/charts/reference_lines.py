"""What crosses a plot over years: grid lines, breaks with their reason, the words of levels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from briefing.deck.plan import grid
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.charts.remark_boxes import MOST, compact_size
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Align, Box, Element, Shape, TextBox
from briefing.model.chart import Plot, Rule
from briefing.model.text import plain, text

BASE = 1.25  # weight of the line at zero
_EDGED = 0.5  # what more it has over columns with paper edges, of which half would part it from them
_ABOVE = 8.0  # of a break's line, over the plot
_AIR = 6.0  # between words and the values below them
_NEAR = 2.5  # of a line to a value, which programs set a little higher or lower
_STEP = 8.0  # between two places that are tried
_OVER_STRETCH = 8  # pieces of a line, as which words over a hatched stretch count


def grid_lines(plot: Plot, inner: Box) -> list[Box]:
    """Return a box for each line of a visible scale."""
    if not plot.axis.visible:
        return []
    count = round((plot.axis.high - plot.axis.low) / plot.axis.step)
    heights = [position(plot, inner, 0, plot.axis.low + step * plot.axis.step)[1] for step in range(count + 1)]
    return [Box(inner.x, y - 0.5, inner.w, 1.0) for y in heights]


def crossing(plot: Plot, inner: Box) -> list[Box]:
    """Return grid lines, levels and breaks: what may stand behind a value, but better does not."""
    if plot.form != "line":
        return []
    levels = [position(plot, inner, 0, rule.at)[1] for rule in plot.rules if rule.along == "value"]
    lines = [*grid_lines(plot, inner), *(Box(inner.x, y - 0.5, inner.w, 1.0) for y in levels)]
    return [*(Box(line.x, line.y - _NEAR, line.w, line.h + 2 * _NEAR) for line in lines), *uprights(plot, inner)]


def uprights(plot: Plot, inner: Box) -> list[Box]:
    """Return a box around the line of each break, and each stretch of which no value is known."""
    lines = [rule for rule in plot.rules if rule.along == "category" and not rule.wide]
    breaks = [position(plot, inner, rule.at, plot.axis.low)[0] for rule in lines]
    stretches = [stretch(plot, inner, rule) for rule in plot.rules if rule.wide]
    return [*(Box(x - 3, inner.y - _ABOVE, 6, inner.h + _ABOVE) for x in breaks), *stretches]


def stretch(plot: Plot, inner: Box, rule: Rule, *, on_edges: bool = False) -> Box:
    """Return the ground of a stretch of which no value is known."""
    step = inner.w / max(1, len(plot.categories) - on_edges)
    x, _ = position(plot, inner, rule.at, plot.axis.low, on_edges=on_edges)
    left, right = max(inner.x, x - rule.wide * step / 2), min(inner.x1, x + rule.wide * step / 2)
    return Box(left, inner.y, right - left, inner.h)


def base_line(page: Page, plot: Plot, inner: Box) -> list[Element]:
    """Return the line on which columns with paper edges stand, over these: each edge would cut a piece out of it."""
    edged = plot.form == "column" and (plot.stacked or plot.stepped) and plot.axis.low <= 0 <= plot.axis.high
    y = position(plot, inner, 0, 0.0)[1]
    name = page.numbered("Base", 1)
    raised = Box(inner.x, y - _EDGED / 2, inner.w, 0)  # by half of what it is thicker: its foot is that of the axis
    return [Shape(name, "line", raised, line="ink", weight=BASE + _EDGED)] if edged else []


def break_room(plot: Plot) -> float:
    """Return the height over its columns that the reasons of breaks need: among columns there is none."""
    if plot.form != "column":
        return 0.0
    texts = [rule.text for rule in plot.rules if rule.along == "category" and rule.text and not rule.wide]
    return max((compact_size(content, grid.REMARK, MOST)[1] + _AIR for content in texts), default=0.0)


def break_lines(page: Page, plot: Plot, inner: Box, room: float = 0.0, *, on_edges: bool = False) -> list[Element]:
    """Return an upright dashed line for each break along the years, which begins so much higher over the plot, and a
    hatched stretch where no value is known."""
    top = inner.y - _ABOVE - room
    found: list[Element] = []
    for at, rule in enumerate(plot.rules, start=1):
        x = position(plot, inner, rule.at, plot.axis.low)[0]
        if rule.wide:
            box = stretch(plot, inner, rule, on_edges=on_edges)
            found.append(Shape(page.numbered("Stretch", at), "rect", box, fill="rule_strong", hatched=True))
        elif rule.along == "category":
            box, name = Box(x, top, 0, inner.y1 - top), page.numbered("Break", at)
            found.append(Shape(name, "line", box, line="ink" if plot.classed else "ink_3", weight=1.0, dash=True))
    return found


def rules(
    page: Page, plot: Plot, inner: Box, taken: Sequence[Box], *, top: float
) -> tuple[list[Element], list[TextBox]]:
    """Rules across the plot: breaks along the years, the words of levels along the values, which the chart draws; those
    of stretches stand below a `top`."""
    room = break_room(plot)
    content: list[TextBox] = []
    for index, rule in enumerate(plot.rules, start=1):
        around = [*taken, *(item.box for item in content)]
        if rule.wide and rule.text:
            content += stretch_text(page, index, plot, inner, around, top=top)
        elif rule.along == "category" and rule.text:
            content.append(_break_text(page, index, rule, plot, inner, around))
        elif rule.text:
            content.append(_level_text(page, index, rule, plot, inner, around))
    return break_lines(page, plot, inner, room), content


def _level_text(page: Page, index: int, rule: Rule, plot: Plot, inner: Box, taken: Sequence[Box]) -> TextBox:
    """Return the words of a level where they touch least: above or below it from the left on, else farther off."""
    wide = min(fit.width(rule.text, grid.REMARK), inner.w * 0.6)
    tall = grid.REMARK.leading
    y = position(plot, inner, 0, rule.at)[1]
    steps = int((inner.w - wide) // _STEP) + 1
    far = [away * _STEP for away in range(int(inner.h // _STEP))]
    near, *tops = [top for away in far for top in (y - 17 - away, y + 2 + away)]
    tops = [near, tops[0], *(top for top in tops[1:] if inner.y <= top <= inner.y1 - tall)]
    boxes = [Box(inner.x + step * _STEP, top, wide, tall) for step in range(steps) for top in tops[:2]]
    boxes += [Box(inner.x + step * _STEP, top, wide, tall) for top in tops[2:] for step in range(steps)]
    free = (box for box in boxes if not any(map(box.touches, taken)))
    box = next(free, None) or min(boxes, key=lambda box: sum(map(box.touches, taken)))
    content = fit.single(rule.text, grid.REMARK)
    return fit.set_text(page, page.numbered("Level text", index), box, content)


def stretch_text(page: Page, number: int, plot: Plot, inner: Box, taken: Sequence[Box], *, top: float) -> list[TextBox]:
    """Return that the stretch of the rule of a number has no value: above it, on it, of lines also at its side, where
    that touches nothing.

    At the side of a stretch among columns it would be taken for a remark on the next column.
    """
    rule = plot.rules[number - 1]
    ground, style = stretch(plot, inner, rule), grid.REMARK
    wide, tall = fit.width(rule.text, style), style.leading
    middle = min(max(inner.x, ground.x + ground.w / 2 - wide / 2), inner.x1 - wide)
    within = [inner.y + 4 + step * _STEP for step in range(int(max(0.0, inner.h - tall - 8) // _STEP) + 1)]
    words = max(fit.width(text(word), style) for word in plain(rule.text).split())
    narrow, high = compact_size(rule.text, style, words + 1)
    centred = ground.x + ground.w / 2 - narrow / 2
    boxes = [Box(middle, ground.y - tall - 1, wide, tall)]
    boxes += [Box(centred, ground.y - high - 1, narrow, high)] if high < 3 * tall else []
    boxes += [Box(middle, y, wide, tall) for y in within if wide <= ground.w]
    boxes += [Box(centred, y, narrow, high) for y in within if narrow <= ground.w]
    if plot.form != "column":
        boxes += [Box(x, y, wide, tall) for y in within for x in (ground.x - wide - 6, ground.x1 + 6)]
    around = [box for box in (*taken, *uprights(plot, inner)) if box != ground]
    inside = (box for box in boxes if inner.x <= box.x and box.x1 <= inner.x1 and top <= box.y)
    free = next((box for box in inside if not any(map(box.touches, around))), None)
    if free is None:
        return []
    content = fit.single(rule.text, grid.aligned(style, "ctr"))
    found = fit.set_text(page, page.numbered("Stretch text", number), free, content)
    return [replace(found, fill="paper") if found.box.touches(ground) else found]


def _break_text(page: Page, index: int, rule: Rule, plot: Plot, inner: Box, taken: Sequence[Box]) -> TextBox:
    """Return the reason of a break next to its line, where it touches least, and no stretch if it can."""
    grounds = [stretch(plot, inner, own) for own in plot.rules if own.wide]
    x, _ = position(plot, inner, rule.at, plot.axis.low)
    top = inner.y - _ABOVE - break_room(plot)
    longest = max(fit.width(text(word), grid.REMARK) for word in plain(rule.text).split())
    options: list[tuple[float, Box, Align]] = []
    for turn, most in enumerate((MOST, min(MOST, longest + 1), math.inf)):  # narrow next to a gap, or over the plot
        width, tall = compact_size(rule.text, grid.REMARK, most)
        sides: tuple[tuple[Align, float], ...] = (("r", x - 8 - width), ("l", x + 8))
        tops = [top + step * 8 for step in range(int((inner.y1 - 8 - top - tall) // 8) + 1)]
        for align, left in sides:
            for step, y in enumerate(tops if most < math.inf else [inner.y - tall - 1]):
                box = Box(left, y, width, tall)
                out = max(0.0, inner.x - box.x) + max(0.0, box.x1 - inner.x - inner.w)
                hit = sum(map(box.touches, taken)) + _OVER_STRETCH * sum(map(box.touches, grounds))
                options.append((out * 100 + hit * 50 + step + 2 * (align == "l") + 4 * turn, box, align))
    _, box, align = min(options, key=lambda option: option[0])
    content = fit.single(rule.text, grid.aligned(grid.REMARK, align))
    return fit.set_text(page, page.numbered("Break text", index), box, content)
