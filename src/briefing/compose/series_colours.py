"""One colour for a place or an indicator in all charts of an edition that give each series a colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.chart_series import BENCHMARK, REST
from briefing.model.chart import SERIES_ROLES, TOTAL, Chart, Role, Series
from briefing.model.document import Block, Part, Section

_COLOURED: Final = ("columns", "stacked", "area", "share", "stacked_bars", "contributions")
_OTHERS: Final = (TOTAL, REST, BENCHMARK)  # keys of series that have no colour of their own


def in_one_colour(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return parts in whose charts each series has the colour that it had first, whichever is highlighted later."""
    known: dict[str, Role] = {}
    charts = [block for part in parts for one in part.sections for block in one.blocks if isinstance(block, Chart)]
    second, places = _second(charts), _second_places(charts)

    def coloured(block: Block) -> Block:
        if not isinstance(block, Chart) or block.kind not in _COLOURED:
            return block
        if _uncoloured(block) in second:
            return replace(block, colours=((block.series[0].key, "second"),))
        return _coloured(block, known, spare="second" if places and not _shows(block, places) else "")

    def section(one: Section) -> Section:
        blocks = tuple(map(coloured, one.blocks))
        return one if blocks == one.blocks else replace(one, blocks=blocks)

    return tuple(replace(part, sections=tuple(map(section, part.sections))) for part in parts)


def _second(charts: Sequence[Chart]) -> set[str]:
    """Return the indicators that are second in a chart of several, and lead in none."""
    leading, second = {""}, set[str]()
    for chart in charts:
        names = {series.key: _indicator(series) for series in chart.series}
        if 1 < len(names) == len(set(names.values())):
            leading.add(names.get(chart.highlight, ""))
            second.add(names.get(chart.second, ""))
    return second - leading


def _second_places(charts: Sequence[Chart]) -> set[str]:
    """Return the places that are second in some chart of an edition, whose colour means them to a reader."""
    return {chart.second for chart in charts} & {place for chart in charts for place in _places(chart)}


def _shows(chart: Chart, places: set[str]) -> bool:
    """Return whether a chart has one of these places, or gives the colour to something else on purpose."""
    return bool(chart.second) or not places.isdisjoint(_places(chart))


def _places(chart: Chart) -> set[str]:
    """Return the places of a chart that shows several."""
    found = {fact.entity for series in chart.series for fact in series.points if fact is not None}
    return found if len(found) > 1 else set()


def _indicator(series: Series) -> str:
    """Return the one indicator of which a series shows values or changes, or ""."""
    found = {row.indicator for fact in series.points if fact is not None for row in fact.observations}
    return found.pop() if len(found) == 1 else ""


def _uncoloured(chart: Chart) -> str:
    """Return the indicator of columns of one series of which the story highlights none, or ""."""
    lone = chart.kind == "columns" and len(chart.series) == 1
    return _indicator(chart.series[0]) if lone and not chart.second and chart.highlight not in chart.categories else ""


def _coloured(chart: Chart, known: dict[str, Role], spare: str) -> Chart:
    """Return a chart with the colours that are known, and the next ones for what is new, with grey in place of the one
    to spare, or this last where what is not shown by name is grey."""
    own = [series for series in chart.series if series.key not in _OTHERS]
    if not 1 < len(own) <= len(SERIES_ROLES):
        return chart
    names = dict(zip((series.key for series in own), _identities(own), strict=True))
    found: dict[str, Role] = {}
    for key, name in names.items():
        if name in known and known[name] not in found.values():
            found[key] = known[name]
    leads: dict[str, Role] = {chart.highlight: "highlight", chart.second: "second"}
    new = {key: leads[key] for key in names if key in leads and key not in found}
    found |= {key: role for key, role in new.items() if role not in found.values()}
    free = sorted((role for role in SERIES_ROLES if role not in found.values()), key=lambda role: role == spare)
    if spare in free and all(series.key != REST for series in chart.series):
        free = ["context", *free]
    usual = dict(zip((key for key in names if key not in found), free, strict=False))
    for key, name in names.items():
        known.setdefault(name, (found | usual)[key])
    shared = bool(spare) or any(leads.get(key) != role for key, role in found.items())
    return replace(chart, colours=tuple((key, (found | usual)[key]) for key in names)) if shared else chart


def _identities(own: Sequence[Series]) -> Iterator[str]:
    """Yield what each series is of: its place, where these differ, else its short name."""
    places = [next((fact.entity for fact in series.points if fact is not None), "") for series in own]
    distinct = len(set(places)) == len(places)
    for series, place in zip(own, places, strict=True):
        yield place if distinct else series.key
