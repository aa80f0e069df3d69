"""The raw tables of a project and a day, in pandas → what every fact of an edition should be.

Nothing of the product is used, its calendar neither: periods are those of pandas. A fact's name is read as Python reads
it, and each measure that it asks for is worked out again from the rows that were known on the day.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from tests.fact_names import worked_out
from tests.prices.pandas_periods import (
    A_YEAR,
    DAYS,
    DAYS_IN_A_YEAR,
    FREQUENCIES,
    LETTERS,
    a_year_before,
    ends_within,
    letter_of,
    notation,
    period_of,
)

_NEWEST = 250  # values of which the ends of the middle half are


def _changed(value: Decimal, before: Decimal, how: str, power: int = 1) -> Decimal:
    return value - before if how in ("change", "points") else ((value / before) ** power - 1) * 100


class Series:
    """Values by period, as they were known on a day, and by period the readings that they replaced, newest first."""

    def __init__(
        self, values: Mapping[pd.Period, Decimal], rule: str = "", *, rate: bool = False, decimals: int | None = None
    ) -> None:
        self.values = dict(sorted(values.items(), key=lambda item: item[0].ordinal))
        self.decimals = decimals  # with which values that are worked out are printed
        self.letter = letter_of(self.last)
        self.rule, self.rate = rule, rate
        self.earlier: dict[pd.Period, list[Decimal]] = {}

    @property
    def last(self) -> pd.Period:
        """The newest period."""
        return next(reversed(self.values))

    def by(self, letter: str) -> Series:
        """The same by longer periods, of complete ones alone."""
        groups: dict[pd.Period, list[Decimal]] = {}
        for period, value in self.values.items():
            groups.setdefault(period.asfreq(FREQUENCIES[letter]), []).append(value)
        count = A_YEAR[self.letter] // A_YEAR[letter]
        whole = {period: _joined(own, self.rule) for period, own in groups.items() if len(own) == count}
        return Series(whole, self.rule, rate=self.rate)

    def printed(self, period: pd.Period) -> Decimal:
        """A value as it is compared with others: published exactly, worked out as it is printed."""
        value = self.values[period]
        return value if self.decimals is None else value.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def changes(self, on: str, how: str) -> Series:
        """The series of changes on the period or the year before."""
        power = A_YEAR[self.letter] if on == "annual rate" else 1
        before = {period: a_year_before(period) if on == "year" else period - 1 for period in self.values}
        found = {
            period: _changed(value, self.values[before[period]], how, power)
            for period, value in self.values.items()
            if before[period] in self.values
        }
        return Series(found, rate=True, decimals=1)


def _joined(values: list[Decimal], rule: str) -> Decimal:
    if rule == "end":
        return values[-1]
    return sum(values, Decimal(0)) / (len(values) if rule == "mean" else 1)


class Facts:
    """What a story may ask of a short name, within bounds."""

    def __init__(self, series: Series, bounds: tuple[pd.Period, pd.Period]) -> None:
        self.series, self.bounds, self.every = series, bounds, series.values
        self.values = {period: value for period, value in self.every.items() if bounds[0] <= period <= bounds[1]}

    @property
    def _last(self) -> pd.Period:
        return next(reversed(self.values))

    def _asked(self, period: object) -> pd.Period:
        return self._last if period is None else period_of(period)

    def _how(self, how: str) -> str:
        return how or ("points" if self.series.rate else "percent")

    def at(self, period: object) -> Decimal:
        """The value of a period."""
        return self.every[period_of(period)]

    def between(self, first: object, last: object) -> Facts:
        """The same between two periods."""
        return Facts(self.series, (period_of(first), period_of(last)))

    def by(self, frequency: str) -> Facts:
        """The same of longer periods, those that end within the bounds."""
        longer = self.series.by(LETTERS[frequency])
        return Facts(longer, ends_within(longer.letter, self.bounds))

    @property
    def first(self) -> Decimal:
        """The first value."""
        return next(iter(self.values.values()))

    @property
    def last(self) -> Decimal:
        """The last value."""
        return self.values[self._last]

    @property
    def latest(self) -> Decimal:
        """The newest value of all."""
        return self.every[self.series.last]

    @property
    def highest(self) -> Decimal:
        """The highest value."""
        return max(self.values.values())

    @property
    def lowest(self) -> Decimal:
        """The lowest value."""
        return min(self.values.values())

    def _hinge(self, upper: bool) -> Decimal:
        """The median of the upper or the lower half of the newest values, either with the median of all (Tukey)."""
        ordered = sorted(list(self.every.values())[-_NEWEST:])
        half = ordered[-((len(ordered) + 1) // 2) :] if upper else ordered[: (len(ordered) + 1) // 2]
        middle = len(half) // 2
        return half[middle] if len(half) % 2 else (half[middle - 1] + half[middle]) / 2

    @property
    def lower_quartile(self) -> Decimal:
        """The value under which a quarter of all values lie."""
        return self._hinge(upper=False)

    @property
    def upper_quartile(self) -> Decimal:
        """The value over which a quarter of all values lie."""
        return self._hinge(upper=True)

    @property
    def range(self) -> Decimal:
        """The highest less the lowest value."""
        return self.highest - self.lowest

    @property
    def change(self) -> Decimal:
        """Last less first."""
        return self.last - self.first

    points = change

    @property
    def percent(self) -> Decimal:
        """The change in %."""
        return (self.last / self.first - 1) * 100

    @property
    def multiple(self) -> Decimal:
        """Last by first."""
        return self.last / self.first

    @property
    def span(self) -> Decimal:
        """How many periods lie between first and last."""
        return Decimal(self._last.ordinal - next(iter(self.values)).ordinal)

    @property
    def growth(self) -> Decimal:
        """The compound rate in % a year, by the exact distance."""
        letter = self.series.letter
        years = self.span * DAYS[letter] / DAYS_IN_A_YEAR if letter in DAYS else self.span / A_YEAR[letter]
        return (self.multiple ** (1 / years) - 1) * 100

    def lag(self, count: int) -> Decimal:
        """The value so many periods before the last."""
        return self.every[self._last - count]

    @property
    def year_ago(self) -> Decimal:
        """The value a year before the last."""
        return self.every[a_year_before(self._last)]

    def on_previous(self, how: str = "", period: object = None) -> Decimal:
        """The change on the period before."""
        asked = self._asked(period)
        return _changed(self.every[asked], self.every[asked - 1], self._how(how))

    def on_year(self, how: str = "", period: object = None) -> Decimal:
        """The change on the same period of the year before."""
        asked = self._asked(period)
        return _changed(self.every[asked], self.every[a_year_before(asked)], self._how(how))

    def annualised(self, period: object = None) -> Decimal:
        """The change on the period before at an annual rate, in %."""
        asked = self._asked(period)
        return _changed(self.every[asked], self.every[asked - 1], "percent", A_YEAR[self.series.letter])

    def _window(self, count: int, last: pd.Period) -> list[Decimal]:
        return [self.every[last - step] for step in range(count)]

    def mean_over(self, count: int, period: object = None) -> Decimal:
        """The mean of the last periods."""
        return _joined(self._window(count, self._asked(period)), "mean")

    def sum_over(self, count: int, period: object = None) -> Decimal:
        """The sum of the last periods."""
        return _joined(self._window(count, self._asked(period)), "sum")

    def to_date(self, period: object = None) -> Decimal:
        """From the first period of the year on, by the rule of the indicator."""
        return self._until(self._asked(period))

    def to_date_on_year(self, how: str = "", period: object = None) -> Decimal:
        """The same against the same part of the year before."""
        asked = self._asked(period)
        return _changed(self._until(asked), self._until(a_year_before(asked)), self._how(how))

    def _until(self, last: pd.Period) -> Decimal:
        return _joined(self._window(last.month if self.series.letter == "M" else last.quarter, last), self.series.rule)

    def index_on(self, base: object, period: object = None) -> Decimal:
        """The value where that of a base is 100."""
        return self.every[self._asked(period)] / self.at(base) * 100

    def index_at(self, period: object) -> Decimal:
        """The value where the first is 100."""
        return self.at(period) / self.first * 100

    def contribution(self, whole: Facts, on: str = "year", period: object = None) -> Decimal:
        """What this part makes of its whole's change, in percentage points."""
        asked = self._asked(period)
        before = a_year_before(asked) if on == "year" else asked - 1
        return (self.every[asked] - self.every[before]) / whole.every[before] * 100

    def minus(self, other: Facts, period: object = None) -> Decimal:
        """The value less another's in the same period."""
        asked = self._asked(period)
        return self.every[asked] - other.every[asked]

    def streak(self, period: object = None) -> Decimal:
        """How many changes of one direction in a row end with a period; below zero for falls, 0 for none."""
        asked, count, way = self._asked(period), 0, 0
        while asked in self.every and asked - 1 in self.every:
            change = self.series.printed(asked) - self.series.printed(asked - 1)
            sign = (change > 0) - (change < 0)
            if not sign or (way and sign != way):
                break
            way, count, asked = sign, count + 1, asked - 1
        return Decimal(count * way)

    def highest_since(self, period: object = None) -> pd.Period:
        """The newest period before one whose value is at least as high; where there is none, the first of all."""
        return self._since(period, lambda before, value: before >= value)

    def lowest_since(self, period: object = None) -> pd.Period:
        """The newest period before one whose value is at most as high; where there is none, the first of all."""
        return self._since(period, lambda before, value: before <= value)

    def _since(self, period: object, holds: Callable[[Decimal, Decimal], bool]) -> pd.Period:
        asked, printed = self._asked(period), self.series.printed
        before = [period for period in self.every if period < asked and holds(printed(period), printed(asked))]
        return before[-1] if before else next(iter(self.every))

    def revision(self, period: object = None) -> Decimal:
        """A period's value less its first reading."""
        asked = self._asked(period)
        return self.every[asked] - self.series.earlier[asked][-1]

    def first_reading(self, period: object = None) -> Decimal:
        """A period's first reading."""
        return self.series.earlier[self._asked(period)][-1]


