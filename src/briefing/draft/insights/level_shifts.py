"""Values in order of time → a step from one level to another, and single periods far from their neighbours."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np

from briefing.draft.insights.arrays import Values
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.chance import inflation, ratio_tail, residuals, student_tail
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.own_series import OwnSeries, own_series
from briefing.draft.insights.recurring_moves import in_other_years
from briefing.draft.insights.yearly_pattern import has_pattern, without_pattern

_LEAST: Final = 8
_NOISE: Final = 1e-20  # of the squares of values, from rounding
_SIDE: Final = 3  # values on either side of a step, at least
_BETTER: Final = 5  # by how much a step is likelier than a straight line, as a logarithm
_AT_ONCE: Final = 0.6  # of the step lies between two values and the next two
_WEEKEND: Final = 5  # days without a value that are no gap
_LEVEL: Final = 0.4  # of the step: how far the halves of a level lie from each other
_OUTLYING: Final = 3.5  # robust deviations
_VISIBLE: Final = 0.05  # of the range
_AGAIN: Final = 1 / 3  # of what a value stands out by, in another year
_TO_DEVIATION: Final = 1.4826  # from the median of absolute deviations


def shifts(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the steps to another level, but none that a break of the series explains."""
    for series in own_series(arrays, _LEAST):
        values = without_pattern(series)
        found = _step(values, series.ordinals.astype(float))
        if found is None:
            continue
        at, p, explained = found
        earlier = _comparable_before(series, at)
        if earlier is None or not _follows(series, at):
            continue
        before, after = series.period(earlier), series.period(at)
        broken = (item.before.end < after.end and item.after.end > before.end for item in series.arrays.breaks)
        if any(broken):
            continue
        measure = series.measure(float(series.values[earlier]), float(series.values[at]))
        step = f"{series.key}.between({before.literal}, {after.literal})"
        up = values[at] > values[at - 1]
        yield Candidate(
            type="shift",
            subjects=(series.key,),
            claim=f"{step}.{measure} {'>' if up else '<'} 0{_all_beyond(series, at, up=bool(up))}",
            facts={"before": series.at(earlier), "after": series.at(at), "change": f"{step}.{measure}"},
            significance=(1 - p) * (0.75 + 0.25 * explained),
            direction="up" if up else "down",
            periods={"before": str(before), "after": str(after)},
            statistics={"p": p, "explained": explained},
        )


