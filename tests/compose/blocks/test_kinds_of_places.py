"""Charts of places as newcomers ask for them: drawn, proved, and refused with what can be done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

import briefing
from briefing import charts
from briefing.charts.values import role_among
from briefing.compose.blocks.chart_series import one_of
from briefing.errors import BriefingError
from briefing.model.chart import Chart
from briefing.model.document import Cards, Section
from briefing.model.text import plain
from briefing.pipeline.build import editions
from briefing.proof.numbers.formulas import fault
from briefing.proof.reading.ledger_decoding import ledger
from tests.compose.isles import ISLES, life, project

SECTIONS = """\
  - id: bubbles
    title: "Life is {{ life.last | full }} in {{ life.last | year }}"
    subtitle: auto
    chart: {kind: scatter, series: [children, life], size: people, entities: all, highlight: edition}
  - id: steps
    title: "Islanders are {{ people.last | full }} in {{ people.last | year }}"
    subtitle: auto
    chart: {kind: waterfall, series: [people], entities: [Arran, Bute, Gigha], highlight: Gigha, order: value}
  - id: band
    title: "Life lies between the ends, at {{ life.last | full }}"
    subtitle: auto
    chart: {kind: band, series: [life], band: [low, high]}
  - id: ranks
    title: "Life on Coll {{ life.of('Coll').places_gained | moved }} to {{ life.of('Coll').rank() | ordinal }} place"
    subtitle: auto
    chart: {kind: bump, series: [life], entities: [Coll, Danna, Bute]}
  - id: rest
    title: "Life is {{ life.last | full }} on Gigha in {{ life.last | year }}"
    subtitle: auto
    chart: {kind: bar, series: [life], entities: all, top: 3, rest: average, highlight: edition}
  - id: card
    title: "Life is {{ life.last | full }} on Gigha"
    subtitle: Years of life
    cards: [{fact: life, label: Years of life, unit: years, highlight: true}]
  - id: daily
    title: "Ferries were {{ ferries.last | full }}"
    subtitle: Ferries a day
    cards: [{fact: ferries, label: Ferries, unit: a day, compare: past}]
