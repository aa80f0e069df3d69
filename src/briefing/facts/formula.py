"""Formulas: trees over the records behind a fact, their text as one would type it into a calculator, exact values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Literal

from msgspec import Struct

from briefing.model.dataset import Observation, Target
from briefing.model.fact import Fact
from briefing.model.period import years_between
from briefing.wording.rounding import exact, published

Sign = Literal["+", "−", "×", "/", "^"]
_DIGITS: Final = 15  # digits of a number of a machine
_STRENGTH: Final[Mapping[str, int]] = {"+": 1, "−": 1, "×": 2, "/": 2, "^": 3}


class Number(Struct, frozen=True):
    """A number that is not observed, as the 100 of a percentage."""

    value: float
    text: str

    def __str__(self) -> str:
        return self.text


class RecordValue(Struct, frozen=True):
    """The value of an observation or target."""

    record: Observation | Target

    def __str__(self) -> str:
        return figure(self.record.value, self.record.decimals if isinstance(self.record, Observation) else None)


class RecordPeriod(Struct, frozen=True):
    """The period of an observation or target."""

    record: Observation | Target

    def __str__(self) -> str:
        return str(self.record.period)


class FirstReading(Struct, frozen=True):
    """The first reading of an observation, which later ones have replaced; its own value where there is none."""

    record: Observation

    @property
    def reading(self) -> Observation:
        """The observation as it was first published."""
        return self.record.earlier[-1] if self.record.earlier else self.record

    def __str__(self) -> str:
        return figure(self.reading.value, self.reading.decimals)


class Years(Struct, frozen=True):
    """The distance in years of two records' periods: exact where they divide a year, else by days."""

    first: Observation | Target
    last: Observation | Target

    def __str__(self) -> str:
        first, last = self.first.period, self.last.period
        if first.frequency.a_year:
            return str(years_between(first, last))
        return f"{(last.start - first.start).days}/{figure(365.2425)}"


class Operation(Struct, frozen=True):
    """A calculation with two operands, or a sum of any number.

    A calculation that is itself an operand stands in brackets, except at the head of one with a plain number, as in
    "12 / 48 × 100"; so does a number below zero behind a sign.
    """

    op: Sign
    of: tuple[Calculation, ...]

    def __str__(self) -> str:
        exponent = self.op == "/" and all(isinstance(operand, Number) for operand in self.of)  # as 1/9
        close = self.op == "^" or exponent
        joint = self.op if close else f" {self.op} "
        first, *rest = self.of
        head = _bracketed(first)
        if isinstance(rest[-1], Number) and isinstance(first, Operation):
            head = f"({first})" if _STRENGTH[first.op] < _STRENGTH[self.op] else str(first)
        return joint.join([head, *(_bracketed(operand, behind_a_sign=True) for operand in rest)])


class Median(Struct, frozen=True):
    """The median of several values."""

    of: tuple[Calculation, ...]

    def __str__(self) -> str:
        return f"median of {len(self.of)}: {'; '.join(map(_bracketed, self.of))}"


class Selection(Struct, frozen=True):
    """A value found by comparing others, as a rank, a count, an extreme or a year, by the ledger's name of it; `parts`
    are what it was found by."""

    op: str
    parts: Mapping[str, Any]
    text: str = ""

    def __str__(self) -> str:
        return self.text


Calculation = Number | RecordValue | RecordPeriod | FirstReading | Years | Operation | Median | Selection


def _bracketed(part: Calculation, *, behind_a_sign: bool = False) -> str:
    text = str(part)
    bracketed = isinstance(part, Operation | Median | Selection) or (isinstance(part, Years) and "/" in text)
    return f"({text})" if bracketed or (behind_a_sign and text.startswith("−")) else text


def as_tree(
    formula: Calculation | Selection, observations: Sequence[Observation], targets: Sequence[Target] = ()
) -> Mapping[str, Any]:
    """Return a formula as the ledger has it: a record is its number among observations and targets, from 0."""
    numbers: dict[Observation | Target, int] = {}
    records: tuple[Observation | Target, ...] = (*observations, *targets)
    for at, record in enumerate(records):
        numbers.setdefault(record, at)
    tree: Mapping[str, Any] = _json(formula, numbers)
    return tree


