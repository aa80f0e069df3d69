"""A Parquet file, or a folder of Parquet or CSV files → the rows that are wanted, by name of file and then as they lie.

Row groups whose statistics, and files whose folders' names exclude every wanted text are not read; a text is the same
with blanks too many, as in a CSV. Arrow's own datasets would do that too, but are exact to the blank, do not number the
rows that they give, and load pandas, half a second and 55 MB.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import Finding, InputError, install
from briefing.read import tables
from briefing.read.characters import tidy
from briefing.read.report import Report
from briefing.read.table_files import HEAD_BYTES, TableFile, csv_head, parts
from briefing.read.tables import Layout, Line, SourceRow, SourceTable, too_many
from briefing.read.workbook import as_text

ROWS = 65_536  # held at once
BYTES = 1_000_000  # of a CSV held at once; no row is longer
Wanted = Mapping[str, frozenset[str]]


class Block(Struct, frozen=True):
    """Rows of one file: the number of each from 1, and its columns as Arrow has them, in a tenth of what texts need."""

    part: TableFile
    numbers: Sequence[int]
    columns: Mapping[str, Any]


class _Opened(Struct, frozen=True):
    """A file that is open: its headings as they stand in it, and what the end of a Parquet file tells."""

    part: TableFile
    file: Any
    headings: list[str]
    told: Any = None


def read_arrow(path: Path, layout: Layout, report: Report) -> SourceTable:
    """Parquet file or folder → SourceTable of the rows that the layout asks for, none of the others held.

    InputError without pyarrow, for what is no such file, for files of different columns, for a row that contradicts
    the name of its folder, and for more rows than may be.
    """
    _need_arrow(path)
    head, held = _read(path, layout)
    rows: list[SourceRow] = []
    for block in held:
        where, name = block.part.path.as_posix(), block.part.name if path.is_dir() else ""
        rows += tables.tidy_rows(_lines(block, head), head, where, report, "row", name)
    end = "/" * path.is_dir()
    named = SourceTable(layout.file.rstrip("/") + end, path.as_posix() + end, head, tuple(rows), "", counted="row")
    table = tables.apply_layout(named, layout)
    return replace(table, digest=tables.rows_digest(table.rows))


def _need_arrow(path: Path) -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        what = "reading a folder needs pyarrow" if path.is_dir() else "reading Parquet needs pyarrow"
        raise InputError(what, path.as_posix(), f"{install('parquet')}, or save the table as CSV")


def _may_hold(texts: Mapping[str, str], wanted: Wanted) -> bool:
    return all(texts[name] in wanted[name] for name in texts if name in wanted)


def _read(path: Path, layout: Layout) -> tuple[tuple[str, ...], list[Block]]:
    """The columns of all files and the wanted rows; InputError for each file that has other columns than the first."""
    found, wanted = parts(path, layout), layout.filters_by_heading()
    near = [part for part in found if _may_hold(part.keys, wanted)]
    head: tuple[str, ...] = ()
    held: list[Block] = []
    first, count, wrong = "", 0, list[Finding]()
    for part in near or found[:1]:
        with _opened(part) as opened:
            names = _names(opened)
            if not first:
                head, first = names, part.name
            wrong += _unlike(part, names, first, head)
            # A column that is missing is told by the caller.
            for block in _blocks(opened, wanted) if near and not wrong and set(wanted) <= set(head) else ():
                held.append(block)
                count += len(block.numbers)
                if count > tables.MOST_ROWS:
                    raise too_many(layout, path.as_posix())
    if wrong:
        raise InputError(wrong)
    return head, held


@contextmanager
def _opened(part: TableFile) -> Iterator[_Opened]:
    import pyarrow as pa  # type: ignore[import-untyped]

    where = part.path.as_posix()
    try:
        file = pa.OSFile(str(part.path))
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise InputError(f"the file cannot be read: {reason}", where, "check the file and its permissions") from None
    with file:
        if not part.parquet:
            yield _Opened(part, file, csv_head(file.read(HEAD_BYTES), where))
            return
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]

        with _whole(part):
            told = parquet.ParquetFile(file).metadata
            schema = told.schema.to_arrow_schema()
        nested = [
            f"the column {one.name!r} holds {one.type}, not one value in each cell"
            for one in schema
            if pa.types.is_nested(one.type)
        ]
        if nested:
            raise InputError(Finding(where, what, "write numbers, texts and dates") for what in nested)
        yield _Opened(part, file, list(schema.names), told)


def _names(opened: _Opened) -> tuple[str, ...]:
    """The columns of a file, those that its folders' names give last."""
    own = tables.named_columns((0, opened.headings) if opened.headings else None, opened.part.path.as_posix())
    return (*own, *(key for key in opened.part.keys if key not in own))


