"""A value and those before it → how often it has risen in a row, since when it is the highest, how far values range."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import FactError, Incomparable
from briefing.facts import measures
from briefing.facts.adjustment import seasonal_note
from briefing.facts.breaks import notes_across
from briefing.facts.extremes import End, extreme
from briefing.facts.formula import Selection, as_tree, operand
from briefing.facts.lookup_errors import gap_note
from briefing.facts.measures import Pair
from briefing.facts.over_time import MeasureRequest, previous, single
from briefing.model.dataset import Qualifier
from briefing.model.fact import Fact
from briefing.model.period import Period, period_range
from briefing.wording.rounding import rounded

_HOLE: Final = 3  # periods from a value to the next, up to which what lies between them is no matter


class _Found(Struct, frozen=True):
    """What looking back gives: the values from the first that counts to the one asked for; whether it ended there."""

    points: tuple[Fact, ...]
    ended: bool


def streak(request: MeasureRequest) -> Fact:
    """Return how many times in a row the value has risen, or as a number below zero fallen, up to a period.

    It is a bound where the values that are known do not say how it began. Values that are worked out are compared with
    the decimals that they are printed with: 2.68% and 2.74% are 2.7% both, and no rise.
    """
    before, last = map(_as_printed, request.points(previous))
    sign = _step(before, last)
    if sign is None:
        side = next(point for point in (before, last) if point.qualifier != "=")
        what = f"compares {side.qualifier} {side.formula} of {side.period}, of which no rise or fall is certain"
        raise FactError(what, request.name, "print the values alone")
    request.notes(previous)
    found = _row(request, (before, last), sign) if sign else _Found((before, last), ended=True)
    count = len(found.points) - 1 - (found.ended and sign != 0)
    qualifier: Qualifier = "=" if found.ended else "≥" if sign > 0 else "≤"
    made = _looked_up(request, found, "streak", f"{'falls' if sign < 0 else 'rises'} in a row", f": {count}")
    unit = f"{last.value_period.frequency.unit}s"
    notes = (*made.notes, *seasonal_note(request.series))
    return replace(made, measure="streak", value=float(sign * count), unit=unit, qualifier=qualifier, notes=notes)


def has_hole(ordinals: Sequence[int], steps: int) -> bool:
    """Return whether one of the last steps from a value to the next leaves out so many periods that what is true of the
    values may not be of all periods: more than two, and than twice the usual step. `ordinals` number their periods."""
    every = [after - before for before, after in pairwise(ordinals)]
    return max(every[-steps:], default=0) > max(_HOLE, 2 * median(every or [0]))


def extreme_since(request: MeasureRequest, end: End) -> Fact:
    """Return the last period before one with a value at least as high, or as low; the first known if there is none.

    That is a bound, ≤: the value is the highest of all that are known. FactError where the value before is beyond it.
    Values that are worked out are compared with the decimals that they are printed with.
    """
    last = _as_printed(single(request, lambda period: (period,)))
    points: tuple[Fact, ...] = (last,)
    ended = False
    for period in reversed([period for period in request.compared.periods if period < request.period]):
        point = _as_printed(request.series.point(period))
        if _refused(request, period, points[0].value_period) or point.unit != last.unit:
            break
        points = (point, *points)
        ended = point >= last if end == "highest" else point <= last
        if ended:
            break
        if not (point < last if end == "highest" else point > last):
            bound = point if point.qualifier != "=" else last
            what = f"compares {bound.qualifier} {bound.formula} of {bound.period}, which may be the {end} or not"
            raise FactError(what, request.name, "print the value alone")
    if len(points) == 1 or (ended and len(points) == 2):
        raise _no_extreme(request, points, end)
    made = _looked_up(request, _Found(points, ended), f"{end}_since", f"{end} since")
    first = points[0].value_period
    return replace(
        made,
        measure="period",
        value=float(first.ordinal),
        unit=first.frequency.unit,
        qualifier="=" if ended else "≤",
        period=first,
        window=(first, request.period),
    )


def _no_extreme(request: MeasureRequest, points: Sequence[Fact], end: End) -> FactError:
    """Return the error of a value that the one before it is beyond, or that has none before it."""
    last, before = points[-1], points[0]
    other = "lowest" if end == "highest" else "highest"
    fix = request.written(request.period).replace(f".{end}_since(", f".{other}_since(")
    what = f"{last.period} has no value before it that it may be compared with"
    if before is not last:
        side = "above" if end == "highest" else "below"
        shown = _to_decimals(_compared_decimals(last))
        what = f"{last.formula} of {last.period} is not {side} {before.formula} of {before.period}{shown}"
    turned = before is not last and before.value != last.value
    return FactError(what, request.name, f"write {fix}" if turned else "print the value alone")


def value_range(name: str, points: Sequence[Fact], notes: tuple[str, ...]) -> Fact:
    """Return by how much the highest of several values is above the lowest."""
    highest, lowest = extreme(name, points, "highest", notes), extreme(name, points, "lowest", notes)
    base, other = (replace(point, qualifier="=") for point in (lowest, highest))
    found = measures.change(Pair(name, base, other, notes, "print the values alone"))
    rows = tuple(dict.fromkeys(row for point in points for row in point.observations))
    return replace(
        found,
        measure="range",
        formula=f"range of {len(points)} values ({_listed(points)})",
        tree=as_tree(Selection("range", {"of": tuple(map(operand, points))}), rows),
        observations=rows,
        window=(points[0].value_period, points[-1].value_period),
    )


def _row(request: MeasureRequest, points: tuple[Fact, ...], sign: int) -> _Found:
    """Return the values of a row of rises or falls, before them the one that ends it."""
    while True:
        first = points[0].value_period
        if first - 1 not in request.known or _refused(request, first - 1, first):
            return _Found(points, ended=False)
        point = _as_printed(request.series.point(first - 1))
        step = _step(point, points[0]) if point.unit == points[0].unit else None
        if step is None:
            return _Found(points, ended=False)
        points = (point, *points)
        if step != sign:
            return _Found(points, ended=True)


def _as_printed(point: Fact) -> Fact:
    """Return a value that is worked out as it is printed, a published one as it is."""
    if _compared_decimals(point) is None:
        return point
    return replace(point, value=float(rounded(point.value, point.decimals, point.qualifier)))


def _compared_decimals(last: Fact) -> int | None:
    """Return to how many decimals values are compared up to the last one; None: exactly, as they are published."""
    published = last.tree is None or last.tree["op"] == "value"
    return None if published else last.decimals


def _step(before: Fact, after: Fact) -> int | None:
    """Return whether a value is above the one before it, 1, or below, −1; None where that is not certain."""
    if after > before:
        return 1
    if after < before:
        return -1
    return 0 if after == before else None


def _refused(request: MeasureRequest, first: Period, last: Period) -> bool:
    try:
        notes_across(request.name, request.series.breaks, (first, last), ())
    except Incomparable:
        return True
    return False


def _looked_up(request: MeasureRequest, found: _Found, op: str, words: str, count: str = "") -> Fact:
    """Return what was found by looking along values, with the notes of breaks and gaps among them."""
    points, first = found.points, found.points[0].value_period
    breaks = notes_across(request.name, request.series.breaks, (first, request.period), ())
    since = first if found.ended else first - 1  # a row that nothing ended may have begun in a gap
    gaps = filter(None, (request.series.gap(period) for period in period_range(since, request.period)))
    rows = tuple(dict.fromkeys(row for point in points for row in point.observations))
    decimals = _compared_decimals(points[-1])
    rounds = {} if decimals is None else {"decimals": decimals}
    noted = (*breaks, *map(gap_note, gaps), *(note for point in points for note in point.notes))
    return replace(
        points[-1],
        name=request.name,
        decimals=0,
        formula=f"{words}{_to_decimals(decimals)}{count} ({_listed(points)})",
        tree=as_tree(Selection(op, {"of": tuple(map(operand, points)), **rounds}), rows),
        observations=rows,
        notes=tuple(dict.fromkeys(noted)),
        window=(first, request.period),
        rate=False,
        units={},
        basis="",
    )


def _to_decimals(decimals: int | None) -> str:
    return "" if decimals is None else f", to {decimals} decimal{'s' if decimals != 1 else ''}"


def _listed(points: Sequence[Fact]) -> str:
    return ", ".join(f"{point.period}: {point.formula}" for point in points)
