"""The lines around a figure: its subtitle, its source line, the price base of money; and how numbers are written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import groupby
from typing import Final

from briefing.proof.findings import Findings, ProofFinding, Rule
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_reader import LedgerFact
from briefing.proof.words.passages import EvidenceWords, PageText, Passage
from briefing.proof.words.word_patterns import says_prices

LINE = Rule("sources-line", "warning", "under every chart and table stands a line with its source and a year")
SUBTITLE = Rule(
    "word-subtitle", "warning", "a slide with a chart has a subtitle with measure and unit, and says the year"
)
MONEY = Rule("word-money", "warning", "money on a chart is said to be nominal or real")
STYLE = Rule(
    "number-style", "warning", "minus, ranges of years, multiples and thousands are written with their own signs"
)
RULES = (LINE, SUBTITLE, MONEY, STYLE)

_YEAR: Final = re.compile(r"(?:1[5-9]|2[01])\d\d")
_MINUS: Final = re.compile(r"(?:(?<=[\s(（，,;；:：])|^)-\d[\d.,]*")
_RANGE: Final = re.compile(
    r"(?<![A-Za-z0-9_/.-])(?:1[89]|20)\d\d-(?:1[89]|20)\d\d(?![A-Za-z0-9_/]|-\d|\.[A-Za-z])"  # no part of a file’s name
)
_TIMES: Final = re.compile(r"(?<![A-Za-z0-9.])\d+(?:[.,]\d+)?\s?[xX](?:\s?\d+(?:[.,]\d+)?)?(?![A-Za-z0-9])")
_MOST_DIGITS: Final = 30
_BARE: Final = re.compile(r"(?<![\d.,/\w#-])(?:\d{5,}|[3-9]\d{3})(?![\w/-]|[.,]\d)")
_COMMA: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_FIGURE: Final = re.compile(r"\d[\d,]*")
_PERCENT: Final = re.compile(r"[+＋]\d{3,}(?:\.\d+)?\s?[%％]")
_MULTIPLE: Final = re.compile(r"\d(?:\.\d+)?(?:×|-fold|倍)")
# Units of money, in whatever language the dataset has them; what is counted per unit of money, as a rate of exchange,
# is none, nor is the pound in "cents a pound".
_PER: Final = re.compile(r"\b(?:per|an?) .*|/.*")
_MONEY: Final = re.compile(r"\b(?:yuan|dollars?|cents|euros?|pounds?|yen|US\$|CNY|USD|EUR|GBP)|元")


def check(read: EvidenceWords) -> Findings:
    """Yield figures without their lines, and numbers written with the wrong signs."""
    own = _written_so(read)
    inputs = read.language.code, sorted(own), read.evidence.ledger is None
    uses = _by_page(read)
    for page_text in read.page_texts:
        yield from page_text.found("number-style", inputs, partial(_numbers, read, page_text, own))
        if not read.language.known:
            continue
        if page_text.parsed.kind == "deck":
            yield from _slide(read, page_text, uses)
    if read.language.known:
        for _, pages in groupby(read.page_texts, lambda page_text: id(page_text.parsed)):
            yield from _figures(read, [page for page in pages if page.parsed.kind == "brief"])


def _by_page(read: EvidenceWords) -> Mapping[tuple[str, int], set[str]]:
    """Return the names of the facts that each page of an output prints."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for use in read.evidence.ledger.uses if read.evidence.ledger else ():
        found[use.output, use.page].add(use.fact)
    return found


def _slide(read: EvidenceWords, page_text: PageText, uses: Mapping[tuple[str, int], set[str]]) -> Findings:
    """Yield what the lines of a slide with a chart or table leave out."""
    roles = {element.role for element in page_text.page.elements}
    if not roles & {"chart", "table"}:
        return
    used = uses.get(("deck", page_text.page.number), set())
    if "chart" not in roles and read.evidence.ledger is not None and not used:
        return  # a table of words rests on no source
    sources = [passage.text for passage in page_text.of("source")]
    if not any(_YEAR.search(text) or any(words in text for words in read.language.undated) for text in sources):
        fault = "its source line names no year" if sources else "no line names its source"
        fix = "write “Source: body, document, year” under the figure, in the language of the edition"
        yield LINE.at(page_text.location, f"a slide with a figure, and {fault}", fix)
    if "chart" not in roles or page_text.page.number == 1:
        return
    if read.evidence.ledger is not None:
        heads = list(page_text.of("title", "subtitle"))
        if not any(head.what == "subtitle" for head in heads):
            yield SUBTITLE.at(
                page_text.location, "a slide with a chart has no subtitle", "say measure, unit, place and period"
            )
        elif not any(_YEAR.search(head.text) for head in heads):
            what = "neither title nor subtitle of a chart says its year"
            yield SUBTITLE.at(page_text.location, what, "say the period in the subtitle")
        yield from _money(read, page_text, used)


def _money(read: EvidenceWords, page_text: PageText, used: set[str]) -> Findings:
    """Yield a finding if neither a page nor the dataset gives the price base of its sums of money."""
    ledger = read.evidence.ledger
    if ledger is None or read.language.find("priced", "\n".join(passage.text for passage in page_text.passages)):
        return
    facts = [ledger.facts[name] for name in used if name in ledger.facts]
    money = [fact for fact in facts if _MONEY.search(_PER.sub("", fact.unit))]
    units = sorted(fact.unit for fact in money if not _says_its_prices(fact, read.evidence.tables))
    if units:
        what = f"values in {units[0]} stand on a chart, and nothing says whether they are nominal or real"
        yield MONEY.at(
            page_text.location, what, "say in the subtitle, the note or the indicator's name at which prices"
        )