def known(project: Path, as_of: dt.date) -> dict[str, Facts]:
    """A project and the end of a day → its short names, with what was known by then."""
    settings = tomllib.loads((project / "briefing.toml").read_text(encoding="utf-8"))
    indicators = _table(project / "indicators.csv").set_index("id")
    rows = _known_rows(project, indicators, as_of)
    series: dict[str, Series] = {}
    for name, asked in settings["facts"].items():
        if "change" in asked:
            base = series[asked["change"]]
            series[name] = base.changes(asked["on"], asked.get("how", "points" if base.rate else "percent"))
            continue
        if "difference" in asked:
            one, other = (series[key].values for key in asked["difference"])
            series[name] = Series({period: one[period] - other[period] for period in one if period in other})
            continue
        place = asked.get("entity", settings["edition"]["entity"])
        mine = rows[rows["indicator_id"].eq(asked["indicator"]) & rows["entity"].eq(place)]
        series[name] = _series(mine, indicators.loc[asked["indicator"]])
    edition = _chosen(settings["edition"]["period"], list(series.values()))
    return {
        name: Facts(
            made,
            _chosen(settings["facts"][name]["period"], [made])
            if "period" in settings["facts"][name]
            else ends_within(made.letter, edition),
        )
        for name, made in series.items()
    }


