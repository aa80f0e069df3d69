"""Nodes that compare: before and after, parts of a whole, panels on one scale, an index, columns with a target."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.errors import BriefingError
from briefing.model.chart import Chart
from briefing.model.dataset import Break, Dataset, Observation, Target
from briefing.model.document import Multiples, Section
from briefing.model.period import Period
from briefing.model.text import plain
from tests.compose import sample
from tests.compose.plan import untraced
from tests.compose.sample import composed, faults, section

YEARS = (2014, 2015, 2017, 2019, 2021, 2023)


def row(indicator: str, year: int, value: float, entity: str = "Belling", **more: object) -> Observation:
    unit = {"firms": "firms", "enterprises": "enterprises"}.get(indicator, "per 10,000 residents")
    return Observation(indicator, entity, Period.year(year), value, unit, "KOTO", **more)  # type: ignore[arg-type]


def data(*more: Observation, **changes: object) -> Dataset:
    """The small project with three places, of which Tianjin lacks the later year."""
    given = sample.dataset()
    rows = [row("patents", year, 10.0 + year - 2014, "Shanghai") for year in YEARS]
    rows += [row("patents", year, 5.0, "Tianjin") for year in (2014, 2015, 2017, 2019)]
    rows += [row("firms", 2014, 50, "Shanghai"), row("firms", 2023, 40, "Shanghai", qualifier="≥")]
    rows += [row("firms", 2019, 90), row("enterprises", 2015, 12000), row("enterprises", 2017, 20000, qualifier="≈")]
    return replace(given, observations=(*given.observations, *rows, *more), **changes)


def made(folder: Path, node: str, given: Dataset | None = None) -> tuple[Section, Chart]:
    document = composed(section("A finding", f"chart: {node}", "subtitle: auto"), folder, given or data())
    assert untraced(document) == []
    (block,) = document.sections[0].blocks
    assert isinstance(block, Chart)
    return document.sections[0], block


def values(chart: Chart) -> list[list[float | None]]:
    return [[None if point is None else point.value for point in item.points] for item in chart.series]


def refused(folder: Path, node: str, given: Dataset | None = None) -> str:
    """The refusal of a chart's node: what it says and how to mend it."""
    with pytest.raises(BriefingError) as raised:
        composed(section("A finding", node), folder, given or data())
    assert all(finding.fix and finding.where.startswith("story.en.yaml, line") for finding in raised.value.findings)
    return str(raised.value)


def test_a_dumbbell_has_a_row_for_each_place_and_a_gap_for_a_missing_end(tmp_path: Path) -> None:
    node = "{kind: dumbbell, series: [patents], entities: [Belling, Shanghai, Tianjin], period: [2014, 2023]}"
    found, chart = made(tmp_path, node)
    assert chart.categories == ("Belling", "Shanghai", "Tianjin")
    assert [plain(item.name) for item in chart.series] == ["2014", "2023"]
    assert values(chart) == [[48.2, 10.0, 5.0], [262.9, 19.0, None]]
    assert plain(found.subtitle) == "Patents held, per 10,000 residents, 2014–2023"
    assert "Belling: 48.2 per 10,000 residents in 2014, 262.9 in 2023" in plain(chart.alt)


def test_without_a_period_a_dumbbell_takes_the_years_that_all_rows_have(tmp_path: Path) -> None:
    found, chart = made(tmp_path, "{kind: dumbbell, series: [patents], entities: [Belling, Tianjin]}")
    assert [item.key for item in chart.series] == ["2014", "2019"]
    assert plain(found.subtitle).endswith("2014–2019")


def test_a_dumbbell_of_ranks_says_where_the_best_stands(tmp_path: Path) -> None:
    node = "{kind: dumbbell, series: [rank], entities: [Belling, Shanghai], period: [2017, 2023]}"
    assert "The best rank stands at the left." in plain(made(tmp_path, node)[0].note_line)


