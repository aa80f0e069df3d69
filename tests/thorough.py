"""How much a run of the tests tries: enough of each large product, or all of it with BRIEFING_THOROUGH=1.

What costs much is a product: kinds of charts by numbers by outputs, editions by themes by pages by languages. A usual
run takes pairs of it, in which every two values of different parameters meet; nearly all faults lie in one value or in
two that meet. Properties are tried with fewer examples, which are others in each run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Sequence
from itertools import product
from typing import Any, TypeVar

import pytest
from allpairspy import AllPairs

T = TypeVar("T")
THOROUGH = os.environ.get("BRIEFING_THOROUGH", "") not in ("", "0")
# For a test that takes long and whose subject other tests look at too.
ONLY_IN_A_THOROUGH_RUN = pytest.mark.skipif(not THOROUGH, reason="BRIEFING_THOROUGH=1 runs it")
FEWEST = 10  # examples of a property in a usual run


def pairs(*parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return cases in which every two values of different parameters meet; in a thorough run the whole product."""
    return list(product(*parameters)) if THOROUGH else [tuple(case) for case in AllPairs(list(map(list, parameters)))]


def dealt(cases: Sequence[T], values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return each case with one of the values, which take turns; in a thorough run with each of them."""
    if THOROUGH:
        return list(product(cases, values))
    return [(case, values[at % len(values)]) for at, case in enumerate(cases)]


def of_each_kind(groups: Sequence[tuple[T, ...]], kind: Callable[[T], Hashable]) -> list[tuple[T, ...]]:
    """Return the groups of three or more cases, which cost as much as one case, and of the others those that have a
    case of a kind that no group before has; in a thorough run all groups."""
    found, chosen = set[Hashable](), list[tuple[T, ...]]()
    for group in sorted(groups, key=len, reverse=True):
        kinds = {kind(case) for case in group}
        if THOROUGH or len(group) >= 3 or kinds - found:
            chosen.append(group)
            found |= kinds
    return chosen


def examples(count: int) -> int:
    """Return how many examples a property is tried with, of as many in a thorough run: a fifth, but ten at least."""
    return count if THOROUGH else min(count, max(FEWEST, count // 5))
