"""A title's change and the figure below it → a doubt where the figure shows other years and the title names none.

"The rate rose 8%" of 1960 to 2008 contradicts a dumbbell on which it falls from 1990 to 2008.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from briefing.compose.prose.sentences import ends_of
from briefing.compose.prose.years_and_places import Doubt
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS
from briefing.model.document import Block, Multiples
from briefing.model.fact import Fact
from briefing.model.text import Text, plain

_YEAR: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_CHANGE: Final = re.compile(r"^(?P<root>.+?)(?:\.between\(\d+, \d+\))?\.(?P<measure>[a-z]+)$")


def contradicted(title: Text, blocks: Sequence[Block], facts: Mapping[str, Fact]) -> Iterator[Doubt]:
    """A title, the figures of its section and all facts → what the figures do not show as the title says it."""
    if _YEAR.search(plain(title)):
        return
    charts = [chart for block in blocks for chart in _charts(block)]
    for name in dict.fromkeys(run.fact for run in title if run.fact):
        fact = facts[name]
        ends = ends_of(fact)
        shown = [(chart.kind, years) for chart in charts if (years := _shown(chart, fact))]
        if ends is None or not shown or any(_holds(kind, years, ends) for kind, years in shown):
            continue
        _, (first, last) = shown[0]
        what = (
            f"{name} goes from {ends[0]} to {ends[1]}, which the title does not say; the figure shows {first} to {last}"
        )
        found = _CHANGE.match(name)
        like = f"write {found['root']}.between({first}, {last}).{found['measure']}, or " if found else ""
        yield Doubt(what, f"{like}say the years in the title", "warning")


def _charts(block: Block) -> tuple[Chart, ...]:
    return (block,) if isinstance(block, Chart) else block.panels if isinstance(block, Multiples) else ()


def _shown(chart: Chart, fact: Fact) -> tuple[int, int] | None:
    """The first and the last year that a chart shows of what a fact tells of."""
    whose = {(row.indicator, row.entity) for row in fact.observations}
    drawn = [point for series in chart.series for point in series.points if point is not None]
    rows = [row for point in drawn for row in point.observations]
    years = {row.year for row in rows if (row.indicator, row.entity) in whose}
    return (min(years), max(years)) if len(years) > 1 else None


def _holds(kind: str, years: tuple[int, int], ends: tuple[int, int]) -> bool:
    if KINDS[kind].of_two_years:
        return years == ends
    return years[0] <= ends[0] and ends[1] <= years[1]
