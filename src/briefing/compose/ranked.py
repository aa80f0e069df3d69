"""Values of a bump's lines → their ranks among all places, year by year, which are our calculation and say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from briefing.compose.composer import Composer
from briefing.compose.lines import Line
from briefing.model.fact import Fact
from briefing.model.text import Text

_COUNT: Final = "number of places that are ranked"
_Points = tuple[Fact | None, ...]


def ranked_lines(composer: Composer, lines: Sequence[Line], values: Mapping[str, _Points]) -> dict[str, _Points]:
    """Lines and their values by key → their ranks; ranks that were published stay as they are."""
    shown = dict(values)
    counts: set[int] = set()
    for line in lines:
        if any(fact is not None and fact.measure != "rank" for fact in values[line.key]):
            ranks = [None if fact is None else line.subject.rank(fact.year) for fact in values[line.key]]
            shown[line.key] = tuple(ranks)
            counts |= {rank.among[0] for rank in ranks if rank is not None and rank.among}
    if counts:
        told = _number(composer, min(counts))
        if len(counts) > 1:
            told = composer.phrase("auto_span", _COUNT, first=told, last=_number(composer, max(counts)))
        composer.remark(composer.phrase("ranks_ours", count=told))
    return shown


def _number(composer: Composer, count: int) -> Text:
    return composer.declared(composer.wording.number(count, 0), _COUNT)
