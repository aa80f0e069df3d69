"""A table as a file has it, before anything is known of what its columns are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pandas as pd
from msgspec import Struct, field

# What a column can be. "category" distinguishes series that are no places, as sectors; "entity_value" has the values of
# the place that its head names; "qualifier" has the signs of bounds, as ≥; "note" is printed text of a value; "ignored"
# is left out, with a reason.
Role = Literal[
    "period", "year", "month", "quarter", "entity", "entity_code", "indicator", "indicator_code", "category", "value",
    "entity_value", "unit", "qualifier", "status", "note", "source", "published", "ignored",
]  # fmt: skip


class Omission(Struct, frozen=True):
    """Something of a file that was left out: where it stands, and the reason in words."""

    where: str
    reason: str


class ColumnFacts(Struct, frozen=True):
    """What a file itself says of a column, as SDMX, Stata or PX do: its role, label, unit, and labels of its codes.

    All are empty where the file does not say.
    """

    role: Role | None = None
    label: str = ""
    unit: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


class StatedSource(Struct, frozen=True):
    """What a file says of its own publication; empty where it does not. Nothing in here is ever guessed.

    `published` is a year, a month or a day in ISO form.
    """

    publisher: str = ""
    title: str = ""
    published: str = ""
    url: str = ""


class RawTable(Struct, frozen=True):
    """A table as its file has it: texts in columns, the cells as they are printed, empty for none.

    `frame` has one row for each row of data and columns of `str`; its index is the number of the line or row in the
    file (`counted` says which), so that messages can name it. Two rows of heads are joined with " / ". `file` is the
    file's name, `folder` that of the folder whose files are all read, `part` its sheet or dataset where it has several.
    `title` is what stood above the table, `footnotes` what stood below it. `columns` has what the file says of a
    column, by name, and `choices` how it was read, in words. `above` are the names that have others set in below them,
    behind that which all are below, or "" for none.
    """

    file: str
    frame: pd.DataFrame
    part: str = ""
    counted: Literal["line", "row"] = "line"
    title: str = ""
    footnotes: tuple[str, ...] = ()
    columns: Mapping[str, ColumnFacts] = field(default_factory=dict)
    source: StatedSource = StatedSource()
    omissions: tuple[Omission, ...] = ()
    choices: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    folder: str = ""

    @property
    def where(self) -> str:
        """The file with the sheet that it is of, for messages."""
        return f"{self.file}, {self.part}" if self.part else self.file
