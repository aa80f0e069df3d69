"""The records at the end of the page: for each number that it prints, what it was worked out from and how far to trust
it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from msgspec import Struct

from briefing.model.dataset import Source
from briefing.model.document import Document
from briefing.model.fact import Fact
from briefing.model.ledger import Use
from briefing.model.lineage import fact_entry, number, published_entries, record_anchor
from briefing.wording import Wording

_BOUND: Final = ("≥", "≤")


class PublishedValue(Struct, frozen=True):
    """A value that a record rests on, in words, and its source: the number in the list, and the name."""

    words: str
    number: int
    source: str


class Record(Struct, frozen=True):
    """A number: its id, how it is printed, its name in the story, its value, its formula if it was worked out, how sure
    it is, the published values behind it, and remarks that belong to it."""

    id: str
    printed: str
    name: str
    value: str
    formula: str
    confidence: tuple[str, ...]
    values: tuple[PublishedValue, ...]
    notes: tuple[str, ...]


def records(document: Document, uses: Iterable[Use], sources: Mapping[str, Source], wording: Wording) -> list[Record]:
    """Return a record for each fact that was printed, in the order of their names."""
    printed: dict[str, dict[str, None]] = defaultdict(dict)
    for use in uses:
        printed[use.fact].setdefault(" ".join(use.text.split()))
    places = {key: at for at, key in enumerate(sources, start=1)}
    return [
        _record(document.facts[name], tuple(printed[name]), (sources, places), wording)
        for name in sorted(printed)
        if name in document.facts
    ]


def _record(
    fact: Fact, printed: tuple[str, ...], sources: tuple[Mapping[str, Source], Mapping[str, int]], wording: Wording
) -> Record:
    entry = fact_entry(fact)
    derived = fact.tree is None or fact.tree.get("op") != "value"
    value = str(entry.get("period") or f"{_digits(fact.value)} {fact.unit}".rstrip())
    names, places = sources
    return Record(
        id=record_anchor(fact.name),
        printed=wording.joint("; ").join(printed),
        name=fact.name,
        value=f"{fact.qualifier} {value}" if derived or fact.qualifier != "=" else value,
        formula=fact.formula if derived else "",
        confidence=tuple(wording.phrase(f"record_{key}") for key in _confidence(fact, printed, derived=derived)),
        values=tuple(
            PublishedValue(_words(item), places.get(item["source"], 0), names[item["source"]].name)
            for item in published_entries(fact)
            if item["source"] in names
        ),
        notes=fact.notes,
    )


def _confidence(fact: Fact, printed: Iterable[str], *, derived: bool) -> Iterable[str]:
    """Yield how sure a number is, in the keys of phrases."""
    yield "derived" if derived else "published"
    if any(
        0 < _figures(words) < len(f"{number(abs(fact.value)):.15g}".replace(".", "").strip("0")) for words in printed
    ):
        yield "rounded"
    if fact.provisional:
        yield "provisional"
    if any(row.status == "E" for row in fact.observations):
        yield "estimated"
    if fact.qualifier in _BOUND:
        yield "bound"
    if fact.qualifier == "≈":
        yield "approximate"


def _figures(words: str) -> int:
    """Return how many figures a number is printed with; 0 of one in words."""
    return len("".join(char for char in words if char.isdecimal()).strip("0"))


def _words(item: Mapping[str, Any]) -> str:
    """Return a published value in words: "trees, Skerry, 2024: 48.2 (official, A)"."""
    kind = f"{item['series']}, {item['status']}" if "series" in item else "target"
    period = item.get("year", item.get("period"))
    value = f"{_sign(item['qualifier'])}{_digits(item['value'])}"
    return f"{item['indicator']}, {item['entity']}, {period}: {value} ({kind})"


def _sign(qualifier: str) -> str:
    return "" if qualifier == "=" else f"{qualifier} "


def _digits(value: float) -> str:
    return str(number(value))
