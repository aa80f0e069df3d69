"""A composed text → one string in which each printed number, each year and each place's name is one sign, and which of
them the words bind together: "in 2021", "from 2014 to 2023", "Kenya emitted".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from briefing.compose.language.numeral_rule import YEAR as TYPED
from briefing.compose.language.templates import NAME
from briefing.compose.prose.directions import is_change
from briefing.model.fact import Fact, Measure
from briefing.model.text import Run, Text
from briefing.wording.context_words import CHANGE, LEVEL, PLACE, YEAR

if TYPE_CHECKING:
    from briefing.compose.language.templates import Printed
    from briefing.wording.context_words import ContextWords

_NUMBER: Final = re.compile(f"[{LEVEL}{CHANGE}]")
_YEAR: Final = re.compile(f"[{YEAR}]")
OPAQUE, _BREAK = "\u00a4", "\x01"
_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "rank", "share", "rest"})
_FIGURES: Final = re.compile(r"[0-9]{4}")


class Moment(Struct, frozen=True):
    """A year, or the ends of a change, with which the words beside it bind a number; `base` where they name the start
    alone. `said` is the word that is typed, in the order of the text; `typed` whether an author wrote it."""

    printed: Printed
    first: int | None
    last: int | None
    said: tuple[str, ...]


class Arrival(Struct, frozen=True):
    """A change and the levels of the same that it is said to go from and to; None for one that is not named."""

    change: Printed
    first: Printed | None
    last: Printed


class Whereabouts(Struct, frozen=True):
    """The places that the words bind a number to; `own` is what follows a "Kenya’s", empty where none does."""

    printed: Printed
    places: tuple[str, ...]
    said: str
    own: str


class Line(Struct):
    """A text in one string; `numbers`, `years` and `places` say what its signs stand for."""

    words: ContextWords
    text: str = ""
    numbers: dict[str, Printed] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    typed: dict[str, None] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def moments(self) -> Iterator[Moment]:
        """→ each number with the year or years that the words beside it give it; each number and year once."""
        taken: set[str] = set()
        for pattern in _compiled(self.words.times):
            for found in pattern.finditer(self.text):
                signs = set(_YEAR.findall(found.group()))
                numbers = _NUMBER.findall(found["m"])
                if not (signs | set(numbers)) & taken:
                    taken |= signs | set(numbers)
                    yield from self._moments(found, numbers)

    def _moments(self, found: re.Match[str], numbers: Sequence[str]) -> Iterator[Moment]:
        groups = found.groupdict()
        one = self.numbers[numbers[-1]]
        if groups.get("at"):
            years = _YEAR.findall(groups["at"])
            if len(years) == len(numbers):
                for sign, year in zip(numbers, years, strict=True):
                    yield self._moment(self.numbers[sign], None, year)
            elif len(years) == 1:
                yield self._moment(one, None, years[0])
        elif groups.get("base"):
            yield self._moment(one, groups["base"], None)
        elif groups.get("last"):
            first = groups.get("first") or groups["first2"]
            yield self._moment(one, first, groups["last"])
            for sign in self._carried(found.end("m")):
                yield self._moment(self.numbers[sign], first, groups["last"])

    def _carried(self, at: int) -> Iterator[str]:
        """ "From 2014 to 2023 A rose 5%, B 7%": the changes behind the first that have no year of their own."""
        for found in _NUMBER.finditer(self.text, at):
            gap = self.text[at : found.start()]
            alone = re.fullmatch(rf"{self.words.joined}.{{0,40}}", gap)
            if not alone or _YEAR.search(gap) or re.search(self.words.sentence, gap) or found[0] < CHANGE[0]:
                return
            following = re.split(self.words.joined, self.text[found.end() :][:30])[0]
            if _YEAR.search(following):
                return
            yield found[0]
            at = found.end()

    def _moment(self, one: Printed, first: str | None, last: str | None) -> Moment:
        signs = [sign for sign in (first, last) if sign]
        years = {sign: self.years[sign] for sign in signs}
        return Moment(
            one,
            years[first] if first else None,
            years[last] if last else None,
            tuple(str(years[sign]) for sign in signs),
        )

    def arrivals(self) -> Iterator[Arrival]:
        """→ each change with the level that it is said to lead to, where both tell of one indicator and place."""
        for pattern in _compiled(self.words.arrivals):
            for found in pattern.finditer(self.text):
                first = found.groupdict().get("first")
                one = Arrival(
                    self.numbers[found["m"]], self.numbers[first] if first else None, self.numbers[found["last"]]
                )
                if _of_one(one.change.fact, one.last.fact):
                    yield one

    def whereabouts(self) -> Iterator[Whereabouts]:
        """→ each number with the places that the words beside it give it; each number once."""
        taken: set[str] = set()
        for pattern in _compiled(self.words.places):
            for found in pattern.finditer(self.text):
                if found["m"] in taken:
                    continue
                taken.add(found["m"])
                signs = [sign for sign in found["p"] if sign in self.places]
                own = found.groupdict().get("own") or ""
                yield Whereabouts(
                    self.numbers[found["m"]],
                    tuple(self.places[sign] for sign in signs),
                    self.names[signs[0]],
                    own if own[:1] in "’'的" else "",
                )

    def compared(self, place: str) -> bool:
        """Whether a place is only one that another is compared with: "unlike Kenya"."""
        return re.search(self.words.compared, self.text[: self.text.index(place)], re.IGNORECASE) is not None

    def sentences(self) -> Iterator[str]:
        """→ the sentences, with their signs."""
        start = 0
        for found in re.finditer(self.words.sentence, self.text):
            yield self.text[start : found.end()]
            start = found.end()
        yield self.text[start:]


class Places:
    """The names of places in a language, each with the place that it names, to be found in a text."""

    def __init__(self, names: Mapping[str, str], words: ContextWords, *, spaced: bool) -> None:
        self.entity = {name: entity for name, entity in names.items() if len(name) > 1}
        self._before, self._behind = re.compile(words.named_before), re.compile(words.named_behind)
        self._joined = re.compile(words.joined)
        self._spaced = spaced
        self._begun: dict[str, list[str]] = {}
        for name in sorted(self.entity, key=lambda name: (-len(name), name)):
            self._begun.setdefault(name[:2], []).append(name)

    def found(self, before: str, text: str) -> Iterator[tuple[int, int, str]]:
        """What stands before a stretch of a text, and the stretch → where a place is named in it, from, to and its
        name; none that is a part of another name."""
        at = 0
        while at < len(text) - 1:
            name = self._named(text, at)
            if name and not self._before.search(before + text[:at]) and not self._goes_on(text, at + len(name)):
                yield at, at + len(name), name
            at += len(name) or 1

    def _named(self, text: str, at: int) -> str:
        return next((one for one in self._begun.get(text[at : at + 2], ()) if self._stands(text, at, one)), "")

    def _goes_on(self, text: str, at: int) -> bool:
        """Whether a name goes on behind a place's, as in "Kenya Airways", where no other place follows in a list."""
        joint = self._joined.match(text, at)
        listed = joint and self._named(text, joint.end())
        return not listed and self._behind.search(text[at:]) is not None

    def _stands(self, text: str, at: int, name: str) -> bool:
        if not text.startswith(name, at):
            return False
        around = text[max(0, at - 1) : at] + text[at + len(name) :][:1]
        return not self._spaced or not any(char.isalnum() for char in around)


