"""Maps: places painted by the class of their value, with the values of a few of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from briefing.charts import chart_rows, values
from briefing.charts.axis import lifted_axis
from briefing.charts.map_view import shown, view_of
from briefing.model.chart import Chart, Label, Plot, Remark, Role, Rule
from briefing.model.fact import Fact
from briefing.model.outlines import MapArea, MapClass, MapGround, MapPlot, Region
from briefing.model.text import Text, text

_NAMED: Final = 3  # places at each end of the ranking that are named
_FEW: Final = 10  # places that are all named on the map
_NEAR, _MANY = 5, 20  # from an end of so many, a highlighted place up to which all are
_SMALL: Final = 18_000  # of a map's area to that of a place which is drawn as a circle
# The steps of shade of so many classes.
_STEPS: Final = {1: (3,), 2: (2, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
_BOUND: Final = "bound of a class"
_END: Final = "end of the ranking"
_COUNT: Final = "places counted by class"


def plot(chart: Chart) -> Plot:
    """Return a map with the class of each place; a multiple or an index is a value like any other."""
    ground = chart.ground
    assert ground is not None  # that of a map
    points = chart.series[0].points
    facts = [point for point in points if point is not None]
    at_class = [None if point is None else bisect_right(ground.breaks, point.value) for point in points]
    noted = {note.category for note in chart.annotations}
    roles: tuple[Role, ...] = tuple(values.role_of(chart, name) for name in chart.categories)
    lead = next((at for at, role in enumerate(roles) if role == "highlight"), len(points) // 2)
    near = _NEAR if len(points) >= _MANY else 0
    first, last = (at + 1 if at < near else _NAMED for at in (lead, len(points) - 1 - lead))
    ends = {*range(max(first, _NAMED)), *range(len(points) - max(last, _NAMED), len(points))}
    named = [
        role != "context" or name in noted or at in ends
        for at, (name, role) in enumerate(zip(chart.categories, roles, strict=True))
    ]
    marks = values.plot_series(
        chart.series[0], "context", _labels(chart, roles, named), roles=values.point_roles(points, roles)
    )
    level = chart.level
    return values.plot_of(
        chart,
        "map",
        (marks,),
        lifted_axis(fact.value for fact in facts),
        rows=chart_rows.plot_rows(chart),
        rules=(Rule("value", level.value, chart.level_name, "second"),) if level else (),
        remarks=tuple(
            Remark(float(at), fact.value, note.text, role=roles[at])
            for note in chart.annotations
            for at, fact in enumerate(points)
            if fact is not None and chart.categories[at] == note.category
        ),
        map=_map(chart, ground, facts, at_class),
    )


def _labels(chart: Chart, roles: Sequence[Role], named: Sequence[bool]) -> Iterator[Label | None]:
    for point, role, labelled in zip(chart.series[0].points, roles, named, strict=True):
        yield values.label(chart, point, strong=role == "highlight") if labelled else None


def _map(chart: Chart, ground: MapGround, facts: Sequence[Fact], at_class: Sequence[int | None]) -> MapPlot:
    outlines, phrase = ground.outlines, values.wording(chart).phrase
    steps = _STEPS[len(ground.breaks) + 1]
    places = {code: at for at, code in enumerate(ground.codes)}
    held = {code: found for code, found in zip(ground.codes, at_class, strict=True) if found is not None}
    drawable = [region for region in outlines.regions if region.rings or region.code in held]
    view = view_of(drawable, held, whole=outlines.tiles)
    regions = list(shown(drawable, view))
    whole = (view.right - view.left) * (view.foot - view.top)
    areas = tuple(
        MapArea(
            region.code,
            region.rings,
            region.spot,
            places[region.code] if region.code in held else None,
            steps[held[region.code]] if region.code in held else 0,
            region.code in held and not outlines.tiles and _area(region) * _SMALL < whole,
        )
        for region in regions
    )
    classes = tuple(
        MapClass(step, words, *(text(of(chart, at_class.count(index)), term=_COUNT) for of in (_counted, _number)))
        for index, (step, words) in enumerate(zip(steps, _bounds_in_words(chart, ground, facts), strict=True))
    )
    rule = [phrase(f"map_{ground.rule}")] if len(classes) > 1 else []
    rule += [phrase("map_circles")] if any(area.small for area in areas) else []
    joint = values.wording(chart).joint(" ")
    ends = ("map_first", "map_last") if facts[0].measure == "rank" else ("map_highest", "map_lowest")
    return MapPlot(
        areas,
        classes,
        view.left,
        view.top,
        view.right - view.left,
        view.foot - view.top,
        text(phrase("no_value")) if any(area.at is None for area in areas) else (),
        text(joint.join(rule)),
        text(joint.join([phrase("map_counts"), *rule])),
        text(phrase("map_ranking", places=_counted(chart, len(facts))), term=_COUNT),
        (text(phrase(ends[0]), term=_END), text(phrase(ends[1]), term=_END)),
        outlines.tiles,
        tuple(values.label_text(chart, fact) for fact in facts) if len(facts) == len(at_class) <= _FEW else (),
    )


def _counted(chart: Chart, count: int) -> str:
    """Return so many places in words; one alone as a number, where places have a name of their own in the plural,
    which no name in Chinese is."""
    words, number = values.wording(chart), _number(chart, count)
    if count == 1 and words.language.spaced:
        return number if chart.things else words.phrase("map_place", count=number)
    return words.phrase("places", count=number)


def _number(chart: Chart, count: int) -> str:
    return values.wording(chart).number(count, 0)


def _area(region: Region) -> float:
    """Return the area that the outlines of a place enclose, holes left out."""
    rings = (zip(ring, (*ring[1:], *ring[:1]), strict=True) for ring in region.rings)
    return sum(abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in ring)) / 2 for ring in rings)


def _bounds_in_words(chart: Chart, ground: MapGround, facts: Sequence[Fact]) -> Iterator[Text]:
    """Yield what each class holds: "under 60", "60 to 70", "70 or more"; of one class its values."""
    words = values.wording(chart)
    ends = [_printed(chart, facts[0], value) for value in ground.breaks]
    if not ends:
        low, high = (_printed(chart, facts[0], end(fact.value for fact in facts)) for end in (min, max))
        yield text(low if low == high else words.phrase("map_between", low=low, high=high), term=_BOUND)
        return
    yield text(words.phrase("map_below", value=ends[0]), term=_BOUND)
    for low, high in pairwise(ends):
        yield text(words.phrase("map_between", low=_without_shared_end(low, high), high=high), term=_BOUND)
    yield text(words.phrase("map_from", value=ends[-1]), term=_BOUND)


def _without_shared_end(low: str, high: str) -> str:
    """Return a number without the words behind it that another has too: "500" of "500 million" before "800 million"."""
    ends = [re.search(r"[^0-9]*$", number) for number in (low, high)]
    tails = [found.group() for found in ends if found]
    return low.removesuffix(tails[0]) if len(tails) > 1 and tails[0] == tails[1] else low


def _printed(chart: Chart, fact: Fact, value: float) -> str:
    """Return a bound as the values of its chart are printed, with as many decimals as it has."""
    words = values.wording(chart)
    number = Decimal(repr(float(f"{value:.12g}"))).normalize().as_tuple()
    places = max(0, -number.exponent) if isinstance(number.exponent, int) else 0
    if fact.measure == "multiple":
        return words.x(replace(fact, value=value, qualifier="="), max(2, len(number.digits)))
    return values.printed(replace(fact, value=value, qualifier="=", decimals=places), words, places)