def outliers(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the single periods that lie far from those around them."""
    for series in own_series(arrays, _LEAST):
        values = without_pattern(series)
        left = values - _around(values)
        deviation = _TO_DEVIATION * float(np.median(np.abs(left - np.median(left)))) or float(np.abs(left).mean())
        spread = float(np.ptp(values))
        if not deviation or not spread:
            continue
        at = 1 + int(np.abs(left[1:-1]).argmax())
        size = float(left[at])
        z, sign = abs(size) / deviation, np.sign(size)
        follows = series.ordinals[at - 1] + 2 == series.ordinals[at + 1]
        sharp = min(sign * (values[at] - values[at - 1]), sign * (values[at] - values[at + 1])) > abs(size) / 2
        if z < _OUTLYING or abs(size) < _VISIBLE * spread or not follows or not sharp:
            continue
        if _comes_every_year(series, at, int(sign)):  # a pattern that grows with the values is not all taken out
            continue
        p = min(1.0, 2 * values.size * min(student_tail(z, 0.4 * values.size), _off_line(values, at)))
        compare = ">" if sign > 0 else "<"
        yield Candidate(
            type="outlier",
            subjects=(series.key,),
            claim=f"{series.at(at)} {compare} {series.at(at - 1)} and {series.at(at)} {compare} {series.at(at + 1)}",
            facts={"value": series.at(at), "before": series.at(at - 1), "after": series.at(at + 1)},
            significance=(1 - p) * (0.75 + 0.2 * min(1.0, abs(size) / spread)),
            direction="up" if sign > 0 else "down",
            periods={"value": str(series.period(at))},
            statistics={"p": p, "z": z},
        )


def _step(values: Values, times: Values) -> tuple[int, float, float] | None:
    """Return where the second level begins, how likely chance gives such a step, and the part that it explains."""
    count, ones = values.size, np.ones(values.size)
    centred = times - times.mean()
    straight = residuals(np.column_stack((ones, centred)), values)
    line, whole = float(straight @ straight), float(((values - values.mean()) ** 2).sum())
    if whole <= _NOISE * float((values**2).sum()):  # what is left of a pattern of the year alone
        return None
    sums = np.cumsum(values - values.mean())[:-1]
    sizes = np.arange(1, count)
    explained = (sums**2 * count / (sizes * (count - sizes)))[_SIDE - 1 : count - _SIDE]
    at = int(explained.argmax()) + _SIDE
    left = max(whole - float(explained.max()), 1e-12 * whole)
    line = max(line, left)
    jump = float(values[at:].mean() - values[:at].mean())
    drift = max(
        abs(side[: len(side) // 2].mean() - side[len(side) // 2 :].mean()) for side in (values[:at], values[at:])
    )
    at_once = float(values[at : at + 2].mean() - values[at - 2 : at].mean()) / jump
    middle = float(np.median(values[at:]) - np.median(values[:at]))  # few large values among zeros are no level
    if abs(middle) < _LEVEL * abs(jump):
        return None
    if count * math.log(left / line) > -_BETTER or at_once < _AT_ONCE or drift > _LEVEL * abs(jump):
        return None
    level = np.where(np.arange(count) >= at, values[at:].mean(), values[:at].mean())
    free = (count - 2) / inflation(values - level)
    p = min(1.0, (count - 2 * _SIDE + 1) * ratio_tail((whole - left) / (left / free), 1, free))
    return at, p, 1 - left / whole


def _follows(series: OwnSeries, at: int) -> bool:
    """Whether a value comes no later after the one before it than most do: what came within seven years between two
    surveys is no step of the later one."""
    steps = np.diff(series.ordinals)
    usual = _WEEKEND if series.arrays.frequency.unit == "day" else float(np.median(steps))
    return bool(steps[at - 1] <= usual)


def _comparable_before(series: OwnSeries, at: int) -> int | None:
    """Return the last value before a step: of values with seasons, or days of the week, that of the same one."""
    if not has_pattern(series):
        return at - 1
    same = np.flatnonzero(series.ordinals == series.ordinals[at] - series.cycle)
    return int(same[0]) if same.size else None


def _all_beyond(series: OwnSeries, at: int, *, up: bool) -> str:
    """Return the claim that all values since lie beyond all before; "" where some do not."""
    before, after = series.values[:at], series.values[at:]
    if not (after.min() > before.max() if up else after.max() < before.min()):
        return ""
    near, far, sign = ("lowest", "highest", ">") if up else ("highest", "lowest", "<")
    first = f"{series.key}.between({series.literal(0)}, {series.literal(at - 1)})"
    return f" and {series.since(at)}.{near} {sign} {first}.{far}"


def _comes_every_year(series: OwnSeries, at: int, sign: int) -> bool:
    """Whether the same part of the year before or after, or of several of all years, stands out from its neighbours
    too, on the same side."""
    if not series.cycle:
        return False
    places = {int(ordinal): place for place, ordinal in enumerate(series.ordinals)}

    def stands_out(ordinal: int) -> float:
        here, *around = (places.get(ordinal + step) for step in (0, -1, 1))
        if here is None or None in around:
            return 0.0
        return min(sign * float(series.values[here] - series.values[place]) for place in around if place is not None)

    own = int(series.ordinals[at])
    others = [one for one in places if one != own and (one - own) % series.cycle == 0]
    alike = [one for one in others if stands_out(one) > _AGAIN * stands_out(own) > 0]
    return in_other_years([(one - own) // series.cycle for one in alike], len(others) + 1)


def _off_line(values: Values, at: int) -> float:
    """Return how likely a value lies as far from the straight line through all others."""
    times = np.arange(values.size, dtype=float)
    columns = np.column_stack((np.ones(values.size), times - times[at]))
    others, count = np.arange(values.size) != at, values.size - 1
    left = residuals(columns[others], values[others])
    level = float(np.linalg.lstsq(columns[others], values[others], rcond=None)[0][0])
    distance = times[others] - times[at]
    lever = 1 + 1 / count + float(distance.mean()) ** 2 / float(((distance - distance.mean()) ** 2).sum())
    deviation = math.sqrt(float(left @ left) / (count - 2) * lever)
    return student_tail((float(values[at]) - level) / deviation, count - 2) if deviation else 0.0


def _around(values: Values) -> Values:
    """Return the median of the values around each, without itself: two on either side, or three of many."""
    side = 2 if values.size < 24 else 3
    padded = np.pad(values, side, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * side + 1)
    return np.median(np.delete(windows, side, axis=1), axis=1)
