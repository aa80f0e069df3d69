"""The records at the end of the page: for each number that it prints, what it was worked out from and how far to trust
it.

Published values of one series stand together, as a long table has hundreds of them: what they share stands there once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from msgspec import Struct

from briefing.model.dataset import Source
from briefing.model.document import Document
from briefing.model.fact import Fact
from briefing.model.ledger import Use
from briefing.model.lineage import fact_entry, number, published_entries, record_anchor
from briefing.wording import Wording

_BOUND: Final = ("≥", "≤")


_FEWEST: Final = 4  # records of one series that stand together
_ANY: Final = "…"  # the period in a name of many


class PublishedValue(Struct, frozen=True):
    """A value that a record rests on: what it is of, its period, itself, its kind, its source by number and name."""

    of: str
    period: str
    value: str
    kind: str
    number: int
    source: str

    @property
    def series(self) -> tuple[str, str, int]:
        """What it shares with the values of its series and source."""
        return self.of, self.kind, self.number

    @property
    def words(self) -> str:
        """The value in words: "trees, Skerry, 2024: 48.2 (official, A)"."""
        return f"{self.of}, {self.period}: {self.value} ({self.kind})"


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
    unit: str = ""

    @property
    def runs(self) -> list[tuple[PublishedValue, ...]]:
        """The values behind it, those of one series and one source that follow each other together."""
        return [tuple(run) for _, run in groupby(self.values, key=lambda value: value.series)]

    @property
    def pattern(self) -> str:
        """The name of one published value with an ellipsis for its period, "visits.at(…)"; else nothing."""
        if len(self.values) != 1 or self.formula or self.notes:
            return ""
        (value,) = self.values
        called = (f"({value.period})", f"('{value.period}')")
        end = next((end for end in called if self.name.endswith(f".at{end}")), "")
        same = self.value == f"{value.value} {self.unit}".rstrip()
        return f"{self.name.removesuffix(end)}{end.replace(value.period, _ANY)}" if end and same else ""


class RecordSeries(Struct, frozen=True):
    """Records of published values that are of one series: what they share, and each by itself."""

    pattern: str
    confidence: tuple[str, ...]
    unit: str
    first: PublishedValue
    records: tuple[Record, ...]


def in_series(found: Sequence[Record]) -> list[Record | RecordSeries]:
    """Return records with those of many published values of one series together, where the first of them stood."""
    alike: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for record in found:
        alike[_shared(record)].append(record)
    made: list[Record | RecordSeries] = []
    for record in found:
        own = alike[_shared(record)]
        if not record.pattern or len(own) < _FEWEST:
            made.append(record)
        elif record is own[0]:
            made.append(RecordSeries(record.pattern, record.confidence, record.unit, record.values[0], tuple(own)))
    return made


def _shared(record: Record) -> tuple[object, ...]:
    if not record.pattern:
        return ()
    return record.pattern, record.confidence, record.unit, record.values[0].series


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
            _published(item, places.get(item["source"], 0), names[item["source"]].name)
            for item in published_entries(fact)
            if item["source"] in names
        ),
        notes=fact.notes,
        unit=fact.unit,
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


def _published(item: Mapping[str, Any], number: int, source: str) -> PublishedValue:
    kind = f"{item['series']}, {item['status']}" if "series" in item else "target"
    period = str(item.get("year", item.get("period")))
    value = f"{_sign(item['qualifier'])}{_digits(item['value'])}"
    return PublishedValue(f"{item['indicator']}, {item['entity']}", period, value, kind, number, source)


def _sign(qualifier: str) -> str:
    return "" if qualifier == "=" else f"{qualifier} "


def _digits(value: float) -> str:
    return str(number(value))
