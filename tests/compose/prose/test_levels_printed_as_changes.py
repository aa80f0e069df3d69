"""A level behind "rose by" is a published rate of that sign, a change beside "unchanged" zero; fixes are followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compose.norland import refused


def told(text: str, folder: Path, lang: str = "en") -> list[tuple[str, str]]:
    """A sentence → what is wrong with it, and the fix."""
    return [(one.what, one.fix) for one in refused([(text, "")], folder, lang)[0]]


@pytest.mark.parametrize(
    ("text", "what", "mended"),
    [
        (
            "Output had fallen by {{ gdp.first }}.",
            "'fallen by' stands with gdp.first, which is 2.1",
            "Output {{ gdp.first | moved }}.",
        ),
        (
            "Jobs rose by {{ jobs.last }} thousand.",
            "'rose by' stands with jobs.last, which is a level (230) and no change",
            "Jobs {{ jobs.change | moved }}.",
        ),
        (
            "Jobs rose by {{ jobs.last }} thousand.",
            "'rose by' stands with jobs.last, which is a level (230) and no change",
            "Jobs rose to {{ jobs.last }} thousand.",
        ),
        (
            "Output was unchanged: {{ gdp.first | percent }}.",
            "'unchanged' stands with gdp.first, which is 2.1",
            "Output {{ gdp.first | moved }}.",
        ),
        (
            "Jobs were unchanged: {{ jobs.change | signed }}.",
            "'unchanged' stands with jobs.change, which is +20",
            "Jobs {{ jobs.change | moved }}.",
        ),
    ],
)
def test_what_is_no_change_of_that_kind_is_refused_and_its_fix_builds(
    text: str, what: str, mended: str, tmp_path: Path
) -> None:
    ((found, fix),) = told(text, tmp_path)
    assert found.startswith(what)
    inside = mended[mended.index("{{") : mended.index("}}") + 2]
    assert inside in fix or "'to' in place of 'by'" in fix
    assert told(mended, tmp_path) == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("2018年产出下降{{ gdp.first }}。", "2018年产出{{ gdp.first | moved }}。"),
        ("就业岗位增加{{ jobs.last }}。", "就业岗位增至{{ jobs.last }}。"),
        ("2018年产出持平：{{ gdp.first }}。", "2018年产出{{ gdp.first | moved }}。"),
    ],
)
def test_what_is_no_change_of_that_kind_is_refused_in_chinese(text: str, mended: str, tmp_path: Path) -> None:
    assert len(told(text, tmp_path, "zh")) == 1
    assert told(mended, tmp_path, "zh") == []


def test_what_came_or_went_is_a_change_and_another_indicator_is_left_alone(tmp_path: Path) -> None:
    assert told("Working days lost rose by {{ days.last }}.", tmp_path) == []
    assert told("The network grew by {{ solar.last | full }}.", tmp_path) == []
