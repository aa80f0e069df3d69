"""The sources of the facts that each page uses, by figure, and the years to which undated ones go."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, Record, Use

_CAPTION: Final = re.compile(r"(?:figure|table) \d+")


class UsedSources(NamedTuple):
    """Uses by output and page, then by source, its date and the figure or table ("": outside them; none where one has
    it); and the years to which a source without a date goes, by output, page, source and figure."""

    used: Mapping[tuple[str, int], Mapping[tuple[str, str, str], Use]]
    until: Mapping[tuple[str, int, str, str], set[str]]


def used_sources(ledger: Ledger, running: Collection[str]) -> UsedSources:
    """Return the sources that pages rest on, but for what stands in an element of `running`, as it is on every page."""
    used: dict[tuple[str, int], dict[tuple[str, str, str], Use]] = defaultdict(dict)
    until: dict[tuple[str, int, str, str], set[str]] = defaultdict(set)
    drawn: set[tuple[str, int, str, str]] = set()
    known: dict[str, list[tuple[str, str, str]]] = {}
    for use in ledger.uses:
        if use.element in running:
            continue
        if use.fact not in ledger.facts:
            continue
        if use.fact not in known:
            known[use.fact] = _sources(ledger, ledger.facts[use.fact])
        figure = _figure(use)
        for source, date, year in known[use.fact]:
            at = used[use.output, use.page]
            if year:
                until[use.output, use.page, source, figure].add(year)
            if figure:
                drawn.add((use.output, use.page, source, date))
            at.setdefault((source, date, figure), use)
    for (output, page), at in used.items():
        for source, date, figure in list(at):
            if not figure and (output, page, source, date) in drawn:
                del at[source, date, ""]
    return UsedSources(used, until)


def _sources(ledger: Ledger, fact: LedgerFact) -> list[tuple[str, str, str]]:
    """Return the sources of a fact, each once with its date or the year to which it is continued."""
    found: dict[tuple[str, str, str], None] = {}
    for cell in fact.observations:
        years = _continued_to(ledger, cell)
        found[cell.source, "" if years else cell.published, years[0] if years else ""] = None
    for cell in fact.targets:
        found[cell.source, cell.published, ""] = None
    return list(found)


def own_years(ledger: Ledger) -> Mapping[str, set[str]]:
    """Return of each source the years in which its observations were published by themselves, or to which it is
    continued."""
    found: dict[str, set[str]] = defaultdict(set)
    for cell in ledger.records:
        found[cell.source].update(filter(None, [cell.published[:4], *_continued_to(ledger, cell)]))
    return found


def _figure(use: Use) -> str:
    """Return the figure or table that a use is in, as "table 2"; "" outside them."""
    return found[0] if (found := _CAPTION.match(use.element)) else ""


def _continued_to(ledger: Ledger, cell: Record) -> tuple[str, ...]:
    """Return the year of the period of a value whose source has no date, as it is continued; nothing of any other.

    A week is of the year of its first day in one language, and of that of its number in another.
    """
    origin = ledger.sources.get(cell.source)
    if origin is None or origin.published:
        return ()
    if isinstance(cell.written, int):
        return () if cell.published else (str(cell.written),)
    first = cell.period.first
    years = {first.year, first.isocalendar().year} if cell.period.kind == "W" else {first.year}
    return tuple(map(str, sorted(years)))
