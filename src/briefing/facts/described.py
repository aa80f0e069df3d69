"""What a subject is, beside its facts: name, unit, place, years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefing.facts.combined import CombinedRun
from briefing.facts.run import Run
from briefing.model.dataset import Indicator
from briefing.model.format import Format

if TYPE_CHECKING:
    from briefing.facts.book import Book


class Described:
    """One run within a period. With `strict` both end years must have a value, as `between` asks."""

    __slots__ = ("_book", "_period", "_run", "_strict", "key")

    def __init__(self, book: Book, key: str, run: Run, period: tuple[int, int], strict: bool = False) -> None:
        self._book, self._run, self._period, self._strict = book, run, period, strict
        self.key = key

    @property
    def expression(self) -> str:
        """How the story reaches it, as `enterprises.between(2019, 2023)`; facts are named after it."""
        bounded = f".between({self._period[0]}, {self._period[1]})" if self._strict else ""
        return self._run.expression + bounded

    @property
    def name(self) -> str:
        """The indicator's name in English; `name_in` for another language."""
        return self.name_in("en")

    def name_in(self, lang: str) -> str:
        """The indicator's name in a language, else in English."""
        return self.names.get(lang) or self.names.get("en") or self.key

    @property
    def names(self) -> Mapping[str, str]:
        """The indicator's name by language."""
        return self._run.names

    @property
    def unit(self) -> str:
        """The unit of the values."""
        return self._run.unit

    @property
    def units(self) -> Mapping[str, str]:
        """The unit in other languages."""
        return self._run.units

    @property
    def format(self) -> Format:
        """How the values are printed."""
        return self._run.format

    @property
    def indicator(self) -> Indicator | None:
        """The indicator; None for a ratio."""
        return self._run.indicator

    @property
    def entity(self) -> str:
        """The place."""
        return self._run.entity

    @property
    def combined(self) -> str:
        """Whether it is the "sum", "mean" or "median" of several places; else empty."""
        return self._run.how if isinstance(self._run, CombinedRun) else ""

    @property
    def members(self) -> tuple[str, ...]:
        """The places: one, or those that are taken together."""
        return self._run.members if isinstance(self._run, CombinedRun) else (self._run.entity,)

    @property
    def series(self) -> str:
        """The series; empty for a ratio."""
        return self._run.series

    @property
    def direction(self) -> str:
        """Which way is good, "up" or "down"; empty where that is not known."""
        return self._run.direction

    @property
    def within_year(self) -> bool:
        """Whether its values are readings within a year, which are printed and never compared."""
        return self._run.within_year

    @property
    def below_zero(self) -> bool:
        """Whether any value of the indicator, of whatever place and year, is below zero."""
        return self._run.below_zero

    @property
    def entities(self) -> tuple[str, ...]:
        """The places that have the same series, sorted."""
        return self._run.entities

    @property
    def known_years(self) -> tuple[int, ...]:
        """The years that have a value, also outside the period."""
        return self._run.years

    @property
    def period(self) -> tuple[int, int]:
        """First and last year looked at."""
        return self._period

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the period that have a value."""
        return tuple(year for year in self._run.years if self._period[0] <= year <= self._period[1])
