"""The years and places that words bind to a number, as "in 2021" or "Kenya emitted", compared with those of its fact.

A number is identified by its words: where several facts of a file are printed alike, one that agrees is enough.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

import msgspec
from msgspec import Struct

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.languages import known
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact

YEAR = Rule("number-year", "error", "the year that stands with a number is that of its fact")
PLACE = Rule("number-place", "warning", "the place that stands with a number is that of its fact")
RULES = (YEAR, PLACE)

_YEAR: Final = r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)"
# What may not stand around a number as printed: it would be a part of another one. Of Chinese any sign may.
_BEFORE: Final = r"(?<![\d.,+−A-Za-z-])"
_BEHIND: Final = r"(?![\dA-Za-z]|[.,]\d)"
_NUMBER, _NAME = 0xE000, 0xF000
_CLASS: Final = {"{n}": "[\ue000-\uefff]", "{p}": "[\uf000-\uf7ff]", "{y}": _YEAR}


class BindingPatterns(Struct, frozen=True):
    """Patterns of a language, {n} for a number, {y} for a year, {p} for a place: `at` with its year, `over` with the
    `first` and `last` of a change, `since` with the year that it counts from, `of` with its place."""

    at: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


class BoundNumber(Struct, frozen=True):
    """A number as printed, and the years or the place that the words around it give."""

    text: str
    first: int | None = None
    last: int | None = None
    place: str = ""


def check(evidence: Evidence) -> Findings:
    """Yield numbers with the year or the place of another."""
    ledger = evidence.ledger
    if ledger is None or not words(evidence.lang).at:
        return
    for parsed in evidence.files:
        printed = _printed(ledger, parsed)
        places = _places(ledger)
        for page in parsed.pages:
            for element in page.elements:
                if element.role in ("chart", "table", "source", "number"):
                    continue
                for paragraph in element.text.split("\n"):
                    for bound_number in bound(paragraph, tuple(printed), places, evidence.lang):
                        yield from _judged(bound_number, printed[bound_number.text], parsed.location(page, element))


def _judged(bound_number: BoundNumber, facts: Sequence[LedgerFact], location: Location) -> Findings:
    if bound_number.place:
        own = sorted({cell.entity for fact in facts for cell in fact.records})
        if own and bound_number.place not in own and not any(bound_number.place in entity for entity in own):
            what = f"“{bound_number.text}” stands with {bound_number.place}, and is of {', '.join(own[:3])}"
            yield PLACE.at(location, what, "name the place of the number, or print that of the place")
        return
    if any(_timely(bound_number, fact) for fact in facts):
        return
    named = "–".join(str(year) for year in (bound_number.first, bound_number.last) if year is not None)
    own = sorted({_span(fact) for fact in facts})
    what = f"“{bound_number.text}” stands with {named}, and is of {' or '.join(own)}"
    yield YEAR.at(location, what, "write the year of the number, or print the number of that year")


def _timely(bound_number: BoundNumber, fact: LedgerFact) -> bool:
    years = _years(fact)
    if not years or fact.targets or fact.previous or len(years) > 2:
        return True
    if len(years) == 1:
        return bound_number.first is not None or bound_number.last == years[0]
    return bound_number.first in (None, years[0]) and bound_number.last in (None, years[1])


def _years(fact: LedgerFact) -> list[int]:
    return sorted({cell.period.last.year for cell in fact.observations})


def _span(fact: LedgerFact) -> str:
    return "–".join(map(str, _years(fact)))


def bound(text: str, printed: Sequence[str], places: Sequence[str], lang: str) -> Iterator[BoundNumber]:
    """Yield what the words of a paragraph bind to numbers as printed, each number once."""
    patterns = words(lang)
    places = [name for name in places if name in text] if patterns.of else []
    if not places and not re.search(_YEAR, text):
        return
    numbers: list[str] = []
    names: list[str] = []
    marked = _marked(text, printed, _NUMBER, numbers)
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
            yield BoundNumber(numbers[ord(sign) - _NUMBER], int(first) if first else None, int(last) if last else None)
    for pattern in patterns.of if names else ():
        for found in _compiled(pattern).finditer(marked):
            yield BoundNumber(numbers[ord(found["n"]) - _NUMBER], place=names[ord(found["p"]) - _NAME])


def _marked(text: str, phrases: Sequence[str], base: int, held: list[str]) -> str:
    """Return a text with a character for each of the phrases in it, the longest first; `held` gets the phrases."""
    listed = sorted({phrase for phrase in phrases if phrase and phrase in text}, key=len, reverse=True)
    if not listed:
        return text

    def sign(found: re.Match[str]) -> str:
        held.append(found.group())
        return chr(base + len(held) - 1)

    each = "|".join(map(re.escape, listed))
    return re.sub(rf"{_BEFORE}(?:{each}){_BEHIND}", sign, text)


def _printed(ledger: Ledger, parsed: ParsedFile) -> Mapping[str, list[LedgerFact]]:
    """Return the facts by how a file prints them; without bare years and figures that may be days."""
    found: dict[str, list[LedgerFact]] = defaultdict(list)
    for use in ledger.uses:
        if use.output == parsed.kind and not re.fullmatch(r"\d{1,2}|\d{4}", use.text) and use.fact in ledger.facts:
            found[use.text].append(ledger.facts[use.fact])
    return found


def _places(ledger: Ledger) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.entity for fact in ledger.facts.values() for cell in fact.records))


@lru_cache(8)
def words(lang: str) -> BindingPatterns:
    """Return the patterns of a language; none for one without a file."""
    return msgspec.convert(known(lang).get("beside", {}), BindingPatterns)


@lru_cache(64)
def _compiled(pattern: str) -> re.Pattern[str]:
    for name, signs in _CLASS.items():
        pattern = pattern.replace(name, signs)
    return re.compile(pattern, re.IGNORECASE)
