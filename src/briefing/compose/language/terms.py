"""Names that hold numerals: declared terms, names of the dataset and a list that ships; the longest match wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from briefing.compose.language.characters import normalised
from briefing.compose.language.templates import NAME
from briefing.model.dataset import Dataset
from briefing.model.edition import Edition

VERBATIM: Final = "quoted verbatim"
SHIPPED: Final = (
    "2030 Agenda", "24/7", "2D", "3D", "3G", "4G", "4K", "5G", "6G", "8K", "A4", "Agenda 2030", "B2B", "B2C", "CH4",
    "CO2", "CO2e", "COVID-19", "Covid-19", "G7", "G8", "G20", "Industry 4.0", "N2O", "PM10", "PM2.5", "SARS-CoV-2",
    "Web3",
)  # fmt: skip
_JOINED: Final = re.compile("[0-9A-Za-z]")
_POINT_BEFORE: Final = re.compile(r"[0-9][.,]$")
_POINT_AFTER: Final = re.compile(r"^[.,][0-9]")
# A figure with what it is joined to; raised and lowered ones are figures too, as in CO₂.
_FIGURES: Final = re.compile(r"[A-Za-z$€£¥&-]*[\d²³¹⁰⁴-⁹₀-₉](?:[\w.,%/-]*\w)?[%×]?")
_SIGNS: Final = ("%", "‰", "×")
_SHIPPED_REASON: Final = "a name, not a number"


class Terms:
    """Every name that may hold a numeral or a number word, with the reason."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        terms = {"".join(map(normalised, term)): reason for term, reason in reasons.items()}
        self._ordered = sorted(terms.items(), key=lambda item: (-len(item[0]), item[0]))

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, reason) of each term in a normalised text; where two overlap the longer one counts."""
        spans: list[tuple[int, int, str]] = []
        for term, reason in self._ordered:
            start = text.find(term)
            while start >= 0:
                end = start + len(term)
                if _bounded(text, start, end) and all(end <= first or last <= start for first, last, _ in spans):
                    spans.append((start, end, reason))
                start = text.find(term, start + 1)
        return sorted(spans)


def terms_of(edition: Edition, dataset: Dataset, claims: re.Pattern[str]) -> Terms:
    """Return the edition's terms, the dataset's names and the shipped list; only those with a digit or a number word.

    `claims` finds number words. Where two give a reason for the same name, the edition's counts.
    """
    reasons = dict.fromkeys(SHIPPED, _SHIPPED_REASON)
    reasons.update((name, NAME) for name in sorted(set(_names(edition, dataset))) if _numeric(name, claims))
    reasons.update((item.text, VERBATIM) for item in dataset.statements.values() if _numeric(item.text, claims))
    reasons.update(edition.terms)
    return Terms({" ".join(term.split()): reason for term, reason in reasons.items() if term.strip()})


def _names(edition: Edition, dataset: Dataset) -> Iterator[str]:
    for indicator in dataset.indicators.values():
        yield from (*indicator.names.values(), indicator.unit, *indicator.units.values())
    for observation in dataset.observations:
        yield from (observation.entity, observation.unit)
    imprint = edition.imprint
    yield from (edition.entity, edition.title)
    yield from (imprint.organisation, imprint.owner, imprint.contact, imprint.classification)
    yield from (name for names in dataset.places.values() for name in names.values())
    for subject in edition.subjects.values():
        yield from (*subject.names.values(), subject.unit, *subject.units.values())
    for source in dataset.sources.values():
        yield from (source.title, source.publisher, source.short)
    for statement in dataset.statements.values():
        yield from (statement.speaker, *(statement.items if statement.kind == "list" else ()))
    yield from (milestone.title for milestone in dataset.milestones)


def _numeric(name: str, claims: re.Pattern[str]) -> bool:
    return any(map(str.isnumeric, name)) or bool(claims.search(name))


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a term stands by itself: "10,000" is no part of "110,000", "10,000.5" or "10,000%"."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if text[start].isalnum() and (_JOINED.search(before[-1:]) or _POINT_BEFORE.search(before)):
        return False
    if text[end - 1].isdigit() and after[:1] in _SIGNS:
        return False
    return not (text[end - 1].isalnum() and (_JOINED.search(after[:1]) or _POINT_AFTER.search(after)))


def split_declared(value: str, reason: str, claims: re.Pattern[str] | None = None) -> Iterable[tuple[str, str]]:
    """Split a text of the data or the program into (part, reason or nothing).

    Numerals carry the reason, and in a name the number words too, as "First" in "First Bank"; `claims` finds these.
    """
    found = [match.span() for match in _FIGURES.finditer(value)]
    words = (match.span() for match in claims.finditer(value)) if claims else ()
    found += [span for span in words if all(span[1] <= first or last <= span[0] for first, last in found)]
    start = 0
    for first, last in sorted(found):
        if first > start:
            yield value[start:first], ""
        yield value[first:last], reason
        start = last
    if start < len(value):
        yield value[start:], ""
