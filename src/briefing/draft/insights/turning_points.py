"""Values in order of time → where they turned: rose to a peak and fell since, or fell and rose."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np
from msgspec import Struct

from briefing.draft.insights.arrays import Values
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.chance import inflation, ratio_tail, student_tail
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.own_series import OwnSeries, history, own_series
from briefing.draft.insights.recurring_moves import falls_again, is_of_time_of_year
from briefing.draft.insights.trends import wandering
from briefing.draft.insights.yearly_pattern import without_pattern

_LEAST: Final = 6
_LEG: Final = 2  # steps on either side of a turn, at least
_KNOTS: Final = 200  # places that are tried, of many values
_STEADY: Final = 0.05  # p of either leg by itself, at most
_SHORT: Final = 0.4  # of all values an episode may have
_FAR: Final = 0.3  # of the range, of a series that wanders
_DEVIATIONS: Final = 5  # by which single values vary
_LARGE: Final = 0.25  # of the range: what either leg has to cover


class BrokenLine(Struct, frozen=True):
    """Two lines that meet at a knot: the slope before it, how likely chance gives a better one, and the fit."""

    knot: int
    before: float
    p: float
    fit: float


def broken_line(values: Values, times: Values) -> BrokenLine | None:
    """Return the best two lines that meet, if they go opposite ways; its p is for all places of the knot together."""
    count = values.size
    ones, centred = np.ones(count), times - times.mean()
    straight = _residual(np.column_stack((ones, centred)), values)[1]
    best: tuple[float, int, Values] | None = None
    for knot in range(_LEG, count - _LEG, max(1, count // _KNOTS)):
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
        return BrokenLine(knot, before, 0.0, 1.0)
    hinge = np.maximum(times - times[knot], 0)
    fitted = np.column_stack((ones, centred, hinge)) @ coefficients
    free = (count - 3) / inflation(values - fitted)
    bend = ratio_tail((straight - residual) / (residual / free), 1, free)
    legs = [_leg(values[: knot + 1], times[: knot + 1]), _leg(values[knot:], times[knot:])]
    if max(legs) > _STEADY:
        return None
    return BrokenLine(knot, before, min(1.0, bend * (count - 2 * _LEG)), 1 - residual / whole)


class Episode(Struct, frozen=True):
    """A peak or a trough of several periods far from all others: where it is, how likely chance gives it, the fit."""

    at: int
    p: float
    fit: float


def episode(values: Values, *, peak: bool) -> Episode | None:
    """Return the highest or the lowest value if it stands with some next to it far from those before and behind."""
    count, up = values.size, values if peak else -values
    at = int(up.argmax())
    middle = float(np.median(up))
    low = np.flatnonzero(up < (up[at] + middle) / 2)
    start, end = int(max(low[low < at], default=-1)) + 1, int(min(low[low > at], default=count))
    if not 2 <= end - start <= _SHORT * count or start == 0 or end == count:  # none, or it has not come back
        return None
    others = np.concatenate((up[:start], up[end:]))
    deviation = float(others.std(ddof=1)) * math.sqrt(1 + 1 / others.size)
    whole = float(((up - up.mean()) ** 2).sum())
    if not deviation:
        return Episode(at, 0.0, 1.0)
    chance = student_tail(float(up[at] - others.mean()) / deviation, (others.size - 1) / inflation(others))
    return Episode(at, min(1.0, 2 * count * chance), 1 - float(((others - others.mean()) ** 2).sum()) / whole)


def turns(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the highest and the lowest values inside the period to which a series went, and from which it came back.

    A series that only varies about a level has one by its bend or as an episode; of one that wanders it is enough that
    either leg is `_FAR`.
    """
    for series in own_series(arrays, _LEAST):
        values = without_pattern(series)
        found: list[tuple[Episode, bool]] = []
        for peak in (True, False):
            items = episode(values, peak=peak), _wandered(series, values, peak=peak)
            found += [(item, peak) for item in items if item is not None]
        line = broken_line(values, series.ordinals.astype(float))
        if line is not None:
            peak = line.before > 0
            at = int(values.argmax() if peak else values.argmin())
            if abs(at - line.knot) <= max(1, values.size // 8):
                found.append((Episode(at, line.p, line.fit), peak))
        for item, peak in sorted(found, key=lambda pair: (pair[0].p, -pair[0].fit)):
            end = series.values.argmax() if peak else series.values.argmin()
            large = 0 < item.at < values.size - 1 and _nearer_leg(series.values, item.at) >= _LARGE
            if item.at == end and large and not _comes_again(series, values, item.at, peak=peak):
                yield _turn(series, item, peak=peak)
                break


def _comes_again(series: OwnSeries, values: Values, at: int, *, peak: bool) -> bool:
    """Whether what happened since a turn happens again and again, in a cycle or with the time of the year."""
    falling = values if peak else -values
    depth = float(falling[at] - falling[-1])
    of_year = is_of_time_of_year(history(series.arrays), int(series.ordinals[at]), int(series.ordinals[-1]))
    return of_year or (depth > 0 and falls_again(falling.tolist(), depth))


def _wandered(series: OwnSeries, values: Values, *, peak: bool) -> Episode | None:
    """Return the highest or the lowest value of a series that wanders, if it is far from either end."""
    at = int(values.argmax() if peak else values.argmin())
    middle = values.copy()  # of three, so that it is more than a single period
    middle[at] = np.median(values[max(0, at - 1) : at + 2])
    part, chance = _nearer_leg(middle, at), float(np.std(np.diff(values, 2))) / math.sqrt(6)  # of a single value
    if part < _FAR or part * float(np.ptp(values)) < _DEVIATIONS * chance:
        return None
    return Episode(at, wandering(history(series.arrays).values), part)


def _turn(series: OwnSeries, found: Episode, *, peak: bool) -> Candidate:
    """Return a turn; its claim asks that it is two periods back, since the next value may undo a newer one."""
    end = "highest" if peak else "lowest"
    turn, last = f"{series.root}.{end}", f"{series.key}.last"
    since = f"{series.key}.between({turn}.period, {last}.period)"
    measure = series.measure(float(series.values[found.at]), float(series.values[-1]))
    sign, other = ("<", ">") if peak else (">", "<")
    follows = series.ordinals[-1] - series.ordinals[-2] == 1
    settled = f" and {turn}.period < {series.key}.lag(1).period" if follows else ""
    return Candidate(
        type="turn",
        subjects=(series.key,),
        claim=f"{turn} {other} {series.root}.first and {since}.{measure} {sign} 0{settled}",
        facts={"turn": turn, "last": last, "since": f"{since}.{measure}"},
        significance=(1 - found.p) * (0.8 + 0.2 * found.fit),
        direction="down" if peak else "up",
        periods={"turn": str(series.period(found.at))},
        statistics={"p": found.p, "fit": found.fit},
    )


def _nearer_leg(values: Values, at: int) -> float:
    """Return how far it is from a value to the first or the last, whichever is nearer, as a part of the range."""
    legs = abs(float(values[at] - values[0])), abs(float(values[at] - values[-1]))
    return min(legs) / (float(np.ptp(values)) or 1.0)


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