"""


def sections(folder: Path, text: str) -> dict[str, Section]:
    """The sections of a story of the isles, composed, by their ids."""
    (whole,) = editions(project(folder, text))
    return {section.id: section for section in whole.document.sections}


def refused(chart: str, folder: Path) -> str:
    """The chart of a section → why it is none, with the fixes."""
    text = f'  - id: one\n    title: "Life is {{{{ life.last | full }}}}"\n    subtitle: auto\n    {chart}\n'
    with pytest.raises(BriefingError) as caught:
        sections(folder, text)
    return "\n".join(f"{one.what}; {one.fix}" for one in caught.value.findings)


def test_scaled_bubbles_highlighted_steps_and_a_card_alone_are_proved_in_silence(tmp_path: Path) -> None:
    folder = project(tmp_path / "isles", SECTIONS)
    built = briefing.build(folder, out=tmp_path / "out")
    assert [item.what for item in built.findings if "value" in item.what] == []  # a card prints those of its line
    made = sections(tmp_path / "again", SECTIONS)
    held = ledger(built.ledger.read_bytes())
    gained_fact = next(fact for name, fact in held.facts.items() if name.endswith("places_gained") and fact.value == 1)
    assert fault(gained_fact) == ""
    assert "gives 1, not 2" in fault(replace(gained_fact, value=2.0))
    (steps,) = made["steps"].blocks
    assert isinstance(steps, Chart)
    assert steps.categories == ("2019", "Gigha", "Bute", "Arran", "2023")
    assert charts.plot(steps).series[0].roles == ("total", "highlight", "context", "context", "total")
    assert plain(charts.plot(steps).series[0].labels[1].text) == "+0.5m"  # type: ignore[union-attr]
    (band,) = made["band"].blocks
    assert isinstance(band, Chart)
    assert [plain(series.name) for series in band.series] == ["Gigha", "Arran", "Noss"]
    (ranks,) = made["ranks"].blocks
    assert isinstance(ranks, Chart)
    (gained,) = ranks.columns
    assert (plain(gained.head), [plain(cell) for cell in gained.cells]) == ("Places since 2019", ["+1", "−1", "0"])
    axis = charts.plot(ranks).axis
    assert (axis.low, axis.high) == (11, 13)  # the first ten places would be empty
    (rest,) = made["rest"].blocks
    assert isinstance(rest, Chart)
    assert rest.categories == ("Noss", "Lewis", "Mull", "Gigha", "Unweighted mean of 10 others")
    others = [life(number, 2023) for number, isle in enumerate(ISLES) if isle not in rest.categories]
    assert rest.series[0].points[-1].value == pytest.approx(sum(others) / 10)  # type: ignore[union-attr]
    (daily,) = made["daily"].blocks
    assert isinstance(daily, Cards)
    assert plain(daily.cards[0].marks[0].text).startswith("middle half of the last 250 values: ")


def test_a_place_has_one_colour_in_all_charts_that_give_each_a_colour(tmp_path: Path) -> None:
    head = 'is {{ life.last | full }}"\n    subtitle: auto\n    chart: {kind: stacked, series: [people], entities: '
    story = "".join(
        f'  - id: {key}\n    title: "Life, {key}, {head}[{places}]{more}}}\n'
        for key, places, more in (
            ("early", "Arran, Bute, Coll", ""),
            ("later", "Coll, Danna", ""),
            ("last", "Danna, Bute", ", highlight: Danna"),
        )
    )
    charts_of = [section.blocks[0] for section in sections(tmp_path / "isles", story).values()]
    roles = [
        {series.key: role_among(chart, series) for series in chart.series if series.key in ISLES}
        for chart in charts_of
        if isinstance(chart, Chart)
    ]
    assert roles == [
        {"Arran": "highlight", "Bute": "second", "Coll": "series_3"},
        {"Coll": "series_3", "Danna": "highlight"},
        {"Danna": "highlight", "Bute": "second"},
    ]


def test_what_is_open_or_cannot_be_is_refused_with_what_can_be_done(tmp_path: Path) -> None:
    several = "chart: {kind: line, series: [low, high], brackets: [{from: 2019, to: 2023}]}"
    assert "a bracket is of one series, and the chart has 2; write in it `series: low`" in refused(several, tmp_path)
    life_of = "series: [life], entities: all, top: 3, rest"
    assert "write `rest: average`, or leave `rest` out" in refused(f"chart: {{kind: bar, {life_of}: sum}}", tmp_path)
    assert "no mean; write `rest: sum`" in refused(f"chart: {{kind: area, {life_of}: average}}", tmp_path)
    other = "cards: [{fact: ferries, label: Ferries, unit: a day, compare: average}]"
    assert "ferries is of one place, which has no average; write `compare: past`" in refused(other, tmp_path)


LESS = """\
  - id: ranks
    title: "Life is {{ life.last | full }}"
    subtitle: auto
    chart: {kind: bump, series: [life], entities: [Arran, Bute, Noss]}
  - id: few
    title: "Life is {{ life.last | full }} on Gigha"
    subtitle: auto
    chart: {kind: bar, series: [life], entities: [edition, Arran, Lewis, Mull, Noss], top: 2}
  - id: goal
    title: "Life of {{ life.last | full }} has a target"
    subtitle: auto
    chart: {kind: bullet, measure: target, series: [life, low, high], target: {life: 2025, low: 2023, high: 2023}}
  - id: lines
    title: "Life of {{ life.last | full }} in a table"
    subtitle: auto
    chart: {kind: sparklines, series: [life], entities: [Arran, edition, Noss]}
