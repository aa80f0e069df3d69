"""Dates as words, which sources and editions have, each as exact as it is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefing.errors import InputError
from briefing.model.dataset import Source
from briefing.model.edition import Edition
from briefing.model.moment import parse_moment
from briefing.wording.period_labels import PeriodLabels


class Dates(PeriodLabels):
    """One language's way to print dates."""

    def date(self, value: str | dt.date) -> str:
        """Print an ISO day, month or year: "17 Jul 2024", "Jul 2024", "2024"; raise InputError for anything else."""
        return self._date(value, self.language.months_short)

    def long_date(self, value: str | dt.date) -> str:
        """Print an ISO day, month or year: "17 July 2024", "July 2024", "2024"; raise InputError for anything else."""
        return self._date(value, self.language.months)

    def edition_date(self, edition: Edition) -> str:
        """Print the as-of date of an edition, "17 Jul 2024"; of one without a date "Data to 2024", as a year alone next
        to a page number is read as a number."""
        if edition.undated:
            period = self.dated(edition.period[1], form="short")
            return self.language.phrases["edition_to"].format(period=period)
        return self.date(edition.as_of)

    def edition_of(self, edition: Edition) -> str:
        """Print "Edition of 17 July 2024"; of one without a date "Data to 2024"."""
        phrases = self.language.phrases
        if edition.undated:
            return phrases["edition_to"].format(period=self.dated(edition.period[1]))
        return phrases["edition_of"].format(date=self.long_date(edition.as_of))

    def publication_date(self, source: Source, *, listed: bool = False) -> str:
        """Return when a source was issued: "17 Jul 2024", "n.d., read 3 May 2025" or "n.d."; in Chinese, `listed`
        under others, "2024-07-17"."""
        phrases = self.language.phrases
        if source.published:
            return self._date(source.published, self.language.months_short, "listed" if listed else "date")
        return phrases["read_on"].format(date=self.date(source.read_on)) if source.read_on else phrases["undated"]

    def _date(self, value: str | dt.date, months: Sequence[str], form: str = "date") -> str:
        written = value.isoformat() if isinstance(value, dt.date) else value
        at = parse_moment(written)  # of a moment its day, in its own zone
        parts = (written if at is None else at.date().isoformat()).split("-")
        if not all(part.isascii() and part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
            raise InputError(
                f"{value!r} is not a date", "", "give a year, a month or a day, as 2024, 2024-07, 2024-07-17"
            )
        year, month, day = (*(int(part) for part in parts), 1, 1)[:3]
        try:
            dt.date(year, month, day)
        except ValueError as problem:
            raise InputError(f"{value!r} is not a date: {problem}", "", "write days as 2024-07-17") from None
        if len(parts) == 1:
            return self._form(f"{form}_year", year=parts[0])
        key = f"{form}_day" if len(parts) == 3 else f"{form}_month"
        return self._form(key, year=str(year), month=months[month - 1], day=str(day))
