"""A year or a place that a text gives a number, and that is not that of its fact.

"In 2021, GDP was {{ gdp.last }}" is false where the last value is of 2020, and "Kenya emitted {{ emissions.last }}"
where the fact is of Uganda. What the words surely bind to a number is an error; a year or a place that nothing in its
sentence has is doubtful. In "Zimbabwe 89%, Japan 4%" a reader compares two values, so that they are of one year, or the
text says of which.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Final

from briefing.compose.language.conditions import Expectations
from briefing.compose.language.fact_expressions import (
    at_year,
    between_years,
    change_at,
    change_years,
    dating,
    exists,
    in_place,
    level_year,
    places_of,
    printing,
    same_time,
)
from briefing.compose.language.templates import PrintedFact
from briefing.compose.prose.parts_of_years import part_of_year_findings
from briefing.compose.prose.search_text import DatedNumber, PlacedNumber, PlaceNames, Prose, ProseFinding
from briefing.compose.prose.topics import Topics
from briefing.facts import FIRST, FactRegistry
from briefing.model.dataset import Dataset
from briefing.model.edition import Edition
from briefing.model.fact import Fact
from briefing.model.period import Period, period_range
from briefing.model.text import Text
from briefing.wording import DirectedWording
from briefing.wording.directions import SIGNED

_TYPED: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_PRINTED_YEAR: Final = re.compile(r"\{\{\s*([^{}|]+?)\s*\|\s*(?:year|period)\b")
_Days = tuple[dt.date, dt.date]  # the first and the last
_STEM: Final = 5  # letters that identify a word, whatever its ending
_MOST: Final = 3  # places that a message names
_OLDEST: Final = 60  # years back in which two places are looked for in one year


class YearsAndPlaces:
    """The years and places of a project, against which each text is checked."""

    def __init__(self, book: FactRegistry, dataset: Dataset, edition: Edition, wording: DirectedWording) -> None:
        self._book, self._dataset, self._edition = book, dataset, edition
        self._words = wording.language.context_words
        self._spaced = wording.language.spaced
        self._place_names = dataset.places.get(wording.lang, {})
        self._lang, self._label = wording.lang, wording.label

    @cached_property
    def places(self) -> PlaceNames:
        """The names of the places that have values, without those of totals."""
        entities = {row.entity for row in self._dataset.observations} - set(self._edition.totals)
        names = {entity: entity for entity in entities}
        names |= {name: entity for entity, name in self._place_names.items() if entity in entities}
        assert self._words is not None
        return PlaceNames(names, self._words, spaced=self._spaced)

    @cached_property
    def _years(self) -> frozenset[_Days]:
        return frozenset((item.start, item.end) for item in _years_of_project(self._dataset, self._edition))

    @property
    def _known_years(self) -> frozenset[_Days]:
        self._book.looked_at((FIRST,))
        return self._years

    def prose(self, text: Text, printed: Sequence[PrintedFact], dates: Mapping[int, Period]) -> Prose | None:
        """Return a text to be searched for years and places; None in a language whose words are not known.

        `dates` are the months and quarters that it names, by where they begin.
        """
        if self._words is None:
            return None
        return Prose(words=self._words, place_names=self.places, dates=dates).filled(text, printed)

    def findings(self, prose: Prose, expectations: Expectations) -> Iterator[ProseFinding]:
        """Find the years and places of a text that are not those of its numbers."""
        if not prose.numbers:
            return
        yield from self._unreached_levels(prose)
        pairings = list(prose.pairings())
        yield from (self._out_of_order(pairing.number) for pairing in pairings if not pairing.right)
        paired = [pairing.number.printed for pairing in pairings]
        if prose.years:
            dated = [number for number in prose.dated_numbers() if not _is_in(number.printed, paired)]
            wrong = [number for number in dated if not _has_its_years(number)]
            yield from map(self._wrong_year, wrong)
            right = [number for number in dated if number not in wrong]
            yield from part_of_year_findings(prose, right, self._dataset, self._book, self._label)
            yield from self._strange_years(prose, expectations, {year for number in wrong for year in number.written})
        if prose.places:
            misplaced = list(self._misplaced(prose, expectations, paired))
            yield from misplaced or self._strange_places(prose, expectations)

    def _out_of_order(self, number: DatedNumber | PlacedNumber) -> ProseFinding:
        """Report a number in the position of another place or year of a list as long."""
        if isinstance(number, DatedNumber):
            return self._wrong_year(number)
        return ProseFinding(
            self._of_other_place(number), f"let numbers and places have one order: {self._place_fix(number)}"
        )

    # Years

    def _wrong_year(self, number: DatedNumber) -> ProseFinding:
        fact, written = number.printed.fact, "–".join(map(self._label, number.written))
        ends = change_years(fact)
        if ends is not None:
            first, last = map(self._label, ends)
            what = f"{written!r} stands with {fact.name}, which goes from {first} to {last}"
            other = f"let the text say {first} and {last}"
            change = self._between(number, ends)
            return ProseFinding(what, f"write {change}, or {other}" if change else other)
        year = level_year(fact)
        assert year is not None
        dated = printing(fact.name, dating(fact))
        ways = [f"{dated} for the {year.frequency} of this value"] if fact.period is not None else []
        if value := self._at(fact, number.written[-1]):
            ways.append(f"{value} for the value of {written}")
        fix = f"write {', or '.join(ways)}" if ways else f"let the text say {self._label(year)}"
        return ProseFinding(f"{written!r} stands with {fact.name}, which is of {self._label(year)}", fix)

    def _unreached_levels(self, prose: Prose) -> Iterator[ProseFinding]:
        """Find changes that do not end in the year of the level that they lead to, or begin in another."""
        for reached in prose.reached_levels():
            change = reached.change.fact
            ends = change_years(change)
            for at, level in ((0, reached.first), (1, reached.last)):
                year = level_year(level.fact) if level else None
                if level is None or ends is None or year in (None, ends[at]):
                    continue
                assert year is not None
                first, last, own = map(self._label, (*ends, year))
                what = f"{change.name} goes from {first} to {last}, and {level.fact.name} beside it is of {own}"
                meant = DatedNumber(reached.change, None if at else year, year if at else None)
                ways = " or ".join(filter(None, (self._at(level.fact, ends[at]), self._between(meant, ends))))
                yield ProseFinding(
                    what, f"write {ways} in its place" if ways else f"let both be of one {year.frequency}"
                )
                break

    def _at(self, fact: Fact, period: Period) -> str:
        """Return what prints the same value in another year; empty where there is none."""
        expression = at_year(fact, period) if fact.measure in ("value", "ratio") else ""
        return printing(expression) if exists(self._book, expression) else ""

    def _between(self, number: DatedNumber, ends: tuple[Period, Period]) -> str:
        """Return what prints the same change between the years that the text says; empty where there is none."""
        fact, filter_ = number.printed.fact, number.printed.filter
        first, last = number.first or ends[0], number.last or ends[1]
        if fact.basis:
            expression = change_at(fact, last)
        else:
            expression = between_years(fact, first, last) if first.frequency == last.frequency and first < last else ""
        if not exists(self._book, expression):
            return ""
        return printing(expression, filter_ if filter_ in SIGNED or fact.measure == "multiple" else "signed")

    def _strange_years(self, prose: Prose, expectations: Expectations, wrong: set[Period]) -> Iterator[ProseFinding]:
        """Find typed years that no fact of the sentence has, nor the expectations of the text, nor the dataset."""
        for sentence in prose.sentences() if prose.typed else ():
            facts = prose.facts_in(sentence)
            typed = dict.fromkeys(prose.years[sign] for sign in prose.typed if sign in sentence)
            if not facts or not typed.keys() - wrong:
                continue
            known = [span for fact in (*facts, *expectations.facts()) for span in _covered_times(fact)]
            for period in typed:
                if period not in wrong and not _lies_in(period, [*known, *self._known_years]):
                    unit = str(period.frequency)
                    fix = f"give the text an `expect` over that {unit}, or move the {unit} to a sentence of its own"
                    if facts[0].period is not None:
                        dated = printing(facts[0].name, dating(facts[0]))
                        fix = f"write {dated} if its {facts[0].period.frequency} is meant; else {fix}"
                    what = f"{self._label(period)!r} is a {unit} of no fact beside it ({_names(facts)})"
                    yield ProseFinding(what, fix, "warning")

    # Places

    def _misplaced(
        self, prose: Prose, expectations: Expectations, paired: Sequence[PrintedFact]
    ) -> Iterator[ProseFinding]:
        """Find numbers that the words bind to a place which is none of the fact's, without those that are paired."""
        placed = [number for number in prose.placed_numbers() if not _is_in(number.printed, paired)]
        bound = [(number, self._is_of(number.printed.fact, number.places, expectations)) for number in placed]
        swapped = {place for number, right in bound if not right for place in number.places}
        for number, right in bound:
            fact = number.printed.fact
            if right or (number.possession and not self._is_measured(fact, number.possession)):
                continue
            named = set(prose.places.values()) & places_of(fact)
            if named - swapped and any(prose.places[sign] in named for sign in _places_of_sentence(prose, number)):
                continue  # the place of the fact is named too, and what the text says of the other is not certain
            yield ProseFinding(self._of_other_place(number), self._place_fix(number))

    def _strange_places(self, prose: Prose, expectations: Expectations) -> Iterator[ProseFinding]:
        """Find sentences that name places, and print facts of none of them."""
        for sentence in prose.sentences():
            facts = prose.facts_in(sentence)
            places = {prose.places[sign]: sign for sign in prose.places if sign in sentence}
            if not facts or not places or self._book.entity in places:
                continue
            if any(self._is_of(fact, tuple(places), expectations) for fact in facts):
                continue
            if any(prose.only_compared(sign) for sign in places.values()):
                continue
            what = f"{self._listed(places)} is the place of no fact beside it ({_names(facts)})"
            fix = f"name {self._listed(places_of(facts[0]))}, or give the text an `expect` over a fact of that place"
            yield ProseFinding(what, fix, "warning")

    def _is_of(self, fact: Fact, places: Sequence[str], expectations: Expectations) -> bool:
        """Whether a fact or an expectation is of one of several places, or the name of the fact holds one."""
        own = places_of(fact)
        if not own or own & set(places) or expectations.places() & set(places):
            return True
        names = " ".join((*self._measure_names(fact), *own, *(self._place_names.get(place, "") for place in own)))
        return any(name in names for name, entity in self.places.entity.items() if entity in places)

    def _measure_names(self, fact: Fact) -> Iterator[str]:
        """Return what a fact measures, in words."""
        if fact.indicator in self._dataset.indicators:
            indicator = self._dataset.indicators[fact.indicator]
            yield from (indicator.name(self._lang), indicator.definition)
        subject = self._edition.subjects.get(re.split(r"\W", fact.name)[0])
        if subject is not None:
            yield from (subject.key.replace("_", " "), *subject.names.values())

    def _is_measured(self, fact: Fact, possession: str) -> bool:
        """Whether "Kenya’s emissions were" names what the fact measures."""
        names = list(self._measure_names(fact))
        if not self._spaced:
            return any(name[at : at + 2] in possession for name in names for at in range(len(name) - 1))
        words = (word for name in names for word in re.findall(r"[^\W\d_]{4,}", name))
        return any(word[:_STEM].lower() in possession.lower() for word in words)

    def _of_other_place(self, number: PlacedNumber) -> str:
        fact = number.printed.fact
        return f"{number.written!r} stands with {fact.name}, which is of {self._listed(places_of(fact))}"

    def _place_fix(self, number: PlacedNumber) -> str:
        fact = number.printed.fact
        expression, own = in_place(fact, number.places[0]), self._listed(places_of(fact))
        if exists(self._book, expression):
            return f"write {printing(expression)}, or name {own}"
        return f"name {own} in its place"

    def _listed(self, entities: Collection[str]) -> str:
        shown = [self._place_names.get(entity, entity) for entity in sorted(entities)]
        return ", ".join(shown[:_MOST]) + (", …" if len(shown) > _MOST else "")


