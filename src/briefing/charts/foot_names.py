"""Where the names of columns that are no periods stand: side by side, or every second one lower, where a word is wider
than its column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from briefing.errors import LayoutError
from briefing.model.text import Text, plain

_BETWEEN: Final = 5.0  # two names
_ROWS: Final = 3.0  # a row of names and the next
# A name and the width that it has → the width and height that it takes on its lines.
Size = Callable[[Text, float], tuple[float, float]]


class FootNames(Struct, frozen=True):
    """The width of each name, how far every second one stands `down`, and the height of all."""

    widths: tuple[float, ...]
    down: float
    height: float

    def lowered(self, at: int) -> float:
        """Return how far a name stands below the first row."""
        return self.down if at % 2 else 0.0


def placed(names: Sequence[Text], step: float, size: Size) -> FootNames:
    """Return how names stand under columns that are so far from each other.

    Raise LayoutError for names with a word that is wider than two columns, at an end than one.
    """
    for rows in (1, 2):
        widths = tuple(step * (1 if at in (0, len(names) - 1) else rows) - _BETWEEN for at in range(len(names)))
        sizes = [size(name, wide) for name, wide in zip(names, widths, strict=True)]
        long = [plain(name) for name, (own, _), wide in zip(names, sizes, widths, strict=True) if own > wide]
        if not long:
            highest = [max((tall for _, tall in sizes[row::rows]), default=0.0) for row in range(rows)]
            down = highest[0] + _ROWS if rows > 1 else 0.0
            return FootNames(widths, down, down + highest[-1])
    what = f"{len(names)} columns leave {step:.0f} points for each name, and {', '.join(map(repr, long))} need more"
    raise LayoutError(what, "names", "write `names:` with shorter ones, show fewer columns, or write `kind: bar`")