def _unlike(part: TableFile, names: tuple[str, ...], first: str, head: tuple[str, ...]) -> Iterator[Finding]:
    """What is wrong with the columns of a file, beside those of the first."""
    unlike = [f"without {name!r}" for name in head if name not in names]
    unlike += [f"with {name!r}" for name in names if name not in head]
    if unlike:
        what = f"its columns are not those of {first}: {', '.join(unlike)}"
        yield Finding(part.path.as_posix(), what, "write all files of the folder with the same columns")


def _blocks(opened: _Opened, wanted: Wanted) -> Iterator[Block]:
    within = {name: texts for name, texts in wanted.items() if name not in opened.part.keys}
    return _parquet(opened, within) if opened.part.parquet else _csv(opened, within)


def _lines(block: Block, head: tuple[str, ...]) -> Iterator[Line]:
    """A block → its rows as numbered lines under the head; InputError for a row that contradicts its folder's name."""
    part = block.part
    with _whole(part):
        columns = {name: texts_of(column) for name, column in block.columns.items()}
    for name, told in part.keys.items():
        for number, text in zip(block.numbers, columns.get(name, ()), strict=False):
            if tidy(text) != told:
                where = f"{part.path.as_posix()}, row {number}, column {name}"
                fix = "move the row to the folder of its value, or write the files without this column"
                raise InputError(f"{text[:60]!r} contradicts the name of the folder, {name}={told}", where, fix)
    given = [columns[name] if name in columns else [part.keys[name]] * len(block.numbers) for name in head]
    for number, *cells in zip(block.numbers, *given, strict=True):
        yield number, cells


def _parquet(opened: _Opened, wanted: Wanted) -> Iterator[Block]:
    """A Parquet file → its wanted rows; of a row group without any only the columns of the wanted texts are read."""
    import pyarrow.parquet as parquet

    encoded = [name for name in opened.headings if tidy(name) in wanted]  # as the few texts that they hold
    with _whole(opened.part):
        file = parquet.ParquetFile(
            opened.file, metadata=opened.told, buffer_size=BYTES, pre_buffer=False, read_dictionary=encoded
        )
    first = 1
    for group in range(opened.told.num_row_groups):
        told = opened.told.row_group(group)
        with _whole(opened.part):
            near = _near(told, wanted)
        if near:
            yield from _group(opened.part, file, group, first, wanted, encoded)
        first += told.num_rows


def _near(group: Any, wanted: Wanted) -> bool:
    """Whether the statistics of a row group leave room for a wanted value, where it is a text or a whole number."""
    for at in range(group.num_columns):
        column = group.column(at)
        texts = wanted.get(tidy(column.path_in_schema))
        told = column.statistics if texts is not None else None
        if texts is None or told is None or not told.has_min_max:
            continue
        low, high = told.min, told.max
        if type(low) is int:
            near = any(low <= int(text) <= high for text in texts if text.removeprefix("-").isdecimal())
        else:
            near = type(low) is not str or any(
                low < stop and start <= high for text in texts for start, stop in spans(text)
            )
        if not near:
            return False
    return True


def spans(text: str) -> Iterator[tuple[str, str]]:
    """A tidy text → the spans, each from a text to before another, in which all texts lie that are tidied to it.

    They begin with a blank, tab or line end; or with the text and end in such; or have more such for one of its blanks.
    """
    yield "\t", "!"  # the first sign after the blank
    yield text, f"{text}!"
    for at, sign in enumerate(text):
        if sign == " ":
            yield f"{text[:at]}\t", f"{text[:at]} "
            yield f"{text[:at]} \t", f"{text[:at]} !"


