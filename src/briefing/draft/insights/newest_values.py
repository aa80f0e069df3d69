"""What the newest value says: its change, since when it is the highest or the lowest, how often it rose in a row."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, Literal

import numpy as np

from briefing.draft.insights.arrays import Values
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.chance import student_tail
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.own_series import OwnSeries, history, own_series
from briefing.draft.insights.trends import wandering
from briefing.draft.insights.yearly_pattern import adds_up, has_pattern
from briefing.errors import Incomparable
from briefing.facts.streaks import has_hole

_RECORD: Final = 5  # values that a record is over, at least
_WITHOUT_YEARS: Final = 13  # weeks or days that a record is over, and a year of others
_STREAK: Final = 3
_USUAL: Final = 8  # changes by which one is called large or small, at least
_Direction = Literal["up", "down", ""]


def newest_changes(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the change of each newest value: on a year before if that is known, else on the period before."""
    for series in own_series(arrays, 2):
        known = history(series.arrays)
        steps, at = _year_steps(known)
        if steps.size:
            yield _change(known, "on_year", "year_ago", steps, at)
        elif known.values.size > 1:
            follows = known.ordinals[-1] == known.ordinals[-2] + 1
            call, before = ("on_previous", "lag(1)") if follows else ("", f"at({known.literal(-2)})")
            yield _change(known, call, before, np.diff(known.values), known.values.size - 2)


def _change(known: OwnSeries, call: str, before: str, steps: Values, at: int) -> Candidate:
    """Return the last of the `steps`, which is against the value `at`; without a call between these two periods."""
    measure = known.measure(float(known.values[at]), float(known.values[-1]))
    sign = np.sign(steps[-1])
    change = f"{known.key}.{call}({repr(measure) if measure == 'change' else ''})" if call else ""
    change = change or f"{known.since(at)}.{measure}"
    return Candidate(
        type="change",
        subjects=(known.key,),
        claim=f"{change} {'>' if sign > 0 else '<' if sign < 0 else '=='} 0",
        facts={"last": f"{known.key}.last", "before": f"{known.key}.{before}", "change": change},
        significance=_size(steps),
        direction=_direction(sign),
    )


def records(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the newest values that are the highest or the lowest of a long time."""
    for series in own_series(arrays, 1):
        known = history(series.arrays)
        if known.values.size <= _RECORD:
            continue
        before, last = known.values[:-1], known.values[-1]
        for end, beyond, direction in (("highest", before >= last, "up"), ("lowest", before <= last, "down")):
            passed = np.flatnonzero(beyond)
            over = before.size - (int(passed[-1]) + 1 if passed.size else 0)
            least = max(_RECORD, series.a_year or _WITHOUT_YEARS)
            if over < least or has_hole(known.ordinals.tolist(), over + 1):
                continue
            since = f"{series.key}.{end}_since()"
            there = set((known.ordinals[-1] - known.ordinals[-1 - over :]).tolist())
            newer = max((lag for lag in range(1, least) if lag in there), default=0)
            p = min(1.0, 2 * min(_beyond(before, float(last)), wandering(known.values)))
            yield Candidate(
                type="record",
                subjects=(series.key,),
                claim=f"{since} < {series.key}.{f'lag({newer})' if newer else 'last'}.period",
                facts={"last": f"{series.key}.last", "since": since},
                significance=0.6 + 0.25 * min(1.0, math.log(over / 4) / math.log(15)) + 0.1 * (over == before.size),
                direction="up" if direction == "up" else "down",
                statistics={"p": p, "over": over},
            )


def streaks(arrays: EditionArrays) -> Iterator[Candidate]:
    """Find the newest values that have risen, or fallen, several times in a row."""
    for series in own_series(arrays, 1):
        known = history(series.arrays)
        signs = np.where(np.diff(known.ordinals) == 1, np.sign(np.diff(known.values)), 0)[::-1]
        if signs.size < _STREAK or not signs[0]:
            continue
        others = np.flatnonzero(signs != signs[0])
        count = int(others[0]) if others.size else signs.size
        if count < _STREAK or has_pattern(series) or adds_up(known):  # a rise from winter to summer is none
            continue
        streak = f"{series.key}.streak()"
        measure = series.measure(float(known.values[-2]), float(known.values[-1]))
        yield Candidate(
            type="streak",
            subjects=(series.key,),
            claim=f"{streak} {'>= ' if signs[0] > 0 else '<= -'}{_STREAK}",
            facts={
                "streak": streak,
                "last": f"{series.key}.last",
                "change": f"{series.key}.on_previous({repr(measure) if measure == 'change' else ''})",
            },
            significance=0.5 + 0.35 * min(1.0, count / 12),
            direction=_direction(signs[0]),
            statistics={
                "p": min(1.0, 2 / math.factorial(min(count + 1, 20)), 2 * wandering(known.values)),
                "count": count,
            },
        )


def _year_steps(known: OwnSeries) -> tuple[Values, int]:
    """Return the changes on a year before of all values that have one, and where the one before the last stands.

    There are none where the last has none.
    """
    place = {ordinal: at for at, ordinal in enumerate(known.ordinals.tolist())}
    steps: list[float] = []
    before: int | None = None
    for at in range(known.values.size):
        try:
            before = place.get(known.period(at).year_before.ordinal)
        except Incomparable:  # week 53, or 29 February
            before = None
        if before is not None:
            steps.append(float(known.values[at] - known.values[before]))
    return (np.array(steps), before) if before is not None else (np.array([]), 0)


def _size(steps: Values) -> float:
    """Return how large the last change is among all, from 0.3 to 0.55: it was not tested, and comes after what was."""
    if steps.size <= _USUAL:
        return 0.3 + 0.15 * bool(steps[-1])
    return 0.3 + 0.25 * float(np.mean(np.abs(steps[:-1]) < abs(steps[-1])))


def _beyond(before: Values, last: float) -> float:
    """Return how likely one more value of the same kind lies as far from their mean as the last."""
    spread = float(before.std(ddof=1)) * math.sqrt(1 + 1 / before.size)
    return student_tail((last - float(before.mean())) / spread, before.size - 1) if spread else 0.0


def _direction(sign: float) -> _Direction:
    return "up" if sign > 0 else "down" if sign < 0 else ""
