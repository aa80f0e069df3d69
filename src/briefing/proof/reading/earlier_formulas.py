"""The text of a formula, as ledgers before the fourth version have it alone → its tree.

The grammar is that of a pocket calculator, `((853.69 / 313.6)^(1/9) − 1) × 100`, and a few sentences: a place among
others, a count of places, a first year beyond a level, a count of conditions that hold, of entries of a statement.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from briefing.proof.periods import period
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.formula_trees import Calculation, Formula, RecordLike

_LONGEST: Final = 20_000  # a formula may add up the values of 250 places, twice
_DIGITS: Final = 300
_COUNT: Final = r"\d[\d,]{0,12}"
_RANK: Final = re.compile(rf"place of (.+?) among ({_COUNT}): (?:({_COUNT}) (higher|lower)|(.+))", re.DOTALL)
_PLACES: Final = re.compile(
    rf"({_COUNT}) of ({_COUNT}) places ([<>=≥]) (−?[\d,.]+)(?: and < (?P<below>−?[\d,.]+))?"
    r"(?:: (?P<places>.+)|, as (?P<pattern>.+))",
    re.DOTALL,
)
_WITH_VALUE: Final = re.compile(rf"places with a value: ({_COUNT})")
_BEYOND: Final = re.compile(r"(first|every published value) ([<>]) (\S+)( since)? \((.+)\)", re.DOTALL)
_EXTREME: Final = re.compile(r"(highest|lowest) of (\d{1,4}) values \((.+)\)", re.DOTALL)
_YEARLY: Final = re.compile(r"(\d{4}): ([^:]+?)(?:, (?=\d{4}:)|$)")
_HELD: Final = re.compile(r"(\d{1,9}) of (\d{1,9}) hold")
_ENTRIES: Final = re.compile(r"entries of the statement (\S+)")
_MEDIAN: Final = re.compile(r"\(?median of (\d{1,4}): ")
_PLAIN: Final = re.compile(r"−?\d[\d,]*(?:\.\d+)?")
_OPERATIONS: Final[Mapping[type[ast.operator], Callable[[tuple[Calculation, Calculation]], Calculation]]] = {
    ast.Add: trees.Sum,
    ast.Sub: trees.Difference,
    ast.Mult: trees.Product,
    ast.Div: trees.Quotient,
    ast.Pow: trees.Power,
}


class Unreadable(Exception):
    """A formula that is none."""


def is_plain(text: str) -> bool:
    """Whether a formula is a number alone: a published value."""
    return _PLAIN.fullmatch(text) is not None


def parsed(text: str, records: Sequence[RecordLike]) -> Formula | float:
    """Return the tree of a formula; a number in it that is the value or year of a record stands for that record.

    Raises Unreadable if it is no formula.
    """
    if found := _RANK.fullmatch(text):
        own, among = _calculation(found[1], records), _whole(found[2])
        if found[5] is None:
            return trees.Rank(own, among, None, _whole(found[3]), found[4])
        return trees.Rank(own, among, _of_places(found[5], records))
    if found := _PLACES.fullmatch(text):
        named = {key: _of_places(found[key], records) for key in ("places", "pattern") if found[key] is not None}
        pattern = next(iter(named.get("pattern", ())), None)
        among, holding, level = _whole(found[2]), _whole(found[1]), _number(found[4])
        below = None if found["below"] is None else _number(found["below"])
        return trees.PlaceCount(among, holding, found[3], level, named.get("places"), pattern, below)
    if found := _WITH_VALUE.fullmatch(text):
        return trees.PlaceCount(_whole(found[1]))
    if found := _BEYOND.fullmatch(text):
        kind = trees.Since if found[4] else trees.First
        return kind(found[2], _number(found[3]), _of_years(found[5], records))
    if found := _EXTREME.fullmatch(text):
        values = _of_years(found[3], records)
        if len(values) != int(found[2]):
            raise Unreadable(f"it says {found[2]} values and names {len(values)}")
        return (trees.Highest if found[1] == "highest" else trees.Lowest)(values)
    if found := _HELD.fullmatch(text):
        return trees.Held(int(found[1]), int(found[2]))
    if found := _ENTRIES.fullmatch(text):
        return trees.Entries(found[1])
    return _calculation(text, records)


def _whole(text: str) -> int:
    return int(text.replace(",", ""))


def _number(text: str) -> float:
    value = _calculation(text, ())
    if not isinstance(value, float):
        raise Unreadable(f"{text!r} is no number")
    return value


def _of_places(listed: str, records: Sequence[RecordLike]) -> tuple[Calculation, ...]:
    """Return the formula of each place of a list, as "Alden 60 / 40, Burford 80 / 90"."""
    names = sorted({record.entity for record in records}, key=lambda name: (-len(name), name))
    parts = re.split(rf"(?:^|, )({'|'.join(map(re.escape, names))}) (?=[\d(−-])", listed) if names else [listed]
    return tuple(
        _calculation(formula, records, [at for at, record in enumerate(records) if record.entity == name])
        for name, formula in zip(parts[1::2], parts[2::2], strict=True)
    )


def _of_years(listed: str, records: Sequence[RecordLike]) -> tuple[Calculation, ...]:
    """Return the formula of each year of a list, as "2022: 94.5, 2023: 111.2"."""
    return tuple(
        _calculation(formula, records, [at for at, record in enumerate(records) if record.period == period(int(year))])
        for year, formula in _YEARLY.findall(listed)
    )


def _calculation(text: str, records: Sequence[RecordLike], among: Sequence[int] | None = None) -> Calculation:
    """Return an arithmetical formula, its numbers joined to some of the records, or to any."""
    if len(text) > _LONGEST:
        raise Unreadable(f"a formula of {len(text)} characters")
    python = re.sub(r"(?<=\d),(?=\d)", "", text)
    if python.startswith("median of "):
        python = f"({python})"
    python = _MEDIAN.sub(r"median(\1, ", python.replace(";", ","))
    try:
        tree = ast.parse(python.replace("−", "-").replace("×", "*").replace("^", "**").strip(), mode="eval").body
        return _Joined(records, range(len(records)) if among is None else among).calculation(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Unreadable(f"{text[:20]!r} is no calculation") from error


class _Joined:
    """Joins the numbers of a calculation to records: each to the next one of its value, else of its year."""

    def __init__(self, records: Sequence[RecordLike], among: Sequence[int]) -> None:
        self.years = {float(records[at].period.ordinal): at for at in reversed(among)}
        self.values: dict[float, list[int]] = {}
        for at in among:
            self.values.setdefault(records[at].value, []).append(at)

    def calculation(self, node: ast.expr) -> Calculation:
        match node:
            case ast.Constant(value=int() | float() as value):
                return self._leaf(_bounded(value))
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
                return self._leaf(-_bounded(value))
            case ast.UnaryOp(op=ast.USub()):
                return trees.Product((-1.0, self.calculation(node.operand)))
            case ast.BinOp(op=ast.Pow()):
                return trees.Power((self.calculation(node.left), _Joined((), ()).calculation(node.right)))
            case ast.BinOp() if type(node.op) in _OPERATIONS:
                left, right = self.calculation(node.left), self.calculation(node.right)
                if isinstance(node.op, ast.Add) and isinstance(left, trees.Sum):
                    return trees.Sum((*left.of, right))
                return _OPERATIONS[type(node.op)]((left, right))
            case ast.Call(func=ast.Name(id="median"), args=[ast.Constant(value=count), *values]):
                if count != len(values):
                    raise Unreadable(f"a median of {count!r} that names {len(values)}")
                return trees.Median(tuple(map(self.calculation, values)))
        raise Unreadable(f"{ast.unparse(node)[:20]!r} is no part of a formula")

    def _leaf(self, value: float) -> Calculation:
        found = self.values.get(value)
        if found:
            return trees.Value(found.pop(0) if len(found) > 1 else found[0])
        return trees.PeriodOf(self.years[value]) if value in self.years else value


def _bounded(value: float) -> float:
    if abs(value) > 10**_DIGITS:
        raise Unreadable("a number that is too long")
    return float(value)
