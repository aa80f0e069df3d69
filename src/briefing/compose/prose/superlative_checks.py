"""A superlative that no expectation of its text bears out is doubted, and so is a first place from the worst end.

"The warmest year", "a record high", "fell most" are true of the data today and silently false after the next update. A
rank, a comparison with another year or place, a first year beyond a level or the highest value of all bears one out.
"First of 8 by unemployment", counted from the highest, praises the worst: only a superlative says what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Final

from briefing.compose.language.conditions import Expectations
from briefing.compose.language.fact_expressions import SINGLE, dating, printing
from briefing.compose.language.typed_dates import last_year
from briefing.compose.prose.search_text import ProseFinding, segment_at
from briefing.compose.prose.topics import Topics
from briefing.model.dataset import Dataset
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.wording import Language
from briefing.wording.superlatives import Superlative

_BEARING: Final = re.compile(
    r"\.(?:highest|lowest|(?:first|above|below|highest|lowest)_(?:above|below|since)\(|rank|places\()"
)
_ROOT: Final = re.compile(r"^(?P<root>[a-z_]\w*(?:\.(?:of|sum_of|mean_of|median_of|between)\([^()]*\))*)\.")
_SINCE: Final = re.compile(r"\bsince (?:\w+ )?([12]\d{3})\b|([12]\d{3})年以来")
_RANKED: Final = ("multiple", "percent", "growth", "change", "points")
_ENDED_RANK: Final = re.compile(r"(?P<root>.+)\.rank\((?:(?P<period>[^()]*), )?best='(?P<best>highest|lowest)'\)$")
_WORSE: Final = {"highest": "down", "lowest": "up"}  # the direction of good by the end that is then the worst
_STALE: Final = 2  # years that a record may end before the edition
_MOST: Final = 3  # expectations that a message names


class SuperlativeCheck:
    """The rule for the superlatives of one edition; `holds` says whether an expression is true of the data."""

    def __init__(
        self, language: Language, topics: Topics | None, dataset: Dataset, holds: Callable[[str], bool]
    ) -> None:
        self._read, self._topics, self._holds = language.superlatives, topics, holds
        self._indicators = dataset.indicators
        self._ends = [language.phrases[f"changed_{end}"] for end in _WORSE]
        self._sentence = language.context_words.sentence if language.context_words else r"\n"
        self._last_years: dict[str, Period] = {}
        for row in dataset.observations:
            last = last_year(row.period)
            self._last_years[row.indicator] = max(last, self._last_years.get(row.indicator, last))

    def findings(
        self, text: str, printed: Sequence[Fact], expectations: Expectations, period: Period
    ) -> Iterator[ProseFinding]:
        """Find what nothing tests in a text of an edition of that period, by the facts that the text prints."""
        superlatives = list(self._read(text))
        if not superlatives and not any(end in text for end in self._ends):
            yield from self._from_the_worst(printed)
        claims = [found for found in superlatives if self._of_data(found, text, printed)]
        if claims and not _borne_out(expectations, printed):
            yield self._untested(claims[0], text, printed)
        lasting = next((found for found in claims if found.ever), None)
        facts = [fact for fact in printed if fact.indicator in self._last_years]
        if lasting is None or not facts:
            return
        last = max(self._last_years[fact.indicator] for fact in facts)
        if last + _STALE < period and str(last) not in text:
            what = f"{lasting.text!r} is said of a record that ends in {last}, in an edition of {period}"
            fix = f"say where it ends, as 'to {printing(f'{_root(facts[0])}.last', dating(facts[0]))}'"
            yield ProseFinding(what, fix, "warning")

    def _from_the_worst(self, printed: Sequence[Fact]) -> Iterator[ProseFinding]:
        """Find ranks that count from the end which the direction of good says is the worse one."""
        for fact in printed:
            found = _ENDED_RANK.match(fact.name)
            indicator = self._indicators.get(fact.indicator)
            if found is None or indicator is None or indicator.direction != _WORSE.get(found["best"]):
                continue
            what = f"{fact.name} counts from the worst: direction_of_good of {indicator.id} is {indicator.direction!r}"
            rank = printing(f"{found['root']}.rank({found['period'] or ''})")
            fix = f"write {rank}, or say that it is the {found['best']}"
            yield ProseFinding(what, fix, "warning")

    def _of_data(self, found: Superlative, text: str, printed: Sequence[Fact]) -> bool:
        """Whether a superlative is one of the data: the text prints a fact, or its sentence names an indicator."""
        sentence = segment_at(text, found.start, self._sentence)
        return bool(printed) or (self._topics is not None and bool(self._topics.named(sentence)))

    def _untested(self, found: Superlative, text: str, printed: Sequence[Fact]) -> ProseFinding:
        what = f"{found.text!r} claims a first place that nothing tests"
        likely = list(dict.fromkeys(self._likely(found, text, printed)))
        true = next((expression for expression in likely if self._holds(expression)), "")
        if true:
            return ProseFinding(what, f"give the text an `expect`, as `{true}`", "warning")
        tried = ", ".join(f"`{expression}`" for expression in likely[:_MOST])
        other = "give the text an `expect` that compares with the other years or places"
        fix = f"{f'{tried}: none is true now; change the words, or ' if tried else ''}{other}"
        return ProseFinding(what, fix, "warning")

    def _likely(self, found: Superlative, text: str, printed: Sequence[Fact]) -> Iterator[str]:
        """The expectations that may bear a superlative out, of what the text prints or speaks of, likeliest first."""
        end, other = ("highest", "lowest") if found.high else ("lowest", "highest")
        changes = [fact for fact in printed if fact.measure in _RANKED and _root(fact)]
        for fact in changes:
            best = other if fact.value < 0 else end  # the steepest fall is the lowest change
            yield f"{_root(fact)}.rank_of({fact.measure!r}, best={best!r}) == 1"
        levels = [fact for fact in printed if SINGLE.search(fact.name) and fact.period is not None]
        if found.moved or (changes and not levels):
            return  # the levels say nothing of a rise
        of_years = [expression for fact in levels for expression in _first_of_years(fact, text, end, other)]
        of_places = [_first_of_places(fact, end) for fact in levels]
        for root in () if levels else self._roots(text, printed):
            of_years.append(f"{root}.last == {root}.{end}")
            of_places.append(f"{root}.rank(best={end!r}) == 1")
        yield from (*of_places, *of_years) if found.placed else (*of_years, *of_places)

    def _roots(self, text: str, printed: Sequence[Fact]) -> Iterator[str]:
        yield from (root for fact in printed if (root := _root(fact)))
        if self._topics is not None:
            yield from (key for topic in self._topics.named(text) for key in self._topics.all[topic].keys)


def _first_of_years(fact: Fact, text: str, end: str, other: str) -> Iterator[str]:
    """The expectations that a level is the highest of its years, of those since one that the text names first."""
    root = SINGLE.sub("", fact.name)
    named = [
        _beginning(int(year), fact.value_period)
        for year in chain.from_iterable(_SINCE.findall(text))
        if year and ".between" not in root
    ]
    for first in (year + more for year in named for more in (0, 1)):
        yield f"{fact.name} == {root}.between({first.literal}, {fact.value_period.literal}).{end}"
    for which in (end, other) if fact.value < 0 else (end,):  # the largest deficit is the lowest balance
        yield f"{fact.name} == {root}.{which}"


def _beginning(typed: int, period: Period) -> Period:
    """Return the first period of a year that was typed, of the frequency of another."""
    return Period.containing(Period.year(typed).start, period.frequency)


def _first_of_places(fact: Fact, end: str) -> str:
    """The expectation that a level is the first among the places."""
    year = "" if fact.name.endswith(".last") else f"{fact.value_period.literal}, "
    return f"{SINGLE.sub('', fact.name)}.rank({year}best={end!r}) == 1"


def _root(fact: Fact) -> str:
    found = _ROOT.match(fact.name)
    return found["root"] if found else ""


def _borne_out(expectations: Expectations, printed: Sequence[Fact]) -> bool:
    """Whether an expectation, or a printed fact, is of the kind that distinguishes the first from others."""
    if any(fact.measure == "rank" or _BEARING.search(fact.name) for fact in (*expectations.facts(), *printed)):
        return True
    return any(
        isinstance(item.left, Fact) and (isinstance(item.right, Fact) or item.among or item.left.measure == "count")
        for item in expectations.comparisons
    )
