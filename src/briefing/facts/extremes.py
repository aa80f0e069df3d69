"""Values in order of time → the highest or the lowest of them, with its year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from briefing.errors import FactError
from briefing.facts.formula import Selection, as_tree, operand
from briefing.model.fact import Fact

End = Literal["highest", "lowest"]


def extreme(expression: str, points: Sequence[Fact], end: End, notes: tuple[str, ...]) -> Fact:
    """Return the highest or lowest value with its year, the first one of several alike.

    FactError where a bound may lie beyond it, and where the values have more than one unit.
    """
    if len({point.unit for point in points}) > 1:
        raise FactError("compares values of several units", expression, "give all values of a series in one unit")
    pick = max if end == "highest" else min
    found = pick(points, key=lambda point: point.value)
    open_end = "≥" if end == "highest" else "≤"
    for point in points:
        if point is not found and point.qualifier == open_end:
            what = (
                f"the value of {point.period} is only known as {point.qualifier} {point.formula}, and may be the {end}"
            )
            raise FactError(what, expression, f"write `between` with the years before or after {point.period} in front")
    listed = ", ".join(f"{point.period}: {point.formula}" for point in points)
    rows = tuple(dict.fromkeys(row for point in (found, *points) for row in point.observations))
    return replace(
        found,
        name=expression,
        formula=f"{end} of {len(points)} values ({listed})",
        tree=as_tree(Selection(end, {"of": tuple(map(operand, points))}), rows),
        observations=rows,
        notes=notes,
    )
