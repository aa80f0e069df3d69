"""Dates and bases in finished texts are those of the numbers that they stand with, in both languages."""

from __future__ import annotations

import pytest

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.numbers import number_context
from briefing.proof.numbers.dates_and_bases import printed_dates
from briefing.proof.numbers.fact_names import fact_name
from briefing.proof.numbers.number_context import bound
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.parsed_file import Element, Page, ParsedFile, Run
from briefing.proof.reading import formula_trees as trees
from briefing.proof.reading.formula_trees import Formula
from briefing.proof.reading.ledger_reader import Ledger, LedgerEdition, LedgerFact, Record, Use

V = trees.Value
PERCENT = trees.Product((trees.Difference((trees.Quotient((V(1), V(0))), 1)), 100))
RATE = trees.Product((trees.Difference((trees.Power((trees.Quotient((V(1), V(0))), 4.0)), 1)), 100))


def _fact(tree: Formula, *written: int | str, basis: str = "") -> LedgerFact:
    records = tuple(Record("fuel", "Norvale", one, 100.0, "=", "OFFICE") for one in written)
    return LedgerFact(1.0, "%", "=", "", records, tree=tree, basis=basis)


FACTS = {
    "fuel.last": (_fact(V(0), "2026-05"), "122.8"),
    "fuel.on_previous()": (_fact(PERCENT, "2026-04", "2026-05", basis="previous"), "1.4%"),
    "fuel.on_year()": (_fact(PERCENT, "2025-05", "2026-05", basis="year before"), "4.2%"),
    "output.on_previous()": (_fact(PERCENT, "2025-Q4", "2026-Q1", basis="previous"), "0.5%"),
    "output.annualised()": (_fact(RATE, "2025-Q4", "2026-Q1", basis="annual rate"), "2.1%"),
    "stocks.on_previous()": (_fact(PERCENT, "2026-W21", "2026-W22", basis="previous"), "3.3%"),
    "yearly.percent": (_fact(PERCENT, 2022, 2023), "7.7%"),
    "budget.last": (_fact(V(0), "2024-04/2025-03"), "440.6"),
    "fuel.percent": (_fact(PERCENT, "2024-01", "2026-05"), "18%"),
}


def found(text: str, lang: str = "en") -> list[ProofFinding]:
    uses = tuple(Use("deck", 1, "point 1", "text", printed, key) for key, (_, printed) in FACTS.items())
    ledger = Ledger(
        LedgerEdition("x", lang, "2026-06-30", ""), {key: one for key, (one, _) in FACTS.items()}, uses, (), (), {}
    )
    element = Element(role="body", name="Body", paragraphs=((Run(text),),))
    parsed = ParsedFile("x.pptx", "deck", b"", (Page(1, 960, 540, (element,)),), lang)
    return list(number_context.check(Evidence((parsed,), ledger, "x.ledger.json", None)))


RIGHT = [
    "Fuel rose 1.4% on the month and 4.2% from a year earlier",
    "Fuel rose 1.4% from April 2026 to May 2026",
    "In May 2026 the index stood at 122.8",
    "Fuel rose 4.2% on the year, as output grew 0.5% on the quarter",
    "Output grew 0.5% quarter on quarter, 2.1% at an annual rate",
    "Output rose at 2.1% annualised",
    "Output 0.5% annualised 2.1%",
    "Fuel cost 4.2% more than in the same month of the previous year",
    "Fuel cost 1.4% more than a month earlier",
    "Stocks fell 3.3% on the week",
    "Yearly output rose 7.7% from a year earlier",
    "Between January 2024 and May 2026 fuel rose 18%",
    "In 2026 the index stood at 122.8",
    "In 2024/25 the budget was 440.6",
]
WRONG = [
    ("Fuel rose 1.4% from a year earlier", "number-basis"),
    ("Fuel rose 4.2% on the month", "number-basis"),
    ("Output grew 0.5% on the month", "number-basis"),
    ("Output grew 0.5% on the year", "number-basis"),
    ("Output grew 0.5% at an annual rate", "number-basis"),
    ("Output grew 2.1% on the quarter", "number-basis"),
    ("Stocks fell 3.3% on the month", "number-basis"),
    ("Fuel rose 18% on the year", "number-basis"),
    ("In April 2026 the index stood at 122.8", "number-year"),
    ("In the first quarter of 2026 the index stood at 122.8", "number-year"),
    ("Fuel rose 1.4% from March 2026 to May 2026", "number-year"),
    ("Fuel rose 18% since May 2024", "number-year"),
    ("In 2022/23 the budget was 440.6", "number-year"),
]
RIGHT_ZH = [
    "油价环比上涨1.4%，同比上涨4.2%",
    "2026年5月指数为122.8",
    "产出环比增长0.5%，年化为2.1%",
    "2024年1月至2026年5月",
]
WRONG_ZH = [
    ("油价同比上涨1.4%", "number-basis"),
    ("油价环比上涨4.2%", "number-basis"),
    ("产出环比增长2.1%", "number-basis"),
    ("2026年4月指数为122.8", "number-year"),
]


