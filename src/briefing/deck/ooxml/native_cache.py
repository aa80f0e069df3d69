"""Cells and what they hold → the reference of a chart with its cache, equal to the workbook's cells."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.deck.ooxml.markup import escape
from briefing.deck.ooxml.workbook import held, reference


def strings(cells: str, values: Sequence[str]) -> str:
    """Cells and their words → a reference."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(value)}</c:v></c:pt>' for i, value in enumerate(values))
    cache = f'<c:strCache><c:ptCount val="{len(values)}"/>{points}</c:strCache>'
    return f"<c:strRef><c:f>{reference(cells)}</c:f>{cache}</c:strRef>"


def numbers(cells: str, values: Sequence[float | None], code: str) -> str:
    """Cells, their numbers (None for an empty cell) and number format → a reference."""
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{held(value)!r}</c:v></c:pt>' for i, value in enumerate(values) if value is not None
    )
    return (
        f"<c:numRef><c:f>{reference(cells)}</c:f><c:numCache><c:formatCode>{escape(code)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )
