"""The series of several places → their sum, mean or median in each year for which every place has a value."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from briefing.errors import FactError, Impossible
from briefing.facts.formula import Calculation, Median, as_tree, exactly, held_decimals, operand
from briefing.facts.lookup_errors import no_value, with_value
from briefing.facts.time_series import TimeSeries
from briefing.facts.totals import TOTALS, is_quantity, joint_side, mean_decimals
from briefing.model.dataset import Adjustment, Aggregation, Break, Gap, Observation
from briefing.model.edition import ALL
from briefing.model.fact import Fact
from briefing.model.period import Frequency, Period

_MEAN_NOTE: Final = "unweighted mean: "
MOST: Final = 250  # places whose values one formula can hold
_SAME: Final = 0.02  # a place that lies within this part of the sum of all others is taken for their total


class CombinedSeries(TimeSeries, frozen=True, dict=True, kw_only=True):
    """The sum, the unweighted mean or the median of `parts`; the entity is their places in words."""

    how: str
    parts: tuple[TimeSeries, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """The places."""
        return tuple(part.entity for part in self.parts)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods for which each place has a value."""
        common = frozenset.intersection(*(part.known for part in self.parts))
        return tuple(period for period in self.parts[0].periods if period in common)

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks of all."""
        found: list[Break] = []
        for item in (one for part in self.parts for one in part.breaks):
            if item not in found:  # its reasons in other languages are a mapping, which no set holds
                found.append(item)
        return tuple(found)

    def observations(self, period: Period) -> tuple[Observation, ...]:
        """Return the observations of all."""
        return tuple(dict.fromkeys(row for part in self.parts for row in part.observations(period)))

    def of(self, entity: str) -> TimeSeries:
        """Raise FactError: several places together have none of their own."""
        what = f"{self.expression} is of several places together, and has no value of {entity!r} alone"
        fix = f"write {self.root}.of({entity!r})"
        if self.expression == self.root:  # a short name of several places, so that another has to be declared
            indicator = self.parts[0].indicator
            like = f'as {{ indicator = "{indicator.id}" }}' if indicator else f"as one of {self.parts[0].root}"
            fix = f"declare a short name of one place in [facts] of briefing.toml, {like}"
        raise FactError(what, f"{self.expression}.of({entity!r})", fix)

    @property
    def kind(self) -> str:
        """That of the places."""
        return self.parts[0].kind

    @property
    def adjustment(self) -> Adjustment:
        """That of the places."""
        return self.parts[0].adjustment

    @property
    def aggregation(self) -> Aggregation:
        """That of the places."""
        return self.parts[0].aggregation

    def of_part(self, frequency: Frequency) -> CombinedSeries:
        """Return the readings of the same part of each year, taken together."""
        return replace(self, parts=tuple(part.of_part(frequency) for part in self.parts))

    def gap(self, period: Period) -> Gap | None:
        """Return why one of the places has no value."""
        return next((gap for gap in (part.gap(period) for part in self.parts) if gap is not None), None)

    @property
    def _declared(self) -> Frequency | None:
        return self.parts[0].frequency

    def _fact(self, name: str, period: Period) -> Fact:
        lacking = [part.entity for part in self.parts if period not in part.known]
        if len(lacking) == len(self.parts):
            raise no_value(name, self.expression, period, self.periods, self.gap(period))
        if lacking:
            what = f"{_listed(lacking)} {'has' if len(lacking) == 1 else 'have'} no value for {period}"
            raise FactError(what, name, with_value(self.periods, "a value for each place"))
        points = [part.point(period) for part in self.parts]
        units = dict.fromkeys(point.unit for point in points)
        if len(units) > 1:
            raise FactError(f"joins {_listed(list(units))}", name, "give all places in one unit")
        side = joint_side(name, points)
        value, formula = _WORKED[self.how](points)
        mean, finest = self.how == "mean", max(point.decimals for point in points)
        observations = tuple(dict.fromkeys(row for point in points for row in point.observations))
        return Fact(
            name=name,
            measure="ratio",
            value=float(value),
            unit=self.unit,
            qualifier=side,
            decimals=mean_decimals(value, points) if mean else held_decimals(value, finest),
            formula=str(formula),
            tree=as_tree(formula, observations),
            observations=observations,
            notes=(_mean_note(self.members),) if mean else (),
            indicator=self.parts[0].indicator.id if self.parts[0].indicator else "",
            entity=self.entity,
            period=period,
            units=self.units,
            format=self.format,
        )


def middle_value(points: Sequence[Fact]) -> tuple[Fraction, Calculation]:
    """Return the median of values and its formula."""
    ordered = sorted(points, key=lambda point: (point.value, point.entity))
    middle = [exactly(ordered[at].value) for at in ((len(points) - 1) // 2, len(points) // 2)]
    return sum(middle, start=exactly(0)) / 2, Median(tuple(map(operand, ordered)))


_WORKED: Final[Mapping[str, Callable[[Sequence[Fact]], tuple[Fraction, Calculation]]]] = {
    **TOTALS,
    "median": middle_value,
}


def combined(
    series: TimeSeries, how: str, entities: Sequence[str], key: str = "", names: Mapping[str, str] | None = None
) -> CombinedSeries:
    """Return the sum, mean or median (`how`) of a series over several places, or over all.

    `key` and `names` are those of `[facts]`. FactError for what cannot be added, and for too few or too many places.
    """
    call = f"{series.root}.{how}_of({', '.join(map(repr, entities))})"
    expression = key or call
    if isinstance(series, CombinedSeries):
        raise FactError("joins what is joined already", expression, "use a short name of one place")
    chosen = _places(series, how, entities, expression)
    if how == "sum":
        _refuse_sum(series, expression)
    elif series.unit == "rank":
        raise FactError(f"takes the {how} of ranks, which are an order", expression, "print the ranks themselves")
    parts = tuple(series.of(entity) for entity in chosen)
    if list(entities) == [ALL] and how == "sum":
        _refuse_total(parts, expression)
    label = f"{len(chosen)} places" if list(entities) == [ALL] else _listed(chosen)
    return CombinedSeries(
        expression=expression,
        root=key or series.root,
        names=names or series.names,
        unit=parts[0].unit,
        units=parts[0].units,
        format=parts[0].format,
        direction=parts[0].direction,
        entity=label,
        indicator=None if names else parts[0].indicator,
        within_year=parts[0].within_year,
        below_zero=parts[0].below_zero,
        how=how,
        parts=parts,
    )


def _mean_note(places: Sequence[str]) -> str:
    return _MEAN_NOTE + ", ".join(map(repr, places))


def places_of_mean(note: str) -> tuple[str, ...]:
    """Return the places of the mean that a note of a fact names; none for another note."""
    listed = note.removeprefix(_MEAN_NOTE)
    return () if listed == note else tuple(ast.literal_eval(f"({listed},)"))


def _places(series: TimeSeries, how: str, entities: Sequence[str], expression: str) -> list[str]:
    if any(not isinstance(entity, str) for entity in entities):
        fix = f"write {how}_of('all'), or the names of places in quotation marks"
        raise FactError("names a place that is no text", expression, fix)
    chosen = list(series.entities) if list(entities) == [ALL] else list(entities)
    if not 2 <= len(chosen) <= MOST:
        what = f"joins {len(chosen)} {'place' if len(chosen) == 1 else 'places'}, and 2 to {MOST} can be"
        whole = "total" if how == "sum" else how
        fix = f"add the {whole} to the data as an indicator"
        if len(chosen) < 2:
            others = [entity for entity in series.entities if entity not in chosen]
            two = ", ".join(map(repr, [*chosen, *others][:2]))
            fix = f"write {series.root}.{how}_of({two})" if len(series.entities) > 1 else f"write {series.root} alone"
        raise FactError(what, expression, fix)
    twice = sorted({entity for entity in chosen if chosen.count(entity) > 1})
    if twice:
        raise FactError(f"counts {_listed(twice)} twice", expression, "name each place once")
    return chosen


def _refuse_sum(series: TimeSeries, expression: str) -> None:
    """A rate, a share, an index or a rank of two places is not the rate of both."""
    if not is_quantity(series):
        what = f"adds up {series.unit or series.kind}, which is no quantity of both places together"
        call = expression.rpartition(".")[2].replace("sum_of", "mean_of") if "sum_of" in expression else ""
        fix = f"write {series.root}.{call} for an unweighted mean" if call else 'write combine = "mean"'
        raise Impossible(what, expression, f"{fix}, or print the values alone")


def _refuse_total(parts: Sequence[TimeSeries], expression: str) -> None:
    """One place that holds as much as all others is their total: it would be counted twice."""
    common = set.intersection(*(set(part.periods) for part in parts))
    if len(parts) < 3 or not common:
        return
    values = sorted((part.point(max(common)).value, part.entity) for part in parts)
    largest, others = values[-1], sum(value for value, _ in values[:-1])
    if others > 0 and abs(largest[0] / others - 1) <= _SAME:
        what = f"{largest[1]} is as much as all other places together, so it seems to be their total"
        fix = f'write totals = ["{largest[1]}"] in [edition] of briefing.toml, or name the places'
        raise FactError(what, expression, fix)


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