@pytest.mark.parametrize(("text", "lang"), [*((one, "en") for one in RIGHT), *((one, "zh") for one in RIGHT_ZH)])
def test_numbers_with_their_own_dates_and_bases_are_silent(text: str, lang: str) -> None:
    assert [str(one) for one in found(text, lang)] == []


@pytest.mark.parametrize(
    ("text", "rule", "lang"), [*((*one, "en") for one in WRONG), *((*one, "zh") for one in WRONG_ZH)]
)
def test_a_number_with_another_date_or_base_is_found(text: str, rule: str, lang: str) -> None:
    assert [(one.rule, one.severity) for one in found(text, lang)] == [(rule, "error")]


@pytest.mark.parametrize(
    ("text", "lang", "right"),
    [
        *(("May", "en", True), ("Q2", "en", False), ("week 20", "en", False), ("5 May", "en", False)),
        *(("5月", "zh", True), ("4月", "zh", False), ("第5周", "zh", False)),
    ],
)
def test_a_period_without_its_year_is_that_of_its_fact(text: str, lang: str, right: bool) -> None:
    assert (agrees(text, FACTS["fuel.last"][0], lang) is not False) == right


@pytest.mark.parametrize(
    ("text", "lang", "ends"),
    [
        ("17 March 2024", "en", ["2024-03-17"] * 2),
        ("January–May 2026", "en", ["2026-01", "2026-05"]),
        ("Sep 2024", "en", ["2024-09"] * 2),
        ("the third quarter of 2024", "en", ["2024-Q3"] * 2),
        ("2024年Q3", "zh", ["2024-Q3"] * 2),
        ("Q1–Q3 2024", "en", ["2024-Q1", "2024-Q3"]),
        ("the second half of 2024", "en", ["2024-S2"] * 2),
        ("week 5 of 2024", "en", ["2024-W05"] * 2),
        ("the week of 29 December 2025", "en", ["2026-W01"] * 2),
        ("2025年12月29日当周", "zh", ["2026-W01"] * 2),
        ("2026年5月", "zh", ["2026-05"] * 2),
        ("2026年1—5月", "zh", ["2026-01", "2026-05"]),
        ("2024年第三季度", "zh", ["2024-Q3"] * 2),
        ("2024年第5周", "zh", ["2024-W05"] * 2),
        ("2024年3月17日", "zh", ["2024-03-17"] * 2),
        ("2023/24", "en", ["2023/24"] * 2),
        ("2023/24年度", "zh", ["2023/24"] * 2),
    ],
)
def test_a_date_in_words_is_its_period(text: str, lang: str, ends: list[str]) -> None:
    (date,) = printed_dates(f"x {text}." if lang == "en" else text, lang)
    assert [str(date.first), str(date.last)] == ends


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("visits.mean_over(10)", None),
        ("visits.mean_over(10, 1974)", "1974"),
        ("visits.mean_over(10, year=1974)", "1974"),
    ],
)
def test_a_mean_of_so_many_periods_is_of_the_period_that_its_name_gives(written: str, named: str | None) -> None:
    found = fact_name(written)
    assert found is not None
    period = found.last.period()
    assert (str(period) if period else None) == named


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("In 1974 the ten-year mean moved", []),
        ("In 1974 ten ferries moved", ["ten"]),
        ("In 1974 a 3.5-point gap stood", ["3.5"]),
    ],
)
def test_a_number_in_words_that_is_part_of_another_word_counts_nothing(text: str, numbers: list[str]) -> None:
    assert [one.text for one in bound(text, ("ten", "3.5"), (), "en")] == numbers
