"""Format values as text that is safe for a terminal and a page, in columns, in a zone."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

# Controls, direction marks and overrides, surrogates, private use, unassigned, line separators.
_HIDDEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS: Final = "\u200c\u200d"  # parts of words in several scripts; they reverse nothing
_MAX_WIDTH: Final = 44
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def printable(text: str) -> str:
    """Return text as one line; a hidden character or direction mark becomes its code, as \\u202e."""
    line = " ".join(text.split())
    if line.isprintable():  # nearly always, and thirty times as fast
        return line
    return "".join(char if _shown(char) else _code(char) for char in line)


def _shown(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) not in _HIDDEN


def _code(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"


def display_width(text: str) -> int:
    """Return the columns of printable text on a terminal; Unicode, UAX 11."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def truncate(text: str, most: int) -> str:
    """Cut text to a number of columns, with an ellipsis."""
    if display_width(text) <= most:
        return text
    left = most - 1
    shown = []
    for char in text:
        left -= _columns(char)
        if left < 0:
            break
        shown.append(char)
    return "".join(shown).rstrip() + "…"


def format_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns; a very wide cell shifts only its own row."""
    lines = [list(heads), *([printable(cell) for cell in row] for row in rows)]
    broad = [min(max(display_width(row[column]) for row in lines), _MAX_WIDTH) for column in range(len(heads))]
    return "\n".join(_line(row, broad) for row in lines)


def _line(row: Sequence[str], broad: Sequence[int]) -> str:
    cells = (cell + " " * (width_ - display_width(cell)) for cell, width_ in zip(row, broad, strict=True))
    return "  ".join(cells).rstrip()


def local_time(moment: dt.datetime, zone: str, *, seconds: bool = False) -> str:
    """Return 2025-12-01 07:00+08:00 for a moment in an IANA zone."""
    return moment.astimezone(ZoneInfo(zone)).isoformat(" ", "seconds" if seconds else "minutes")


def long_date(moment: dt.datetime, zone: str) -> str:
    """Return Monday 1 December 2025, 07:00 for a moment in an IANA zone."""
    date = moment.astimezone(ZoneInfo(zone))
    return f"{_DAYS[date.weekday()]} {date.day} {_MONTHS[date.month - 1]} {date.year}, {date:%H:%M}"


def pluralize(number: int, noun: str) -> str:
    """Return 2 deliveries for 2 and `delivery`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"
