"""A made-up harbour with series of several frequencies, for facts that look along time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.facts import FactRegistry
from briefing.model.dataset import Aggregation, Break, Dataset, Gap, Indicator, Observation, Source
from briefing.model.edition import Edition, Subject
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.period_notation import parse_period

PORT = "Port Alder"
Values = Sequence[float | None]


def rows(indicator: Indicator, start: str, values: Values, entity: str = PORT, **more: Any) -> list[Observation]:
    """Values of consecutive periods; None has no row."""
    first = parse_period(start)
    return [
        Observation(indicator.id, entity, first + at, value, indicator.unit, "DESK", **more)
        for at, value in enumerate(values)
        if value is not None
    ]


def indicator(name: str, unit: str = "ships", aggregation: Aggregation = "sum", **more: Any) -> Indicator:
    return Indicator(name, {"en": name.title()}, unit, aggregation=aggregation, **more)


class Harbour:
    """Indicators with their rows, to which breaks, gaps and short names are added; gives facts by expression."""

    def __init__(self, period: tuple[str, str] = ("2020-01", "2029-12"), **more: Any) -> None:
        self.indicators: dict[str, Indicator] = {}
        self.observations: list[Observation] = []
        self.subjects: dict[str, Subject] = {}
        self.period = parse_period(period[0]), parse_period(period[1])
        self.more: Mapping[str, Any] = more
        self._book: FactRegistry | None = None

    def add(self, item: Indicator, start: str, values: Values, **more: Any) -> Harbour:
        self.indicators[item.id] = item
        self.subjects[item.id] = Subject(item.id, item.id)
        self.observations += rows(item, start, values, **more)
        return self

    def name(self, key: str, **more: Any) -> Harbour:
        self.subjects[key] = Subject(key, **more)
        return self

    @property
    def book(self) -> FactRegistry:
        if self._book is None:
            source = {"DESK": Source("DESK", "Desk", "Figures", "2024-01-01")}
            dataset = Dataset(self.indicators, tuple(self.observations), source, **self.more)
            edition = Edition("port", PORT, PORT, self.period, dt.date(2030, 1, 1), subjects=self.subjects)
            self._book = FactRegistry(dataset, edition)
        return self._book

    def value(self, expression: str) -> Any:
        return Evaluation(self.book).value(parse_expression(expression))

    def fact(self, expression: str) -> Fact:
        found = self.value(expression)
        assert isinstance(found, Fact)
        return found


def gap(name: str, period: str, status: Any = "O", note: str = "") -> Gap:
    return Gap(name, PORT, "official", parse_period(period), status, "DESK", note)


def cut(name: str, before: str, after: str, effect: Any = "refuse", reason: str = "new scales") -> Break:
    return Break(name, PORT, "official", parse_period(before), parse_period(after), effect, reason, "DESK")


def at(text: str) -> Period:
    return parse_period(text)
