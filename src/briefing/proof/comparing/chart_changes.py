"""Differences between a chart as built and as it is now: series, values, labels, colours, axes and sheets."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from briefing.proof.colour_science import channels
from briefing.proof.comparing.text_difference import same
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.snapshot import AxisSnapshot, ChartSnapshot, SeriesSnapshot, WorksheetSnapshot

CHART = Rule("chart-changed", "error", "a chart has the series, values, axes and colours that it was built with")
RULES = (CHART,)

FIX: Final = "put the chart back as it was, or change the data of the project and build the edition again"
_NEAR: Final = 8  # of 255, for a colour that a program has computed again
_DIGITS: Final = 1e-8
_NOUGHTS: Final = re.compile(r"\.0+(?!\d)")  # programs choose the decimals of an axis themselves


def recoloured(old: str, new: str) -> bool:
    """Whether two colours, if both are known, are not the same to the eye."""
    if not old or not new or old == new or "?" in old + new:
        return False
    if "none" in (old, new):
        return True
    return any(abs(was - now) > _NEAR for was, now in zip(channels(old), channels(new), strict=True))


def colour(shade: str) -> str:
    """Return a colour in words."""
    return "no colour" if shade in ("", "none") else f"#{shade}"


def names(chart: ChartSnapshot) -> str:
    """Return the names of a chart's series in words."""
    return ", ".join(series.name for series in chart.series if series.name) or "no series"


def compared(location: Location, old: ChartSnapshot, new: ChartSnapshot) -> Findings:
    """Yield how a chart at a location differs from the chart as built."""
    yield from _row(location, "category", old.categories, new.categories)
    left = list(new.series)
    for at, one in enumerate(old.series):
        other = _same(one, left)
        if other is None:
            yield CHART.at(location, f"the series {one.name or at + 1} is gone", FIX)
        else:
            left = [each for each in left if each is not other]
            yield from _series(location, one, other)
    for item in left:
        yield CHART.at(location, f"the series {item.name or 'without a name'} came in after the file was built", FIX)
    if [series.name for series in old.series] != [series.name for series in new.series] and len(old.series) == len(
        new.series
    ):
        yield CHART.at(location, f"its series are {names(new)}, it was built with {names(old)}", FIX)
    yield from _row(location, "title", old.titles, new.titles)
    yield from _axes(location, old.axes, new.axes)
    yield from _sheets(location, old.sheets, new.sheets)


def _same(series: SeriesSnapshot, among: Sequence[SeriesSnapshot]) -> SeriesSnapshot | None:
    """Return the series of today that a series is: of its name and kind, of its name, of its values."""
    for other in among:
        if (other.name, other.kind) == (series.name, series.kind):
            return other
    named = next((other for other in among if other.name == series.name), None)
    return named or next((other for other in among if _numbers(series.values, other.values)), None)


def _series(location: Location, old: SeriesSnapshot, new: SeriesSnapshot) -> Findings:
    name = f"the series {old.name}" if old.name else "a series"
    if old.kind != new.kind:
        yield CHART.at(location, f"{name} is a {new.kind}, it was built as a {old.kind}", FIX)
    if not _numbers(old.values, new.values):
        yield from _row(location, f"value of {name}", old.values, new.values)
    yield from _row(location, f"label of {name}", old.labels, new.labels)
    if not _numbers(old.rows, new.rows):
        yield CHART.at(
            location, f"the dots of {name} stand in rows {_few(new.rows)}, they were built in {_few(old.rows)}", FIX
        )
    looks = (("filled with", old.fill, new.fill), ("drawn in", old.line, new.line),
             ("marked in", old.mark_fill, new.mark_fill))  # fmt: skip
    for word, before, now in looks:
        if recoloured(before, now):
            yield CHART.at(location, f"{name} is {word} {colour(now)}, it was built with {colour(before)}", FIX)
    if old.mark != new.mark and "none" in (old.mark, new.mark) and old.mark and new.mark:
        yield CHART.at(location, f"the marks of {name} are {new.mark}, they were built as {old.mark}", FIX)
    yield from _points(location, old, new, name)


def _few(values: Sequence[str]) -> str:
    return ", ".join(values[:8])


