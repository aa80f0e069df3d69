"""Places or years in a row and as many numbers in a row: each number is that of the place or year in its position.

"France and Germany: 12 and 14" is false where 12 is Germany's. Only numbers that differ in nothing but their place, or
their year, are judged: what else a list may pair is the author's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from briefing.compose.language.expectations import places_of
from briefing.compose.prose.sentences import Line, Moment, Whereabouts, ends_of, of_one_year
from briefing.wording.context_words import CHANGE, LEVEL, PLACE, YEAR

if TYPE_CHECKING:
    from briefing.compose.language.templates import Printed
    from briefing.model.fact import Fact

_NUMBER: Final = re.compile(f"[{LEVEL}{CHANGE}]")
_NAMED: Final = re.compile(f"[{PLACE}{YEAR}]")


class Position(Struct, frozen=True):
    """A number of a row with the place or year in its position, and whether that is its own."""

    said: Moment | Whereabouts
    right: bool


def positions(read: Line) -> Iterator[Position]:
    """A text → the numbers of its rows, each with the place or year in its position."""
    for pattern in _compiled(read.words.rows):
        for found in pattern.finditer(read.text):
            groups = found.groupdict()
            numbers = [read.numbers[sign] for sign in _NUMBER.findall(found["m"])]
            named = _NAMED.findall(groups.get("p") or groups["at"])
            if len(named) != len(numbers):
                continue
            if groups.get("p"):
                yield from _of_other_places(read, numbers, named)
            else:
                yield from _of_other_years(read, numbers, named)


def _of_other_places(read: Line, numbers: Sequence[Printed], named: Sequence[str]) -> Iterator[Position]:
    facts = [one.fact for one in numbers]
    own = [places_of(fact) for fact in facts]
    if any(len(places) != 1 for places in own) or len(set(own)) != len(own):
        return
    if len({(_measured(fact), _when(fact)) for fact in facts}) == 1:
        for one, places, sign in zip(numbers, own, named, strict=True):
            said = Whereabouts(one, (read.places[sign],), read.names[sign], "")
            yield Position(said, read.places[sign] in places)


def _of_other_years(read: Line, numbers: Sequence[Printed], named: Sequence[str]) -> Iterator[Position]:
    facts = [one.fact for one in numbers]
    own = [_when(fact)[-1:] for fact in facts]
    if any(not year for year in own) or len(set(own)) != len(own):
        return
    if len({(_measured(fact), places_of(fact)) for fact in facts}) == 1:
        for one, year, sign in zip(numbers, own, named, strict=True):
            said = Moment(one, None, read.years[sign], (str(read.years[sign]),))
            yield Position(said, read.years[sign] == year[0])


def _measured(fact: Fact) -> tuple[str, str, str]:
    return fact.indicator, fact.measure, fact.unit


def _when(fact: Fact) -> tuple[int, ...]:
    """The year of a level, the two ends of a change; nothing for what is of several years."""
    year = of_one_year(fact)
    return ends_of(fact) or (() if year is None else (year,))


@lru_cache(8)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
