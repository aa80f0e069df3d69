"""What publishers say of their values, and of those that they have not published, stands where these are printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from briefing.proof.findings import Findings, Rule
from briefing.proof.languages import known
from briefing.proof.numbers.dates_and_bases import printed_dates
from briefing.proof.numbers.published_rows import GAPS, is_known, table_rows
from briefing.proof.numbers.readings import read_whole
from briefing.proof.periods import NoPeriod, Period, period
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlannedChart
from briefing.proof.words.passages import EvidenceWords, PageText

STATUS = Rule("word-status", "error", "what is provisional, estimated or a forecast is marked where it is printed")
GAP = Rule("word-gap", "error", "a period that a chart lacks, as nothing was published for it, is named with it")
RULES = (STATUS, GAP)

_RUNNING: Final = ("footer", "foot", "running head")
_MOST: Final = 3  # gaps that are named one by one
_Page = tuple[str, int]
_Subject = tuple[str, str, str]


def check(read: EvidenceWords) -> Findings:
    """Yield pages that print marked values without their mark, and charts with a gap that nothing names."""
    ledger = read.evidence.ledger
    marks = _marks(read.language.code)
    if ledger is None or not marks:
        return
    statuses = _statuses(ledger)
    gaps = _gaps(read, ledger) if read.evidence.tables is not None else {}
    charts = _gaps_in_charts(ledger, gaps) if gaps else []
    for (kind, number), page_texts in _pages(read):
        shown = "\n".join(page_text.shown for page_text in page_texts)
        for status in sorted(statuses.get((kind, number), ())):
            if status in marks and not re.search(marks[status], shown, re.IGNORECASE):
                fact, text = statuses[kind, number][status]
                what = f"“{text}” of {fact} is marked {status} by its publisher, and nothing states it"
                yield STATUS.at(page_texts[0].location, what, "build the edition again, or state it in a note")
        dates = [*printed_dates(shown, read.evidence.lang)] if charts else []
        for names, lacking in charts if any(page_text.has_chart for page_text in page_texts) else ():
            if not any(use.fact in names and _at(use.output, use.page) == (kind, number) for use in ledger.uses):
                continue
            for gap in lacking:
                if not any(date.first.first <= gap.first and gap.last <= date.last.last for date in dates):
                    what = f"a chart has no value for {gap}, for which nothing was published, and nothing says so"
                    yield GAP.at(page_texts[0].location, what, "build the edition again, or state it in a note")


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
    for use in ledger.uses:
        fact = ledger.facts.get(use.fact)
        if fact is None or fact.previous or use.channel not in ("text", "html", "plain") or use.element in _RUNNING:
            continue
        for record in fact.observations:
            found[_at(use.output, use.page)].setdefault(record.status, (use.fact, use.text))
    return found


def _gaps(read: EvidenceWords, ledger: Ledger) -> Mapping[_Subject, set[Period]]:
    """Return the periods of each series for which the table says that nothing was published."""
    tables = read.evidence.tables
    assert tables is not None
    whole = [fact for fact in ledger.facts.values() if all(map(read_whole, fact.observations))]
    subjects = {one for one in map(_subject, whole) if one is not None}
    if not subjects:  # a part of a table was read, which may be too large to be read whole
        return {}
    held: dict[_Subject, set[Period]] = defaultdict(set)
    valued: dict[_Subject, set[Period]] = defaultdict(set)
    for row in table_rows(tables, subjects):
        if not is_known(row.published, ledger.edition.as_of):
            continue
        (valued if row.value else held)[row.subject].add(row.period) if row.value or row.status in GAPS else None
    return {one: lacking for one, own in held.items() if (lacking := own - valued[one])}


def _subject(fact: LedgerFact) -> _Subject | None:
    subjects = {(record.indicator, record.entity, record.series) for record in fact.observations}
    return subjects.pop() if len(subjects) == 1 and fact.is_published and not fact.previous else None


def _gaps_in_charts(ledger: Ledger, gaps: Mapping[_Subject, set[Period]]) -> list[tuple[set[str], list[Period]]]:
    """Return of each planned chart the names of its facts and the gaps between them, where they are few."""
    found = []
    for entry in ledger.plan:
        for chart in entry.charts:
            names = {name for series in chart.series for name in series.facts if name}
            lacking = sorted(set(_lacking(chart, ledger, gaps)))
            if lacking and len(lacking) <= _MOST:
                found.append((names, lacking))
    return found


def _lacking(chart: PlannedChart, ledger: Ledger, gaps: Mapping[_Subject, set[Period]]) -> Iterator[Period]:
    for series in chart.series:
        facts = [ledger.facts.get(name) for name in series.facts]
        places = [at for at, fact in enumerate(facts) if fact is not None]
        subject = next((own for fact in facts if fact is not None and (own := _subject(fact)) is not None), None)
        for at in range(places[0], places[-1]) if places and subject in gaps else ():
            category = _category(chart.categories[at])
            if facts[at] is None and category is not None and subject is not None and category in gaps[subject]:
                yield category


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
