"""Names: places, sources, speakers, lists and indicators are spelled as the dataset has them, everywhere alike.

A word is a slip if it is nearly one of a declared name, is no word of the dataset, and stands where that name would:
alone for a name of one word, else next to another word of the name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from msgspec import Struct, field

from briefing.proof.findings import Findings, Rule
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.words.passages import EvidenceWords, Passage
from briefing.proof.words.word_patterns import ALPHABETIC, SIGN
from briefing.reuse import reused

SPELLED = Rule("names-spelled", "error", "a name is spelled as in the dataset, and alike in deck, brief and letter")
RULES = (SPELLED,)

_WORD: Final = re.compile(f"[{ALPHABETIC}]+")
_CAPITAL: Final = re.compile(rf"(?<![{ALPHABETIC}])[A-Z\u00c0-\u00de][{ALPHABETIC}]{{3,}}")
_HAN_NAME: Final = re.compile(f"{SIGN}{{5,}}")
_SENTENCE_START: Final = re.compile(r"(?:^|[.?!:;]\s+|[“\"(]\s*|\n)$")
# Letters from which on a name of one word is distinguished from a common word at the start of a sentence, too.
_SURE: Final = 6
# Letters from which on two slips are one too; a name in one file that is not declared has at least so many.
_LONG: Final = 8
_ENDINGS: Final = ("s", "es", "n", "an", "ian", "er", "ese", "ish")
_CHANGED: Final = ("ies", "ied", "ing", "ese", "ion")
# Words whose names are remembered; a process may prove thousands of editions.
_MOST_LOOKED_FOR: Final = 4000
# More names in one file than this that begin alike are no names.
_MANY: Final = 200


class DeclaredNames(Struct):
    """Declared words in lower case: their neighbours in a name, and whether they are a name alone; `common` are those
    that some name has in small letters.

    `near` has the declared words that each word of a text nearly is, as far as these were looked for.
    """

    neighbours: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    alone: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)
    by_start: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_end: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    han: set[str] = field(default_factory=set)
    near: dict[str, list[str]] = field(default_factory=dict)


def check(read: EvidenceWords) -> Findings:
    """Yield names that are spelled otherwise than declared, or in two ways."""
    tables = read.evidence.tables
    if tables is None:
        return
    declared = _declared_names(tables, read.language.code, read.language.spaced)
    listed = tuple(dict.fromkeys((*declared, *_places(read))))
    names = reused("declared-names", (listed,), partial(_declared, listed))
    places, small = _capitals(read)
    slips: set[str] = set()
    for word, passages in places.items():
        near = names.near.get(word)
        if near is None:
            if len(names.near) >= _MOST_LOOKED_FOR:
                names.near.clear()
            near = names.near[word] = _near(word, names)
        findings = list(_slips(word, near, passages, names, tables)) if near else []
        yield from findings
        slips.update((word,) if findings else ())
    yield from _two_ways({word: at for word, at in places.items() if word not in slips}, small, names)
    yield from _han(read, names)


def _places(read: EvidenceWords) -> Iterator[str]:
    """Yield the places whose values the facts rest on, as the observations have them; a large table is not read."""
    ledger = read.evidence.ledger
    facts = ledger.facts.values() if ledger else ()
    yield from dict.fromkeys(record.entity for fact in facts for record in fact.observations)


def _declared_names(tables: Tables, lang: str, spaced: bool) -> Iterator[str]:
    """Yield the names that a dataset declares in its outputs' language and in none.

    The names of indicators are phrases that a story may shorten; without spaces a short form looks like a slip.
    """
    for row in tables.rows("entities.csv"):
        yield from (row.get("id", ""), row.get(f"name_{lang}", ""))
    for row in tables.rows("sources.csv"):
        yield from (row.get("short", ""), row.get(f"short_{lang}", ""), row.get("publisher", ""))
    for row in tables.rows("indicators.csv"):
        name = row.get(f"name_{lang}", "") if spaced else ""
        # its words are common ones, whose singular is no slip: “Source” of an indicator “Sources”
        yield from (name, name.lower())
    for row in tables.rows("statements.csv"):
        yield row.get("speaker", "").partition(",")[0]
        yield from row.get("text", "").split("|") if row.get("kind") == "list" else ()
    for row in tables.rows("milestones.csv"):
        yield row.get("title", "")


def _declared(texts: Iterable[str]) -> DeclaredNames:
    names = DeclaredNames()
    for name in texts:
        spelled = _WORD.findall(name)
        words = [word.lower() for word in spelled]
        for at, word in enumerate(words):
            names.neighbours[word].update(words[max(0, at - 1) : at] + words[at + 1 : at + 2])
            if spelled[at].islower():
                names.common.add(word)
            if spelled[at].isupper():
                names.acronyms.add(word)
        if len(words) == 1 and spelled[0][0].isupper():
            names.alone.add(words[0])
        names.han.update(_HAN_NAME.findall(name) if not name.isascii() else ())
    for word in names.neighbours:
        if len(word) >= 4 and word not in names.acronyms:
            names.by_start[word[0]].append(word)
            names.by_end[word[-3:]].append(word)
    return names


def _capitals(read: EvidenceWords) -> tuple[dict[str, list[Passage]], set[str]]:
    """Return the words that begin with a capital, with their passages, and all words in lower case."""
    places: dict[str, list[Passage]] = defaultdict(list)
    small: set[str] = set()
    for passage in read.passages():
        for word in dict.fromkeys(_CAPITAL.findall(passage.text)):
            places[word].append(passage)
        small.update(passage.text.split())
    return places, small


def _near(word: str, names: DeclaredNames) -> list[str]:
    """Return the declared words that a word nearly is; none if it is declared itself, or one with an ending."""
    lower = word.lower()
    if lower in names.neighbours or any(
        lower.removesuffix(end) in names.neighbours for end in _ENDINGS if lower.endswith(end)
    ):
        return []
    most = 2 if len(lower) >= _LONG else 1
    candidates = dict.fromkeys((*names.by_start.get(lower[0], ()), *names.by_end.get(lower[-3:], ())))
    return [
        candidate
        for candidate in candidates
        if abs(len(candidate) - len(lower)) <= most
        and len({*candidate} ^ {*lower}) <= 2 * most
        and not _inflected(lower, candidate)
        and not (candidate in names.common and candidate == f"{lower}s")  # “death” of deaths, which are no name
        and _edits(lower, candidate, most) <= most
    ]


def _inflected(word: str, other: str) -> bool:
    """Whether a word is another in an inflected form, and so spelled rightly."""
    short, long = sorted((word, other), key=len)
    if len(short) == len(long):
        return False
    stem = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if stem == len(short):
        return long == word and long[stem:] in _ENDINGS
    return stem == len(short) - 1 and long[stem:] in _CHANGED


def _edits(word: str, other: str, most: int) -> int:
    """Return how many letters of two words are inserted, deleted, replaced or swapped with their neighbour."""
    before, last = list(range(len(other) + 1)), list(range(len(other) + 1))
    for i, a in enumerate(word, start=1):
        now = [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, now[-1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and word[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return last[-1]


def _slips(word: str, near: list[str], passages: list[Passage], names: DeclaredNames, tables: Tables) -> Findings:
    """Yield where a word that is nearly declared stands in the place of the name; one finding a file."""
    reported: set[str] = set()
    for passage in passages:
        if passage.parsed.file in reported:
            continue
        meant = _meant(word, near, passage.text, names)
        if not meant or _written(word, tables):
            continue
        reported.add(passage.parsed.file)
        fix = f"write {meant}"
        yield SPELLED.at(passage.location, f"“{word}” is spelled otherwise than the dataset's “{meant}”", fix)


_WORDED: Final = (
    "sources.csv", "entities.csv", "indicators.csv", "statements.csv", "milestones.csv", "evidence.csv", "breaks.csv",
    "briefing.toml",
)  # fmt: skip


def _written(word: str, tables: Tables) -> bool:
    """Whether the dataset itself spells a word so anywhere, as in the name of a place that notes alone print, as it has
    no value; of a word in capitals, in letters of either case."""
    whole = re.compile(rb"(?<![A-Za-z])%b(?![A-Za-z])" % re.escape(word).encode(), re.I if word.isupper() else 0)
    if any(whole.search(tables.content(name) or b"") for name in _WORDED):
        return True
    heads, lines = tables.lines("observations.csv")
    at = heads.index("entity") if "entity" in heads else len(heads)
    return any(whole.search(place.encode()) for place in {place for cells in lines for place in cells[at : at + 1]})


def _meant(word: str, near: list[str], text: str, names: DeclaredNames) -> str:
    """Return the declared word that a word stands for in a text; "" if it stands in no place of that name."""
    for found in re.finditer(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", text):
        before = _WORD.findall(text[max(0, found.start() - 30) : found.start()].lower())[-1:]
        after = _WORD.findall(text[found.end() : found.end() + 30].lower())[:1]
        first = _SENTENCE_START.search(text[: found.start()]) is not None
        for candidate in near:
            same = candidate[0] == word[0].lower()
            alone = candidate in names.alone and same and (not first or len(candidate) >= _SURE)
            if alone or names.neighbours[candidate] & {*before, *after}:
                return candidate.upper() if word.isupper() else candidate.capitalize()
    return ""


def _two_ways(places: dict[str, list[Passage]], small: set[str], names: DeclaredNames) -> Findings:
    """Yield names that no table declares, of which one is frequent and another, rare one nearly the same."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in places:
        lower = word.lower()
        if len(word) >= _LONG and not word.isupper() and lower not in small:
            groups[lower[:2]].append(word)
    for group in groups.values():
        for word in (item for item in group if len(group) <= _MANY and item.lower() not in names.neighbours):
            often = [item for item in group if len(places[item]) > 2 * len(places[word]) and item != word]
            for frequent in often:
                if (
                    abs(len(frequent) - len(word)) <= 1
                    and not _inflected(word, frequent)
                    and f"{word}s" != frequent
                    and _edits(word, frequent, 1) == 1
                ):
                    what = f"“{word}” stands here, and “{frequent}” elsewhere"
                    yield SPELLED.at(places[word][0].location, what, "spell the name alike everywhere")


