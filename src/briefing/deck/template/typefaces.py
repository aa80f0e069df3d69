"""Typefaces of a template → how much wider they run than Arial, whose widths the plan measures with.

A wider face is set smaller, so that every measured line holds. It is read nearly as large as before: such faces have
taller small letters than Arial.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from briefing.assets import asset
from briefing.deck.template.xpath import first

UNKNOWN = 1.1
_WEIGHT = re.compile(r" (thin|light|book|regular|medium|semibold|demi|bold)$")
HEAVIER = 1.03  # of a weight that was not measured


def named(face: str, fonts: Any) -> str:
    """Return the name of a typeface, which may be given as a slot of the font scheme, as "+mj-lt"."""
    if not face.startswith("+"):
        return face
    kind = "majorFont" if face.startswith("+mj") else "minorFont"
    return str(first(fonts, f"a:{kind}/a:latin/@typeface") or "") if fonts is not None else ""


def width(face: str, *, bold: bool = False) -> tuple[float, bool]:
    """Return the width of a face as a share of Arial's, at least 1, and whether it is known."""
    name = face.strip().lower()
    if not name:
        return 1.0, True
    widths, bolds = _widths()
    if name not in widths and _WEIGHT.search(name):
        found, known = width(_WEIGHT.sub("", name), bold=bold)
        return (max(1.0, found * HEAVIER), True) if known else (UNKNOWN, False)
    found = widths.get(name, UNKNOWN)
    return max(1.0, bolds.get(name, found) if bold else found), name in widths


@functools.cache
def _widths() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Return the widths of faces, and those of bold ones that are wider."""
    data = tomllib.loads(asset("deck/typefaces.toml").read_text(encoding="utf-8"))
    return data["estimated"] | data["measured"], data["bold"]
