"""A superlative and the expectations of its text → a doubt where none of them could bear it out.

"The warmest year", "a record high", "fell most" are true of the data today and silently false after the next update. A
rank, a comparison with another year or place, a first year beyond a level or the highest value of all bears one out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from briefing.compose.prose.topics import Topics, stretch
from briefing.compose.prose.years_and_places import Doubt
from briefing.model.fact import Fact

if TYPE_CHECKING:
    from briefing.compose.language.expectations import Implied
    from briefing.wording.superlatives import Superlative

_BEARING: Final = re.compile(r"\.(?:highest|lowest|(?:first|above|below)_(?:above|below|since)\(|rank|places\()")
_ROOT: Final = re.compile(r"^(?P<root>[a-z_]\w*(?:\.(?:of|sum_of|mean_of|median_of|between)\([^()]*\))*)\.")
_LEVEL: Final = re.compile(r"\.(?:last|latest|first|at\(\d+\))$")
_SINCE: Final = re.compile(r"\bsince (?:\w+ )?([12]\d{3})\b|([12]\d{3})年以来")
_RANKED: Final = ("multiple", "percent", "growth", "change", "points")
_STALE: Final = 2  # years that a record may end before the edition
_MOST: Final = 3  # expectations that a message names


class Superlatives:
    """What the superlatives of a text rest on; `holds` says whether an expression is true, `ends` in which year the
    values of an indicator end."""

    def __init__(
        self,
        read: Callable[[str], Iterator[Superlative]],
        sentence: str,
        topics: Topics | None,
        holds: Callable[[str], bool],
        ends: Mapping[str, int],
    ) -> None:
        self._read, self._sentence, self._topics, self._holds, self._ends = read, sentence, topics, holds, ends

    def doubts(self, said: str, printed: Sequence[Fact], implied: Implied, year: int) -> Iterator[Doubt]:
        """A text, the facts that it prints, its expectations, and the year of the edition → what nothing tests."""
        told = [one for one in self._read(said) if self._spoken(one, said, printed)]
        if told and not _borne(implied, printed):
            yield self._untested(told[0], said, printed)
        lasting = next((one for one in told if one.ever), None)
        facts = [fact for fact in printed if fact.indicator in self._ends]
        if lasting is None or not facts:
            return
        last = max(self._ends[fact.indicator] for fact in facts)
        if last + _STALE < year and str(last) not in said:
            what = f"{lasting.text!r} is said of a record that ends in {last}, in an edition of {year}"
            yield Doubt(what, f"say where it ends, as 'to {{{{ {_root(facts[0])}.last | year }}}}'", "warning")

    def _spoken(self, one: Superlative, said: str, printed: Sequence[Fact]) -> bool:
        """Whether a superlative is one of the data: the text prints a fact, or its sentence names an indicator."""
        sentence = stretch(said, one.start, self._sentence)
        return bool(printed) or (self._topics is not None and bool(self._topics.named(sentence)))

    def _untested(self, one: Superlative, said: str, printed: Sequence[Fact]) -> Doubt:
        what = f"{one.text!r} claims a first place that nothing tests"
        likely = list(dict.fromkeys(self._likely(one, said, printed)))
        true = [like for like in likely if self._holds(like)]
        if true:
            return Doubt(what, f"give the text an `expect`, as `{true[0]}`", "warning")
        tried = ", ".join(f"`{like}`" for like in likely[:_MOST])
        other = "give the text an `expect` that compares with the other years or places"
        return Doubt(what, f"{f'{tried}: none is true now; change the words, or ' if tried else ''}{other}", "warning")

    def _likely(self, one: Superlative, said: str, printed: Sequence[Fact]) -> Iterator[str]:
        """The expectations that may bear a superlative out, of what the text prints or speaks of, likeliest first."""
        end, other = ("highest", "lowest") if one.high else ("lowest", "highest")
        changes = [fact for fact in printed if fact.measure in _RANKED and _root(fact)]
        for fact in changes:
            best = other if fact.value < 0 else end  # the steepest fall is the lowest change
            yield f"{_root(fact)}.rank_of({fact.measure!r}, best={best!r}) == 1"
        levels = [fact for fact in printed if _LEVEL.search(fact.name) and fact.year is not None]
        if one.moved or (changes and not levels):
            return  # the levels say nothing of a rise
        of_years = [like for fact in levels for like in _of_years(fact, said, end, other)]
        of_places = [_first(fact, end) for fact in levels]
        for root in () if levels else self._roots(said, printed):
            of_years.append(f"{root}.last == {root}.{end}")
            of_places.append(f"{root}.rank(best={end!r}) == 1")
        yield from (*of_places, *of_years) if one.placed else (*of_years, *of_places)

    def _roots(self, said: str, printed: Sequence[Fact]) -> Iterator[str]:
        yield from (root for fact in printed if (root := _root(fact)))
        if self._topics is not None:
            named = self._topics.named(said)
            yield from (key for topic in named for key in self._topics.all[topic].keys)


def _of_years(fact: Fact, said: str, end: str, other: str) -> Iterator[str]:
    """A level → the expectations that it is the highest of its years, of those since one that the text names first."""
    root = _LEVEL.sub("", fact.name)
    named = [int(year) for year in chain.from_iterable(_SINCE.findall(said)) if year and ".between" not in root]
    for first in (year + more for year in named for more in (0, 1)):
        yield f"{fact.name} == {root}.between({first}, {fact.year}).{end}"
    for which in (end, other) if fact.value < 0 else (end,):  # the largest deficit is the lowest balance
        yield f"{fact.name} == {root}.{which}"


def _first(fact: Fact, end: str) -> str:
    """A level → the expectation that it is the first among the places."""
    year = "" if fact.name.endswith(".last") else f"{fact.year}, "
    return f"{_LEVEL.sub('', fact.name)}.rank({year}best={end!r}) == 1"


def _root(fact: Fact) -> str:
    found = _ROOT.match(fact.name)
    return found["root"] if found else ""


def _borne(implied: Implied, printed: Sequence[Fact]) -> bool:
    """Whether an expectation, or a printed fact, is of the kind that tells the first from others."""
    if any(fact.measure == "rank" or _BEARING.search(fact.name) for fact in (*implied.facts(), *printed)):
        return True
    for one in implied.comparisons():
        if isinstance(one.left, Fact) and (isinstance(one.right, Fact) or one.among or one.left.measure == "count"):
            return True
    return False
