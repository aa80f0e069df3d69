"""Dates of sources that are missing, or too early for the values that the sources have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose import compose
from briefing.errors import Finding
from briefing.model.dataset import Observation
from briefing.read import story
from tests.compose.skerry import project

STORY = """
sections:
  - {id: output, title: "Output came to {{ output.last | value }} in {{ output.last | period }}"}
"""


def warnings(
    folder: Path, published: str, change: Callable[[Observation], Observation] = lambda item: item
) -> list[Finding]:
    """Return what is said of the sources of an edition that prints quarterly output alone, to the first of 2026."""
    path = folder / "story.en.yaml"
    path.write_text(STORY, encoding="utf-8")
    made = project(folder, path, "en")
    office = replace(made.dataset.sources["OFFICE"], published=published)
    rows = tuple(change(item) for item in made.dataset.observations if item.indicator in ("output", "residents"))
    data = replace(made.dataset, sources={"OFFICE": office}, observations=rows)
    found = compose(replace(made, dataset=data), story(path), "en").findings
    return [item for item in found if item.where == "sources.csv, OFFICE"]


@pytest.mark.parametrize("published", ["2026-03-31", "2026-03-25", "2026-03", "2026-06-12", "2027"])
def test_a_source_published_when_its_newest_quarter_ends_is_silent(published: str, tmp_path: Path) -> None:
    assert warnings(tmp_path, published) == []


def test_a_quarter_that_ends_after_its_source_was_published_is_a_warning(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, "2026-02-10")
    assert found.what == "is of 2026-02-10, and has a value of 2026-Q1, which ended on 2026-03-31"
    assert found.severity == "warning"
    assert "date of its newest values" in found.fix


def test_each_fix_of_a_source_that_is_too_early_silences_the_warning(tmp_path: Path) -> None:
    def estimated(item: Observation) -> Observation:
        return replace(item, status="E") if item.period.end.year == 2026 else item

    def dated(item: Observation) -> Observation:
        return replace(item, published="2026-04-30")

    assert warnings(tmp_path, "2026-02-10", estimated) == []
    assert warnings(tmp_path, "2026-02-10", dated) == []
    (found,) = warnings(tmp_path, "2026-06-12", lambda item: replace(item, published="2026-01-31"))
    assert "correct `published` of its rows" in found.fix


def test_a_year_may_be_counted_at_one_of_its_days(tmp_path: Path) -> None:
    def yearly(item: Observation) -> Observation:
        return item if item.indicator == "residents" else replace(item, published="2026-04-30")

    assert warnings(tmp_path, "2025-07-01", yearly) == []


def test_a_source_without_a_date_is_a_warning(tmp_path: Path) -> None:
    (found,) = warnings(tmp_path, "")
    assert found.what.startswith("has no date")
