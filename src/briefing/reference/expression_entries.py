"""Entries of what may stand in an expression: names, functions, arithmetic, comparisons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from briefing.compose.language.expressions import FACT_ATTRIBUTES, FUNCTIONS
from briefing.reference.example_project import decided, printed
from briefing.reference.reference_entry import Entry, Example

INTRODUCTION = """\
The same expressions mean the same in `{{ … }}`, `expect`, `when`, `otherwise` and the `growth` of a chart. A period is
written 2019, '2024-Q1' or '2024-02', or by an expression, as `visits.last.year - 1`. A condition that a bound leaves
open ("over 27,000" against 28,000) is an error. Comparing is refused across a break that forbids it, and of names with
numbers.
"""
_Made = Callable[[str], Example]
# Name: how it is written, what it is, and examples of what prints or decides.
_EXPRESSIONS: Final[tuple[tuple[str, str, str, tuple[tuple[_Made, str], ...]], ...]] = (
    ("fact", "visits.last", "A measure of a short name of `[facts]`.",
     ((printed, "visits.last"), (printed, "visit.last"))),
    ("value", "visits.last.value", "The number of a fact, for comparing and calculating.",
     ((decided, "visits.last.value > 500"), (printed, "visits.last.value"))),
    ("year", "visits.highest.year", "The year of a fact, as a number.",
     ((decided, "visits.highest.year == 2023"), (printed, "visits.at(visits.last.year - 1)"))),
    ("period", "loans.last.period", "The period of a fact, for the brackets of a measure.",
     ((printed, "loans.on_year(period=loans.lag(1).period)"), (decided, "loans.last.period == '2023-12'"))),
    ("provisional", "loans.last.provisional", "Whether a fact rests on a value that its publisher calls provisional.",
     ((decided, "loans.last.provisional"), (decided, "visits.at(2020).provisional"))),
    ("edition", "edition", "The place of the edition.",
     ((printed, "edition"), (decided, "edition == 'Alder'"))),
    ("parameter", "audience", "Words or a switch of `[parameters]`, which a build may replace.",
     ((printed, "audience"), (decided, "audience == 'the council'"))),
    ("arithmetic", "+ - * /", "Worked out exactly, on published digits; the result is compared and not printed.",
     ((decided, "children.last + adults.last == visits.last"), (printed, "children.last + adults.last"))),
    ("comparison", "== != < <= > >=", "Compares facts with each other or with numbers; several may stand in a row.",
     ((decided, "visits.at(2020) < visits.at(2019) < visits.last"), (decided, "visits.entity > 3"))),
    ("in", "in ['Birch', 'Cedar']", "Whether a name is one of a list.",
     ((decided, "visits.entity in ['Alder', 'Birch']"), (decided, "visits.entity in 3"))),
    ("and or not", "a and not b", "Joins conditions.",
     ((decided, "visits.percent > 0 and not staff.percent < 0"), (decided, "visits.last and staff.last"))),
    ("if else", "a if condition else b", "One of two facts, by a condition.",
     ((printed, "visits.last if visits.percent > 0 else visits.first"), (printed, "visits.last if staff else 3"))),
    ("count", "count(a > 0, b > 0)", "How many of some conditions hold.",
     ((printed, "count(visits.percent > 0, staff.percent > 0, members.points > 0) | words"),
      (decided, "count(visits.last) > 0"))),
    ("items", "items('branches')", "How many entries a list of statements.csv has.",
     ((printed, "items('branches') | words"), (printed, "items('harbours')"))),
    ("known", "known(visits.at(2024))", "Whether the data give a fact.",
     ((decided, "known(visits.at(2024))"), (decided, "known(visits.at(2023))"), (decided, "known(visits)"))),
    ("certain", "certain(condition)", "False where a bound leaves a condition open, which is an error without it.",
     ((decided, "certain(staff.last > 50)"), (decided, "certain(visits.last)"))),
)  # fmt: skip
# What the table above has to explain.
NAMED: Final = (*FUNCTIONS, *FACT_ATTRIBUTES)


def entries() -> tuple[Entry, ...]:
    """Return the entries of expressions, each with its examples worked out."""
    return tuple(
        Entry(name, written, about, examples=tuple(make(source) for make, source in examples))
        for name, written, about, examples in _EXPRESSIONS
    )
