"""One series of raw rows → what each measure of it over time should be."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import Any, Self

from tests.zoo.drafted.times import A_YEAR, Number, Time, decimal, time_of

Values = dict[int, Decimal]


class OneSeries:
    """The values of one series of a table, by place, and the place and bounds that are asked for."""

    def __init__(self, table: Any, key: str, place: str, bounds: tuple[int, int] | None = None) -> None:
        self.table, self.key, self.place, self.bounds = table, key, place, bounds

    # what it is about

    @property
    def every(self) -> Values:
        """All values of the place."""
        own: Values = self.table.values(self.key, self.place)
        return own

    @property
    def values(self) -> Values:
        """Those within the bounds."""
        low, high = self.bounds or self.table.edition
        return {at: value for at, value in self.every.items() if low <= at <= high}

    @property
    def _edges(self) -> tuple[int, int]:
        if self.bounds:
            return self.bounds
        inside = list(self.values)
        return inside[0], inside[-1]

    @property
    def asked(self) -> int:
        """The last period."""
        return self._edges[1]

    def _number(self, value: Decimal, at: int | None = None, ends: tuple[int, int] | None = None) -> Number:
        letter = self.table.letter
        between = (Time(letter, ends[0]), Time(letter, ends[1])) if ends else None
        return Number(value, None if at is None else Time(letter, at), between)

    def _time(self, given: object) -> int:
        return given.number if isinstance(given, Time) else time_of(given).number

    def _when(self, period: object, year: object) -> int:
        given = period if period is not None else year
        return self.asked if given is None else self._time(given)

    def of(self, place: str) -> Self:
        """The same of another place."""
        return type(self)(self.table, self.key, place, self.bounds)

    def between(self, first: object, last: object) -> Self:
        """The same between two periods."""
        return type(self)(self.table, self.key, self.place, (self._time(first), self._time(last)))

    def _joined(self, how: str, places: tuple[str, ...]) -> Self:
        chosen = self.table.places(self.key) if places == ("all",) else list(places)
        return type(self)(self.table.with_joined(self.key, how, chosen), self.key, f"{how} of {chosen}", self.bounds)

    def median_of(self, *places: str) -> Self:
        """The median of places."""
        return self._joined("median", places)

    def mean_of(self, *places: str) -> Self:
        """The mean of places."""
        return self._joined("mean", places)

    def sum_of(self, *places: str) -> Self:
        """The sum of places."""
        return self._joined("sum", places)

    # values

    def at(self, period: object) -> Number:
        """The value of a period."""
        at = self._time(period)
        return self._number(self.every[at], at)

    @property
    def first(self) -> Number:
        """The first value."""
        at = self._edges[0]
        return self._number(self.every[at], at)

    @property
    def last(self) -> Number:
        """The last value."""
        return self._number(self.every[self.asked], self.asked)

    @property
    def latest(self) -> Number:
        """The newest value of all."""
        at = max(self.every)
        return self._number(self.every[at], at)

    def _extreme(self, sign: int) -> Number:
        at = max(self.values, key=lambda one: (self.values[one] * sign, -one))
        return self._number(self.values[at], at)

    @property
    def highest(self) -> Number:
        """The highest value; of equal ones the first."""
        return self._extreme(1)

    @property
    def lowest(self) -> Number:
        """The lowest value; of equal ones the first."""
        return self._extreme(-1)

    @property
    def range(self) -> Number:
        """Highest less lowest."""
        return Number(self.highest.value - self.lowest.value)

    def _hinge(self, upper: bool) -> Number:
        """The median of the upper or lower half of the newest 250, either with the median of all (Tukey)."""
        ordered = sorted(list(self.every.values())[-250:])
        count = (len(ordered) + 1) // 2
        return Number(median(ordered[-count:] if upper else ordered[:count]))

    @property
    def lower_quartile(self) -> Number:
        """Under which a quarter of all values lie."""
        return self._hinge(upper=False)

    @property
    def upper_quartile(self) -> Number:
        """Over which a quarter of all values lie."""
        return self._hinge(upper=True)

    # changes

    @property
    def _ends(self) -> tuple[Decimal, Decimal]:
        return self.first.value, self.last.value

    @property
    def change(self) -> Number:
        """Last less first."""
        return self._number(self._ends[1] - self._ends[0], ends=self._edges)

    points = change

    @property
    def percent(self) -> Number:
        """The change in %."""
        return self._number((self._ends[1] / self._ends[0] - 1) * 100, ends=self._edges)

    @property
    def multiple(self) -> Number:
        """Last by first."""
        return self._number(self._ends[1] / self._ends[0], ends=self._edges)

    @property
    def span(self) -> Number:
        """How many periods between."""
        return Number(Decimal(self._edges[1] - self._edges[0]))

    @property
    def _years(self) -> Decimal:
        return self.span.value / A_YEAR[self.table.letter]

    @property
    def growth(self) -> Number:
        """The compound rate in % a year."""
        return self._number((self.multiple.value ** (1 / self._years) - 1) * 100, ends=self._edges)

    @property
    def pace(self) -> Number:
        """The mean change a year."""
        return self._number(self.change.value / self._years, ends=self._edges)

    def index_at(self, period: object) -> Number:
        """Where the first is 100."""
        at = self._time(period)
        return self._number(self.every[at] / self.first.value * 100, at)

    def index_on(self, base: object, period: object = None, year: object = None) -> Number:
        """Where that of a base is 100."""
        at = self._when(period, year)
        return self._number(self.every[at] / self.every[self._time(base)] * 100, at)

    def _how(self, how: str) -> str:
        unit = self.table.units.get(self.key, "")
        return how or ("change" if unit.startswith("%") or "°" in unit else "percent")

    def _changed(self, at: int, back: int, how: str) -> Number:
        before, value = self.every[at - back], self.every[at]
        found = value - before if self._how(how) in ("change", "points") else (value / before - 1) * 100
        return self._number(found, at, (at - back, at))

    def on_previous(self, how: str = "", period: object = None, year: object = None) -> Number:
        """On the period before."""
        return self._changed(self._when(period, year), 1, how)

    def on_year(self, how: str = "", period: object = None, year: object = None) -> Number:
        """On a year before."""
        return self._changed(self._when(period, year), A_YEAR[self.table.letter], how)

    def lag(self, count: int) -> Number:
        """So many periods before."""
        return self._number(self.every[self.asked - count], self.asked - count)

    @property
    def year_ago(self) -> Number:
        """A year before."""
        return self.lag(A_YEAR[self.table.letter])

    def _window(self, count: int, at: int) -> list[Decimal]:
        return [self.every[at - step] for step in range(count)]

    def mean_over(self, count: int, period: object = None, year: object = None) -> Number:
        """The mean of so many."""
        at = self._when(period, year)
        return self._number(sum(self._window(count, at), Decimal(0)) / count, at)

    def sum_over(self, count: int, period: object = None, year: object = None) -> Number:
        """The sum of so many."""
        at = self._when(period, year)
        return self._number(sum(self._window(count, at), Decimal(0)), at)

    # looking back

    def streak(self, period: object = None, year: object = None) -> Number:
        """How many changes of one direction in a row."""
        at, count, way = self._when(period, year), 0, 0
        while at in self.every and at - 1 in self.every:
            change = self.every[at] - self.every[at - 1]
            sign = (change > 0) - (change < 0)
            if not sign or (way and sign != way):
                break
            way, count, at = sign, count + 1, at - 1
        return Number(Decimal(count * way))

    def _since(self, sign: int, at: int) -> Number:
        value = self.every[at] * sign
        before = [one for one, other in self.every.items() if one < at and other * sign >= value]
        found = max(before) if before else min(self.every)
        return self._number(Decimal(found), found)

    def highest_since(self, period: object = None, year: object = None) -> Number:
        """The newest period before with a value at least as high, else the first of all."""
        return self._since(1, self._when(period, year))

    def lowest_since(self, period: object = None, year: object = None) -> Number:
        """The newest period before with a value at least as low, else the first of all."""
        return self._since(-1, self._when(period, year))

    def _first_beyond(self, level: object, sign: int) -> Number:
        bound = decimal(level)
        at = next(one for one, value in self.values.items() if (value - bound) * sign > 0)
        return self._number(Decimal(at), at)

    def first_above(self, level: object) -> Number:
        """The first period above a level."""
        return self._first_beyond(level, 1)

    def first_below(self, level: object) -> Number:
        """The first period below a level."""
        return self._first_beyond(level, -1)

    def _beyond_since(self, level: object, sign: int) -> Number:
        bound = decimal(level)
        short = [one for one, value in self.values.items() if (value - bound) * sign <= 0]
        at = min(one for one in self.values if not short or one > max(short))
        return self._number(Decimal(at), at)

    def above_since(self, level: object) -> Number:
        """Since when all are above a level."""
        return self._beyond_since(level, 1)

    def below_since(self, level: object) -> Number:
        """Since when all are below a level."""
        return self._beyond_since(level, -1)
