"""The table behind a figure: what its rows and columns hold, with no place and no file format."""

from __future__ import annotations

from msgspec import Struct

from briefing.model.fact import Fact
from briefing.model.text import Text
from briefing.wording.rounding import published, rounded


class NumberCell(Struct, frozen=True):
    """A fact as a number: its value in the unit of the edition's language, and the decimals that are shown of it.

    `scale` is the word for the power of ten that the value is given in, as " million"; empty: none.
    """

    fact: Fact
    value: float
    decimals: int
    grouped: bool = True
    scale: str = ""

    @property
    def digits(self) -> str:
        """The number with its decimals, as a cell shows it, without grouping."""
        return f"{rounded(self.value, self.decimals):f}"

    @property
    def exact(self) -> str:
        """The number with all its digits, and at least its decimals, as a CSV has it."""
        return f"{rounded(self.value, max(self.decimals, published(self.value))):f}"


class AbsentCell(Struct, frozen=True):
    """A value that there is none of; `code` is its sign in brackets, explained on the sheet of notes."""

    code: str


Cell = NumberCell | AbsentCell | Text


class TableColumn(Struct, frozen=True):
    """A column: its head, and its cells. One without a number is a column of texts."""

    head: Text
    cells: tuple[Cell, ...]

    @property
    def numeric(self) -> bool:
        """Whether it holds numbers."""
        return any(isinstance(cell, NumberCell) for cell in self.cells)


class FigureTable(Struct, frozen=True):
    """A figure as a table: its title, the lines under it, and columns of one length, the first heads the rows.

    `origin` is the part of the story that it is of.
    """

    origin: str
    title: Text
    lines: tuple[Text, ...]
    columns: tuple[TableColumn, ...]
    sources: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that its numbers are."""
        cells = (cell for column in self.columns for cell in column.cells)
        return tuple(cell.fact for cell in cells if isinstance(cell, NumberCell))
