"""A number word and a word of direction are borne out by an expectation of what they are said of, not by another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.cities import Values, composed, faults, page

# visits 400 → 900 (2.25 times), loans 600 → 1,300 (2.17 times), budget 12 → 13.
VALUES: Values = {
    "visits": {2019: 400, 2020: 450, 2023: 900},
    "loans": {2019: 600, 2020: 500, 2023: 1300},
    "budget": {2019: 12, 2020: 12.5, 2023: 13},
}
DOUBLED = "visits.multiple >= 2"
OWN = [
    ("Visits more than doubled", "visits.multiple > 2"),
    ("Visits doubled; loans did too", DOUBLED),
    ("Unlike loans, visits doubled", DOUBLED),
    ("Visits doubled while the budget hardly moved", DOUBLED),
    ("Visits and loans doubled", "visits.multiple >= 2 and loans.multiple >= 2"),
    ("Use of the library doubled", DOUBLED),
    ("In four years, despite a budget cut, visits doubled", "visits.multiple >= 2 and visits.span == 4"),
    ("More than doubled: visits", "visits.multiple > 2"),
    ("Nothing tripled", "visits.multiple < 3 and loans.multiple < 3"),
    ("Visitors doubled, and the budget held", DOUBLED),
]
OTHER = [
    ("Loans doubled", DOUBLED),
    ("Visits grew, and loans doubled", DOUBLED),
    ("Visits rose; the town’s loans more than doubled", "visits.multiple > 2"),
    ("The budget rose by a third", "visits.percent > 30 and visits.percent < 140"),
    ("Loans more than doubled, as visits grew", "visits.multiple > 2"),
]
OWN_ZH = [("Visits翻番", DOUBLED), ("Visits翻番，Loans也在增长", DOUBLED), ("使用量翻番", DOUBLED)]
OTHER_ZH = [("Loans翻番", DOUBLED), ("Visits增长，Loans翻番", DOUBLED)]


@pytest.mark.parametrize(("text", "expect"), OWN)
def test_a_number_word_builds_with_an_expectation_of_its_own_subject(text: str, expect: str, tmp_path: Path) -> None:
    assert faults(page(text, expect), tmp_path, VALUES) == ()


@pytest.mark.parametrize(("text", "expect"), OTHER)
def test_a_number_word_is_refused_with_an_expectation_of_another_subject(
    text: str, expect: str, tmp_path: Path
) -> None:
    found = faults(page(text, expect), tmp_path, VALUES)
    assert found
    assert "claims a number that nothing tests" in found[0].what


@pytest.mark.parametrize(("text", "expect"), OWN_ZH)
def test_a_chinese_number_word_builds_with_an_expectation_of_its_own(text: str, expect: str, tmp_path: Path) -> None:
    assert faults(page(text, expect), tmp_path, VALUES, "zh") == ()


@pytest.mark.parametrize(("text", "expect"), OTHER_ZH)
def test_a_chinese_number_word_is_refused_with_that_of_another(text: str, expect: str, tmp_path: Path) -> None:
    (found,) = faults(page(text, expect), tmp_path, VALUES, "zh")
    assert "claims a number that nothing tests" in found.what


def test_the_expectation_that_the_message_proposes_is_of_the_subject_that_is_named(tmp_path: Path) -> None:
    (found,) = faults(page("Loans doubled", DOUBLED), tmp_path, VALUES)
    assert "`loans.multiple >= 2`" in found.fix
    assert faults(page("Loans doubled", "loans.multiple >= 2"), tmp_path, VALUES) == ()


SO = [
    ("Visits rose", ""),
    ("Visits rose", "visits.change > 0"),
    ("Visits rose, and loans did too", "visits.last > visits.first"),
    ("Visits fell at first", "visits.change > 0"),
    ("Visits did not fall", "visits.change > 0"),
    ("Visits will fall", "visits.change > 0"),
    ("The cost of visits fell", "visits.change > 0"),
    ("Growth of visits fell", "visits.change > 0"),
    ("Visits growth fell", "visits.change > 0"),
    ("Visits fell in 2020", "visits.change > 0"),
    ("The fall in visits ended", "visits.change > 0"),
    ("Elsewhere’s visits fell", "visits.change > 0"),
    ("Visits fell from the headlines, loans rose", "loans.change > 0 and visits.between(2019, 2020).change < 0"),
]
NOT_SO = [
    ("Visits fell", "visits.change > 0"),
    ("Loans fell, visits rose", "visits.change > 0 and loans.percent > 10"),
    ("The town’s visits fell clearly", "visits.last > visits.first"),
    ("Anytown’s visits fell", "visits.change > 0"),
    ("Loans rose while visits declined", "visits.multiple > 2"),
]
NOT_SO_ZH = [("Visits下降", "visits.change > 0"), ("Loans增长，Visits减少", "visits.multiple > 2")]


@pytest.mark.parametrize(("text", "expect"), SO)
def test_a_word_of_direction_without_a_number_builds_where_nothing_contradicts_it(
    text: str, expect: str, tmp_path: Path
) -> None:
    values = {**VALUES, "visits": {2019: 400, 2020: 350, 2023: 900}}
    assert faults(page(text, expect), tmp_path, values) == ()
    assert composed(page(text, expect), tmp_path, values).findings == ()


@pytest.mark.parametrize(("text", "expect"), NOT_SO)
def test_a_word_of_direction_that_an_expectation_contradicts_is_refused(text: str, expect: str, tmp_path: Path) -> None:
    (found,) = faults(page(text, expect), tmp_path, VALUES)
    assert "stands with an expectation by which" in found.what


@pytest.mark.parametrize(("text", "expect"), NOT_SO_ZH)
def test_a_chinese_word_of_direction_that_an_expectation_contradicts_is_refused(
    text: str, expect: str, tmp_path: Path
) -> None:
    (found,) = faults(page(text, expect), tmp_path, VALUES, "zh")
    assert "stands with an expectation by which" in found.what


def test_a_word_of_direction_that_only_the_data_contradict_is_doubtful(tmp_path: Path) -> None:
    (found,) = composed(page("Visits fell"), tmp_path, VALUES).findings
    assert found.severity == "warning"
    assert "'fell' stands without a test, and visits.change is +500" in found.what
    assert faults(page("Visits {{ visits.change | moved }}"), tmp_path, VALUES) == ()
    assert composed(page("Visits rose"), tmp_path, VALUES).findings == ()
