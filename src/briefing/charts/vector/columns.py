"""Columns over years, each with its value; a rate over all of them as an arrow at the top."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.charts.vector import setting
from briefing.charts.vector.placing import Box
from briefing.charts.vector.setting import Face
from briefing.charts.vector.sheet import Sheet
from briefing.charts.vector.years import Area, break_line, break_words, foot_height, level, remark_words, years
from briefing.model.chart import Label, Plot, PlotSeries, Remark, Role
from briefing.model.text import Text

_SHARE = 0.64  # of a category's room
_GAP = 3.0


def draw_columns(sheet: Sheet, plot: Plot) -> None:
    """Draw a plot of columns over the whole sheet."""
    spans = [remark for remark in plot.remarks if remark.span is not None]
    step = sheet.width / len(plot.categories)
    foot = foot_height(sheet)
    top = sheet.height - (sheet.tall(Face(sheet.sizes.label)) + 7 if spans else 0.0) - _headroom(sheet, plot, step)
    area = Area(Box(0, foot, sheet.width, top - foot), step / 2, sheet.width - step / 2)
    filled = [series for series in plot.series if series.role != "target"]
    for rule in plot.rules:
        break_line(sheet, plot, area, rule) if rule.along == "category" else level(sheet, plot, area, rule)
    wanted = [
        item for order, series in enumerate(filled) for item in _series(sheet, plot, area, series, order, len(filled))
    ]
    for item in sorted(wanted, key=lambda item: (not item.label.strong, not item.end, -item.column.h)):
        _label(sheet, item)
    years(sheet, plot, area)
    for remark in spans:
        _span(sheet, plot, area, remark)
    for rule in plot.rules:
        if rule.along == "category":
            break_words(sheet, plot, area, rule)
    ground = Box(0, area.box.y + 3, sheet.width, sheet.height - area.box.y - 3)
    for remark in plot.remarks:
        if remark.span is None and remark.value == 0:
            _absent(sheet, plot, area, remark)
        elif remark.span is None:
            remark_words(sheet, plot, area, remark, ground)


def _label_lines(sheet: Sheet, label: Label, room: float) -> tuple[tuple[Text, ...], Face]:
    """A label → one line, or more where it is wider than its category's room; the leading one larger if it fits."""
    faces = [Face(sheet.sizes.strong, strong=True)] if label.strong else []
    for face in [*faces, Face(sheet.sizes.label, strong=label.strong), Face(sheet.sizes.axis, strong=label.strong)]:
        if setting.width(sheet.surface, label.text, face) <= room:
            return (label.text,), face
    return setting.lines(sheet.surface, label.text, face, room), face


def _headroom(sheet: Sheet, plot: Plot, step: float) -> float:
    """Room above the highest column, so that no label is cut."""
    need = 0.0
    span = plot.axis.high - plot.axis.low
    for series in plot.series:
        for value, label in zip(series.values, series.labels, strict=False):
            if value is None or label is None:
                continue
            lines, face = _label_lines(sheet, label, step - 1)
            lower = (plot.axis.high - value) / span * 80.0  # columns are at least this high
            need = max(need, sheet.tall(face, len(lines)) + _GAP + 1 - lower)
    return need


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A label that looks for room above (below, if negative) its column."""

    label: Label
    role: Role
    column: Box
    room: float
    negative: bool
    end: bool


def _series(sheet: Sheet, plot: Plot, area: Area, series: PlotSeries, order: int, count: int) -> list[_Wanted]:
    """Draw the columns of a series; → their labels."""
    step = sheet.width / len(plot.categories)
    wide = step * _SHARE / count
    base = area.y(plot, max(0.0, plot.axis.low))
    known = [index for index, value in enumerate(series.values) if value is not None]
    made: list[_Wanted] = []
    for index in known:
        value = series.values[index] or 0.0
        role: Role = series.roles[index] if series.roles else series.role
        x = area.x(plot, index) - step * _SHARE / 2 + order * wide
        low, high = sorted((base, area.y(plot, value)))
        box = Box(x, low, wide, high - low)
        hollow = role == "bound"
        colour = sheet.mark_colour(role)
        sheet.rect(box, sheet.colour("paper") if hollow else colour, edge=colour if hollow else "", width=1.3)
        sheet.taken.boxes.append(box)
        label = series.labels[index] if index < len(series.labels) else None
        if label:
            end = index in (known[0], known[-1])
            made.append(_Wanted(label, role, box, step / count - 1, value < 0, end))
    return made


def _label(sheet: Sheet, item: _Wanted) -> None:
    """Write a label; one for which the columns stand too close together is left to the text and the table."""
    label, column = item.label, item.column
    lines, face = _label_lines(sheet, label, item.room)
    wide, tall = setting.widest(sheet.surface, lines, face), sheet.tall(face, len(lines))
    y = column.y - _GAP - tall if item.negative else column.y + column.h + _GAP
    middle = column.x + column.w / 2 - wide / 2
    options = [
        Box(min(max(0.0, x), sheet.width - wide), y + (-lift if item.negative else lift), wide, tall)
        for lift in (0.0, 4.0, 8.0, 12.0)  # over a taller neighbour
        for x in (middle, column.x, column.x + column.w - wide)
    ]
    box = sheet.taken.best([option.grown(1.2) for option in options]).grown(-1.2)
    if not sheet.taken.clear(box.grown(1.2)) and not label.strong:
        return
    colour = sheet.word_colour(item.role, "ink" if label.strong else "ink_2")
    sheet.write_lines(label.text, lines, box, face, colour, "centre")


def _absent(sheet: Sheet, plot: Plot, area: Area, remark: Remark) -> None:
    """A word at the foot of an empty category."""
    face = Face(sheet.sizes.note)
    wide, tall = sheet.size_of(remark.text, face)
    box = Box(area.x(plot, remark.at) - wide / 2, area.box.y + 4, wide, tall)
    if not sheet.taken.clear(box):
        return
    sheet.write(remark.text, box, face, sheet.colour("ink_3"))


def _span(sheet: Sheet, plot: Plot, area: Area, remark: Remark) -> None:
    """A rate over several categories: its words, and an arrow from there to the last one."""
    assert remark.span is not None
    face = Face(sheet.sizes.label)
    wide, tall = sheet.size_of(remark.text, face)
    step = sheet.width / len(plot.categories)
    left = area.x(plot, remark.span[0]) - step * _SHARE / 2
    end = area.x(plot, remark.span[1]) + step * _SHARE / 2
    box = Box(left, sheet.height - tall - 1, wide, tall)
    sheet.write(remark.text, box, face, sheet.colour("ink"))
    y = box.y + tall / 2 - 0.5
    if end - left - wide > 24:
        colour = sheet.colour("ink_3")
        sheet.line(((left + wide + 6, y), (end - 5, y)), colour, 0.8, z=3)
        sheet.polygon(((end, y), (end - 6, y + 2.6), (end - 6, y - 2.6)), colour)
        sheet.taken.add_path(((left + wide + 6, y), (end, y)))
