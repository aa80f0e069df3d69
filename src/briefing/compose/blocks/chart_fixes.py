"""What to write in the node of a chart that cannot be drawn. What is proposed works when it is followed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from briefing.errors import FactError, Incomparable, StoryError
from briefing.facts import SubjectFacts
from briefing.facts.lookup_errors import spans
from briefing.model.chart import LEAST_POINTS
from briefing.model.chart_kinds import KINDS
from briefing.model.chart_specs import ChartSpec
from briefing.model.period import Period, consecutive
from briefing.wording.fitting import is_percentage

if TYPE_CHECKING:
    from briefing.compose.blocks.chart_series import ChartSeries

COLUMNS_A_YEAR: Final = KINDS["columns"].most  # as many as colours that a reader can distinguish
_EACH: Final = "make a chart of the values for each unit, without `measure`"


@contextmanager
def drawing(series: Sequence[ChartSeries]) -> Iterator[None]:
    """Refuse what has no ratio, or lies across a break, in the words of a chart; facts speak of sentences."""
    try:
        yield
    except Incomparable as error:
        finding = error.findings[0]
        item = next((item for item in series if finding.where.startswith(f"{item.subject.expression}.")), None)
        if item is None:
            raise
        raise StoryError(f"{finding.where}: {finding.what}", fix=_other_measure(series, item)) from None


def _other_measure(series: Sequence[ChartSeries], item: ChartSeries) -> str:
    """Return the fix of a series whose measure the data refuse: its values, another period, or the other series."""
    ways = [_sides_of_break(item)] if any(found.effect == "refuse" for found in item.subject.breaks) else []
    ways += [] if mixed(series) else ["leave `measure` out, for the values"]
    lacking = [other.key for other in series if other is item or not _has_measure(other.subject, "index")]
    return _any_of([*ways, _without(lacking, series)], _EACH)


def mixed(series: Sequence[ChartSeries]) -> bool:
    """Whether series have several units."""
    return len({item.subject.unit for item in series}) > 1


def one_side(series: Sequence[ChartSeries], item: ChartSeries) -> str:
    """Return the fix of a series across a break that refuses: the periods on either side, or the others without it."""
    return _any_of([_sides_of_break(item), _without([item.key], series)], "print its values in sentences or a table")


def _sides_of_break(item: ChartSeries) -> str:
    refused = [found for found in item.subject.breaks if found.effect == "refuse"]
    periods = item.subject.periods
    before = [period for period in periods if period <= min(found.before for found in refused)]
    after = [period for period in periods if period >= max(found.after for found in refused)]
    sides = [f"`{_period(side)}`" for side in (before, after) if len(side) > 1]
    return f"write {' or '.join(sides)}" if sides else ""


def unlike(spec: ChartSpec, series: Sequence[ChartSeries], drawn: str = "chart") -> str:
    """Return the fix of series of several units: a measure in which they share a scale, if there is one."""
    kind = KINDS[spec.kind]
    shown = (KINDS["bar"] if kind.takes == "parts" else kind).measures
    tried = [name for name in ("multiple", "index") if name in shown]
    ways = [f"`measure: {name}`" for name in tried if all(_has_measure(item.subject, name) for item in series)]
    if kind.takes == "parts":
        ways = ["`kind: bar` with " + " or ".join(ways)] if ways else []
    each = f"make a {drawn} for each unit"
    return f"write {' or '.join(ways)}, or {each}" if ways else each


def _has_measure(subject: SubjectFacts, measure: str) -> bool:
    if subject.within_year or (measure == "multiple" and is_percentage(subject.unit)):
        return False
    try:
        for period in subject.periods:
            subject.index_at(period)
    except FactError:
        return False
    return len(subject.periods) > 1


def over_time(spec: ChartSpec, series: Sequence[ChartSeries]) -> str:
    """Return the fix of a measure that no chart over years shows: the values, or an index."""
    kind = KINDS[spec.kind]
    ways = ["leave `measure` out"] if kind.ranked or not mixed(series) else []
    if not kind.ranked and "index" in kind.measures and all(_has_measure(item.subject, "index") for item in series):
        ways.append("write `measure: index`")
    return _any_of(ways, _EACH)


def without_multiple(series: Sequence[ChartSeries], rates: Sequence[str]) -> str:
    """Return the fix of series of which some are percentages: their values in one unit, or the others alone."""
    return _any_of(["" if mixed(series) else "write `measure: value`", _without(rates, series)], _EACH)


def years_with_values(series: Sequence[ChartSeries]) -> str:
    """Return the fix of series without a value in the years of a chart: the years that have one."""
    if len(series) == 1:
        return f"years with a value: {spans(series[0].subject.known_periods)}"
    return _known_years((item.key, item.subject) for item in series)


def two_years(series: Sequence[ChartSeries]) -> str:
    """Return the fix of series that are compared over two years: the first and the last that all have."""
    periods = _common(item.subject for item in series)
    if len(periods) > 1:
        return f"write `{_period(periods)}`"
    return f"leave some out, as they share no two years; {years_with_values(series)}"


def one_year(series: Sequence[ChartSeries], otherwise: str) -> str:
    """Return the fix of series that are to be of one year: the last that all have, else the key to leave out."""
    periods = _common(item.subject for item in series)
    return f"write `{_period(periods[-1:])}`" if periods else f"leave `{otherwise}` out"


def parts_of_one_year(parts: Sequence[SubjectFacts]) -> str:
    """Return the fix of parts that are to be of one year: the last that all have, else what is known of each."""
    periods = _common(parts)
    if periods:
        return f"write `{_period(periods[-1:])}`"
    return f"name others; {_known_years((part.key, part) for part in parts)}"


def _common(subjects: Iterable[SubjectFacts]) -> list[Period]:
    """Return the periods for which all subjects have a value."""
    return sorted(set.intersection(*(set(subject.known_periods) for subject in subjects)))


def _known_years(subjects: Iterable[tuple[str, SubjectFacts]]) -> str:
    return "years with a value: " + "; ".join(f"{key} {spans(subject.known_periods)}" for key, subject in subjects)


def instead_of_line(spec: ChartSpec, series: Sequence[ChartSeries], few: Sequence[str]) -> str:
    """Return the fix of a line with too few points: other kinds that show the series, or those without the `few`."""
    of_units = mixed(series) and spec.measure == "value"
    kinds = ["columns"] if not of_units and len(series) <= COLUMNS_A_YEAR else []
    kinds += ["bar"] if not mixed(series) and spec.measure == "value" else []
    ways = [f"write {' or '.join(f'`kind: {kind}`' for kind in kinds)} for single years"] if kinds else []
    ends = {item.subject.periods[:1] + item.subject.periods[-1:] for item in series}
    several = spec.ends is None or spec.ends[0] != spec.ends[1]
    if several and len(ends) == 1 and len(set(*ends)) > 1:
        ways.append("`kind: slope` for a first and a last value")
    return _any_of([*ways, _without(few, series)], "make a chart for each")


def unranked(spec: ChartSpec, series: Sequence[ChartSeries]) -> str:
    """Return the fix of series that have no ranks: the kind that shows their values over the same years."""
    if all(len(item.subject.periods) >= LEAST_POINTS for item in series) and not mixed(series):
        return "write `kind: line`"
    return instead_of_line(spec, series, ())


def years_of_all(periods: Sequence[Period], series: Sequence[ChartSeries]) -> str:
    """Return the fix of series that lack values: the longest run of periods that all have, the newest of several."""
    runs = consecutive(periods)
    if not runs:
        return f"name parts that share years; {years_with_values(series)}"
    return f"write `{_period(max(reversed(runs), key=len))}`"


def years_of_path(periods: Sequence[Period], otherwise: str) -> str:
    """Return the fix of series that lack values on their way: the newest run with enough for a path, or the longest if
    that is another one, else `otherwise`."""
    runs = [run for run in consecutive(periods) if len(run) >= LEAST_POINTS]
    chosen = [runs[-1], max(reversed(runs), key=len)] if runs else []
    ways = dict.fromkeys(f"`{_period(run)}`" for run in chosen)
    return f"write {' or '.join(ways)}" if ways else otherwise


def fewer_parts(spec: ChartSpec, most: int) -> str:
    """Return the fix of a share of too many parts: fewer, or the smaller ones as a rest."""
    if spec.of:
        return f"name at most {most - 1} in `series`, and the others together in `rest`"
    return f"name at most {most} in `series`, or {most - 1} with the whole in `of` and the others in `rest`"


def fewer(spec: ChartSpec, most: int, other: str = "use a table") -> str:
    """Return the fix of more series than a chart has room for; the edition's place comes on top of the first."""
    first = most - 1 - len(spec.beside) - bool(spec.rest and KINDS[spec.kind].rest)
    if spec.entities and first > 0:
        return f"write `top: {first}`, or name at most {most} in `entities`, or {other}"
    return f"name at most {most} in `series`, or {other}"


