"""What a letter draws as coloured cells: columns over time, pairs of them with their gap, bars one below the other."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.model.text import Run, Text, join

ALL_WRITTEN: Final = 6  # columns with gaps that all have their values
OWN_NAMES: Final = 0.76  # of the width for columns, where the names stand at the last one
SHORT_NAMES: Final = 0.84  # the same for names of short words


class BarColumn(Struct, frozen=True):
    """A column over its period: so many pixels above and below zero, both 0 where there is no value.

    `short` are those up to another series, whose value is `upper` and the gap to it `gap` where they are drawn. A
    `target` is one that is still ahead. `unseen` are a value and that of the other series which only a plain text has.
    `missing` is set where the other series of a pair has no value.
    """

    above: int
    below: int
    strong: bool
    value: Text = ()
    period: Text = ()
    short: int = 0
    upper: Text = ()
    target: bool = False
    gap: Text = ()
    unseen: tuple[Text, Text] = ((), ())
    missing: bool = False


class Caption(Struct, frozen=True):
    """Words over some columns of a row: how many cells are empty before it, how many it takes, and where it leans."""

    before: int
    across: int
    words: Text
    side: str


class BarColumns(Struct, frozen=True):
    """Values over time from zero on; `up` and `down` are the pixels above and below it.

    `over` names the highest value, `under` the first and the last, where not every column has room for its own. `key`
    names the series of the columns, the one up to which a gap is drawn, and the gap where its number is drawn too; the
    columns may be the ones that come `second`. `target` says which is still ahead. Few columns with a gap are `pairs`:
    each stands next to that of the other series, both from zero on, and the gap is what it falls short of it; they are
    `named` at the last one where these names leave them room.
    """

    columns: tuple[BarColumn, ...]
    up: int
    down: int
    over: Caption | None
    under: tuple[Text, ...]
    joint: str
    key: tuple[Text, ...] = ()
    parted: str = ""
    target: Text = ()
    second: bool = False
    pairs: bool = False
    named: bool = False
    short_names: bool = False

    @property
    def names_width(self) -> int:
        """The percent of the width that the names at the last column take."""
        return round(100 * (1 - (SHORT_NAMES if self.short_names else OWN_NAMES)))

    @property
    def named_at_last(self) -> bool:
        """Whether the names of the key stand at the last of few columns: it has both values and the gap's number."""
        last = self.columns[-1]
        written = bool(self.key and last.upper and last.gap and last.value)
        return written and (self.named or not self.pairs) and len(self.columns) <= ALL_WRITTEN

    @property
    def lines(self) -> tuple[Text, ...]:
        """What is written at its columns, as lines of a plain text."""
        if not self.under:
            return (*self._key, *(self._line(column) for column in self.columns))
        last = (*self.under[1:], *((self.target,) if self.target else ()))
        return (*self.under[:1], *((self.over.words,) if self.over else ()), *last)

    @property
    def drawn(self) -> tuple[Text, ...]:
        """What of these lines is drawn too."""
        if self.under:
            return self.lines
        seen = replace(self, columns=tuple(replace(column, unseen=((), ())) for column in self.columns))
        return seen.lines

    @property
    def undrawn(self) -> tuple[Text, ...]:
        """What of these lines is written in a plain text alone."""
        return tuple(part for column in self.columns for part in column.unseen if part)

    @property
    def _key(self) -> tuple[Text, ...]:
        return (join(list(self.key), self.parted),) if self.key else ()

    def _line(self, column: BarColumn) -> Text:
        value = self.target if column.target else column.value or column.unseen[0]
        parts = [value, column.upper or column.unseen[1], column.gap]
        return (*column.period, Run(self.joint), *join([part for part in parts if part], self.parted))


class Row(Struct, frozen=True):
    """A bar of a part of the width, in percent, with its name and its value."""

    name: Text
    value: Text
    wide: int
    strong: bool


class Rows(Struct, frozen=True):
    """Bars one below the other, from zero on."""

    rows: tuple[Row, ...]
    joint: str

    @property
    def lines(self) -> tuple[Text, ...]:
        """What is written at its bars, as lines of a plain text."""
        return tuple((*row.name, Run(self.joint), *row.value) for row in self.rows)

    @property
    def drawn(self) -> tuple[Text, ...]:
        """These lines, as all of them are drawn too."""
        return self.lines

    @property
    def undrawn(self) -> tuple[Text, ...]:
        """Nothing, as nothing is written in a plain text alone."""
        return ()