def _is_in(number: PrintedFact, others: Sequence[PrintedFact]) -> bool:
    return any(number is other for other in others)


def _names(facts: Sequence[Fact]) -> str:
    return ", ".join(dict.fromkeys(fact.name for fact in facts))


def _places_of_sentence(prose: Prose, number: PlacedNumber) -> Iterator[str]:
    """Return the places of the sentence that prints a number."""
    for sentence in prose.sentences():
        if any(sign in sentence for sign, printed in prose.numbers.items() if printed is number.printed):
            yield from (sign for sign in sentence if sign in prose.places)


def _has_its_years(number: DatedNumber) -> bool:
    """Whether the words give a number the years that its fact has."""
    year, ends = level_year(number.printed.fact), change_years(number.printed.fact)
    if ends is not None:
        pairs = zip((number.first, number.last), ends, strict=True)
        return all(written is None or same_time(written, own) for written, own in pairs)
    return year is None or number.first is not None or number.last is None or same_time(number.last, year)


def _covered_times(fact: Fact) -> Iterator[_Days]:
    """Return the days from the first to the last period of a fact, and those of its targets."""
    periods = [*(row.period for row in fact.observations), *([] if fact.period is None else [fact.period])]
    if periods:
        yield min(period.start for period in periods), max(period.end for period in periods)
    yield from ((target.period.start, target.period.end) for target in fact.targets)


