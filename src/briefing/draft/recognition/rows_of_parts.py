"""Rows that say “of which” of the row above them, as “of which: taxes” below “Total revenue”."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd
from msgspec.structs import replace

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.number_texts import read_numbers

# Words for a part of the row above; the sign “#” is that of Chinese yearbooks.
_OF_WHICH: Final = re.compile(
    r"[\s–—-]*(?P<words>of which|including|darunter|davon|dont|de los cuales|de las cuales|di cui|dos quais|w tym"
    r"|waarvan|其中|うち)\s*[:：,]?\s*(?P<part>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_YEARBOOK: Final = re.compile(r"\s*[#＃]\s*(?P<part>[\u4e00-\u9fff].*)", re.DOTALL)
_UNIT: Final = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_HAN: Final = re.compile("[\u4e00-\u9fff]")


def with_wholes_named(table: RawTable) -> tuple[RawTable, tuple[str, ...]]:
    """Return a table whose rows of parts name what they are part of, and in words of which columns that is.

    A column is left as it is where a part has no row above it, or is larger than that row.
    """
    frame = table.frame
    named: dict[str, pd.Series[str]] = {}
    words: list[str] = []
    for name in map(str, frame.columns):
        texts = frame[name].astype(str)
        parts = texts.map(lambda text: bool(_OF_WHICH.fullmatch(text) or _YEARBOOK.fullmatch(text)))
        if not parts.any() or parts.all():
            continue
        wholes = texts.where(~parts).ffill()
        if parts.iloc[0] or not _are_parts(frame, parts):
            continue
        joined = [
            _joined(whole, text) if part else text for whole, text, part in zip(wholes, texts, parts, strict=True)
        ]
        named[name] = pd.Series(joined, index=frame.index, dtype="str")
        words.append(f"rows “{texts[parts].iloc[0].strip()[:40]}” of {name} are parts of the row above them")
    return (replace(table, frame=frame.assign(**named)), tuple(words)) if named else (table, ())


def _joined(whole: str, text: str) -> str:
    """Return the name of a part with that of its whole, but for one that a yearbook's sign marks."""
    if yearbook := _YEARBOOK.fullmatch(text):
        return yearbook["part"]
    found = _OF_WHICH.fullmatch(text)
    if found is None:
        return text
    comma, blank = ("，", "") if _HAN.search(found["words"]) else (", ", " ")
    return f"{_UNIT.sub('', whole.strip())}{comma}{found['words'].lower()}{blank}{found['part'].strip()}"


def _are_parts(frame: pd.DataFrame, parts: pd.Series[bool]) -> bool:
    """Whether no number in a row of a part is larger than that of its whole."""
    for name in frame.columns:
        numbers = read_numbers(frame[name].astype(str).unique()).numbers
        values = pd.to_numeric(
            frame[name].astype(str).map({key: one.text for key, one in numbers.items()}), errors="coerce"
        )
        wholes = values.where(~parts).ffill()
        if bool((values[parts].abs() > wholes[parts].abs()).any()):
            return False
    return True
