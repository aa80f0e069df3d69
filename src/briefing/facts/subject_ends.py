"""The values of a subject that its measures compare: the ends of its period, two of them, its own and another's."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from briefing.errors import FactError, Impossible
from briefing.facts.adjustment import ADJUSTED
from briefing.facts.breaks import notes_across
from briefing.facts.known_facts import Ends
from briefing.facts.lookup_errors import gap_note, no_value, with_value
from briefing.facts.measures import Pair
from briefing.facts.subject_properties import SubjectProperties
from briefing.facts.time_series import TimeSeries
from briefing.model.fact import Fact
from briefing.model.period import Period, ends_within, period_range


class SubjectEnds(SubjectProperties):
    """A subject that looks up what is compared; each refusal says what is missing."""

    __slots__ = ()

    def _named(self, call: str, make: Callable[[str], Fact], expression: str = "", *, of: Ends | None = None) -> Fact:
        """Return a fact by how a story calls it; `of` are the periods of the edition that decide on it, if not both."""
        name = f"{expression or self.expression}.{call}"

        def renamed() -> Fact:
            made = make(name)
            return made if made.name == name else replace(made, name=name)

        return self._registry.fact(name, self.period if of is None else of, renamed)

    def _point(self, period: Period) -> Fact:
        return self._series.point(period)

    def _ends(self, call: str, two: bool = False) -> tuple[Period, Period]:
        name, known = f"{self.expression}.{call}", self.periods
        if self._strict:
            for period in self.period:
                if period not in known:
                    gap = self._series.gap(period)
                    raise no_value(name, self._series.expression, period, self._series.periods, gap)
        if not known or (two and len(known) == 1):
            what = f"needs {'two values' if two else 'a value'} from {self.period[0]} to {self.period[1]}"
            raise FactError(what, name, with_value(self._series.periods or self._series.readings))
        return known[0], known[-1]

    def _last(self, call: str) -> Period:
        """Return the last period with a value, without a look at the first of the edition where any has this last."""
        last = self._bounds[1]
        if not self._strict and self._registry.ends_with(last) and last in self._series.periods:
            return last
        return self._ends(call)[1]

    def _along(self, name: str, ends: tuple[Period, Period]) -> tuple[str, ...]:
        """Return the notes of breaks and gaps between two periods whose values are all looked at."""
        notes = notes_across(name, self._series.breaks, ends, self._series.periods)
        gaps = filter(None, map(self._series.gap, period_range(*ends)))
        return (*notes, *dict.fromkeys(map(gap_note, gaps)))

    def _refuse_part(self, call: str, period: Period) -> None:
        if period.frequency.partial:
            what = f"compares places by {period}, a reading of a part of a year, which few of them may have"
            raise FactError(what, f"{self.expression}.{call}", f"print {self.key}.at({period.literal}) alone")

    def _refuse_within_year(self, name: str) -> None:
        if self._series.within_year:
            what = "compares readings within a year, which have different dates"
            raise FactError(what, name, "print the values alone, or use the full-year indicator")

    def _pair(self, name: str, first: Period, last: Period) -> Pair:
        base, other = self._point(first), self._point(last)
        if first != last:
            self._refuse_within_year(name)
        if base.unit != other.unit:
            what = f"compares {base.unit} with {other.unit}"
            raise FactError(what, name, "give all values of a series in one unit")
        ends = (first, last) if first <= last else (last, first)
        return Pair(name, base, other, notes_across(name, self._series.breaks, ends, self._series.periods))

    def _parts(self, name: str, whole: SubjectEnds, period: Period, asked: str = "share") -> Pair:
        if not isinstance(whole, SubjectEnds):
            fix = f"there are: {', '.join(self._registry.keys())}"
            if whole in self.entities:
                fix = f"write {self.key}.of({whole!r})"
            raise Impossible(f"{whole!r} is no short name of [facts]", name, fix)
        part, base = self._series, whole._series
        if part.within_year or base.within_year:
            what = "joins a reading within a year with another value"
            raise FactError(what, name, "print the values alone")
        refuse_unlike(name, part, base)
        if part.unit != base.unit:
            if asked != "share":
                what = f"takes {base.unit} from {part.unit}"
                if asked == "contribution":
                    what = f"is a part in {part.unit} of a whole in {base.unit}"
                raise Impossible(what, name, f"a {asked} needs two short names of one unit")
            what = f"divides {part.unit} by {base.unit}"
            like = f'ratio = ["{part.root}", "{base.root}"]'
            raise Impossible(what, name, f"a share needs one unit; declare a {like} in [facts] of briefing.toml")
        return Pair(name, base.point(period), part.point(period))


def within(series: TimeSeries, bounds: tuple[Period, Period]) -> tuple[Period, Period]:
    """Return the first and the last period of a series's own frequency within others."""
    return bounds if series.frequency is None else ends_within(series.frequency, bounds)


def refuse_unlike(name: str, part: TimeSeries, base: TimeSeries) -> None:
    """Series of two frequencies, or adjusted for different things, are not compared."""
    own, other = part.frequency, base.frequency
    if own is not None and other is not None and own != other:
        what = f"joins {part.expression}, which has a value for each {own}, with {base.expression}, for each {other}"
        shorter, longer = (part, other) if own.a_year > other.a_year else (base, own)
        fix = "use series of one frequency"
        if own.a_year and other.a_year and longer.regular:
            fix = f"use {shorter.expression}.by('{longer.unit}')"
        raise Impossible(what, name, fix)
    if part.adjustment and base.adjustment and part.adjustment != base.adjustment:
        words = [f"{item.expression}, {ADJUSTED[item.adjustment]}" for item in (part, base)]
        raise Impossible(f"joins {' with '.join(words)}", name, "use series that are adjusted alike")
