"""The years that a title or a subtitle gives the figures below it, and that they do not show.

"2010–2023" over an axis that begins in 2014 is false of what the reader sees. A subtitle says the first and the last
year of its figure; a title may be of any years between them. A change in a title that names no years is doubted where
the figure shows other years: "the rate rose 8%" of 1960 to 2008, over a dumbbell on which it falls from 1990 to 2008.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from briefing.compose.language.fact_expressions import between_years, change_years, dating_of, printing, same_time
from briefing.compose.language.numeral_rule import YEAR
from briefing.compose.prose.search_text import ProseFinding
from briefing.model.chart import Chart
from briefing.model.chart_kinds import KINDS
from briefing.model.document import Block, HeatTable, Multiples, charts_of
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.period_notation import parse_period
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


def subtitle_findings(subtitle: Text, blocks: Sequence[Block], newest: Period) -> Iterator[ProseFinding]:
    """Find years in a subtitle that are not those of its figures; `newest` is the last year of the edition."""
    shown = _years_shown(blocks)
    if not shown:
        return
    firsts, lasts = {_ends(years)[0] for years in shown}, {_ends(years)[1] for years in shown}
    first, last = _ends(firsts)[0], _ends(lasts)[1]
    own = f"{first}–{last}" if first != last else str(first)
    printed = own.replace(str(newest), _year_expression(blocks, newest))  # the newest year is never typed
    fix = f"write {printed}, or `subtitle: auto`; if the figure should show other years, give it a `period`"
    searched = _searched(subtitle)
    spans = list(_spans(searched))
    for start, end in spans:
        if not (any(same_time(start, own) for own in firsts) and any(same_time(end, own) for own in lasts)):
            yield ProseFinding(f"the subtitle says {start}–{end}, and the figure shows {own}", fix)
    alone = _LAST.search(searched)
    if alone and not spans and not _lies_between(parse_period(alone[1]), first, last):
        yield ProseFinding(f"the subtitle says {alone[1]}, and the figure shows {own}", fix)


def title_findings(
    title: Text, blocks: Sequence[Block], facts: Mapping[str, Fact], known_until: Period
) -> Iterator[ProseFinding]:
    """Find years from one to another in a title of which its figures show a part only.

    Those of a change that the title prints are its own: it may speak of more years than its figure.
    """
    shown = _years_shown(blocks)
    own = [ends for run in title if run.fact and (ends := change_years(facts[run.fact]))]
    for start, end in _spans(_searched(title)) if shown else ():
        first, last = _ends([period for years in shown for period in years])
        whole = _lies_between(start, first, last) and _lies_between(end, first, last)
        if not _is_own(own, start, end) and start < end and end.start <= known_until.end and not whole:
            what = f"the title says {start}–{end}, and the figure shows {first}–{last}"
            yield ProseFinding(what, f"let the title say years from {first} to {last}, or give the figure a `period`")


def changed_title_findings(title: Text, blocks: Sequence[Block], facts: Mapping[str, Fact]) -> Iterator[ProseFinding]:
    """Find changes in a title without years that its figures show over other years."""
    if re.search(rf"(?<!\d){_FOUR.pattern}(?!\d)", plain(title)):
        return
    charts = [chart for block in blocks for chart in charts_of(block)]
    for name in dict.fromkeys(run.fact for run in title if run.fact):
        ends = change_years(facts[name])
        shown = [(chart.kind, years) for chart in charts if (years := _years_of_series(chart, facts[name]))]
        if ends is None or facts[name].basis or not shown or any(_shows(kind, years, ends) for kind, years in shown):
            continue
        _, (first, last) = shown[0]
        what = f"{name} goes from {ends[0]} to {ends[1]}, which the title does not say"
        expression = between_years(facts[name], first, last)
        fix = f"{f'write {expression}, or ' if expression else ''}say the years in the title"
        yield ProseFinding(f"{what}; the figure shows {first} to {last}", fix, "warning")


def _ends(periods: Iterable[Period]) -> tuple[Period, Period]:
    ordered = sorted(periods, key=lambda period: period.chronological)
    return ordered[0], ordered[-1]


def _lies_between(written: Period, first: Period, last: Period) -> bool:
    return first.start <= written.end and written.start <= last.end


def _is_own(changes: Iterable[tuple[Period, Period]], start: Period, end: Period) -> bool:
    return any(same_time(start, first) and same_time(end, last) for first, last in changes)


def _years_of_series(chart: Chart, fact: Fact) -> tuple[Period, Period] | None:
    """Return the first and the last year that a chart shows of the series that a fact is of."""
    series = {(row.indicator, row.entity) for row in fact.observations}
    rows = (row for point in chart.facts for row in point.observations)
    years = {row.period for row in rows if (row.indicator, row.entity) in series}
    return _ends(years) if len(years) > 1 else None


def _shows(kind: str, years: tuple[Period, Period], ends: tuple[Period, Period]) -> bool:
    return years == ends if KINDS[kind].of_two_years else years[0] <= ends[0] and ends[1] <= years[1]


def _year_expression(blocks: Sequence[Block], period: Period) -> str:
    """Return what prints the last year of a figure; the year itself where none of its facts is of that year."""
    points = (fact for block in blocks for chart in charts_of(block) for fact in chart.facts)
    names = (fact.name.rsplit(".", 1)[0] for fact in points if period in _years(fact))
    return next((printing(f"{name}.last", dating_of(period)) for name in names), str(period))


def _searched(text: Text) -> str:
    """Return a text to be searched, without names and numbers that are no year."""
    return "".join(
        run.text if run.term in ("", YEAR) and (not run.fact or _FOUR.fullmatch(run.text)) else _HIDDEN * len(run.text)
        for run in text
    )


def _spans(text: str) -> Iterator[tuple[Period, Period]]:
    for pattern in _SPANS:
        for found in pattern.finditer(text):
            yield parse_period(found[1]), parse_period(found[2])


def _years_shown(blocks: Sequence[Block]) -> list[list[Period]]:
    """Return the sets of years that the figures among blocks can be described as showing.

    Nothing where a block is no figure, or a figure shows no years, as then none can be wrong.
    """
    figures = [block for block in blocks if isinstance(block, Chart | Multiples | HeatTable)]
    found = [years for figure in figures for years in _years_of_figure(figure)]
    return found if figures and len(figures) == len(blocks) and all(found) else []


def _years_of_figure(figure: Chart | Multiples | HeatTable) -> Iterator[list[Period]]:
    """Return the years of a figure's axis, of each series, and of all its values."""
    if isinstance(figure, HeatTable):
        yield list(figure.periods)
        return
    for chart in charts_of(figure):
        axis = list(chart.periods)
        points = [[fact for fact in item.points if fact is not None] for item in chart.series]
        targets = [target.period for fact in chart.targets if fact is not None for target in fact.targets]
        each = [list({year for fact in facts for year in _years(fact)}) for facts in points]
        rows = [list(_years(fact)) for fact in chart.facts] if chart.rows else []
        whole = [*axis, *(year for years in each for year in years)]
        yield from ([axis] if axis else [])
        yield from (years for years in (*each, *rows) if years)
        yield whole
        yield from ([[*whole, *targets]] if targets else [])


def _years(fact: Fact) -> Iterator[Period]:
    yield from (row.period for row in fact.observations)
    yield from ([] if fact.period is None else [fact.period])