"""


def test_where_less_is_better_ranks_and_targets_say_from_which_end(tmp_path: Path) -> None:
    folder = project(tmp_path / "isles", LESS)
    table = folder / "indicators.csv"
    table.write_text(table.read_text("utf-8").replace("years,ratio,up", "years,ratio,down"), "utf-8")
    built = briefing.build(folder, out=tmp_path / "out")
    assert [item for item in built.findings if item.severity == "error"] == []
    (whole,) = editions(folder)
    made = {section.id: section for section in whole.document.sections}
    (ranks,) = made["ranks"].blocks
    assert isinstance(ranks, Chart)
    assert plain(made["ranks"].subtitle) == "Rank by Years of life, from the lowest, 2019–2023"
    axis, lines = charts.plot(ranks).axis, charts.plot(ranks).series
    assert (axis.low, axis.high) == (1, 14)  # of a chosen few all are drawn
    assert all(value is not None for line in lines[:3] for value in line.values)
    assert "Gigha: No. 9 of 14, counted from the highest." in plain(made["few"].note_line)
    less = "For Noss, Arran and Gigha less is better: a bar past the line misses its target."
    assert less in plain(made["goal"].note_line)
    (table_of_lines,) = made["lines"].blocks
    assert isinstance(table_of_lines, Chart)
    assert table_of_lines.highlight == "Gigha"


def test_sizes_that_are_all_zero_are_no_dots(tmp_path: Path) -> None:
    bubbles = "chart: {kind: scatter, series: [people, life], size: children, entities: all}"
    text = f'  - id: one\n    title: "Life is {{{{ life.last | full }}}}"\n    subtitle: auto\n    {bubbles}\n'
    folder = project(tmp_path, text)
    rows = (folder / "observations.csv").read_text("utf-8")
    (folder / "observations.csv").write_text(re.sub(r"(children,\w+,\d+),[\d.]+", r"\1,0", rows), "utf-8")
    with pytest.raises(BriefingError, match="all values of children are zero, which no dot shows"):
        list(editions(folder))


@pytest.mark.parametrize(
    ("picture", "what", "dots"),
    [
        ("{of: people, kind: ridge}", "people has a value for each year", True),
        ("{of: children, kind: ridge}", "children has a value for each year", False),
    ],
)
def test_a_ridge_that_is_refused_proposes_dots_where_they_can_be_drawn(
    picture: str, what: str, dots: bool, tmp_path: Path
) -> None:
    cover = f'cover: {{subtitle: "{{{{ life.last | full }}}}", picture: {picture}}}\n'
    story = f'{cover}sections:\n  - id: one\n    title: "Life is {{{{ life.last | full }}}}"\n'
    with pytest.raises(BriefingError) as caught:
        list(editions(project(tmp_path, story)))
    said = "\n".join(f"{one.what}; {one.fix}" for one in caught.value.findings)
    assert what in said
    assert ("`kind: dots`" in said) is dots


@pytest.mark.parametrize("kind", ["bar", "strip", "histogram"])
def test_a_lone_period_of_a_chart_of_places_is_theirs_and_not_the_first_of_several(tmp_path: Path, kind: str) -> None:
    chart = f"chart: {{kind: {kind}, series: [life], entities: all, period: 2021}}"
    text = f'  - id: one\n    title: "Life is {{{{ life.last | full }}}}"\n    subtitle: auto\n    {chart}\n'
    made = sections(tmp_path, text)["one"]
    assert "2021" in plain(made.subtitle)
    assert "2023" not in plain(made.subtitle)
    spanned = sections(tmp_path / "both", text.replace("period: 2021", "period: [2021, 2023]"))["one"]
    assert "2023" in plain(spanned.subtitle)


def test_ranks_of_years_after_each_other_that_are_among_as_many_are_noted_once(tmp_path: Path) -> None:
    chart = "chart: {kind: bump, series: [life], entities: [Coll, Danna, Bute]}"
    folder = project(tmp_path / "isles", f"  - {{id: one, title: Life on the isles, subtitle: auto, {chart}}}\n")
    rows = (folder / "observations.csv").read_text("utf-8").splitlines()
    lacking = [row for row in rows if not re.match(r"life,Noss,202[0-3],", row)]
    (folder / "observations.csv").write_text("\n".join(lacking) + "\n", encoding="utf-8")
    (whole,) = editions(folder)
    note = plain(whole.document.sections[0].note_line)
    assert "Rank 2020–2023: 13 of 14 isles have a value." in note
    assert note.count("isles have a value") == 1


def test_a_fix_lists_forty_names_at_most() -> None:
    assert one_of([f"Isle {at}" for at in range(43)]).endswith("Isle 39 and 3 more")
    assert one_of(["Arran", "Bute"]) == "use one of Arran, Bute"


def test_bars_toward_targets_are_called_so_without_a_measure_and_have_the_year_of_their_values(tmp_path: Path) -> None:
    chart = "chart: {kind: bullet, series: [life], target: 2025, columns: [last, target, gap]}"
    made = sections(tmp_path, f"  - {{id: one, title: Life on Gigha, subtitle: auto, {chart}}}\n")["one"]
    assert plain(made.subtitle) == "Years of life, latest value as a share of its target, Gigha, 2023"
