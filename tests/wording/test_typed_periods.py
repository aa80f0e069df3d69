"""Periods as authors type them are read; what only looks like one, as a verb or a name, is not."""

from __future__ import annotations

import pytest

from briefing.model.period import Frequency
from briefing.model.period_notation import parse_period
from briefing.wording import of
from briefing.wording.typed_periods import typed_periods

UNTIL = parse_period("2026-05")


def read(text: str, lang: str = "en") -> list[str]:
    found = typed_periods(text, of(lang).language.time.typed, UNTIL, Frequency("year", 4))
    return [f"{text[item.start : item.end]} = {item.period}" for item in found]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("in May 2026, on 12 June 2026", ["May 2026 = 2026-05", "12 June 2026 = 2026-06-12"]),
        ("In May prices rose", ["May = 2026-05"]),
        ("since December, and in Sept. 2024", ["December = 2025-12", "Sept. 2024 = 2024-09"]),
        ("from November to March 2026", ["November = 2025-11", "March 2026 = 2026-03"]),
        ("March–May 2026", ["March = 2026-03", "May 2026 = 2026-05"]),
        ("on March 15, 2024 and 15 March", ["March 15, 2024 = 2024-03-15", "15 March = 2026-03-15"]),
        ("Q1 2024, Q2 and 2024-Q3", ["Q1 2024 = 2024-Q1", "Q2 = 2026-Q2", "2024-Q3 = 2024-Q3"]),
        ("in the fourth quarter of 2024", ["the fourth quarter of 2024 = 2024-Q4"]),
        ("in the third quarter", ["the third quarter = 2025-Q3"]),
        ("the first half of 2024 and H2 2024", ["the first half of 2024 = 2024-S1", "H2 2024 = 2024-S2"]),
        ("week 5 of 2024 and week 22", ["week 5 of 2024 = 2024-W05", "week 22 = 2026-W22"]),
        ("2026-05, 2024-W05 and 2024-03-17", ["2026-05 = 2026-05", "2024-W05 = 2024-W05", "2024-03-17 = 2024-03-17"]),
        ("in 2023/24", ["2023/24 = 2023-04/2024-03"]),
    ],
)
def test_a_typed_period_is_read_with_its_year_or_as_the_last_such_one(text: str, periods: list[str]) -> None:
    assert read(text) == periods


@pytest.mark.parametrize(
    "text",
    [
        "Prices may rise; they march on", "Theresa May said", "April Jones said", "every May",
        "the third quarter in a row", "three quarters of them", "the first half of the road", "2024/7 and 2024-13",
        "G7, H2 and W3C", "1,5 March", "week 60 of 2024", "in 2023/25",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_period_is_none(text: str) -> None:
    assert read(text) == []


def test_chinese_periods_are_read() -> None:
    assert read("2026年5月和3月，2024年第四季度，一季度，第5周，2024年上半年，2023/24年度", "zh") == [
        "2026年5月 = 2026-05", "3月 = 2026-03", "2024年第四季度 = 2024-Q4", "一季度 = 2026-Q1", "第5周 = 2026-W05",
        "2024年上半年 = 2024-S1", "2023/24年度 = 2023-04/2024-03",
    ]  # fmt: skip
    assert read("三个月内，每月，近一季度", "zh") == []


def test_quarters_of_years_are_counted_and_those_of_a_whole_are_parts() -> None:
    def words(text: str) -> list[tuple[str, float, str, bool]]:
        return [(word.kind, word.value, word.unit, word.in_row) for word in of("en").language.number_words(text)]

    assert words("in each of the last four quarters") == [("count", 4, "quarter", False)]
    assert words("rose for three quarters in a row") == [("count", 3, "quarter", True)]
    assert words("for the third month running") == [("rank", 3, "", True)]
    assert words("in the third month of the plan") == []
    assert words("three quarters of them") == [("part", 0.75, "", False)]
