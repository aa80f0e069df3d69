"""Expressions of a story, evaluated node by node.

Nothing is compiled. Only the nodes that `Evaluation` knows exist, and only the attributes named below can be read, so
a story reaches facts and nothing else: no loops, no imports, no subscripts, no methods of strings.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Final

from briefing.compose.language import expression_hints
from briefing.compose.language.calls import called
from briefing.compose.language.comparison import (
    DatasetName,
    ParameterText,
    Truth,
    Unsure,
    compared,
    exact,
    kind_of,
)
from briefing.compose.language.story_characters import refuse_unprintable
from briefing.compose.language.syntax import Spelling, spell
from briefing.errors import FactError, Impossible, StoryError, Undecided
from briefing.facts import FactRegistry, SubjectFacts
from briefing.facts.fact_reference import meaning, suggest_measure
from briefing.facts.formula import Selection, as_tree
from briefing.model.dataset import Statement
from briefing.model.edition import EDITION
from briefing.model.fact import Fact

Printer = Callable[[str, object, list[Any], dict[str, Any], ast.expr], Any]

FACTS: Final = (
    "first", "last", "latest", "highest", "lowest", "change", "percent", "points", "multiple", "growth", "pace", "span",
    "age", "year_ago", "range", "places_gained", "lower_quartile", "upper_quartile",
)  # fmt: skip
METHODS: Final = (
    "at", "rank", "share", "target", "gap", "short_of", "target_share", "pace_needed", "first_above", "first_below",
    "above_since", "below_since", "between", "of", "index_at", "share_with", "share_of_change", "sum_with", "rest",
    "rest_share", "rest_change", "rank_of", "sum_of", "mean_of", "median_of", "share_of_all", "places", "places_from",
    "minus", "index_minus", "by", "lag", "on_previous", "on_year", "annualised", "mean_over", "sum_over", "to_date",
    "to_date_on_year", "index_on", "contribution", "rest_contribution", "streak", "highest_since", "lowest_since",
    "first_reading", "revision", "percent_with",
)  # fmt: skip
NAMES: Final = ("name", "unit", "entity", "publisher")
FACT_ATTRIBUTES: Final = ("value", "year", "period", "provisional")

FUNCTIONS: Final = ("count", "items", "certain", "known")  # each has a method of its name in Evaluation
_CONSTANTS: Final = {"true": True, "false": False, "none": None}
_ARITHMETIC: Final[Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_MOST: Final = 1e18  # of an argument, which stands in the formula of a fact: one of more than 64 bits has no encoding
_ARGUMENTS: Final = (kind_of(0), kind_of(""), "a period", "a short name without its fact")
# The method of Evaluation for each node; no other node exists for a story.
_METHODS: Final[Mapping[type[ast.expr], str]] = {
    node: f"_{node.__name__.lower()}"
    for node in (
        ast.Name, ast.Constant, ast.Attribute, ast.Call, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp,
        ast.List, ast.Tuple,
    )
}  # fmt: skip


def near(name: str, known: Iterator[str] | tuple[str, ...]) -> str:
    """Return the fix that suggests the known names nearest to an unknown one."""
    names = sorted(set(known))
    close = get_close_matches(name, names, n=3, cutoff=0.5)
    if close:
        return "did you mean " + " or ".join(close) + "?"
    return "known here: " + ", ".join(names[:40]) if names else "the project has none; add it to the data"


class Evaluation:
    """Evaluates expressions; collects the facts and parameters they touch and the comparisons that stay open.

    The printer turns (filter name, value, arguments) into what may stand in the text; without one, filters are refused.
    A name, a fact and a parameter are plain values in here: only what is printed in the end is marked.
    """

    def __init__(
        self,
        book: FactRegistry,
        printer: Printer | None = None,
        statements: Mapping[str, Statement] | None = None,
        lang: str = "en",
        parameters: Mapping[str, str | bool] | None = None,
    ) -> None:
        self.book = book
        self.lang = lang
        self.statements = statements or {}
        self.printer = printer
        self.parameters = parameters or {}
        self.touched: dict[str, Fact] = {}
        self.named: dict[str, str | bool] = {}
        self.names: dict[str, str] = {}
        self.open: list[str] = []

    def value(self, node: ast.expr) -> Any:
        """Return the fact, subject, name, number or truth value of a tree. StoryError or FactError with the reason."""
        try:
            return self._of(node)
        except RecursionError:
            raise StoryError("the expression has too many steps", fix="split it into several") from None

    def truth(self, node: ast.expr) -> Truth:
        """Return whether a condition is true, false or open. StoryError if it is no condition."""
        return self._as_truth(self.value(node), node)

    def _of(self, node: ast.expr) -> Any:
        method = _METHODS.get(type(node))
        if method is None:
            raise _foreign(node)
        result = getattr(self, method)(node)
        if isinstance(result, Fact):
            self.touched.setdefault(result.name, result)
        return result

    def _name(self, node: ast.Name) -> Any:
        if node.id in _CONSTANTS:
            return _CONSTANTS[node.id]
        if node.id in self.parameters:
            return self._parameter(node.id)
        known = (*self.book.keys(), *self.parameters)
        if node.id == EDITION and node.id not in known:
            self.names[EDITION] = self.book.entity
            return DatasetName(EDITION, self.book.entity, self.book.place_in(self.lang, self.book.entity))
        if node.id not in known:
            close = get_close_matches(node.id, known, n=3, cutoff=0.6)
            fix = f"did you mean {' or '.join(close)}? Else " if close else ""
            fix += "declare it in [facts] of briefing.toml, or in [parameters] if it is words"
            raise StoryError(f"unknown name `{node.id}`", fix=fix)
        return self.book.subject(node.id)

    def _parameter(self, name: str) -> ParameterText | bool:
        value = self.named[name] = self.parameters[name]
        return value if isinstance(value, bool) else ParameterText(name, value)

    def _constant(self, node: ast.Constant) -> Any:
        if not isinstance(node.value, str | int | float | None):
            raise _foreign(node.value)
        if isinstance(node.value, str):
            refuse_unprintable(node.value)
        if isinstance(node.value, float) and not math.isfinite(node.value):
            raise StoryError("a number of the expression is too large", fix="write one below 1e308")
        return node.value

    def _attribute(self, node: ast.Attribute) -> Any:
        holder = self._of(node.value)
        known = FACT_ATTRIBUTES if isinstance(holder, Fact) else (*FACTS, *METHODS, *NAMES)
        plain = not isinstance(holder, Fact) and not hasattr(holder, "expression")
        if plain or isinstance(holder, DatasetName) or node.attr not in known:
            fix = expression_hints.attribute(node)
            if isinstance(holder, Fact):
                fix = expression_hints.of_fact(node) or near(node.attr, known)
            fix = suggest_measure(node.attr, known) if not plain and not isinstance(holder, Fact | DatasetName) else fix
            raise StoryError(f"`{spell(node.value)}` has no `{node.attr}`", fix=fix)
        if isinstance(holder, Fact) and node.attr == "year":
            return holder.period and holder.period.year_of_notation
        found = getattr(holder, node.attr)
        if node.attr not in NAMES or isinstance(holder, Fact):
            return found
        expression = f"{holder.expression}.{node.attr}"
        self.names[expression] = found
        return DatasetName(expression, found, self._translated(holder, node.attr))

    def _translated(self, subject: SubjectFacts, name: str) -> str:
        """Return a name of a subject in the language of the story, where that is known."""
        if name == "name":
            return subject.name_in(self.lang)
        if name == "unit":
            return subject.units.get(self.lang, subject.unit)
        if name == "publisher":
            return subject.publisher
        return self.book.place_in(self.lang, subject.entity) if not subject.combined else subject.entity

    def _call(self, node: ast.Call) -> Any:
        _refuse_stars(node)
        if isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
            return getattr(self, f"_{node.func.id}")(node)
        if not isinstance(node.func, ast.Attribute) or node.func.attr not in METHODS:
            fix = expression_hints.called(node, near(spell(node.func), (*METHODS, *FUNCTIONS)))
            raise StoryError(f"`{spell(node.func)}` cannot be called", fix=fix)
        method = self._of(node.func)
        args = [self._argument(item) for item in node.args]
        kwargs = {str(item.arg): self._argument(item.value) for item in node.keywords}
        try:
            return called(node, method, args, kwargs)
        except (TypeError, ValueError, OverflowError, AttributeError):
            fix = f"write {meaning(node.func.attr)}"
            raise StoryError(f"`{spell(node)}` has the wrong arguments", fix=fix) from None

    def _argument(self, node: ast.expr) -> Any:
        value = self._of(node)
        if kind_of(value) not in _ARGUMENTS:
            fix = "give a period, a number, a place or a name"
            raise StoryError(f"`{spell(node)}` is no argument of a fact", fix=fix)
        if isinstance(value, Fraction):
            value = int(value) if value.denominator == 1 else float(value)
        if isinstance(value, int | float) and abs(value) >= _MOST:
            raise StoryError("a number of the expression is too large", fix="write one below 1e18")
        return value.text if isinstance(value, ParameterText | DatasetName) else value

    def _count(self, node: ast.Call) -> Fact:
        inner = Evaluation(self.book, statements=self.statements, lang=self.lang, parameters=self.parameters)
        given: list[Any] = [value for item in node.args for value in _flat(inner.value(item))]
        self.open += inner.open
        self.named |= inner.named
        self.names |= inner.names
        self.touched |= inner.touched
        return _count_fact(node, given, tuple(inner.touched.values()))

    def _items(self, node: ast.Call) -> Fact:
        key = self._of(node.args[0]) if len(node.args) == 1 and not node.keywords else None
        if not isinstance(key, str) or key not in self.statements:
            raise StoryError(f"`{spell(node)}` names no statement", fix=near(str(key), tuple(self.statements)))
        formula, tree = f"entries of the statement {key}", as_tree(Selection("entries", {"statement": key}), ())
        return Fact(spell(node), "count", float(len(self.statements[key].items)), "", "=", 0, formula, (), tree=tree)

    def _certain(self, node: ast.Call) -> bool:
        if len(node.args) != 1 or node.keywords:
            each = " and ".join(f"certain({spell(item)})" for item in node.args) or "certain(…) of one condition"
            raise StoryError(f"`{spell(node)}` asks for one condition", fix=f"write {each}")
        before = len(self.open)
        verdict = self._truth(node.args[0])
        del self.open[before:]  # the author has chosen what an open condition means
        return verdict is True

    def _known(self, node: ast.Call) -> bool:
        """Whether the data give a fact; what is misspelt stays an error."""
        if len(node.args) != 1 or node.keywords:
            each = " and ".join(f"known({spell(item)})" for item in node.args) or "known(…) of one fact"
            raise StoryError(f"`{spell(node)}` asks for one fact", fix=f"write {each}")
        try:
            value = self._of(node.args[0])
        except Impossible:
            raise
        except FactError:
            return False
        if not isinstance(value, Fact):
            raise StoryError(f"`{spell(node.args[0])}` is no fact", fix="write a fact, as known(visits.last)")
        return True

    def _binop(self, node: ast.BinOp) -> Any:
        if isinstance(node.op, ast.BitOr):
            return self._filtered(node.left, node.right)
        if type(node.op) not in _ARITHMETIC:
            raise _foreign(node.op)
        left, right = self._number(node.left), self._number(node.right)
        try:
            result = _ARITHMETIC[type(node.op)](left, right)
            float(result)  # whole numbers have no bound of their own
        except (ZeroDivisionError, OverflowError) as error:
            fix = expression_hints.divided(node, isinstance(error, ZeroDivisionError))
            raise StoryError(f"`{spell(node)}` cannot be worked out", fix=fix) from None
        return result

    def _filtered(self, value: ast.expr, filter_: ast.expr) -> Any:
        call = filter_ if isinstance(filter_, ast.Call) else ast.Call(filter_, [], [])
        if not isinstance(call.func, ast.Name):
            fix = f"write its name behind `|`, as {spell(value)} | value"
            raise StoryError(f"`{spell(filter_)}` is no filter", fix=fix)
        if self.printer is None:
            what = f"the filter `{call.func.id}` cannot stand in a condition"
            raise StoryError(what, fix=f"compare the fact itself, as {spell(value)} > 2")
        _refuse_stars(call)
        args = [self._of(item) for item in call.args]
        kwargs = {str(item.arg): self._of(item.value) for item in call.keywords}
        return self.printer(call.func.id, self._of(value), args, kwargs, value)

    def _compare(self, node: ast.Compare) -> Truth:
        left = self._of(node.left)
        verdict: Truth = True
        spelling = Spelling(node)
        for op, operand in zip(node.ops, node.comparators, strict=True):
            right = self._of(operand)
            step, openly = compared(op, left, right, spelling)
            self.open += openly
            if step is False:
                return False
            verdict = step if isinstance(step, Unsure) else verdict
            left = right
        return verdict

    def _boolop(self, node: ast.BoolOp) -> Truth:
        settles = isinstance(node.op, ast.Or)
        verdict: Truth = not settles
        for item in node.values:
            step = self._truth(item)
            if step is settles:
                return step
            verdict = step if isinstance(step, Unsure) else verdict
        return verdict

    def _unaryop(self, node: ast.UnaryOp) -> Any:
        if isinstance(node.op, ast.USub):
            return -self._number(node.operand)
        if not isinstance(node.op, ast.Not):
            raise _foreign(node.op)
        value = self._truth(node.operand)
        return value if isinstance(value, Unsure) else not value

    def _truth(self, node: ast.expr) -> Truth:
        return self._as_truth(self._of(node), node)

    def _as_truth(self, value: Any, node: ast.expr) -> Truth:
        if isinstance(value, bool | Unsure):
            return value
        raise StoryError(f"`{spell(node)}` is neither true nor false", fix=expression_hints.compared(node, value))

    def _ifexp(self, node: ast.IfExp) -> Any:
        verdict = self._truth(node.test)
        if isinstance(verdict, Unsure):
            raise left_open(spell(node.test), self.open)
        return self._of(node.body if verdict else node.orelse)

    def _list(self, node: ast.List) -> list[Any]:
        return [self._of(item) for item in node.elts]

    _tuple = _list

    def _number(self, node: ast.expr) -> Fraction:
        value = self._of(node)
        if isinstance(value, Fact) and value.qualifier in "≥≤":
            fix = f"compare or print {value.name} alone, without arithmetic"
            raise Undecided(f"`{value.name}` is only known one-sidedly", fix=fix)
        if isinstance(value, bool) or not isinstance(value, Fact | int | float | Fraction):
            fix = f"leave `{spell(node)}` out, or write a fact or a number in its place"
            raise StoryError(f"`{spell(node)}` is no number", fix=fix)
        return exact(value)


def _count_fact(node: ast.Call, given: list[Any], facts: tuple[Fact, ...]) -> Fact:
    """Return how many of the given truth values hold (≥ where some are open), by the facts that they compare."""
    for at, value in enumerate(given):
        if not isinstance(value, bool | Unsure):
            fix = expression_hints.compared(node.args[min(at, len(node.args) - 1)], value)
            raise StoryError(f"`{spell(node)}` counts what is neither true nor false", fix=fix)
    true = sum(value is True for value in given)
    return Fact(
        name=spell(node),
        measure="count",
        value=float(true),
        unit="",
        qualifier="≥" if any(isinstance(value, Unsure) for value in given) else "=",
        decimals=0,
        formula=f"{true} of {len(given)} hold",
        tree=as_tree(Selection("hold", {"holding": true, "among": len(given)}), ()),
        observations=tuple(dict.fromkeys(item for fact in facts for item in fact.observations)),
        targets=tuple(dict.fromkeys(item for fact in facts for item in fact.targets)),
        notes=tuple(dict.fromkeys(note for fact in facts for note in fact.notes)),
    )


def left_open(condition: str, facts: list[str]) -> Undecided:
    """Return the error of a condition that facts leave open, as it takes neither way by itself."""
    named = ", ".join(dict.fromkeys(facts))
    what = f"`{condition}` is neither true nor false, as {named} {'is' if len(set(facts)) == 1 else 'are'} "
    fix = f"compare with a value that the data decide, or write certain({condition}), false where it is open"
    return Undecided(f"{what}only known one-sidedly or about", fix=fix)


def _foreign(node: object) -> StoryError:
    return StoryError(
        f"a story's expression cannot hold `{type(node).__name__.lower()}`",
        fix="use facts, comparisons, and, or, not, if … else and the filters of the wording",
    )


def _refuse_stars(call: ast.Call) -> None:
    if any(isinstance(item, ast.Starred) for item in call.args) or any(item.arg is None for item in call.keywords):
        raise StoryError("`*` cannot stand in a call", fix="write the arguments out")


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    else:
        yield value