def _says_its_prices(fact: LedgerFact, tables: Tables | None) -> bool:
    """Whether a fact's unit, or the name of an indicator behind it, gives the price base in any language, or says that
    it is a rate of exchange."""
    indicators = {cell.indicator for cell in fact.records}
    rows = tables.rows("indicators.csv") if tables and indicators else []
    names = [
        words for row in rows if row.get("id") in indicators for head, words in row.items() if head.startswith("name")
    ]
    return says_prices((fact.unit, fact.unit_words), names)


def _figures(read: EvidenceWords, page_texts: Iterable[PageText]) -> Findings:
    """Yield the figures of a brief that no source line follows before the next one; a table may continue."""
    patterns = read.language.patterns["figure"], read.language.patterns["table"]
    waiting: Passage | None = None
    for passage in (passage for page_text in page_texts for passage in page_text.passages if passage.what != "alt"):
        if waiting is not None and passage.what == "source":
            waiting = None
        elif any(pattern.match(passage.text.lower()) for pattern in patterns):
            if waiting is not None:
                yield _unsourced(waiting)
            waiting = passage
    if waiting is not None:
        yield _unsourced(waiting)


def _unsourced(passage: Passage) -> ProofFinding:
    what = f"no source line follows “{passage.text[:40].rstrip()}”"
    return LINE.at(passage.location, what, "write “Source: body, document, year” under the figure")


def _written_so(read: EvidenceWords) -> frozenset[str]:
    """Return the numerals whose separators the language does not decide: of names ("ISO 14001"), and of facts whose
    format sets how thousands are written."""
    ledger = read.evidence.ledger
    if ledger is None:
        return frozenset()
    names = {name for name, fact in ledger.facts.items() if "thousands" in fact.format}
    texts = [term.text for term in ledger.terms] + [use.text for use in ledger.uses if use.fact in names]
    return frozenset(numeral for text in texts for numeral in _FIGURE.findall(text))


def _numbers(read: EvidenceWords, page_text: PageText, own: frozenset[str]) -> Findings:
    """Yield the numbers of a page that are written with the wrong signs."""
    multiples = page_text.parsed.paged and _MULTIPLE.search(page_text.shown)
    for passage in page_text.passages:
        text = passage.text
        if passage.what == "source" or "://" in text:
            continue
        if "-" in text:
            for found in _MINUS.finditer(text):
                yield STYLE.at(passage.location, f"a hyphen stands for a minus: {found[0]}", "write −")
            for found in _RANGE.finditer(text):
                dash = "–" if read.language.spaced else "—"
                fix = f"write {found[0].replace('-', dash)}"
                yield STYLE.at(passage.location, f"a hyphen between years: {found[0]}", fix)
        if "x" in text or "X" in text:
            for found in _TIMES.finditer(text):
                yield STYLE.at(passage.location, f"a letter x stands for the sign of times: {found[0]}", "write ×")
        yield from _thousands(read, passage, own)
        found_percent = _PERCENT.search(text)
        if found_percent and multiples and _MULTIPLE.search(_next_to(read, page_text, passage)):
            what = f"{found_percent[0]} stands next to multiples"
            yield STYLE.at(passage.location, what, "state growth either way, not both: 2× is +100%")


def _next_to(read: EvidenceWords, page_text: PageText, passage: Passage) -> str:
    """Return what a reader compares a number with: what a slide shows, on the page of a brief the figure that it stands
    in, from its number to its source line, or all that stands in none."""
    if page_text.parsed.kind != "brief":
        return page_text.shown
    patterns = read.language.patterns["figure"], read.language.patterns["table"]
    groups: dict[int, list[Passage]] = {0: []}
    figure = 0
    for other in page_text.passages:
        if other.what == "alt":
            continue
        if any(pattern.match(other.text.lower()) for pattern in patterns):
            figure = len(groups)
        groups.setdefault(figure, []).append(other)
        figure = 0 if other.what == "source" else figure
    return "\n".join(other.text for group in groups.values() if passage in group for other in group)


def _thousands(read: EvidenceWords, passage: Passage, own: frozenset[str]) -> Findings:
    """Yield large numbers without the separators of the language, or with a comma where it has none."""
    if not read.language.known or passage.what == "alt":
        return
    if read.language.thousands and read.evidence.ledger is not None:
        for found in _BARE.finditer(passage.text):
            if len(found[0]) > _MOST_DIGITS or found[0] in own:
                continue
            fix = f"write {int(found[0]):,}"
            yield STYLE.at(passage.location, f"no comma sets the thousands apart: {found[0]}", fix)
    elif not read.language.thousands and "," in passage.text:
        for found in _COMMA.finditer(passage.text):
            bare = found[0].replace(",", "")
            if found[0] not in own:
                fix = f"write {bare}, or in 万 or 亿"
                yield STYLE.at(passage.location, f"a comma sets thousands apart: {found[0]}", fix)
