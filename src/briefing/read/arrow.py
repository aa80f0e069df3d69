"""A Parquet file, or a folder of Parquet or CSV files → the rows of the edition, by name of file and then in order.

Arrow leaves out the row groups whose statistics exclude every text of the row filter, and no file is opened whose
folders' names exclude them. A text matches with surplus blanks too, as in a CSV.
"""

from __future__ import annotations

import csv
import operator
import os
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.csv  # type: ignore[import-untyped]
import pyarrow.dataset as ds  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import Finding, InputError
from briefing.read import source_table
from briefing.read.characters import tidy
from briefing.read.report import Report
from briefing.read.source_table import NumberedCells, SourceRow, SourceTable, as_text
from briefing.read.table_files import TableFile, table_files
from briefing.read.table_layout import Layout, apply_layout, too_many

BATCH_ROWS = 65_536  # in memory at once
BLOCK_BYTES = 1_000_000  # of a CSV in memory at once; no row is longer
HEAD_BYTES = 100_000
Filters = Mapping[str, frozenset[str]]


class Block(Struct, frozen=True):
    """Rows of one file: their numbers from 1, and the columns of these rows, still in Arrow's compact form."""

    file: TableFile
    numbers: Sequence[int]
    columns: Mapping[str, Any]


def read_arrow(path: Path, layout: Layout, report: Report) -> SourceTable:
    """Return the rows of a Parquet file or a folder that the layout asks for.

    InputError for what is no such file, for files of different columns, for a row that contradicts the name of its
    folder, and for more rows than may be.
    """
    columns, blocks = _read(path, layout)
    rows: list[SourceRow] = []
    for block in blocks:
        where, name = block.file.path.as_posix(), block.file.name if path.is_dir() else ""
        rows += source_table.tidy_rows(_cells(block, columns), columns, where, report, "row", name)
    end = "/" * path.is_dir()
    name = layout.file.rstrip("/") + end
    table = apply_layout(SourceTable(name, path.as_posix() + end, columns, tuple(rows), "", counted="row"), layout)
    return replace(table, digest=source_table.rows_digest(table.rows))


def _read(path: Path, layout: Layout) -> tuple[tuple[str, ...], list[Block]]:
    """The columns of all files and the matching rows; InputError for each file with other columns than the first."""
    files, filters = table_files(path, layout), layout.filters_by_heading()
    matching = [
        file for file in files if all(file.keys[name] in filters[name] for name in file.keys if name in filters)
    ]
    columns: tuple[str, ...] = ()
    first, count, wrong, blocks = "", 0, list[Finding](), list[Block]()
    for file in matching or files[:1]:
        with _opened(file) as (source, headings):
            own = source_table.named_columns((0, headings) if headings else None, file.path.as_posix())
            names = (*own, *(key for key in file.keys if key not in own))
            columns, first = (columns, first) if first else (names, file.name)
            wrong += _differences(file, names, first, columns)
            # A missing column is reported by the caller.
            if not matching or wrong or not set(filters) <= set(columns):
                continue
            inside = {name: texts for name, texts in filters.items() if name not in file.keys}
            for block in _blocks(file, source, inside):
                blocks.append(block)
                count += len(block.numbers)
                if count > source_table.MOST_ROWS:
                    raise too_many(layout, path.as_posix())
    if wrong:
        raise InputError(wrong)
    return columns, blocks


def _differences(file: TableFile, names: tuple[str, ...], first: str, columns: tuple[str, ...]) -> Iterator[Finding]:
    unlike = [f"without {name!r}" for name in columns if name not in names]
    unlike += [f"with {name!r}" for name in names if name not in columns]
    if unlike:
        what = f"its columns are not those of {first}: {', '.join(unlike)}"
        yield Finding(file.path.as_posix(), what, "write all files of the folder with the same columns")


@contextmanager
def _opened(file: TableFile) -> Iterator[tuple[Any, list[str]]]:
    """Open a file and return it with its headings."""
    where = file.path.as_posix()
    try:
        source = pa.OSFile(str(file.path))
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise InputError(f"the file cannot be read: {reason}", where, "check the file and its permissions") from None
    with source, _reporting_damage(file):
        if not file.parquet:
            headings = _csv_head(source.read(HEAD_BYTES), where)
            source.seek(0)
            yield source, headings
            return
        schema = pq.read_schema(source)
        nested = [
            f"the column {one.name!r} holds {one.type}, not one value in each cell"
            for one in schema
            if pa.types.is_nested(one.type)
        ]
        if nested:
            raise InputError(Finding(where, what, "write numbers, texts and dates") for what in nested)
        yield source, schema.names


@contextmanager
def _reporting_damage(file: TableFile) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError, ValueError) as error:  # UnicodeDecodeError is a ValueError
        # Whether the number of a row is given depends on the threads, and it counts from a block.
        reason = re.sub(r"Row #\d+: ", "", " ".join(str(error).split()))
        what = f"this is no Parquet: {type(error).__name__}" if file.parquet else f"this is no CSV: {reason[:120]}"
        raise InputError(what, file.path.as_posix(), "save the table again") from None


def _csv_head(data: bytes, where: str) -> list[str]:
    """Return the first line of a CSV file that is not empty, from its first bytes; [] without one."""
    try:
        text = getincrementaldecoder("utf-8-sig")().decode(data)  # the last letter may be cut in two
        return next(filter(None, csv.reader(text.splitlines(keepends=True))), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"this is no CSV in UTF-8: {type(error).__name__}", where, "save the file as UTF-8") from None