def line(text: Text, printed: Iterable[Printed], words: ContextWords, places: Places) -> Line:
    """A composed text, what it prints in order, and the names of places → the text as a line to be searched."""
    made = Line(words)
    left, bold = list(printed), text[0].bold if text else False
    for run in text:
        if run.bold != bold:
            made.text += _BREAK
            bold = run.bold
        if run.fact:
            while left and left[0].fact.name != run.fact:
                left.pop(0)
            made.text += _number(made, run, left.pop(0) if left else None)
        elif run.term == TYPED and _FIGURES.fullmatch(run.text):
            made.text += _year(made, int(run.text), typed=True)
        elif run.term in (NAME, "") or run.text in places.entity:
            _words(made, run, places)
        else:
            made.text += OPAQUE
    return made


def _sign(range_: str, number: int) -> str:
    return chr(ord(range_[0]) + number)


def _number(made: Line, run: Run, one: Printed | None) -> str:
    if one is None:
        return OPAQUE
    if one.name == "year" or one.fact.measure == "year":
        return _year(made, int(run.text), typed=False) if _FIGURES.fullmatch(run.text) else OPAQUE
    if of_one_year(one.fact) is None and ends_of(one.fact) is None:
        return OPAQUE
    sign = _sign(CHANGE if is_change(one.fact) else LEVEL, len(made.numbers))
    made.numbers[sign] = one
    return sign


def _year(made: Line, year: int, *, typed: bool) -> str:
    sign = _sign(YEAR, len(made.years))
    made.years[sign] = year
    if typed:
        made.typed[sign] = None
    return sign


def _words(made: Line, run: Run, places: Places) -> None:
    at = 0
    for start, end, name in places.found(made.text, run.text):
        sign = _sign(PLACE, len(made.places))
        made.places[sign], made.names[sign] = places.entity[name], name
        made.text += _plain(run, at, start) + sign
        at = end
    made.text += _plain(run, at, len(run.text))


def _plain(run: Run, start: int, end: int) -> str:
    return OPAQUE if run.term and start < end else run.text[start:end]


def _of_one(change: Fact, level: Fact) -> bool:
    """Whether a change is one of the values that a level is of: of one indicator, place and unit of thought."""
    whose = {(row.indicator, row.entity, row.series) for row in change.observations}
    return level.measure in ("value", "ratio") and whose == {
        (row.indicator, row.entity, row.series) for row in level.observations
    }


def of_one_year(fact: Fact) -> int | None:
    """A level → the year that it is of; None for a change, an aim, and what is of several years."""
    if fact.measure not in _LEVELS or fact.previous:
        return None
    years = {row.year for row in fact.observations}
    return fact.year if fact.year is not None else years.pop() if len(years) == 1 else None


def ends_of(fact: Fact) -> tuple[int, int] | None:
    """A change over time → its first and last year; None for anything else."""
    years = {row.year for row in fact.observations}
    return (min(years), max(years)) if is_change(fact) and len(years) > 1 and not fact.targets else None


@lru_cache(8)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
