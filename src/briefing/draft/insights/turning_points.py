"""Values in order of time → where they turned: rose to a peak and fell since, or fell and rose."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np
from msgspec import Struct

from briefing.draft.insights.arrays import EditionArrays, Values
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.chance import inflation, ratio_tail, student_tail
from briefing.draft.insights.own_series import OwnSeries, own_series
from briefing.draft.insights.yearly_pattern import without_pattern

_LEAST: Final = 6
_LEG: Final = 2  # steps on either side of a turn, at least
_STEADY: Final = 0.05  # p of either leg by itself, at most
_LARGE: Final = 0.25  # of the range: what either leg has to cover


class BrokenLine(Struct, frozen=True):
    """Two lines that meet at a knot: the slopes on either side, how likely chance gives a better one, and the fit."""

    knot: int
    before: float
    after: float
    p: float
    fit: float


def broken_line(values: Values, times: Values) -> BrokenLine | None:
    """Return the best two lines that meet, if they go opposite ways; its p is for all places of the knot together."""
    count = values.size
    ones, centred = np.ones(count), times - times.mean()
    straight = _residual(np.column_stack((ones, centred)), values)[1]
    best: tuple[float, int, Values] | None = None
    for knot in range(_LEG, count - _LEG):
        hinge = np.maximum(times - times[knot], 0)
        coefficients, residual = _residual(np.column_stack((ones, centred, hinge)), values)
        if best is None or residual < best[0]:
            best = residual, knot, coefficients
    if best is None or straight <= 0:
        return None
    residual, knot, coefficients = best
    before, after = float(coefficients[1]), float(coefficients[1] + coefficients[2])
    if before * after >= 0:
        return None
    whole = float(((values - values.mean()) ** 2).sum())
    if residual <= 1e-12 * whole:
        return BrokenLine(knot, before, after, 0.0, 1.0)
    hinge = np.maximum(times - times[knot], 0)
    fitted = np.column_stack((ones, centred, hinge)) @ coefficients
    free = (count - 3) / inflation(values - fitted)
    bend = ratio_tail((straight - residual) / (residual / free), 1, free)
    legs = [_leg(values[: knot + 1], times[: knot + 1]), _leg(values[knot:], times[knot:])]
    if max(legs) > _STEADY:
        return None
    return BrokenLine(knot, before, after, min(1.0, bend * (count - 2 * _LEG)), 1 - residual / whole)


def turns(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the highest and the lowest values inside the period to which a series went, and from which it came back."""
    for series in own_series(arrays, _LEAST):
        values = without_pattern(series)
        found = broken_line(values, series.ordinals.astype(float))
        if found is None:
            continue
        peak = found.before > 0
        at = int(values.argmax() if peak else values.argmin())
        low, high = _legs(values, at, peak)
        if abs(at - found.knot) > max(1, values.size // 8) or not 0 < at < values.size - 1:
            continue
        if min(low, high) < _LARGE * float(np.ptp(values)):
            continue
        yield _turn(series, at, found, peak=peak)


def _turn(series: OwnSeries, at: int, found: BrokenLine, *, peak: bool) -> Candidate:
    end = "highest" if peak else "lowest"
    turn, last = f"{series.root}.{end}", f"{series.key}.last"
    since = f"{series.key}.between({turn}.period, {last}.period)"
    measure = series.measure(float(series.values[at]), float(series.values[-1]))
    sign, other = ("<", ">") if peak else (">", "<")
    return Candidate(
        type="turn",
        subjects=(series.key,),
        claim=f"{turn} {other} {series.root}.first and {since}.{measure} {sign} 0",
        facts={"turn": turn, "last": last, "since": f"{since}.{measure}"},
        significance=(1 - found.p) * (0.5 + 0.5 * found.fit),
        direction="down" if peak else "up",
        periods={"turn": str(series.period(at))},
        statistics={"p": found.p, "fit": found.fit},
    )


def _legs(values: Values, at: int, peak: bool) -> tuple[float, float]:
    """Return how far it is from the first value to the turn, and from there to the last."""
    sign = 1 if peak else -1
    return sign * float(values[at] - values[0]), sign * float(values[at] - values[-1])


def _residual(columns: Values, values: Values) -> tuple[Values, float]:
    coefficients: Values = np.linalg.lstsq(columns, values, rcond=None)[0].astype(np.float64)
    left = values - columns @ coefficients
    return coefficients, float(left @ left)


def _leg(values: Values, times: Values) -> float:
    """Return how likely values without a slope rise or fall as steadily; of three 0.05 at best."""
    count = values.size
    if count < 4:
        steady = bool(np.all(np.diff(values) > 0) or np.all(np.diff(values) < 0))
        return 0.0 if steady else 1.0  # the bend was tested with all values
    correlation = float(np.corrcoef(values, times)[0, 1]) if np.ptp(values) else 0.0
    if abs(correlation) >= 1 - 1e-12:
        return 0.0
    return student_tail(correlation * math.sqrt((count - 2) / (1 - correlation**2)), count - 2)
