"""Whether the points of a line are enough, and close enough to each other."""

from __future__ import annotations

from collections.abc import Sequence
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
