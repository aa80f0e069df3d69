"""How a table lies in its file, and the table that follows from it: under our columns, long, filled and filtered."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.errors import InputError
from briefing.read import source_table
from briefing.read.report import suggest
from briefing.read.source_table import SourceTable
from briefing.read.wide import Wide


class Layout(Struct, frozen=True):
    """How a table lies in its file, from `[tables.<name>]` of briefing.toml.

    `columns` maps headings of the file to ours. `wide` says which columns hold the values, or is None for a long table.
    `fill` gives cells that are the same in every row. `query` and `url_env` stand in place of a file; `where` is the
    place in briefing.toml, for messages. Of some of our columns `filters` are the texts whose rows are read.

    What datapackage.json says: `delimiter` and `quote` of a CSV file, the `fields` of its schema and how they `match`
    the columns, by field the `marks` for decimals and groups, and texts that say that a value is `missing`.
    """

    file: str
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    wide: Wide | None = None
    fill: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    url_env: str = ""
    where: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    delimiter: str = ","
    quote: str = '"'
    fields: tuple[str, ...] = ()
    match: str = "partial"
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def filters_by_heading(self) -> dict[str, frozenset[str]]:
        """Return the filters by the headings of the file."""
        headings = {column: heading for heading, column in self.columns.items()}
        return {
            headings.get(column, column): frozenset(values)
            for column, values in self.filters.items()
            if column not in self.fill
        }

    @property
    def large(self) -> bool:
        """Whether only matching rows are read: of a Parquet file, a folder, the answer to a query."""
        return bool(self.query) or self.file.lower().endswith(("/", ".parquet"))


def too_many(layout: Layout, where: str) -> InputError:
    """Return the error for a layout that asks for too many rows; `where` is the table's place if briefing.toml names
    none."""
    fix = "leave out what is not used"
    if "entity" in layout.filters:
        fix = "name fewer entities, or fewer indicators in [facts]"
    elif "indicator_id" in layout.filters:
        fix = 'in [tables.observations] write entities = "edition", or the list of the peers that the story names'
    return InputError(f"more than {source_table.MOST_ROWS:,} rows would be read", layout.where or where, fix)


def apply_layout(table: SourceTable, layout: Layout) -> SourceTable:
    """Return a table under our columns, long and filled, without rows that are not to be read. InputError where a
    heading does not fit."""
    columns, rows = _renamed(table, layout), table.rows
    heads = dict(zip(columns, table.columns, strict=True))
    if columns != table.columns:
        rows = tuple(replace(row, cells=dict(zip(columns, row.cells.values(), strict=True))) for row in rows)
    if layout.wide is not None:
        from briefing.read.frames import long_form  # brings pandas, 0.26 s

        columns, rows = long_form(replace(table, columns=columns, rows=rows, heads=heads), layout.wide)
    clash = sorted(set(layout.fill) & set(columns))
    if clash:
        raise InputError(f"fill gives {clash[0]!r}, which the table has too", table.top, "drop one of the two")
    if layout.fill:
        columns = (*columns, *layout.fill)
        rows = tuple(replace(row, cells={**row.cells, **layout.fill}) for row in rows)
    if not layout.large:  # from a large source only these were read
        filters = {name: set(texts) for name, texts in layout.filters.items() if name in heads.keys() - layout.fill}
        rows = tuple(row for row in rows if all(row.cells[name] in texts for name, texts in filters.items()))
    return replace(table, columns=columns, rows=rows, heads=heads)


def _renamed(table: SourceTable, layout: Layout) -> tuple[str, ...]:
    """Return our names of the columns of a file."""
    for name in layout.columns:
        if name not in table.columns:
            raise InputError(
                f"there is no column {name!r} to rename", table.top, suggest(name, table.columns, "columns")
            )
    columns = tuple(layout.columns.get(name, name) for name in table.columns)
    for position, column in enumerate(columns):
        if column in columns[:position]:
            raise InputError(f"two columns are called {column!r}", table.top, "rename only one of them")
    return columns
