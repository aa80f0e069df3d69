"""The bars of a letter, which are cells of tables: how long each is, and whether they draw some values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from briefing.proof.reading.letter import Tag, pieces

# A bar is drawn in whole pixels, or in whole percents of a part of the width; one of a small value is still seen.
_NEAR: Final = 1.01
_ROUNDED: Final = 0.5  # of the longest bar, by which the scale is known
_MARKS: Final = frozenset({"bar", "latest"})


class DrawnBars(Struct, frozen=True):
    """Lengths in the order in which they are drawn, below zero negative, 0 for none; `strong` are the places of those
    that lead. Rows, which are `sorted` by value or not, have only their lengths. `pair` are those of a second series
    next to these, on the same scale.
    """

    lengths: tuple[float, ...]
    strong: frozenset[int] = frozenset()
    in_rows: bool = False
    pair: tuple[float, ...] = ()

    def draw_pair(self, values: Sequence[float | None], others: Sequence[float | None]) -> bool:
        """Whether both columns of each pair are as long as these values of two series."""
        if not self.pair or not self.draw(values) or len(others) != len(self.pair):
            return False
        return self._alike((*self.lengths, *self.pair), [value or 0.0 for value in (*values, *others)])

    def draw(self, values: Sequence[float | None], named: int | None = None) -> bool:
        """Whether the bars are as long as these values, and the one that the story names leads, or the last one that
        is known; a value of zero has no bar that could.
        """
        known = [value for value in values if value is not None]
        if not known or not any(known) or not any(self.lengths):
            return False
        if self.in_rows:
            return self._alike(sorted(self.lengths), sorted(known))
        last = max(at for at, value in enumerate(values) if value is not None)
        leading = {last if named is None else named, last}
        leads = not self.strong or not self.strong.isdisjoint(leading) or not any(values[at] for at in leading)
        return leads and self._alike(self.lengths, [value or 0.0 for value in values])

    def _alike(self, lengths: Sequence[float], values: Sequence[float]) -> bool:
        if len(lengths) != len(values):
            return False
        scale = max(map(abs, lengths)) / max(map(abs, values))  # the longest is the most exact
        return all(abs(one - scale * value) <= _NEAR + _ROUNDED for one, value in zip(lengths, values, strict=True))


def bars_in(html: str) -> DrawnBars | None:
    """Return the bars of a letter, or None where it has none."""
    above: list[float] = []
    below: list[float] = []
    rows: list[float] = []
    strong: set[int] = set()
    pair: dict[int, float] = {}
    cells, width = above, 0.0
    for tag in pieces(html):
        if not isinstance(tag, Tag) or tag.name != "td":
            continue
        names = tag.attributes.get("class", "").split()
        if not {"zero", "under"}.isdisjoint(names):
            cells = above if "zero" in names else below
            cells.append(0.0)
        elif "pair" in names and above:
            pair[len(above) - 1] = _number(tag.attributes.get("height", ""))
        elif not _MARKS.isdisjoint(names) and above:
            cells[-1] = _number(tag.attributes.get("height", ""))
            strong |= {len(cells) - 1} if "latest" in names else set()
        elif not _MARKS.isdisjoint(names):
            rows.append(width)
        width = _number(tag.attributes.get("width", "").removesuffix("%"))
    if above:
        under = below or [0.0] * len(above)
        lengths = tuple(up - down for up, down in zip(above, under, strict=False))
        others = tuple(pair.get(at, 0.0) for at in range(len(above))) if pair else ()
        return DrawnBars(lengths, frozenset(strong), pair=others)
    return DrawnBars(tuple(rows), in_rows=True) if rows else None


def _number(text: str) -> float:
    return float(text) if text.isdigit() else 0.0
