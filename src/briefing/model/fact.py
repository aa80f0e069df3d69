"""A fact: a value worked out from observations, with its formula and lineage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, field

from briefing.model.dataset import Observation, Qualifier, Target
from briefing.model.format import PLAIN, Format
from briefing.model.period import Period

Measure = Literal[
    "value",
    "change",
    "percent",
    "points",
    "multiple",
    "growth",
    "pace",
    "span",
    "rank",
    "share",
    "rest",
    "gap",
    "index",
    "period",
    "ratio",
    "target",
    "count",
    "mean",
    "sum",
    "streak",
    "contribution",
    "range",
    "revision",
]

# What a change is against: the previous period, the same period a year before, the same part of the year before; or,
# of an annualised rate, the previous period at an annual rate. "" is the first value of the edition's period.
Basis = Literal["", "previous", "year before", "year to date", "annual rate"]


class Fact(Struct, frozen=True, eq=False, array_like=True, gc=False):
    """A number that may be printed.

    `name` is the expression that makes it, as `patents.multiple` or `patents.at(2019)`.
    `formula` is the text of its `tree`, which names records by their numbers; a fact of an earlier edition may lack it.
    `qualifier` makes it one-sided (≥, ≤) or approximate (≈). `decimals` is the published precision of a value.
    `units` is the unit in other languages, where the dataset has it.
    `notes` must be printed wherever the fact is (a disclosed break). `period` is that of a value.
    `previous` marks the value that the edition before this one had; its name is as `previous(patents.last)`.
    `among` tells of a rank how many places have a value for its year, and how many have one for any. `better` tells
    of a gap to a target on which side of it a value is better, "up" or "down"; empty where that is not known.
    `rate` says that a published value is itself a change, as a growth rate is, so that its sign is a direction.
    `format` says how the indicator's values are printed. `compared` is the unit of the values that a multiple, a
    change in % or a rate compares: what has risen from 2% to 3% has not "risen by 50%" without somebody meaning it.

    `basis` says what a change is against. `window` are the first and the last period of what is of several, as a mean
    of three months. What is `coarse` was published with fewer decimals than the others of its table.

    Comparisons are certain: a fact that is only known to be at least 2.6 is not below 3 and not above it either.
    """

    name: str
    measure: Measure
    value: float
    unit: str
    qualifier: Qualifier
    decimals: int
    formula: str
    observations: tuple[Observation, ...]
    targets: tuple[Target, ...] = ()
    notes: tuple[str, ...] = ()
    indicator: str = ""
    entity: str = ""
    period: Period | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    previous: bool = False
    format: Format = PLAIN
    compared: str = ""
    among: tuple[int, int] | None = None
    better: str = ""
    rate: bool = False
    tree: Mapping[str, Any] | None = None
    basis: Basis = ""
    window: tuple[Period, Period] | None = None
    coarse: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """Source ids of the observations and targets, first use first."""
        published: tuple[Observation | Target, ...] = (*self.observations, *self.targets)
        return tuple(dict.fromkeys(item.source for item in published))

    @property
    def value_period(self) -> Period:
        """The period of a value, which has one."""
        assert self.period is not None
        return self.period

    @property
    def provisional(self) -> bool:
        """Whether it rests on a value that its publisher calls provisional."""
        return any(row.status == "P" for row in self.observations)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the observations and targets, in order."""
        published: tuple[Observation | Target, ...] = (*self.observations, *self.targets)
        return tuple(sorted({item.period for item in published}, key=lambda period: period.chronological))

    @property
    def spans_a_year(self) -> bool:
        """Whether its last period is a year after its first, so that a rate in % a year is a plain change in %."""
        if not self.periods:
            return False
        first, last = self.periods[0], self.periods[-1]
        return first.frequency == last.frequency and 0 < last - first == first.frequency.a_year

    def __lt__(self, other: Fact | float) -> bool:
        value, bound = _operand(other)
        return self.qualifier in "=≈≤" and bound in "=≈≥" and self.value < value

    def __le__(self, other: Fact | float) -> bool:
        value, bound = _operand(other)
        return self.qualifier in "=≈≤" and bound in "=≈≥" and self.value <= value

    def __gt__(self, other: Fact | float) -> bool:
        value, bound = _operand(other)
        return self.qualifier in "=≈≥" and bound in "=≈≤" and self.value > value

    def __ge__(self, other: Fact | float) -> bool:
        value, bound = _operand(other)
        return self.qualifier in "=≈≥" and bound in "=≈≤" and self.value >= value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Fact | int | float):
            return NotImplemented
        value, bound = _operand(other)
        return self.qualifier == "=" == bound and self.value == value

    def __hash__(self) -> int:
        return hash((self.name, self.value))


def _operand(other: Fact | float) -> tuple[float, str]:
    return (other.value, other.qualifier) if isinstance(other, Fact) else (float(other), "=")
