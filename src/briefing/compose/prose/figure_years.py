"""A title or subtitle and the figures below it → the years that it names and that the figures do not show.

"2010–2023" over an axis that begins in 2014 is false of what the reader sees. A subtitle says the first and the last
year of its figure; a title may be of any years between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from briefing.compose.language.numeral_rule import YEAR
from briefing.compose.prose.sentences import ends_of
from briefing.compose.prose.years_and_places import Doubt
from briefing.model.chart import Chart
from briefing.model.document import Block, HeatTable, Multiples
from briefing.model.fact import Fact
from briefing.model.text import Text, plain

_FOUR: Final = re.compile(r"[12]\d{3}")
_ONE: Final = r"(?<![\d.,])([12]\d{3})(?![\d.,]\d|\d)"
_SPANS: Final = (
    re.compile(rf"{_ONE}年?\s?[–—-]\s?{_ONE}"),
    re.compile(rf"\b(?:from|between)\s+{_ONE}\s+(?:to|and|until|through)\s+{_ONE}", re.IGNORECASE),
    re.compile(rf"{_ONE}年?[至到]{_ONE}年"),
)
_LAST: Final = re.compile(rf"(?:^|[,，(（]\s*)(?:in\s+)?{_ONE}年?\s*[)）]?\s*$")
_HIDDEN: Final = "\x00"


class Shown(Struct, frozen=True):
    """The years with which figures may be said to begin and to end, and all that they show."""

    firsts: frozenset[int]
    lasts: frozenset[int]

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last year of all."""
        return min(self.firsts), max(self.lasts)


def misdated(subtitle: Text, blocks: Sequence[Block], newest: int) -> Iterator[Doubt]:
    """A subtitle that an author wrote, its figures and the newest year of the edition → years that are not theirs."""
    shown = _shown(blocks)
    if shown is None:
        return
    told, (first, last) = _searched(subtitle), shown.ends
    own = f"{first}–{last}" if first != last else str(first)
    printed = own.replace(str(newest), _expression(blocks, newest))  # the newest year is never typed
    fix = f"write {printed}, or `subtitle: auto`; if the figure should show other years, give it a `period`"
    spans = list(_spans(told))
    for start, end in spans:
        if start not in shown.firsts or end not in shown.lasts:
            yield Doubt(f"the subtitle says {start}–{end}, and the figure shows {own}", fix)
    alone = _LAST.search(told)
    if alone and not spans and not first <= int(alone[1]) <= last:
        yield Doubt(f"the subtitle says {alone[1]}, and the figure shows {own}", fix)


def _expression(blocks: Sequence[Block], year: int) -> str:
    """The expression that prints the last year of a figure; the year itself where none of its facts is of that year."""
    figures = [block for block in blocks if isinstance(block, Chart | Multiples)]
    charts = [chart for one in figures for chart in (one.panels if isinstance(one, Multiples) else (one,))]
    points = (fact for chart in charts for item in chart.series for fact in item.points if fact is not None)
    names = (fact.name.rsplit(".", 1)[0] for fact in points if year in _years(fact))
    return next((f"{{{{ {name}.last | year }}}}" for name in names), str(year))


def undrawn(title: Text, blocks: Sequence[Block], facts: Mapping[str, Fact], known_until: int) -> Iterator[Doubt]:
    """A title and the figures below it → years from one to another, of which the figures show a part only.

    Those of a change that the title prints are its own: it may tell of more years than its figure.
    """
    shown = _shown(blocks)
    told = {ends_of(facts[run.fact]) for run in title if run.fact}
    for start, end in _spans(_searched(title)) if shown else ():
        assert shown is not None
        first, last = shown.ends
        if (start, end) not in told and start < end <= known_until and not first <= start <= end <= last:
            what = f"the title says {start}–{end}, and the figure shows {first}–{last}"
            yield Doubt(what, f"let the title say years from {first} to {last}, or give the figure a `period`")


def _searched(text: Text) -> str:
    """A text as a string to be searched, without names and numbers that are no year."""
    return "".join(
        run.text if run.term in ("", YEAR) and (not run.fact or _FOUR.fullmatch(run.text)) else _HIDDEN * len(run.text)
        for run in text
    )


def _spans(told: str) -> Iterator[tuple[int, int]]:
    for pattern in _SPANS:
        for found in pattern.finditer(told):
            yield int(found[1]), int(found[2])


def _shown(blocks: Sequence[Block]) -> Shown | None:
    """Blocks → the years of the figures among them; None where one shows none, as nothing is said of it then."""
    figures = [block for block in blocks if isinstance(block, Chart | Multiples | HeatTable)]
    found = [years for figure in figures for years in _of_figure(figure)]
    if not figures or len(figures) < len(blocks) or not found or not all(found):
        return None
    return Shown(frozenset(min(years) for years in found), frozenset(max(years) for years in found))


def _of_figure(figure: Chart | Multiples | HeatTable) -> Iterator[list[int]]:
    """A figure → the years of its axis, of each series, and of all its values."""
    if isinstance(figure, HeatTable):
        yield [int(plain(year)) for year in figure.years if _FOUR.fullmatch(plain(year))]
        return
    for chart in figure.panels if isinstance(figure, Multiples) else (figure,):
        axis = [int(name) for name in chart.categories if _FOUR.fullmatch(name)]
        axis += [int(item.key) for item in chart.series if _FOUR.fullmatch(item.key)]
        points = [[fact for fact in item.points if fact is not None] for item in chart.series]
        aims = [aim.year for fact in chart.aims if fact is not None for aim in fact.targets]
        each = [sorted({year for fact in facts for year in _years(fact)}) for facts in points]
        rows = [list(_years(fact)) for facts in points for fact in facts] if chart.rows else []
        whole = [*axis, *(year for years in each for year in years)]
        yield from ([axis] if axis else [])
        yield from (years for years in (*each, *rows) if years)
        yield whole
        yield from ([[*whole, *aims]] if aims else [])


def _years(fact: Fact) -> Iterator[int]:
    yield from (row.year for row in fact.observations)
    yield from ([] if fact.year is None else [fact.year])