def _csv_batches(source: Any) -> Iterator[tuple[int, Any]]:
    """The record batches of a CSV file, each cell as the text that it is, with the number of the first row."""
    reader = pa.csv.open_csv(
        source,
        pa.csv.ReadOptions(block_size=BLOCK_BYTES),
        pa.csv.ParseOptions(newlines_in_values=True),
        pa.csv.ConvertOptions(default_column_type=pa.string(), strings_can_be_null=False),
    )
    first = 1
    with reader:
        for batch in reader:
            yield first, batch
            first += batch.num_rows


def _parquet_batches(source: Any, filters: Filters) -> Iterator[tuple[int, Any]]:
    """The record batches of the row groups whose statistics leave room for a match, as `_csv_batches`.

    A fragment of a dataset knows these groups, but would hold each as a whole.
    """
    file = pq.ParquetFile(source, buffer_size=BLOCK_BYTES, pre_buffer=False)
    fragment = ds.ParquetFileFormat().make_fragment(source)
    starts = [1]
    for group in fragment.row_groups:
        starts.append(starts[-1] + group.num_rows)
    for part in fragment.split_by_row_group(_expression(filters, fragment.physical_schema)):
        (group,) = part.row_groups
        first = starts[group.id]
        for batch in file.iter_batches(BATCH_ROWS, row_groups=[group.id], use_threads=False):
            yield first, batch
            first += batch.num_rows


def _expression(filters: Filters, schema: Any) -> Any:
    """Return the filters as an expression for statistics, for columns of texts and of whole numbers."""
    terms = []
    for column in schema:
        texts = filters.get(tidy(column.name))
        field = ds.field(column.name)
        if texts is None:
            continue
        if pa.types.is_integer(column.type):
            numbers = [int(text) for text in texts if text.removeprefix("-").isdecimal()]
            terms.append(reduce(operator.or_, (field == number for number in numbers), ds.scalar(False)))
        elif pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            ranges = ((field >= start) & (field < stop) for text in texts for start, stop in spans(text))
            terms.append(reduce(operator.or_, ranges, ds.scalar(False)))
    return reduce(operator.and_, terms, ds.scalar(True))


def spans(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ranges, each from a text to before another, of all texts that are tidied to this one.

    They begin with a blank, tab or line end; or with the text and end in such; or have more such for one of its blanks.
    """
    yield "\t", "!"  # the first sign after the blank
    yield text, f"{text}!"
    for at, sign in enumerate(text):
        if sign == " ":
            yield f"{text[:at]}\t", f"{text[:at]} "
            yield f"{text[:at]} \t", f"{text[:at]} !"


def _blocks(file: TableFile, source: Any, filters: Filters) -> Iterator[Block]:
    """The matching rows of an open file."""
    for first, batch in _parquet_batches(source, filters) if file.parquet else _csv_batches(source):
        columns = {tidy(name): column for name, column in zip(batch.schema.names, batch.columns, strict=True)}
        masks = [_matches(column, filters[name]) for name, column in columns.items() if name in filters]
        if not masks:
            yield Block(file, range(first, first + batch.num_rows), columns)
        elif at := pc.indices_nonzero(reduce(pc.and_, masks)):
            taken = {name: _plain(column.take(at)) for name, column in columns.items()}
            yield Block(file, [first + one for one in at.to_pylist()], taken)


def _matches(column: Any, texts: frozenset[str]) -> Any:
    """Whether each cell is one of some tidy texts; each different text is looked at once."""
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    good = pa.array([tidy(text) in texts for text in texts_of(encoded.dictionary)], pa.bool_())
    return good.take(encoded.indices).fill_null("" in texts)


def _plain(column: Any) -> Any:
    """The column without a dictionary, which would hold all texts of its row group."""
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _cells(block: Block, columns: tuple[str, ...]) -> Iterator[NumberedCells]:
    """Yield the rows of a block as numbered cells; InputError for a row that contradicts its folder's name."""
    file = block.file
    with _reporting_damage(file):
        texts = {name: texts_of(column) for name, column in block.columns.items()}
    for name, expected in file.keys.items():
        for number, text in zip(block.numbers, texts.get(name, ()), strict=False):
            if tidy(text) != expected:
                where = f"{file.path.as_posix()}, row {number}, column {name}"
                fix = "move the row to the folder of its value, or write the files without this column"
                raise InputError(f"{text[:60]!r} contradicts the name of the folder, {name}={expected}", where, fix)
    given = [texts[name] if name in texts else [file.keys[name]] * len(block.numbers) for name in columns]
    for number, *cells in zip(block.numbers, *given, strict=True):
        yield number, cells


def texts_of(column: Any) -> list[str]:
    """Return the cells of a column of Arrow as text; it has no lists and structures."""
    kind, types = column.type, pa.types
    if types.is_dictionary(kind):
        return texts_of(column.dictionary_decode())
    if types.is_string(kind):
        return [text or "" for text in column.to_pylist()]
    if types.is_binary(kind) or types.is_large_binary(kind):
        column = column.cast(pa.string())  # what old writers call text
    elif types.is_float16(kind) or types.is_float32(kind):
        column = column.cast(pa.string()).cast(pa.float64())  # 48.2, not 48.2000007629395
    elif types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    return ["" if value is None or value != value else as_text(value) for value in column.to_pylist()]
