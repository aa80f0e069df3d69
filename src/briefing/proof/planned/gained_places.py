"""The places that a rank gained, in a column behind the names of its lines: whether each stands at its own name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from briefing.proof.planned.stretches import words
from briefing.proof.reading.ledger_reader import PlannedChart

_HALF_LETTER = 6.0  # points, at most


class TextPlace(Struct, frozen=True):
    """A text, its two ends from the left and its middle from above."""

    text: str
    left: float
    right: float
    down: float

    @property
    def across(self) -> float:
        """Its middle from the left."""
        return (self.left + self.right) / 2


def misplaced(figure: PlannedChart, texts: Sequence[TextPlace]) -> Iterator[str]:
    """Yield what stands in the column behind a name and is not its own, or is missing there.

    A line that ends before the last period has its name at its last mark, and no cell.
    """
    names = [_name(series.name, texts) for series in figure.series]
    column = max((name.left for name in names if name), default=0.0)
    for head, *cells in figure.columns:
        heads = [text for text in texts if words(text.text) == words(head)]
        left = heads[0].across - _HALF_LETTER * len(head) if heads else 0.0
        held = [text for text in texts if text.text.strip() in cells and text.right > left]
        for series, name, cell in zip(figure.series, names, cells, strict=False):
            if name is None or not cell or name.right < column:
                continue
            heights = [(abs(text.down - name.down), text.text.strip()) for text in held]
            found = min(heights)[1] if heights else "nothing"
            if found != cell:
                yield f"{found} stands behind {series.name}, where {cell} was composed"


def _name(series: str, texts: Sequence[TextPlace]) -> TextPlace | None:
    """Return the text that names a series: "2 Sudan" rather than "1 South Sudan"."""
    own = words(series)
    named = [text for text in texts if words(text.text)[-len(own) :] == own]
    return min(named, key=lambda text: len(words(text.text)), default=None)