def _lies_in(period: Period, known: Iterable[_Days]) -> bool:
    return any(first <= period.end and period.start <= last for first, last in known)


def _years_of_project(dataset: Dataset, edition: Edition) -> Iterator[Period]:
    """Return the years that a text may name with any fact: of targets, breaks, milestones, statements and names."""
    yield edition.period[0]
    yield from (target.period for target in dataset.targets)
    yield from (year for item in dataset.breaks for year in (item.before, item.after))
    yield from (item.period for item in dataset.statements.values() if item.period is not None)
    texts = [item.date for item in dataset.milestones]
    texts += [text for item in dataset.sources.values() for text in (item.published, item.title, item.short)]
    texts += [
        text for item in dataset.indicators.values() for text in (*item.names.values(), item.unit, item.definition)
    ]
    texts += [text for item in edition.subjects.values() for text in (*item.names.values(), item.unit)]
    texts += [text for item in dataset.breaks for text in (item.reason, *item.reasons.values())]
    texts += [edition.title, *edition.terms]
    yield from (Period.year(int(year)) for text in texts for year in _TYPED.findall(text))


# Values of two places in two years


def mixed_year_findings(prose: Prose, heading: str, topics: Topics, book: FactRegistry) -> Iterator[ProseFinding]:
    """Find values of two places that are of two years of which neither the text nor the heading above it speaks."""
    if len(prose.numbers) < 2:
        return
    printed, typed = set(_PRINTED_YEAR.findall(heading)), {Period.year(int(year)) for year in _TYPED.findall(heading)}
    for sentence in prose.sentences():
        numbers = [number for sign, number in prose.numbers.items() if sign in sentence and _is_single(number.fact)]
        if len(numbers) < 2 or topics.timed(sentence):
            continue
        named = typed | {prose.years[sign] for sign in prose.years if sign in sentence}
        pair = next(_pairs_of_other_years(numbers), None)
        if pair and not all(_is_named(number.fact, named) or number.fact.name in printed for number in pair):
            yield _mixed_years(pair, book)


