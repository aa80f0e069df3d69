"""Changes, gaps and results at lines and columns: facts, at the places of their marks, in deck and brief."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pptx import Presentation

from briefing import brief, charts, deck
from briefing.charts.boxes import Box
from briefing.charts.label_placement import Obstacles
from briefing.charts.vector.span_marks import _place
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.slides import ChartBox, Shape
from briefing.errors import BriefingError, LayoutError
from briefing.model.chart import Chart, Plot, SeriesResult
from briefing.model.chart_remarks import Difference
from briefing.model.document import Document
from briefing.model.text import plain, text
from tests.charts import dated_samples, samples
from tests.charts.test_frequencies import composed, dataset
from tests.charts.test_grid import found, theme
from tests.charts.test_vector import drawn as on_page
from tests.charts.test_vector import overlaps, strings
from tests.deck.test_deck_hard import planned

LEVEL = "chart: {kind: line, series: [level]"
FULL = (
    f"{LEVEL}, since: lowest, revisions: true, brackets: [{{from: lowest, to: highest}}], "
    "results: [{series: level, text: '{{ level.last | value }}', detail: the newest}]}"
)


def drawn(document: Document) -> Plot:
    block = document.sections[0].blocks[0]
    assert isinstance(block, Chart)
    return charts.plot(block)


@pytest.mark.parametrize("count", [12, 24, 60, 240, 600])
def test_a_bracket_a_result_and_a_thin_history_are_drawn_over_few_and_many_months(count: int, tmp_path: Path) -> None:
    document = composed(tmp_path, FULL, dataset("1976-07", count, revised=(count - 1,)))
    plot = drawn(document)
    (span,) = plot.spans
    values = [value for value in plot.series[-2].values if value is not None]
    ends = sorted((span.start[1], span.end[1]))
    assert ends[0] <= min(values)
    assert ends[1] >= max(values)
    assert span.start[0] < span.end[0]
    assert span.text[0].fact.startswith("level.between(")
    thin = [series for series in plot.series if series.thin]
    assert all(plain(series.result) == "" and series.name.startswith("Crude oil (to ") for series in thin)
    assert [remark.ring for remark in plot.remarks] == [True]
    for writer in (deck, brief):
        assert not list(found(writer.write(document, theme())))


def test_the_data_may_choose_where_a_mark_stands(tmp_path: Path) -> None:
    chosen = "{{ level.lowest.period if level.highest > level.lowest else 'last' }}"
    other = FULL.replace("since: lowest", f'since: "{chosen}"').replace("{from: lowest", f'{{from: "{chosen}"')
    table = dataset("2024-07", 24, revised=(23,))
    one, two = (drawn(composed(tmp_path, text, table)) for text in (FULL, other))
    assert one == two
    never = FULL.replace("{from: lowest", "{from: \"{{ 'lowest' if level.highest < level.lowest else 'highest' }}\"")
    assert not drawn(composed(tmp_path, never, table)).spans
    gap = "chart: {kind: line, series: [level, other], gaps: [{at: %s, between: [level, other]}]}"
    ways = "highest", "\"{{ 'highest' if level.last > 0 else 'lowest' }}\""
    one, two = (drawn(composed(tmp_path, gap % at, table)) for at in ways)
    assert one == two


def test_lines_and_columns_end_with_the_period_that_the_data_choose(tmp_path: Path) -> None:
    data = dataset("2024-07", 24)
    whole = drawn(composed(tmp_path, f"{LEVEL}}}", data))
    for until in ("2025-03", "{{ level.at('2025-03').period }}"):
        for start, first in (("", 0), (', period: "2024-09"', 2)):
            shorter = drawn(composed(tmp_path, f'{LEVEL}{start}, until: "{until}"}}', data))
            assert shorter.categories == whole.categories[first:9]


def test_native_shapes_of_a_bracket_and_a_result_stand_at_the_marks(tmp_path: Path) -> None:
    document = composed(tmp_path, FULL, dataset("2024-07", 24, revised=(23,)))
    written = deck.write(document, theme())
    shapes = {shape.name: shape for shape in Presentation(io.BytesIO(written.files[".pptx"])).slides[1].shapes}
    base, arrow, pill, result = (shapes[name] for name in ("Base 1", "Arrow 1", "Change 1", "Result 1"))
    assert base.left < arrow.left < base.left + base.width
    assert pill.text_frame.text.startswith(("+", "−"))
    assert result.left > arrow.left
    assert "Ring 1" in shapes


def test_what_cannot_be_drawn_between_marks_is_refused_with_a_fix(tmp_path: Path) -> None:
    data = dataset("2024-07", 24, gaps=(5,))
    cases = {
        f'{LEVEL}, brackets: [{{from: "2025-03", to: "2024-09"}}]}}': "would run from 2025-03 to 2024-09",
        f'{LEVEL}, brackets: [{{from: "2024-12", to: last}}]}}': "a period without a value",
        f"{LEVEL}, brackets: [{{from: lowest, to: lowest}}]}}": "time runs forwards",
        f"{LEVEL}, gaps: [{{between: [level, level]}}]}}": "between level and itself",
        f"{LEVEL}, gaps: [{{between: [level, other]}}]}}": "'other', which is no series of the chart",
        f"{LEVEL}, results: [{{series: other, text: Much}}]}}": "'other', which is no series of the chart",
        f"{LEVEL}, results: [{{series: level, text: A}}, {{series: level, text: B}}]}}": "level has two results",
        f'{LEVEL}, since: "1999-01"}}': "a period without a value",
        f'{LEVEL}, until: "2020-01"}}': "`until` is 2020-01, and the chart begins with 2024-07",
        f"{LEVEL}, until: soon}}": "is no period",
        "chart: {kind: slope, series: [level], since: lowest}": "does not show `since`",
        "chart: {kind: columns, series: [level, other], gaps: [{between: [level, other]}]}": "does not show `gaps`",
    }
    for evidence, what in cases.items():
        with pytest.raises(BriefingError) as refused:
            composed(tmp_path, evidence, data)
        assert what in str(refused.value), (evidence, str(refused.value))
        assert all(finding.fix for finding in refused.value.findings)


def test_a_bracket_whose_ends_are_found_in_the_data_runs_forwards_or_is_left_out(tmp_path: Path) -> None:
    data = dataset("2024-07", 24)
    swapped = drawn(composed(tmp_path, f"{LEVEL}, brackets: [{{from: last, to: first}}]}}", data))
    assert (swapped.spans[0].start[0], swapped.spans[0].end[0]) == (0, 23)
    chosen = "\"{{ 'last' if level.last > 0 else 'first' }}\""
    left_out = drawn(composed(tmp_path, f"{LEVEL}, brackets: [{{from: {chosen}, to: last}}]}}", data))
    assert not left_out.spans


def test_a_gap_is_the_difference_of_two_lines_and_their_ground_is_shaded(tmp_path: Path) -> None:
    evidence = "chart: {kind: line, series: [level, other], highlight: level, gaps: [{between: [level, other]}]}"
    plot = drawn(composed(tmp_path, evidence, dataset("2024-07", 24)))
    (gap,) = plot.spans
    assert gap.upright
    assert gap.start[1] < gap.end[1]
    assert plain(gap.text) == f"{gap.end[1] - gap.start[1]:.2f} dollars a barrel"
    assert gap.accented
    second = evidence.replace("highlight: level", "highlight: level, second: other")
    assert not drawn(composed(tmp_path, second, dataset("2024-07", 24))).spans[0].accented  # a line has that colour
    distances = [
        abs(one - other)
        for one, other in zip(plot.series[0].values, plot.series[1].values, strict=True)
        if one is not None and other is not None
    ]
    nearest = distances.index(min(distances))
    assert {at for at, _ in plot.shades[0]} == {float(at) for at in range(nearest, 24)}


def plane_of(shapes: dict[str, Any]) -> tuple[float, float]:
    """The y of the top and of the foot of the plot area of a slide's chart."""
    frame = next(shape for shape in shapes.values() if shape.has_chart)
    layout = frame.chart._chartSpace.xpath("//c:plotArea/c:layout/c:manualLayout")[0]
    y, h = (float(layout.xpath(f"c:{name}/@val")[0]) for name in "yh")
    return frame.top + y * frame.height, frame.top + (y + h) * frame.height


