"""The looks that a chart part gives its marks, axes and labels → paints and styles."""

from __future__ import annotations

from typing import Any, Literal, cast

from msgspec import Struct

from briefing.charts.vector.drawing_surface import Paint
from briefing.deck.reading import A, C

_EMU = 12700
# Dash and gap of a line, in its widths.
_DASHES = (3.0, 1.0)


class MarkLook(Struct, frozen=True):
    """The mark of a point: its symbol ("none" for no mark), its size in points and its paint."""

    symbol: str = "none"
    size: float = 0.0
    paint: Paint = Paint()


class LabelLook(Struct, frozen=True):
    """The text of a label: size, weight, colour, and the colour of the ground under it if it has one."""

    size: float
    bold: bool
    colour: str
    ground: str = ""


def value(element: Any, path: str, default: str = "") -> str:
    """Return the attribute `val` of a part of a chart, as "scaling/orientation"."""
    found = element.find("/".join(f"{C}{step}" for step in path.split("/"))) if element is not None else None
    return default if found is None else str(found.get("val", default))


def paint_of(owner: Any) -> Paint:
    """Return fill and line of the shape properties of an element; what it does not say is nothing."""
    look = owner.find(f"{C}spPr") if owner is not None else None
    if look is None:
        return Paint()
    fill, fill_alpha = _solid(look)
    line = look.find(f"{A}ln")
    stroke, alpha = _solid(line) if line is not None else ("", 1.0)
    if not stroke or not alpha:
        return Paint(fill if fill_alpha else "", alpha=fill_alpha if fill else 1.0)
    width = int(line.get("w", "9525")) / _EMU
    dashed = line.find(f"{A}prstDash") is not None
    dash = tuple(part * max(width, 0.75) for part in _DASHES) if dashed else ()
    cap = cast(Literal["butt", "round"], {"rnd": "round"}.get(line.get("cap", "flat"), "butt"))
    return Paint(fill, stroke, width, dash, cap=cap, join="round", alpha=alpha)


def _solid(owner: Any) -> tuple[str, float]:
    """Return colour and opacity of a solid fill; an empty colour for none."""
    colour = next(iter(owner.findall(f"{A}solidFill/*")), None)
    if colour is None:
        return "", 1.0
    alpha = colour.find(f"{A}alpha")
    return f"#{colour.get('val').upper()}", int(alpha.get("val")) / 100000 if alpha is not None else 1.0


def mark_of(owner: Any, usual: MarkLook = MarkLook()) -> MarkLook:  # noqa: B008  # frozen
    """Return the mark of a series or a point."""
    marker = owner.find(f"{C}marker") if owner is not None else None
    if marker is None:
        return usual
    return MarkLook(value(marker, "symbol", "none"), float(value(marker, "size", "5")), paint_of(marker))


def text_look(owner: Any, usual: LabelLook) -> LabelLook:
    """Return the look of the text of an axis or a label: of its first run, or of its text properties."""
    found = next((e for e in owner.iter(f"{A}rPr", f"{A}defRPr") if e.get("sz")), None)
    if found is None:
        return usual
    colour, _ = _solid(found)
    ground, _ = _solid(look) if (look := owner.find(f"{C}spPr")) is not None else ("", 1.0)
    return LabelLook(int(found.get("sz")) / 100, found.get("b") == "1", colour or usual.colour, ground)
