"""Typefaces of a template → how much wider they run than Arial, whose widths the plan measures with.

A wider face is set smaller, so that every measured line holds. It is read as large as before: what makes these faces
wide is the height of their small letters.
"""

from __future__ import annotations

from typing import Any

from briefing.deck.template.paths import first

# Width of English prose in the face, as a share of its width in Arial. From the metrics of the faces themselves, or
# of one made to equal them (Calibri: Carlito; Cambria: Caladea; Verdana: DejaVu Sans, which is as wide).
WIDTHS = {
    "arial": 1.0,
    "helvetica": 1.0,
    "helvetica neue": 1.01,
    "liberation sans": 1.0,
    "arimo": 1.0,
    "microsoft sans serif": 1.0,
    "arial narrow": 0.82,
    "arial black": 1.24,
    "aptos": 1.0,
    "aptos display": 0.97,
    "calibri": 0.9,
    "calibri light": 0.9,
    "carlito": 0.9,
    "cambria": 0.96,
    "caladea": 0.96,
    "candara": 0.95,
    "corbel": 0.94,
    "constantia": 0.97,
    "times new roman": 0.9,
    "liberation serif": 0.9,
    "garamond": 0.86,
    "georgia": 1.02,
    "palatino linotype": 1.0,
    "book antiqua": 1.0,
    "century gothic": 1.1,
    "segoe ui": 1.02,
    "segoe ui light": 0.99,
    "segoe ui semibold": 1.06,
    "tahoma": 1.0,
    "trebuchet ms": 0.98,
    "verdana": 1.17,
    "dejavu sans": 1.17,
    "lucida sans unicode": 1.1,
    "franklin gothic book": 0.95,
    "franklin gothic medium": 0.98,
    "gill sans mt": 0.92,
    "tw cen mt": 0.88,
    "rockwell": 1.0,
    "open sans": 1.06,
    "noto sans": 1.06,
    "source sans pro": 0.92,
    "source sans 3": 0.92,
    "roboto": 0.99,
    "lato": 0.98,
    "montserrat": 1.17,
    "raleway": 1.05,
    "poppins": 1.14,
    "inter": 1.07,
    "ibm plex sans": 1.02,
    "microsoft yahei": 1.02,
    "dengxian": 0.98,
    "等线": 0.98,
    "微软雅黑": 1.02,
    "simsun": 0.95,
    "宋体": 0.95,
    "yu gothic": 1.0,
    "malgun gothic": 1.02,
}
UNKNOWN = 1.1


def named(face: str, fonts: Any) -> str:
    """A typeface, perhaps a slot of the font scheme as "+mj-lt", and the scheme's element → its name."""
    if not face.startswith("+"):
        return face
    kind = "majorFont" if face.startswith("+mj") else "minorFont"
    return str(first(fonts, f"a:{kind}/a:latin/@typeface") or "") if fonts is not None else ""


def width(face: str) -> tuple[float, bool]:
    """Name of a face → its width as a share of Arial's, at least 1, and whether it is known."""
    name = face.strip().lower()
    if not name:
        return 1.0, True
    return max(1.0, WIDTHS.get(name, UNKNOWN)), name in WIDTHS
