"""A scatter: which places stand on it, what it refuses, whose names are set, and that all of it is read back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from briefing import brief, charts, deck, read
from briefing.assets import asset
from briefing.charts import vector
from briefing.charts.boxes import Box
from briefing.charts.dot_labels import DotNames, covering, dots_on
from briefing.charts.vector import Segment, drawing
from briefing.deck.plan.charts.dots import dots_chart
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box as SlideBox
from briefing.deck.slides import ChartBox
from briefing.errors import BriefingError
from briefing.model.chart import Axis, Chart, Label, Plot, PlotSeries, Role, Rule
from briefing.model.document import Document
from briefing.model.format import Format
from briefing.model.ledger import Trace
from briefing.model.text import Run, plain, text
from briefing.model.theme import contrast
from briefing.pipeline import ledger_file
from briefing.pipeline.gate import read_back as read_files
from briefing.pipeline.writing import files_of
from briefing.proof.evidence import Evidence
from briefing.proof.planned import check
from briefing.proof.proving import read as read_back
from briefing.proof.reading.ledger_decoding import ledger
from briefing.proof.reading.plotted_series import plotted
from briefing.wording import of
from tests.charts import grid
from tests.charts.recording import Recording
from tests.charts.test_vector import PLACE
from tests.deck import sample
from tests.deck.reading_deck import Deck
from tests.deck.samples import LIGHT
from tests.proof.package.broken import edit

_MANY = tuple(f"Place of a name of forty letters no. {number:03}" for number in range(1, 181)) + tuple(
    f"一个名字很长的地方{number:03}" for number in range(20)
)


def document(evidence: str, folder: Path, values: grid.Values = grid.NUMBERS["positive"], **data: object) -> Document:
    """The lines of a section over the made-up places → the document."""
    made = grid.dataset(values, **data)  # type: ignore[arg-type]
    places = made.observations[0].entity, *(row.entity for row in made.observations)
    years = sorted({row.period for row in made.observations})
    edition = grid.edition(range(years[0].ordinal, years[-1].ordinal + 1), tuple(dict.fromkeys(places)))
    return grid.of(f"subtitle: auto\n    {evidence}", made, edition).composed(folder)


def refused(evidence: str, folder: Path, values: grid.Values = grid.NUMBERS["positive"]) -> str:
    """The same for what cannot be drawn → what is said, with its fix."""
    with pytest.raises(BriefingError) as caught:
        document(evidence, folder, values)
    return "\n".join(f"{one.what}; {one.fix}" for one in caught.value.findings)


def test_what_no_scatter_shows_is_refused_with_what_does(tmp_path: Path) -> None:
    every = "entities: all"
    assert "and this has 1 series; name two" in refused(f"chart: {{kind: scatter, series: [level], {every}}}", tmp_path)
    three = refused(f"chart: {{kind: scatter, series: [level, other, place], {every}}}", tmp_path)
    assert "a third is its `size`" in three
    below = grid.NUMBERS["negative"]
    both = f"series: [level, other], {every}"
    assert "write `log: y`" in refused(f"chart: {{kind: scatter, {both}, log: both}}", tmp_path, lambda p, at: p - 1.0)
    assert "no sizes; leave `size` out" in refused(f"chart: {{kind: scatter, {both}, size: level}}", tmp_path, below)
    assert "does not show `top`" in refused(f"chart: {{kind: scatter, {both}, top: 3}}", tmp_path)
    unequal = refused(f"chart: {{kind: scatter, {both}}}", tmp_path, lambda place, at: 1e12 if place == 0 else 1e-6)
    assert "within a fiftieth of the scale of level; write `log: x`" in unequal
    assert "leave `medians` out" in refused("chart: {kind: scatter, series: [level, other], medians: true}", tmp_path)
    few = refused("chart: {kind: scatter, series: [level, other], entities: [Northam, Eastby]}", tmp_path)
    assert "share values of 2 alone" in few


def test_a_scale_of_powers_of_ten_holds_what_is_very_unequal(tmp_path: Path) -> None:
    made = document("chart: {kind: scatter, series: [level, other], entities: all, log: both}", tmp_path,
                    lambda place, at: 1e12 if place == 0 else 1e-6)  # fmt: skip
    theme = read.theme(asset("themes") / "ink.toml")
    assert deck.write(made, theme).files
    assert brief.write(made, theme).files


def test_a_place_that_lacks_a_value_is_named_in_the_note(tmp_path: Path) -> None:
    made = document("chart: {kind: scatter, series: [level, other], entities: all}", tmp_path,
                    lambda place, at: None if place == 2 else 3.0 + place + at)  # fmt: skip
    chart = made.sections[0].blocks[0]
    assert isinstance(chart, Chart)
    assert "Westford" not in chart.categories
    lacking = document("chart: {kind: scatter, series: [level, other], entities: [Northam, Westford, Upton, Eastby]}",
                       tmp_path, lambda place, at: None if place == 2 and at == 9 else 3.0 + place + at)  # fmt: skip
    assert "No value: Westford." in plain(lacking.sections[0].note_line)


def test_a_place_that_one_of_both_indicators_lacks_is_no_part_of_a_subtitle_from_the_data(tmp_path: Path) -> None:
    data = grid.dataset(grid.NUMBERS["positive"])
    rows = tuple(row for row in data.observations if (row.indicator, row.entity) != ("level", "Westford"))
    lines = "subtitle: auto\n    chart: {kind: scatter, series: [level, other], entities: all}"
    made = grid.of(lines, replace(data, observations=rows)).composed(tmp_path)
    assert plain(made.sections[0].subtitle) == "Other balance (points) against Level of the balance (points), 2023"
    assert "No value: Westford." in plain(made.sections[0].note_line)


def test_two_hundred_places_with_long_and_chinese_names_are_drawn_and_read_back(tmp_path: Path) -> None:
    made = document("chart: {kind: scatter, series: [level, other], entities: all, medians: true, highlight: edition}",
                    tmp_path, lambda place, at: 20.0 + place * 37 % 101 + place % 7 * at if place else 8.0,
                    places=_MANY, years=range(2021, 2024))  # fmt: skip
    theme = read.theme(asset("themes") / "ink.toml")
    assert brief.write(made, theme).files
    written = Deck.of(deck.write(made, theme).files[".pptx"])
    (dots,) = plotted(ElementTree.fromstring(written.parts["ppt/charts/chart1.xml"]))
    assert (len(dots.values), len(dots.up)) == (200, 200)
    assert set(dots.categories.values()) == set(_MANY)
    assert 0 < len(dots.labels) < 40
    grounds = written.values("ppt/charts/chart1.xml", "//c:dLbl/c:spPr/a:solidFill/*/@val")
    assert len(grounds) == len(dots.labels)  # no grid line runs through a name
    assert len(set(grounds)) == 1


def test_scales_of_their_own_are_read_back_each_by_its_own(tmp_path: Path) -> None:
    data = grid.dataset(lambda place, at: 1e6 * (3 + place * 7 % 11) + 1e5 * at)
    millions = replace(data.indicators["level"], format=Format(scale="million"))
    data = replace(data, indicators={**data.indicators, "level": millions})
    made = grid.of("subtitle: auto\n    chart: {kind: scatter, series: [level, other], entities: all}", data)
    document, theme = made.composed(tmp_path), read.theme(asset("themes") / "ink.toml")
    written = brief.write(document, theme)
    files = files_of(document, written)
    parsed = tuple(one for file in read_files(files) for one in file.files)
    rows = ledger(ledger_file.write(document, theme, {"brief": written}, files))
    assert list(check(Evidence(parsed, rows, "ledger.json"))) == []
    other = {key: replace(fact, value=2 * fact.value) for key, fact in rows.facts.items()}
    wrong = check(Evidence(parsed, replace(rows, facts=other), "ledger.json"))
    assert any("it was composed as" in one.what for one in wrong)


def _plot(places: list[tuple[float, float]]) -> Plot:
    across, up = zip(*places, strict=True)
    labels = tuple(Label(text(f"Dot {at}"), "right", live=False, optional=at > 0) for at in range(len(places)))
    return Plot(
        "dots", tuple(f"Dot {at}" for at in range(len(places))),
        (PlotSeries("x", across, "context"), PlotSeries("y", up, "context", labels=labels)),
        Axis(0, 100, 25), "0", across=Axis(0, 100, 25),
    )  # fmt: skip


def test_names_touch_neither_dots_nor_names() -> None:
    crowd = [(50.0 + 3 * (at % 5), 50.0 + 3 * (at // 5)) for at in range(25)]
    plot, ground = _plot([(10.0, 90.0), *crowd, (97.0, 5.0)]), Box(0, 0, 400, 300)
    dots = dots_on(plot, ground, 4.0)
    names = DotNames(plot, dots, dict.fromkeys(range(27), (40.0, 12.0)), covering(ground))
    names.follow()
    boxes = [box for _, box in names.places.values()]
    assert names.places[0][0] == "right"
    assert names.places[26][0] != "right"  # there it would leave the ground
    assert not any(one.touches(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
    assert not any(box.touches(dot.box) for box in boxes for dot in dots)
    assert len(names.places) < 27
    assert Box(200, 150, 40, 12).touches(dots[1].box)  # what the test asks can fail


def test_the_name_of_the_dot_that_leads_stands_on_no_median() -> None:
    def side(median: float) -> str:
        whole = _plot([(48.0, 50.0), (10.0, 90.0)])
        across, up = whole.series
        label = up.labels[0]
        assert label
        up = replace(up, labels=(replace(label, strong=True), None))
        plot = replace(whole, series=(across, up), rules=(Rule("across", median, text("Median")),))
        box = dots_chart(Page(sample.document(), sample.sections()[0], 2, of("en")), plot, SlideBox(0, 0, 500, 300))[0]
        assert isinstance(box, ChartBox)
        (found, _) = box.plot.series[1].labels
        assert found
        return found.side

    assert side(90.0) == "right"
    assert side(52.0) != "right"


def test_a_name_that_only_a_reference_line_leaves_no_room_stands_away_with_a_leader() -> None:
    """Four dots around one dot leave its name a single place, through which the line of a median runs."""
    around = [(50.0, 62.0), (50.0, 38.0), (36.0, 50.0)]

    def placed(*rules: tuple[tuple[float, float], tuple[float, float]]) -> DotNames:
        whole = _plot([(50.0, 50.0), *around])
        across, up = whole.series
        label = Label(text("Eastfold"), "right", live=False)
        plot = replace(whole, series=(across, replace(up, labels=(label, None, None, None))))
        obstacles = covering(Box(0, 0, 400, 300))
        names = DotNames(plot, dots_on(plot, Box(0, 0, 400, 300), 12.0), {0: (60.0, 14.0)}, obstacles)
        for rule in rules:
            obstacles.add_line(rule)
        names.follow()
        return names

    line = ((240.0, 0.0), (240.0, 300.0))
    assert placed().places[0][1].crossed(*line)  # where it would stand
    assert not placed().leaders
    moved = placed(line)
    assert not moved.places[0][1].crossed(*line)
    assert 0 in moved.leaders
    edge = placed().places[0][1].x - 0.5
    beside = placed(((edge, 0.0), (edge, 300.0)))
    assert abs(beside.places[0][1].x - edge) > 1.5  # a name that begins on a line looks struck by it


def test_a_strip_names_what_leads_over_two_hundred_places_and_refuses_what_it_cannot_show(tmp_path: Path) -> None:
    made = document("chart: {kind: strip, series: [level], entities: all, highlight: edition}", tmp_path,
                    lambda place, at: 20.0 + place * 37 % 101 + at, places=_MANY, years=range(2021, 2024))  # fmt: skip
    theme = read.theme(asset("themes") / "ink.toml")
    assert brief.write(made, theme).files
    written = Deck.of(deck.write(made, theme).files[".pptx"])
    (dots,) = plotted(ElementTree.fromstring(written.parts["ppt/charts/chart1.xml"]))
    assert (len(dots.values), dots.up, set(dots.categories.values())) == (200, {}, set(_MANY))
    assert _MANY[0] in dots.labels.values()
    assert "kind: scatter" in refused("chart: {kind: strip, series: [level, other], entities: all}", tmp_path)
    assert "kind: line" in refused("chart: {kind: strip, series: [level]}", tmp_path)
    assert "write `log: x`" in refused("chart: {kind: strip, series: [level], entities: all, log: y}", tmp_path)


def test_a_remark_stands_at_its_dot_whose_name_is_set(tmp_path: Path) -> None:
    made = document(
        "chart: {kind: scatter, series: [level, other], entities: all, annotations: [{at: Midvale, text: New bridge}]}",
        tmp_path, lambda place, at: 20.0 + 13 * place + place % 3 * at,
    )  # fmt: skip
    (chart,) = made.sections[0].blocks
    assert isinstance(chart, Chart)
    (remark,) = charts.plot(chart).remarks
    assert chart.categories[round(remark.at)] == "Midvale"
    theme = read.theme(asset("themes") / "ink.toml")
    data = deck.write(made, theme).files[".pptx"]
    assert b"New bridge" in Deck.of(data).parts["ppt/slides/slide2.xml"]
    assert read_back("d.pptx", data).findings == ()
    renamed = edit("", "ppt/charts/chart1.xml", "<c:v>Midvale</c:v>", "<c:v>Mid Vale</c:v>").of(data)
    (wrong,) = read_back("d.pptx", renamed).findings
    assert "the chart shows 'Mid Vale', the cell holds 'Midvale'" in wrong.what
    assert brief.write(made, theme).files
    note = "annotations: [{at: 2020, text: New bridge}]"
    assert "does not show `annotations`" in refused(f"chart: {{kind: sparklines, series: [level], {note}}}", tmp_path)
    assert "leave `measure` out" in refused(
        "chart: {kind: strip, series: [level], entities: all, measure: index}", tmp_path
    )


def test_the_name_of_a_dot_that_leads_stands_on_no_other_dot() -> None:
    whole = _plot([(50.0, 50.0), (50.0, 45.0)])
    across, up = whole.series
    label = up.labels[0]
    assert label
    sized = PlotSeries("size", (1.0, 400.0), "context")
    plot = replace(whole, series=(across, replace(up, labels=(replace(label, strong=True), None)), sized))
    ground = Box(0, 0, 400, 300)
    dots = dots_on(plot, ground, 4.0)
    names = DotNames(plot, dots, {0: (30.0, 12.0)}, covering(ground))
    names.lead()
    assert not names.places[0][1].touches(dots[1].box)
    ((x, y), (x1, y1)) = names.leaders[0]
    assert x == x1 or y == y1
    free = DotNames(plot, dots[:1], {0: (30.0, 12.0)}, covering(ground))
    free.lead()
    assert not free.leaders
    slide = dots_chart(Page(sample.document(), sample.sections()[0], 2, of("en")), plot, SlideBox(0, 0, 500, 300))
    assert {"Name 1", "Name leader 1"} <= {element.name for element in slide}


def test_a_name_that_stands_nearer_to_another_dot_is_joined_to_its_own() -> None:
    def named(*others: tuple[float, float]) -> DotNames:
        whole = _plot([(50.0, 50.0), *others])
        across, up = whole.series
        label = Label(text("Eastfold"), "right", live=False)
        plot = replace(whole, series=(across, replace(up, labels=(label, *[None for _ in others]))))
        ground = Box(0, 0, 400, 300)
        names = DotNames(plot, dots_on(plot, ground, 4.0), {0: (80.0, 12.0)}, covering(ground))
        names.follow()
        return names

    crowded = named((54.0, 53.0), (46.0, 47.0))
    assert 0 in crowded.leaders
    assert not any(crowded.places[0][1].touches(box) for box in (Box(212, 155, 8, 8), Box(180, 137, 8, 8)))
    assert not named().leaders


@pytest.mark.parametrize(("other", "side"), [(30.75, "right"), (25.0, "left")])
def test_a_name_stands_on_no_side_where_it_would_end_at_another_dot_of_its_row(other: float, side: str) -> None:
    """Between two dots it may be the name of either."""
    whole = _plot([(50.0, 50.0), (other, 50.0)])
    across, up = whole.series
    plot = replace(whole, series=(across, replace(up, labels=(Label(text("Eastfold"), "left", live=False), None))))
    ground = Box(0, 0, 400, 300)
    names = DotNames(plot, dots_on(plot, ground, 4.0), {0: (60.0, 12.0)}, covering(ground))
    names.follow()
    assert names.places[0][0] == side


@pytest.mark.parametrize(("optional", "found"), [(False, True), (True, False)])
def test_a_name_that_may_be_left_out_is_where_it_would_be_taken_for_that_of_another_dot(
    optional: bool, found: bool
) -> None:
    """A name with a value may have a leader, but between the dots of a crowd there is none that passes no other."""
    crowd = [(50.0 + 4 * x, 50.0 + 5 * y) for x in range(-4, 5) for y in range(-4, 5) if x or y]
    whole = _plot([(50.0, 50.0), *crowd])
    across, up = whole.series
    label = Label((Run("Eastfold "), Run("50", fact="visits.last")), "right", live=False, optional=optional)
    plot = replace(whole, series=(across, replace(up, labels=(label, *[None for _ in crowd]))))
    ground = Box(0, 0, 400, 300)
    names = DotNames(plot, dots_on(plot, ground, 4.0), {0: (80.0, 12.0)}, covering(ground))
    names.follow()
    assert (0 in names.places) == found


@pytest.mark.parametrize(("far", "words"), [
    (100.0, "Neither scale begins at zero."),
    (0.0, ""),
])  # fmt: skip
def test_a_plane_whose_scales_begin_beyond_zero_says_so(far: float, words: str, tmp_path: Path) -> None:
    made = document("chart: {kind: scatter, series: [level, other], entities: all}", tmp_path,
                    lambda place, at: far + 5.0 * place + at)  # fmt: skip
    note = plain(made.sections[0].note_line)
    assert (words in note, "at zero" in note) == (True, bool(words))
    plot = charts.plot(next(block for block in made.sections[0].blocks if isinstance(block, Chart)))
    assert plot.across
    assert (plot.axis.low > 0, plot.across.low > 0) == (bool(words), bool(words))


@pytest.mark.parametrize("role", ["highlight", "second", "context"])
def test_a_name_inside_its_dot_contrasts_with_it(role: Role) -> None:
    whole = _plot([(50.0, 50.0), (20.0, 20.0)])
    across, up = whole.series
    leads = replace(up, roles=(role, "context"), labels=(replace(up.labels[0], strong=True), None))  # type: ignore[type-var]
    sized = PlotSeries("size", (400.0, 1.0), "context")
    surface, trace = Recording(), Trace("brief")
    options = vector.DrawingOptions(LIGHT, vector.PAGE, 560.0, 340.0)
    drawing.draw(replace(whole, series=(across, leads, sized)), options, surface, trace=trace, place=PLACE)
    (name,) = [words for words in surface.words if words.string == "Dot 0"]
    middle = name.box.x + name.box.w / 2, name.box.y + name.box.h / 2
    holding = [paint.fill for segments, paint in surface.paths if paint.fill and _holds(segments, middle)]
    assert contrast(name.colour, holding[-1]) >= 4.5


def _holds(segments: Sequence[Segment], point: tuple[float, float]) -> bool:
    """Whether a place lies inside of the box around a path."""
    xs = [number for _, numbers in segments for number in numbers[::2]]
    ys = [number for _, numbers in segments for number in numbers[1::2]]
    return min(xs) < point[0] < max(xs) and min(ys) < point[1] < max(ys)
