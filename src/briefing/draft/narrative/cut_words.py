"""Words that are too long for a card, a row or a legend → their beginning or their end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefing.wording.spaces import is_wide

_LONGEST: Final = 24  # letters of a short label; a wide one counts twice
_CUT: Final = re.compile(r"[,:;(–—]|\s-\s|\s/\s")


def width(words: str) -> int:
    """Return how wide printed words are, in letters; a wide character counts twice."""
    return sum(2 if is_wide(char) else 1 for char in words)


def fitted(words: str) -> str:
    """Return words within the longest, cut at a comma or bracket, else behind a word, with an ellipsis."""
    listed = ", " in words and " and " in words  # of which the first alone would be another thing
    for candidate in (words, words if listed else _CUT.split(words, maxsplit=1)[0].strip()):
        if 0 < width(candidate) <= _LONGEST:
            return candidate
    return f"{_whole_words(words)}…"


def ending(words: str) -> str:
    """Return the end of words, for those that begin alike."""
    tail = words
    while width(tail) > _LONGEST - 1 and " " in tail:
        tail = tail.partition(" ")[2]
    return words if width(words) <= _LONGEST else f"…{tail}"


def _whole_words(words: str) -> str:
    found = ""
    for piece in _pieces(words):
        if width(found + piece) > _LONGEST - 1:
            break
        found += piece
    return found.rstrip(" ,:(–-") or words[: _LONGEST - 1]


def _pieces(words: str) -> Iterator[str]:
    yield from re.findall(r"\s*\S+", words) if " " in words else words
