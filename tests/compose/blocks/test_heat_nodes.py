"""Heat nodes → heat tables: values as printed, steps of shade, what the steps mean, and what is refused."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.compose import composition
from briefing.compose.blocks.heat_tables import shades_of
from briefing.model.document import HeatTable, Section
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import plain
from tests.compose.plan import untraced
from tests.compose.sample import composed, dataset, faults, section, story_file
from tests.following import project
from tests.following import section as of_towns

RANKS = "{series: [rank], entities: [Belling, Shanghai], period: [2017, 2023], highlight: Shanghai}"
INDEX = "{series: [patents, firms, enterprises], measure: index, period: [2014, 2023]}"


def made(folder: Path, node: str, *more: str) -> tuple[Section, HeatTable]:
    document = composed(section("A finding", f"heat: {node}", *more), folder)
    assert untraced(document) == []
    found = document.sections[0]
    (block,) = found.blocks
    assert isinstance(block, HeatTable)
    return found, block


def cells(table: HeatTable, row: int) -> list[tuple[str, int]]:
    return [(plain(cell.text), cell.step) for cell in table.rows[row].cells]


def fact(value: float, measure: str = "value") -> Fact:
    return Fact(f"x{value}", measure, value, "", "=", 1, str(value), (), indicator="x", period=Period.year(2020))  # type: ignore[arg-type]


def test_ranks_print_as_they_are_and_the_best_is_the_darkest(tmp_path: Path) -> None:
    found, table = made(tmp_path, RANKS)
    none = ("–", 0)
    assert cells(table, 0) == [("1", 5), none, ("1", 5), none, none, none, ("1", 5)]
    assert cells(table, 1) == [("7", 2), none, ("5", 3), none, none, none, ("2", 4)]
    assert table.scale == ()  # each shade is of the rank that stands on it
    assert [plain(row.name) for row in table.rows] == ["Belling", "Shanghai"]
    assert [plain(year) for year in table.years] == [str(year) for year in range(2017, 2024)]
    assert (plain(table.head), table.highlight) == ("Place", 1)
    assert "No value where hatched." in plain(found.note_line)


def test_rows_of_ranks_that_are_no_places_are_rankings(tmp_path: Path) -> None:
    data, ranking = dataset(), {"patents", "firms"}
    indicators = {name: replace(one, unit="rank") if name in ranking else one for name, one in data.indicators.items()}
    rows = tuple(replace(row, unit="rank") if row.indicator in ranking else row for row in data.observations)
    text = section("A finding", "heat: {series: [patents, firms], period: [2014, 2023]}")
    document = composed(text, tmp_path, replace(data, indicators=indicators, observations=rows))
    (table,) = document.sections[0].blocks
    assert isinstance(table, HeatTable)
    assert plain(table.head) == "Ranking"


def test_unlike_units_are_compared_as_an_index_with_bounds_and_breaks_said(tmp_path: Path) -> None:
    found, table = made(tmp_path, INDEX, "subtitle: auto")
    assert ("at least 259", 2) in cells(table, 2)
    assert cells(table, 0)[0] == ("100", 1)
    assert cells(table, 0)[-1] == ("545", 5)
    assert "base of the 2020 census" in plain(found.note_line)
    assert plain(found.subtitle).startswith("Index, 2014 = 100")
    assert [cell.step for cell in table.scale] == [1, 2, 4, 5]
    assert [cell.text[0].fact for cell in table.scale] == [
        f"patents.index_at({year})" for year in (2014, 2017, 2021, 2023)
    ]


def test_every_number_is_a_fact_and_the_highlight_is_told_first(tmp_path: Path) -> None:
    _, table = made(tmp_path, RANKS)
    assert table.rows[1].cells[0].text[0].fact == "rank.of('Shanghai').at(2017)"
    assert plain(table.alt) == ("Heat table: A finding. Shanghai: 7 in 2017, 2 in 2023; Belling: 1 in 2017, 1 in 2023.")


def test_values_of_several_figures_keep_within_four(tmp_path: Path) -> None:
    _, table = made(tmp_path, "{series: [patents, enterprises], measure: index, period: [2014, 2015]}")
    assert cells(table, 0) == [("100", 1), ("127", 5)]
    assert "100 in 2014" in plain(table.alt)


@pytest.mark.parametrize(
    ("node", "told", "fix"),
    [
        ("{series: [patents, firms]}", "one shade cannot mean per 10,000 residents and firms", "measure: index"),
        ("{series: [patents]}", "a heat table compares rows, and there is one", "kind: columns"),
        ("{series: [patents, firms], measure: index, period: [2010, 2023]}", "are 14 years", "line chart"),
        ("{series: [patents, firms], measure: index, period: [2023, 2014]}", "are 0 years", "`period: [2014, 2023]`"),
        ("{series: [patents, firms], measure: index, highlight: x}", "highlight names 'x'", "use one of"),
        ("{series: [rank], entities: [Belling, Shanghai], period: [2018, 2018]}", "no value from 2018", "period"),
        ("{series: [patents, patents]}", "stands in the chart more than once", "once"),
        ("{series: [rank, patents], entities: [Belling]}", "entities compare places within one series", "in `series`"),
    ],
)
def test_a_table_that_would_mislead_or_not_be_read_is_refused(node: str, told: str, fix: str, tmp_path: Path) -> None:
    found = faults(section("A finding", f"heat: {node}"), tmp_path)
    assert any(told in item.what and fix in item.fix for item in found), found


def test_more_rows_than_can_be_read_are_refused_with_what_serves_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.compose.blocks.heat_tables.MOST_ROWS", 2)
    (found,) = faults(section("A finding", f"heat: {INDEX.replace('2014, 2023', '2014, 2015')}"), tmp_path)
    assert found.what == "a heat table has 3 rows, at most 2 can be read"
    assert found.fix == "name at most 2 in `series`, or use a table of 2015"


@given(st.lists(st.floats(-1e9, 1e9, allow_nan=False), min_size=1, max_size=40))
def test_a_higher_value_is_never_paler_and_the_ends_of_the_scale_are_used(values: list[float]) -> None:
    shades = shades_of([fact(value) for value in values])
    steps = [shades[value] for value in sorted(set(values))]
    assert steps == sorted(steps)
    assert steps[-1] == (5 if len(steps) > 1 else 1)
    assert set(steps) <= {1, 2, 3, 4, 5}
    assert len(steps) == 1 or steps[0] == 1


@given(st.sets(st.integers(1, 500), min_size=1, max_size=60))
def test_a_better_rank_is_never_paler_and_steps_hold_about_as_many(ranks: set[int]) -> None:
    shades = shades_of([fact(rank, "rank") for rank in ranks])
    steps = [shades[rank] for rank in sorted(ranks)]
    assert steps[0] == 5
    assert all(one >= other for one, other in pairwise(steps))
    counts = [steps.count(step) for step in set(steps)]
    assert max(counts) - min(counts) <= 1


def test_a_value_behind_a_break_between_two_years_is_on_a_new_base(tmp_path: Path) -> None:
    lines = "heat: {series: [visits, old], period: [2016, 2020]}"
    document, findings = composition.draft(project(), story_file(f"sections:\n{of_towns(lines)}", tmp_path), "en")
    assert not findings
    (table,) = document.sections[0].blocks
    assert isinstance(table, HeatTable)
    marked = {plain(row.name): [at for at, cell in enumerate(row.cells) if cell.new_base] for row in table.rows}
    assert marked == {"Visits": [], "Visits by the old count": [3]}  # 2018 and 2019
    assert plain(table.head) == "Indicator and unit"
