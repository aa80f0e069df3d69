"""Wide characters, clauses, and the spaces of a text in a language that has none between its words."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import east_asian_width

from msgspec.structs import replace

from briefing.model.text import Run, Text

# White space at which a line may end: no-break spaces are none.
BREAKING: Final = re.compile(r"[^\S\u00a0\u202f]+")


def without_spaces(value: Text) -> Text:
    """Return a text without the spaces next to wide characters; those between Latin words stay."""
    shown = "".join(run.text for run in value)
    lost = {
        at
        for found in re.finditer(" +", shown)
        if _is_next_to_wide(shown, *found.span())
        for at in range(*found.span())
    }
    runs: list[Run] = []
    place = 0
    for run in value:
        words = "".join(char for at, char in enumerate(run.text, place) if at not in lost)
        place += len(run.text)
        if words:
            runs.append(run if words == run.text else replace(run, text=words))
    return tuple(runs)


def is_wide(sign: str) -> bool:
    """Whether a character takes the width of two; Unicode, UAX 11."""
    return east_asian_width(sign) in "WF"


def first_clause(words: str) -> str:
    """Return what precedes the first semicolon of a sentence."""
    return re.split("[;；]", words, maxsplit=1)[0]


def _is_next_to_wide(shown: str, start: int, end: int) -> bool:
    return any(is_wide(char) for char in shown[max(0, start - 1) : start] + shown[end : end + 1])