def test_the_bar_of_a_gap_stands_between_marks_clear_of_them_where_the_lines_are_farthest_or_nearest(
    tmp_path: Path,
) -> None:
    evidence = "chart: {kind: line, series: [level, other], gaps: [{at: highest, between: [level, other]}, "
    evidence += "{at: lowest, between: [level, other]}]}"
    document = composed(tmp_path, evidence, dataset("2024-07", 24))
    plot = drawn(document)
    one, other = (series.values for series in plot.series[:2])
    apart = [abs(a - b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    assert [round(gap.end[1] - gap.start[1], 6) for gap in plot.spans] == [round(max(apart), 6), round(min(apart), 6)]
    written = deck.write(document, theme())
    shapes = {shape.name: shape for shape in Presentation(io.BytesIO(written.files[".pptx"])).slides[1].shapes}
    top, foot = plane_of(shapes)
    clear = 2 * 7.0 * 12700  # of both marks
    measured = (shapes["Gap 1"].height + clear) / (foot - top) * (plot.axis.high - plot.axis.low)
    assert measured == pytest.approx(max(apart), rel=0.01)
    assert shapes["Gap 1"].top > top


def test_the_change_of_columns_stands_at_the_later_column_alone(tmp_path: Path) -> None:
    for start, end in (("2020", "2023"), ("2020", "2022")):
        evidence = f"chart: {{kind: columns, series: [level], brackets: [{{from: {start}, to: {end}}}]}}"
        rows = dataset("2019", 5)
        falling = tuple(replace(row, value=100.0 - 2 * at) for at, row in enumerate(rows.observations))
        written = deck.write(composed(tmp_path, evidence, replace(rows, observations=falling)), theme())
        shapes = {shape.name: shape for shape in Presentation(io.BytesIO(written.files[".pptx"])).slides[1].shapes}
        arrow, pill = shapes["Arrow 1"], shapes["Change 1"]
        column = next(shape for shape in shapes.values() if shape.has_chart).width / 5
        assert pill.left > arrow.left - column / 2, (start, end)
        assert pill.left <= arrow.left + column / 2


def test_lines_whose_every_part_is_dashed_need_one_point_less_where_gaps_are_drawn() -> None:
    whole = samples.lines()
    first, other = whole.series[:2]
    known = [at for at, point in enumerate(first.points) if point and other.points[at]]
    apart = (known[0], known[0] + 2, known[0] + 4)

    def sparse(kept: Sequence[int], *, compared: bool) -> Chart:
        points = tuple(point if at in kept else None for at, point in enumerate(first.points))
        at = whole.categories[known[0]]
        gap = (Difference((first.key, at), (other.key, at), text("1", fact="a.minus(b)")),) if compared else ()
        series = (replace(first, points=points), other)
        return replace(whole, series=series, annotations=(), breaks=(), differences=gap)

    dashed = charts.plot(sparse(apart, compared=True))
    assert sum(series.role == "bridge" and plain(series.end) == "" for series in dashed.series) >= 1
    for compared in (False, True):
        with pytest.raises(LayoutError, match="3 observed points"):
            charts.plot(sparse(known[:3], compared=compared))


@pytest.mark.parametrize("rise", [0.2, 1.0, 4.0, -0.2, -4.0])
@pytest.mark.parametrize("width", [330.0, 499.0])
def test_the_change_of_a_short_arrow_stands_on_no_result(rise: float, width: float) -> None:
    chart = dated_samples.chart("line", "2024-07", 24)
    own = chart.series[0]
    values = [50.0 + (at % 3) for at in range(22)] + [51.0, 51.0 + rise]
    points = tuple(point and replace(point, value=value) for point, value in zip(own.points, values, strict=True))
    change = Difference(
        (own.key, chart.categories[-2]), (own.key, chart.categories[-1]), text("+11%", fact="a.percent")
    )
    result = SeriesResult(own.key, text("5,214"), text("June 2026"))
    _, surface, _, _ = on_page(
        replace(chart, series=(replace(own, points=points),), differences=(change,), results=(result,)), width
    )
    written = strings(surface)
    assert {"+11%", "5,214", "June 2026"} <= {string for string, _ in written}
    assert overlaps(written) == []


def test_the_pill_of_a_change_stands_at_its_arrow_though_a_line_of_the_scale_runs_there(tmp_path: Path) -> None:
    heights = [1452, 1460, 1554, 1500, 1375, 1410, 1380, 1365, 1330, 1230, 1220, 1174]
    heights += [1170, 1100, 960, 826, 815, 823, 650, 588, 555]
    rows = dataset("2005", 21)
    table = replace(rows, observations=tuple(
        replace(row, value=float(heights[row.period - rows.observations[0].period]), decimals=0)
        for row in rows.observations
    ))  # fmt: skip
    changes = ", ".join(
        f"{{from: {first}, to: {last}, text: '{words}'}}"
        for first, last, words in (("first", '"2016"', "An early pace"), ('"2016"', "last", "A later pace"))
    )
    evidence = f"{LEVEL}, brackets: [{changes}], annotations: [{{at: 2016, series: level, text: The turn}}], "
    document = composed(tmp_path, evidence + "results: [{series: level, text: '{{ level.last | value }}'}]}", table)
    (chart,) = document.sections[0].blocks
    assert isinstance(chart, Chart)
    _, surface, _, _ = on_page(chart, 330.0, height=119.0)
    places = dict(strings(surface))
    start, end = (places[year].x + places[year].w / 2 for year in ("2005", "2025"))
    for at, words in ((11, "An early pace"), (20, "A later pace")):
        arrow, box = start + at * (end - start) / 20, places[words]
        assert box.x - 12 < arrow < box.x1 + 12, words
        assert box.y > places["555"].y, words


def test_a_line_of_the_scale_drives_no_pill_from_the_middle_of_its_base_line_and_another_text_does() -> None:
    canvas, _, _, _ = on_page(dated_samples.chart("line", "2024-07", 24))
    middle, beyond = Box(100.0, 50.0, 60.0, 12.0), Box(200.0, 20.0, 60.0, 12.0)
    canvas.obstacles = Obstacles(Box(0.0, 0.0, 300.0, 100.0))
    canvas.obstacles.add_line([(0.0, 55.0), (300.0, 55.0)], "grid")
    assert _place(canvas, [middle, beyond], ()) == middle
    canvas.obstacles.boxes.append(Box(120.0, 52.0, 20.0, 8.0))
    assert _place(canvas, [middle, beyond], ()) == beyond


def test_a_history_ends_where_the_line_goes_on() -> None:
    chart = replace(dated_samples.chart("line", "2024-07", 24), since="2025-07")
    thin, thick = charts.plot(chart).series
    assert (thin.thin, thick.thin) == (True, False)
    assert thin.values[12] == thick.values[12]
    assert thin.labels[12] is None
    assert len(charts.plot(replace(chart, since="2024-07")).series) == 1


def test_a_turn_or_a_record_of_which_a_chart_says_nothing_is_suggested_and_no_fault(tmp_path: Path) -> None:
    data = dataset("2024-07", 25)
    first = data.observations[0].period
    turned = tuple(replace(row, value=100.0 - abs(row.period - first - 12)) for row in data.observations)
    document = composed(tmp_path, f"{LEVEL}}}", replace(data, observations=turned))
    (notice,) = document.notices
    assert (notice.severity, notice.what) == ("notice", "level turns at 2025-07, and the chart says nothing of it")
    assert str(notice).startswith("notice: story.en.yaml, line 5: ")
    assert not document.findings
    fixed = f"{LEVEL}, annotations: [{{at: turn, series: level, text: \"The turn: {{{{ level.at('2025-07') }}}}\"}}]}}"
    assert not composed(tmp_path, fixed, replace(data, observations=turned)).notices


def test_a_provisional_value_has_a_hollow_mark_in_every_program(tmp_path: Path) -> None:
    chart = dated_samples.chart("line", "2024-07", 24, provisional=2)
    made = planned(chart)
    drawn_chart = next(item for item in made.elements if isinstance(item, ChartBox))
    rings = [item for item in made.elements if isinstance(item, Shape) and item.name.startswith("Hollow")]
    (line,) = (item for item in drawn_chart.plot.series if item.markers)
    assert [(ring.fill, ring.line) for ring in rings] == [("paper", "highlight")] * 2
    for ring, at in zip(rings, (22, 23), strict=True):
        x, y = position(drawn_chart.plot, drawn_chart.inner, at, line.values[at] or 0.0, on_edges=drawn_chart.on_edges)
        assert (ring.box.x + ring.box.w / 2, ring.box.y + ring.box.h / 2) == pytest.approx((x, y))
    assert made.elements.index(rings[0]) > made.elements.index(drawn_chart)


def test_that_years_have_no_value_stands_at_them_and_not_over_the_next_column_where_a_change_is_drawn_above() -> None:
    chart = samples.columns()
    own, shown = chart.series[0], chart.categories[-5:]
    heights = (20.0, None, 17.0, None, 15.0)
    (point, *_) = [item for item in own.points if item]
    points = tuple(value and replace(point, value=value) for value in heights)
    change = Difference((own.key, shown[0]), (own.key, shown[-1]), text("-25%", fact="a.percent"))
    few = replace(
        chart, categories=shown, periods=chart.periods[-5:], series=(replace(own, points=points),), growth=None,
        differences=(change,),
    )  # fmt: skip
    _, surface, _, _ = on_page(few)
    places = dict(strings(surface))
    words, empty, column = places["no value"], places[shown[1]], places[shown[2]]
    assert abs(words.x + words.w / 2 - empty.x - empty.w / 2) < 1
    assert words.x + words.w < column.x
