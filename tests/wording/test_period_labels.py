"""Periods and ranges of every frequency as words of both languages, and their counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.period import FREQUENCIES, Frequency, Period
from briefing.model.period_notation import parse_period
from briefing.wording import of

EN, ZH = of("en"), of("zh")

# A notation, its label, its long and its short form, its Chinese label, its name where the year is known.
LABELS = [
    ("2023", "2023", "2023", "2023", "2023", ""),
    ("2023-04/2024-03", "2023/24", "2023/24", "2023/24", "2023/24年度", ""),
    ("1999-04/2000-03", "1999/2000", "1999/2000", "1999/2000", "1999/2000年度", ""),
    ("2024-S2", "H2 2024", "the second half of 2024", "H2 2024", "2024年下半年", "H2"),
    (
        "2024-T1",
        *("January–April 2024", "January–April 2024", "Jan–Apr 2024"),
        *("2024年1—4月", "January–April"),
    ),
    ("2024-Q1", "Q1 2024", "the first quarter of 2024", "Q1 2024", "2024年第一季度", "Q1"),
    ("2026-05", "May 2026", "May 2026", "May 2026", "2026年5月", "May"),
    ("2024-09", "September 2024", "September 2024", "Sep 2024", "2024年9月", "September"),
    (
        *("2024-W05", "the week of 29 January 2024", "the week of 29 January 2024", "week of 29 Jan 2024"),
        *("2024年第5周", "the week of 29 January"),
    ),
    (
        *("2020-W53", "the week of 28 December 2020", "the week of 28 December 2020", "week of 28 Dec 2020"),
        *("2020年第53周", "the week of 28 December"),
    ),
    ("2024-03-17", "17 March 2024", "17 March 2024", "17 Mar 2024", "2024年3月17日", "17 March"),
    (
        "2024-01/2024-09",
        *("January–September 2024", "January–September 2024", "Jan–Sep 2024"),
        *("2024年1—9月", "January–September"),
    ),
    (
        "2023-07/2024-03",
        *("July 2023 to March 2024", "July 2023 to March 2024", "Jul 2023–Mar 2024"),
        *("2023年7月至2024年3月", "July–March"),
    ),
]
RANGES = [
    ("2014", "2023", "2014–2023", "2014–2023", "2014—2023年"),
    ("2019-04/2020-03", "2023-04/2024-03", "2019/20–2023/24", "2019/20–2023/24", "2019/20—2023/24年度"),
    ("2024-S1", "2024-S2", "H1–H2 2024", "H1–H2 2024", "2024年上半年至下半年"),
    ("2024-T1", "2024-T2", "January–August 2024", "Jan–Aug 2024", "2024年1—8月"),
    (
        *("2023-T3", "2024-T1", "September–December 2023 to January–April 2024"),
        *("Sep–Dec 2023 to Jan–Apr 2024", "2023年9—12月至2024年1—4月"),
    ),
    ("2023-Q1", "2024-Q4", "Q1 2023 to Q4 2024", "Q1 2023–Q4 2024", "2023年第一季度至2024年第四季度"),
    ("2024-Q1", "2024-Q3", "Q1–Q3 2024", "Q1–Q3 2024", "2024年第一至第三季度"),
    ("2026-01", "2026-05", "January–May 2026", "Jan–May 2026", "2026年1—5月"),
    ("2024-09", "2026-06", "September 2024 to June 2026", "Sep 2024–Jun 2026", "2024年9月至2026年6月"),
    (
        *("2024-W01", "2024-W05", "the weeks of 1 January 2024 to 29 January 2024"),
        *("weeks of 1 Jan 2024 to 29 Jan 2024", "2024年第1—5周"),
    ),
    (
        *("2023-W50", "2024-W05", "the week of 11 December 2023 to the week of 29 January 2024"),
        *("week of 11 Dec 2023–week of 29 Jan 2024", "2023年第50周至2024年第5周"),
    ),
    ("2024-03-03", "2024-03-17", "3–17 March 2024", "3–17 Mar 2024", "2024年3月3—17日"),
    (
        *("2024-02-03", "2024-03-17", "3 February 2024 to 17 March 2024"),
        *("3 Feb 2024–17 Mar 2024", "2024年2月3日至2024年3月17日"),
    ),
    (
        *("2019-01/2019-09", "2024-01/2024-09", "January–September of 2019–2024"),
        *("Jan–Sep of 2019–2024", "2019—2024年1—9月"),
    ),
    ("2020", "2024-03", "2020 to March 2024", "2020–Mar 2024", "2020至2024年3月"),
]  # fmt: skip


def test_a_period_has_a_label_in_both_languages_in_full_in_sentences_and_where_space_is_short() -> None:
    for notation, label, long, short, chinese, alone in LABELS:
        period = parse_period(notation)
        assert [EN.label(period), EN.label(period, "long"), EN.label(period, "short")] == [label, long, short]
        assert [ZH.label(period), EN.within_year(period)] == [chinese, alone], notation


def test_a_range_names_a_year_once_where_both_ends_are_of_it() -> None:
    for first, last, words, short, chinese in RANGES:
        ends = parse_period(first), parse_period(last)
        assert [EN.range(*ends), EN.range(*ends, "short"), ZH.dated(*ends)] == [words, short, chinese]
        assert EN.range(ends[0], ends[0]) == EN.label(ends[0])


def test_a_year_of_chinese_has_its_word_behind_it_where_it_is_a_date() -> None:
    assert [ZH.dated(parse_period(notation)) for notation in ("2023", "2026-05", "2023-04/2024-03")] == [
        "2023年", "2026年5月", "2023/24年度",
    ]  # fmt: skip
    assert ZH.phrase("absent", years="2019、2021和2023") == "2019、2021和2023年无数据。"
    assert ZH.phrase("absent", years="2025年10月") == "2025年10月无数据。"
    assert EN.phrase("absent", years="October 2025") == "No value for October 2025."


def test_every_unit_of_time_is_counted() -> None:
    counts = [(1, "year"), (9, "year"), (24, "month"), (1, "quarter"), (2, "week"), (2, "half-year"), (3, "four-month")]
    assert [EN.counted(count, unit) for count, unit in counts] == [  # type: ignore[arg-type]
        "one year", "nine years", "24 months", "one quarter", "two weeks", "two half-years",
        "three four-month periods",
    ]  # fmt: skip
    assert [ZH.counted(count, unit) for count, unit in counts] == [  # type: ignore[arg-type]
        "一年", "九年", "24个月", "一个季度", "两周", "两个半年", "三个四月期",
    ]  # fmt: skip
    assert EN.duration(parse_period("2023-05"), parse_period("2024-08")) == "15 months"


@pytest.mark.parametrize("frequency", FREQUENCIES.values(), ids=FREQUENCIES)
def test_a_phrase_names_the_unit_of_the_periods(frequency: Frequency) -> None:
    many = EN.time(frequency).many
    assert EN.phrase_of_time("absent_some", frequency) == f"{many.capitalize()} without a column: no value."
    assert EN.phrase_of_time("why_later", frequency) == f"new {EN.time(frequency).one}"
    assert ZH.time(frequency).many in ZH.phrase_of_time("absent_some", frequency)


@given(st.sampled_from([*FREQUENCIES.values(), Frequency("year", 4), Frequency("year", 1, 9)]), st.integers(1990, 2039))
def test_no_two_periods_of_a_frequency_have_the_same_label(frequency: Frequency, year: int) -> None:
    first = Period.containing(parse_period(f"{year}-06-15").start, frequency)
    periods = [first + step for step in range(60)]
    for wording in (EN, ZH):
        for form in ("", "long", "short"):
            assert len({wording.label(period, form) for period in periods}) == len(periods)
