"""One colour for a place or an indicator in all charts of an edition that give each series a colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.chart_series import BENCHMARK, REST
from briefing.model.chart import SERIES_ROLES, TOTAL, Chart, Role, Series
from briefing.model.document import Block, Part, Section

_COLOURED: Final = ("columns", "stacked", "area", "stacked_bars", "contributions")
_OTHERS: Final = (TOTAL, REST, BENCHMARK)  # keys of series that have no colour of their own


def in_one_colour(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return parts in whose charts each series has the colour that it had first, whichever is highlighted later."""
    known: dict[str, Role] = {}

    def coloured(block: Block) -> Block:
        return _coloured(block, known) if isinstance(block, Chart) and block.kind in _COLOURED else block

    def section(one: Section) -> Section:
        blocks = tuple(map(coloured, one.blocks))
        return one if blocks == one.blocks else replace(one, blocks=blocks)

    return tuple(replace(part, sections=tuple(map(section, part.sections))) for part in parts)


def _coloured(chart: Chart, known: dict[str, Role]) -> Chart:
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
    free = [role for role in SERIES_ROLES if role not in found.values()]
    usual = dict(zip((key for key in names if key not in found), free, strict=False))
    for key, name in names.items():
        known.setdefault(name, (found | usual)[key])
    shared = any(leads.get(key) != role for key, role in found.items())
    return replace(chart, colours=tuple((key, (found | usual)[key]) for key in names)) if shared else chart


def _identities(own: Sequence[Series]) -> Iterator[str]:
    """Yield what each series is of: its place, where these differ, else its short name."""
    places = [next((fact.entity for fact in series.points if fact is not None), "") for series in own]
    distinct = len(set(places)) == len(places)
    for series, place in zip(own, places, strict=True):
        yield place if distinct else series.key
