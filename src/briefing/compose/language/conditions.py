"""Conditions of a story, `expect` and `when`, and what they settle: the sign of a change, the levels of a fact.

What holds wherever a text stands holds next month too, as the build stops where it does not. So an unsigned "39%" may
follow "rose" where its `expect` says that the change is above zero.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property, reduce
from typing import Any, Final

from msgspec import Struct

from briefing.compose.language.comparison import SIGNS, Truth, Unsure
from briefing.compose.language.expressions import Evaluation, left_open
from briefing.compose.language.fact_expressions import places_of
from briefing.compose.language.story_characters import one_line
from briefing.compose.language.syntax import parse_expression, spell
from briefing.errors import BriefingError, FactError, Finding, StoryError
from briefing.facts import FactRegistry
from briefing.model.dataset import Dataset, Statement
from briefing.model.edition import Project
from briefing.model.fact import Fact, Measure

# Conditions in the words of the story, each of which is true wherever a text stands.
Expects = tuple[str, ...]
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
# The value of a measure where nothing has moved; of a share only where it is that of a target.
_ZEROS: Final[dict[Measure, float]] = {
    "change": 0.0,
    "pace": 0.0,
    "percent": 0.0,
    "points": 0.0,
    "gap": 0.0,
    "growth": 0.0,
    "contribution": 0.0,
    "revision": 0.0,
    "streak": 0.0,
    "multiple": 1.0,
    "index": 100.0,
    "share": 100.0,
}
_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "rank", "target", "mean", "sum"})


def expects(given: str | Iterable[str]) -> Expects:
    """Return the conditions of a node's `expect`, one or several."""
    return tuple(item for item in ((given,) if isinstance(given, str) else given) if item.strip())


def branch_expects(when: str, key: str) -> Expects:
    """Return what holds where a sentence stands by its `when`: that, or for the text of `otherwise` its opposite."""
    if not when.strip():
        return ()
    return (when,) if key == "text" else (f"not ({when})",)


class Comparison(Struct, frozen=True):
    """Two values that are compared; `among` is of how many conditions the left one counts those that hold."""

    left: Operand
    operator: str
    right: Operand
    among: int = 0

    def turned(self) -> Comparison:
        """Return the same comparison from the other side."""
        return Comparison(self.right, _TURNED[self.operator], self.left)


class _And(Struct, frozen=True):
    items: tuple[Any, ...]


class _Or(Struct, frozen=True):
    items: tuple[Any, ...]


