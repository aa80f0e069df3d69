"""What publishers say of their values, and of those that they have not published, stands where these are printed."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Findings, Rule
from briefing.proof.languages import known
from briefing.proof.numbers.dates_and_bases import printed_dates
from briefing.proof.numbers.published_rows import GAPS, TableRow, is_known, known_readings, rows_by_period
from briefing.proof.numbers.readings import read_whole, reads_whole
from briefing.proof.periods import NoPeriod, Period, period
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart, PlannedSeries, Record
from briefing.proof.words.passages import EvidenceWords, PageText
from briefing.reuse import reused

STATUS = Rule("word-status", "error", "what is provisional, estimated or a forecast is marked where it is printed")
GAP = Rule("word-gap", "error", "a period that a chart lacks, as nothing was published for it, is named with it")
RULES = (STATUS, GAP)

# What is printed again elsewhere: titles in a list of contents lead to the slides where the mark stands.
_REPEATED: Final = ("footer", "foot", "running head", "contents")
_YEAR: Final = 360  # days that no part of a year has
_YEARS: Final = re.compile(r"(?<![0-9])([12][0-9]{3})(?:[–—-]([12][0-9]{3}))?(?![0-9])")
_MOST: Final = 3  # gaps that are named one by one
_PICTURED: Final = ("alt", "pixels")
_CHART: Final = re.compile(r"chart|figure|card")
_Page = tuple[str, int]
_Subject = tuple[str, str, str]


class _Hole(Struct, frozen=True):
    """A period without a value in a series of a chart, with the facts on either side of it, under a title; a line of a
    card names none of them."""

    period: Period
    title: str
    of_card: bool
    before: frozenset[str]
    after: frozenset[str]

    def is_among(self, drawn: set[str], titles: set[str]) -> bool:
        """Whether facts that are drawn stand on both sides of it, or its card stands under one of the titles."""
        if self.of_card:
            return self.title in titles
        return bool(self.before & drawn and self.after & drawn)


def check(read: EvidenceWords) -> Findings:
    """Yield pages that print marked values without their mark, and charts with a gap that nothing names."""
    ledger = read.evidence.ledger
    marks = _marks(read.language.code)
    if ledger is None or not marks:
        return
    statuses = _statuses(ledger)
    gaps = _gaps(read, ledger) if read.evidence.tables is not None else {}
    charts = _holes_in_charts(ledger, gaps) if gaps else []
    titles = _titles(page_text for page_text in read.page_texts if page_text.parsed.kind == "deck")
    for (kind, number), page_texts in _pages(read):
        shown = "\n".join(page_text.shown for page_text in page_texts)
        for status in sorted(statuses.get((kind, number), ())):
            if status in marks and not re.search(marks[status], shown, re.IGNORECASE):
                fact, text = statuses[kind, number][status]
                what = f"“{text}” of {fact} is marked {status} by its publisher, and nothing states it"
                yield STATUS.at(page_texts[0].location, what, "build the edition again, or state it in a note")
        dates = [*printed_dates(shown, read.evidence.lang)] if charts else []
        drawn = _drawn(ledger, (kind, number)) if charts else set()
        here = _titles(page_texts) if kind == "deck" else set()
        elsewhere = titles - here if kind == "deck" else set()
        own = [hole for chart in charts for hole in chart if hole.title not in elsewhere]
        for gap in sorted({hole.period for hole in own if hole.is_among(drawn, here)}):
            dated = any(date.first.first <= gap.first and gap.last <= date.last.last for date in dates)
            if not (dated or (gap.is_calendar_year and _names_year(shown, gap))):
                what = f"a chart has no value for {gap}, for which nothing was published, and nothing says so"
                yield GAP.at(page_texts[0].location, what, "build the edition again, or state it in a note")


def _names_year(shown: str, year: Period) -> bool:
    """Whether a line of words has a year, alone or within a few: a scale has no words, a subtitle more years."""
    spans = (found for line in shown.split("\n") if any(map(str.isalpha, line)) for found in _YEARS.finditer(line))
    ends = ((int(found[1]), int(found[2] or found[1])) for found in spans)
    return any(first <= year.first.year <= last <= first + _MOST for first, last in ends)


def _at(output: str, page: int) -> _Page:
    """Return the page of a deck, or the whole of a brief or a letter, whose notes may stand on another page."""
    return output, page if output == "deck" else 0


def _pages(read: EvidenceWords) -> Iterator[tuple[_Page, list[PageText]]]:
    found: dict[tuple[str, int, str], list[PageText]] = defaultdict(list)
    for page_text in read.page_texts:
        kind, number = _at(page_text.parsed.kind, page_text.page.number)
        found[kind, number, page_text.parsed.file].append(page_text)
    for (kind, number, _), page_texts in found.items():
        yield (kind, number), page_texts


def _statuses(ledger: Ledger) -> Mapping[_Page, Mapping[str, tuple[str, str]]]:
    """Return the marks of the values that are printed on each page, each with a fact and how it is printed."""
    found: dict[_Page, dict[str, tuple[str, str]]] = defaultdict(dict)
    of_fact: dict[str, Iterable[str]] = {}
    for use in ledger.uses:
        fact = ledger.facts.get(use.fact)
        if fact is None or fact.previous or use.channel not in ("text", "html", "plain") or use.element in _REPEATED:
            continue
        if use.fact not in of_fact:
            of_fact[use.fact] = dict.fromkeys(_mark(record) for record in fact.observations)
        for status in of_fact[use.fact]:
            found[_at(use.output, use.page)].setdefault(status, (use.fact, use.text))
    return found


def _mark(record: Record) -> str:
    """Return the status of a record; what is provisional as it ends within its year is marked as that."""
    if record.status != "P" or "/" not in str(record.written):
        return record.status
    own = _category(str(record.written))
    within = own is not None and own.last - own.first < dt.timedelta(_YEAR)
    return "part_year" if within else record.status


def _gaps(read: EvidenceWords, ledger: Ledger) -> Mapping[_Subject, set[Period]]:
    """Return the periods of each series for which the table says that nothing was published."""
    tables = read.evidence.tables
    assert tables is not None
    if not reads_whole(ledger):  # a part of a table was read, which may be too large to be read whole
        return {}
    known = known_readings(tables, ledger.edition.as_of)
    if known is None:
        return _lacking(ledger, tables)
    return reused("gaps", (ledger.facts_digest, *known), lambda: _lacking(ledger, tables))


def _lacking(ledger: Ledger, tables: Tables) -> Mapping[_Subject, set[Period]]:
    whole = [fact for fact in ledger.facts.values() if all(map(read_whole, fact.observations))]
    subjects = {one for fact in whole for one in _subjects(fact)}
    if not subjects:
        return {}
    as_of = ledger.edition.as_of
    found = rows_by_period(tables, subjects)
    gaps = {one: {period for period, rows in found.get(one, {}).items() if _is_gap(rows, as_of)} for one in subjects}
    return {one: lacking for one, lacking in gaps.items() if lacking}


def _is_gap(rows: Collection[TableRow], as_of: str) -> bool:
    """Whether the rows of a period known at a date say that nothing was published, and none has a value."""
    if all(row.status not in GAPS for row in rows):
        return False  # of most periods, so that their dates are not looked at
    standing = [row for row in rows if is_known(row.published, as_of)]
    return any(row.status in GAPS for row in standing) and not any(row.value for row in standing)


def _subjects(fact: LedgerFact) -> set[_Subject]:
    """Return the series that the value of a period rests on: its own, or those that it was worked out from."""
    if fact.previous or len({record.written for record in fact.records}) != 1 or not fact.observations:
        return set()
    return {(record.indicator, record.entity, record.series) for record in fact.observations}


def _holes_in_charts(ledger: Ledger, gaps: Mapping[_Subject, set[Period]]) -> list[list[_Hole]]:
    """Return the holes of each planned chart, where they are of few periods."""
    charts = ((entry, chart) for entry in ledger.plan for chart in entry.charts)
    found = [
        [hole for one in chart.series for hole in _holes(entry, chart, one, ledger, gaps)] for entry, chart in charts
    ]
    return [holes for holes in found if 0 < len({hole.period for hole in holes}) <= _MOST]


def _holes(
    entry: PlanEntry, chart: PlannedChart, series: PlannedSeries, ledger: Ledger, gaps: Mapping[_Subject, set[Period]]
) -> Iterator[_Hole]:
    facts = [ledger.facts.get(name) for name in series.facts]
    places = [at for at, fact in enumerate(facts) if fact is not None]
    of_card = any(chart.title == row[0] for group in entry.groups if group.loose for row in group.rows)
    lacking = {gap for fact in facts if fact is not None for one in _subjects(fact) for gap in gaps.get(one, ())}
    for at in range(places[0], places[-1]) if places and lacking else ():
        period = _category(chart.categories[at])
        if facts[at] is None and period in lacking and period is not None:
            yield _Hole(
                period, _title(entry.title), of_card, frozenset(series.facts[:at]), frozenset(series.facts[at + 1 :])
            )


def _titles(page_texts: Iterable[PageText]) -> set[str]:
    passages = (passage for page_text in page_texts for passage in page_text.passages)
    return {_title(passage.text) for passage in passages if passage.what == "title"}


def _title(text: str) -> str:
    return " ".join(text.split())


def _drawn(ledger: Ledger, page: _Page) -> set[str]:
    """Return the facts that charts print on a page, or that the descriptions of its charts name."""
    uses = (use for use in ledger.uses if _at(use.output, use.page) == page)
    return {use.fact for use in uses if use.channel in _PICTURED or _CHART.match(use.element)}


def _category(written: str) -> Period | None:
    try:
        return period(written)
    except NoPeriod:
        return None


@lru_cache(8)
def _marks(lang: str) -> Mapping[str, str]:
    """Return the words for each mark in a language; none for one without a file."""
    marks: Mapping[str, str] = known(lang).get("marks", {})
    return marks
