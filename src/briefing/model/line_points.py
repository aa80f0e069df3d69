"""Whether the points of a line are enough, and close enough to each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from briefing.model.chart import LEAST_POINTS


def points_needed(known: Sequence[bool], *, dashed: bool) -> int:
    """Return how many points a line needs to know its path; `known` says of each category whether it has one.

    One less is enough where no two stand next to each other and gaps are `dashed`: no whole line claims a path then.
    """
    return LEAST_POINTS - (dashed and not any(one and other for one, other in pairwise(known)))


def is_sparse(points: Sequence[object | None]) -> bool:
    """Whether most places between the first and the last point have none, as months of a survey twice a year."""
    known = [at for at, point in enumerate(points) if point is not None]
    return len(known) > 1 and 2 * len(known) <= known[-1] - known[0]


def lone_points(points: Sequence[object | None]) -> list[int]:
    """Return the places of points that have no other next to them, which no part of a line shows."""
    known = {at for at, point in enumerate(points) if point is not None}
    return [at for at in sorted(known) if known.isdisjoint((at - 1, at + 1))]


def hatched_places(lines: Sequence[Sequence[object | None]], breaks: Collection[tuple[int, int]] = ()) -> set[int]:
    """Return the places between the values of lines over years that are hatched, as no line has a value there.

    Where that would leave a point alone, dashes lead to it instead; but none crosses one of the `breaks`, each given by
    the places before and after it.
    """
    known = [at for at in range(max(map(len, lines), default=0)) if any(line[at] is not None for line in lines)]
    gaps = [(left, right) for left, right in pairwise(known) if right - left > 1]
    if any(map(lone_points, lines)):
        gaps = [gap for gap in gaps if any(gap[0] <= after and before <= gap[1] for after, before in breaks)]
    return {at for left, right in gaps for at in range(left + 1, right)}
