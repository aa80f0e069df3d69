"""Which filters can print a fact, and which one prints a measure by default."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from briefing.model.fact import Fact, Measure
from briefing.model.period import Period

_LEVELS: Final[frozenset[Measure]] = frozenset(
    {
        *("value", "ratio", "target", "change", "pace", "points", "gap", "index", "count", "rest"),
        *("mean", "sum", "range", "contribution", "revision"),
    }
)
_PLACES: Final[frozenset[Measure]] = frozenset({"rank", "span"})
PARTS: Final[frozenset[Measure]] = frozenset({"percent", "share"})
# Measures with a sign, whose size may be printed without it.
CHANGES: Final[frozenset[Measure]] = frozenset(
    {"change", "pace", "percent", "points", "gap", "growth", "contribution", "revision"}
)
# Filter → the measures it can say. `percent` also says a level whose unit is a percentage, `points` a difference of
# two such, `year` and `period` the period of a value, `basis` and `window` what a change is against: see `fits`.
FITS: Final[dict[str, frozenset[Measure]]] = {
    "value": _LEVELS | _PLACES | {"period"},
    "bare": _LEVELS | _PLACES | PARTS | {"period", "multiple", "growth"},
    "unit": _LEVELS,
    "full": _LEVELS,
    "times": frozenset({"multiple"}),
    "x": frozenset({"multiple"}),
    "fold": frozenset({"multiple"}),
    "more": frozenset({"percent"}),
    "percent": PARTS | {"growth"},
    "signed": PARTS | CHANGES | {"value", "target", "ratio", "mean", "sum", "streak"},
    "points": frozenset({"points", "contribution"}),
    "yearly": frozenset({"growth"}),
    "pct1": PARTS | {"growth"},
    "words": frozenset({"span", "count", "rank", "value", "streak"}),
    "ordinal": frozenset({"rank", "streak"}),
    "rank": frozenset({"rank"}),
    "year": frozenset({"period"}),
    "period": frozenset({"period"}),
    "basis": frozenset(),
    "window": frozenset(),
    "since": frozenset({"period"}),
    "streak": frozenset({"streak"}),
    "revised": frozenset({"revision"}),
    "moved": CHANGES | {"multiple"},
    "moves": CHANGES | {"multiple"},
    "up": CHANGES | {"multiple"},
    "compared": CHANGES - {"growth", "contribution", "revision"},
    "movement": CHANGES,
}
# Filters that print a period, or words of time, and no value.
TIMES: Final = frozenset({"year", "period", "basis", "window", "since"})
# Filters that print the direction of a change with its size; what differs has not moved, and is only compared.
DIRECTED: Final = ("moved", "moves", "up", "compared", "movement")
_DIFFERENCE: Final = re.compile(r"\.(?:index_)?minus\(")
DEFAULTS: Final[dict[Measure, str]] = {
    "percent": "percent",
    "share": "percent",
    "points": "points",
    "multiple": "times",
    "growth": "yearly",
    "pace": "signed",
    "span": "words",
    "rank": "rank",
    "contribution": "points",
    "streak": "signed",
}
POINTS: Final = "percentage points"
_PERCENTAGES: Final = ("%", "percent", "per cent", "pct")
PLACES: Final = "places"
# A percentage of nothing that its unit names; and what calls it a change.
_BARE: Final = re.compile(r"(?:%|percent|per cent|pct)(?: (?:change|growth|a year|per year|p\.a\.|yoy|y/y))?", re.I)
_OF_CHANGE: Final = re.compile(
    r"\b(?:growth|change|increase|inflation|yoy|year[- ]on[- ]year|month[- ]on[- ]month)\b|[yqm]/[yqm]\b"
    r"|增速|增长|增幅|涨幅|变化率|变动率|同比|环比|通胀|通货膨胀",
    re.I,
)
_TEMPERATURE: Final = re.compile(
    r"(?:°\s?[CF]|℃|℉|degrees? (?:Celsius|centigrade|Fahrenheit))(?![\w-]| ?[·-]?days)", re.I
)


def fits(name: str, fact: Fact) -> bool:
    """Whether a filter can print a fact."""
    if name == "percent" and fact.measure in _LEVELS and fact.unit.startswith("%"):
        return True
    if name == "points" and fact.unit == POINTS:
        return True
    if name in ("year", "period"):
        return period_of(fact) is not None
    if name == "basis":
        return bool(fact.basis) and fact.measure not in ("mean", "sum")
    if name == "window":
        return fact.window is not None
    if is_difference(fact) and name in DIRECTED:
        return name == "compared"
    return fact.measure in FITS[name] or (fact.rate and name in DIRECTED)


def period_of(fact: Fact) -> Period | None:
    """Return the period that a fact is of: that of a value, or the last of several."""
    if fact.measure == "period" and fact.period is None:  # a year of an earlier edition
        return Period.year(int(fact.value))
    if fact.period is not None or fact.window is None:
        return fact.period or (fact.periods[-1] if fact.basis and fact.periods else None)
    return fact.window[1]


def is_difference(fact: Fact) -> bool:
    """Whether a fact is by how much the values of two short names, or of two places, differ."""
    return fact.measure == "gap" and _DIFFERENCE.search(fact.name) is not None


def is_shortfall(fact: Fact) -> bool:
    """Whether a fact is a gap seen from its target, which is above zero for what is below it."""
    return fact.measure == "gap" and ".short_of(" in fact.name


def is_rate_of_change(unit: str, words: Iterable[str]) -> bool:
    """Whether the values of an indicator, by its unit, names and definition, are changes in %, as growth rates.

    An unemployment rate is a part and no change.
    """
    return _BARE.fullmatch(unit.strip()) is not None and any(_OF_CHANGE.search(one) for one in words)


def is_temperature(unit: str) -> bool:
    """Whether a unit is of temperature, whose zero is none of heat: 20 °C is not twice as warm as 10 °C."""
    return _TEMPERATURE.match(unit.strip()) is not None


def is_age(unit: str) -> bool:
    """Whether a unit is years, as of life expectancy or age; changes are given in years and not in percent."""
    return unit.strip().lower() in ("years", "year", "years of age", "年", "岁")


def has_multiples(unit: str) -> bool:
    """Whether a multiple of a value in a unit says anything: not of a percentage, whose change is given in points, of a
    temperature, nor of years of life."""
    return not (is_percentage(unit) or is_temperature(unit) or is_age(unit))


def is_percentage(unit: str) -> bool:
    """Whether a unit is a percentage, as "%", "% of GDP", "percent"; differences of two such are percentage points."""
    words = unit.lower()
    return words != POINTS and any(
        words.startswith(one) and not words[len(one) : len(one) + 1].isalpha() for one in _PERCENTAGES
    )
