"""Signs as wide as two, clauses, and the spaces of a text in a language that has none between its words."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import east_asian_width

from msgspec.structs import replace

from briefing.model.text import Run, Text

# White space at which a line may end: no-break spaces are none.
BREAKING: Final = re.compile(r"[^\S\u00a0\u202f]+")


def without_spaces(value: Text) -> Text:
    """A text → the same without the spaces that stand beside a wide character; those between Latin words stay."""
    shown = "".join(run.text for run in value)
    lost = {
        at for found in re.finditer(" +", shown) if _beside_wide(shown, *found.span()) for at in range(*found.span())
    }
    kept: list[Run] = []
    place = 0
    for run in value:
        words = "".join(char for at, char in enumerate(run.text, place) if at not in lost)
        place += len(run.text)
        if words:
            kept.append(run if words == run.text else replace(run, text=words))
    return tuple(kept)


def is_wide(sign: str) -> bool:
    """Whether a sign takes the room of two; Unicode, UAX 11."""
    return east_asian_width(sign) in "WF"


def first_clause(words: str) -> str:
    """A sentence → what stands before its first semicolon."""
    return re.split("[;；]", words, maxsplit=1)[0]


def _beside_wide(shown: str, start: int, end: int) -> bool:
    return any(is_wide(char) for char in shown[max(0, start - 1) : start] + shown[end : end + 1])
