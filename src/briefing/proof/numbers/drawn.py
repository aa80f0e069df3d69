"""The values that charts draw, traced to facts of the ledger, as a reader finds them under Edit Data."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, partial
from typing import Final

from msgspec.structs import replace

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Rule
from briefing.proof.numbers.printed_numbers import Numerals, numerals, power
from briefing.proof.package.opc_package import Package
from briefing.proof.periods import NoPeriod, Period, period
from briefing.proof.reading.column_steps import stepped_columns
from briefing.proof.reading.drawn_bands import with_upper_ends
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact
from briefing.proof.reading.plotted_series import SeriesData, plotted_in
from briefing.reuse import reused

DRAWN = Rule("number-drawn", "error", "every value of a chart is a fact, a base, or a bridge between two that are")
RULES = (DRAWN,)

_FIX: Final = "put the value back, in the chart and in its data sheet, or build the edition again"
_BASES: Final = (Decimal(1), Decimal(100))
_NEAR: Final = Decimal("1e-9")


def check(evidence: Evidence, known: KnownValues | None = None) -> Findings:
    """Yield the values of a deck's charts that are no facts; `known` are those of the ledger."""
    if evidence.ledger is None:
        return
    known = known or KnownValues(evidence.ledger, evidence.lang)
    for parsed in evidence.of_kind("deck"):
        for page, element in parsed.elements():
            if not element.part or parsed.package is None or element.part not in parsed.package.trees:
                continue
            inputs = parsed.package.parts.digest(element.part), evidence.ledger.facts_digest, evidence.lang
            for what in reused("drawn", inputs, partial(_unknown, parsed.package, element.part, known)):
                yield DRAWN.at(parsed.location(page, element), what, _FIX)


def _unknown(package: Package, part: str, known: KnownValues) -> tuple[str, ...]:
    """Return in words what a chart draws that is no fact."""
    tree, found = package.trees[part], list[str]()
    steps = stepped_columns(tree)
    for category, drawn in zip(steps.categories, steps.values, strict=True) if steps else ():
        if not known.holds(drawn, "") and not known.holds(-drawn, ""):
            found.append(f"the chart draws {drawn} for {category}, which is no fact of the ledger")
    all_series = () if steps else with_upper_ends(tree, plotted_in(package, part))
    for own, series in [(one, scale) for one in all_series for scale in _scales(one)]:
        others = [other for other in all_series if other is not own]
        for at, value in _strange(series, others, known):
            point, name = series.categories.get(at, f"point {at + 1}"), series.name or "a series"
            found.append(f"the chart draws {value} for {name}, {point}, which is no fact of the ledger")
    return tuple(found)


def _scales(series: SeriesData) -> Iterator[SeriesData]:
    """Yield a series for each scale on which its values stand."""
    yield from (replace(series, values=values) for values in (series.values, series.up, series.sizes) if values)


def shifts_of(fact: LedgerFact, language: Numerals) -> set[int]:
    """Return the powers of ten by which a fact may stand in another unit than its own, as in 亿元 or in millions."""
    own = {power(fact.unit) - size for size in language.scales.values()} if "scale" in fact.format else set()
    return {0, *language.shifts.values(), *own}


class KnownValues:
    """The values of all facts, and of the observations behind them, by period where they have one: years by
    their number, all others by their first day, as cells have them."""

    def __init__(self, ledger: Ledger, lang: str) -> None:
        self.ledger, self.lang = ledger, lang

    @cached_property
    def _values(self) -> tuple[list[float], dict[str, list[float]]]:
        """All values, and those by period; each sorted."""
        language = numerals(self.lang)
        periods: dict[int | str, set[float]] = {}  # as ledgers write them
        values: set[float] = set()
        for fact in self.ledger.facts.values():
            for times in [10.0**shift for shift in shifts_of(fact, language)]:
                values.add(fact.value * times)
                for cell in fact.records:
                    periods.setdefault(cell.written, set()).update((fact.value * times, cell.value * times))
        by_day: dict[str, set[float]] = {}
        for written, held in periods.items():
            by_day.setdefault(_key(period(written)), set()).update(held)
        return sorted(values.union(*by_day.values())), {day: sorted(held) for day, held in by_day.items()}

    def holds(self, value: Decimal, category: str) -> bool:
        """Whether a value is known; of the category's period, where the category is one."""
        every, by_period = self._values
        try:
            among = by_period.get(_key(period(category)), [])
        except NoPeriod:
            among = every
        number = float(value)
        noise = float(_NEAR) * max(abs(number), 1.0)
        at = bisect_left(among, number - noise)
        return at < len(among) and among[at] <= number + noise

    def is_base(self, value: Decimal) -> bool:
        """Whether a value is what an index or a multiple begins with."""
        return value in _BASES


def _key(stretch: Period) -> str:
    return str(stretch) if stretch.is_calendar_year else stretch.first.isoformat()


def _strange(series: SeriesData, others: Sequence[SeriesData], known: KnownValues) -> Iterator[tuple[int, Decimal]]:
    """Yield the points of a series that are neither a fact nor a base nor on a bridge."""
    unknown = {
        at: value for at, value in series.values.items() if not known.holds(value, series.categories.get(at, ""))
    }
    levels = set(series.values.values())
    if not unknown or (len(levels) == 1 and all(known.is_base(level) or known.holds(level, "") for level in levels)):
        return  # a level that is drawn across all years: a base, a target
    for at, value in unknown.items():
        base = known.is_base(value) and at == min(series.values)
        if not base and not any(_bridges(at, value, other.values) for other in others):
            yield at, value


def _bridges(at: int, value: Decimal, values: Mapping[int, Decimal]) -> bool:
    """Whether a value lies on the straight line between the nearest points of a series."""
    before, after = [key for key in values if key <= at], [key for key in values if key >= at]
    if not before or not after:
        return False
    left, right = max(before), min(after)
    if left == right:
        return values[left] == value
    on_line = values[left] + (values[right] - values[left]) * (at - left) / (right - left)
    return abs(value - on_line) <= _NEAR * max(abs(on_line), Decimal(1))
