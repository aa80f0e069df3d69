"""Charts as vectors: nothing touches, nothing is cut, text is literal, and the same plot gives the same drawing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.charts import vector
from briefing.charts.boxes import Box
from briefing.charts.vector import drawing
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Plot
from briefing.model.chart_remarks import Annotation
from briefing.model.ledger import Place, Trace
from briefing.model.text import plain, text
from briefing.model.theme import Palette
from tests.charts import samples
from tests.charts.given import fact
from tests.charts.recording import Recording
from tests.deck.samples import DARK, LIGHT

WIDTHS = (330.0, 499.0)
UNDRAWN: set[str] = set()
PLACE = Place("brief", 1, "figure 1")
EVERY = pytest.mark.parametrize("case", sorted(set(samples.CASES) - UNDRAWN))


def drawn(
    chart: Chart, width: float = 330.0, palette: Palette = LIGHT, height: float | None = None
) -> tuple[ChartCanvas, Recording, Trace, Plot]:
    """A chart → what was drawn of it."""
    plot = charts.plot(chart)
    surface, trace = Recording(), Trace("brief")
    tall = height or vector.height_for(plot, vector.PAGE, width, surface)
    options = vector.DrawingOptions(palette, vector.PAGE, width, tall)
    canvas = drawing.draw(plot, options, surface, trace=trace, place=PLACE)
    return canvas, surface, trace, plot


@cache
def drawn_case(case: str, width: float = 330.0) -> tuple[ChartCanvas, Recording, Trace, Plot]:
    """What was drawn of a sample, which many tests look at; not to be changed."""
    return drawn(samples.CASES[case](), width)


def overlaps(boxes: list[tuple[str, Box]]) -> list[tuple[str, str]]:
    """Boxes with their strings → the pairs that overlap by more than a hair."""
    return [
        (one, other)
        for at, (one, box) in enumerate(boxes)
        for other, second in boxes[at + 1 :]
        if box.grown(-0.15).touches(second)
    ]


def strings(surface: Recording) -> list[tuple[str, Box]]:
    return [(words.string, words.box) for words in surface.words]


@EVERY
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_overlaps_another(case: str, width: float) -> None:
    _, surface, _, _ = drawn_case(case, width)
    assert overlaps(strings(surface)) == []


@pytest.mark.parametrize("height", [52.0, 64.0, 90.0])
def test_a_flat_chart_has_fewer_numbers_on_its_scale_rather_than_overlapping_ones(height: float) -> None:
    _, surface, _, plot = drawn(samples.lines(), 499.0, height=height)
    scale = [item for item in strings(surface) if item[0] in {f"{value:g}" for value in (0, 100, 200, 300, 400, 500)}]
    assert plot.axis.visible
    assert overlaps(scale) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_words_of_a_base_among_lines_stand_on_no_other_words(width: float) -> None:
    _, surface, _, _ = drawn(samples.hemmed_index(), width)
    assert "2014 = 100" in [string for string, _ in strings(surface)]
    assert overlaps(strings(surface)) == []


def test_a_first_value_that_would_be_read_as_another_lines_is_left_to_the_scale() -> None:
    _, surface, _, _ = drawn(samples.low_start())
    found = [string for string, _ in strings(surface)]
    assert "1,437" not in found
    assert "35,361" in found
    assert "21,933" in found


@EVERY
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_cut_at_the_edge(case: str, width: float) -> None:
    canvas, surface, _, _ = drawn_case(case, width)
    page = Box(0, 0, canvas.width, canvas.height).grown(0.3)
    out = [
        words.string
        for words in surface.words
        if words.box.x < page.x
        or words.box.y < page.y
        or words.box.x + words.box.w > page.x + page.w
        or words.box.y + words.box.h > page.y + page.h
    ]
    assert out == []


@EVERY
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_touches_a_line_of_data(case: str, width: float) -> None:
    canvas, surface, _, _ = drawn_case(case, width)
    lines = [(start, end) for start, end, kind in canvas.obstacles.lines if kind == "data"]
    written = [words for words in surface.words if not (case == "bump" and words.string.isdigit())]  # on discs
    hit = [words.string for words in written if any(words.box.grown(-0.4).crossed(*line) for line in lines)]
    assert hit == []


def test_the_checkers_see_what_they_look_for() -> None:
    box = Box(0, 0, 10, 5)
    assert overlaps([("a", box), ("b", Box(9, 4, 5, 5))]) == [("a", "b")]
    assert overlaps([("a", box), ("b", Box(10, 0, 5, 5))]) == []
    assert box.crossed((-1, -1), (11, 6))
    assert not box.crossed((-1, 6), (11, 6))


@EVERY
def test_no_text_is_smaller_than_a_page_allows(case: str) -> None:
    _, surface, _, _ = drawn_case(case)
    assert min(words.size for words in surface.words) >= 8.5


@EVERY
def test_every_printed_numeral_is_in_the_trace(case: str) -> None:
    _, surface, trace, _ = drawn_case(case)
    known = " ".join([use.text for use in trace.uses] + [term.text for term in trace.terms])
    for words in surface.words:
        for word in words.string.replace(",", " ").replace("–", " ").split():
            assert not any(sign.isdigit() for sign in word) or word.strip("+%×()") in known.replace(",", " "), word


@EVERY
def test_uses_name_the_place(case: str) -> None:
    _, _, trace, _ = drawn_case(case)
    assert trace.uses
    assert {use.place for use in trace.uses} == {PLACE}


@EVERY
def test_the_same_plot_gives_the_same_drawing(case: str) -> None:
    first, second = drawn_case(case)[1], drawn(samples.CASES[case]())[1]
    assert first == second


@EVERY
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_colour_is_a_role_of_the_palette(case: str, palette: Palette) -> None:
    _, surface, _, _ = drawn(samples.CASES[case](), palette=palette)
    roles = {getattr(palette, name).upper() for name in palette.__struct_fields__}
    used = {paint.fill for _, paint in surface.paths} | {paint.stroke for _, paint in surface.paths}
    assert (used | {words.colour for words in surface.words}) - {""} <= roles
    assert palette.highlight.upper() in used


@EVERY
def test_settings_of_a_user_change_nothing(case: str) -> None:
    import matplotlib

    before = drawn_case(case)[1]
    own: Any = {
        "lines.linewidth": 9, "lines.marker": "s", "lines.scale_dashes": True, "path.sketch": (1, 2, 3),
        "patch.linewidth": 5, "patch.force_edgecolor": True, "font.family": "serif", "font.size": 30,
        "text.color": "red", "text.usetex": True, "axes.grid": True, "axes.autolimit_mode": "round_numbers",
        "figure.dpi": 300, "figure.constrained_layout.use": True,
    }  # fmt: skip
    with matplotlib.rc_context(own):
        assert drawn(samples.CASES[case]())[1] == before
        assert matplotlib.rcParams["lines.linewidth"] == 9


def test_text_is_data_and_is_written_as_it_stands() -> None:
    _, surface, _, _ = drawn(samples.hostile())
    written = [words.string for words in surface.words]
    for name in ("$x^2$ & <b>", r"\frac{1}{2}_{i}", "=1+1 {{ x }}", "#REF! %s"):
        assert name in written


def test_a_gap_breaks_the_line() -> None:
    _, surface, _, _ = drawn(samples.line())
    solid = [s for s, paint in surface.paths if paint.stroke == LIGHT.highlight and not paint.dash and not paint.fill]
    assert sorted(len(segments) for segments in solid) == [3, 6]


def test_a_bound_is_hollow() -> None:
    _, surface, _, _ = drawn(samples.bounds())
    hollow = [p for _, p in surface.paths if p.fill == LIGHT.paper and p.stroke == LIGHT.context]
    assert len(hollow) == 2


def test_a_hollow_column_below_zero_is_as_tall_as_a_filled_one() -> None:
    chart = samples.bounds()
    own = chart.series[0]
    points = tuple(point and replace(point, value=-abs(point.value)) for point in own.points)
    _, surface, _, _ = drawn(replace(chart, series=(replace(own, points=points),)))
    hollow = [segments for segments, p in surface.paths if p.fill == LIGHT.paper and p.stroke == LIGHT.context]
    heights = [max(ys) - min(ys) for ys in ([segment[1][-1] for segment in one if segment[1]] for one in hollow)]
    assert len(heights) == 2
    assert min(heights) > 20


def test_columns_stand_on_zero_and_are_as_high_as_their_values() -> None:
    canvas, _, _, plot = drawn(samples.columns())
    values = [value for value in plot.series[0].values if value is not None]
    boxes = canvas.obstacles.boxes[: len(values)]
    assert len({round(box.y, 6) for box in boxes}) == 1
    ratios = [box.h / value for box, value in zip(boxes, values, strict=True)]
    assert max(ratios) - min(ratios) < 1e-9


def test_a_narrow_panel_drops_labels_rather_than_let_them_touch() -> None:
    _, surface, _, _ = drawn(samples.bounds(), 155.0, height=150.0)
    assert overlaps(strings(surface)) == []
    written = [words.string for words in surface.words]
    assert "28,300" in written
    assert "10,400" in written


def test_that_a_year_has_no_value_stands_over_its_hatching_on_two_lines_where_columns_are_narrow() -> None:
    chart = samples.columns()
    (series,) = chart.series
    highest = max((point for point in series.points if point), key=lambda point: point.value)
    points = (*series.points[:2], highest, None, highest, *series.points[5:])
    lone = replace(chart, series=(replace(series, points=points),))
    for width, words in ((330.0, ["no value"]), (240.0, ["no", "value"])):
        _, surface, _, _ = drawn(lone, width)
        said = [(written, box) for written, box in strings(surface) if written in ("no value", "no", "value")]
        assert [written for written, _ in said] == words
        years = {written: box for written, box in strings(surface) if written == lone.categories[3]}
        middle = years[lone.categories[3]].x + years[lone.categories[3]].w / 2
        assert all(abs(box.x + box.w / 2 - middle) < 1 for _, box in said)


def test_a_chart_too_narrow_for_its_bars_is_refused() -> None:
    with pytest.raises(LayoutError, match="points are left for the bars"):
        drawn(samples.bar(), 200.0)


def test_names_that_need_more_than_the_height_are_refused() -> None:
    with pytest.raises(LayoutError, match="give shorter `names`"):
        drawn(samples.slope(), 155.0, height=90.0)


def test_a_row_too_low_for_its_name_is_refused() -> None:
    with pytest.raises(LayoutError, match="shorten the name"):
        drawn(samples.bar(), 330.0, height=60.0)


def test_the_wished_height_of_bars_grows_with_rows() -> None:
    plot = charts.plot(samples.bar())
    fewer = replace(plot, categories=plot.categories[:2], rows=plot.rows[:2])
    tall, low = (vector.height_for(of, vector.PAGE, 330.0, Recording()) for of in (plot, fewer))
    assert tall > low > 40


@EVERY
def test_at_its_least_height_a_chart_can_still_be_read(case: str) -> None:
    plot = charts.plot(samples.CASES[case]())
    least, usual = (of(plot, vector.PAGE, 330.0, Recording()) for of in (vector.least_height_for, vector.height_for))
    assert least <= usual
    _, surface, _, _ = drawn(samples.CASES[case](), height=least)
    assert overlaps(strings(surface)) == []


@pytest.mark.parametrize("make", [samples.columns, samples.bounds])
def test_at_its_least_width_every_column_has_its_label(make: Callable[[], Chart]) -> None:
    width = vector.least_width(charts.plot(make()), vector.PAGE, Recording())
    _, surface, _, plot = drawn(make(), width)
    written = " ".join(words.string for words in surface.words)
    numbers = [plain(label.text).split()[-1] for label in plot.series[0].labels if label]
    assert [number for number in numbers if number not in written] == []
    assert overlaps(strings(surface)) == []


def test_a_break_says_its_reason_beside_its_rule() -> None:
    _, surface, _, plot = drawn(samples.line())
    said = " ".join(words.string for words in surface.words)
    assert all(word in said for word in plain(plot.rules[0].text).split())


@pytest.mark.parametrize("mark", ["; ", "；"])
def test_of_a_long_reason_its_first_clause_stands_beside_the_rule(mark: str) -> None:
    chart = samples.line()
    breaks = tuple(replace(item, reason=text(f"new base{mark}and more of it")) for item in chart.breaks)
    rules = charts.plot(replace(chart, breaks=breaks)).rules
    assert {plain(rule.text) for rule in rules if not rule.wide} == {"New base"}


def test_a_long_remark_wraps() -> None:
    long = text("A remark that is longer than a line beside the curve may be, and so it has to wrap")
    chart = replace(samples.line(), annotations=(Annotation("patents", "2018", long),))
    _, surface, _, _ = drawn(chart)
    assert overlaps(strings(surface)) == []
    assert max(words.box.w for words in surface.words) < 200


@pytest.mark.parametrize(
    ("series", "year", "words"),
    [("patents", "2015", "A word"), ("contracts", "2023", "2021: 76% of theirs"), ("patents", "2019", "A word at it")],
)
def test_no_grid_line_runs_through_a_remark(series: str, year: str, words: str) -> None:
    chart = replace(samples.lines(), annotations=(Annotation(series, year, text(words)),))
    _, surface, _, _ = drawn(chart)
    (box,) = [item.box for item in surface.words if item.string == words]
    points = [[point for _, point in segments] for segments, _ in surface.paths]
    flat = [path for path in points if len(path) == 2 and path[0][-1] == path[1][-1] and path[1][0] - path[0][0] > 200]
    levels = {path[0][-1] for path in flat}
    assert len(levels) > 2
    assert [y for y in levels if box.y < y < box.y + box.h] == []


def test_chinese_breaks_between_signs_but_begins_no_line_with_a_comma() -> None:
    from briefing.charts.vector import text_lines
    from briefing.charts.vector.text_lines import Face

    value = text("人口基数改为二〇二〇年普查，密度不完全可比。")
    lines = text_lines.lines(Recording(), value, Face(9.0), 60.0)
    assert len(lines) > 2
    assert "".join(map(plain, lines)) == plain(value)
    assert not any(plain(line)[0] in "，。" for line in lines)


def test_chinese_on_several_lines_ends_them_at_a_pause_where_it_can() -> None:
    from briefing.charts.vector import text_lines
    from briefing.charts.vector.text_lines import Face

    value = text("改用普查的人口基数，前后不可比")
    assert [plain(line)[-1] for line in text_lines.balanced(Recording(), value, Face(9.0), 118.0)] == ["，", "比"]
    narrow = text_lines.balanced(Recording(), value, Face(9.0), 60.0)
    assert len(narrow) == len(text_lines.lines(Recording(), value, Face(9.0), 60.0)) > 2


def test_a_bar_ends_where_its_value_is_with_the_target_on_top_and_nothing_hiding_the_end() -> None:
    _, surface, _, plot = drawn(samples.bullet(), 499.0)
    ends = [value for value in plot.series[0].values if value is not None]
    bars = sorted((max(xs) - min(xs) for xs in filled(surface, (LIGHT.highlight, LIGHT.context))), reverse=True)
    assert [round(bar / bars[0], 3) for bar in bars] == [round(value / max(ends), 3) for value in sorted(ends)[::-1]]
    assert stroked(surface, LIGHT.paper) == 1  # on the one bar that runs past its target


def filled(surface: Recording, colours: tuple[str, ...]) -> list[list[float]]:
    """The x of the corners of each area in one of these colours."""
    areas = [parts for parts, paint in surface.paths if paint.fill in colours]
    return [[at for _, numbers in parts for at in numbers[::2]] for parts in areas]


def stroked(surface: Recording, colour: str) -> int:
    """How many strokes have a colour."""
    return sum(paint.stroke == colour for _, paint in surface.paths)


def test_a_strong_label_takes_half_of_an_empty_year_beside_it() -> None:
    """So that 28,300 has the size of 337 on the chart next to it."""
    chart = replace(samples.columns(), categories=("2021", "2022", "2023"))
    points = [point for point in chart.series[0].points if point is not None][:2]
    sizes = []
    for middle in (None, points[1]):
        series = replace(chart.series[0], points=(points[0], middle, replace(points[1], value=28300.0, decimals=0)))
        made = replace(chart, series=(series,), highlight="2023", growth=None, breaks=(), annotations=())
        _, surface, _, _ = drawn(made, 84.0)
        sizes.append(max(words.size for words in surface.words if words.string == "28,300"))
    assert sizes[0] == vector.PAGE.strong > sizes[1]


def test_a_slope_with_values_below_zero_has_its_line_at_zero_and_none_at_its_foot() -> None:
    rising = samples.level_slope()
    below = replace(rising.series[0], points=(fact("a.first", -9.0, year=2014), fact("a.last", 55.2, year=2023)))
    _, surface, _, _ = drawn(replace(rising, series=(below, *rising.series[1:])))
    lines = [[numbers for letter, numbers in path if letter in "ML"] for path, _ in surface.paths if len(path) == 2]
    flat = [one for one, other in lines if one[1] == other[1]]
    zero = next(words for words in surface.words if words.string == "0")
    lowest = min(words.box.y for words in surface.words if "−" in words.string)
    assert lowest < zero.box.y
    assert [abs(one[1] - zero.box.y) < 20 for one in flat] == [True]
    _, surface, _, _ = drawn(rising)
    assert all(words.string != "0" for words in surface.words)
