"""A composed text and the facts that it prints → where a year or a place beside a number is not that of its fact.

"In 2021, GDP was {{ gdp.last }}" is false where the last value is of 2020, and "Kenya emitted {{ emissions.last }}"
where the fact is of Uganda. What the words surely bind to a number is an error; a year or a place that nothing in its
sentence has is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from briefing.compose.language.expectations import Implied, places_of
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.compose.prose.parallel_lists import positions
from briefing.compose.prose.sentences import Line, Moment, Places, Whereabouts, ends_of, line, of_one_year
from briefing.errors import BriefingError, Severity
from briefing.model.dataset import Dataset
from briefing.model.edition import Edition
from briefing.model.fact import Fact
from briefing.wording.directions import SIGNED

if TYPE_CHECKING:
    from briefing.compose.language.templates import Printed
    from briefing.facts import FactRegistry
    from briefing.model.text import Text
    from briefing.wording import DirectedWording

_FOUR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LEVEL: Final = re.compile(r"^(?P<key>.+)\.(?:last|first|latest|at\(\d+\))$")
_CHANGE: Final = re.compile(r"^(?P<key>.+?)(?:\.between\(\d+, \d+\))?\.(?P<measure>[a-z]+)$")
_STEM: Final = 5  # letters that tell a word, whatever its ending
_MOST: Final = 3  # places that a message names


class Doubt(Struct, frozen=True):
    """What a text says beside a fact that the fact does not bear out."""

    what: str
    fix: str
    severity: Severity = "error"


class Beside:
    """The years and places of a project, by which each text is judged."""

    def __init__(self, book: FactRegistry, dataset: Dataset, edition: Edition, wording: DirectedWording) -> None:
        self._book = book
        self._words = wording.language.context_words
        self._lang, self._spaced = wording.lang, wording.language.spaced
        self._home = book.entity
        self._dataset, self._edition = dataset, edition

    @cached_property
    def places(self) -> Places:
        """The names of the places that have values, those of totals left out."""
        entities = {row.entity for row in self._dataset.observations} - set(self._edition.totals)
        names = {entity: entity for entity in entities}
        told = self._dataset.places.get(self._lang, {}).items()
        names |= {name: entity for entity, name in told if entity in entities}
        assert self._words is not None
        return Places(names, self._words, spaced=self._spaced)

    @cached_property
    def _years(self) -> frozenset[int]:
        return frozenset(_years(self._dataset, self._edition))

    def doubts(self, text: Text, printed: Sequence[Printed], implied: Implied) -> Iterator[Doubt]:
        """A composed text with its typed years apart, what it prints in order, and its expectations → what is wrong."""
        if self._words is None or not printed:
            return
        read = line(text, printed, self._words, self.places)
        if not read.numbers:
            return
        yield from self._unreached(read)
        placed = list(positions(read))
        yield from (self._out_of_order(one.said) for one in placed if not one.right)
        settled = [one.said.printed for one in placed]
        if read.years:
            wrong = [one for one in read.moments() if not _of_its_time(one) and not _among(one.printed, settled)]
            yield from map(self._untimely, wrong)
            yield from self._strange_years(read, implied, {said for one in wrong for said in one.said})
        if read.places:
            wrong_places = list(self._misplaced(read, implied, settled))
            yield from wrong_places
            if not wrong_places:
                yield from self._strange_places(read, implied)

    def _out_of_order(self, said: Moment | Whereabouts) -> Doubt:
        """A number in a row that stands in the position of another place or year of a row beside it."""
        if isinstance(said, Moment):
            return self._untimely(said)
        fact, own = said.printed.fact, places_of(said.printed.fact)
        what = f"{said.said!r} stands with {fact.name}, which is of {self._listed(own)}"
        return Doubt(what, f"let numbers and places have one order: {self._elsewhere(fact, said, own)}")

    # Years

    def _untimely(self, one: Moment) -> Doubt:
        fact, said = one.printed.fact, "–".join(one.said)
        ends = ends_of(fact)
        if ends is not None:
            what = f"{said!r} stands with {fact.name}, which goes from {ends[0]} to {ends[1]}"
            ways = [f"{{{{ {like} }}}}" for like in self._between(one, ends)]
            other = f"let the text say {ends[0]} and {ends[1]}"
            return Doubt(what, f"write {ways[0]}, or {other}" if ways else other)
        year = of_one_year(fact)
        ways = [f"{{{{ {fact.name} | year }}}} for the year of this value"] if fact.year is not None else []
        ways += [f"{{{{ {like} }}}} for the value of {said}" for like in self._at(fact, said)]
        fix = f"write {', or '.join(ways)}" if ways else f"let the text say {year}"
        return Doubt(f"{said!r} stands with {fact.name}, which is of {year}", fix)

    def _unreached(self, read: Line) -> Iterator[Doubt]:
        """Changes that do not end in the year of the level that they are said to lead to, or begin in another."""
        for one in read.arrivals():
            ends = ends_of(one.change.fact)
            pairs = [(0, one.first), (1, one.last)] if one.first else [(1, one.last)]
            for at, level in pairs:
                year = of_one_year(level.fact) if level else None
                if level is None or ends is None or year in (None, ends[at]):
                    continue
                what = f"{one.change.fact.name} goes from {ends[0]} to {ends[1]}, and {level.fact.name} beside it"
                meant = Moment(one.change, None if at else year, year if at else None, ())
                ways = [*self._at(level.fact, str(ends[at])), *self._between(meant, ends)]
                told = " or ".join(f"{{{{ {way} }}}}" for way in ways)
                yield Doubt(f"{what} is of {year}", f"write {told} in its place" if told else "let both be of one year")
                break

    def _at(self, fact: Fact, year: str) -> Iterator[str]:
        """The expression of the same value in another year, where there is one."""
        found = _LEVEL.match(fact.name)
        if found and fact.measure in ("value", "ratio"):
            yield from self._made(f"{found['key']}.at({year})")

    def _between(self, one: Moment, ends: tuple[int, int]) -> Iterator[str]:
        """The expression of the same change between the years that are typed, where there is one."""
        fact, name = one.printed.fact, one.printed.name
        first, last = one.first or ends[0], one.last or ends[1]
        found = _CHANGE.match(fact.name)
        if found and first < last:
            filtered = name if name in SIGNED or fact.measure == "multiple" else "signed"
            for like in self._made(f"{found['key']}.between({first}, {last}).{found['measure']}"):
                yield f"{like} | {filtered}" if filtered else like

    def _made(self, expression: str) -> Iterator[str]:
        try:
            if isinstance(Evaluation(self._book).value(parse_expression(expression)), Fact):
                yield expression
        except BriefingError:
            return

    def _strange_years(self, read: Line, implied: Implied, told: set[str]) -> Iterator[Doubt]:
        """Years that an author typed and that no fact of the sentence has, nor its expectations, nor the dataset."""
        for sentence in read.sentences() if read.typed else ():
            facts = [one.fact for sign, one in read.numbers.items() if sign in sentence]
            typed = {str(read.years[sign]): None for sign in read.typed if sign in sentence}
            if not facts or not typed.keys() - told:
                continue
            known = {year for fact in (*facts, *implied.facts()) for year in _covered(fact)}
            for year in typed:
                if year not in told and int(year) not in known | self._years:
                    names = ", ".join(dict.fromkeys(fact.name for fact in facts))
                    fix = "give the text an `expect` over that year, or move the year to a sentence of its own"
                    if facts[0].year is not None:
                        fix = f"write {{{{ {facts[0].name} | year }}}} if its year is meant; else {fix}"
                    yield Doubt(f"{year!r} is a year of no fact beside it ({names})", fix, "warning")

    # Places

    def _misplaced(self, read: Line, implied: Implied, settled: Sequence[Printed]) -> Iterator[Doubt]:
        """Numbers that the words bind to a place which is none of the fact's, those that are `settled` left out."""
        told = [one for one in read.whereabouts() if not _among(one.printed, settled)]
        bound = [(one, self._is_of(one.printed.fact, one.places, implied)) for one in told]
        swapped = {place for one, right in bound if not right for place in one.places}
        for one, right in bound:
            fact = one.printed.fact
            own = places_of(fact)
            if right or (one.own and not self._measured(fact, one.own)):
                continue
            named = set(read.places.values()) & own
            if named - swapped and any(read.places[sign] in named for sign in _sentence(read, one)):
                continue  # the place of the fact is named too, and what is said of the other is not certain
            what = f"{one.said!r} stands with {fact.name}, which is of {self._listed(own)}"
            yield Doubt(what, self._elsewhere(fact, one, own))

    def _strange_places(self, read: Line, implied: Implied) -> Iterator[Doubt]:
        """A sentence that names places, and prints facts of none of them."""
        for sentence in read.sentences():
            facts = [one.fact for sign, one in read.numbers.items() if sign in sentence]
            places = {read.places[sign]: sign for sign in read.places if sign in sentence}
            if not facts or not places or self._home in places:
                continue
            if any(self._is_of(fact, tuple(places), implied) for fact in facts):
                continue
            if any(read.compared(sign) for sign in places.values()):
                continue
            names = ", ".join(dict.fromkeys(fact.name for fact in facts))
            what = f"{self._listed(places)} is the place of no fact beside it ({names})"
            fix = f"name {self._listed(places_of(facts[0]))}, or give the text an `expect` over a fact of that place"
            yield Doubt(what, fix, "warning")

    def _is_of(self, fact: Fact, places: Sequence[str], implied: Implied) -> bool:
        """Whether a fact or an expectation tells of one of several places, or the name of the fact holds one."""
        own = places_of(fact)
        if not own or own & set(places) or implied.places() & set(places):
            return True
        told = self._dataset.places.get(self._lang, {})
        names = " ".join((*self._named(fact), *own, *(told.get(place, "") for place in own)))
        shown = [place for place in self.places.entity if self.places.entity[place] in places]
        return any(place in names for place in shown)

    def _named(self, fact: Fact) -> Iterator[str]:
        """What a fact measures, in words."""
        if fact.indicator in self._dataset.indicators:
            indicator = self._dataset.indicators[fact.indicator]
            yield from (indicator.name(self._lang), indicator.definition)
        subject = self._edition.subjects.get(re.split(r"\W", fact.name)[0])
        if subject is not None:
            yield from (subject.key.replace("_", " "), *subject.names.values())

    def _measured(self, fact: Fact, own: str) -> bool:
        """Whether "Kenya’s emissions were" names what the fact measures."""
        said = own.lower()
        words = {word[:_STEM].lower() for name in self._named(fact) for word in re.findall(r"[^\W\d_]{4,}", name)}
        pairs = {name[at : at + 2] for name in self._named(fact) for at in range(len(name) - 1)}
        return any(pair in own for pair in pairs) if not self._spaced else any(word in said for word in words)

    def _elsewhere(self, fact: Fact, one: Whereabouts, own: Collection[str]) -> str:
        key, _, call = fact.name.partition(".")
        found = re.sub(r"\.(?:of|sum_of|mean_of|median_of)\([^()]*\)", "", f".{call}")
        ways = [f"{{{{ {like} }}}}" for like in self._made(f"{key}.of({one.places[0]!r}){found}")]
        return f"write {ways[0]}, or name {self._listed(own)}" if ways else f"name {self._listed(own)} in its place"

    def _listed(self, entities: Collection[str]) -> str:
        shown = [self._dataset.places.get(self._lang, {}).get(entity, entity) for entity in sorted(entities)]
        return ", ".join(shown[:_MOST]) + (", …" if len(shown) > _MOST else "")


