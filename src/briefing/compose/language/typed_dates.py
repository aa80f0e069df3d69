"""Periods of less than a year that an author typed: allowed before the last of the edition, as years are.

The last one must come from the data, or the sentence would be of an old month in the next edition. A period to come, of
which nothing can be known yet, may be typed too. In an edition of years alone, months and quarters are words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from msgspec import Struct

from briefing.model.dataset import Dataset
from briefing.model.edition import Edition
from briefing.model.period import YEAR, Frequency, Period
from briefing.wording.typed_periods import DateWords, TypedPeriod, typed_periods


class TypedDates(Struct, frozen=True):
    """What may be typed as a period of less than a year.

    `last` is the edition's last period, `known_until` the last day that the data or the edition reach, `look` is called
    before that is looked at; `fiscal` are the years that "2023/24" means; `gaps` the periods of which the data say why
    they have no value.
    """

    words: DateWords
    last: Period
    known_until: dt.date
    fiscal: Frequency | None = None
    gaps: frozenset[Period] = frozenset()
    look: Callable[[], object] = bool

    def find(self, text: str) -> list[TypedPeriod]:
        """Return the periods of a normalised text."""
        return typed_periods(text, self.words, self.last, self.fiscal)

    def allows(self, typed: TypedPeriod) -> bool:
        """Whether a period may be typed: it is before the last one of its frequency, a gap, or surely to come."""
        period = typed.period
        if period in self.gaps or period < Period.containing(self.last.end, period.frequency):
            return True
        if not typed.dated:
            return False
        self.look()
        return period.start > self.known_until


def typed_dates(dataset: Dataset, edition: Edition, words: DateWords, look: Callable[[], object] = bool) -> TypedDates:
    """Return what may be typed in an edition; where all its periods are calendar years, months are no periods."""
    frequencies = {item.period.frequency for item in dataset.observations} | {end.frequency for end in edition.period}
    if all(frequency.unit == "year" for frequency in frequencies):
        words = DateWords(tuple(pattern for pattern in words.patterns if pattern[0] == "year"))
    known = max(edition.period[1].end, edition.as_of, *(item.period.end for item in dataset.observations))
    fiscal = [frequency for frequency in frequencies if frequency.unit == "year" and not frequency.regular]
    years = next((item for item in fiscal if not item.partial), None)
    return TypedDates(words, edition.period[1], known, years, frozenset(gap.period for gap in dataset.gaps), look)


NO_DATES = TypedDates(DateWords(), Period.year(1), dt.date.min)


def last_year(period: Period) -> Period:
    """Return the calendar year in which a period ends."""
    return Period.containing(period.end, YEAR)
