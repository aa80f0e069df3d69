"""The expectations of a text → what they fix: the sign of a change, the levels that a fact is compared with.

What holds wherever a text stands holds next month too, as the build stops where it does not. So an unsigned "39%" may
stand beside "rose" where its `expect` says that the change is above nought.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from briefing.compose.language.characters import one_line
from briefing.compose.language.comparison import SIGNS
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression, spell
from briefing.errors import BriefingError
from briefing.model.fact import Fact, Measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.compose.language.expects import Expects
    from briefing.facts import FactRegistry
    from briefing.model.dataset import Statement

Operand = Fact | float
Signs = frozenset[int]

ANY: Final[Signs] = frozenset({-1, 0, 1})
_NEGATED: Final = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_TURNED: Final = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
# What a difference of this sign says: x > 0 leaves 1 alone.
_SIGNS: Final[dict[str, Signs]] = {
    "==": frozenset({0}),
    "!=": frozenset({-1, 1}),
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    ">": frozenset({1}),
    ">=": frozenset({0, 1}),
}
# Where a measure stands still; a share only where it is that of a target.
_STILL: Final[dict[Measure, float]] = {
    "change": 0.0,
    "pace": 0.0,
    "percent": 0.0,
    "points": 0.0,
    "gap": 0.0,
    "growth": 0.0,
    "multiple": 1.0,
    "index": 100.0,
    "share": 100.0,
}
_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "rank", "target"})


class Comparison(Struct, frozen=True):
    """Two sides that are compared; `among` is of how many conditions the left one counts those that hold."""

    left: Operand
    operator: str
    right: Operand
    among: int = 0

    def turned(self) -> Comparison:
        """The same from the other side."""
        return Comparison(self.right, _TURNED[self.operator], self.left)


class _All(Struct, frozen=True):
    items: tuple[Any, ...]


class _Either(Struct, frozen=True):
    items: tuple[Any, ...]


class Implied:
    """What some expectations fix, for one book of facts."""

    def __init__(
        self,
        book: FactRegistry,
        expects: Expects,
        statements: Mapping[str, Statement],
        parameters: Mapping[str, str | bool],
    ) -> None:
        self._evaluation = Evaluation(book, statements=statements, parameters=parameters)
        self._expects = expects

    @cached_property
    def _condition(self) -> _All:
        return _All(tuple(self._read(source) for source in self._expects))

    def signs(self, fact: Fact) -> Signs:
        """A change, a multiple, an index or a share of a target → the directions that the expectations leave open."""
        return _signs(self._condition, fact)

    def comparisons(self) -> Iterator[Comparison]:
        """Every comparison that has to hold, facts to the left of numbers."""
        yield from _certain(self._condition)

    def facts(self) -> tuple[Fact, ...]:
        """Every fact that the expectations name, whatever they say of it."""
        return tuple(self._evaluation.touched.values()) if self._condition.items else ()

    def places(self) -> frozenset[str]:
        """The places whose names or facts the expectations name."""
        named = frozenset(self._evaluation.names.values()) if self._condition.items else frozenset[str]()
        return named | {place for fact in self.facts() for place in places_of(fact)}

    def limits(self, fact: Fact) -> tuple[Operand, ...]:
        """A fact → the levels and facts that it is compared with, which its rounding must not reach. A fact that it may
        equal, as by `<=`, is none."""
        found: list[Operand] = []
        for one in self.comparisons():
            for left, right in ((one.left, one.right), (one.right, one.left)):
                equal = isinstance(right, Fact) and one.operator in ("==", "<=", ">=")
                if isinstance(left, Fact) and _same(left, fact) and not equal:
                    found.append(right)
        return tuple(dict.fromkeys(found))

    def _read(self, source: str) -> Any:
        try:
            return self._node(parse_expression(one_line(source)), False)
        except BriefingError:
            return _All(())  # told where the expectation itself is tested

    def _node(self, node: ast.expr, negated: bool) -> Any:
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self._node(node.operand, not negated)
        if isinstance(node, ast.BoolOp):
            items = tuple(self._node(item, negated) for item in node.values)
            return _All(items) if isinstance(node.op, ast.And) is not negated else _Either(items)
        if isinstance(node, ast.List | ast.Tuple) and not negated:
            return _All(tuple(self._node(item, False) for item in node.elts))
        if isinstance(node, ast.Compare):
            return self._compared(node, negated)
        if (
            isinstance(node, ast.Call) and _called(node) == "certain" and not negated
        ):  # what is not certain may be true all the same
            return _All(tuple(self._node(item, False) for item in node.args))
        return _All(())

    def _compared(self, node: ast.Compare, negated: bool) -> Any:
        sides = (node.left, *node.comparators)
        found: list[Any] = []
        for op, one, other in zip(node.ops, sides[:-1], sides[1:], strict=True):
            sign = SIGNS.get(type(op), "")
            left, right = self._operand(one), self._operand(other)
            if sign not in _NEGATED or left is None or right is None:
                found.append(_All(()))
                continue
            sign = _NEGATED[sign] if negated else sign
            given = _counts(one)
            found.append(Comparison(left, sign, right, len(given)))
            found += self._times(left, sign, other) + [turned.turned() for turned in self._times(right, sign, one)]
            if given and isinstance(right, int | float) and sign in ("==", ">=") and right == len(given):
                found += [self._node(item, False) for item in given]
            if given and sign == "==" and right == 0:
                found += [self._node(item, True) for item in given]
        return _Either(tuple(found)) if negated and len(found) > 1 else _All(tuple(found))

    def _times(self, left: Operand, sign: str, node: ast.expr) -> list[Comparison]:
        """ "jobs.last > 2 * other.last" compares the quotient of both with 2 too."""
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult) or not isinstance(left, Fact):
            return []
        sides = [self._operand(side) for side in (node.left, node.right)]
        fact = next((side for side in sides if isinstance(side, Fact)), None)
        factor = next((side for side in sides if not isinstance(side, Fact | None)), None)
        if fact is None or factor is None or fact.value <= 0:
            return []
        quotient = Fact(f"{left.name} / {fact.name}", "ratio", left.value / fact.value, "", "=", 0, "", ())
        return [Comparison(quotient, sign, factor)]

    def _operand(self, node: ast.expr) -> Operand | None:
        try:
            value = self._evaluation.value(node)
        except BriefingError:
            return None
        if isinstance(value, Fact):
            return value
        if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
            return None
        if isinstance(node, ast.BinOp) and any(isinstance(part, ast.Attribute | ast.Call) for part in ast.walk(node)):
            return _worked_out(node, float(value))
        return float(value)


def places_of(fact: Fact) -> frozenset[str]:
    """The places that a fact tells of."""
    rows, aims = (row.entity for row in fact.observations), (aim.entity for aim in fact.targets)
    return frozenset({fact.entity, *rows, *aims} - {""})


def _worked_out(node: ast.BinOp, value: float) -> Fact:
    """A sum, difference or quotient of facts, as one that a number is compared with."""
    measure: Measure = "ratio" if isinstance(node.op, ast.Div) else "value"
    return Fact(spell(node), measure, value, "", "=", 0, "", ())


def _called(node: ast.expr) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def _counts(node: ast.expr) -> list[ast.expr]:
    """The conditions of `count(…)`; none for anything else."""
    if not isinstance(node, ast.Call) or _called(node) != "count":
        return []
    return [part for item in node.args for part in (item.elts if isinstance(item, ast.List | ast.Tuple) else [item])]


def _certain(condition: Any) -> Iterator[Comparison]:
    if isinstance(condition, Comparison):
        yield condition if isinstance(condition.left, Fact) else condition.turned()
    elif isinstance(condition, _All):
        for item in condition.items:
            yield from _certain(item)


def _signs(condition: Any, fact: Fact) -> Signs:
    if isinstance(condition, Comparison):
        return _compared_signs(condition, fact) & _compared_signs(condition.turned(), fact)
    found = [_signs(item, fact) for item in condition.items]
    if isinstance(condition, _Either):
        return frozenset().union(*found) if found else ANY
    return reduce(frozenset.intersection, found, ANY)


def _compared_signs(one: Comparison, fact: Fact) -> Signs:
    """What a comparison whose left side is the change, or its later value, leaves open of its sign."""
    if not isinstance(one.left, Fact):
        return ANY
    if isinstance(one.right, Fact):
        levels = one.left.measure in _LEVELS and one.right.measure in _LEVELS
        return _SIGNS[one.operator] if levels and _records(one.right, one.left) == _records(fact) else ANY
    if one.left.measure not in _STILL or _records(one.left) != _records(fact) or not _moves(one.left, fact):
        return ANY
    beyond = one.right - _STILL[one.left.measure]
    if beyond == 0:
        return _SIGNS[one.operator]
    if beyond > 0:
        return frozenset({1}) if one.operator in ("==", ">", ">=") else ANY
    return frozenset({-1}) if one.operator in ("==", "<", "<=") else ANY


def _moves(one: Fact, other: Fact) -> bool:
    """Whether both tell of the same movement; a share of a whole is none."""
    return all(fact.measure != "share" or bool(fact.targets) for fact in (one, other))


def _records(*facts: Fact) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The records behind facts, the base first: the same for `percent`, `change` and `multiple` of the same ends."""
    observations = tuple(dict.fromkeys(row for fact in facts for row in fact.observations))
    return observations, tuple(dict.fromkeys(aim for fact in facts for aim in fact.targets))


def _same(one: Fact, other: Fact) -> bool:
    return one.measure == other.measure and one.unit == other.unit and _records(one) == _records(other)
