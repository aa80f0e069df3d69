"""An evaluator of expectations on the facts of a ledger: true, false or open, in exact arithmetic.

A number enters as the decimals that the ledger has; no function is called but those defined here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from briefing.proof.numbers.condition_values import Number, Open, PeriodBound, Subject, Unknown, Value, compared, joined
from briefing.proof.periods import NoPeriod, Period, containing, period
from briefing.proof.reading.formula_trees import Highest, Lowest
from briefing.proof.reading.formula_trees import Value as PublishedValue
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact

_MOST_NODES: Final = 1200
_LARGEST: Final = Fraction(10**300)
_ARITHMETIC: Final[Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}
_CONSTANTS: Final = {"true": True, "false": False}
_NAMES: Final = ("name", "unit", "entity")
# One place, or several together: what is asked of them has facts of its own.
_OF_PLACES: Final = ("of", "sum_of", "mean_of", "median_of")
# Facts of all years, whatever `between` chose.
_ANY_YEAR: Final = re.compile(r"(?:at|target|rank)\(.+|latest")


class Conditions:
    """Evaluates expressions over the facts, parameters and names of a ledger; `lists` has the number of entries of each
    statement."""

    def __init__(self, ledger: Ledger, lists: Mapping[str, int]) -> None:
        self.facts = ledger.facts
        self.parameters = ledger.edition.parameters
        self.names = ledger.edition.names
        self.lists = lists
        self.nodes = 0

    def holds(self, expression: str) -> bool:
        """Whether an expectation is certainly true. Raises Unknown where it cannot be tested."""
        try:
            tree = ast.parse(" ".join(expression.split()), mode="eval").body
            return self._truth(tree) is True
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise Unknown("it is no expression") from error

    def _value(self, node: ast.expr) -> Value:
        self.nodes += 1
        if self.nodes > _MOST_NODES:
            raise Unknown("it is too long")
        if isinstance(node, ast.Constant):
            return _constant(node)
        if isinstance(node, ast.Name):
            return self._named(node.id)
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        if isinstance(node, ast.Call):
            return self._called(node)
        if isinstance(node, ast.IfExp):
            return self._value(node.body if self._settled(node.test) else node.orelse)
        if isinstance(node, ast.List | ast.Tuple):
            return tuple(self._value(item) for item in node.elts)
        if isinstance(node, ast.BinOp):
            return Number(self._worked_out(node))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return Number(-self._number(node.operand))
        return self._condition(node)

    def _condition(self, node: ast.expr) -> bool | Open:
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            inner = self._truth(node.operand)
            return inner if isinstance(inner, Open) else not inner
        if isinstance(node, ast.BoolOp):
            settles = isinstance(node.op, ast.Or)
            return joined((self._truth(item) for item in node.values), settles)
        if isinstance(node, ast.Compare):
            return joined(self._steps(node), settles=False)
        raise Unknown(_lacking(node))

    def _truth(self, node: ast.expr) -> bool | Open:
        value = self._value(node)
        if not isinstance(value, bool | Open):
            raise Unknown(f"{_spelled(node)} is neither true nor false")
        return value

    def _settled(self, node: ast.expr) -> bool:
        verdict = self._truth(node)
        if isinstance(verdict, Open):
            raise Unknown(f"{_spelled(node)} is left open")
        return verdict

    def _number(self, node: ast.expr) -> Fraction:
        value = self._value(node)
        if not isinstance(value, Number) or value.qualifier in "≥≤":
            raise Unknown(f"{_spelled(node)} is no number to calculate with")
        return value.value

    def _worked_out(self, node: ast.BinOp) -> Fraction:
        if type(node.op) not in _ARITHMETIC:
            raise Unknown(_lacking(node))
        left, right = self._number(node.left), self._number(node.right)
        if isinstance(node.op, ast.Div) and right == 0:
            raise Unknown(f"{_spelled(node)} divides by zero")
        result = _ARITHMETIC[type(node.op)](left, right)
        if abs(result) > _LARGEST:
            raise Unknown(f"{_spelled(node)} is too large")
        return result

    def _named(self, name: str) -> Value:
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        return self.parameters[name] if name in self.parameters else Subject(name)

    # Facts and names

    def _attribute(self, node: ast.Attribute) -> Value:
        if node.attr in {"value", "year", "period"}:
            return self._of_fact(self._fact(node.value), node.attr, node)
        if node.attr == "provisional":
            return any(cell.status == "P" for cell in self._fact(node.value).records)
        holder = self._value(node.value)
        if not isinstance(holder, Subject):
            raise Unknown(_lacking(node))
        if node.attr in _NAMES:
            return self._name(holder, node.attr)
        return self._found(holder, (node.attr,), node)

    def _fact(self, node: ast.expr) -> LedgerFact:
        if isinstance(node, ast.Attribute | ast.Call):
            for name in self._candidates(node):
                if name in self.facts:
                    return self.facts[name]
        raise Unknown(_lacking(node))

    def _of_fact(self, fact: LedgerFact, what: str, node: ast.expr) -> Number | Period:
        if what == "value":
            return Number(_exact(fact.value))
        own = _extreme_periods(fact) or {cell.period for cell in fact.records}
        if not own or (len(own) > 1 and not (fact.basis or fact.window or fact.longer or fact.written)):
            raise Unknown(_lacking(node))
        last = max(own) if fact.longer is None else containing(max(own).last, fact.longer)
        found = last if fact.written is None else period(fact.written)
        return found if what == "period" else Number(Fraction(int(str(found)[:4])))

    def _candidates(self, node: ast.Attribute | ast.Call) -> Iterator[str]:
        """Yield the names that the ledger may have for a fact of an expression."""
        yield _spelled(node)
        called = node.func if isinstance(node, ast.Call) else node
        if isinstance(called, ast.Attribute):
            holder = self._value(called.value)
            calls = (called.attr,) if isinstance(node, ast.Attribute) else tuple(self._calls(called.attr, node))
            if isinstance(holder, Subject):
                yield from _names_of(holder, calls)

    def _found(self, holder: Subject, calls: Sequence[str], node: ast.expr) -> Number | Period | PeriodBound:
        for name in _names_of(holder, calls):
            if name in self.facts:
                fact = self.facts[name]
                if fact.written is not None:
                    found = period(fact.written)
                    return found if fact.qualifier == "=" else PeriodBound(found, fact.qualifier)
                return Number(_exact(fact.value), fact.qualifier)
        raise Unknown(_lacking(node))

    def _name(self, holder: Subject, what: str) -> str:
        """Return a place as the observations of the short name's own values have it, else any name as the ledger has
        it."""
        stem = f"{holder.root}{holder.place}"
        values = [self.facts[name] for call in ("first", "last", "latest") if (name := f"{stem}.{call}") in self.facts]
        places = {cell.entity for fact in values for cell in fact.records}
        if what == "entity" and len(places) == 1:
            return places.pop()
        known = self.names.get(f"{stem}{holder.years}.{what}")
        if known is None:
            raise Unknown(f"the ledger does not have {stem}.{what}")
        return known

    # Calls

    def _called(self, node: ast.Call) -> Value:
        if isinstance(node.func, ast.Name):
            return self._function(node.func.id, node)
        if not isinstance(node.func, ast.Attribute):
            raise Unknown(_lacking(node))
        holder = self._value(node.func.value)
        if not isinstance(holder, Subject):
            raise Unknown(_lacking(node))
        calls = tuple(self._calls(node.func.attr, node))
        if node.func.attr in _OF_PLACES:
            return Subject(holder.root, f".{calls[0]}", holder.years)
        if node.func.attr == "by":
            return Subject(holder.root, f"{holder.place}.{calls[0]}", holder.years)
        if node.func.attr == "between":
            return Subject(holder.root, holder.place, f".{calls[0]}")
        return self._found(holder, calls, node)

    def _function(self, name: str, node: ast.Call) -> Value:
        if name == "certain" and len(node.args) == 1:
            return self._truth(node.args[0]) is True
        if name == "known" and len(node.args) == 1 and self._fact(node.args[0]):
            return True
        if name == "items" and len(node.args) == 1:
            key = self._value(node.args[0])
            if isinstance(key, str) and key in self.lists:
                return Number(Fraction(self.lists[key]))
        if name == "count":
            try:
                verdicts = [self._truth(item) for item in _flat(node.args)]
            except Unknown:
                verdicts = []
            if verdicts:
                openly = any(isinstance(item, Open) for item in verdicts)
                return Number(Fraction(sum(item is True for item in verdicts)), "≥" if openly else "=")
        if _spelled(node) in self.facts:
            fact = self.facts[_spelled(node)]
            return Number(_exact(fact.value), fact.qualifier)
        raise Unknown(_lacking(node))

    def _calls(self, method: str, node: ast.Call) -> Iterator[str]:
        """Yield how the names of facts may write a call: numbers computed, arguments by name or by position."""
        given = [self._argument(item) for item in node.args]
        named = [(str(item.arg), self._argument(item.value)) for item in node.keywords]
        for minus in ("-", "−"):
            for tail in ([text for _, text in named], [f"{name}={text}" for name, text in named]):
                yield f"{method}({', '.join([*given, *tail])})".replace("-", minus)

    def _argument(self, node: ast.expr) -> str:
        value = self._value(node)
        if isinstance(value, Subject):
            return f"{value.root}{value.place}{value.years}"
        if isinstance(value, Period):
            return str(value) if value.is_calendar_year else repr(str(value))
        if isinstance(value, str):
            return repr(_notation(value))
        if isinstance(value, Number):
            plain = value.value
            return str(plain.numerator) if plain.denominator == 1 else f"{float(plain):.12g}"
        raise Unknown(_lacking(node))

    # Comparisons

    def _steps(self, node: ast.Compare) -> Iterator[bool | Open]:
        left = self._value(node.left)
        for op, operand in zip(node.ops, node.comparators, strict=True):
            right = self._value(operand)
            yield compared(op, left, right)
            left = right


def _extreme_periods(fact: LedgerFact) -> set[Period]:
    """Return the period of the highest or the lowest of several published values, the first of those alike; none of
    another fact."""
    if not isinstance(fact.tree, Highest | Lowest) or fact.written is not None:
        return set()
    own = [
        fact.records[part.of]
        for part in fact.tree.of
        if isinstance(part, PublishedValue) and part.of < len(fact.records)
    ]
    same = [cell.period for cell in own if cell.value == fact.value]
    return {min(same)} if same and len(own) == len(fact.tree.of) else set()


def _names_of(holder: Subject, calls: Sequence[str]) -> Iterator[str]:
    for call in calls:
        years = "" if _ANY_YEAR.fullmatch(call) and call != "rank()" else holder.years
        yield f"{holder.root}{holder.place}{years}.{call}"


def _constant(node: ast.Constant) -> Value:
    if isinstance(node.value, bool | str):
        return node.value
    if isinstance(node.value, int | float):
        return Number(_exact(node.value))
    raise Unknown(_lacking(node))


def _exact(value: float) -> Fraction:
    """Return the exact value of a number's shortest decimals."""
    return Fraction(Decimal(repr(value)))


def _flat(nodes: Sequence[ast.expr]) -> Iterator[ast.expr]:
    for node in nodes:
        if isinstance(node, ast.List | ast.Tuple):
            yield from _flat(node.elts)
        else:
            yield node


def _notation(text: str) -> str:
    """Return a text as the names of facts have it: a period in its own notation."""
    try:
        return str(period(text))
    except NoPeriod:
        return text


def _spelled(node: ast.expr) -> str:
    return ast.unparse(node)


def _lacking(node: ast.expr) -> str:
    return f"the ledger does not have {_spelled(node)[:60]}"
