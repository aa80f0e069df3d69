"""Comparisons of an expectation → what they leave of each fact: from which number to which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import inf

from msgspec import Struct

from briefing.compose.language.expectations import Comparison
from briefing.model.fact import Fact


class Range(Struct):
    """What the comparisons of one fact leave: from `low` to `high`, each itself left out where strict; `among` how many
    its count is of, 0 where it is none."""

    low: float = -inf
    high: float = inf
    above: bool = False
    below: bool = False
    among: int = 0

    def narrow(self, operator: str, number: float) -> None:
        """Take in one more comparison."""
        if operator in (">", ">=", "==") and (number > self.low or (number == self.low and operator == ">")):
            self.low, self.above = number, operator == ">"
        if operator in ("<", "<=", "==") and (number < self.high or (number == self.high and operator == "<")):
            self.high, self.below = number, operator == "<"


def ranges(comparisons: Sequence[Comparison]) -> Iterator[tuple[Fact, Range]]:
    """→ each fact that is compared with numbers, a count also with a part of another, and what is left of it."""
    found: dict[str, tuple[Fact, Range]] = {}
    for one in comparisons:
        counts = isinstance(one.left, Fact) and one.left.measure == "count"
        right = one.right.value if counts and isinstance(one.right, Fact) else one.right
        if isinstance(one.left, Fact) and not isinstance(right, Fact):
            _, narrowed = found.setdefault(one.left.name, (one.left, Range()))
            narrowed.narrow(one.operator, right)
            narrowed.among = one.among or (one.left.among[0] if counts and one.left.among else narrowed.among)
    yield from found.values()


def alike(comparisons: Sequence[Comparison]) -> tuple[int, ...]:
    """→ how many facts are compared in the same way with the same, for each way."""
    return tuple(Counter(_way(one) for one in {_spelled(one): one for one in comparisons}.values()).values())


def _way(one: Comparison) -> tuple[str, str, str]:
    left = one.left.measure if isinstance(one.left, Fact) else ""
    right = one.right.measure if isinstance(one.right, Fact) else repr(one.right)
    return left, one.operator, right


def _spelled(one: Comparison) -> tuple[str, str, str]:
    left, right = (side.name if isinstance(side, Fact) else repr(side) for side in (one.left, one.right))
    return left, one.operator, right