def _han(read: EvidenceWords, names: DeclaredNames) -> Findings:
    """Yield declared names of five signs and more with one inner sign changed or left out."""
    for page_text in read.page_texts:
        parts = [passage for passage in page_text.passages if not passage.text.isascii()]
        whole = "\n".join(part.text for part in parts)
        for name in sorted(names.han):
            half = len(name) // 2
            for slip in {*_slipped(whole, name, name[:half], 0), *_slipped(whole, name, name[half:], half)}:
                if any(slip in other for other in names.han):
                    continue
                location = next((part.location for part in parts if slip in part.text), page_text.location)
                what = f"“{slip}” is spelled otherwise than the dataset's “{name}”"
                yield SPELLED.at(location, what, f"write {name}")


def _slipped(text: str, name: str, part: str, offset: int) -> Iterator[str]:
    """Yield stretches of a text that are a name with one inner sign changed or left out, and that hold a half of it."""
    at = text.find(part)
    while at >= 0:
        start = at - offset
        for begin, size in ((start, len(name)), (start, len(name) - 1), (start + 1, len(name) - 1)):
            slip = text[max(0, begin) : begin + size]
            ends_alike = len(slip) == size and slip[0] == name[0] and slip[-1] == name[-1] and "\n" not in slip
            if ends_alike and (_changed(slip, name) if size == len(name) else _left_out(slip, name)):
                yield slip
        at = text.find(part, at + 1)


def _changed(slip: str, name: str) -> bool:
    return sum(a != b for a, b in zip(slip, name, strict=True)) == 1


def _left_out(short: str, name: str) -> bool:
    return any(short == name[:at] + name[at + 1 :] for at in range(1, len(name) - 1))
