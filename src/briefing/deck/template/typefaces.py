"""Typefaces of a template → how much wider they run than Arial, whose widths the plan measures with.

A wider face is set smaller, so that every measured line holds. It is read nearly as large as before: such faces have
taller small letters than Arial.
"""

from __future__ import annotations

import re
from typing import Any

from briefing.deck.template.xpath import first

# Width of English prose as a share of its width in Arial, regular or, where it is no wider, bold. Measured in the face,
# or in one that was made to its widths: Carlito for Calibri, Caladea for Cambria, URW's faces for Times, Palatino,
# Century and Avant Garde, whose widths Century Gothic has; Wine's Tahoma; DejaVu Sans, a near kin, for Verdana.
_MEASURED = {
    "arial": 1.0,
    "helvetica": 1.0,
    "liberation sans": 1.0,
    "arimo": 1.0,
    "arial narrow": 0.82,
    "liberation sans narrow": 0.82,
    "calibri": 0.92,
    "calibri light": 0.92,
    "carlito": 0.92,
    "cambria": 0.93,
    "caladea": 0.93,
    "times new roman": 0.91,
    "liberation serif": 0.91,
    "palatino linotype": 0.99,
    "book antiqua": 0.99,
    "century schoolbook": 1.05,
    "century gothic": 1.08,
    "tahoma": 1.02,
    "verdana": 1.15,
    "dejavu sans": 1.15,
    "dejavu serif": 1.16,
    "garamond": 0.85,
    "eb garamond": 0.85,
    "inter": 1.07,
    "lato": 0.99,
    "montserrat": 1.12,
    "noto sans": 1.05,
    "noto serif": 1.06,
    "noto sans cjk sc": 1.03,
    "noto sans sc": 1.03,
    "noto serif cjk sc": 1.09,
    "open sans": 1.04,
    "roboto": 1.0,
    "source sans pro": 0.93,
    "source sans 3": 0.93,
}
# Estimates, on the wide side, for faces that come with Office or Windows and could not be measured.
_ESTIMATED = {
    "aptos": 1.05,
    "aptos display": 1.05,
    "segoe ui": 1.05,
    "segoe ui light": 1.05,
    "segoe ui semibold": 1.08,
    "trebuchet ms": 1.03,
    "georgia": 1.07,
    "candara": 1.0,
    "corbel": 1.0,
    "constantia": 1.0,
    "franklin gothic book": 1.0,
    "gill sans mt": 1.0,
    "tw cen mt": 0.95,
    "rockwell": 1.08,
    "helvetica neue": 1.03,
    "microsoft yahei": 1.07,
    "微软雅黑": 1.07,
    "dengxian": 1.03,
    "等线": 1.03,
    "simsun": 1.03,
    "宋体": 1.03,
    "yu gothic": 1.05,
    "malgun gothic": 1.07,
}
_WIDTHS = {**_ESTIMATED, **_MEASURED}
# The same in bold, as a share of Arial's bold, where that is more.
_BOLD = {"century schoolbook": 1.09, "tahoma": 1.07, "verdana": 1.21, "dejavu sans": 1.21, "dejavu serif": 1.2}
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
    if name not in _WIDTHS and _WEIGHT.search(name):
        found, known = width(_WEIGHT.sub("", name), bold=bold)
        return (max(1.0, found * HEAVIER), True) if known else (UNKNOWN, False)
    found = _WIDTHS.get(name, UNKNOWN)
    return max(1.0, _BOLD.get(name, found) if bold else found), name in _WIDTHS