def test_different_units_compare_as_multiples_with_their_values_in_the_note(tmp_path: Path) -> None:
    found, chart = made(tmp_path, "{kind: dumbbell, series: [patents, firms], measure: multiple, columns: [growth]}")
    assert values(chart)[0] == [1.0, 1.0]
    assert plain(chart.baseline) == "2014 = 1×"
    assert "Patents held: 48.2 per 10,000 residents in 2014, 262.9 in 2023" in plain(found.note_line)
    assert [plain(cell) for cell in chart.columns[0].cells] == ["20.7", "9.7"]


def test_a_dumbbell_prints_its_changes_in_the_unit_of_its_values(tmp_path: Path) -> None:
    places = "entities: [Belling, Shanghai], period: [2019, 2023], columns: [difference]"
    _, chart = made(tmp_path, f"{{kind: dumbbell, series: [patents], {places}}}")
    drawn = values(chart)
    for cell, first, last in zip(chart.columns[0].cells, drawn[0], drawn[1], strict=True):
        assert first is not None
        assert last is not None
        assert float(plain(cell).replace("−", "-")) == pytest.approx(last - first, abs=0.05)
        assert plain(cell)[0] in "+−"
    assert plain(chart.columns[0].head) == "Change"


def test_a_bound_and_a_disclosed_break_of_a_dumbbell_force_their_words(tmp_path: Path) -> None:
    node = "{kind: dumbbell, series: [firms], entities: [Belling, Shanghai], period: [2014, 2023]}"
    assert "Hollow: Shanghai, over 40 in 2023." in plain(made(tmp_path, node)[0].note_line)
    node = "{kind: dumbbell, series: [patents], entities: [Belling, Shanghai], period: [2014, 2023]}"
    assert "2019–2021: base of the 2020 census." in plain(made(tmp_path, node)[0].note_line)


BROKEN = Break("patents", "Belling", "official", Period.year(2015), Period.year(2017), "refuse", "new method", "XIN")


