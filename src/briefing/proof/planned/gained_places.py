"""The places that a rank gained, in a column behind the names of its lines: whether each stands at its own name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from briefing.proof.planned.stretches import words
from briefing.proof.reading.ledger_reader import PlannedChart

_HALF_LETTER = 6.0  # points, at most


class TextPlace(Struct, frozen=True):
    """A text and its middle, from the left and from above."""

    text: str
    across: float
    down: float


def misplaced(figure: PlannedChart, texts: Sequence[TextPlace]) -> Iterator[str]:
    """Yield what stands in the column behind a name and is not its own, or is missing there."""
    for head, *cells in figure.columns:
        heads = [text for text in texts if words(text.text) == words(head)]
        left = heads[0].across - _HALF_LETTER * len(head) if heads else 0.0
        held = [text for text in texts if text.text.strip() in cells and text.across > left]
        for series, cell in zip(figure.series, cells, strict=False):
            own = words(series.name)
            named = [text for text in texts if words(text.text)[-len(own) :] == own]
            if not named or not cell:
                continue
            name = min(named, key=lambda text: len(words(text.text)))  # "2 Sudan" rather than "1 South Sudan"
            heights = [(abs(text.down - name.down), text.text.strip()) for text in held]
            found = min(heights)[1] if heights else "nothing"
            if found != cell:
                yield f"{found} stands behind {series.name}, where {cell} was composed"