def _among(one: Printed, others: Sequence[Printed]) -> bool:
    return any(one is other for other in others)


def _sentence(read: Line, one: Whereabouts) -> Iterator[str]:
    """The places of the sentence that prints a number."""
    for sentence in read.sentences():
        if any(sign in sentence for sign, printed in read.numbers.items() if printed is one.printed):
            yield from (sign for sign in sentence if sign in read.places)


def _of_its_time(one: Moment) -> bool:
    """Whether the words give a number the years that its fact has."""
    year, ends = of_one_year(one.printed.fact), ends_of(one.printed.fact)
    if ends is not None:
        return one.first in (None, ends[0]) and one.last in (None, ends[1])
    return year is None or one.first is not None or one.last in (None, year)


def _covered(fact: Fact) -> Iterator[int]:
    years = [*(row.year for row in fact.observations), *([] if fact.year is None else [fact.year])]
    if years:
        yield from range(min(years), max(years) + 1)
    yield from (aim.year for aim in fact.targets)


def _years(dataset: Dataset, edition: Edition) -> Iterator[int]:
    """Years that a text may name beside any fact: those of aims, breaks, milestones, statements, sources and names."""
    yield edition.period[0]
    yield from (aim.year for aim in dataset.targets)
    yield from (year for one in dataset.breaks for year in (one.from_year, one.to_year))
    yield from (one.year for one in dataset.statements.values() if one.year is not None)
    texts = [one.date for one in dataset.milestones]
    texts += [text for one in dataset.sources.values() for text in (one.published, one.title, one.short)]
    texts += [text for one in dataset.indicators.values() for text in (*one.names.values(), one.unit, one.definition)]
    texts += [text for one in edition.subjects.values() for text in (*one.names.values(), one.unit)]
    texts += [text for one in dataset.breaks for text in (one.reason, *one.reasons.values())]
    texts += [edition.title, *edition.terms]
    yield from (int(year) for text in texts for year in _FOUR.findall(text))
