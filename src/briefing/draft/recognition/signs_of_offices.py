"""Signs that an office has for a value in place of a number → that value: the dash of GENESIS is zero."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from briefing.draft.importing.grid_parts import looks_like_number, says_nothing
from briefing.draft.raw_table import RawTable

# The offices of Germany and its states write "-" for none or exactly zero, and "." for what is not known.
_GENESIS: Final = re.compile(r"genesis[- ]tabelle\b", re.IGNORECASE)
_NONE: Final = ("-", "–")


def with_zeros_of_genesis(table: RawTable) -> RawTable:
    """Return a table of GENESIS with 0 for each dash in a column whose other cells are numbers."""
    if not any(map(_GENESIS.match, table.title.split("\n"))):
        return table
    frame, found = table.frame, False
    for name in map(str, frame.columns):
        texts = [text for text in map(str, frame[name].unique()) if not says_nothing(text)]
        dashes = frame[name].str.strip().isin(_NONE)
        if dashes.any() and texts and all(map(looks_like_number, texts)):
            frame, found = frame.assign(**{name: frame[name].where(~dashes, "0")}), True
    words = ("“-” is 0, as the offices have it whose table this is, and “.” is not known",) if found else ()
    return replace(table, frame=frame, choices=(*table.choices, *words))
