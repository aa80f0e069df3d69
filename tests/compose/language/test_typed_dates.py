"""Which months, quarters and fiscal years may be typed into the texts of an edition."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.compose.language.numeral_rule import PERIOD, NumeralRule, Terms
from briefing.compose.language.typed_dates import TypedDates, typed_dates
from briefing.model.dataset import Dataset, Gap, Observation
from briefing.model.edition import Edition
from briefing.model.period_notation import parse_period
from briefing.model.text import Run, Text
from briefing.wording import of
from briefing.wording.number_words import NumberWord

LANGUAGE = of("en").language


def dates(*notations: str, gap: str = "") -> TypedDates:
    """What may be typed in an edition of these periods, known as of mid-June 2026."""
    periods = [parse_period(notation) for notation in notations]
    rows = tuple(Observation("index", "Skerry", period, 1.0, "", "OFFICE") for period in periods)
    gaps = (Gap("index", "Skerry", "official", parse_period(gap), "O"),) if gap else ()
    edition = Edition("a", "A", "Skerry", (periods[0], periods[-1]), dt.date(2026, 6, 15))
    return typed_dates(Dataset({}, rows, {}, gaps=gaps), edition, LANGUAGE.time.typed)


def read(words: str, typed: TypedDates) -> tuple[Text, list[str]]:
    def never(_: NumberWord) -> bool:
        return False

    terms = Terms({"Survey of March 2027": "a name"})
    rule = NumeralRule(terms, typed.last, LANGUAGE.number_words, dates=typed)
    text, offences = rule.check(rule.read((Run(words),)), tested=never)
    return text, [offence.token for offence in offences]


MONTHS = dates("2024-01", "2026-05", gap="2026-07")


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("in April 2026, since March and on 3 April 2026", []),
        ("in May 2026", ["May 2026"]),
        ("in May\u00a02026", ["May 2026"]),
        ("in May", ["May"]),
        ("mid-May", ["May"]),
        ("in June 2026", ["June 2026"]),
        ("on 31 May 2026, on 1 June 2026", ["31 May 2026", "1 June 2026"]),
        ("in the first quarter of 2026, in Q1", []),
        ("in the second quarter of 2026, in Q2", ["the second quarter of 2026", "Q2"]),
        ("in August 2026 at the earliest", []),
        ("in July 2026, which was not published", []),
        ("in 2025", []),
        ("in 2026", ["2026"]),
        ("the Survey of March 2027", []),
        ("may rise, march on", []),
    ],
)
def test_a_month_before_the_last_may_be_typed_the_last_comes_from_the_data(words: str, refused: list[str]) -> None:
    assert read(words, MONTHS)[1] == refused


def test_what_is_allowed_is_a_run_with_its_reason() -> None:
    assert [(run.text, run.term) for run in read("In March 2026 and April.", MONTHS)[0]] == [
        ("In ", ""), ("March 2026", PERIOD), (" and ", ""), ("April", PERIOD), (".", ""),
    ]  # fmt: skip


def test_in_an_edition_of_years_alone_months_are_words_and_their_years_are_years() -> None:
    years = dates("2020", "2023")
    assert read("in May, in July 2022", years)[1] == []
    assert [run.term for run in read("in July 2022", years)[0]] == ["", "year"]
    assert read("in July 2023, in Q1", years)[1] == ["2023", "Q1"]


def test_fiscal_years_are_typed_as_they_are_read() -> None:
    fiscal = dates("2020-04/2021-03", "2024-04/2025-03")
    assert read("in 2022/23 and 2023", fiscal)[1] == []
    assert read("in 2024/25", fiscal)[1] == ["2024/25"]
    assert read("in 2022/23", dates("2020", "2023"))[1] == ["23"]


def test_the_year_of_a_period_that_is_not_typed_is_its_last_such_one() -> None:
    found = {str(item.period) for item in MONTHS.find("in December and January, in week 50")}
    assert found == {"2025-12", "2026-01", "2025-W50"}
