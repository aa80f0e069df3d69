"""How far places are from each other: all about alike in the newest period, or more, or less, alike than before."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from briefing.draft.insights.arrays import SubjectArrays, Values
from briefing.draft.insights.association import ALPHA, LEAST, with_time
from briefing.draft.insights.candidate import Candidate
from briefing.draft.insights.edition_arrays import EditionArrays
from briefing.draft.insights.peer_ranks import newest_shared
from briefing.draft.insights.place_expressions import has_field, of_place, rank_of, when

_EVEN: Final = 0.15  # the coefficient of variation under which places are alike
_TIMES: Final = 1.35  # and how many times the lowest the highest is at most
_PLACES: Final = 5
_CONVERGING: Final = 4
_CHANGED: Final = 0.75  # what the spread must have shrunk to, or grown from
_OUTSIDE: Final = 0.5  # of the change between its ends, by which the gap may lie outside them in between


def evenness(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield short names of which all places have about the same value in the newest period."""
    for subject in arrays.subjects.values():
        if not has_field(subject, _PLACES):
            continue
        last = newest_shared(subject)
        column = subject.values[:, last]
        known = column[~np.isnan(column)]
        if len(known) < _PLACES or known.min() <= 0 or not known.min() < known.max() < _TIMES * known.min():
            continue
        variation = float(known.std() / known.mean())
        ends = _ends(subject, last)
        if variation >= _EVEN or ends is None:
            continue
        value = "".join(f"at({period})" for period in when(subject, last, *ends)) or "last"
        high, low = (f"{of_place(subject, row)}.{value}" for row in ends)
        most = ceil(10 * float(known.max() / known.min())) / 10
        yield Candidate(
            type="evenness",
            subjects=(subject.key,),
            claim=f"{high} <= {most} * {low} and {_outermost(subject, ends, last)}",
            facts={"highest": high, "lowest": low},
            significance=0.6 * (1 - variation / _EVEN),
            entities=tuple(subject.places[row] for row in ends),
            statistics={"variation": variation},
        )


def convergence(arrays: EditionArrays) -> Iterator[Candidate]:
    """Yield short names whose places became more alike over the period, or less: all of them, and its two ends."""
    fit = [item for item in arrays.subjects.values() if has_field(item, _CONVERGING)]
    for subject in fit:
        spread = _spread(subject)
        known = np.flatnonzero(~np.isnan(spread))
        if known.size < LEAST or subject.broken.any():
            continue
        first, last = int(known[0]), int(known[-1])
        trend = with_time(spread[None, :])
        ratio = _ratio(spread, known)
        before, now = _ends(subject, first), _ends(subject, last)
        if trend.p[0] > ALPHA / len(fit) or _CHANGED < ratio < 1 / _CHANGED or before is None or now is None:
            continue
        others = _ratio(_spread(subject, without=_moved_most(subject, first, last)), known)
        if not (ratio < _CHANGED > others or ratio > 1 / _CHANGED < others):
            continue  # a single place has moved away from the others, or to them
        was, is_now = _distance(subject, before, first), _distance(subject, now, last)
        if not _between_its_ends(subject, known):
            continue
        outermost = f"{_outermost(subject, before, first)} and {_outermost(subject, now, last)}"
        yield Candidate(
            type="convergence",
            subjects=(subject.key,),
            claim=f"{is_now} {'<' if ratio < 1 else '>'} {was} and {outermost}",
            facts={"spread_before": was, "spread": is_now},
            significance=0.75 + 0.25 * abs(float(trend.rho[0])),
            direction="down" if ratio < 1 else "up",
            entities=tuple(subject.places[row] for row in (*before, *now)),
            periods={"first": str(subject.period(first)), "last": str(subject.period(last))},
            statistics={"ratio": ratio, "rho": float(trend.rho[0]), "p": float(trend.p[0])},
        )


def _ratio(spread: Values, known: NDArray[np.intp]) -> float:
    """The spread of the last third of the periods over that of the first."""
    third = known.size // 3
    return float(spread[known[-third:]].mean() / max(spread[known[:third]].mean(), 1e-12))


def _between_its_ends(subject: SubjectArrays, known: NDArray[np.intp]) -> bool:
    """Whether the gap from lowest to highest went from its first value to its last without leaving them far behind."""
    gaps = np.nanmax(subject.values[:, known], axis=0) - np.nanmin(subject.values[:, known], axis=0)
    low, high = sorted((float(gaps[0]), float(gaps[-1])))
    return max(float(gaps.max()) - high, low - float(gaps.min())) <= _OUTSIDE * (high - low)


def _moved_most(subject: SubjectArrays, first: int, last: int) -> int:
    """The row that went furthest from the others, or to them."""
    ends = subject.values[:, [first, last]]
    distance = ends - np.nanmedian(ends, axis=0)
    return int(np.nanargmax(np.abs(distance[:, 1] - distance[:, 0])))


def _spread(subject: SubjectArrays, without: int = -1) -> Values:
    """The coefficient of variation of the places in each period for which all have a value that have one in the newest;
    of values about zero the standard deviation."""
    there = ~np.isnan(subject.values[:, newest_shared(subject)])
    rows = subject.values[there & (np.arange(len(there)) != without)]
    spread: Values = rows.std(axis=0)
    return spread / rows.mean(axis=0) if np.nanmin(rows) > 0 else spread


def _ends(subject: SubjectArrays, column: int) -> tuple[int, int] | None:
    """The rows of the highest and the lowest value of a period; None where several share one."""
    values = subject.values[:, column]
    high, low = int(np.nanargmax(values)), int(np.nanargmin(values))
    alone = (values == values[high]).sum() == 1 == (values == values[low]).sum()
    return (high, low) if alone else None


def _distance(subject: SubjectArrays, ends: tuple[int, int], column: int) -> str:
    high, low = (of_place(subject, row) for row in ends)
    return f"{high}.minus({', '.join([low, *when(subject, column, *ends)])})"


def _outermost(subject: SubjectArrays, ends: tuple[int, int], column: int) -> str:
    """The condition that no place has a higher value than one, and none a lower than another."""
    ranks = (
        rank_of(subject, row, *when(subject, column, row), best=best)
        for row, best in zip(ends, ("highest", "lowest"), strict=True)
    )
    return " and ".join(f"{rank} == 1" for rank in ranks)
