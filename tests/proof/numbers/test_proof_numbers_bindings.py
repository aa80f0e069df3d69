"""The year and the place that stand with a number in a finished file are those of its fact."""

from __future__ import annotations

import pytest

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.numbers import number_context
from briefing.proof.parsed_file import Element, Page, ParsedFile, Run
from briefing.proof.reading.ledger_reader import Ledger, LedgerEdition, LedgerFact, Record, Use
from briefing.proof.reading.letter import letter

LEVEL = {2019: 410.0, 2020: 250.0, 2023: 560.0}


def _fact(value: float, *years: int, place: str = "Anytown") -> LedgerFact:
    cells = tuple(Record("visits", place, year, LEVEL[year], "=", "OFFICE") for year in years)
    return LedgerFact(value, "visits", "=", "", cells)


FACTS = {
    "visits.first": (_fact(410, 2019), "410"),
    "visits.last": (_fact(560, 2023), "560"),
    "visits.percent": (_fact(36.6, 2019, 2023), "37%"),
    "visits.of('Elsewhere').last": (_fact(280, 2023, place="Elsewhere"), "280"),
    "balance.last": (_fact(-100, 2023), "−US$100.0 billion"),
    "balance.first": (_fact(100, 2020), "100.0"),
}


def found(text: str, lang: str = "en") -> list[ProofFinding]:
    """A paragraph of a slide → what is wrong with the years and places in it."""
    uses = tuple(Use("deck", 1, "point 1", "text", printed, key) for key, (_, printed) in FACTS.items())
    facts = {key: fact for key, (fact, _) in FACTS.items()}
    ledger = Ledger(LedgerEdition("town", lang, "2024-12-31", ""), facts, uses, (), (), {})
    element = Element(role="body", name="Body", paragraphs=((Run(text),),))
    page = Page(1, 960, 540, (element,))
    parsed = ParsedFile("town.pptx", "deck", b"", (page,), lang)
    return list(number_context.check(Evidence((parsed,), ledger, "town.ledger.json", None)))


def found_in_plain_letter(*lines: str) -> list[ProofFinding]:
    """Lines of a letter in plain text → what is wrong with the years in it."""
    uses = tuple(Use("letter", 1, "point 1", "text", printed, key) for key, (_, printed) in FACTS.items())
    facts = {key: fact for key, (fact, _) in FACTS.items()}
    ledger = Ledger(LedgerEdition("town", "en", "2024-12-31", ""), facts, uses, (), (), {})
    parsed = letter("town.txt", "\n".join(lines).encode())
    return list(number_context.check(Evidence((parsed,), ledger, "town.ledger.json", None)))


def test_a_year_belongs_to_the_number_of_its_sentence_and_not_of_its_line_in_plain_text() -> None:
    start = "All in all, as the office counted them, visits to the town rose from 410"
    assert found_in_plain_letter(start, "in 2019 to 560") == []
    (one,) = found_in_plain_letter(start, "in 2020 to 560")
    assert one.what.startswith("“410” stands with 2020")
    assert [item.what[:20] for item in found_in_plain_letter("Short.", "", "In 2019 it was 560.")] == [
        "“560” stands with 20"
    ]


RIGHT = [
    "In 2019 visits were 410",
    "Visits rose from 410 in 2019 to 560 in 2023",
    "Visits rose 37% from 2019 to 2023",
    "Visits rose 37% since 2019",
    "From 2019 to 2023 visits rose 37%",
    "Against 410 in 2019 it was 560",
    "In 2019 prices, visits cost 560",
    "Anytown had 560, Elsewhere 280",
    "Unlike Elsewhere, the town had 560",
    "In 2020 the town set an aim that is 560",
    "In 2023 it is −US$100.0 billion",
    "In 2023 it is −US$100.0\u00a0billion",
    "In 2020 it was 100.0\u202fbillion",
    "Visits as an index, in 2019 = 100.0",  # the base of an index that happens to be printed like a value
]
WRONG = [
    ("In 2020 visits were 410", "number-year"),
    ("Visits rose from 410 in 2023 to 560", "number-year"),
    ("Visits rose 37% from 2019 to 2020", "number-year"),
    ("Visits rose 37% since 2020", "number-year"),
    ("From 2020 to 2023 visits rose 37%", "number-year"),
    ("In 2020 it was −US$100.0\u00a0billion", "number-year"),
    ("In 2023 it was 100.0\u00a0billion", "number-year"),
    ("Elsewhere had 560 visits", "number-place"),
    ("Anytown had 280 visits", "number-place"),
]
RIGHT_ZH = ["2019年人次为410", "由2019年的410增至2023年的560", "2019—2023年增长37%", "比2019年增长37%"]
RIGHT_ZH += ["余额，指数，2019年=100.0", "余额，指数，2019年 = 100.0，为2023年的560的一部分"]
WRONG_ZH = ["2020年人次为410", "由2023年的410增至560", "2019—2020年增长37%", "比2020年增长37%", "2019年余额=100.0"]


@pytest.mark.parametrize(("text", "lang"), [*((one, "en") for one in RIGHT), *((one, "zh") for one in RIGHT_ZH)])
def test_numbers_with_their_own_years_and_places_are_silent(text: str, lang: str) -> None:
    assert found(text, lang) == []


@pytest.mark.parametrize(("text", "rule"), WRONG)
def test_a_number_with_the_year_or_the_place_of_another_is_found(text: str, rule: str) -> None:
    (one,) = found(text)
    assert one.rule == rule
    assert one.severity == ("error" if rule == "number-year" else "warning")
    assert one.fix


@pytest.mark.parametrize("text", WRONG_ZH)
def test_a_number_with_another_year_is_found_in_chinese(text: str) -> None:
    (one,) = found(text, "zh")
    assert one.rule == "number-year"


def test_of_two_facts_that_are_printed_alike_one_that_agrees_is_enough() -> None:
    FACTS["visits.at(2020)"] = (_fact(410, 2020), "410")
    try:
        assert found("In 2020 visits were 410") == []
    finally:
        del FACTS["visits.at(2020)"]


def test_the_year_that_a_change_counts_from_is_its_first_in_chinese_too() -> None:
    assert found("到馆人次是2019年的37%", "zh") == []
    assert [one.rule for one in found("到馆人次是2020年的37%", "zh")] == [number_context.YEAR.id]


@pytest.mark.parametrize(("last", "rules"), [(410.0, []), (410.4, ["number-year"])])
def test_a_value_that_another_year_has_too_may_be_printed_with_its_unit_there(
    monkeypatch: pytest.MonkeyPatch, last: float, rules: list[str]
) -> None:
    facts = {"visits.first": (_fact(410, 2019), "410 visits"), "visits.last": (_fact(last, 2023), "410")}
    monkeypatch.setitem(globals(), "FACTS", facts)
    assert [item.rule for item in found("410 visits in 2023")] == rules


def test_a_year_that_a_title_prints_is_no_number_of_another_sentence_in_chinese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(globals(), "FACTS", {"visits.last": (_fact(560, 2023), "2023年")})
    assert found("序列中断：城甲2018年和2023年。", "zh") == []
