"""The sentences of a document, each with the series and places that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct

from tests.zoo.drafted.one_series import Values
from tests.zoo.drafted.printed import COUNTS, MONTHS, Edition, period_in, runs_of_texts

WHEN = (
    rf"(?:(?:{'|'.join(MONTHS)}) \d{{4}}"
    r"|Q[1-4] \d{4}|the (?:first|second|third|fourth) quarter of \d{4}|\d{4})"
)


class Sentence(Struct, frozen=True):
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
    """The texts of a document; a point's body begins with its lead where that is the period that it is of."""
    leads: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for path, runs in runs_of_texts(edition.made["document"]):
        if path[-1] == "lead":
            leads[path[:-1]] = runs
            continue
        if any(part in path for part in ("alt", "series", "annotations", "categories", "source_entries", "marks")):
            continue
        if path[-1] == "body" and path[:-1] in leads:
            lead = leads[path[:-1]]
            yield from _of(path, lead)
            if dated := re.fullmatch(rf"(In {WHEN})\.?", "".join(run["text"] for run in lead)):
                runs = [{"text": f"{dated[1]}: "}, *runs]
        yield from _of(path, runs)


def _of(path: tuple[Any, ...], runs: list[dict[str, Any]]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for some in _split(runs):
        text = "".join(run["text"] for run in some).replace("\u00a0", " ").strip()
        yield "/".join(map(str, path)), text, tuple(run["fact"] for run in some if "fact" in run)


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
    """What sentences call the series of an edition, and which series it is."""
    found: dict[str, str] = {}
    for key, name in edition.names["name_en"].items():
        found |= {form: str(key) for form in (name, name.lower(), name[:1].lower() + name[1:])}
    return found


def sentence_of(text: str, facts: tuple[str, ...], edition: Edition, labels: dict[str, str]) -> Sentence:
    """A text and the facts that it prints, with the series and places that it names, the first one first."""
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
    return Sentence(text, edition, tuple(dict.fromkeys(named)), places[0] if places else edition.place, places, facts)


def when_of(text: str) -> int:
    """The number of a period as a sentence writes it."""
    found = period_in(text)
    if found is None:
        raise ValueError(text)
    return found.number


def number_of(word: str) -> int:
    """The number of "three" or "1,200"."""
    return COUNTS.index(word.lower()) if word.lower() in COUNTS else int(word.replace(",", ""))


def sign_of(value: Decimal) -> int:
    """1 of what rose, -1 of what fell, else 0."""
    return (value > 0) - (value < 0)


def edges(sentence: Sentence, key: str = "") -> tuple[int, int]:
    """The first and last period of the edition's own place."""
    own = (
        sentence.values(key, sentence.edition.place)
        if sentence.edition.place in sentence.edition.table.places(key or sentence.keys[0])
        else sentence.values(key)
    )
    return min(own), max(own)
