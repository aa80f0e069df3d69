"""Changes and gaps between the marks of a chart: whether each is what its ends differ by, and stands where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from msgspec.structs import replace

from briefing.proof.findings import Findings
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region, TextUnit, words
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart, PlannedSpan

_TARGET: Final = "its target"  # what a span ends at in place of a series
_WHOLE: Final = 100.0
_OTHER_WAY: Final = {"≥": "≤", "≤": "≥"}
_BARE: Final = re.compile(r"[\d.,]*\d(?:\s?%)?")  # the number of a gap
_NEAR: Final = 1.0  # point: two texts that begin at one place across


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield spans of charts that print another number than their ends differ by, or stand in each other's place."""
    for figure in entry.charts:
        if not figure.spans:
            continue
        where = stretch.parsed.location(stretch.units[0].page, stretch.units[0].element)
        for what in (*_wrong(figure, ledger), *_exchanged(figure, stretch)):
            yield NUMBERS.at(where, f"{entry.place}: {what}", FIX)


def _wrong(figure: PlannedChart, ledger: Ledger) -> Iterator[str]:
    """Yield what spans print that their ends do not differ by."""
    lang = ledger.edition.lang
    facts = {
        (series.name, category): ledger.facts[name]
        for series in figure.series
        for category, name in zip(figure.categories, series.facts, strict=True)
        if name in ledger.facts
    }
    facts |= {
        (_TARGET, category): ledger.facts[name]
        for category, name in zip(figure.categories, figure.targets, strict=False)
        if name in ledger.facts
    }
    for span in figure.spans:
        start, end = facts.get((span.start[0], span.start[1])), facts.get((span.end[0], span.end[1]))
        ends = f"{span.start[0]}, {span.start[1]} and {span.end[0]}, {span.end[1]}"
        if start is None or end is None:
            yield f"“{span.text}” stands between {ends}, and one of these has no value"
        elif span.worded:
            continue
        elif not any(agrees(span.text, fact, lang) for fact in _differences(start, end, span.end[0] == _TARGET)):
            yield f"“{span.text}” is not what {ends} differ by: {start.value:.12g} and {end.value:.12g}"


def _differences(start: LedgerFact, end: LedgerFact, to_target: bool) -> Iterator[LedgerFact]:
    """Yield the difference of two facts, which is without a sign where the second is a target, and the change from the
    first to the second in %, as facts of their own."""
    bare = replace(end, formula="", tree=None, observations=(), targets=(), qualifier=_bound(start, end))
    difference = end.value - start.value
    for unit in dict.fromkeys((end.unit, "percentage points")):
        yield replace(bare, value=abs(difference) if to_target else difference, unit=unit)
    if start.value > 0:
        written = f"({end.value!r} / {start.value!r} − 1) × 100"  # by which it is a change, and no part of a whole
        yield replace(bare, formula=written, value=(end.value / start.value - 1) * _WHOLE, unit="%", format={})


def _bound(start: LedgerFact, end: LedgerFact) -> str:
    """Return whether a difference is at least, at most or about its number: the more the first is, the less it is."""
    signs = {end.qualifier, _OTHER_WAY.get(start.qualifier, start.qualifier)} - {"="}
    return signs.pop() if len(signs) == 1 else "≈" if signs else "="


def _exchanged(figure: PlannedChart, stretch: Region) -> Iterator[str]:
    """Yield two spans whose texts do not stand in the order of the periods at which they end."""
    found = [(span, unit) for span in figure.spans if (unit := _printed(span, stretch)) is not None]
    for (one, first), (other, second) in combinations(found, 2):
        earlier = figure.categories.index(one.end[1]) - figure.categories.index(other.end[1])
        across = _left(first) - _left(second)
        if earlier and words(one.text) != words(other.text) and abs(across) > _NEAR and (earlier > 0) != (across > 0):
            yield f"“{one.text}” of {one.end[1]} and “{other.text}” of {other.end[1]} stand in each other's place"


def _printed(span: PlannedSpan, stretch: Region) -> TextUnit | None:
    """Return where a span is printed, as its number alone where a page has no room for its unit; None where it stands
    nowhere, or several times."""
    bare = _BARE.match(span.text)
    for shown in (span.text, *((bare.group(),) if bare else ())):
        held = [unit for unit in stretch.units if unit.words == words(shown)]
        if held:
            return held[0] if len(held) == 1 else None
    return None


def _left(unit: TextUnit) -> float:
    return unit.box[0] if unit.box else 0.0
