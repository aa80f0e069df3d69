"""Cells of one row → values; every cell that cannot be read becomes a finding with file, line, column and fix."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from briefing.model.dataset import CellLocation
from briefing.model.moment import parse_moment, zone_fix
from briefing.model.period import EARLIEST, Frequency, Period
from briefing.model.period_choice import PeriodChoice, parse_choice
from briefing.model.period_notation import NotationError, as_frequency, parse_period
from briefing.read.report import Report, suggest
from briefing.read.source_table import SourceRow, SourceTable
from briefing.read.table_columns import YEARS

Choice = TypeVar("Choice")
EMPTY: Mapping[str, str] = MappingProxyType({})

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_DATE = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_URL = re.compile(r"(https?://[^\s/@]+\S*|mailto:\S+@\S+)")
MOST_FIGURES = 15  # beyond them a float holds other digits than were written
_MOST_ZEROS = 6
_LARGEST = 1e15  # beyond this a float no longer holds every whole number


class Cells:
    """One row under its table's names; `good` turns False with the first finding."""

    def __init__(self, table: SourceTable, row: SourceRow, report: Report) -> None:
        self.table, self.row, self.report, self.good = table, row, report, True

    @property
    def line(self) -> int:
        """Where the row stands in its file."""
        return self.row.line

    @property
    def label(self) -> str:
        """The same in words, which no other row of the table has."""
        return self.table.label(self.row)

    def location(self, column: str) -> CellLocation:
        """Where a cell stands, by the name of its file alone, which is the same on every machine."""
        return self.table.location(self.row, column)

    def reject(self, column: str, what: str, fix: str = "") -> None:
        """Note a finding at a column of this row."""
        self.good = False
        self.report.add(self.table.where(self.row, column), what, fix)

    def text(self, column: str, default: str = "") -> str:
        """The text of a cell, or the default where it is empty or its column is missing."""
        return self.row.cells.get(column, "") or default

    def need(self, column: str, allowed: Collection[str] = ()) -> str:
        """The text of a cell that may not be empty; `allowed` are the words that it takes, for the message."""
        value = self.text(column)
        if not value:
            fix = f"write one of: {', '.join(allowed)}" if allowed else "fill it or delete the row"
            self.reject(column, "the cell is empty", fix)
        return value

    def choice(
        self, column: str, allowed: Mapping[str, Choice], default: Choice, meant: Mapping[str, str] = EMPTY
    ) -> Choice:
        """A cell that takes one of a few words; empty means the default. `meant` says in words, for the message, what
        some of them stand for."""
        value = self.text(column)
        if not value:
            return default
        if value not in allowed:
            words = ", ".join(f"{word} ({meant[word]})" if word in meant else word for word in allowed)
            near = next((word for word in meant if meant[word] == value.casefold()), "")
            fix = f"write {near} for {meant[near]}" if near else f"write one of: {words}"
            self.reject(column, f"{value!r} is none of the words that may stand here", fix)
            return default
        return allowed[value]

    def known(self, column: str, names: Collection[str] | None, kind: str) -> str:
        """A cell that refers to another table. `names` None means that the other table could not be read."""
        value = self.need(column)
        if value and names is not None and value not in names:
            self.reject(column, f"the {kind} {value!r} is unknown", suggest(value, names, _all(kind)))
        return value

    def several(self, column: str, names: Collection[str] | None, kind: str) -> tuple[str, ...]:
        """A cell that refers to one, to several with semicolons between, or by `*` or nothing to all, which is ()."""
        value = self.text(column)
        if value in ("", "*"):
            return ()
        whole = names is not None and value in names  # a name may hold a semicolon itself
        found = (value,) if whole else tuple(part.strip() for part in value.split(";") if part.strip())
        for name in found:
            if names is not None and name not in names:
                fix = suggest(name, names, _all(kind))
                self.reject(
                    column,
                    f"the {kind} {name!r} is unknown",
                    f"{fix}{'' if fix.endswith('?') else '.'} Leave the cell empty to mean all",
                )
        return tuple(dict.fromkeys(found))

    def number(self, column: str) -> float:
        """A finite number with a decimal point and no thousands separators; of more than fifteen significant digits, as
        559.9999999999999, the last are noise of the program that wrote them."""
        text = self.text(column).replace("\u2212", "-")
        if not _NUMBER.fullmatch(text):
            self.reject(column, f"{text!r} is not a number", _number_fix(text, self.table.file))
            return 0.0
        value = float(text)
        if not math.isfinite(value) or abs(value) > _LARGEST:
            self.reject(column, f"{text!r} is too large", "use a larger unit, as billion")
            return 0.0
        return value if figures(text) <= MOST_FIGURES else float(f"{value:.{MOST_FIGURES}g}")

    def time(self, column: str) -> str:
        """The name that a column of periods has in this table: its own, or that of years."""
        return column if column in self.table.columns else YEARS[column]

    def period(self, column: str, frequency: Frequency | None = None) -> Period:
        """A period of a frequency, or of any; the earliest of all where the cell has none."""
        try:
            return _period(self.text(self.time(column)), frequency)
        except NotationError as error:
            self.reject(self.time(column), str(error), error.fix)
            return EARLIEST

    def period_choice(self, column: str) -> PeriodChoice | None:
        """The periods that an edition is about, or None where the cell is empty."""
        text = self.text(column)
        if not text:
            return None
        try:
            return parse_choice(text)
        except NotationError as error:
            self.reject(column, str(error), error.fix)
            return None

    def date(self, column: str, *, needed: bool = True) -> str:
        """A year, a month or a day in ISO form; empty only where it is not `needed`."""
        text = self.need(column) if needed else self.text(column)
        if text and last_day(text) is None:
            self.reject(column, f"{text!r} is not a date", "write 2024, 2024-07 or 2024-07-17")
        return text

    def moment(self, column: str) -> str:
        """A year, a month, a day, or a moment with its zone, in ISO form, or nothing."""
        text = self.text(column)
        if text and last_day(text) is None and parse_moment(text) is None:
            unzoned = zone_fix(text)
            what = "is a time without its zone" if unzoned else "is not a date"
            self.reject(column, f"{text[:40]!r} {what}", unzoned or "write 2024, 2024-07 or 2024-07-17")
        return text

    def url(self, column: str) -> str:
        """An absolute address with http, https or mailto, or nothing."""
        text = self.text(column)
        if text and not _URL.fullmatch(text):
            self.reject(column, f"{text[:60]!r} is no address", "begin with https://, http:// or mailto:")
        return text


