"""What a reader has to know of the data: values that are missing, provisional or revised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from briefing.draft.insights.arrays import SubjectArrays
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.own_series import own_series

_PLAIN: Final = 0.3
_REVISED: Final = 3  # newest periods whose revisions are news
_EVEN: Final = 0.6  # of the steps at least are the usual one
_WEEKEND: Final = 5  # days without a value that need no word


def missing(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the newest periods, the first ones, those between and the places that have no value."""
    for series in own_series(arrays, 1):
        item, key = series.arrays, series.key
        if not item.published:
            continue
        last, first = f"{key}.last", f"{key}.first"
        for other in _others(arrays, item):
            newer = int(_own(other)[-1]) - int(series.ordinals[-1])
            if newer > 0 and item.own_values.size:
                at = {"missing": str(series.period(-1) + newer)}
                claim = f"{last}.period < {other.key}.last.period"
                yield Candidate("missing", (key,), claim, {"last": last}, _PLAIN + 0.1, periods=at)
                break
        for other in _others(arrays, item):
            if _own(other)[0] < series.ordinals[0] == item.history.ordinals[0]:
                claim = f"{first}.period > {other.key}.first.period"
                at = {"missing": str(series.period(0) - 1)}
                yield Candidate("missing", (key,), claim, {"last": last}, _PLAIN, periods=at)
                break
        steps = np.diff(series.ordinals)
        usual = int(np.median(steps)) if steps.size else 1  # years may be five apart
        if item.frequency.unit == "day":
            usual = _WEEKEND
        fits = steps <= usual if item.frequency.unit == "day" else steps == usual
        even = fits.size > 0 and fits.mean() >= _EVEN
        for at_gap in np.flatnonzero(steps > usual)[-1:] if even else ():  # what comes now and then has no gaps
            step = usual if item.frequency.unit != "day" else 1
            ends = series.period(int(at_gap)) + step, series.period(int(at_gap) + 1) - step
            claim = " and ".join(f"not known({key}.at({one.literal}))" for one in dict.fromkeys(ends))
            at = {"missing": str(ends[0])} | ({"missing_to": str(ends[1])} if ends[1] > ends[0] else {})
            yield Candidate("missing", (key,), claim, {"last": last}, _PLAIN + 0.05, periods=at)
        lacking = _places_without(item, int(series.ordinals[-1]))
        if lacking:
            claim = " and ".join(f"not known({key}.of({place!r}).at({last}.period))" for place in lacking)
            at = {"missing": str(series.period(-1))}
            yield Candidate("missing", (key,), claim, {"last": last}, _PLAIN, entities=lacking, periods=at)


def provisional(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the newest values that their publisher calls provisional."""
    for series in own_series(arrays, 1):
        known = series.arrays.history
        if known.provisional[known.ordinals == series.ordinals[-1]].any():
            last = f"{series.key}.last"
            at = {"last": str(series.period(-1))}
            yield Candidate("provisional", (series.key,), f"{last}.provisional", {"last": last}, _PLAIN, periods=at)


def revisions(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find how one of the newest values was revised, up or down, since its first reading."""
    for series in own_series(arrays, 1):
        known = series.arrays.history
        revised = known.ordinals[known.revised & (known.ordinals <= series.ordinals[-1])]
        back = int(series.ordinals[-1] - revised[-1]) if revised.size else _REVISED
        if back >= _REVISED:
            continue
        last = f"{series.key}.lag({back})" if back else f"{series.key}.last"
        given = f"period={last}.period" if back else ""
        revision, reading = f"{series.key}.revision({given})", f"{series.key}.first_reading({given})"
        for sign, direction in ((">", "up"), ("<", "down")):
            yield Candidate(
                "revision",
                (series.key,),
                f"{revision} {sign} 0",
                {"last": last, "first_reading": reading, "revision": revision},
                _PLAIN + 0.15 + 0.1 * (not back),
                direction="up" if direction == "up" else "down",
                periods={"last": str(series.period(-1) - back)},
            )


def _others(arrays: EditionArrays, item: SubjectArrays) -> Iterator[SubjectArrays]:
    """Return the other short names of its frequency that are published."""
    for other in arrays.subjects.values():
        if other.frequency == item.frequency and other.identity != item.identity and other.published:
            yield other


def _own(item: SubjectArrays) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.flatnonzero(~np.isnan(item.own_values)) + item.first.ordinal


def _places_without(item: SubjectArrays, ordinal: int) -> tuple[str, ...]:
    """Return the places that have values, but none of the last period; nothing if most have none."""
    column = ordinal - item.first.ordinal
    if item.own < 0 or not 0 <= column < item.values.shape[1]:
        return ()
    lacking = np.isnan(item.values[:, column])
    return tuple(np.array(item.places)[lacking].tolist()) if 0 < lacking.sum() <= len(item.places) / 4 else ()
