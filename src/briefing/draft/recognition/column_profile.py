"""What the texts of a column are like, looked at once: numbers, periods, how many different ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final

import pandas as pd

from briefing.draft.raw_table import ColumnFacts, RawTable
from briefing.draft.recognition.number_texts import Decimal, NumberTexts, is_missing, read_numbers

_MOSTLY: Final = 0.9
_CODE: Final = re.compile(r"[A-Z]{0,6}[-_./]?[0-9][0-9A-Z._/-]*")


class ColumnProfile:
    """A column: its head, its texts, and what they are as numbers."""

    def __init__(self, name: str, texts: pd.Series[str], facts: ColumnFacts, decimal: Decimal | None = None) -> None:
        self.name, self.texts, self.facts, self._decimal = name, texts, facts, decimal

    @cached_property
    def distinct(self) -> tuple[str, ...]:
        """The different texts that are something."""
        return tuple(str(text) for text in self.texts.unique() if not is_missing(str(text)))

    @cached_property
    def numbers(self) -> NumberTexts:
        """Its texts as numbers."""
        return read_numbers(map(str, self.texts.unique()), self._decimal)

    @cached_property
    def filled(self) -> float:
        """Which part of its rows say something."""
        return float((~self.texts.map(is_missing)).mean()) if len(self.texts) else 0.0

    @property
    def numeric(self) -> bool:
        """Whether nearly all of its texts are numbers."""
        values, unread = self.numbers.values, len(self.numbers.unread)
        return values > 0 and values >= _MOSTLY * (values + unread)

    @property
    def whole(self) -> bool:
        """Whether all of its numbers are whole ones."""
        texts = (one.text for one in self.numbers.numbers.values() if one.text)
        return self.numeric and all(re.fullmatch("-?[0-9]+", text) for text in texts)

    @property
    def coded(self) -> bool:
        """Whether all of its texts are codes, as "E14001063"."""
        return all(map(_CODE.fullmatch, self.distinct))

    @property
    def constant(self) -> bool:
        """Whether it says the same in every row."""
        return len(self.distinct) == 1 and not self.texts.map(is_missing).any()

    @cached_property
    def floats(self) -> pd.Series[float]:
        """Its numbers, for comparing columns; NaN for what is none."""
        return pd.to_numeric(self.texts.map(self._texts_of_numbers), errors="coerce")

    @property
    def _texts_of_numbers(self) -> Mapping[str, str]:
        return {text: one.text for text, one in self.numbers.numbers.items()}


def profiles(table: RawTable) -> dict[str, ColumnProfile]:
    """Return the profile of each column of a table; where one has a decimal comma, all do that do not decide."""
    found = {
        str(name): ColumnProfile(str(name), table.frame[name], table.columns.get(str(name), ColumnFacts()))
        for name in table.frame.columns
    }
    commas = [one for one in found.values() if one.numeric and one.numbers.decimal == ","]
    if not commas:
        return found
    return {name: ColumnProfile(name, one.texts, one.facts, ",") for name, one in found.items()}
