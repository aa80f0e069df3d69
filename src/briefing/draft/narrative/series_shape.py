"""What the values of a short name are like, as far as it decides which chart shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from briefing.draft.narrative.indicator_labels import PRODUCT
from briefing.draft.narrative.open_base import is_from_open_base
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.errors import FactError
from briefing.facts import SubjectFacts
from briefing.model.period import Frequency, Period
from briefing.proof.words.word_patterns import says_prices
from briefing.wording.currencies import money_of

_SEVERAL: Final = 3  # values that are the same by no chance; places that are compared
_OVER: Final = 3  # years before the newest value, from which a series may have ended for good
_STEEP: Final = 0.3
_NEARLY_DOUBLE: Final = 1.8


class SeriesShape(Struct, frozen=True):
    """The periods with a value within the edition's, the lowest and the highest value, and the places of the same
    series that have a value in the last period, totals left out; `coded` says whether all have a code on maps,
    `prices_open` whether it is money of which neither unit nor name says if it is nominal or real, `no_zero` whether
    some of its values lie below zero, so that no change is given in %, `from_base` whether these are differences from a
    base that the table does not state."""

    key: str
    unit: str
    frequency: Frequency
    periods: tuple[Period, ...]
    lowest: float
    highest: float
    places: tuple[str, ...]
    coded: bool
    prices_open: bool
    no_zero: bool = False
    from_base: bool = False

    @property
    def yearly(self) -> bool:
        """Whether its values are of years, or of longer times."""
        return self.frequency.unit == "year"

    @property
    def constant(self) -> bool:
        """Whether all its values are the same, as those of a limit: of one place they say nothing by themselves."""
        return len(self.periods) >= _SEVERAL and self.lowest == self.highest and len(self.places) < _SEVERAL

    @property
    def steep(self) -> bool:
        """Whether columns that begin at zero show its changes."""
        return self.lowest >= 0 and self.highest - self.lowest >= _STEEP * self.highest

    @property
    def sparse(self) -> bool:
        """Whether most periods within a year have no value, as of a table that has the same two months of each: columns
        of the newest ones would be four or five."""
        return not self.yearly and 2 * len(self.periods) <= self.periods[-1] - self.periods[0]

    @property
    def doubles_not(self) -> bool:
        """Whether its values stay so near to each other that a change in % stands with no multiple on a page."""
        return self.lowest > 0 and self.highest < _NEARLY_DOUBLE * self.lowest

    def at_most(self, years: int) -> dict[str, dict[str, int]]:
        """Return the period of a chart that holds no more years than these, where there are more."""
        return {"period": {"last": years}} if self.yearly and self.periods[-1] - self.periods[0] >= years else {}

    @property
    def last(self) -> Period:
        """The newest period with a value."""
        return self.periods[-1]


def shape_of(context: PhrasingContext, key: str) -> SeriesShape | None:
    """Return the shape of a short name; None where it has no value in the period."""
    try:
        subject = context.subject(key)
        values = [fact.value for fact in subject.values]
    except FactError:
        return None
    if not values or subject.frequency is None:
        return None
    places = _places(context, subject)
    codes = context.project.dataset.codes
    return SeriesShape(
        key, subject.unit, subject.frequency, subject.periods, min(values), max(values), places,
        bool(places) and all(place in codes for place in places), _prices_open(subject), subject.below_zero,
        is_from_open_base(context, key),
    )  # fmt: skip


def _places(context: PhrasingContext, subject: SubjectFacts) -> tuple[str, ...]:
    if subject.combined or subject.indicator is None:
        return ()
    last, totals = subject.periods[-1], context.project.edition.totals
    known = (place for place in subject.entities if place not in totals)
    return tuple(place for place in known if last in subject.of(place).known_periods)


def _prices_open(subject: SubjectFacts) -> bool:
    product = subject.adds_up and not subject.below_zero  # which says growth, whatever it is called
    named = product and any(PRODUCT.search(one) for one in subject.names.values())
    stated = says_prices((subject.unit, *subject.units.values()), subject.names.values())
    return (named or bool(money_of(subject.unit))) and not stated


def siblings(context: PhrasingContext, shape: SeriesShape, shapes: Sequence[SeriesShape]) -> tuple[str, ...]:
    """Return the other short names of the same place, unit and frequency, with a value in the same last period."""
    own = context.subject(shape.key)
    return tuple(
        other.key
        for other in shapes
        if other.key != shape.key
        and (other.unit, other.frequency, other.last) == (shape.unit, shape.frequency, shape.last)
        and context.subject(other.key).entity == own.entity
    )


def newest_first(shapes: Mapping[str, SeriesShape]) -> dict[str, SeriesShape]:
    """Return short names in their order, those whose values end years before those of most others last: they are no
    news."""
    ends = [shape.periods[-1].end.year for shape in shapes.values()]
    newest = max(ends, default=0)
    if 2 * ends.count(newest) < len(ends):  # a projection of a few
        return dict(shapes)
    return {
        key: shapes[key] for key in sorted(shapes, key=lambda one: newest - shapes[one].periods[-1].end.year >= _OVER)
    }
