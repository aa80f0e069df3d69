"""English words of a wording whose form depends on whether a name is one thing or several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# The form for one thing, and that for several.
AGREEMENT: Final[Mapping[str, tuple[str, str]]] = {
    "was": ("was", "were"),
    "is": ("is", "are"),
    "has": ("has", "have"),
    "goes": ("goes", "go"),
    "stays": ("stays", "stay"),
    "keeps": ("keeps", "keep"),
    "takes": ("takes", "take"),
    "leaves": ("leaves", "leave"),
    "runs": ("runs", "run"),
    "ends": ("ends", "end"),
    "begins": ("begins", "begin"),
    "it": ("it", "they"),
    "its": ("its", "their"),
    "a": ("a ", ""),
}
