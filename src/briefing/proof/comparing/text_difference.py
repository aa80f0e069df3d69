"""Differences between two texts, or two lists of texts; spaces and soft hyphens are ignored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

# Spaces of every width, soft hyphens, marks of direction and of joints.
_DROPPED: Final = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]+")
_MOST: Final = 2000  # texts that are aligned; longer lists are compared one by one
_ROOM: Final = 60
_BEFORE: Final = 20


def bare(text: str) -> str:
    """Return a text without spaces and invisible characters."""
    return _DROPPED.sub("", text if text.isascii() else unicodedata.normalize("NFC", text))


def same(old: str, new: str) -> bool:
    """Whether two texts read the same."""
    return old == new or bare(old) == bare(new)


def differing_parts(old: str, new: str) -> tuple[str, str]:
    """Return of two different texts the parts where they differ, with a few words before them."""
    at = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    start = max(0, at - _BEFORE)
    start = old.rfind(" ", 0, start) + 1 if start else 0
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    shown = text[start : start + _ROOM].strip()
    return ("… " if start and shown else "") + shown + (" …" if len(text) > start + _ROOM else "")


def paired(
    old: Sequence[str], new: Sequence[str], *, separate: bool = False
) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs of positions at which two lists of texts differ; None where one list has no text.

    Paragraphs that programs split or join are the same; `separate` texts, as those of cells, are not joined.
    """
    ones, others = [*map(bare, old)], [*map(bare, new)]
    if ones == others or (not separate and "".join(ones) == "".join(others)):
        return
    if len(ones) == len(others) or max(len(ones), len(others)) > _MOST:
        longest = max(len(ones), len(others))
        for at in range(longest):
            if ones[at : at + 1] != others[at : at + 1]:
                yield (at if at < len(ones) else None), (at if at < len(others) else None)
        return
    for kind, first, last, begin, end in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _in_turn([*range(first, last)], [*range(begin, end)])


def _in_turn(old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int | None, int | None]]:
    for at in range(max(len(old), len(new))):
        yield (old[at] if at < len(old) else None), (new[at] if at < len(new) else None)
