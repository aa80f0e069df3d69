"""A ledger and the observations of its project, in pandas → what every printed number should be.

Nothing of the product is used: facts are worked out again from what their names ask for, and the number in each printed
text must be their rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from tests import fact_names

_NUMBER = re.compile(r"(?<![\w.])([−-]?)[$€£]?(\d[\d,]*(?:\.\d+)?)")
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12, "trn": 12}
EDITION = 2026
_TO = {"=": ROUND_HALF_UP, "≈": ROUND_HALF_UP, "≥": ROUND_FLOOR, "≤": ROUND_CEILING}


class Subject:
    """A time series of one place: year → value, within a period."""

    def __init__(
        self, key: str, frame: pd.DataFrame, entity: str, period: tuple[int, int], direction: str = ""
    ) -> None:
        self.key, self.entity, self.period, self.direction = key, entity, period, direction
        self.frame, self.targets = frame, dict[int, Decimal]()
        own = frame[frame["entity"] == entity]
        self.every = pd.Series(own["value"].map(Decimal).tolist(), index=own["year"].astype(int)).sort_index()
        self.values = self.every[(self.every.index >= period[0]) & (self.every.index <= period[1])]

    def of(self, entity: str) -> Subject:
        """The same of another place."""
        return Subject(self.key, self.frame, entity, self.period, self.direction)

    def between(self, first: int, last: int) -> Subject:
        """The same of other years."""
        return Subject(self.key, self.frame, self.entity, (first, last), self.direction)

    def at(self, year: int) -> Decimal:
        """The value of a year."""
        return Decimal(self.every[year])

    @property
    def first(self) -> Decimal:
        """The first value of the period."""
        return Decimal(self.values.iloc[0])

    @property
    def last(self) -> Decimal:
        """The last value of the period."""
        return Decimal(self.values.iloc[-1])

    @property
    def highest(self) -> Decimal:
        """The largest value of the period."""
        return Decimal(self.values.max())

    @property
    def latest(self) -> Decimal:
        """The newest value of all."""
        return Decimal(self.every.iloc[-1])

    @property
    def change(self) -> Decimal:
        """Last less first."""
        return self.last - self.first

    points = change

    @property
    def start(self) -> Decimal:
        """The first value as a multiple of itself."""
        return Decimal(1)

    @property
    def multiple(self) -> Decimal:
        """Last by first."""
        return self.last / self.first

    @property
    def percent(self) -> Decimal:
        """The change in %."""
        return (self.last / self.first - 1) * 100

    @property
    def span(self) -> Decimal:
        """Years between first and last."""
        return Decimal(int(self.values.index[-1] - self.values.index[0]))

    @property
    def age(self) -> Decimal:
        """Years from that of the last value to that of the edition, which is the same for all editions here."""
        return Decimal(EDITION - int(self.values.index[-1]))

    @property
    def growth(self) -> Decimal:
        """The compound rate in % a year."""
        return (self.multiple ** (1 / self.span) - 1) * 100

    def index_at(self, year: int) -> Decimal:
        """The value of a year, the first being 100."""
        return self.at(year) / self.first * 100

    def first_above(self, level: float) -> Decimal:
        """The first year above a level."""
        return Decimal(int(self.values.index[self.values > Decimal(repr(level))][0]))

    def first_below(self, level: float) -> Decimal:
        """The first year below a level."""
        return Decimal(int(self.values.index[self.values < Decimal(repr(level))][0]))

    def above_since(self, level: float) -> Decimal:
        """The year since which all values are above a level."""
        short = self.values.index[self.values <= Decimal(repr(level))]
        return Decimal(int(self.values.index[self.values.index > max(short, default=0)][0]))

    def on_previous(self, how: str = "") -> Decimal:
        """The change on the year before, in % unless the difference is asked for."""
        before, last = self.at(int(self.values.index[-1]) - 1), self.last
        return last - before if how == "change" else (last / before - 1) * 100

    def highest_since(self) -> Decimal:
        """The last year before with a value as high as the last, else the first of all."""
        return self._since(1)

    def lowest_since(self) -> Decimal:
        """The last year before with a value as low as the last, else the first of all."""
        return self._since(-1)

    def _since(self, sign: int) -> Decimal:
        end = int(self.values.index[-1])
        earlier = self.every[self.every.index < end]
        reached = earlier.index[(earlier * sign) >= self.last * sign]
        return Decimal(int(reached[-1] if len(reached) else earlier.index[0]))

    def median_of(self, *places: str) -> Subject:
        """The median of places, or of "all", year by year."""
        chosen = self.frame if places == ("all",) else self.frame[self.frame["entity"].isin(places)]
        middle = chosen.assign(value=chosen["value"].map(float)).groupby("year")["value"].median()
        values = middle.map(lambda value: str(round(value, 9))).reset_index()
        return Subject(self.key, values.assign(entity="median"), "median", self.period, self.direction)

    def minus(self, other: Subject, year: int) -> Decimal:
        """The value of a year less another's."""
        return self.at(year) - other.at(year)

    def less(self, other: Subject) -> Subject:
        """Each value less another's of the year."""
        values = {year: str(self.at(year) - other.at(year)) for year in self.every.index if year in other.every.index}
        frame = pd.DataFrame({"entity": self.entity, "year": list(values), "value": list(values.values())})
        return Subject(self.key, frame, self.entity, self.period, self.direction)

    def places(self, how: str = "", level: float = 0.0) -> Decimal:
        """How many places have a value in the last year, or one above a level, or one below that of the first year."""
        if how == "fell":
            changes = [self.of(entity).change for entity in self.frame["entity"].unique()]
            return Decimal(sum(change < 0 for change in changes))
        row = self.frame[self.frame["year"].astype(int) == int(self.values.index[-1])]["value"].map(float)
        return Decimal(int((row > level).sum() if how == "above" else len(row)))

    def places_from(self, low: float, high: float | None = None, year: int | None = None) -> Decimal:
        """How many places have a value of a year from one bound up to, but not at, another."""
        asked = int(self.values.index[-1]) if year is None else year
        row = self.frame[self.frame["year"].astype(int) == asked]["value"].map(float)
        return Decimal(int(((row >= low) & (row < (float("inf") if high is None else high))).sum()))

    def rank_of(self, measure: str) -> Decimal:
        """The place among all by another measure, the largest first."""
        every = [getattr(self.of(entity), measure) for entity in self.frame["entity"].unique()]
        return Decimal(sum(value > getattr(self, measure) for value in every) + 1)

    def rank(self, year: int | None = None, best: str = "") -> Decimal:
        """The place among all with a value in that year; of a published rank the rank itself."""
        asked = int(self.values.index[-1]) if year is None else year
        if self.direction == "rank":
            return self.at(asked)
        row = self.frame[self.frame["year"].astype(int) == asked].set_index("entity")["value"].map(Decimal)
        fewest = self.direction == "down" if not best else best == "lowest"
        better = row < row[self.entity] if fewest else row > row[self.entity]
        return Decimal(int(better.sum()) + 1)

    @property
    def places_gained(self) -> Decimal:
        """By how many places the last year is better than the first."""
        return self.rank(int(self.values.index[0])) - self.rank()

    def share(self, whole: Subject, year: int | None = None) -> Decimal:
        """The part of a whole in %."""
        asked = int(self.values.index[-1]) if year is None else year
        return self.at(asked) / whole.at(asked) * 100

    def rest(self, *parts: Subject, year: int | None = None) -> Decimal:
        """What parts leave of this whole."""
        asked = year or int(self.values.index[-1])
        return self.at(asked) - sum((part.at(asked) for part in parts), Decimal(0))

    def rest_share(self, *parts: Subject, year: int | None = None) -> Decimal:
        """What parts leave of this whole, in %."""
        return 100 - sum((part.share(self, year or int(self.values.index[-1])) for part in parts), Decimal(0))

    def target(self, year: int) -> Decimal:
        """The published target for a year."""
        return self.targets[year]

    def target_share(self, year: int) -> Decimal:
        """The last value in % of the target."""
        return self.last / self.targets[year] * 100

    def gap(self, year: int) -> Decimal:
        """The last value less the target."""
        return self.last - self.targets[year]

    def share_with(self, *others: Subject, year: int | None = None) -> Decimal:
        """The part of the sum of all in %."""
        asked = int(self.values.index[-1]) if year is None else year
        total = self.at(asked)
        for other in others:
            total += other.at(asked)
        return self.at(asked) / total * 100