def _json(part: Any, numbers: Mapping[Observation | Target, int]) -> Any:
    match part:
        case Number():
            return int(part.value) if float(part.value).is_integer() else part.value
        case RecordValue():
            return {"op": "value", "of": numbers[part.record]}
        case RecordPeriod():
            return {"op": "period", "of": numbers[part.record]}
        case FirstReading():
            return {"op": "first_reading", "of": numbers[part.record]}
        case Years():
            return {"op": "years", "of": [numbers[part.first], numbers[part.last]]}
        case Operation() | Median():
            op = part.op if isinstance(part, Operation) else "median"
            return {"op": op, "of": [_json(operand, numbers) for operand in part.of]}
        case Selection():
            return {"op": part.op, **{name: _json(value, numbers) for name, value in part.parts.items()}}
        case tuple():
            return [_json(item, numbers) for item in part]
    return part


def operand(fact: Fact) -> Calculation:
    """A fact's formula, as a part of another."""
    if fact.tree is None:  # of an edition whose ledger has its text alone
        return Number(fact.value, fact.formula)
    records: tuple[Observation | Target, ...] = (*fact.observations, *fact.targets)
    if fact.tree["op"] == "rank":
        parts = {name: _read_ranked(part, records) for name, part in fact.tree.items() if name != "op"}
        return Selection("rank", parts, fact.formula)
    return _read(fact.tree, records)


def _read_ranked(part: Any, records: Sequence[Observation | Target]) -> Any:
    """Return a part of a rank: its own value, those of places, or a count or a word as it is."""
    if isinstance(part, list):
        return tuple(_read(one, records) for one in part)
    return _read(part, records) if isinstance(part, Mapping) else part


def _read(tree: Any, records: Sequence[Observation | Target]) -> Calculation:
    if not isinstance(tree, Mapping):
        return number(tree)
    if tree["op"] in ("value", "period"):
        record = records[tree["of"]]
        return RecordValue(record) if tree["op"] == "value" else RecordPeriod(record)
    if tree["op"] in ("first_reading", "years"):
        return _read_record(tree, records)
    of = tuple(_read(part, records) for part in tree["of"])
    return Median(of) if tree["op"] == "median" else Operation(tree["op"], of)


def _read_record(tree: Any, records: Sequence[Observation | Target]) -> Calculation:
    named = [records[at] for at in ([tree["of"]] if tree["op"] == "first_reading" else tree["of"])]
    first, *others = (record for record in named if isinstance(record, Observation))
    return Years(first, others[0]) if others else FirstReading(first)


def number(value: float) -> Number:
    """A number that is not observed."""
    return Number(value, figure(value))


def binary(left: Fact | Calculation, sign: Sign, right: Fact | Calculation) -> Operation:
    """A calculation with two facts or formulas."""
    return Operation(sign, tuple(operand(part) if isinstance(part, Fact) else part for part in (left, right)))


def exactly(value: float) -> Fraction:
    """Number → the fraction that its shortest decimal form means, so that 853.69 − 313.6 is 540.09."""
    return Fraction(exact(value))


def worked_out(value: Fraction | float, digits: int = 12) -> float:
    """What a formula gives → the number that ledger and outputs have of it: twelve significant digits, which are alike
    on every machine."""
    return float(f"{float(value):.{digits}g}")


def held_decimals(value: Fraction | float, decimals: int) -> int:
    """Return the decimals of a number, or as many of them as a number of its size holds."""
    whole = len(str(abs(int(value))))
    return min(decimals, max(0, _DIGITS - whole))


def figure(value: float, decimals: int | None = None) -> str:
    """Number → "28,300" with a real minus; formulas are the same in every language."""
    places = published(value) if decimals is None else decimals
    return f"{value + 0.0:,.{places}f}".replace("-", "−")  # zero has no sign
