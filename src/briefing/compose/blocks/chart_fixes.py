"""A chart that cannot be drawn → what to write in its node instead. What is proposed works when it is followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from briefing.errors import FactError, Incomparable, StoryError
from briefing.facts import SubjectFacts
from briefing.facts.lookup_errors import spans
from briefing.model.chart import LEAST_POINTS
from briefing.model.chart_kinds import KINDS
from briefing.model.period import Period, consecutive
from briefing.model.story import ChartSpec
from briefing.wording.fitting import is_percentage

if TYPE_CHECKING:
    from briefing.compose.blocks.chart_series import Line

COLUMNS_A_YEAR: Final = KINDS["columns"].most  # as many as colours that a reader tells apart
_EACH: Final = "make a chart of the values for each unit, without `measure`"


@contextmanager
def drawing(lines: Sequence[Line]) -> Iterator[None]:
    """What has no ratio, or lies across a break, is refused in the words of a chart; facts speak of sentences."""
    try:
        yield
    except Incomparable as error:
        finding = error.findings[0]
        line = next((one for one in lines if finding.where.startswith(f"{one.subject.expression}.")), None)
        if line is None:
            raise
        raise StoryError(f"{finding.where}: {finding.what}", fix=_instead(lines, line)) from None


def _instead(lines: Sequence[Line], line: Line) -> str:
    """A line whose measure the data refuse → its values, another period, or the others without it."""
    ways = []
    if any(item.effect == "refuse" for item in line.subject.breaks):
        ways.append(_sides(line))
    if not mixed(lines):
        ways.append("leave `measure` out, for the values")
    lacking = [one.key for one in lines if one is line or not _has(one.subject, "index")]
    if len(lacking) < len(lines):
        ways.append(f"leave {' and '.join(lacking)} out")
    return ", or ".join(filter(None, ways)) or _EACH


def mixed(lines: Sequence[Line]) -> bool:
    """Whether lines have several units."""
    return len({line.subject.unit for line in lines}) > 1


def one_side(lines: Sequence[Line], line: Line) -> str:
    """A line across a break that refuses → the periods on either side of it, or the others without it."""
    ways = [_sides(line), f"leave {line.key} out" if len(lines) > 1 else ""]
    return ", or ".join(filter(None, ways)) or "print its values in sentences or a table"


def _sides(line: Line) -> str:
    refused = [item for item in line.subject.breaks if item.effect == "refuse"]
    periods = line.subject.periods
    before = [period for period in periods if period <= min(item.before for item in refused)]
    after = [period for period in periods if period >= max(item.after for item in refused)]
    sides = [f"`period: [{side[0]}, {side[-1]}]`" for side in (before, after) if len(side) > 1]
    return f"write {' or '.join(sides)}" if sides else ""


def unlike(spec: ChartSpec, lines: Sequence[Line], drawn: str = "chart") -> str:
    """Lines of several units → a measure in which they share a scale, if there is one."""
    kind = KINDS[spec.kind]
    shown = (KINDS["bar"] if kind.takes == "parts" else kind).measures
    tried = [name for name in ("multiple", "index") if name in shown]
    ways = [f"`measure: {name}`" for name in tried if all(_has(line.subject, name) for line in lines)]
    if kind.takes == "parts":
        ways = ["`kind: bar` with " + " or ".join(ways)] if ways else []
    each = f"make a {drawn} for each unit"
    return f"write {' or '.join(ways)}, or {each}" if ways else each


def _has(subject: SubjectFacts, measure: str) -> bool:
    if subject.within_year or (measure == "multiple" and is_percentage(subject.unit)):
        return False
    try:
        for period in subject.periods:
            subject.index_at(period)
    except FactError:
        return False
    return len(subject.periods) > 1


def over_time(spec: ChartSpec, lines: Sequence[Line]) -> str:
    """A measure that no chart over years shows → the values, or an index."""
    kind = KINDS[spec.kind]
    ways = ["leave `measure` out"] if kind.ranked or not mixed(lines) else []
    if not kind.ranked and "index" in kind.measures and all(_has(line.subject, "index") for line in lines):
        ways.append("write `measure: index`")
    return ", or ".join(ways) or _EACH


def without_multiple(lines: Sequence[Line], rates: Sequence[str]) -> str:
    """Lines of which some are percentages → their values, where all have one unit, or the others alone."""
    ways = [] if mixed(lines) else ["write `measure: value`"]
    if len(rates) < len(lines):
        ways.append(f"leave {' and '.join(rates)} out")
    return ", or ".join(ways) or _EACH


def years_with_values(lines: Sequence[Line]) -> str:
    """Lines without a value in the years of a chart → the years that have one."""
    if len(lines) == 1:
        return f"years with a value: {spans(lines[0].subject.known_periods)}"
    return "years with a value: " + "; ".join(f"{line.key} {spans(line.subject.known_periods)}" for line in lines)


def two_years(lines: Sequence[Line]) -> str:
    """Lines that are to be compared over two years → the first and the last that all have, else what to do."""
    periods = _common(lines)
    if len(periods) > 1:
        return f"write `period: [{periods[0]}, {periods[-1]}]`"
    return f"leave some out, as they share no two years; {years_with_values(lines)}"


def one_year(lines: Sequence[Line], otherwise: str) -> str:
    """Lines that are to be of one year → the last that all have, else the key to leave out."""
    periods = _common(lines)
    return f"write `period: [{periods[-1]}, {periods[-1]}]`" if periods else f"leave `{otherwise}` out"


def _common(lines: Sequence[Line]) -> list[Period]:
    """The years for which all lines have a value."""
    return sorted(set.intersection(*(set(line.subject.known_periods) for line in lines)))


def instead_of_line(spec: ChartSpec, lines: Sequence[Line], few: Sequence[str]) -> str:
    """Lines of which some have too few points, by key → other kinds that show them, or the others alone."""
    kinds = [] if mixed(lines) and spec.measure == "value" else ["columns"] if len(lines) <= COLUMNS_A_YEAR else []
    kinds += ["bar"] if not mixed(lines) and spec.measure == "value" else []
    ways = [f"write {' or '.join(f'`kind: {kind}`' for kind in kinds)} for single years"] if kinds else []
    ends = {(line.subject.periods[0], line.subject.periods[-1]) for line in lines}
    if len(ends) == 1 and len(set(*ends)) > 1:
        ways.append("`kind: slope` for a first and a last value")
    if 0 < len(few) < len(lines):
        ways.append(f"leave {' and '.join(few)} out")
    return ", or ".join(ways) or "make a chart for each"


def together(parts: Sequence[SubjectFacts]) -> str:
    """Parts that are to be of one year → the last that all have, else what is known of each."""
    periods = sorted(set.intersection(*(set(part.known_periods) for part in parts)))
    if periods:
        return f"write `period: [{periods[-1]}, {periods[-1]}]`"
    return "name others; years with a value: " + "; ".join(f"{part.key} {spans(part.known_periods)}" for part in parts)


def unranked(spec: ChartSpec, lines: Sequence[Line]) -> str:
    """Lines that have no ranks → the kind that shows their values over the same years."""
    if all(len(line.subject.periods) >= LEAST_POINTS for line in lines) and not mixed(lines):
        return "write `kind: line`"
    return instead_of_line(spec, lines, ())


def years_of_all(periods: Sequence[Period], lines: Sequence[Line]) -> str:
    """The periods for which all lines have a value → the longest stretch of them, the newest of several."""
    runs = consecutive(periods)
    if not runs:
        return f"name parts that share years; {years_with_values(lines)}"
    longest = max(reversed(runs), key=len)
    return f"write `period: [{longest[0]}, {longest[-1]}]`"


def fewer_parts(spec: ChartSpec, most: int) -> str:
    """A share of too many parts → fewer, or the smaller ones as a rest."""
    if spec.of:
        return f"name at most {most - 1} in `series`, and the others together in `rest`"
    return f"name at most {most} in `series`, or {most - 1} with the whole in `of` and the others in `rest`"


def fewer(spec: ChartSpec, most: int, other: str = "use a table") -> str:
    """More lines than a chart has room for → how to show fewer; the edition's place comes on top of the first."""
    first = most - 1 - len(spec.beside) - bool(spec.rest and KINDS[spec.kind].rest)
    if spec.entities and first > 0:
        return f"write `top: {first}`, or name at most {most} in `entities`, or {other}"
    return f"name at most {most} in `series`, or {other}"


def shorter(spec: ChartSpec, lines: Sequence[Line], period: tuple[Period, Period], most: int) -> str:
    """A period with more years than a chart has room for → one with fewer, or charts and tables of some of them."""
    first, last = period
    if first > last:
        return f"write `period: [{last}, {first}]`, the earlier year first"
    periods = sorted({period for line in lines for period in line.subject.known_periods})
    newest = max((period for period in periods if period <= last), default=last)
    ways = [f"write `period: [{newest - most + 1}, {newest}]`"]
    ends = [(first in line.subject.known_periods and newest in line.subject.known_periods) for line in lines]
    kind = KINDS[spec.kind]
    if kind.takes == "years" and not kind.ranked and spec.measure == "value" and all(ends):
        ways.append(f"`kind: slope` with `period: [{first}, {newest}]` for the first and the last year")
    return f"{', or '.join(ways)}; a `table` may print single years, as {{{{ {spec.series[0]}.at({periods[0]}) }}}}"
