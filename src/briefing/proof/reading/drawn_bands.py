"""Bands of a deck's charts: areas that stand on one without fill, read from where each begins to where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element as Tree

from msgspec.structs import replace

from briefing.proof.package.xml_names import long, value
from briefing.proof.reading.plotted_series import SeriesData


def with_upper_ends(root: Tree, drawn: Sequence[SeriesData]) -> tuple[SeriesData, ...]:
    """Return the series of a chart, each band with the values at which it ends; its own are how high it is."""
    found = list(drawn)
    for plot in root.iter(long("c:areaChart")):
        names = [series_name(tree) for tree in plot.iterfind(long("c:ser"))]
        first = plot.find(f"{long('c:ser')}/{long('c:spPr')}/{long('a:noFill')}")
        if value(plot, long("c:grouping")) != "stacked" or first is None:
            continue
        below: dict[int, Decimal] = {}
        for at, series in enumerate(found):
            if series.kind == "areaChart" and series.name in names:
                below = {key: number + below.get(key, Decimal(0)) for key, number in series.values.items()}
                found[at] = replace(series, values=below)
    return tuple(found)


def series_name(series: Tree) -> str:
    """Return the name of a series of a chart."""
    return "".join(part.text or "" for part in series.iterfind(f"{long('c:tx')}//{long('c:v')}"))
