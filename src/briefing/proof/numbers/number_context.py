"""What words bind to a number, as "in May 2021", "on the month" or "Kenya emitted", compared with its fact.

A number is identified by its words: where several facts of a file are printed alike, one that agrees is enough.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Final

import msgspec
from msgspec import Struct

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.languages import known
from briefing.proof.numbers.base_checks import against
from briefing.proof.numbers.dates_and_bases import (
    PrintedBasis,
    PrintedDate,
    bound_bases,
    printed_bases,
    printed_dates,
    time_words,
    without_bases,
)
from briefing.proof.page_findings import found_on
from briefing.proof.parsed_file import Page, ParsedFile
from briefing.proof.periods import Period, period
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact
from briefing.proof.words.passages import plain_paragraphs
from briefing.reuse import digest

YEAR = Rule("number-year", "error", "the year or date that stands with a number is that of its fact")
BASIS = Rule("number-basis", "error", "words of what a number is against are those of its fact")
PLACE = Rule("number-place", "warning", "the place that stands with a number is that of its fact")
RULES = (YEAR, BASIS, PLACE)

_YEAR: Final = r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)"
_ANY_YEAR: Final = re.compile(_YEAR)
# What may not stand around a number as printed: it would be a part of another one. Of Chinese any sign may.
_BEFORE: Final = re.compile(r"(?<![\d.,+−A-Za-z-])")
_BEHIND: Final = re.compile(r"(?![\dA-Za-z]|[.,]\d)")
# In "2016 = 100" the number is the base of an index, and no fact's that is printed alike.
_INDEX_BASE: Final = re.compile(rf"({_YEAR}年? ?[=＝]) ?100(?:\.0+)?(?![\d.,%])")
_JOINED: Final = re.compile("-[A-Za-z]")  # "ten" of a ten-year mean is no number of things
# Where no line may break a file may have another space than the ledger.
_BREAKABLE: Final = str.maketrans("\u00a0\u202f", "  ")
_NUMBER, _NAME, _DATE = 0xE000, 0xF000, 0xF800
_NUMBERS: Final = "[\ue000-\uefff]"
_CLASS: Final = {"{n}": _NUMBERS, "{p}": "[\uf000-\uf7ff]", "{y}": f"(?:{_YEAR}|[\uf800-\uf8ff])"}


class BindingPatterns(Struct, frozen=True):
    """Patterns of a language, {n} for a number, {y} for a year, {p} for a place: `at` with its year, `over` with the
    `first` and `last` of a change, `since` with the year that it counts from, `of` with its place."""

    at: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


class BoundNumber(Struct, frozen=True):
    """A number as printed, and the dates, the base or the place that the words around it give; `after` is a
    number behind words of a base, which may be of that one."""

    text: str
    first: Period | None = None
    last: Period | None = None
    place: str = ""
    basis: PrintedBasis | None = None
    after: str = ""


def check(evidence: Evidence) -> Findings:
    """Yield numbers with the year or the place of another."""
    ledger = evidence.ledger
    if ledger is None or not words(evidence.lang).at:
        return
    places = _places(ledger)
    for parsed in evidence.files:
        printed = _printed(ledger, parsed)
        known = digest([(text, [fact.digest for fact in facts]) for text, facts in printed.items()], places)
        for page in (*parsed.bodies, *parsed.furniture):  # each is judged by its own words alone
            wrapped = parsed.data if parsed.file.endswith(".txt") else b""  # whose lines make its paragraphs
            inputs = known, evidence.lang, wrapped
            check_page = partial(_page, parsed, page, printed, places, evidence.lang)
            yield from found_on(parsed, page, "number-context", inputs, check_page)


def _page(
    parsed: ParsedFile, page: Page, printed: Mapping[str, list[LedgerFact]], places: Sequence[str], lang: str
) -> Findings:
    shown = "\n".join(element.text for element in page.elements).translate(_BREAKABLE)
    phrases = tuple(phrase for phrase in printed if phrase in shown)
    places = tuple(place for place in places if place in shown)
    for element in page.elements:
        if element.role in ("chart", "table", "source", "number"):
            continue
        for paragraph in plain_paragraphs(parsed) or element.text.split("\n"):
            for bound_number in bound(paragraph, phrases, places, lang):
                facts = [*_named(bound_number.text, printed), *printed.get(bound_number.after, ())]
                yield from _judged(bound_number, facts, parsed.location(page, element))


def _named(text: str, printed: Mapping[str, list[LedgerFact]]) -> list[LedgerFact]:
    """Return the facts printed as a text, and those of the same value printed as its number, before a unit that the
    words of a story write."""
    own = printed[text]
    known = {(fact.value, fact.unit) for fact in own}
    bare = [fact for phrase, facts in printed.items() if _has_unit_behind(text, phrase) for fact in facts]
    return [*own, *(fact for fact in bare if (fact.value, fact.unit) in known)]


def _has_unit_behind(text: str, number: str) -> bool:
    return text.startswith(number) and text[len(number) :].lstrip()[:1].isalpha()


def _judged(bound_number: BoundNumber, facts: Sequence[LedgerFact], location: Location) -> Findings:
    if bound_number.place:
        own = sorted({cell.entity for fact in facts for cell in fact.records})
        if own and bound_number.place not in own and not any(bound_number.place in entity for entity in own):
            what = f"“{bound_number.text}” stands with {bound_number.place}, and is of {', '.join(own[:3])}"
            yield PLACE.at(location, what, "name the place of the number, or print that of the place")
        return
    if bound_number.basis is not None:
        bases = [against(fact) for fact in facts]
        if not any(own is None or bound_number.basis.agrees(own) for own in bases):
            what = f"“{bound_number.text}” stands with “{bound_number.basis.words}”, and is of {_spans(facts)}"
            yield BASIS.at(location, what, "write what the number is against, or print the number against that")
        return
    if any(_timely(bound_number, fact) for fact in facts):
        return
    named = "–".join(str(year) for year in (bound_number.first, bound_number.last) if year is not None)
    what = f"“{bound_number.text}” stands with {named}, and is of {_spans(facts)}"
    yield YEAR.at(location, what, "write the year of the number, or print the number of that year")


def _timely(bound_number: BoundNumber, fact: LedgerFact) -> bool:
    periods = sorted({cell.period for cell in fact.observations})
    if not periods or fact.targets or fact.previous or len(periods) > 2:
        return True
    if len(periods) == 1:
        return bound_number.first is not None or _is(bound_number.last, periods[0])
    return _is(bound_number.first, periods[0]) and _is(bound_number.last, periods[1])


def _is(stated: Period | None, own: Period) -> bool:
    """Whether a date in words is that of a number: itself, or one that it lies in or that lies in it."""
    return stated is None or own.within(stated) or stated.within(own)


def _spans(facts: Sequence[LedgerFact]) -> str:
    periods = [sorted({cell.period for cell in fact.observations}) for fact in facts]
    spans = ["–".join(map(str, dict.fromkeys((own[0], own[-1])))) for own in periods if own]
    return " or ".join(sorted(set(spans)))


def bound(text: str, printed: Sequence[str], places: Sequence[str], lang: str) -> Iterator[BoundNumber]:
    """Yield what the words of a paragraph bind to numbers as printed, each number once."""
    patterns = words(lang)
    text = _INDEX_BASE.sub(r"\1", text.translate(_BREAKABLE))
    places = [name for name in places if name in text] if patterns.of else []
    bases = any(printed_bases(text, lang))
    if not places and not bases and not _ANY_YEAR.search(text):
        return
    numbers: list[str] = []
    names: list[str] = []
    dates = [*printed_dates(text, lang)][: 0xF8FF - _DATE]
    marked = _marked(_dated(text, dates, time_words(lang).tail), printed, _NUMBER, numbers)
    marked = _marked(marked, places, _NAME, names)
    if not numbers:
        return
    taken: set[str] = set()
    for pattern in (*patterns.over, *patterns.since, *patterns.at):
        for found in _compiled(pattern).finditer(marked):
            sign, groups = found["n"], found.groupdict()
            if sign in taken:
                continue
            taken.add(sign)
            first, last = groups.get("first") or groups.get("since"), groups.get("last") or groups.get("at")
            ends = _stated(first, dates, 0), _stated(last, dates, -1)
            yield BoundNumber(numbers[ord(sign) - _NUMBER], *ends)
    for sign, after, basis in bound_bases(marked, _NUMBERS, lang) if bases else ():
        other = numbers[ord(after) - _NUMBER] if after else ""
        yield BoundNumber(numbers[ord(sign) - _NUMBER], basis=basis, after=other)
    for pattern in patterns.of if names else ():
        for found in _compiled(pattern).finditer(marked):
            yield BoundNumber(numbers[ord(found["n"]) - _NUMBER], place=names[ord(found["p"]) - _NAME])


def _dated(text: str, dates: Sequence[PrintedDate], tail: str) -> str:
    """Return a text with a sign for each of its dates."""
    for at, date in reversed([*enumerate(dates)]):
        text = f"{text[: date.start]}{chr(_DATE + at)}{tail}{text[date.end :]}"
    return text


def _stated(text: str | None, dates: Sequence[PrintedDate], end: int) -> Period | None:
    """Return the period that a year or a sign of a date stands for, of a range its first or its last one."""
    if not text:
        return None
    if text.isdecimal():
        return period(int(text))
    date = dates[ord(text) - _DATE]
    return date.last if end else date.first


def _marked(text: str, phrases: Sequence[str], base: int, held: list[str]) -> str:
    """Return a text with a character for each of the phrases in it, the longest first; `held` gets the phrases."""
    found = sorted((at, -len(phrase)) for phrase in {*phrases} if phrase in text for at in _places_of(phrase, text))
    parts: list[str] = []
    end = 0
    for start, size in found:
        if start >= end:
            parts += text[end:start], chr(base + len(held))
            end = start - size
            held.append(text[start:end])
    return "".join(parts) + text[end:]


def _places_of(phrase: str, text: str) -> Iterator[int]:
    """Yield where a phrase stands in a text that is no part of another number or word."""
    at = text.find(phrase) if phrase else -1
    while at >= 0:
        part = phrase.isalpha() and _JOINED.match(text, at + len(phrase))
        if _BEFORE.match(text, at) and _BEHIND.match(text, at + len(phrase)) and not part:
            yield at
        at = text.find(phrase, at + 1)


_BARE: Final = re.compile(r"\d{1,2}|\d{4}年?")


def _printed(ledger: Ledger, parsed: ParsedFile) -> Mapping[str, list[LedgerFact]]:
    """Return the facts by how a file prints them; without bare years and figures that may be days."""
    found: dict[str, list[LedgerFact]] = defaultdict(list)
    for use in ledger.uses:
        if use.output == parsed.kind and not _BARE.fullmatch(use.text) and use.fact in ledger.facts:
            for text in {use.text, without_bases(use.text, ledger.edition.lang)}:
                found[text.translate(_BREAKABLE)].append(ledger.facts[use.fact])
    return found


def _places(ledger: Ledger) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.entity for cell in ledger.records))


@lru_cache(8)
def words(lang: str) -> BindingPatterns:
    """Return the patterns of a language; none for one without a file."""
    return msgspec.convert(known(lang).get("beside", {}), BindingPatterns)


@lru_cache(64)
def _compiled(pattern: str) -> re.Pattern[str]:
    for name, signs in _CLASS.items():
        pattern = pattern.replace(name, signs)
    return re.compile(pattern, re.IGNORECASE)