def shorter(spec: ChartSpec, series: Sequence[ChartSeries], period: tuple[Period, Period], most: int) -> str:
    """Return the fix of a period with more years than a chart has room for: one with fewer, or other blocks."""
    first, last = period
    if first > last:
        return f"write `{_period((last, first))}`, the earlier year first"
    periods = sorted({period for item in series for period in item.subject.known_periods})
    newest = max((period for period in periods if period <= last), default=last)
    ways = [f"write `{_period((newest - most + 1, newest))}`"]
    kind = KINDS[spec.kind]
    ends = all({first, newest} <= set(item.subject.known_periods) for item in series)
    if kind.takes == "years" and not kind.ranked and spec.measure == "value" and ends:
        ways.append(f"`kind: slope` with `{_period((first, newest))}` for the first and the last year")
    single = f"{{{{ {spec.series[0]}.at({periods[0].literal}) }}}}"
    return f"{', or '.join(ways)}; a `table` may print single years, as {single}"


def _without(keys: Sequence[str], series: Sequence[ChartSeries]) -> str:
    return f"leave {' and '.join(keys)} out" if 0 < len(keys) < len(series) else ""


def _any_of(ways: Iterable[str], otherwise: str) -> str:
    return ", or ".join(filter(None, ways)) or otherwise


def _period(periods: Sequence[Period]) -> str:
    return f"period: [{periods[0].quoted}, {periods[-1].quoted}]"
