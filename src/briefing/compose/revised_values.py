"""What the edition before printed of a period, and what the publisher says of that period now."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from briefing.errors import BriefingError
from briefing.facts import FactRegistry
from briefing.facts.formula import as_tree, binary, exactly, worked_out
from briefing.facts.revisions import reasons
from briefing.model.edition import Previous
from briefing.model.fact import Fact
from briefing.model.format import PLAIN
from briefing.model.period import YEAR, Period
from briefing.wording.fitting import POINTS, is_percentage
from briefing.wording.rounding import rounded


def has_vintages(fact: Fact) -> bool:
    """Whether readings of its period follow each other: months, quarters, weeks, or a year with an earlier reading."""
    return any(row.earlier or row.period.frequency != YEAR for row in fact.observations)


def earlier_values(book: FactRegistry, previous: Previous) -> Iterator[tuple[Fact, Fact]]:
    """Yield today's value and that of the edition before, for each value that it printed and that was revised since.

    The newest period of each series comes first, then the others, whether or not today's edition prints them.
    """
    found: dict[tuple[str, str], dict[Period, tuple[Fact, Fact]]] = {}
    for name in sorted(previous.printed & previous.facts.keys()):
        before = previous.facts[name]
        if len(before.periods) == 1 and (today := _today(book, before)) and has_vintages(today):
            why = reasons(before, today)
            if why and set(why) <= {"revised", "corrected"}:
                series = (today.name.partition(".")[0], before.observations[0].entity)
                found.setdefault(series, {})[before.periods[0]] = (today, before)
    newest = [[pairs[period] for period in sorted(pairs, reverse=True)] for pairs in found.values()]
    yield from (pairs[0] for pairs in newest)
    yield from (pair for pairs in newest for pair in pairs[1:])


def _today(book: FactRegistry, before: Fact) -> Fact | None:
    """Return today's value of the series and period of a value; None where there is none."""
    key = before.name.partition(".")[0]
    keys = book.keys()
    if key not in keys or not before.observations or before.targets:
        return None
    try:
        subject, place = book.subject(key), before.observations[0].entity
        return (subject if place == subject.entity else subject.of(place)).at(before.periods[0])
    except BriefingError:  # the value is gone, or the place, or the short name means another indicator
        return None


def revised_by(old: Fact, new: Fact) -> Fact | None:
    """Return the fact of a revision's size; None where it has no number, or not that of the two that are printed."""
    places = max(old.decimals, new.decimals) if new.format.decimals is None else new.format.decimals
    value = exactly(new.value) - exactly(old.value)
    printed = rounded(new.value, places) - rounded(old.value, places)
    bound = (old.qualifier, new.qualifier) != ("=", "=")
    if bound or new.unit != old.unit or new.unit == "rank" or printed != rounded(worked_out(value), places):
        return None
    formula = binary(new, "−", old)
    observations = (*new.observations, *old.observations)
    points = is_percentage(new.unit)
    return replace(
        new,
        name=f"revised({new.name})",
        measure="points" if points else "change",
        value=worked_out(value),
        unit=POINTS if points else new.unit,
        units={} if points else new.units,
        decimals=places,
        format=PLAIN if points else replace(new.format, sign=None),
        formula=str(formula),
        tree=as_tree(formula, observations),
        observations=observations,
        period=None,
        previous=True,
        notes=(),
    )
