"""A number word stands where an expectation of its text compares with that number; a quantity is no year."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.cities import USUAL, Values, faults, page

# visits 400 → 900 (2.25 times), loans 1,200 → 500 (0.42 times), rate 41.5 → 44, place 7 → 1, budget 12 → 13.
VALUES: Values = {
    "visits": {2019: 400, 2020: 250, 2023: 900},
    "loans": {2019: 1200, 2020: 1300, 2023: 500},
    "budget": {2019: 12, 2020: 12.5, 2023: 13},
    "place": {2019: 7, 2020: 7, 2023: 1},
}
TRUE = [
    ("Visits more than doubled", "visits.multiple > 2"),
    ("Visits doubled", "visits.multiple >= 2"),
    ("Visits at least doubled", "visits.percent >= 100"),
    ("Loans more than halved", "loans.multiple < 0.5"),
    ("Loans fell to less than half", "loans.multiple < 0.5"),
    ("Nothing tripled", "visits.multiple < 3 and loans.multiple < 3"),
    ("Visits did not triple", "visits.multiple < 3"),
    ("The town is first in the ranking", "place.last == 1"),
    ("The town is among the top ten", "place.last <= 10"),
    ("Two of three indicators rose", "count(visits.change > 0, budget.change > 0, loans.change > 0) == 2"),
    ("Two indicators rose", "visits.change > 0 and budget.change > 0"),
    ("In four years visits rose", "visits.last > visits.first and visits.span == 4"),
    ("Over a dozen million were spent", "budget.last > 12"),
    ("Thirteen million euros", "budget.last == 13"),
    ("Visits passed half a million", "visits.last > 500"),
    ("About two fifths of adults came", "rate.first > 38 and rate.first < 42"),
    ("Visits rose by more than a third", "visits.percent > 34"),
    ("At first visits fell; a second office opened", "visits.at(2020) < visits.first"),
    ("After three quarters of losses", "count(visits.change > 0, budget.change > 0, loans.change < 0) == 3"),
    ("Visits were twice as many", "visits.multiple > 2"),
    ("Visits fell below three hundred", "visits.first_below(300) == 2020"),
]
FALSE = [
    ("After three quarters of losses", "count(visits.change > 0, budget.change > 0) == 2"),
    ("Visits rose ninefold; loans halved", "visits.multiple > 2"),
    ("Visits tripled", "visits.multiple > 2"),
    ("Visits doubled", "visits.multiple > 1.5"),
    ("Visits more than doubled", "visits.multiple > 1.9"),
    ("Visits doubled", "loans.change < 0"),
    ("Loans halved", "visits.multiple > 0.5"),
    ("Nothing doubled", "visits.multiple > 2"),
    ("The town is first in the ranking", "visits.last > 1"),
    ("The town is second in the ranking", "place.last == 1"),
    ("The town is among the top three", "place.last <= 10"),
    ("Three of four indicators rose", "count(visits.change > 0, budget.change > 0, loans.change > 0) == 2"),
    ("Three indicators rose", "visits.change > 0 and budget.change > 0"),
    ("In five years visits rose", "visits.last > visits.first"),
    ("A dozen million were spent", "budget.last > 10"),
    ("Thirteen towns took part", "visits.last > 500"),
    ("Visits passed a million", "visits.last > 500"),
    ("A third of adults came", "rate.first > 38 and rate.first < 42"),
    ("Visits rose by a quarter", "visits.percent > 100"),
    ("A million visits", "visits.percent > 0"),
    ("Twelve libraries", ""),
]
TRUE_ZH = [
    ("到馆人次翻了一番以上", "visits.multiple > 2"),
    ("到馆人次翻番", "visits.multiple >= 2"),
    ("借阅量不到一半", "loans.multiple < 0.5"),
    ("各项均不到三倍", "visits.multiple < 3 and loans.multiple < 3"),
    ("本市居首", "place.last == 1"),
    ("本市居前三", "place.last <= 3"),
    ("三项指标中两项上升", "count(visits.change > 0, budget.change > 0, loans.change > 0) == 2"),
    ("四年间人次上升", "visits.span == 4"),
    ("约四成居民到馆", "rate.first > 38 and rate.first < 42"),
    ("到馆人次增长一倍以上", "visits.percent > 100"),
]
FALSE_ZH = [
    ("到馆人次翻两番", "visits.multiple > 2"),
    ("到馆人次翻番", "visits.multiple > 1.5"),
    ("借阅量减半", "visits.multiple > 2"),
    ("各项均不到三倍", "visits.multiple < 4"),
    ("本市居第二", "place.last == 1"),
    ("本市居前三", "place.last <= 10"),
    ("四项指标中三项上升", "count(visits.change > 0, budget.change > 0, loans.change > 0) == 2"),
    ("五年间人次上升", "visits.last > visits.first"),
    ("三成居民到馆", "rate.first > 38 and rate.first < 42"),
    ("到馆人次增长三倍", "visits.multiple >= 2"),
]


def test_half_of_the_sentences_are_true() -> None:
    assert len(TRUE) + len(TRUE_ZH) == len(FALSE) + len(FALSE_ZH) == 31


@pytest.mark.parametrize(("text", "expect"), TRUE)
def test_a_number_word_with_an_expectation_of_its_number_builds(text: str, expect: str, tmp_path: Path) -> None:
    assert faults(page(text, expect), tmp_path, VALUES) == ()


@pytest.mark.parametrize(("text", "expect"), FALSE)
def test_a_number_word_with_an_expectation_of_another_is_refused(text: str, expect: str, tmp_path: Path) -> None:
    found = faults(page(text, expect), tmp_path, VALUES)
    assert found
    assert all("claims a number that nothing tests" in item.what for item in found)


@pytest.mark.parametrize(("text", "expect"), TRUE_ZH)
def test_a_chinese_number_word_with_an_expectation_of_its_number_builds(text: str, expect: str, tmp_path: Path) -> None:
    assert faults(page(text, expect), tmp_path, VALUES, "zh") == ()


@pytest.mark.parametrize(("text", "expect"), FALSE_ZH)
def test_a_chinese_number_word_with_an_expectation_of_another_is_refused(
    text: str, expect: str, tmp_path: Path
) -> None:
    found = faults(page(text, expect), tmp_path, VALUES, "zh")
    assert found
    assert all("claims a number that nothing tests" in item.what for item in found)


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("{{ visits.last }}: more than doubled", "visits.multiple > 2"),
        ("{{ place.last | ordinal }}: first", "place.rank() == 1"),
    ],
)
def test_the_expectation_that_the_message_proposes_bears_the_word_out(text: str, like: str, tmp_path: Path) -> None:
    (found,) = faults(page(text), tmp_path, VALUES)
    assert f"`{like}`" in found.fix
    assert faults(page(text, like), tmp_path, VALUES) == ()


@pytest.mark.parametrize(
    "text",
    [
        "In 2021 visits rose",
        "Visits rose from 2019 to 2021",
        "By 2021 the plan names aims",
        "2019–2021",
        "The 2021 census changed the base",
        "Value in 2019, value in 2021",
        "The base year is 2019",
        "Higher than in 2020, lower than 2021",
        "Spring 2021: the offices closed",
        "2021",
    ],
)
def test_four_figures_are_a_year_where_the_text_uses_them_as_one(text: str, tmp_path: Path) -> None:
    assert faults(page(text), tmp_path, USUAL) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Visits rose to 2021 thousand",
        "2021 visits",
        "2021 loans were counted",
        "Loans fell to 2021",
        "Loans reached 2021",
        "The loans were 2021",
        "More than 2021 loans",
        "In 2021 thousand cases",
    ],
)
def test_four_figures_that_count_things_are_no_year(text: str, tmp_path: Path) -> None:
    (found,) = faults(page(text), tmp_path, USUAL)
    assert "'2021' is typed into the text" in found.what


def test_in_chinese_a_year_has_its_sign_and_a_quantity_its_measure(tmp_path: Path) -> None:
    assert faults(page("2021年到馆人次，2019—2021年"), tmp_path, USUAL, "zh") == ()
    assert len(faults(page("增至2021人次"), tmp_path, USUAL, "zh")) == 1


def test_a_message_quotes_the_text_once(tmp_path: Path) -> None:
    (found,) = faults(page("Twelve libraries"), tmp_path, VALUES)
    assert found.what == "'Twelve' claims a number that nothing tests: 'Twelve libraries'"
