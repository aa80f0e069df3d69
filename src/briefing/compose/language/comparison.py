"""Whether a comparison of two values is true, false or open; what cannot be compared is an error.

Numbers are compared exactly on their decimals as the ledger has them, so that 0.1 + 0.2 is 0.3 and the proof, which
tests claims from the ledger, comes to the same answer.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from msgspec import Struct

from briefing.compose.language.syntax import Spelling
from briefing.errors import StoryError
from briefing.model.fact import Fact
from briefing.model.lineage import number
from briefing.model.period import YEAR, Frequency, Period
from briefing.model.period_notation import NotationError, as_frequency, period_of


class ParameterText(Struct, frozen=True):
    """The text of a parameter: printed as it is, or compared."""

    parameter: str
    text: str


class DatasetName(Struct, frozen=True):
    """A name that the dataset gives: compared as the dataset has it (`text`), printed in the story's language."""

    expression: str
    text: str
    shown: str


class Unsure:
    """The third truth value: what one-sided facts leave open."""

    def __bool__(self) -> bool:
        return False


UNSURE: Final = Unsure()
Truth = bool | Unsure

SIGNS: Final[Mapping[type[ast.cmpop], str]] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
_NUMBER, _WORDS, _TRUTH, _LIST, _NOTHING, _TEXT = (
    "a number", "words", "true or false", "a list", "nothing", "a formatted text",
)  # fmt: skip
_PERIOD: Final = "a period"
_SUBJECT: Final = "a short name without its fact"
_MEASURE: Final = "a measure without its brackets"


def kind_of(value: Any) -> str:
    """Return what a value of an expression is, in words."""
    if isinstance(value, bool | Unsure):
        return _TRUTH
    if isinstance(value, Fact | int | float | Fraction):
        return _NUMBER
    if isinstance(value, str | ParameterText | DatasetName):
        return _WORDS
    if isinstance(value, list):
        return _LIST
    if isinstance(value, Period):
        return _PERIOD
    if value is None:
        return _NOTHING
    if callable(value):
        return _MEASURE
    return _SUBJECT if hasattr(value, "expression") else _TEXT


def exact(value: Fact | float | Fraction) -> Fraction:
    """Return the exact value of a number; of a fact the digits that the ledger has."""
    if isinstance(value, Fact):
        value = number(value.value)
    return value if isinstance(value, Fraction) else Fraction(Decimal(repr(value)))


def compared(op: ast.cmpop, left: Any, right: Any, spelled: Spelling) -> tuple[Truth, list[str]]:
    """Compare two values of an expression, as written; return the verdict, and the facts that leave it open.

    StoryError where the two cannot be compared in this way.
    """
    sign = SIGNS.get(type(op))
    if sign is None:
        raise StoryError(f"`{spelled}` uses a comparison that a story does not have", fix="use == != < <= > >= in")
    if sign in ("in", "not in"):
        return _contained(sign == "in", left, right, spelled)
    left, right = _ordinals(left, right, spelled)
    kinds = {kind_of(left), kind_of(right)}
    if kinds == {_NUMBER}:
        return _numbers(sign, left, right)
    if len(kinds) == 1 and kinds <= {_WORDS, _TRUTH}:
        if sign not in ("==", "!="):
            what = f"`{spelled}` orders {kinds.pop()}, which have no order"
            raise StoryError(what, fix="use == or !=")
        same = _same(left, right, spelled)
        return (same, []) if isinstance(same, Unsure) else (same is (sign == "=="), [])
    raise StoryError(_mixed(left, right, spelled), fix=_fix(left, right, spelled))


def _ordinals(left: Any, right: Any, spelled: Spelling) -> tuple[Any, Any]:
    """Return what is compared with a period as the ordinals of its frequency; a fact stays, as its value is one."""
    for side in (left, right):
        period = side.period if isinstance(side, Fact) and side.measure == "period" else side
        if isinstance(period, Period):
            return _ordinal(left, period.frequency, spelled), _ordinal(right, period.frequency, spelled)
    return left, right


def _ordinal(side: Any, frequency: Frequency, spelled: Spelling) -> Any:
    if isinstance(side, Fact) and side.measure != "period" and frequency != YEAR:
        what = f"`{spelled}` compares a {frequency} with {side.name}, which is a number"
        raise StoryError(what, fix=f"compare it with {side.name}.period, or with a {frequency} in quotation marks")
    written = side.period if isinstance(side, Fact) and side.measure == "period" else side
    if isinstance(side, str | ParameterText | DatasetName):
        written = _text(side)
    elif isinstance(side, Fraction) and side.denominator == 1:
        written = int(side)
    if isinstance(written, bool) or not isinstance(written, int | str | Period):
        return side
    try:
        asked = period_of(written)
        found = as_frequency(asked, frequency) if asked.frequency != frequency else asked
    except NotationError as error:
        fix = error.fix.partition(", or correct")[0]
        raise StoryError(f"`{spelled}` compares a {frequency} with {str(written)!r}: {error}", fix=fix) from None
    except (ValueError, OverflowError):
        found = None
    if found is None or found.frequency != frequency:
        what = f"`{spelled}` compares a {frequency} with {written}"
        raise StoryError(what, fix=f"write a {frequency} in its place")
    return side if isinstance(side, Fact) else found.ordinal


