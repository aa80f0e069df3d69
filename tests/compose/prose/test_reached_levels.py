"""A level that words of direction lead to is held against the values before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.norland import composed, points_of, refused


def stopped(text: str, folder: Path, lang: str = "en", expect: str = "") -> list[str]:
    """A sentence → what stops it."""
    return [one.what for one in refused([(text, expect)], folder, lang)[0]]


def doubted(text: str, folder: Path, expect: str = "") -> list[str]:
    """A sentence that builds → what its warnings say."""
    return [one.what for one in composed(points_of([(text, expect)], "en")[0], folder).findings]


@pytest.mark.parametrize(
    "text",
    [
        "Jobs fell to {{ jobs.last }} thousand.",
        "Jobs have fallen steadily to {{ jobs.last }} thousand.",
        "Jobs are down to {{ jobs.last }} thousand.",
        "Exports rose to just {{ exports.last | unit }}.",
        "In Birch, jobs fell to {{ jobs.of('Birch').last }} thousand.",
        "Emissions have grown to {{ co2.at(2020) }} kt.",
        "Output growth rose to {{ gdp.at(2020) }}%.",
    ],
)
def test_a_level_that_no_value_before_leads_to_that_way_is_refused(text: str, tmp_path: Path) -> None:
    (what,) = stopped(text, tmp_path)
    assert "no value before is" in what


def test_it_is_refused_in_chinese_too(tmp_path: Path) -> None:
    assert len(stopped("就业岗位降至{{ jobs.last }}。", tmp_path, "zh")) == 1
    assert stopped("就业岗位增至{{ jobs.last }}。", tmp_path, "zh") == []


@pytest.mark.parametrize(
    "text",
    [
        "Jobs rose to {{ jobs.last }} thousand.",
        "Exports rose to {{ exports.at(2021) }} million euros.",
        "Exports fell to {{ exports.at(2021) }} million euros.",
        "Unemployment rose to {{ unemp.at(2021) }}%.",
        "Jobs did not fall to {{ jobs.last }} thousand.",
        "Jobs fell from {{ jobs.at(2019) }} to {{ jobs.at(2020) }} thousand.",
        "Jobs {{ jobs.change | moved }} to {{ jobs.last }} thousand.",
        "The innovation rank rose to {{ place.last }}.",
        "Jobs fell to {{ jobs.at(2020) }} thousand.",
        "Jobs rose until {{ jobs.at(2019) | year }} and fell to {{ jobs.at(2020) }} in 2020.",
        "Borrowing rose to {{ balance.at(2020) }} million euros.",
    ],
)
def test_what_holds_or_says_more_is_left_alone(text: str, tmp_path: Path) -> None:
    assert [what for what in stopped(text, tmp_path) if "no value before" in what] == []
    assert [what for what in doubted(text, tmp_path) if "after" in what] == []


def test_a_level_that_only_some_value_before_leads_to_is_doubted_unless_it_is_expected(tmp_path: Path) -> None:
    text = "Jobs fell to {{ jobs.at(2021) }} thousand."
    (what,) = doubted(text, tmp_path)
    assert what.startswith("'fell to' stands with jobs.at(2021), 212, after jobs.at(2018), 210, and jobs.at(2020), 205")
    assert doubted(text, tmp_path, "jobs.at(2021) < jobs.at(2019)") == []


def test_a_comparison_before_two_levels_is_held_against_both(tmp_path: Path) -> None:
    text = "Alder has {} jobs than Birch, {{{{ jobs.last }}}} against {{{{ jobs.of('Birch').last }}}} thousand."
    assert stopped(text.format("more"), tmp_path) == []
    (what,) = stopped(text.format("fewer"), tmp_path)
    assert what.startswith("'fewer' stands with")
