"""Rows of bars and dumbbells: what stands above their names."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.charts import chart_rows, vector
from briefing.model.chart import Chart, Column, Series
from briefing.model.text import Run, plain, text
from tests.charts import samples
from tests.charts.given import fact
from tests.charts.test_vector import drawn, filled, overlaps, strings
from tests.deck.samples import LIGHT


@pytest.mark.parametrize(("indicators", "said"), [(("pct", "pct"), "Place"), (("pct", "hcr"), "Indicator and unit")])
def test_rows_are_headed_by_what_they_are(indicators: tuple[str, str], said: str) -> None:
    facts = tuple(
        replace(fact(f"f{at}", 1.0 + at), entity=entity, indicator=indicator)
        for at, (entity, indicator) in enumerate(zip(("Belling", "Shanghai"), indicators, strict=True))
    )
    names = tuple(Series(item.entity, text(item.entity), (), text("%")) for item in facts)
    column = Column(text("Growth"), (text("a"), text("b")))
    chart = Chart("bar", "en", ("Belling", "Shanghai"), (Series("v", text("v"), facts),), rows=names, columns=(column,))
    assert plain(chart_rows.head(chart)) == said
    assert chart_rows.head(replace(chart, columns=())) == ()
    bare = tuple(replace(name, detail=()) for name in names)  # a unit that all share stands in the subtitle
    places = said == "Place"  # parts of one thing say what they are
    assert plain(chart_rows.head(replace(chart, rows=bare))) == (said if places else "")


def _falls(*, highlight: str = "") -> Chart:
    """Bars of changes of which one is by far the longest, below zero, next to a column with a long head."""
    values = {"Salt works": -897.0, "Lime kilns": -71.7, "Paper mills": -13.6, "Glass works": 18.3}
    facts = tuple(
        replace(fact(f"f{at}", value, "change"), entity=name) for at, (name, value) in enumerate(values.items())
    )
    shares = Column(text("Change in % a year"), tuple((Run("−6%", fact=one.name),) for one in facts))
    names = tuple(Series(name, text(name), (), ()) for name in values)
    made = Chart("bar", "en", tuple(values), (Series("v", text("v"), facts),), rows=names, columns=(shares,))
    return replace(made, highlight=highlight, ordered=True)


def test_the_longest_bar_has_its_value_inside_where_it_leads_below_zero_too_and_takes_the_room_of_the_others() -> None:
    longest = []
    for highlight in ("", "Salt works"):
        _, surface, _, plot = drawn(_falls(highlight=highlight))
        (first, *_) = plot.series[0].labels
        assert first is not None
        assert first.side == ("inside" if highlight else "outside")
        assert not overlaps(strings(surface))
        bars = filled(surface, (LIGHT.highlight, LIGHT.context))
        longest.append(max(max(xs) - min(xs) for xs in bars))
    assert longest[1] > 1.2 * longest[0]
    assert longest[1] > 330 / 3


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_value_inside_its_bar_stands_clear_of_the_line_of_a_level(sign: float) -> None:
    values = {"Salt": 58.0, "Lime": 57.7, "Glass": 56.4, "Paper": 51.2, "Tin": 49.5}
    facts = tuple(replace(fact(f"f{at}", sign * value), entity=name) for at, (name, value) in enumerate(values.items()))
    names = tuple(Series(name, text(name), (), ()) for name in values)
    made = Chart("bar", "en", tuple(values), (Series("v", text("v"), facts),), rows=names, ordered=True)
    level = replace(fact("level", sign * 56.4), entity="all")
    _, surface, _, plot = drawn(replace(made, highlight="Salt", level=level, level_name=text("Median")), 330.0)
    (first, *_) = plot.series[0].labels
    assert first is not None
    assert first.side == "inside"
    (box,) = [box for string, box in strings(surface) if string == plain(first.text)]
    uprights = {
        path[0][1][0] for path, paint in surface.paths
        if paint.stroke and len(path) == 2 and path[0][1][0] == path[1][1][0]
    }  # fmt: skip
    assert uprights
    assert not [x for x in uprights if box.x < x < box.x + box.w]


def test_rows_of_chinese_names_with_a_detail_are_higher_as_their_signs_fill_the_line() -> None:
    facts = tuple(replace(fact(f"f{at}", 1.0 + at), entity=str(at)) for at in range(3))
    names = tuple(Series(str(at), text("Salt"), (), text("yearly sales")) for at in range(3))
    column = Column(text("Growth"), tuple(text(word) for word in "abc"))
    latin = Chart("bar", "en", ("0", "1", "2"), (Series("v", text("v"), facts),), rows=names, columns=(column,))
    wide = replace(latin, rows=tuple(replace(name, name=text("盐业"), detail=text("年度销售额")) for name in names))
    low, high = (vector.height_for(charts.plot(chart), vector.PAGE, 330.0, drawn(chart)[1]) for chart in (latin, wide))
    assert high == pytest.approx(low + 3 * 2.0)


@pytest.mark.parametrize(("short", "thin"), [(98.0, True), (99.9, False)])
def test_no_tick_hides_by_how_much_a_bar_passes_its_target_or_touches_one_short_of_it(short: float, thin: bool) -> None:
    whole = samples.bullet()
    (series,) = whole.series
    values = (112.0, 101.0, short, 90.0, 80.0)
    points = tuple(point and replace(point, value=value) for point, value in zip(series.points, values, strict=True))
    _, surface, _, _ = drawn(replace(whole, series=(replace(series, points=points),)), 330.0)
    ends = sorted(max(xs) for xs in filled(surface, (LIGHT.highlight, LIGHT.context)))
    *_, before, passed, _ = ends
    ticks = [
        (path[0][1][0], paint.width)
        for path, paint in surface.paths
        if paint.stroke == LIGHT.ink and len(path) == 2 and path[0][1][0] == path[1][1][0] > ends[0]
    ]
    assert len(ticks) == len(values)
    for x, wide in ticks:
        assert x - wide / 2 > before - 1e-6
        assert (x + wide / 2 < passed) == thin