def worked_out(name: str, subjects: Mapping[str, Subject]) -> Decimal:
    """A fact's name → its value; LookupError for a measure that is not known here."""
    found = fact_names.worked_out(name, subjects)
    if not isinstance(found, Decimal):
        raise LookupError(name)
    return found


def wrong(ledger: Mapping[str, Any], subjects: Mapping[str, Subject]) -> Iterator[str]:
    """A ledger → what of it is not as worked out: facts, and numbers as printed."""
    for name, fact in ledger["facts"].items():
        value = worked_out(name, subjects)
        if abs(value - Decimal(repr(fact["value"]))) > Decimal("1e-9") * max(abs(value), Decimal(1)):
            yield f"{name} is {value}, the ledger has {fact['value']}"
        for use in (use for use in ledger["uses"] if use["fact"] == name):
            if not _printed(use["text"], value, fact):
                yield f"{use['text']!r} in {use['element']!r} is no rounding of {name} = {value}"


def _printed(text: str, value: Decimal, fact: Mapping[str, Any]) -> bool:
    """Whether a text prints a value, or one of the years that it is of."""
    years = {str(row.get("year")) for row in (*fact["observations"], *fact.get("targets", ()))}
    for unit in (fact["unit"], fact.get("unit_words", "")):
        text = text.replace(unit, "") if unit and any(map(str.isdigit, unit)) else text
    numbers = [match for match in _NUMBER.finditer(text) if match[2] not in years]
    if not numbers:
        return any(year in text for year in years) or not re.search(r"\d", text)
    return all(_agrees(match, text, value, fact["qualifier"], fact["unit"]) for match in numbers)


def _agrees(match: re.Match[str], text: str, value: Decimal, qualifier: str, unit: str) -> bool:
    shown = Decimal(match[2].replace(",", "")) * (-1 if match[1] else 1)
    decimals = len(match[2].partition(".")[2])
    tail = re.match(r"\s?([a-z]+)", text[match.end() :])
    power = _SCALES.get(tail[1], 0) if tail else 0
    own = _SCALES.get(unit.split(" ")[0], 0)
    step = Decimal(1).scaleb(-decimals)
    before = text[: match.start()].rstrip()
    for scale in {0, power, power - own}:
        for size in (value.scaleb(-scale), abs(value).scaleb(-scale)):
            if before.endswith(("less than", "just under")):
                agrees = 0 < shown - size <= step
            elif before.endswith(("more than", "just over")):
                agrees = 0 < size - shown <= step
            else:
                agrees = size.quantize(step, _TO[qualifier]) == shown
            if agrees:
                return True
    return False
