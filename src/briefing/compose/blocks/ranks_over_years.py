"""Ranks period by period, worked out where the data have values, and the places that each series gained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from briefing.compose.blocks.chart_fixes import unranked
from briefing.compose.blocks.chart_series import ChartNode, ChartSeries
from briefing.errors import FactError, StoryError
from briefing.model.chart import Column
from briefing.model.fact import Fact
from briefing.model.period import Period

_COUNT: Final = "number of places that are ranked"
Points = tuple[Fact | None, ...]


def ranked(node: ChartNode, series: Sequence[ChartSeries], values: Mapping[str, Points]) -> dict[str, Points]:
    """Return the ranks of values among all places, period by period; published ranks stay as they are.

    They are our calculation, and the note says so.
    """
    composer, shown = node.composer, dict(values)
    counts: set[int] = set()
    for item in series:
        if any(fact is not None and fact.measure != "rank" for fact in values[item.key]):
            shown[item.key] = _ranks(item, values[item.key], node.spec.best, unranked(node.spec, series))
            counts |= {rank.among[0] for rank in shown[item.key] if rank is not None and rank.among}
    if counts:
        count = composer.number(min(counts), _COUNT)
        if len(counts) > 1:
            count = composer.phrase("auto_span", _COUNT, first=count, last=composer.number(max(counts), _COUNT))
        composer.remark(composer.phrase("ranks_ours", count=count))
    return shown


def places_gained(
    node: ChartNode, series: Sequence[ChartSeries], ranks: Mapping[str, Points], periods: Sequence[Period]
) -> tuple[Column, ...]:
    """Return a column of the places that each gained from the first period to the last; nothing where none has both."""
    composer, cells = node.composer, []
    if node.spec.best:  # which is no direction of good, that places could be gained in: their values
        lasts = [item.subject.at(periods[-1]) if ranks[item.key][-1] else None for item in series]
        return (Column(composer.phrase("value_head"), tuple(composer.print(one) if one else () for one in lasts)),)
    for item in series:
        first, *_, last = ranks[item.key] if len(periods) > 1 else (None, None)
        fact = item.subject.between(periods[0], periods[-1]).places_gained if first and last else None
        cells.append(composer.print(fact, "signed") if fact else ())
    if not any(cells):
        return ()
    if periods[0].frequency.unit == "year":
        head = composer.phrase("places_gained", year=composer.period(periods[0]))
    else:  # whose name is long
        head = composer.phrase("change_head")
    return (Column(head, tuple(cells)),)


def _ranks(item: ChartSeries, values: Points, best: str, otherwise: str) -> Points:
    """Return the ranks of values. StoryError where nothing says which end is first, or they have no order."""
    subject = item.subject
    if not best and subject.direction not in ("up", "down"):
        fix = "set `direction_of_good` to up or down in indicators.csv"
        if subject.indicator is None:
            fix = f'write direction = "up" or "down" for facts.{subject.key} in briefing.toml'
        what = f"{subject.key} cannot be ranked, as its direction of good is not known"
        raise StoryError(what, fix=f"{fix}, write `best: highest`, or {otherwise}")
    try:
        return tuple(None if fact is None else subject.rank(fact.period, best) for fact in values)
    except FactError as error:
        finding = error.findings[0]
        raise StoryError(f"{finding.where}: {finding.what}", fix=otherwise) from None
