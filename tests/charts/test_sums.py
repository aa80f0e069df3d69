"""Charts of what adds up, from a story: what they hold, and what does not add up."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing import charts, deck
from briefing.errors import BriefingError
from briefing.model.chart import Chart, Series
from briefing.model.document import Document
from briefing.model.edition import Subject
from briefing.model.text import plain
from tests.charts import grid, sample_sums
from tests.charts.test_grid import theme
from tests.deck.reading_deck import Deck

_THREE = "entities: [Northam, Eastby, Westford]"


def _values(place: int, at: int) -> float:
    """Three places and a fourth that holds their sum."""
    own = [round(50.0 + 3.1 * (at % 4) * (1 - place) + place, 1) for place in range(3)]
    return round(sum(own), 1) if place == 3 else own[place] if place < 3 else 7.0


def _document(evidence: str, folder: Path) -> Document:
    made = grid.of(f"subtitle: auto\n    chart: {{{evidence}}}", grid.dataset(_values))
    subjects = made.edition.subjects
    whole = {"whole": Subject("whole", indicator="level", entity="Southing")}
    case = grid.Case("", "", made.data, replace(made.edition, subjects={**subjects, **whole}), made.story)
    return case.composed(folder)


def _chart(evidence: str, folder: Path) -> Chart:
    (block,) = _document(evidence, folder).sections[0].blocks
    assert isinstance(block, Chart)
    return block


def _refused(evidence: str, folder: Path) -> str:
    with pytest.raises(BriefingError) as raised:
        _chart(evidence, folder)
    return " ".join(f"{one.what} {one.fix}" for one in raised.value.findings)


def test_the_parts_of_each_change_make_the_change_of_the_whole(tmp_path: Path) -> None:
    made = _chart(f"kind: contributions, series: [level], {_THREE}, of: whole, measure: contribution", tmp_path)
    assert [series.key for series in made.series] == ["Northam", "Eastby", "Westford", "total"]
    assert made.categories == tuple(map(str, range(2015, 2024)))  # the first has no year before
    for column in zip(*(series.points for series in made.series), strict=True):
        *parts, total = (point.value for point in column if point)
        assert sum(parts) == pytest.approx(total)
    drawn = charts.plot(made)
    assert drawn.below_zero
    assert drawn.series[-1].above


def test_parts_stand_on_each_other_on_their_own_side_of_zero() -> None:
    plot = charts.plot(sample_sums.contributions())
    assert [plot.span(series, 0) for series in plot.series] == [
        (0.0, 1.2),
        (1.2, 1.7999999999999998),
        (0, -0.3),
        (0, 1.5),
    ]
    assert [plot.span(series, 1) for series in plot.series] == [(0, -3.4), (-3.4, -4.5), (0, 0.2), (0, -4.3)]


@pytest.mark.parametrize("least", [0.0, -1.0])
def test_a_few_totals_on_top_of_their_parts_have_their_values_in_words(least: float) -> None:
    given = sample_sums.contributions()

    def risen(series: Series) -> Series:
        facts = tuple(fact and replace(fact, value=abs(fact.value)) for fact in series.points)
        return replace(series, points=(facts[0] and replace(facts[0], value=least), *facts[1:]))

    (*_, total) = charts.plot(replace(given, series=tuple(map(risen, given.series)))).series
    assert total.role == "total"
    assert bool(total.labels) == (least >= 0)
    assert any(character.isdigit() for character in plain(total.end)) == (least < 0)


def test_what_does_not_add_up_is_refused_with_the_difference(tmp_path: Path) -> None:
    two = "kind: contributions, series: [level], entities: [Northam, Eastby], of: whole"
    said = _refused(two, tmp_path)
    assert "the parts of 2014 add up to 101, and whole is 153: the difference is 52" in said
    assert "write `rest: Other`" in said
    rest = _chart(f"{two}, rest: Other", tmp_path)
    assert [plain(series.name) for series in rest.series][-2:] == ["Other", "Southing"]


@pytest.mark.parametrize(
    ("evidence", "what"),
    [
        ("kind: contributions, series: [level, other]", "which is not named write `of:` with the short name"),
        (f"kind: contributions, series: [level], {_THREE}, measure: multiple", "shows the measure multiple"),
        ("kind: contributions, series: [level, place], of: whole", "'points', 'rank' do not add up"),
        ("kind: contributions, series: [level], entities: all, growth: true", "does not show `growth`"),
    ],
)
def test_what_no_sum_shows_is_refused_with_what_does(evidence: str, what: str, tmp_path: Path) -> None:
    assert what in _refused(evidence, tmp_path)


def test_a_waterfall_leads_from_the_first_level_to_the_last_or_from_zero(tmp_path: Path) -> None:
    made = _chart(
        f"kind: waterfall, series: [level], {_THREE}, of: whole, period: [2014, 2016], order: value", tmp_path
    )
    assert [plain(row.name) for row in made.rows] == ["2014", "Northam", "Eastby", "Westford", "2016"]
    plot = charts.plot(made)
    spans = [plot.span(plot.series[0], at) for at in range(5)]
    levels = [round(span[1], 6) for span in spans if span]
    assert levels == [153.0, 159.2, 159.2, 153.0, 153.0]
    assert [round(span[0], 6) for span in spans if span] == [0.0, 153.0, 159.2, 159.2, 0.0]
    assert plot.series[0].roles == ("total", "highlight", "highlight", "second", "total")
    assert [plain(label.text) for label in plot.series[0].labels if label][1:4] == ["+6.2", "0", "−6.2"]
    change = _chart(
        f"kind: waterfall, series: [level], {_THREE}, of: whole, period: [2014, 2015], measure: change", tmp_path
    )
    assert [plain(row.name) for row in change.rows] == ["Northam", "Eastby", "Westford", "Southing"]
    assert charts.plot(change).series[0].starts[0] == 0.0


def test_native_columns_of_a_waterfall_have_an_edge_of_their_own_colour_as_wide_as_the_lines_between_them(
    tmp_path: Path,
) -> None:
    edges = "//c:barChart/c:ser/c:spPr/a:ln"
    steps = f"kind: waterfall, series: [level], {_THREE}, of: whole, period: [2014, 2016]"
    parts = f"kind: contributions, series: [level], {_THREE}, of: whole, measure: contribution"
    tied, parted = (
        Deck.of(deck.write(_document(evidence, tmp_path), theme()).files[".pptx"])
        for evidence in (steps, parts)
    )  # fmt: skip
    colour = "a:solidFill/a:schemeClr/@val"
    own = tied.values("ppt/charts/chart1.xml", f"{edges}/{colour}")
    assert own
    assert own == tied.values("ppt/charts/chart1.xml", f"{edges}/../{colour}")
    (line,) = {*tied.values("ppt/charts/chart1.xml", "//c:lineChart/c:ser/c:spPr/a:ln/@w")}
    assert {*tied.values("ppt/charts/chart1.xml", f"{edges}[a:solidFill]/@w")} == {line}
    assert {*parted.values("ppt/charts/chart1.xml", f"{edges}/{colour}")} == {"bg1"}  # where parts touch


def test_steps_that_do_not_lead_to_the_last_level_are_refused_with_the_difference(tmp_path: Path) -> None:
    two = "kind: waterfall, series: [level], entities: [Northam, Eastby], of: whole, period: [2014, 2016]"
    said = _refused(two, tmp_path)
    assert "the changes from 2014 to 2016 add up to 6.2, and whole changes by 0.0: the difference is −6.2" in said
    rest = _chart(f"{two}, rest: Other", tmp_path)
    assert plain(rest.rows[-2].name) == "Other"
    assert rest.series[0].points[-2] is not None
    assert rest.series[0].points[-2].value == pytest.approx(-6.2)