def _group(
    part: TableFile, file: Any, group: int, first: int, wanted: Wanted, columns: Sequence[str]
) -> Iterator[Block]:
    read = partial(file.iter_batches, batch_size=ROWS, row_groups=[group], use_threads=False)
    with _whole(part):
        hits = [_hits(raw, wanted) for raw in read(columns=columns)] if wanted else []
    if wanted and not any(hits):
        return
    last = max((at for at, found in enumerate(hits) if found), default=file.metadata.num_rows)
    for at, raw in enumerate(_raw(part, read())):
        yield from _taken(part, raw, first, hits[at] if wanted else None)
        if at == last:
            return
        first += raw.num_rows


def _raw(part: TableFile, read: Iterator[Any]) -> Iterator[Any]:
    """What Arrow reads, in turn."""
    while True:
        with _whole(part):
            raw = next(read, None)
        if raw is None:
            return
        yield raw


@contextmanager
def _whole(part: TableFile) -> Iterator[None]:
    """pyarrow raises a dozen kinds for a damaged file."""
    try:
        yield
    except Exception as error:
        kind = "Parquet" if part.parquet else "CSV"
        # The number of a row is told now and then, as blocks are read side by side or not, and counts from a block.
        told = re.sub(r"Row #\d+: ", "", " ".join(str(error).split()))
        words = type(error).__name__ if part.parquet else told[:120]
        raise InputError(f"this is no {kind}: {words}", part.path.as_posix(), "save the table again") from None


def _csv(opened: _Opened, wanted: Wanted) -> Iterator[Block]:
    """A CSV file of a folder → its wanted rows, each cell as the text it is."""
    import pyarrow as pa
    from pyarrow import csv

    opened.file.seek(0)
    read = csv.ReadOptions(block_size=BYTES)
    parsed = csv.ParseOptions(newlines_in_values=True)
    converted = csv.ConvertOptions(default_column_type=pa.string(), strings_can_be_null=False)
    with _whole(opened.part):
        reader = csv.open_csv(opened.file, read, parsed, converted)
    first = 1
    with reader:
        for raw in _raw(opened.part, reader):
            yield from _taken(opened.part, raw, first, _hits(raw, wanted) if wanted else None)
            first += raw.num_rows


def _hits(raw: Any, wanted: Wanted) -> list[int]:
    """What Arrow has read → where in it the rows with wanted texts stand."""
    import numpy as np

    kept = np.ones(raw.num_rows, dtype=bool)
    for name, column in _columns(raw).items():
        if name in wanted:
            encoded = column if hasattr(column, "dictionary") else column.dictionary_encode()
            good = [tidy(text) in wanted[name] for text in texts_of(encoded.dictionary)]
            at = encoded.indices.fill_null(len(good)).to_numpy(zero_copy_only=False)
            kept &= np.array([*good, "" in wanted[name]], dtype=bool)[at]
    hits: list[int] = np.flatnonzero(kept).tolist()
    return hits


def _columns(raw: Any) -> dict[str, Any]:
    return {tidy(name): column for name, column in zip(raw.schema.names, raw.columns, strict=True)}


def _taken(part: TableFile, raw: Any, first: int, hits: list[int] | None) -> Iterator[Block]:
    """What Arrow has read, whose first row has the number `first` → its rows that were hit (None: all)."""
    if hits is None:
        yield Block(part, range(first, first + raw.num_rows), _columns(raw))
    elif hits:
        import pyarrow as pa

        at = pa.array(hits, pa.int64())
        with _whole(part):
            taken = {name: column.take(at) for name, column in _columns(raw).items()}
            # Else each would hold all texts of its row group.
            plain = {
                name: one.dictionary_decode() if hasattr(one, "dictionary") else one for name, one in taken.items()
            }
        yield Block(part, [first + one for one in hits], plain)


def texts_of(column: Any) -> list[str]:
    """A column of Arrow without lists and structures → its cells as text."""
    import pyarrow as pa

    kind, types = column.type, pa.types
    if types.is_dictionary(kind):
        words = [*texts_of(column.dictionary), ""]
        return [words[at] for at in column.indices.fill_null(len(words) - 1).to_pylist()]
    if types.is_string(kind):
        return [text or "" for text in column.to_pylist()]
    if types.is_binary(kind) or types.is_large_binary(kind):
        column = column.cast(pa.string())  # what writers of old call text
    elif types.is_float16(kind) or types.is_float32(kind):
        column = column.cast(pa.string()).cast(pa.float64())  # 48.2, not 48.2000007629395
    elif types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
    return ["" if value is None or value != value else as_text(value) for value in column.to_pylist()]
