"""Values of a quarter, a month or a day that the words give a whole year, as "4.9% on average in 2025" of one quarter.

Such a sentence passes for a mean of the year. It is left alone where it says which part of the year is meant, as "at
the end of 2025", or that the value is an extreme, as "peaked in 2020".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from briefing.compose.language.fact_expressions import at_year, exists, level_year, printing
from briefing.compose.prose.search_text import DatedNumber, Prose, ProseFinding
from briefing.facts import FactRegistry
from briefing.model.dataset import Dataset
from briefing.model.fact import Fact
from briefing.model.period import YEAR, Period

_EXTREME: Final = re.compile(r"\.(?:highest|lowest)|_(?:above|below|since)\(")


def part_of_year_findings(
    prose: Prose, dated: Sequence[DatedNumber], dataset: Dataset, book: FactRegistry, label: Callable[[Period], str]
) -> Iterator[ProseFinding]:
    """Find the values of a part of the year that stands with them as if they were of all of it."""
    for number in dated:
        fact, year, own = number.printed.fact, number.last, level_year(number.printed.fact)
        if own is None or year is None or number.first is not None or not is_part(own, year):
            continue
        if not _may_be_of_a_year(fact, dataset) or _says_which_part(prose, number, year):
            continue
        if sum(is_part(period, year) for period in book.subject(fact.name.split(".")[0]).periods) < 2:
            continue  # a survey of each May has no other value of the year
        ways = [f"{printing(fact.name, 'period')} for the {own.frequency} of this value"]
        mean = at_year(fact, year)
        if exists(book, mean):
            ways.append(f"{printing(mean)} for the value of {label(year)}")
        what = f"{label(year)!r} stands with {fact.name}, which is of {label(own)} alone"
        yield ProseFinding(what, f"write {', or '.join(ways)}")


def is_part(period: Period, year: Period) -> bool:
    """Whether a period is a part of a calendar year."""
    parted = period.frequency != YEAR and year.frequency == YEAR
    return parted and year.start <= period.start and period.end <= year.end


def _may_be_of_a_year(fact: Fact, dataset: Dataset) -> bool:
    """Whether a year may have another value than a part of it: what is counted at one time, as residents, has none."""
    indicator = dataset.indicators.get(fact.indicator)
    if indicator is None or indicator.kind in ("stock", "rank") or _EXTREME.search(fact.name):
        return False
    return fact.measure in ("value", "ratio") and not fact.basis


def _says_which_part(prose: Prose, number: DatedNumber, year: Period) -> bool:
    """Whether the sentence of a number says of which part of the year it is, in words or by a period."""
    sign = next(sign for sign, printed in prose.numbers.items() if printed is number.printed)
    sentence = next(one for one in prose.sentences() if sign in one)
    named = (period for sign, period in prose.years.items() if sign in sentence)
    return bool(re.search(prose.words.partly, sentence, re.IGNORECASE)) or any(is_part(one, year) for one in named)
