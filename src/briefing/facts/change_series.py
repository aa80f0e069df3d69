"""A series → the series of its changes: on the previous period, on a year before, or at an annual rate."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from briefing import wording
from briefing.errors import Incomparable
from briefing.facts.breaks import notes_across
from briefing.facts.lookup_errors import no_value
from briefing.facts.over_time import MeasureRequest, Needs, annualised, change_on, previous, usual, year_before
from briefing.facts.time_series import TimeSeries
from briefing.model.dataset import Adjustment, Break, Gap, Observation
from briefing.model.edition import Subject
from briefing.model.fact import Basis, Fact
from briefing.model.period import YEAR, Frequency, Period
from briefing.wording.fitting import POINTS, is_percentage

_BASES: Final[Mapping[str, tuple[Needs, Basis]]] = {
    "previous": (previous, "previous"),
    "year": (year_before, "year before"),
    "annual rate": (previous, "annual rate"),
}


class ChangeSeries(TimeSeries, frozen=True, dict=True, kw_only=True):
    """The change of `base` in each period, `on` the previous one or a year before, in %, in its unit or in points."""

    base: TimeSeries
    on: str
    how: str

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods for which both values are known, without a break between them that forbids it."""
        return tuple(period for period in self.base.periods if self._compares(period))

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks between its values: none, as each is worked out on its own side of a break."""
        return ()

    @property
    def kind(self) -> str:
        """What its values are."""
        return "rate"

    @property
    def adjustment(self) -> Adjustment:
        """That of the base; a change on a year before has no season."""
        return self.base.adjustment if self.on != "year" else ""

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have the base."""
        return self.base.entities

    def observations(self, period: Period) -> tuple[Observation, ...]:
        """Return the observations behind a change."""
        return self.point(period).observations

    def of(self, entity: str) -> ChangeSeries:
        """Return the changes of another place."""
        base, expression = self.base.of(entity), f"{self.root}.of({entity!r})"
        return replace(self, base=base, entity=base.entity, expression=expression)

    def of_part(self, frequency: Frequency) -> ChangeSeries:
        """Return the changes of the readings of the same part of each year."""
        return replace(self, base=self.base.of_part(frequency))

    def gap(self, period: Period) -> Gap | None:
        """Return why one of both values is missing."""
        try:
            needed = self._needs(period)
        except Incomparable:
            return None
        return next((gap for gap in map(self.base.gap, reversed(needed)) if gap is not None), None)

    @property
    def _declared(self) -> Frequency | None:
        return self.base.frequency

    @property
    def _needs(self) -> Needs:
        return _BASES[self.on][0]

    def _compares(self, period: Period) -> bool:
        try:
            needed = self._needs(period)
            if self.base.known.issuperset(needed):
                notes_across(self.expression, self.base.breaks, (needed[0], needed[-1]), ())
                return True
        except Incomparable:
            pass
        return False

    def _fact(self, name: str, period: Period) -> Fact:
        if period not in self.base.known:
            raise no_value(name, self.expression, period, self.periods, self.gap(period))
        request = MeasureRequest(name, self.base, period, lambda other: f"{self.expression}.at({other.literal})")
        needs, basis = _BASES[self.on]
        found = annualised(request) if basis == "annual rate" else change_on(request, self.how, needs, basis)
        fixed = self.format.decimals
        decimals = 1 if found.unit.startswith("%") else found.decimals
        return replace(
            found,
            measure="ratio",
            unit=self.unit,
            units=self.units,
            decimals=decimals if fixed is None else fixed,
            format=self.format,
            indicator="",
            entity=self.entity,
            rate=True,
        )


def changes(subject: Subject, base: TimeSeries) -> ChangeSeries:
    """Return the changes of a series under their short name of `[facts]`."""
    how = "percent" if subject.on == "annual rate" else subject.how or usual(base.unit)
    unit = "% a year" if subject.on == "annual rate" else "%"
    if how != "percent":
        unit = POINTS if is_percentage(base.unit) else "places" if base.unit == "rank" else base.unit
    return ChangeSeries(
        expression=subject.key,
        root=subject.key,
        names=subject.names or _names(base, _BASES[subject.on][1]),
        unit=unit,
        units=base.units if unit == base.unit else subject.units,
        format=subject.format,
        direction=base.direction,
        entity=base.entity,
        within_year=base.within_year,
        below_zero=True,
        base=base,
        on=subject.on,
        how=how,
    )


def _names(base: TimeSeries, basis: Basis) -> Mapping[str, str]:
    known = [lang for lang in base.names if lang in wording.languages()]
    frequency = base.frequency or YEAR
    return {lang: wording.of(lang).change_name(base.names[lang], basis, frequency) for lang in known}