@pytest.mark.parametrize("kind", ["dumbbell", "slope"])
def test_no_two_years_are_joined_across_a_refusing_break(kind: str, tmp_path: Path) -> None:
    node = f"chart: {{kind: {kind}, series: [patents], entities: [Belling, Shanghai], period: [2014, 2023]}}"
    assert "cannot be compared from 2014 to 2023: new method" in refused(tmp_path, node, data(breaks=(BROKEN,)))


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ("chart: {kind: dumbbell, series: [patents, firms]}", "are different units, which share no scale"),
        ("chart: {kind: line, series: [patents, enterprises]}", "are different units, which share no scale"),
        ("chart: {kind: columns, series: [patents, firms]}", "are different units, which share no scale"),
        ("chart: {kind: slope, series: [patents, firms]}", "are different units, which share no scale"),
        ("chart: {kind: bar, series: [patents, firms]}", "are different units, which share no scale"),
        ("chart: {kind: dumbbell, series: [patents], measure: target}", "`kind: bullet`"),
        ("chart: {kind: dumbbell, series: [patents], period: [2023, 2014]}", "the earlier one first"),
        ("chart: {kind: dumbbell, series: [rank, rank], entities: [Belling]}", "one series"),
        ("chart: {kind: dumbbell, series: [patents], columns: [first]}", "stand at its dots"),
        ("chart: {kind: line, series: [firms]}", "a line needs 4 observed points from 2014 to 2023; firms has 3"),
        ("chart: {kind: line, series: [patents], measure: multiple}", "`measure: index`"),
        ("chart: {kind: line, series: [patents], measure: index, target: 2025}", "or write `kind: bullet`"),
        ("chart: {kind: columns, series: [firms], target: 2010}", "there is no target for 2010"),
        ("chart: {kind: share, series: [patents]}", "2 to 4 parts, and this one has 1"),
        ("chart: {kind: share, series: [patents, firms]}", "make no whole"),
        ("chart: {kind: share, series: [patents], of: firms}", "write `rest:`"),
        ("chart: {kind: share, series: [patents], of: firm, rest: others}", "firm"),
        ("chart: {kind: share, series: [patents, rank], measure: index}", "leave `measure` out"),
        ("multiples: {kind: line, series: [patents]}", "2 to 8 panels, and these have 1"),
        ("multiples: {kind: columns, series: [patents, firms]}", "are different units"),
        ("multiples: {kind: line, series: [patents, firms], measure: index}", "firms has 3"),
        ("multiples: {kind: columns, series: [patents], entities: [Belling, Shanghai], highlight: Wuhan}", "'Wuhan'"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_fix(node: str, told: str, tmp_path: Path) -> None:
    assert told in refused(tmp_path, node)


def test_thirteen_rows_are_too_many(tmp_path: Path) -> None:
    towns = [f"Town {chr(65 + at)}" for at in range(13)]
    rows = [row("patents", year, 5, town) for town in towns for year in (2014, 2023)]
    for kind in ("dumbbell", "share"):
        more = ", of: patents, rest: others" if kind == "share" else ""
        node = f"chart: {{kind: {kind}, series: [patents], entities: [{', '.join(towns)}]{more}}}"
        assert "13 rows are too many" in refused(tmp_path, node, data(*rows))


def parts() -> Dataset:
    """Valid patents and those of high value among them, by place and year."""
    given = data()
    firms = replace(given.indicators["firms"], unit="per 10,000 residents")
    rows = tuple(item for item in given.observations if item.indicator != "firms")
    high = [row("patents", 2022, 18.0, "Shanghai")]
    high += [
        Observation("firms", "Belling", Period.year(year), value, "per 10,000 residents", "KOTO")
        for year, value in ((2014, 20.0), (2022, 110.0), (2023, 136.95))
    ]
    high += [Observation("firms", "Shanghai", Period.year(2023), 4.0, "per 10,000 residents", "KOTO")]
    return replace(given, observations=(*rows, *high), indicators={**given.indicators, "firms": firms})


def test_a_part_and_the_rest_of_its_whole_are_shares_with_formulas(tmp_path: Path) -> None:
    node = "{kind: share, series: [firms], of: patents, rest: Other patents, highlight: firms}"
    found, chart = made(tmp_path, node, parts())
    assert chart.categories == ("2014", "2022", "2023")
    assert [round(value or 0, 1) for value in values(chart)[0]] == [41.5, 50.4, 52.1]
    last = chart.series[1].points[2]
    assert last
    assert (plain(chart.series[1].name), last.name) == ("Other patents", "patents.rest_share(firms, year=2023)")
    assert last.formula == "(262.9 − 136.95) / 262.9 × 100"
    assert plain(found.subtitle) == "Parts of Patents held in %, Belling, 2014–2023"
    assert "lack the value of a part" in plain(found.note_line)
    assert "2014: New firms 41%, Other patents 59%" in plain(chart.alt)


def test_places_are_rows_of_a_share_and_have_one_year(tmp_path: Path) -> None:
    node = "{kind: share, series: [firms], entities: [Belling, Shanghai], of: patents, rest: Other patents}"
    found, chart = made(tmp_path, node, parts())
    assert chart.categories == ("Belling", "Shanghai")
    assert plain(found.subtitle).endswith("in %, 2023")
    node = node.replace("kind: share", "kind: share, period: [2022, 2022]")
    assert values(made(tmp_path, node, parts())[1])[0][1] is None


def test_parts_without_a_whole_are_shares_of_their_sum(tmp_path: Path) -> None:
    found, chart = made(tmp_path, "{kind: share, series: [firms, patents], period: [2022, 2023]}", parts())
    assert [sum(column) for column in zip(*values(chart), strict=True)] == pytest.approx([100, 100])
    assert plain(found.subtitle).startswith("Parts of New firms and Patents held in %")


def test_parts_of_different_years_below_nought_or_above_their_whole_are_refused(tmp_path: Path) -> None:
    places = "chart: {kind: share, series: [firms, patents], entities: [Belling, Shanghai]}"
    later = Observation("firms", "Shanghai", Period.year(2022), 4.0, "per 10,000 residents", "KOTO")
    given = parts()
    kept = tuple(item for item in given.observations if (item.indicator, item.entity) != ("firms", "Shanghai"))
    told = refused(tmp_path, places, replace(given, observations=(*kept, later)))
    assert "of different years" in told
    assert "period: [2022, 2022]" in told
    below = replace(later, period=Period.year(2023), value=-4.0)
    assert "make no whole" in refused(tmp_path, places, replace(given, observations=(*kept, below)))
    above = "chart: {kind: share, series: [patents], of: firms, rest: others}"
    assert "more than their whole" in refused(tmp_path, above, given)


def panels(folder: Path, node: str) -> tuple[Section, Multiples]:
    document = composed(section("A finding", f"multiples: {node}", "subtitle: auto"), folder, data())
    assert untraced(document) == []
    (block,) = document.sections[0].blocks
    assert isinstance(block, Multiples)
    return document.sections[0], block


def test_small_multiples_have_a_panel_for_each_place_on_the_same_years(tmp_path: Path) -> None:
    node = "{kind: line, series: [patents], entities: [Belling, Shanghai, Tianjin], highlight: Shanghai}"
    found, block = panels(tmp_path, node)
    assert [plain(panel.title) for panel in block.panels] == ["Belling", "Shanghai", "Tianjin"]
    assert [panel.highlight for panel in block.panels] == ["", "Shanghai", ""]
    assert len({panel.categories for panel in block.panels}) == 1
    assert all(panel.ends and len(panel.series) == 1 for panel in block.panels)
    assert [len(panel.breaks) for panel in block.panels] == [1, 0, 0]
    assert "Dashes bridge years without a value." in plain(found.note_line)
    assert plain(block.alt).startswith("Small multiples: A finding. Shanghai: 10.0 per 10,000 residents in 2014")
    assert plain(found.subtitle) == "Patents held, per 10,000 residents, 2014–2023"


def test_panels_in_focus_are_those_that_the_highlight_names(tmp_path: Path) -> None:
    for told, expected in (("[Belling, Tianjin]", ["Belling", "", "Tianjin"]), ('""', ["", "", ""])):
        node = f"{{kind: line, series: [patents], entities: [Belling, Shanghai, Tianjin], highlight: {told}}}"
        _, block = panels(tmp_path, node)
        assert [panel.highlight for panel in block.panels] == expected


def test_panels_of_an_index_tell_their_base_and_their_values(tmp_path: Path) -> None:
    found, block = panels(tmp_path, "{kind: columns, series: [patents, firms], measure: index}")
    assert {plain(panel.baseline) for panel in block.panels} == {"2014 = 100"}
    assert "New firms: 146 firms in 2014, 337 in 2023" in plain(found.note_line)


def test_an_index_has_the_first_year_of_all_its_lines_as_base(tmp_path: Path) -> None:
    found, chart = made(tmp_path, "{kind: line, series: [patents, enterprises], measure: index, period: [2015, 2023]}")
    assert plain(chart.baseline) == "2015 = 100"
    assert [item[0] for item in values(chart)] == [100.0, 100.0]
    assert plain(found.subtitle).startswith("Index, 2015 = 100")
    assert "Patents held: 61.3 per 10,000 residents in 2015, 262.9 in 2023" in plain(chart.alt)
    assert "Hollow: High-tech enterprises, over 27,000 in 2019." in plain(found.note_line)
    assert "Approximate: High-tech enterprises, about 20,000 in 2017." in plain(found.note_line)


def test_columns_run_on_to_the_year_of_their_target(tmp_path: Path) -> None:
    found, chart = made(tmp_path, "{kind: columns, series: [firms], target: 2025}")
    assert chart.categories[-1] == "2025"
    assert [aim and aim.name for aim in chart.targets][-2:] == [None, "firms.target(2025)"]
    assert values(chart)[0][-2:] == [None, None]
    assert "Target: about 400 in 2025" in plain(chart.alt)
    assert "Xinhua" in plain(found.source_line)


def test_a_target_within_the_period_needs_no_further_year(tmp_path: Path) -> None:
    aim = Target("firms", "Belling", Period.year(2020), 300, "XIN", "=")
    _, chart = made(tmp_path, "{kind: columns, series: [firms], target: 2020}", data(targets=(aim,)))
    assert chart.categories[-1] == "2023"
    assert chart.targets[6] is not None


def test_the_sample_itself_is_whole(tmp_path: Path) -> None:
    assert faults(section("A finding"), tmp_path) == ()
