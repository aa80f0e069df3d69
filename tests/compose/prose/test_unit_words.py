"""A scale, a percent sign, a currency or a sign that is typed beside a number is that of its unit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.compose.cities import faults, page

# visits in thousand visits, loans in loans, rate in % of adults, budget in million euros.
TRUE = [
    "{{ visits.last }} thousand visits",
    "{{ visits.last }} thousand",
    "{{ loans.last }} loans",
    "{{ rate.last | value }}% of adults",
    "{{ rate.last | value }} percent of adults",
    "{{ rate.points | value | capital }} percentage points",
    "€{{ budget.last | value }} million",
    "{{ budget.last | value }} million euros",
    "{{ budget.last | full }}",
    "Visits: {{ visits.change | signed }}",
    "A third-party count ({{ loans.last }})",
    "From 2019–{{ visits.last | year }}",
    "{{ loans.last }} million-euro loans",
    "{{ visits.last }} pounds of paper",
]
FALSE = [
    ("{{ visits.last }} million visits", "'million' stands with visits.last, whose unit is 'thousand visits'"),
    ("{{ loans.last }} billion loans", "'billion' stands with loans.last, whose unit is 'loans'"),
    ("{{ budget.last | value }} bn euros", "'bn' stands with budget.last"),
    ("{{ visits.last }} visits", "'thousand' is missing"),
    ("{{ loans.last }}%", "'%' stands with loans.last, whose unit is 'loans'"),
    ("{{ loans.last }} percent", "'percent' stands with loans.last"),
    ("{{ rate.points | bare }}%", "'%' stands with rate.points"),
    ("{{ visits.percent | pct1 }} percentage points", "'percentage points' stands with visits.percent"),
    ("${{ budget.last | value }} million", "'$' stands with budget.last, whose unit is 'million euros'"),
    ("£{{ loans.last }}", "'£' stands with loans.last"),
    ("{{ budget.last | value }} million dollars", "'dollars' stands with budget.last"),
    ("Visits: −{{ visits.last }}", "'−' stands before visits.last"),
    ("Loans: +{{ loans.change | signed }}", "which has a sign of its own"),
]


@pytest.mark.parametrize("text", TRUE)
def test_words_of_the_unit_beside_a_number_build(text: str, tmp_path: Path) -> None:
    expect = "rate.points > 0" if "rate.points" in text else ""
    assert [one for one in faults(page(text, expect), tmp_path) if "stands with" in one.what] == []


@pytest.mark.parametrize(("text", "what"), FALSE)
def test_words_of_another_unit_beside_a_number_are_refused(text: str, what: str, tmp_path: Path) -> None:
    expect = "rate.points > 0 and visits.percent > 0"
    found = faults(page(text, expect), tmp_path)
    assert any(what in one.what for one in found)


@pytest.mark.parametrize("text", ["{{ loans.last }} billion loans", "{{ visits.last }} visits", "£{{ loans.last }}"])
def test_what_the_message_proposes_works_when_it_is_followed(text: str, tmp_path: Path) -> None:
    (found,) = faults(page(text), tmp_path)
    (way,) = re.findall(r"\{\{ .+? \}\}", found.fix)
    assert faults(page(way), tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [("{{ loans.last }}%", "'%'"), ("{{ loans.last | bare }}亿", "'亿'"), ("${{ budget.last | bare }}", "'$'")],
)
def test_words_of_another_unit_in_chinese_are_refused(text: str, what: str, tmp_path: Path) -> None:
    assert any(what in one.what for one in faults(page(text), tmp_path, lang="zh"))
