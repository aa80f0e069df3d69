"""A change that is not the difference of the rounded levels beside it is explained in the note."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.model.text import plain
from tests.compose import skerry
from tests.compose.cities import composed, page

# 41.46 → 43.94: printed 41.5 and 43.9, the change is 2.48, printed 2.5.
OFF = {"rate": {2019: 41.46, 2020: 41.0, 2023: 43.94}}
EXACT = {"rate": {2019: 41.5, 2020: 41.0, 2023: 43.9}}
TEXT = "The rate was {{ rate.first | value(1) }} and is {{ rate.last | value(1) }}: {{ rate.points | signed(1) }}"


def note(values: dict[str, dict[int, float]], folder: Path, text: str = TEXT, lang: str = "en") -> str:
    """Values → the note of the section that prints them."""
    return plain(composed(page(text), folder, values, lang).sections[0].note_line)


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "Changes are of values before rounding"), ("zh", "变动按未舍入的数计算")]
)
def test_a_change_that_does_not_add_up_with_its_levels_is_explained(lang: str, told: str, tmp_path: Path) -> None:
    assert told in note(OFF, tmp_path, lang=lang)


# 53.49 → 61.5: printed 53 and 62, of which a reader makes 1.17× and 17%.
FLIGHTS = {"visits": {2019: 53.49, 2020: 55.0, 2023: 61.5}}
ROUND = "{{ visits.first | value(0) }} became {{ visits.last | value(0) }}: "


@pytest.mark.parametrize("change", ["{{ visits.multiple | x }}", "{{ visits.percent | signed }}"])
def test_a_ratio_that_is_not_that_of_its_levels_is_explained(change: str, tmp_path: Path) -> None:
    assert "before rounding" in note(FLIGHTS, tmp_path, ROUND + change)
    assert "before rounding" not in note({"visits": {2019: 50.0, 2020: 55.0, 2023: 60.0}}, tmp_path, ROUND + change)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (EXACT, TEXT),
        (OFF, "The rate rose: {{ rate.points | signed(1) }}"),
        (OFF, "{{ rate.first | value(2) }}, {{ rate.last | value(2) }}, {{ rate.points | signed(1) }}"),
        (OFF, "{{ rate.first | value(1) }}, {{ rate.last | value(1) }}, {{ visits.change | signed }}"),
    ],
)
def test_where_numbers_add_up_or_cannot_be_subtracted_nothing_is_said(
    values: dict[str, dict[int, float]], text: str, tmp_path: Path
) -> None:
    assert "before rounding" not in note(values, tmp_path, text)


@pytest.mark.parametrize(("decimals", "expected"), [(1, True), (2, False)])
def test_a_change_of_a_series_of_changes_is_compared_with_its_rates(
    decimals: int, expected: bool, tmp_path: Path
) -> None:
    # 3.87% and 3.73%: printed 3.9 and 3.7, of which a reader makes −0.2; the change is −0.13
    first, last = (f"{{{{ inflation.at('{month}') | value(1) }}}}" for month in ("2024-04", "2024-07"))
    change = f"{{{{ inflation.between('2024-04', '2024-07').change | signed({decimals}) }}}}"
    story = f'sections:\n  - {{id: a, title: Rates, points: ["{first}, {last}: {change}"]}}\n'
    shown = plain(skerry.composed(story, tmp_path).sections[0].note_line)
    assert ("before rounding" in shown) == expected


@pytest.mark.parametrize(("values", "printed"), [(OFF, "2.5"), (EXACT, "")])
def test_a_check_names_the_difference_that_a_reader_subtracts_and_the_ways_out(
    values: dict[str, dict[int, float]], printed: str, tmp_path: Path
) -> None:
    text = "The rate went from {{ rate.first | value(1) }} to {{ rate.last | value(1) }}, {{ rate.change | signed(1) }}"
    notices = [one for one in composed(page(text), tmp_path, values).notices if "subtracts" in one.what]
    assert len(notices) == bool(printed)
    for one in notices:
        assert f"is printed as {printed}, and a reader subtracts 41.5 and 43.9, which makes 2.4" in one.what
        assert "value(2) and signed(2)" in one.fix


def test_the_year_of_a_level_is_none_of_its_values(tmp_path: Path) -> None:
    years = "From {{ visits.first | year }} to {{ visits.last | year }}"
    text = years + ", {{ visits.percent | moved(0) }} to {{ visits.last }}"
    assert "before rounding" not in note({"visits": {2019: 1730.0, 2023: 1990.0}}, tmp_path, text)


RISE = {"visits": {2021: 2.145, 2022: 2.154, 2023: 2.066}}
GROWTH = "{{ visits.at(A) | value(2) }}, {{ visits.last | value(2) }}: {{ visits.between(A, 2023).growth | signed(1) }}"


@pytest.mark.parametrize(("start", "expected"), [("2022", True), ("2021", False)])
def test_a_rate_of_one_year_is_the_change_that_a_reader_works_out(start: str, expected: bool, tmp_path: Path) -> None:
    """2.15 and 2.07 make −3.7%, and the change is −4.1%; a rate over several years is no change of its levels."""
    assert ("before rounding" in note(RISE, tmp_path, GROWTH.replace("A", start))) is expected
