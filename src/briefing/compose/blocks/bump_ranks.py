"""Values of a bump's lines → their ranks among all places, year by year, which are our calculation and say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from briefing.compose.blocks.chart_fixes import unranked
from briefing.compose.blocks.chart_series import Line
from briefing.compose.composer import Composer
from briefing.errors import FactError, StoryError
from briefing.model.fact import Fact
from briefing.model.story import ChartSpec
from briefing.model.text import Text

LEAST: Final = 2  # places that make an order
_COUNT: Final = "number of places that are ranked"
_Points = tuple[Fact | None, ...]


def ranked_lines(
    composer: Composer, spec: ChartSpec, lines: Sequence[Line], values: Mapping[str, _Points]
) -> dict[str, _Points]:
    """Lines and their values by key → their ranks; ranks that were published stay as they are."""
    shown = dict(values)
    counts: set[int] = set()
    for line in lines:
        if any(fact is not None and fact.measure != "rank" for fact in values[line.key]):
            ranks = _ranks(line, values[line.key], unranked(spec, lines))
            shown[line.key] = tuple(ranks)
            counts |= {rank.among[0] for rank in ranks if rank is not None and rank.among}
    if counts:
        told = _number(composer, min(counts))
        if len(counts) > 1:
            told = composer.phrase("auto_span", _COUNT, first=told, last=_number(composer, max(counts)))
        composer.remark(composer.phrase("ranks_ours", count=told))
    return shown


def _ranks(line: Line, values: _Points, otherwise: str) -> list[Fact | None]:
    """Values of a line → their ranks. StoryError where the data do not say which end is first, or give no order."""
    if line.subject.direction not in ("up", "down"):
        fix = "set `direction_of_good` to up or down in indicators.csv"
        if line.subject.indicator is None:
            fix = f'write direction = "up" or "down" for facts.{line.subject.key} in briefing.toml'
        what = f"{line.subject.key} cannot be ranked, as its direction of good is not known"
        raise StoryError(what, fix=f"{fix}, or {otherwise}")
    try:
        return [None if fact is None else line.subject.rank(fact.year) for fact in values]
    except FactError as error:
        finding = error.findings[0]
        raise StoryError(f"{finding.where}: {finding.what}", fix=otherwise) from None


def _number(composer: Composer, count: int) -> Text:
    return composer.declared(composer.wording.number(count, 0), _COUNT)
