"""What a subject says of a period and those before it: relative periods, changes, windows, rows, readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from briefing.facts import measures, over_time, streaks, vintages, windows
from briefing.facts.fact_reference import format_call
from briefing.facts.over_time import MeasureRequest, Needs
from briefing.facts.quartiles import QuartileEnd, quartile
from briefing.facts.ranks import places_gained, rank_by_value
from briefing.facts.subject_ends import SubjectEnds
from briefing.model.fact import Basis, Fact, Measure
from briefing.model.period import Period


class FactsOverTime(SubjectEnds):
    """The measures of a period that look back from it; it is the last with a value unless another is given."""

    __slots__ = ()

    def lag(self, count: int) -> Fact:
        """The value so many periods before the last."""
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise TypeError(count)

        def needs(period: Period) -> tuple[Period]:
            return (period - count,)

        return self._before(f"lag({count})", needs)

    @property
    def year_ago(self) -> Fact:
        """The value a year before the last."""

        def needs(period: Period) -> tuple[Period]:
            return (period.year_before,)

        return self._before("year_ago", needs)

    def on_previous(self, how: str = "", period: Period | None = None) -> Fact:
        """The change on the previous period: in % or, of rates and shares, in points, unless `how` is given."""
        return self._on("on_previous", how, period, over_time.previous, "previous")

    def on_year(self, how: str = "", period: Period | None = None) -> Fact:
        """The change on the same period of the year before, in % or in points."""
        return self._on("on_year", how, period, over_time.year_before, "year before")

    def annualised(self, period: Period | None = None) -> Fact:
        """The change in % on the previous period, as it would be if it held for a year."""
        return self._requested("annualised", [], period, over_time.annualised)

    def mean_over(self, count: int, period: Period | None = None) -> Fact:
        """The mean of so many periods up to one."""
        return self._over("mean_over", "mean", count, period)

    def sum_over(self, count: int, period: Period | None = None) -> Fact:
        """The sum of so many periods up to one."""
        return self._over("sum_over", "sum", count, period)

    def to_date(self, period: Period | None = None) -> Fact:
        """The sum or the mean, by the indicator's rule, of the year up to a period."""
        return self._requested("to_date", [], period, windows.to_date)

    def to_date_on_year(self, how: str = "", period: Period | None = None) -> Fact:
        """The change of the year up to a period on the same part of the year before."""
        given = _given(how)
        return self._requested("to_date_on_year", given, period, partial(windows.to_date_on_year, how=how))

    def index_on(self, base: Period, period: Period | None = None) -> Fact:
        """The value where that of a base period is 100."""
        return self._requested("index_on", [base.literal], period, partial(over_time.index_on, base=base))

    def contribution(self, whole: SubjectEnds, period: Period | None = None, on: str = "year") -> Fact:
        """How many points of the whole's change on a year before, or on the previous period, are this part's."""
        if on not in ("year", "previous"):
            raise TypeError(on)
        needs, basis = _BASES[on]
        given = [getattr(whole, "expression", str(whole))]

        def made(request: MeasureRequest) -> Fact:
            self._parts(request.name, whole, request.period, "contribution")
            return over_time.contribution(request, whole._series, needs, basis)

        return self._requested("contribution", given, period, made, on=on if on != "year" else "")

    def rest_contribution(self, *parts: SubjectEnds, period: Period | None = None, on: str = "year") -> Fact:
        """How many points of this whole's change on a year before, or on the previous period, others leave."""
        if on not in ("year", "previous") or not parts:
            raise TypeError(on)
        needs, basis = _BASES[on]
        given = [getattr(part, "expression", str(part)) for part in parts]

        def made(request: MeasureRequest) -> Fact:
            for part in parts:
                self._parts(request.name, part, request.period, "contribution")
            return over_time.rest_contribution(request, [part._series for part in parts], needs, basis)

        return self._requested("rest_contribution", given, period, made, on=on if on != "year" else "")

    def streak(self, period: Period | None = None) -> Fact:
        """How many times in a row the value has risen up to a period; below zero: how many times it has fallen."""
        return self._requested("streak", [], period, streaks.streak)

    def highest_since(self, period: Period | None = None) -> Fact:
        """The last period before one with a value at least as high."""
        return self._requested("highest_since", [], period, partial(streaks.extreme_since, end="highest"))

    def lowest_since(self, period: Period | None = None) -> Fact:
        """The last period before one with a value at least as low."""
        return self._requested("lowest_since", [], period, partial(streaks.extreme_since, end="lowest"))

    @property
    def range(self) -> Fact:
        """The highest value of the edition's period less the lowest."""
        ends = self._ends("range", two=True)

        def made(name: str) -> Fact:
            self._refuse_within_year(name)
            return streaks.value_range(name, [self._point(period) for period in self.periods], self._along(name, ends))

        return self._named("range", made)

    @property
    def lower_quartile(self) -> Fact:
        """The value below which a quarter of the known values, 250 at most, lie, also outside the period."""
        return self._quartile("lower")

    @property
    def upper_quartile(self) -> Fact:
        """The value above which a quarter of the known values, 250 at most, lie, also outside the period."""
        return self._quartile("upper")

    @property
    def places_gained(self) -> Fact:
        """How many places it moved up among all from the first value to the last; below zero: down."""
        ends = self._ends("places_gained", two=True)

        def made(name: str) -> Fact:
            return places_gained(name, *(rank_by_value(name, self._registry, self._series, period) for period in ends))

        return self._named("places_gained", made)

    @property
    def age(self) -> Fact:
        """The years from that of the last value to that of the edition's date."""
        last, year = self._last("age"), self._registry.year
        return self._named(
            "age", lambda name: measures.age(name, self._point(last), year), of=(last, Period.year(year))
        )

    def first_reading(self, period: Period | None = None) -> Fact:
        """The value of a period as it was first published."""
        return self._requested("first_reading", [], period, vintages.first_reading)

    def revision(self, period: Period | None = None) -> Fact:
        """The value of a period less its first reading."""
        return self._requested("revision", [], period, vintages.revision)

    # Inside

    def _quartile(self, end: QuartileEnd) -> Fact:
        def made(name: str) -> Fact:
            self._refuse_within_year(name)
            return quartile(name, self._series, end)

        return self._named(f"{end}_quartile", made, self._series.expression, of=())

    def _before(self, call: str, needs: Needs) -> Fact:
        last = self._last(call)

        def made(name: str) -> Fact:
            request = MeasureRequest(name, self._series, last, lambda _: f"{self.expression}.last")
            return over_time.single(request, needs)

        return self._named(call, made, of=(last,))

    def _requested(
        self,
        name: str,
        given: Sequence[str],
        period: Period | None,
        make: Callable[[MeasureRequest], Fact],
        **more: str,
    ) -> Fact:
        call = format_call(name, given, period, **more)
        asked = self._last(call) if period is None else period
        root = self.expression if period is None else self._series.expression

        def written(other: Period) -> str:
            return f"{self._series.expression}.{format_call(name, given, other, **more)}"

        difference = f"{root}.{format_call(name, [repr('change')], period)}"

        def made(text: str) -> Fact:
            return make(MeasureRequest(text, self._series, asked, written, difference))

        return self._named(call, made, root, of=(asked,))

    def _on(self, name: str, how: str, period: Period | None, needs: Needs, basis: Basis) -> Fact:
        make = partial(over_time.change_on, how=how, needs=needs, basis=basis)
        return self._requested(name, _given(how), period, make)

    def _over(self, name: str, measure: Measure, count: int, period: Period | None) -> Fact:
        if isinstance(count, bool) or not isinstance(count, int) or count < 2:
            raise TypeError(count)
        make = partial(windows.over_last, measure=measure, count=count)
        return self._requested(name, [str(count)], period, make)


def _given(how: str) -> list[str]:
    if how not in ("", *over_time.HOW):
        raise TypeError(how)
    return [repr(how)] if how else []


_BASES: Final[Mapping[str, tuple[Needs, Basis]]] = {
    "year": (over_time.year_before, "year before"),
    "previous": (over_time.previous, "previous"),
}
