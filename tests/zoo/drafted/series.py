"""Raw rows → what each measure of a story should be, for any frequency and for several places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from statistics import median

import pandas as pd

from tests.zoo.drafted.one_series import OneSeries, Values
from tests.zoo.drafted.times import A_YEAR, Number, Time, decimal, time_of


class Series(OneSeries):
    """The values of one series of a table, by place, compared with other places and other series."""

    # places

    def _others(self) -> dict[str, Series]:
        return {place: self.of(place) for place in self.table.places(self.key)}

    def places(self, how: str = "", level: object = 0) -> Number:
        """How many places have a value in the last period, or what is asked for."""
        first, last = self._edges
        known = {place: one.every for place, one in self._others().items()}
        now = {place: own[last] for place, own in known.items() if last in own}
        if how in ("above", "below"):
            sign, bound = (1 if how == "above" else -1), decimal(level)
            return Number(Decimal(sum((value - bound) * sign > 0 for value in now.values())))
        if not how:
            return Number(Decimal(len(now)))
        moves = [now[place] - known[place][first] for place in now if first in known[place]]
        signs = {"rose": 1, "fell": -1, "unchanged": 0}
        return Number(Decimal(sum((move > 0) - (move < 0) == signs[how] for move in moves)))

    def places_from(
        self, low: object, high: object = None, *_: object, period: object = None, year: object = None
    ) -> Number:
        """How many from one bound up to another."""
        at = self._when(period, year)
        row = [one.every[at] for one in self._others().values() if at in one.every]
        return Number(Decimal(sum(decimal(low) <= value and (high is None or value < decimal(high)) for value in row)))

    def _ranked(self, values: Mapping[str, Decimal], best: str) -> Number:
        sign = -1 if best == "lowest" else 1
        return Number(Decimal(1 + sum(value * sign > values[self.place] * sign for value in values.values())))

    def rank(self, year: object = None, best: str = "", period: object = None) -> Number:
        """The place among all with a value."""
        at = self._when(period, year)
        found = self._ranked({place: one.every[at] for place, one in self._others().items() if at in one.every}, best)
        return self._number(found.value, at)

    def rank_of(self, measure: str, best: str = "") -> Number:
        """The place among all by a measure."""
        first, last = self._edges
        values = {
            place: getattr(one.between(Time(self.table.letter, first), Time(self.table.letter, last)), measure).value
            for place, one in self._others().items()
            if first in one.every and last in one.every
        }
        return self._ranked(values, best)

    def share_of_all(self, period: object = None, year: object = None) -> Number:
        """In % of the sum of all places."""
        at = self._when(period, year)
        return self._number(self.every[at] / sum(one.every[at] for one in self._others().values()) * 100, at)

    # with others

    def minus(self, other: Series, period: object = None, year: object = None) -> Number:
        """Less another's."""
        at = self._when(period, year)
        return self._number(self.every[at] - other.every[at], at)

    def index_minus(self, other: Series, period: object) -> Number:
        """How far the indices are from each other."""
        return Number(self.index_at(period).value - other.index_at(period).value)

    def share(self, whole: Series, period: object = None, year: object = None) -> Number:
        """In % of a whole."""
        at = self._when(year, period)
        return self._number(self.every[at] / whole.every[at] * 100, at)

    def _sum(self, others: Iterable[Series], at: int) -> Decimal:
        return sum((other.every[at] for other in others), self.every[at])

    def sum_with(self, *others: Series, period: object = None, year: object = None) -> Number:
        """Together with others."""
        at = self._when(period, year)
        return self._number(self._sum(others, at), at)

    def share_with(self, *others: Series, period: object = None, year: object = None) -> Number:
        """In % of all together."""
        at = self._when(period, year)
        return self._number(self.every[at] / self._sum(others, at) * 100, at)

    def share_of_change(self, *others: Series) -> Number:
        """Its change in % of that of all together."""
        first, last = self._edges
        return self._number(
            self.change.value / (self._sum(others, last) - self._sum(others, first)) * 100, ends=self._edges
        )

    def percent_with(self, *others: Series) -> Number:
        """The change in % of all together."""
        first, last = self._edges
        return self._number((self._sum(others, last) / self._sum(others, first) - 1) * 100, ends=self._edges)

    def rest(self, *parts: Series, period: object = None, year: object = None) -> Number:
        """What parts leave."""
        at = self._when(period, year)
        return self._number(2 * self.every[at] - self._sum(parts, at), at)

    def rest_share(self, *parts: Series, period: object = None, year: object = None) -> Number:
        """What parts leave, in %."""
        at = self._when(period, year)
        return self._number(self.rest(*parts, period=Time(self.table.letter, at)).value / self.every[at] * 100, at)

    def rest_change(self, *parts: Series) -> Number:
        """What the changes of parts leave."""
        first, last = (Time(self.table.letter, edge) for edge in self._edges)
        return self._number(
            self.rest(*parts, period=last).value - self.rest(*parts, period=first).value, ends=self._edges
        )

    def _back(self, on: str) -> int:
        return 1 if on == "previous" else A_YEAR[self.table.letter]

    def contribution(self, whole: Series, on: str = "year", period: object = None, year: object = None) -> Number:
        """Its part of the whole's change, in points."""
        at = self._when(period, year)
        back = self._back(on)
        return self._number(
            (self.every[at] - self.every[at - back]) / whole.every[at - back] * 100, at, (at - back, at)
        )

    def rest_contribution(self, *parts: Series, on: str = "year", period: object = None, year: object = None) -> Number:
        """What parts leave of its change, in points."""
        at = self._when(period, year)
        now, before = (
            self.rest(*parts, period=Time(self.table.letter, one)).value for one in (at, at - self._back(on))
        )
        return self._number((now - before) / self.every[at - self._back(on)] * 100, at)


class Table:
    """The rows of a table: series, place and period → value."""

    def __init__(
        self, rows: pd.DataFrame, edition: tuple[object, object], units: Mapping[str, str] | None = None
    ) -> None:
        times = [time_of(one) for one in rows["period"]]
        self.letter = times[0].letter
        self.rows: dict[tuple[str, str], Values] = {}
        for key, place, time, value in zip(rows["series"], rows["entity"], times, rows["value"], strict=True):
            self.rows.setdefault((key, place), {})[time.number] = Decimal(value)
        self.rows = {pair: dict(sorted(own.items())) for pair, own in self.rows.items()}
        self.edition = (time_of(edition[0]).number, time_of(edition[1]).number)
        self.units = units or {}

    def values(self, key: str, place: str) -> Values:
        """The values of a series of a place."""
        return self.rows[(key, place)]

    def places(self, key: str) -> list[str]:
        """The places of a series."""
        return [place for own, place in self.rows if own == key and " of [" not in place]

    def with_joined(self, key: str, how: str, places: list[str]) -> Table:
        """The same, with one more place that joins several."""
        own = [self.rows[(key, place)] for place in places]
        common = sorted(set.intersection(*(set(values) for values in own)))
        joined: dict[str, Callable[[list[Decimal]], Decimal]] = {
            "median": median,
            "sum": lambda row: sum(row, Decimal(0)),
            "mean": lambda row: sum(row, Decimal(0)) / len(row),
        }
        made = Table.__new__(Table)
        made.letter, made.edition, made.units = self.letter, self.edition, self.units
        values = {at: joined[how]([one[at] for one in own]) for at in common}
        made.rows = {**self.rows, (key, f"{how} of {places}"): values}
        return made