def _points(location: Location, old: SeriesSnapshot, new: SeriesSnapshot, name: str) -> Findings:
    """Yield points whose look differs; a point without a look of its own has that of its series."""
    before = {point.at: (point.fill, point.line) for point in old.points}
    now = {point.at: (point.fill, point.line) for point in new.points}
    for at in sorted(before.keys() | now.keys()):
        was = before.get(at, (old.fill or old.mark_fill, old.line))
        current = now.get(at, (new.fill or new.mark_fill, new.line))
        for one, other in zip(was, current, strict=True):
            if recoloured(one, other):
                what = f"point {at + 1} of {name} is in {colour(other)}, it was built with {colour(one)}"
                yield CHART.at(location, what, FIX)


def _row(location: Location, part: str, old: Sequence[str], new: Sequence[str]) -> Findings:
    for at in range(max(len(old), len(new))):
        was, current = (old[at] if at < len(old) else ""), (new[at] if at < len(new) else "")
        if not same(was, current) and not _numbers((was,), (current,)):
            what = f"{part}, point {at + 1}: it is “{current}”, it was built with “{was}”"
            yield CHART.at(location, what, FIX)


def _numbers(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two rows of numbers are the same but for what programs round."""
    if len(old) != len(new):
        return False
    try:
        return all(
            (one or other) == "" or math.isclose(float(one), float(other), rel_tol=_DIGITS, abs_tol=1e-12)
            for one, other in zip(old, new, strict=True)
        )
    except ValueError:
        return list(old) == list(new)


def _axes(location: Location, old: Sequence[AxisSnapshot], new: Sequence[AxisSnapshot]) -> Findings:
    for one, other in zip(old, new, strict=False):
        if one.turned != other.turned:
            runs = ("backwards", "forwards") if other.turned else ("forwards", "backwards")
            yield CHART.at(location, f"the axis {one.name} runs {runs[0]}, it was built to run {runs[1]}", FIX)
        for word, was, current in (("begins", one.least, other.least), ("ends", one.most, other.most)):
            if current and not was:
                yield CHART.at(
                    location, f"the axis {one.name} {word} at {current}, it was built to choose its ends", FIX
                )
            elif was and not current:
                yield CHART.at(location, f"the axis {one.name} no longer {word} at {was}", FIX)
            elif was and current and not _numbers((was,), (current,)):
                yield CHART.at(
                    location, f"the axis {one.name} {word} at {current}, it was built to {word[:-1]} at {was}", FIX
                )
        if one.hidden != other.hidden:
            states = ("hidden", "shown") if other.hidden else ("shown", "hidden")
            yield CHART.at(location, f"the axis {one.name} is {states[0]}, it was built {states[1]}", FIX)
        if one.form and other.form and _NOUGHTS.sub("", one.form) != _NOUGHTS.sub("", other.form):
            yield CHART.at(location, f"the axis {one.name} prints as {other.form}, it was built as {one.form}", FIX)
    for axis in old[len(new) :]:
        yield CHART.at(location, f"the axis {axis.name} is gone", FIX)
    for axis in new[len(old) :]:
        yield CHART.at(location, f"the axis {axis.name} came in after the file was built", FIX)


def _sheets(location: Location, old: Sequence[WorksheetSnapshot], new: Sequence[WorksheetSnapshot]) -> Findings:
    """Yield what was added to the workbook behind a chart; a program that saves it again may leave sheets out."""
    known = {one.name: one for one in old}
    held = {text for one in old for text in one.extra_texts}
    for sheet in new:
        before = known.get(sheet.name)
        if old and before is None:
            yield CHART.at(location, f"a sheet {sheet.name!r} came in to its workbook after the file was built", FIX)
        if sheet.hidden and not (before and before.hidden):
            yield CHART.at(location, f"the sheet {sheet.name!r} of its workbook is hidden", FIX)
        extra = [text for text in sheet.extra_texts if text not in held]
        if old and extra:
            yield CHART.at(
                location, f"its sheet {sheet.name!r} holds “{extra[0][:60]}”, which the chart does not show", FIX
            )
    lost = [text for one in old for text in one.extra_texts if not any(text in each.extra_texts for each in new)]
    if new and lost and any(sheet.extra_texts for sheet in new):
        yield CHART.at(location, f"its workbook has lost “{lost[0][:60]}”", FIX)
