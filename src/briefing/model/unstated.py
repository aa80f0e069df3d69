"""What a table does not say: the marks that stand in the project until somebody fills them in."""

from __future__ import annotations

from typing import Final

_MARK: Final = "not stated yet"
_MARK_ZH: Final = "未注明"
UNIT: Final = f"unit {_MARK}"
UNIT_ZH: Final = f"单位{_MARK_ZH}"
SOURCE: Final = _MARK  # behind "Source:"
SOURCE_ZH: Final = _MARK_ZH


def is_unstated(words: str) -> bool:
    """Whether a unit or a source, in any language, is a mark that asks for it."""
    return _MARK in words or _MARK_ZH in words


def stated(words: str) -> str:
    """Return the words of a unit without the mark: "trillion" of "trillion, unit not stated yet"."""
    return words.replace(UNIT, "").replace(UNIT_ZH, "").strip(" ,，")
