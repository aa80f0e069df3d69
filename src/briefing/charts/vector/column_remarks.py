"""Remarks on columns: the growth over several of them, and the years that have none."""

from __future__ import annotations

from itertools import pairwise

from briefing.charts.boxes import Box
from briefing.charts.vector.sheet import Sheet
from briefing.charts.vector.text_lines import Face
from briefing.charts.vector.years import Area
from briefing.model.chart import Plot, Remark

SHARE = 0.64  # of a category's width, for its columns


def no_values(sheet: Sheet, plot: Plot, area: Area) -> None:
    """Write the word for no value at the foot of each empty category; of none where they would touch."""
    remarks = [remark for remark in plot.remarks if remark.span is None and remark.value == 0]
    face = Face(sheet.sizes.note)
    boxes: list[Box] = []
    for remark in remarks:
        wide, tall = sheet.size_of(remark.text, face)
        boxes.append(Box(area.x(plot, remark.at) - wide / 2, area.box.y + 4, wide, tall))
    free = all(sheet.obstacles.is_clear(box) for box in boxes)
    if not free or any(one.grown(0.8).touches(other) for one, other in pairwise(boxes)):
        return
    for remark, box in zip(remarks, boxes, strict=True):
        sheet.write(remark.text, box, face, sheet.colour("ink_3"))


def growth(sheet: Sheet, plot: Plot, area: Area, remark: Remark) -> None:
    """Write a rate over several categories, with an arrow from there to the last one."""
    assert remark.span is not None
    face = Face(sheet.sizes.label)
    wide, tall = sheet.size_of(remark.text, face)
    step = area.box.w / len(plot.categories)
    left = area.x(plot, remark.span[0]) - step * SHARE / 2
    end = area.x(plot, remark.span[1]) + step * SHARE / 2
    box = Box(left, sheet.height - tall - 1, wide, tall)
    sheet.write(remark.text, box, face, sheet.colour("ink"))
    y = box.y + tall / 2 - 0.5
    if end - left - wide > 24:
        colour = sheet.colour("ink_3")
        sheet.line(((left + wide + 6, y), (end - 5, y)), colour, 0.8, z=3)
        sheet.polygon(((end, y), (end - 6, y + 2.6), (end - 6, y - 2.6)), colour)
        sheet.obstacles.add_line(((left + wide + 6, y), (end, y)))