@lru_cache(maxsize=8192)  # as the rows of a table have few
def _period(text: str, frequency: Frequency | None) -> Period:
    if frequency is None:
        return parse_period(text)
    return as_frequency(parse_period(text, 0 if frequency.regular else frequency.first_month), frequency)


@lru_cache(maxsize=20_000)  # values recur
def decimals(text: str) -> int:
    """Return how many digits after the point were published; 0 with an exponent, for what is no number, and for what
    has more digits than a program keeps. Zeros after the sixth are how a database stores it."""
    plain = _NUMBER.fullmatch(text.replace("\u2212", "-")) and "e" not in text.lower()
    if not plain or figures(text) > MOST_FIGURES:
        return 0
    fraction = text.partition(".")[2]
    return len(fraction) if len(fraction) <= _MOST_ZEROS else max(_MOST_ZEROS, len(fraction.rstrip("0")))


def figures(text: str) -> int:
    """Return the number of significant digits."""
    digits = re.sub("[^0-9]", "", re.split("[eE]", text)[0]).lstrip("0")
    return len(digits)


@lru_cache(maxsize=4096)  # for each observation its source's
def last_day(text: str) -> dt.date | None:
    """Return the last day of a year, month or day in ISO form; None if it is no date."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 12), found[3]
    try:
        return dt.date(year, month, int(day) if day else calendar.monthrange(year, month)[1])
    except ValueError:  # month 13, day 31 of June; calendar's IllegalMonthError is one too
        return None


def _all(kind: str) -> str:
    """Return how a fix begins that lists all names of a kind."""
    return f"write one of the {kind[:-1] + 'ies' if kind.endswith('y') else kind + 's'} there are"


def _number_fix(text: str, file: str) -> str:
    if re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", text):
        return f"write {text.replace('.', '').replace(',', '.')}, with a decimal point and without separators"
    if re.fullmatch(r"[+-]?[0-9]{1,3}([ ,'’][0-9]{3})+(\.[0-9]+)?", text):
        return f"write {re.sub('[ ,’' + chr(39) + ']', '', text)}, without separators"
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", text):
        return f"write {text.replace(',', '.')}, with a decimal point"
    if text.endswith("%"):
        return f"write {text.rstrip('% ')}: the unit column has the sign"
    if found := re.fullmatch(r"\(([0-9]+(\.[0-9]+)?)\)", text):
        return f"write -{found[1]}: brackets are no minus here"
    fix = "leave the cell empty, or give the number and status E if it is an estimate"
    named = file.endswith(".csv")  # datapackage.json describes no other files
    return f"{fix}; texts for no value are listed in missingValues of datapackage.json" if named else fix
