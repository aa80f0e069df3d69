"""Periods and ranges of periods as words: "May 2026", "Q1 2024", "January–May 2026", 2024年第一季度."""

from __future__ import annotations

from typing import Final, Literal

from briefing.model.period import Frequency, Period, Unit
from briefing.wording.levels import Levels
from briefing.wording.time_words import TimeUnit

# In a list or a chart; in a sentence, "the first quarter of 2024"; where space is short, "Sep 2024".
LabelForm = Literal["", "long", "short"]
_YEARS: Final = frozenset({"year", "fiscal"})


class PeriodLabels(Levels):
    """One language's way to name periods and to count them."""

    def label(self, period: Period, form: LabelForm = "") -> str:
        """Return the name of a period: "2023", "2023/24", "Q1 2024", "May 2026", "17 March 2024", or "the week of 29
        January 2024".

        `form` "long" is that of sentences ("the first quarter of 2024"), "short" has short names of months ("week of
        29 Jan 2024").
        """
        names = self._names(period, form)
        if names["year"] != names["end_year"] and _kind(period.frequency) == "part":
            first, last = (names | {"month": names[f"{end}month"], "year": names[f"{end}year"]} for end in ("", "end_"))
            return self._joined(self._label("month", form, first), self._label("month", form, last), form)
        return self._label(_kind(period.frequency), form, names)

    def range(self, first: Period, last: Period, form: LabelForm = "") -> str:
        """Return a range: "2014–2023", "January–May 2026", "May 2024 to June 2026"; of one period its name."""
        if first == last:
            return self.label(first, form)
        kind = _kind(first.frequency)
        firsts, lasts = self._names(first, form), self._names(last, form)
        names = lasts | {f"first_{key}": name for key, name in firsts.items()}
        same = "month" if kind == "day" else "year"
        within = all(firsts[key] == lasts[key] for key in ("year", same))
        if first.frequency.partial:
            within = firsts["year"] == firsts["end_year"]
            names |= {"months": self._label("part_alone", form, firsts)}
        if first.frequency == last.frequency and (within or kind in _YEARS):
            if first.frequency.unit == "four-month":
                return self._label("part", form, firsts | {"end_month": lasts["end_month"]})
            return self._label(f"{kind}s", form, names)
        return self._joined(self.label(first, form), self.label(last, form), "" if kind == "part" else form)

    def dated(self, first: Period, last: Period | None = None, form: LabelForm = "") -> str:
        """Return a period or a range as a date, with the word for years where the language has one: 2014—2023年."""
        words = self.range(first, first if last is None else last, form)
        return self._form("date_year", year=words) if words[-1:].isdigit() else words

    def within_year(self, period: Period, form: LabelForm = "") -> str:
        """Return the name of a period without its year: "May", "Q1", "the week of 29 January"; "" of a year."""
        kind = _kind(period.frequency)
        return "" if kind in _YEARS else self._label(f"{kind}_alone", form, self._names(period, form))

    def time(self, frequency: Frequency) -> TimeUnit:
        """Return the words of the unit of a frequency."""
        return self.language.time.units[frequency.unit]

    def counted(self, count: int, unit: Unit) -> str:
        """Return a number of periods in words: "nine years", "one month", "24 months"."""
        words = self.language.time.units[unit]
        return (words.counted if count == 1 else words.counted_many).format(count=self.word(count))

    def duration(self, first: Period, last: Period) -> str:
        """Return the time from one period to another in words: "nine years", "one year"."""
        return self.counted(last - first, first.frequency.unit)

    def _label(self, key: str, form: LabelForm, names: dict[str, str]) -> str:
        labels = self.language.time.labels
        return labels.get(f"{key}_{form}", labels[key]).format(**names)

    def _joined(self, first: str, last: str, form: LabelForm) -> str:
        return self._label("to", form, {"first": first, "last": last})

    def _names(self, period: Period, form: LabelForm) -> dict[str, str]:
        """Return what a pattern may name of a period: its number within the year, its months, its day, its year."""
        unit, language = period.frequency.unit, self.language
        months = language.months_short if form == "short" else language.months
        first, last = period.start, period.end
        year, number = divmod(period.ordinal, period.frequency.a_year or 1)
        if unit == "week":
            iso = first.isocalendar()
            year, number = iso.year, iso.week - 1
        return {
            "year": str(first.year if unit != "week" else year),
            "start_year": str(first.year),
            "end_year": str(last.year),
            "tail": f"{last.year % 100:02}" if last.year % 100 else str(last.year),
            "number": str(number + 1),
            "ordinal": language.ordinals[number] if unit in ("half-year", "four-month", "quarter") else "",
            "half": language.time.halves[number % 2],
            "month": months[first.month - 1],
            "end_month": months[last.month - 1],
            "day": str(first.day),
        }


def _kind(frequency: Frequency) -> str:
    """Return by which pattern the periods of a frequency are named."""
    if frequency.unit == "four-month" or frequency.partial:
        return "part"
    return frequency.unit if frequency.regular else "fiscal"