def _table(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, dtype=str).fillna("")


def _known_rows(project: Path, indicators: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    rows = _table(project / "observations.csv")
    sources = _table(project / "sources.csv").set_index("id")

    def known_on(row: pd.Series) -> dt.date:
        lag = indicators.loc[row["indicator_id"]].get("lag_days", "")
        if dated := row.get("published", "") or sources.loc[row["source_id"]]["published"]:
            return dt.date.fromisoformat(dated)
        if lag:
            end: dt.date = period_of(row["period"]).end_time.date()
            return end + dt.timedelta(days=int(lag))
        return dt.date.fromisoformat(sources.loc[row["source_id"]]["read_on"])

    rows = rows[rows["value"].ne("")]
    rows = rows.assign(known=rows.apply(known_on, axis=1))
    return rows[rows["known"] <= as_of]


def _series(rows: pd.DataFrame, indicator: pd.Series) -> Series:
    readings: dict[pd.Period, list[Decimal]] = {}
    for _, row in rows.sort_values("known", ascending=False).iterrows():
        readings.setdefault(period_of(row["period"]), []).append(Decimal(row["value"]))
    values = {period: own[0] for period, own in readings.items()}
    made = Series(values, indicator.get("aggregate", ""), rate=indicator["unit"].startswith("%"))
    made.earlier = {period: own[1:] for period, own in readings.items() if own[1:]}
    return made


def _chosen(written: Any, series: list[Series]) -> tuple[pd.Period, pd.Period]:
    """A period as a setting writes it → its ends; the newest is that of the series of its frequency."""
    if isinstance(written, list):
        return period_of(written[0]), period_of(written[1])
    given = written if isinstance(written, dict) else {"first": written}
    first = period_of(given["first"]) if "first" in given else None
    letter = letter_of(first) if first is not None else LETTERS.get(given.get("frequency", ""), series[0].letter)
    last = max((one.last for one in series if one.letter == letter), key=lambda period: period.ordinal)
    return first if first is not None else last - given["last"] + 1, last


def wrong(ledger: Mapping[str, Any], facts: Mapping[str, Facts]) -> Iterator[str]:
    """A ledger → its facts that are not as worked out, and those whose period is another."""
    for name, fact in ledger["facts"].items():
        value = worked_out(name, facts)
        if isinstance(value, pd.Period):
            found = str(fact.get("period", fact["value"]))
            if found != notation(value):
                yield f"{name} is {notation(value)}, the ledger has {found}"
        elif abs(value - Decimal(repr(fact["value"]))) > Decimal("1e-9") * max(abs(value), Decimal(1)):
            yield f"{name} is {value}, the ledger has {fact['value']}"