def _is_named(fact: Fact, named: Iterable[Period]) -> bool:
    own = level_year(fact)
    return own is not None and any(same_time(period, own) for period in named)


def _pairs_of_other_years(numbers: Sequence[PrintedFact]) -> Iterator[tuple[PrintedFact, PrintedFact]]:
    """Return two values of one indicator, each of a year in which the text prints none of the other's place."""
    for first, second in combinations(numbers, 2):
        alike = (first.fact.indicator, first.fact.unit) == (second.fact.indicator, second.fact.unit)
        other_place = places_of(first.fact) != places_of(second.fact)
        if alike and other_place and not _printed_years(first, numbers) & _printed_years(second, numbers):
            yield first, second


def _printed_years(number: PrintedFact, numbers: Sequence[PrintedFact]) -> set[Period | None]:
    """Return the years of which a text prints values of a place."""
    own = (number.fact.indicator, places_of(number.fact))
    return {level_year(other.fact) for other in numbers if (other.fact.indicator, places_of(other.fact)) == own}


def _is_single(fact: Fact) -> bool:
    """Whether a fact is a value of one place and one year."""
    return bool(fact.indicator) and level_year(fact) is not None and len(places_of(fact)) == 1


def _mixed_years(pair: tuple[PrintedFact, PrintedFact], book: FactRegistry) -> ProseFinding:
    first, second = (f"of {level_year(number.fact)}" for number in pair)
    what = f"{pair[0].fact.name} is {first} and {pair[1].fact.name} {second}, and the sentence does not say so"
    rows = (row.period for number in pair for row in number.fact.observations)
    newest = min(rows, key=lambda period: period.chronological)
    earlier = reversed(period_range(newest - (_OLDEST - 1), newest))
    common = next((year for year in earlier if _exist_at(pair, year, book)), None)
    write = "" if common is None else f"write {_joined(printing(at_year(n.fact, common), n.filter) for n in pair)}, or "
    dated = _joined(printing(number.fact.name, dating(number.fact)) for number in pair)
    return ProseFinding(what, f"{write}say the {newest.frequency}s with {dated}")


def _exist_at(pair: tuple[PrintedFact, PrintedFact], period: Period, book: FactRegistry) -> bool:
    return all(exists(book, at_year(number.fact, period)) for number in pair)


def _joined(expressions: Iterator[str]) -> str:
    return " and ".join(expressions)
