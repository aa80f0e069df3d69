"""Composed text as a string in which each printed number, each year and each place name is one private-use character.

The rules of prose search this string, so that no pattern needs to know a number or a name. `Prose` also finds what the
words bind together: "in 2021", "from 2014 to 2023", "Kenya emitted", "France and Germany: 12 and 14".
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Self, TypeVar

from msgspec import Struct, field

from briefing.compose.language.fact_expressions import change_years, is_change, level_year, places_of, same_time
from briefing.compose.language.numeral_rule import PERIOD as PERIOD_TERM
from briefing.compose.language.numeral_rule import YEAR as YEAR_TERM
from briefing.compose.language.templates import NAME, PrintedFact
from briefing.errors import Severity
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import Run, Text
from briefing.wording.context_words import CHANGE, LEVEL, PLACE, YEAR, ContextWords
from briefing.wording.fitting import TIMES, period_of

T = TypeVar("T")
OPAQUE: Final = "\u00a4"  # a term, or a number that no rule looks at
_BREAK: Final = "\x01"  # where bold begins or ends
_NUMBER: Final = re.compile(f"[{LEVEL}{CHANGE}]")
_YEAR: Final = re.compile(f"[{YEAR}]")
_NAMED: Final = re.compile(f"[{PLACE}{YEAR}]")
_FIGURES: Final = re.compile(r"[0-9]{4}")
_YEAR_ALONE: Final = re.compile("([0-9]{4})年?")


class ProseFinding(Struct, frozen=True):
    """What a text says that its facts do not bear out, and the fix."""

    what: str
    fix: str
    severity: Severity = "error"


class DatedNumber(Struct, frozen=True):
    """A number and the year, or the two ends of a change, that the words give it."""

    printed: PrintedFact
    first: Period | None
    last: Period | None

    @property
    def written(self) -> tuple[Period, ...]:
        """The periods that the text says."""
        return tuple(period for period in (self.first, self.last) if period is not None)


class PlacedNumber(Struct, frozen=True):
    """A number and the places that the words give it; `possession` is what follows a "Kenya’s", empty without one."""

    printed: PrintedFact
    places: tuple[str, ...]
    written: str
    possession: str


class ReachedLevel(Struct, frozen=True):
    """A change and the levels of the same series that it goes from and to; None for one that is not named."""

    change: PrintedFact
    first: PrintedFact | None
    last: PrintedFact


class Pairing(Struct, frozen=True):
    """A number of a list with the place or year in its position, and whether that is its own."""

    number: DatedNumber | PlacedNumber
    right: bool


def with_printed(text: Text, printed: Iterable[PrintedFact]) -> Iterator[tuple[Run, PrintedFact | None]]:
    """Pair each run with the fact that it prints, in order; None for words, and for a number of another origin."""
    left = list(printed)
    for run in text:
        while run.fact and left and left[0].fact.name != run.fact:
            left.pop(0)
        yield run, left.pop(0) if run.fact and left else None


def segment_at(text: str, at: int, separator: str) -> str:
    """Return the segment of a text, as its sentence or clause, in which a position lies."""
    ends = [found.span() for found in re.finditer(separator, text)]
    first = max((end for _, end in ends if end <= at), default=0)
    return text[first : min((begin for begin, _ in ends if begin >= at), default=len(text))]


class SearchText(Struct, kw_only=True):
    """A text as one string; `numbers` are the printed facts of its characters."""

    text: str = ""
    numbers: dict[str, PrintedFact] = field(default_factory=dict)
    whole: bool = True  # each number, year and place has a character; else the last ones are opaque
    _at: int = 0  # where the run that is encoded begins in the composed text

    def filled(self, text: Text, printed: Iterable[PrintedFact]) -> Self:
        """Encode a composed text and what it prints, in order."""
        bold = text[0].bold if text else False
        for run, number in with_printed(text, printed):
            if run.bold != bold:
                self.text += _BREAK
                bold = run.bold
            self.text += self._encoded(run, number)
            self._at += len(run.text)
        return self

    @abstractmethod
    def _encoded(self, run: Run, number: PrintedFact | None) -> str:
        """Return the characters that stand for a run."""

    def _sign(self, range_: str, marked: dict[str, T], what: T) -> str:
        """Return the next sign of a range, which stands for this from now on; where it has no more, an opaque one."""
        sign = chr(ord(range_[0]) + len(marked))
        if sign > range_[-1]:
            self.whole = False
            return OPAQUE
        marked[sign] = what
        return sign


class Prose(SearchText, kw_only=True):
    """A text with its levels, changes, years and places; `places` are entities, `names` what the text calls them, and
    `typed` the years that an author wrote; `dates` are the periods of less than a year by their place in the text."""

    words: ContextWords
    place_names: PlaceNames
    dates: Mapping[int, Period] = field(default_factory=dict)
    years: dict[str, Period] = field(default_factory=dict)
    typed: dict[str, None] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def _encoded(self, run: Run, number: PrintedFact | None) -> str:
        if run.fact:
            return self._number(run, number)
        if run.term == YEAR_TERM and _FIGURES.fullmatch(run.text):
            return self._year(Period.year(int(run.text)), run.text, typed=True)
        if run.term == PERIOD_TERM and self._at in self.dates:
            return self._year(self.dates[self._at], run.text, typed=True)
        if run.term in (NAME, "") or run.text in self.place_names.entity:
            return self._words(run)
        return OPAQUE

    def _number(self, run: Run, number: PrintedFact | None) -> str:
        if number is None:
            return OPAQUE
        if number.filter in ("year", "period") or number.fact.measure == "period":
            return self._printed_period(run, number.fact)
        if number.filter in TIMES:
            return OPAQUE
        if level_year(number.fact) is None and change_years(number.fact) is None and not number.fact.basis:
            return OPAQUE
        return self._sign(CHANGE if is_change(number.fact) else LEVEL, self.numbers, number)

    def _printed_period(self, run: Run, fact: Fact) -> str:
        """Encode the period that a fact prints, or its year alone; one that is only known to be no later is none."""
        period = period_of(fact)
        if period is None or (fact.measure == "period" and fact.qualifier in "≤≥"):
            return OPAQUE
        alone = _YEAR_ALONE.fullmatch(run.text)
        return self._year(Period.year(int(alone[1])) if alone else period, run.text, typed=False)

    def _year(self, period: Period, shown: str, *, typed: bool) -> str:
        sign = self._sign(YEAR, self.years, period)
        if typed and sign in self.years:
            self.typed[sign] = None
        return sign if shown[-1:].isdigit() else sign + self.words.dated

    def _words(self, run: Run) -> str:
        words, at = "", 0
        for start, end, name in self.place_names.find(self.text, run.text):
            sign = self._sign(PLACE, self.places, self.place_names.entity[name])
            if sign in self.places:
                self.names[sign] = name
            words += _plain(run, at, start) + sign
            at = end
        return words + _plain(run, at, len(run.text))

    def sentences(self) -> Iterator[str]:
        """Split the text into its sentences."""
        start = 0
        for found in re.finditer(self.words.sentence, self.text):
            yield self.text[start : found.end()]
            start = found.end()
        yield self.text[start:]

    def facts_in(self, sentence: str) -> list[Fact]:
        """Return the facts that a sentence prints."""
        return [number.fact for sign, number in self.numbers.items() if sign in sentence]

    def dated_numbers(self) -> Iterator[DatedNumber]:
        """Find the numbers to which words give a year or years; each number and each year once."""
        taken: set[str] = set()
        for pattern in _compiled(self.words.times):
            for found in pattern.finditer(self.text):
                signs = set(_YEAR.findall(found.group()))
                numbers = _NUMBER.findall(found["m"])
                if not (signs | set(numbers)) & taken:
                    taken |= signs | set(numbers)
                    yield from self._dated(found, numbers)

    def _dated(self, found: re.Match[str], numbers: Sequence[str]) -> Iterator[DatedNumber]:
        groups = found.groupdict()
        last_number = numbers[-1]
        if groups.get("at"):
            years = _YEAR.findall(groups["at"])
            if len(years) == len(numbers):
                for sign, year in zip(numbers, years, strict=True):
                    yield self._dated_number(sign, None, year)
            elif len(years) == 1:
                yield self._dated_number(last_number, None, years[0])
        elif groups.get("base"):
            yield self._dated_number(last_number, groups["base"], None)
        elif groups.get("last"):
            first = groups.get("first") or groups["first2"]
            for sign in (last_number, *self._following(found.end("m"))):
                yield self._dated_number(sign, first, groups["last"])

    def _following(self, at: int) -> Iterator[str]:
        """Find the changes that share the years of the one before, as in "from 2014 to 2023 A rose 5%, B 7%"."""
        for found in _NUMBER.finditer(self.text, at):
            gap = self.text[at : found.start()]
            alone = re.fullmatch(rf"{self.words.joined}.{{0,40}}", gap)
            if not alone or _YEAR.search(gap) or re.search(self.words.sentence, gap) or found[0] < CHANGE[0]:
                return
            if _YEAR.search(re.split(self.words.joined, self.text[found.end() :][:30])[0]):
                return
            yield found[0]
            at = found.end()

    def _dated_number(self, sign: str, first: str | None, last: str | None) -> DatedNumber:
        return DatedNumber(self.numbers[sign], self.years[first] if first else None, self.years[last] if last else None)

    def reached_levels(self) -> Iterator[ReachedLevel]:
        """Find the changes with the levels that they lead to, where both are of one indicator and place."""
        for pattern in _compiled(self.words.arrivals):
            for found in pattern.finditer(self.text):
                first = found.groupdict().get("first")
                change, last = self.numbers[found["m"]], self.numbers[found["last"]]
                if _of_one_series(change.fact, last.fact):
                    yield ReachedLevel(change, self.numbers[first] if first else None, last)

    def placed_numbers(self) -> Iterator[PlacedNumber]:
        """Find the numbers to which words give a place or places; each number once."""
        taken: set[str] = set()
        for pattern in _compiled(self.words.places):
            for found in pattern.finditer(self.text):
                if found["m"] in taken:
                    continue
                taken.add(found["m"])
                signs = [sign for sign in found["p"] if sign in self.places]
                own = found.groupdict().get("own") or ""
                places = tuple(self.places[sign] for sign in signs)
                possession = own if own[:1] in "’'的" else ""
                yield PlacedNumber(self.numbers[found["m"]], places, self.names[signs[0]], possession)

    def pairings(self) -> Iterator[Pairing]:
        """Pair the numbers of a list with the places or years of a list as long, by position.

        Only numbers that differ in nothing but their place, or their year, are paired: what else two lists have in
        common is the author's own.
        """
        for pattern in _compiled(self.words.rows):
            for found in pattern.finditer(self.text):
                groups = found.groupdict()
                numbers = [self.numbers[sign] for sign in _NUMBER.findall(found["m"])]
                named = _NAMED.findall(groups.get("p") or groups["at"])
                if len(named) == len(numbers):
                    pair = self._paired_places if groups.get("p") else self._paired_years
                    yield from pair(numbers, named)

    def _paired_places(self, numbers: Sequence[PrintedFact], named: Sequence[str]) -> Iterator[Pairing]:
        facts = [number.fact for number in numbers]
        own = [places_of(fact) for fact in facts]
        if any(len(places) != 1 for places in own) or len(set(own)) != len(own):
            return
        if len({(_measured(fact), _years_of(fact)) for fact in facts}) == 1:
            for number, places, sign in zip(numbers, own, named, strict=True):
                place = self.places[sign]
                yield Pairing(PlacedNumber(number, (place,), self.names[sign], ""), place in places)

    def _paired_years(self, numbers: Sequence[PrintedFact], named: Sequence[str]) -> Iterator[Pairing]:
        facts = [number.fact for number in numbers]
        own = [_years_of(fact)[-1:] for fact in facts]
        if any(not year for year in own) or len(set(own)) != len(own):
            return
        if len({(_measured(fact), places_of(fact)) for fact in facts}) == 1:
            for number, own_year, sign in zip(numbers, own, named, strict=True):
                year = self.years[sign]
                yield Pairing(DatedNumber(number, None, year), same_time(year, own_year[0]))

    def only_compared(self, place: str) -> bool:
        """Whether a place is only one that another is compared with: "unlike Kenya"."""
        return re.search(self.words.compared, self.text[: self.text.index(place)], re.IGNORECASE) is not None


class PlaceNames:
    """The names of places in a language, with the entity of each."""

    def __init__(self, names: Mapping[str, str], words: ContextWords, *, spaced: bool) -> None:
        self.entity = {name: entity for name, entity in names.items() if len(name) > 1}
        self._before, self._behind = re.compile(words.named_before), re.compile(words.named_behind)
        self._joined = re.compile(words.joined)
        self._spaced = spaced
        self._by_beginning: dict[str, list[str]] = {}
        for name in sorted(self.entity, key=lambda name: (-len(name), name)):
            self._by_beginning.setdefault(name[:2], []).append(name)
        self._beginning = re.compile("|".join(map(re.escape, self._by_beginning)) or "(?!)")

    def find(self, before: str, text: str) -> Iterator[tuple[int, int, str]]:
        """Find the places that a text names, as (start, end, name); `before` is the text that precedes it.

        A name within another, as of a bank or an airline, is none.
        """
        at = 0
        while begins := self._beginning.search(text, at):
            at = begins.start()
            name = self._name_at(text, at)
            if name and not self._before.search(before + text[:at]) and not self._goes_on(text, at + len(name)):
                yield at, at + len(name), name
            at += len(name) or 1

    def _name_at(self, text: str, at: int) -> str:
        return next((name for name in self._by_beginning.get(text[at : at + 2], ()) if self._whole(text, at, name)), "")

    def _goes_on(self, text: str, at: int) -> bool:
        """Whether a name goes on behind a place's, as in "Kenya Airways", where no other place follows in a list."""
        joint = self._joined.match(text, at)
        listed = joint and self._name_at(text, joint.end())
        return not listed and self._behind.search(text[at:]) is not None

    def _whole(self, text: str, at: int, name: str) -> bool:
        if not text.startswith(name, at):
            return False
        around = text[max(0, at - 1) : at] + text[at + len(name) :][:1]
        return not self._spaced or not any(char.isalnum() for char in around)


def _plain(run: Run, start: int, end: int) -> str:
    return OPAQUE if run.term and start < end else run.text[start:end]


def _of_one_series(change: Fact, level: Fact) -> bool:
    """Whether a change is one of the values that a level is of: of one indicator, place and series."""
    series, other = ({(row.indicator, row.entity, row.series) for row in fact.observations} for fact in (change, level))
    return level.measure in ("value", "ratio") and series == other


def _measured(fact: Fact) -> tuple[str, str, str]:
    return fact.indicator, fact.measure, fact.unit


def _years_of(fact: Fact) -> tuple[Period, ...]:
    """Return the year of a level or the two ends of a change; nothing for what is of several years."""
    year = level_year(fact)
    return change_years(fact) or (() if year is None else (year,))


@lru_cache(8)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
