"""What a chart of multiples or of an index counts from is what its subtitle says, for each row of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.compose import composition
from briefing.model.chart import Chart
from briefing.model.document import HeatTable
from briefing.model.text import plain
from tests.compose.sample import story_file
from tests.following import project, section


def drawn(lines: str, folder: Path, lang: str = "en") -> tuple[str, str, str, object]:
    """Lines of a section → its subtitle, the words at its base, its note, and its block."""
    made = replace(project(), stories={})
    story = story_file("sections:\n" + section(lines), folder)
    composed, faults = composition.draft(made, story, lang)
    assert faults == ()
    (found,) = composed.sections
    (block,) = found.blocks
    base = plain(block.baseline) if isinstance(block, Chart) else ""
    return plain(found.subtitle), base, plain(found.note_line), block


@pytest.mark.parametrize(
    ("measure", "subtitle", "base"),
    [
        ("multiple", "Latest value as a multiple of the starting value, Ashby, 2014–2023", "Start = 1×"),
        ("index", "Index, starting value = 100, Ashby, 2014–2023", ""),
    ],
)
def test_rows_that_begin_in_different_years_name_no_year_for_all(
    measure: str, subtitle: str, base: str, tmp_path: Path
) -> None:
    node = f"chart: {{kind: bar, series: [staff, late], measure: {measure}}}"
    said, foot, note, _ = drawn(node, tmp_path)
    assert (said, foot) == (subtitle, base)
    assert "Staff: 30 people in 2014, 39 in 2023; Helpers: 11 people in 2016, 16 in 2023" in note


def test_rows_that_begin_in_the_same_year_name_it(tmp_path: Path) -> None:
    node = "chart: {kind: bar, series: [staff, rare], measure: multiple}"
    assert drawn(node, tmp_path)[:2] == ("2023 value as a multiple of the 2014 value, Ashby", "2014 = 1×")


def test_a_row_that_begins_late_names_its_own_year(tmp_path: Path) -> None:
    for kind in ("bar", "slope"):
        node = f"chart: {{kind: {kind}, series: [late], entities: [Ashby], measure: multiple}}"
        said, base, _, _ = drawn(node, tmp_path)
        assert (said, base) == ("Helpers, 2023 value as a multiple of the 2016 value, Ashby", "2016 = 1×")


def test_a_heat_table_of_an_index_counts_from_the_year_that_its_subtitle_says(tmp_path: Path) -> None:
    said, _, _, block = drawn("heat: {series: [staff, late], measure: index, period: [2015, 2023]}", tmp_path)
    assert said == "Index, 2016 = 100, Ashby"
    assert isinstance(block, HeatTable)
    firsts = [next(plain(cell.text) for cell in row.cells[1:]) for row in block.rows]
    assert firsts == ["100", "100"]
