"""Values of two places side by side, of different years of which the text says nothing: "Zimbabwe 89%, Japan 4%".

The last value of one place may be a year older than that of another, and a reader compares what stands in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final

from briefing.compose.language.expectations import places_of
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.compose.prose.sentences import Line, of_one_year
from briefing.compose.prose.years_and_places import Doubt
from briefing.errors import BriefingError
from briefing.model.fact import Fact

if TYPE_CHECKING:
    from briefing.compose.language.templates import Printed
    from briefing.compose.prose.topics import Topics
    from briefing.facts import FactRegistry

_ROOT: Final = re.compile(r"^(?P<root>.+)\.(?:last|first|latest|at\(\d+\))$")
_TYPED: Final = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_PRINTED: Final = re.compile(r"\{\{\s*([^{}|]+?)\s*\|\s*year\b")


def of_other_years(read: Line, head: str, topics: Topics, book: FactRegistry) -> Iterator[Doubt]:
    """A text, the title and subtitle over it as the story has them, → values of two places that are of two years."""
    printed, typed = set(_PRINTED.findall(head)), {int(year) for year in _TYPED.findall(head)}
    for sentence in read.sentences():
        shown = [one for sign, one in read.numbers.items() if sign in sentence and _alone(one.fact)]
        if len(shown) < 2 or topics.timed(sentence):
            continue
        said = typed | {read.years[sign] for sign in read.years if sign in sentence}
        pair = next(_pairs(shown), None)
        if pair is None or all(of_one_year(one.fact) in said or one.fact.name in printed for one in pair):
            continue
        yield _told(pair, book)


def _pairs(shown: Sequence[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """Two values of one indicator, each of a place and a year of which the other place has none."""
    for one, other in combinations(shown, 2):
        alike = (one.fact.indicator, one.fact.unit) == (other.fact.indicator, other.fact.unit)
        if alike and places_of(one.fact) != places_of(other.fact) and not _years(one, shown) & _years(other, shown):
            yield one, other


def _years(one: Printed, shown: Sequence[Printed]) -> set[int | None]:
    """The years of which a text prints values of a place."""
    fact, place = one.fact, places_of(one.fact)
    return {of_one_year(it.fact) for it in shown if it.fact.indicator == fact.indicator and places_of(it.fact) == place}


def _alone(fact: Fact) -> bool:
    """Whether a fact is a value of one place and one year."""
    return bool(fact.indicator) and of_one_year(fact) is not None and len(places_of(fact)) == 1


def _told(pair: tuple[Printed, Printed], book: FactRegistry) -> Doubt:
    one, other = pair
    what = (
        f"{one.fact.name} is of {of_one_year(one.fact)} and {other.fact.name} of {of_one_year(other.fact)},"
        " and the sentence does not say so"
    )
    years = " and ".join(f"{{{{ {it.fact.name} | year }}}}" for it in pair)
    both = ([_at(it, year, book) for it in pair] for year in _earlier(pair))
    like = next((" and ".join(ways) for ways in both if all(ways)), "")
    return Doubt(what, f"{f'write {like}, or ' if like else ''}say the years with {years}")


def _earlier(pair: tuple[Printed, Printed]) -> Iterator[int]:
    """The years in which both may have a value, the newest first."""
    rows = [row.year for it in pair for row in it.fact.observations]
    yield from range(min(rows), min(rows) - 60, -1)


def _at(one: Printed, year: int, book: FactRegistry) -> str:
    """The expression of the same value in a year, as it is printed; empty where there is none."""
    found = _ROOT.match(one.fact.name)
    like = f"{found['root']}.at({year})" if found else ""
    try:
        made = Evaluation(book).value(parse_expression(like)) if like else None
    except BriefingError:
        return ""
    return f"{{{{ {like}{f' | {one.name}' if one.name else ''} }}}}" if isinstance(made, Fact) else ""
