"""What an edition, a chart or a short name is about: both ends, the first, or the last few."""

import datetime as dt

import pytest

from briefing.model.period import MONTH, QUARTER, YEAR, Frequency, Period, period_range
from briefing.model.period_choice import PeriodChoice, choice_of, parse_choice, resolve
from briefing.model.period_notation import NotationError, frequency_of, parse_period

MONTHS = period_range(parse_period("2024-01"), parse_period("2026-05"))
CHOICES = {
    "both years": ([2014, 2023], "2014-2023", PeriodChoice(Period.year(2014), Period.year(2023))),
    "both months": (["2024-01", "2026-05"], "2024-01 to 2026-05", PeriodChoice(MONTHS[0], MONTHS[-1])),
    "a first": ("2024-01", "from 2024-01", PeriodChoice(MONTHS[0])),
    "a first of a table": ({"first": "2024-01"}, "2024-01", PeriodChoice(MONTHS[0])),
    "a number": ({"last": 24}, "last 24", PeriodChoice(count=24)),
    "months": ({"last": 24, "frequency": "month"}, "last 24 months", PeriodChoice(count=24, frequency=MONTH)),
    "quarters": ({"last": 8, "frequency": "Q"}, "Last 8 quarters", PeriodChoice(count=8, frequency=QUARTER)),
    "a count of YAML, a text": ({"last": "24"}, "last 24", PeriodChoice(count=24)),
    "dates of toml": ([dt.date(2024, 1, 1), dt.date(2024, 2, 1)], "2024-01-01..2024-02-01",
                      PeriodChoice(parse_period("2024-01-01"), parse_period("2024-02-01"))),
}  # fmt: skip


@pytest.mark.parametrize("form", CHOICES)
def test_a_choice_is_read_from_a_value_and_from_a_cell_and_is_what_its_notation_reads(form: str) -> None:
    value, text, choice = CHOICES[form]
    assert choice_of(value) == parse_choice(text) == choice_of(choice.notation) == choice


@pytest.mark.parametrize(
    ("written", "what", "fix"),
    [
        ([2014], "a period has a first and a last one, not 1", "[2014, 2023]"),
        ([2014, "2023-05"], "2014 is a year and 2023-05 a month", "write both ends alike"),
        (["2019-Q4", "{{ visits.last.period }}"], "is no period", 'write "2019-Q4" alone, which goes to the newest'),
        (
            [2019, "now"],
            "'now' is no period",
            "write 2019 alone, which goes to the newest period; or a last one, as 2020",
        ),
        (["2024-Q1", "2024-Q7"], "'2024-Q7' is no period", "write 2024-Q1 to Q4"),
        ({"last": 0}, "the last 0 is no period", "write how many, 1 to 100000"),
        ({"last": "2024-01"}, "'2024-01' is no number of periods", "1 to 100000"),
        ({"newest": 3}, "'newest' is no part of a period", "last 24 months"),
        ({"last = 24": ""}, "'last = 24' is no part of a period", "write {last: 24}"),
        ({"last": "8", "frequency=Q": ""}, "'frequency=Q' is no part of a period", "write {last: 8, frequency: Q}"),
        (
            {"last=24": "", 'frequency = "month"': ""},
            "'frequency = \"month\"' is no part of a period",
            "write {last: 24, frequency: month}",
        ),
        ({"frequency": "M"}, "neither first nor last is given", "last 24 months"),
        ({"last": 3, "frequency": "monthly"}, "'monthly' is no frequency", "write M for month"),
        ({"last": 3, "frequency": "moon"}, "'moon' is no frequency", "A (year), S (half-year)"),
        ("2023-2014", "2023 to 2014 is no period", "write 2014-2023"),
        ("2026-05 to 2024-01", "2026-05 to 2024-01 is no period", "write 2024-01 to 2026-05"),
        ("2024-13", "'2024-13' is no period", "2024-01 to 2024-12"),
        ("lately", "'lately' is no period", "last 24 months"),
        (True, "'True' is no period", "write 2023"),
        (99, "99 is no period", "write a year from 1000 to 2999"),
    ],
)
def test_what_is_no_choice_says_what_to_write(written: object, what: str, fix: str) -> None:
    with pytest.raises(NotationError) as caught:
        choice_of(written)
    assert what in str(caught.value)
    assert fix in caught.value.fix


def test_the_newest_period_with_a_value_decides_where_no_end_is_written() -> None:
    known = [*MONTHS, Period.year(2025), parse_period("2026-Q4")]
    assert resolve(choice_of({"last": 24}), known, MONTH) == (parse_period("2024-06"), parse_period("2026-05"))
    assert resolve(choice_of("2025-03"), known, YEAR) == (parse_period("2025-03"), parse_period("2026-05"))
    assert resolve(choice_of({"last": 2, "frequency": "quarter"}), known, MONTH) == (
        parse_period("2026-Q3"),
        parse_period("2026-Q4"),
    )
    assert resolve(choice_of({"first": 2025, "frequency": "month"}), known, YEAR)[0] == parse_period("2025-01")
    assert resolve(choice_of([2014, 2023]), (), MONTH) == (Period.year(2014), Period.year(2023))


def test_a_year_of_a_fiscal_edition_is_the_fiscal_year_that_begins_in_it() -> None:
    april = Frequency("year", 4)
    assert resolve(choice_of([2014, 2023]), (), april) == (Period(april, 2014), Period(april, 2023))
    last = choice_of({"last": 1, "frequency": "year"})
    assert resolve(last, [Period(april, 2022)], april) == (Period(april, 2022), Period(april, 2022))
    assert resolve(choice_of(2020), [Period(april, 2022)], april) == (Period(april, 2020), Period(april, 2022))


def test_what_no_value_bounds_is_refused_with_what_there_is() -> None:
    with pytest.raises(NotationError, match="no month has a value, so the newest is not known"):
        resolve(choice_of({"last": 3}), [], MONTH)
    with pytest.raises(NotationError, match="2030-01 is after 2026-05, the newest month with a value"):
        resolve(choice_of("2030-01"), MONTHS, MONTH)


def test_a_frequency_is_a_letter_of_sdmx_or_a_word() -> None:
    assert frequency_of("M") == frequency_of("m") == frequency_of("Month") == MONTH
    assert frequency_of("four-month").a_year == 3