class Expectations:
    """What some expectations settle about the facts of an edition."""

    def __init__(
        self,
        book: FactRegistry,
        expects: Expects,
        statements: Mapping[str, Statement],
        parameters: Mapping[str, str | bool],
    ) -> None:
        self._evaluation = Evaluation(book, statements=statements, parameters=parameters)
        self._condition = _And(tuple(self._read(source) for source in expects))

    def signs(self, fact: Fact) -> Signs:
        """Return the directions that the expectations leave open to a change, multiple, index or share of a target."""
        return _signs(self._condition, fact)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every comparison that has to hold, facts to the left of numbers."""
        return tuple(_certain(self._condition))

    def facts(self) -> tuple[Fact, ...]:
        """Return every fact that the expectations name, whatever they say of it."""
        return tuple(self._evaluation.touched.values()) if self._condition.items else ()

    def places(self) -> frozenset[str]:
        """Return the places whose names or facts the expectations name."""
        named = frozenset(self._evaluation.names.values()) if self._condition.items else frozenset[str]()
        return named | {place for fact in self.facts() for place in places_of(fact)}

    def limits(self, fact: Fact) -> tuple[Operand, ...]:
        """Return the levels and facts that a fact is compared with, which its rounding must not reach.

        A fact that it may equal, as by `<=`, is none.
        """
        found: list[Operand] = []
        for item in self.comparisons:
            for left, right in ((item.left, item.right), (item.right, item.left)):
                equal = isinstance(right, Fact) and item.operator in ("==", "<=", ">=")
                if isinstance(left, Fact) and _same(left, fact) and not equal:
                    found.append(right)
        return tuple(dict.fromkeys(found))

    def _read(self, source: str) -> Any:
        try:
            return self._node(parse_expression(one_line(source)), False)
        except BriefingError:
            return _And(())  # reported where the expectation itself is tested

    def _node(self, node: ast.expr, negated: bool) -> Any:
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self._node(node.operand, not negated)
        if isinstance(node, ast.BoolOp):
            items = tuple(self._node(item, negated) for item in node.values)
            return _And(items) if isinstance(node.op, ast.And) is not negated else _Or(items)
        if isinstance(node, ast.List | ast.Tuple) and not negated:
            return _And(tuple(self._node(item, False) for item in node.elts))
        if isinstance(node, ast.Compare):
            return self._compared(node, negated)
        if _called(node) == "certain" and isinstance(node, ast.Call) and not negated:  # the opposite may be true too
            return _And(tuple(self._node(item, False) for item in node.args))
        return _And(())

    def _compared(self, node: ast.Compare, negated: bool) -> Any:
        sides = (node.left, *node.comparators)
        found: list[Any] = []
        for op, left_node, right_node in zip(node.ops, sides[:-1], sides[1:], strict=True):
            sign = SIGNS.get(type(op), "")
            left, right = self._operand(left_node), self._operand(right_node)
            if sign not in _NEGATED or left is None or right is None:
                found.append(_And(()))
                continue
            sign = _NEGATED[sign] if negated else sign
            given = _counted_conditions(left_node)
            found.append(Comparison(left, sign, right, len(given)))
            found += self._quotient(left, sign, right_node)
            found += [item.turned() for item in self._quotient(right, sign, left_node)]
            if given and isinstance(right, int | float) and sign in ("==", ">=") and right == len(given):
                found += [self._node(item, False) for item in given]
            if given and sign == "==" and right == 0:
                found += [self._node(item, True) for item in given]
        return _Or(tuple(found)) if negated and len(found) > 1 else _And(tuple(found))

    def _quotient(self, left: Operand, sign: str, node: ast.expr) -> list[Comparison]:
        """Return the comparison of the quotient with 2 that `jobs.last > 2 * other.last` is too."""
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


def _worked_out(node: ast.BinOp, value: float) -> Fact:
    """Return a sum, difference or quotient of facts as a fact that a number is compared with."""
    measure: Measure = "ratio" if isinstance(node.op, ast.Div) else "value"
    return Fact(spell(node), measure, value, "", "=", 0, "", ())


def _called(node: ast.expr) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def _counted_conditions(node: ast.expr) -> list[ast.expr]:
    """Return the conditions of `count(…)`; none for anything else."""
    if not isinstance(node, ast.Call) or _called(node) != "count":
        return []
    return [part for item in node.args for part in (item.elts if isinstance(item, ast.List | ast.Tuple) else [item])]


def _certain(condition: Any) -> Iterator[Comparison]:
    if isinstance(condition, Comparison):
        yield condition if isinstance(condition.left, Fact) else condition.turned()
    elif isinstance(condition, _And):
        for item in condition.items:
            yield from _certain(item)


def _signs(condition: Any, fact: Fact) -> Signs:
    if isinstance(condition, Comparison):
        return _compared_signs(condition, fact) & _compared_signs(condition.turned(), fact)
    found = [_signs(item, fact) for item in condition.items]
    if isinstance(condition, _Or):
        return frozenset().union(*found) if found else ANY
    return reduce(frozenset.intersection, found, ANY)


def _compared_signs(item: Comparison, fact: Fact) -> Signs:
    """Return the signs that a comparison leaves open, whose left side is the change or its later value."""
    left, right, operator = item.left, item.right, item.operator
    if not isinstance(left, Fact):
        return ANY
    if isinstance(right, Fact):
        levels = left.measure in _LEVELS and right.measure in _LEVELS
        return _SIGNS[operator] if levels and _records(right, left) == _records(fact) else ANY
    if left.measure not in _ZEROS or _records(left) != _records(fact) or not _same_movement(left, fact):
        return ANY
    beyond = right - _ZEROS[left.measure]
    if beyond == 0:
        return _SIGNS[operator]
    if beyond > 0:
        return frozenset({1}) if operator in ("==", ">", ">=") else ANY
    return frozenset({-1}) if operator in ("==", "<", "<=") else ANY


def _same_movement(*facts: Fact) -> bool:
    """Whether facts are of the same movement; a share of a whole is none."""
    return all(fact.measure != "share" or bool(fact.targets) for fact in facts)


def _records(*facts: Fact) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return the records behind facts, the base first: equal for all changes between the same ends."""
    observations = tuple(dict.fromkeys(row for fact in facts for row in fact.observations))
    return observations, tuple(dict.fromkeys(target for fact in facts for target in fact.targets))


def _same(fact: Fact, other: Fact) -> bool:
    return fact.measure == other.measure and fact.unit == other.unit and _records(fact) == _records(other)


# Conditions

OPEN: Final = "is only known one-sidedly, so the claim is not certain"


def holds(project: Project, expression: str, where: str) -> bool:
    """Whether a condition over the facts of a project, as `patents.last > 250`, is true.

    StoryError at the place `where` it stands for what is no condition, for a fact that the data refuse, and where one
    that is only known one-sidedly leaves it open.
    """
    try:
        book = FactRegistry(project.dataset, project.edition)
        lang = project.edition.languages[0]
        parameters = project.edition.parameters_in(lang)
        value, evaluation = evaluate(book, project.dataset, expression, parameters, lang)
        return decided(value, expression, evaluation)
    except BriefingError as error:
        raise StoryError(Finding(where, with_fact(error, finding), finding.fix) for finding in error.findings) from None


def decided(value: Truth, expression: str, evaluation: Evaluation) -> bool:
    """Return what a condition gave; StoryError where a fact that is known one-sidedly leaves it open."""
    if isinstance(value, Unsure):
        raise left_open(one_line(expression), evaluation.open)
    return value


def evaluate(
    book: FactRegistry,
    dataset: Dataset,
    expression: str,
    parameters: Mapping[str, str | bool] | None = None,
    lang: str = "en",
) -> tuple[Truth, Evaluation]:
    """Evaluate a condition that may name parameters; return the verdict, and the evaluation with what it touched.

    StoryError or FactError with the reason.
    """
    evaluation = Evaluation(book, statements=dataset.statements, lang=lang, parameters=parameters)
    return evaluation.truth(parse_expression(one_line(expression))), evaluation


def with_fact(error: BriefingError, finding: Finding) -> str:
    """Return what is wrong, after the fact that was refused: a text may hold several."""
    named = isinstance(error, FactError) and finding.where and finding.where not in finding.what
    return f"{finding.where}: {finding.what}" if named else finding.what