def _contained(expected: bool, left: Any, right: Any, spelled: Spelling) -> tuple[Truth, list[str]]:
    if not isinstance(right, list) or not right:
        what = f"`{spelled}` looks into {'an empty list' if right == [] else kind_of(right)}"
        raise StoryError(what, fix=_listed(spelled, left))
    verdicts = [compared(ast.Eq(), left, item, spelled) for item in right]
    if any(verdict is True for verdict, _ in verdicts):
        return expected, []
    openly = [name for verdict, names in verdicts if isinstance(verdict, Unsure) for name in names]
    return (UNSURE, openly) if openly else (not expected, [])


def _listed(spelled: Spelling, left: Any) -> str:
    """Return the fix of an `in` that has no list behind it."""
    asked, _, behind = str(spelled).partition(" in ")
    value = left.text if isinstance(left, ParameterText | DatasetName) else "…"
    known = behind if behind.startswith(("'", '"')) else json.dumps(value, ensure_ascii=False)
    return f"write a list behind `in`, as {asked} in [{known}]"


def _numbers(sign: str, left: Any, right: Any) -> tuple[Truth, list[str]]:
    """Compare two numbers; a bound or an approximate value may leave the verdict open."""
    low, high = exact(left), exact(right)
    first, second = _qualifier(left), _qualifier(right)
    if sign in (">", ">="):
        low, high, first, second, sign = high, low, second, first, sign.replace(">", "<")
    less, not_less = low < high, low >= high
    if sign == "<=":
        less, not_less = low <= high, low > high
    if sign in ("==", "!="):
        differ = (low < high and first != "≥" and second != "≤") or (low > high and first != "≤" and second != "≥")
        same = low == high and first == second == "="
        verdict: Truth = UNSURE if not differ and not same else same is (sign == "==")
    elif less and first != "≥" and second != "≤":
        verdict = True
    elif not_less and first != "≤" and second != "≥":
        verdict = False
    else:
        verdict = UNSURE
    named = [item.name for item in (left, right) if isinstance(item, Fact) and item.qualifier != "="]
    return verdict, named if isinstance(verdict, Unsure) else []


def _qualifier(value: Any) -> str:
    return value.qualifier if isinstance(value, Fact) else "="


def _same(left: Any, right: Any, spelled: Spelling) -> Truth:
    if isinstance(left, Unsure) or isinstance(right, Unsure):
        return UNSURE
    if isinstance(left, bool):
        return left is right
    for name, other in ((left, right), (right, left)):
        if isinstance(name, DatasetName) and name.text != name.shown and _text(other) == name.shown:
            what = f"`{spelled}` compares with a name as the story's language has it"
            raise StoryError(what, fix=f"write {name.text!r}, as the dataset has it")
    return _text(left) == _text(right)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value.text)


def _mixed(left: Any, right: Any, spelled: Spelling) -> str:
    kind, other = kind_of(left), kind_of(right)
    if kind == other:
        return f"`{spelled}` compares two values that are each {kind}"
    return f"`{spelled}` compares {kind} with {other}"


def _fix(left: Any, right: Any, spelled: Spelling) -> str:
    for own, other in ((left, right), (right, left)):
        kind, other_kind = kind_of(own), kind_of(other)
        if kind == _SUBJECT:
            fact = f"{own.expression}.last" if other_kind == _NUMBER else f"{own.expression}.entity"
            return f"name what of it is meant, as {fact}"
        if kind == _LIST:
            return "ask with `in` in place of the sign"
        if kind == _TRUTH:
            alone = re.split(r" (?:[=!<>]=?|not in|in) ", str(spelled))[0 if own is left else -1]
            return f"let a condition stand alone, as `{alone}`, or `not {alone}`"
        if kind == _NOTHING:
            return "compare a fact that has a value: only single values have a year"
        if kind == _MEASURE:
            return "write its arguments in brackets, as at(2019)"
        if kind == _TEXT:
            return "compare the fact itself, without a filter"
    words = next(item for item in (left, right) if kind_of(item) == _WORDS)
    if isinstance(words, ParameterText):
        return f"write what it is compared with in quotation marks, as {words.parameter} == {json.dumps(words.text)}"
    if isinstance(words, str) and words.strip().replace(".", "", 1).lstrip("+-").isdigit():
        return f"write the number without quotation marks: {words.strip()}"
    return "compare numbers with numbers, and words with words"
