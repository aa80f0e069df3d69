"""Maps: the values of places, joined to their outlines by code or name, and the classes that they fall into."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.compose.blocks.chart_series import ChartNode, ChartSeries, check_units
from briefing.compose.blocks.row_charts import best_first, measured, row_names, row_value
from briefing.compose.composer import Composer
from briefing.compose.language.templates import NAME
from briefing.errors import StoryError
from briefing.model.chart import Chart, Series
from briefing.model.fact import Fact
from briefing.model.outlines import MOST_CLASSES, ClassRule, MapGround, Outlines, Region
from briefing.model.round_steps import without_noise
from briefing.read.boundaries import PACKED, packed
from briefing.read.report import nearest_name, suggest
from briefing.wording.rounding import rounded

_WORLD: Final = "world"
_STEPS: Final = (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5)  # of the power of ten in a span
_MULTIPLES: Final = 2  # decimals that multiples are printed with at most
_MOST_NAMED: Final = 8  # places that a message lists


def map_chart(node: ChartNode, series: list[ChartSeries]) -> Chart:
    """Return the chart of a value for each place, the best first, with the outlines that it is painted on."""
    composer, spec = node.composer, node.spec
    check_units(spec, series)
    if spec.ends:
        series = [item if item.subject.period == spec.ends else _between(item, node) for item in series]
    facts = [row_value(composer, spec, item) for item in series]
    order = best_first(facts)
    series, facts = [series[at] for at in order], [facts[at] for at in order]
    outlines = _outlines(composer, spec.outlines or _WORLD)
    codes = joined(composer, outlines, series)
    rule: ClassRule = "given" if spec.breaks else (spec.classes or "quantiles")
    breaks = _given(spec.breaks) if spec.breaks else tuple(_breaks(rule, facts))
    if outlines.name == _WORLD:
        composer.remark(composer.phrase("outlines_world"))
    elif outlines.source:
        composer.remark(composer.phrase("outlines", source=composer.declared(outlines.source, NAME)))
    names = row_names(series)
    return node.chart(
        {item.key: name for item, name in zip(series, names, strict=True)},
        categories=names,
        series=(measured(composer, spec.measure, series, facts),),
        rows=tuple(Series(item.key, item.name, (), item.detail) for item in series),
        ordered=True,
        ground=MapGround(outlines, codes, rule, breaks),
    )


def _between(item: ChartSeries, node: ChartNode) -> ChartSeries:
    assert node.spec.ends is not None
    return ChartSeries(item.key, item.subject.between(*node.spec.ends), item.name, item.detail)


def _outlines(composer: Composer, name: str) -> Outlines:
    own = composer.project.maps
    if name in own:
        return own[name]
    if name in PACKED:
        return packed(name)
    known = [*PACKED, *own]
    fix = f"{suggest(name, known, 'maps')}; a file of your own is named in [maps.NAME] of briefing.toml"
    raise StoryError(f"there is no map {name!r}", fix=fix)


# Joining


def joined(composer: Composer, outlines: Outlines, series: Sequence[ChartSeries]) -> tuple[str, ...]:
    """Return the code on a map of each place: by its code in entities.csv, else by its name in any language.

    StoryError that names all places that are not on the map, or share an outline.
    """
    regions = {key: region for region in outlines.regions for key in map(_key, region.names)}
    found = [_region(composer, regions, item.key) for item in series]
    lost = [item.key for item, region in zip(series, found, strict=True) if region is None]
    if lost:
        named = ", ".join(_with_nearest(name, outlines) for name in lost[:_MOST_NAMED])
        more = f" and {len(lost) - _MOST_NAMED} more" if len(lost) > _MOST_NAMED else ""
        codes = ", ".join(region.code for region in outlines.regions[:3])
        what = f"{len(lost)} of {len(found)} places are not on the map {outlines.name!r}: {named}{more}"
        fix = f"give their codes in a column `code` of entities.csv, as {codes}, or leave them out of `entities`"
        raise StoryError(what, fix=fix)
    owners: dict[str, str] = {}
    for item, region in zip(series, found, strict=True):
        assert region is not None
        if region.code in owners:
            what = f"{owners[region.code]} and {item.key} are both {region.code} on the map {outlines.name!r}"
            raise StoryError(what, fix="correct one of their codes in entities.csv, or leave one out of `entities`")
        owners[region.code] = item.key
    return tuple(owners)


def _region(composer: Composer, regions: dict[str, Region], place: str) -> Region | None:
    given = composer.dataset.codes.get(place)
    if given is not None:
        return regions.get(_key(given))
    names = [place, *(words[place] for words in composer.dataset.places.values() if place in words)]
    return next((regions[key] for key in map(_key, names) if key in regions), None)


def _with_nearest(name: str, outlines: Outlines) -> str:
    near = nearest_name(name, [word for region in outlines.regions for word in region.names])
    return f"{name} (did you mean {near}?)" if near else name


def _key(name: str) -> str:
    """Return a name without accents, capitals and marks; a number without noughts before it."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    words = re.sub(r"[^\w]+", " ", plain.casefold().replace("&", " and ")).split()
    key = " ".join(word for word in words if word != "the")
    return key.lstrip("0") if key.isdecimal() else key


# Classes


def _given(breaks: Sequence[float]) -> tuple[float, ...]:
    if list(breaks) != sorted(set(breaks)) or not all(map(math.isfinite, breaks)) or len(breaks) >= MOST_CLASSES:
        what = f"the breaks {', '.join(f'{value:g}' for value in breaks)} make no classes"
        raise StoryError(what, fix=f"give at most {MOST_CLASSES - 1} different numbers, the lowest first")
    return tuple(breaks)


def _breaks(rule: ClassRule, facts: Sequence[Fact]) -> Iterator[float]:
    """Yield where classes of values end: of equally many places, where no two equal values are parted, or of equal
    width."""
    values = sorted(fact.value for fact in facts)
    if rule == "equal":
        yield from _even(values[0], values[-1])
        return
    classes = min(MOST_CLASSES, len(set(values)))
    borders = [at for at in range(1, len(values)) if values[at - 1] < values[at]]
    cuts = {min(borders, key=lambda at: (abs(at - len(values) * part / classes), at)) for part in range(1, classes)}
    places = _MULTIPLES if facts[0].measure == "multiple" else facts[0].decimals
    for low, high in ((values[at - 1], values[at]) for at in sorted(cuts)):
        printed = float(rounded(low, places))  # a value that is printed as the bound is not below it
        yield round_between(printed if low < printed < high else low, high)


def _even(low: float, high: float) -> Iterator[float]:
    """Yield the multiples of the smallest round step that make no more classes than a map has."""
    power = 10.0 ** math.floor(math.log10(high - low)) if high > low else 0.0
    for step in (part * power for part in _STEPS if power):
        first, last = math.floor(low / step + 1e-9) + 1, math.ceil(high / step - 1e-9) - 1
        if last - first + 2 <= MOST_CLASSES:
            yield from (without_noise(at * step) for at in range(first, last + 1))
            return


def round_between(low: float, high: float) -> float:
    """Return the number of fewest figures above one number and up to another."""
    power = math.floor(math.log10(max(abs(low), abs(high)))) + 1
    while True:
        for part in (10.0, 5.0, 1.0):
            step = part * 10.0 ** (power - 1)
            found = float(f"{math.floor(high / step) * step:.15g}")
            if low < found <= high:
                return found
        power -= 1
        if power < -320:
            return high
