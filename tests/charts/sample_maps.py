"""Maps of made-up isles, made by hand."""

from __future__ import annotations

from briefing.model.chart import Chart, Series
from briefing.model.chart_remarks import Annotation
from briefing.model.outlines import MapGround, Outlines, Region
from briefing.model.text import text
from tests.charts.given import fact

_ISLES = (("Ayr", 12.5), ("Brae", 11.0), ("Coll", 8.25), ("Dale", 8.0), ("Eday", 3.5), ("Foula", 1.0))


def isles(names: tuple[str, ...]) -> Outlines:
    """Squares in a row for these places and one more, a lake in the first, the last too small to draw."""
    regions = []
    for at, name in enumerate((*names, "Nowhere")):
        left, side = at * 1400, 20 if at == len(names) - 1 else 1200
        square = ((left, 0), (left + side, 0), (left + side, side), (left, side))
        lake = ((left + 300, 300), (left + 300, 600), (left + 600, 600))
        rings = (square, lake) if at == 0 else (square,)
        regions.append(Region(name[:2].upper(), (name[:2].upper(), name), rings, (left + side // 2, side // 2)))
    return Outlines("isles", "the survey", 1200, tuple(regions))


def isle_map() -> Chart:
    """Six isles in five classes, one of them pointed out and another with a remark."""
    names = tuple(name for name, _ in _ISLES)
    points = tuple(fact(f"rain.of('{name}').at(2023)", value, unit="mm", year=2023) for name, value in _ISLES)
    outlines = isles(names)
    return Chart(
        "map",
        "en",
        names,
        (Series("value", text("Value"), points),),
        highlight="Brae",
        rows=tuple(Series(name, text(name, term="name"), ()) for name in names),
        annotations=(Annotation("Ayr", "Eday", text("half of what it was")),),
        ordered=True,
        ground=MapGround(
            outlines, tuple(region.code for region in outlines.regions[:-1]), "given", (2.0, 8.0, 8.2, 12.0)
        ),
        alt=text("A map of isles."),
    )
