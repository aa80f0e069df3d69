"""Filters of time: the period of a fact, what a change is against, of which months a mean is, since when it is highest.

They end or begin what another filter says: "rose 0.6%" and "on the month", "the highest" and "since March 2022".
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from briefing.errors import FactError
from briefing.model.fact import Basis, Fact
from briefing.model.period import YEAR, Frequency, Period
from briefing.wording.base import Wording, required_period, unsigned
from briefing.wording.period_labels import LabelForm

_LEAST: Final = 2  # periods in a row


class TimedWording(Wording):
    """A wording with the filters of time."""

    def year(self, fact: Fact) -> str:
        """Print a year, or the year of a value: "2018"; "2021 at the latest" where earlier years are not known."""
        self._check("year", fact)
        period = required_period(fact)
        if period.frequency.unit != "year":
            what = f"year prints years, {fact.name} is of {self.label(period)}"
            raise FactError(what, fact.name, "write period, or period(only='year') for its year alone")
        return self._bounded_label(fact, self.label(period))

    def period(self, fact: Fact, *, short: bool = False, long: bool = False, year: bool = True, only: str = "") -> str:
        """Print the period of a fact: "May 2026", "Q1 2024", "2023"; in Chinese 2026年5月.

        `long` as in sentences, "the first quarter of 2024", "the week of 29 January 2024"; `short` "Sep 2024"; without
        its `year` "May", "Q1"; with only='year' "2026".
        """
        self._check("period", fact)
        if only not in ("", "year"):
            raise FactError(f"period prints no {only!r} alone", fact.name, "write only='year', or year=false")
        if only:
            return self.dated(Period.containing(required_period(fact).end, YEAR))
        form: LabelForm = "long" if long else "short" if short else ""
        period = required_period(fact)
        label = self.dated(period, form=form) if year else self.within_year(period, form)
        return self._bounded_label(fact, label or self.dated(period, form=form))

    def basis(self, fact: Fact, style: str = "") -> str:
        """Print what a change is against: "on the month", "from a year earlier", "at an annual rate"; 环比, 同比, 年化.

        With 'than' behind a comparative, "than a year earlier"; with 'short' "on the year", as in a card.
        """
        self._check("basis", fact)
        if style not in ("", "than", "short"):
            raise FactError(f"basis has no style {style!r}", fact.name, "write 'than', 'short' or nothing")
        period = required_period(fact)
        return self._basis(fact.basis, period.frequency, style, _base_year(fact, period))

    def window(self, fact: Fact, *, short: bool = False) -> str:
        """Print of which periods a mean or a sum is: "in the three months to May 2026"; short "March–May 2026".

        One to date is of a year from its beginning: "in the first five months of 2026", "in January 2026", "in 2025".
        """
        self._check("window", fact)
        assert fact.window is not None
        first, last = fact.window
        if short:
            return self.dated(first, last)
        count = self.counted(last - first + 1, first.frequency.unit)
        whole, to_date = Period.containing(last.end, YEAR), fact.basis == "year to date"
        names = {"count": count, "last": self.dated(last), "year": str(whole)}
        if first == last or (to_date and last.end == whole.end):
            return self.language.time.bases["window_one"].format(last=self.dated(last if first == last else whole))
        return self.language.time.bases["window_first" if to_date else "window"].format(**names)

    def since(self, fact: Fact) -> str:
        """Print since when a value is the highest or lowest: "since March 2022"; "since at least January 2015" where it
        is so of all that is known."""
        self._check("since", fact)
        key = "since_least" if fact.qualifier == "≤" else "since"
        return self.language.time.bases[key].format(period=self.dated(required_period(fact)))

    def streak(self, fact: Fact) -> str:
        """Print a streak of two or more: "third rise in a row"; in Chinese 连续三个月上升."""
        self._check("streak", fact)
        count = abs(int(fact.value))
        if count < _LEAST:
            fix = f'give the sentence `when: "{fact.name} >= {_LEAST}"`, or <= −{_LEAST} for falls'
            raise FactError(f"{fact.name} is {int(fact.value)}, and none is in a row", fact.name, fix.replace("−", "-"))
        key = "streak_up" if fact.value > 0 else "streak_down"
        unit = required_period(fact).frequency.unit
        names = {"ordinal": self.in_order(count), "count": self.counted(count, unit)}
        return self._qualified(fact, self.language.time.bases[key].format(**names), unsigned(fact))

    def revised(self, fact: Fact, decimals: int | None = None) -> str:
        """Print a revision with both readings: "revised down from 86.11 to 85.40", "unrevised at 85.40"."""
        self._check("revised", fact)
        new, *others = fact.observations
        old = (*others, *reversed(new.earlier), new)[0].value
        level = replace(fact, measure="value", value=old)
        say = self.unit if fact.unit.startswith("%") else self.value
        first, last = say(level, decimals), say(replace(level, value=new.value), decimals)
        key = "unrevised" if first == last else "revised_up" if new.value > old else "revised_down"
        return self.language.time.bases[key].format(first=first, last=last)

    def change_name(self, name: str, basis: Basis, frequency: Frequency) -> str:
        """Return the name of a series of changes: "Consumer price index, change on a year before"."""
        return self._basis(basis, frequency, "name", "", name=name)

    def with_basis(self, words: str, fact: Fact, style: str = "") -> str:
        """Return words with what a change is against: "rose 0.6% on the month"; 环比上升0.6%."""
        return self.language.time.bases["with"].format(words=words, basis=self.basis(fact, style))

    def _basis(self, basis: Basis, frequency: Frequency, style: str, year: str, name: str = "") -> str:
        unit, bases = self.time(frequency), self.language.time.bases
        pattern = bases.get(f"{basis}_{style}", bases[basis])
        return pattern.format(on=unit.on, one=unit.one, many=unit.many, year=year, name=name)


def _base_year(fact: Fact, period: Period) -> str:
    """Return the year that the same part of which a change to date is against."""
    return str(period.start.year - 1) if fact.basis == "year to date" else ""
