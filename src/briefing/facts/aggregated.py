"""A series → a series of longer periods, by the indicator's rule: of quarters in which all months have a value."""

from __future__ import annotations

from functools import cached_property
from typing import Final, get_args

from msgspec.structs import replace

from briefing.errors import FactError, Impossible
from briefing.facts.breaks import notes_across
from briefing.facts.formula import as_tree, operand, worked_out
from briefing.facts.lookup_errors import no_value
from briefing.facts.time_series import TimeSeries
from briefing.facts.totals import TOTALS, joint_side, mean_decimals, one_unit
from briefing.model.dataset import Adjustment, Aggregation, Break, Gap, Observation
from briefing.model.fact import Fact
from briefing.model.period import Frequency, Period, Unit, periods_within

_UNITS: Final[tuple[Unit, ...]] = get_args(Unit)


class AggregatedSeries(TimeSeries, frozen=True, dict=True, kw_only=True):
    """The values of `base`, those of each longer period made one by the indicator's rule."""

    base: TimeSeries
    longer: Frequency

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The longer periods whose every part has a value."""
        known = self.base.known
        wholes = dict.fromkeys(Period.containing(period.start, self.longer) for period in self.base.periods)
        return tuple(whole for whole in wholes if known.issuperset(self._within(whole)))

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks of the base."""
        return self.base.breaks

    @property
    def kind(self) -> str:
        """That of the base."""
        return self.base.kind

    @property
    def adjustment(self) -> Adjustment:
        """That of the base."""
        return self.base.adjustment

    @property
    def aggregation(self) -> Aggregation:
        """That of the base."""
        return self.base.aggregation

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have the base."""
        return self.base.entities

    def observations(self, period: Period) -> tuple[Observation, ...]:
        """Return the observations behind a period's value."""
        return self.point(period).observations

    def of(self, entity: str) -> AggregatedSeries:
        """Return the same of another place."""
        base, expression = self.base.of(entity), f"{self.root}.of({entity!r})"
        return replace(self, base=base, entity=base.entity, expression=expression)

    def of_part(self, frequency: Frequency) -> AggregatedSeries:
        """Raise FactError: what is worked out has no readings of a part of a year."""
        what = f"is worked out from values for each {self.base.frequency}, not from a {frequency}"
        raise Impossible(what, self.expression, f"ask {self.base.expression} itself")

    def gap(self, period: Period) -> Gap | None:
        """Return why a part of a period has no value."""
        return next((gap for gap in map(self.base.gap, self._within(period)) if gap is not None), None)

    @property
    def _declared(self) -> Frequency | None:
        return self.longer

    def _within(self, whole: Period) -> tuple[Period, ...]:
        assert self.base.frequency is not None
        return periods_within(whole, self.base.frequency)

    def _fact(self, name: str, period: Period) -> Fact:
        if period not in self.known:
            raise no_value(name, self.expression, period, self.periods, self.gap(period))
        points = [self.base.point(part) for part in self._within(period)]
        one_unit(name, points)
        ends = points[0].value_period, points[-1].value_period
        notes = notes_across(name, self.base.breaks, ends, (), "print the values alone")
        if self.aggregation == "end":
            points = points[-1:]
        value, formula = TOTALS[self.aggregation](points) if len(points) > 1 else (points[0].value, operand(points[0]))
        rows = tuple(dict.fromkeys(row for point in points for row in point.observations))
        mean = self.aggregation == "mean"
        most = max(point.decimals for point in points)
        return replace(
            points[-1],
            name=name,
            measure="rank" if points[0].measure == "rank" else "ratio",
            value=worked_out(value),
            qualifier=joint_side(name, points),
            decimals=mean_decimals(worked_out(value), points) if mean else most,
            formula=str(formula),
            tree=as_tree(formula, rows),
            observations=rows,
            notes=tuple(dict.fromkeys((*notes, *(note for point in points for note in point.notes)))),
            period=period,
        )


def aggregated(series: TimeSeries, unit: str) -> AggregatedSeries:
    """Return a series by longer periods; FactError where they are no whole number of its own, or without a rule."""
    call = f"by({unit!r})"
    name, longer = f"{series.expression}.{call}", next((Frequency(one) for one in _UNITS if one == unit), None)
    own = series.frequency
    if own is None:
        raise FactError("has no value", name, "ask for its targets alone")
    wholes = [one for one in map(Frequency, _UNITS) if _divides(own, one)]
    if longer not in wholes:
        listed = " or ".join(f"by('{one.unit}')" for one in wholes)
        what = f"has a value for each {own}, of which no whole number makes a {unit}"
        raise Impossible(what, name, f"write {listed}" if listed else "print the values as they are")
    if not series.aggregation:
        what = f"needs the rule by which values for each {own} make one for each {unit}"
        where = f"of {series.indicator.id} in indicators.csv" if series.indicator is not None else "of its indicator"
        raise Impossible(what, name, f"write sum, mean or end as `aggregate` {where}")
    return AggregatedSeries(
        expression=name,
        root=f"{series.root}.{call}",
        names=series.names,
        unit=series.unit,
        units=series.units,
        format=series.format,
        direction=series.direction,
        entity=series.entity,
        indicator=series.indicator,
        series_id=series.series_id,
        within_year=series.within_year,
        below_zero=series.below_zero,
        base=series,
        longer=longer,
    )


def _divides(own: Frequency, longer: Frequency) -> bool:
    if own.unit == "day":
        return longer.unit != "day"
    return bool(longer.a_year) and own.a_year > longer.a_year and own.a_year % longer.a_year == 0
