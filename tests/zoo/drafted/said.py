"""The sentences of a document, each with the series and places that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct

from tests.zoo.drafted.one_series import Values
from tests.zoo.drafted.printed import Edition, period_in, sentences

COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
WHEN = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
    r"|Q[1-4] \d{4}|the (?:first|second|third|fourth) quarter of \d{4}|\d{4})"
)


class Said(Struct, frozen=True):
    """A sentence: its words, the edition, the series it names or whose facts it prints, and the place."""

    text: str
    edition: Edition
    keys: tuple[str, ...]
    place: str
    places: tuple[str, ...]
    facts: tuple[str, ...]

    def values(self, key: str = "", place: str = "") -> Values:
        """The values of the edition's bounds, of the series that is named first."""
        table = self.edition.table
        own = table.values(key or self.keys[0], place or self.place)
        low, high = table.edition
        return {at: value for at, value in own.items() if low <= at <= high}

    def every(self, key: str = "") -> dict[str, Values]:
        """All places' values of a series."""
        return {place: self.values(key, place) for place in self.edition.table.places(key or self.keys[0])}

    @property
    def ratio(self) -> bool:
        """Whether it is of one place in terms of another."""
        return bool(re.search(r"\bratio\b|\d% of (?!(the|its|all)\b)[A-Z]", self.text))


def texts(edition: Edition) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The texts of a document, a point's lead and body together."""
    leads: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for path, runs in sentences(edition.made["document"]):
        if path[-1] == "lead":
            leads[path[:-1]] = runs
            continue
        if any(part in path for part in ("alt", "series", "annotations", "categories", "source_entries", "marks")):
            continue
        if path[-1] == "body" and path[:-1] in leads:
            yield from ((where, text, facts) for where, text, facts in _of(path, leads[path[:-1]]))
        yield from _of(path, runs)


def _of(path: tuple[Any, ...], runs: list[dict[str, Any]]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if True:
        for sentence in _split(runs):
            text = "".join(run["text"] for run in sentence).replace("\u00a0", " ").strip()
            yield "/".join(map(str, path)), text, tuple(run["fact"] for run in sentence if "fact" in run)


def _split(runs: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Runs → those of each sentence."""
    made: list[dict[str, Any]] = []
    for run in runs:
        *ends, rest = re.split(r"(?<=[.?!]) ", run["text"]) if "fact" not in run else [run["text"]]
        for end in ends:
            yield [*made, {**run, "text": end}]
            made = []
        made.append({**run, "text": rest})
    if made:
        yield made


def labels_of(edition: Edition) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, name in edition.names["name_en"].items():
        found |= {form: str(key) for form in (name, name.lower(), name[:1].lower() + name[1:])}
    return found


def said_of(text: str, facts: tuple[str, ...], edition: Edition, labels: dict[str, str]) -> Said:
    taken, keys = text, list[tuple[int, str]]()
    for form in sorted(labels, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", taken):
            keys.append((match.start(), labels[form]))
            taken = taken[: match.start()] + "\0" * len(form) + taken[match.end() :]
    named = [key for _, key in sorted(keys)]
    for fact in facts:
        found = re.match(r"\w+", fact)
        subject = edition.subjects.get(found[0]) if found else None
        if subject is not None:
            named.append(subject.key)
    every = {place for key in set(named) for place in edition.table.places(key)}
    spots = sorted((text.find(place), place) for place in every if re.search(rf"(?<!\w){re.escape(place)}(?!\w)", text))
    places = tuple(
        place
        for _, place in spots
        if not any(place != other and place in other and other in text for _, other in spots)
    )
    return Said(text, edition, tuple(dict.fromkeys(named)), places[0] if places else edition.place, places, facts)


def when_of(text: str) -> int:
    found = period_in(text)
    if found is None:
        raise ValueError(text)
    return found.number


def number_of(word: str) -> int:
    return COUNTS.index(word.lower()) if word.lower() in COUNTS else int(word.replace(",", ""))


def sign_of(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def edges(said: Said, key: str = "") -> tuple[int, int]:
    """The first and last period of the edition's own place."""
    own = (
        said.values(key, said.edition.place)
        if said.edition.place in said.edition.table.places(key or said.keys[0])
        else said.values(key)
    )
    return min(own), max(own)
