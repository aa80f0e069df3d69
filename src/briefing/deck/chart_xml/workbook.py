"""A plot → the workbook that stands behind a native chart: the plotted values, and a sheet that says what they are.

Every string is written as a string: none becomes a formula, a number or a link.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct
from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.utility import xl_col_to_name

from briefing.deck.chart_xml.date_cells import date_code, dates, first_days
from briefing.deck.chart_xml.number_format import format_for
from briefing.deck.ooxml.package import DeckProperties
from briefing.deck.ooxml.text_xml import clean
from briefing.model.chart import Plot, PlotSeries
from briefing.model.text import plain
from briefing.reuse import reused
from briefing.wording import Wording, of
from briefing.zip_bytes import Member, archive, member

SHEET = "Data"
_LONGEST = 32767
# Stand for the day of a workbook until it is put into a deck.
_NO_DAY: Final = "\ue000"
_NO_MOMENT: Final = dt.datetime(1980, 1, 1)
_CREATED: Final = b"1980-01-01T00:00:00Z"
_PROPERTIES, _TEXTS = "docProps/core.xml", "xl/sharedStrings.xml"
_UNWRITTEN = msgspec.msgpack.Decoder(tuple[Plot, tuple[PlotSeries, ...]])


def cells(first: int, last: int, top: int, bottom: int) -> str:
    """Return the address of cells in the workbook, of columns counted from 0 and rows from 1."""
    start, end = f"${xl_col_to_name(first)}${top}", f"${xl_col_to_name(last)}${bottom}"
    return f"{SHEET}!{start}" if start == end else f"{SHEET}!{start}:{end}"


def cell_value(value: float) -> float:
    """Return a number as cells and caches hold it: with the fifteen figures that a spreadsheet keeps."""
    return float(f"{value:.15g}")


def row_places(plot: Plot) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Return the columns that only place the marks of a plot, after those of the values: series and cells.

    A dumbbell needs to say which row a dot stands in, once for each of its ends.
    """
    if plot.form != "dumbbell":
        return ()
    rows = tuple(float(row) for row in range(1, len(plot.categories) + 1))
    return tuple((series.name, rows) for series in plot.series)


def code_of(plot: Plot, series: PlotSeries, index: int) -> str:
    """Return the format of a value's cell, which prints what its label says, as "over 27,000"."""
    label = series.labels[index] if index < len(series.labels) else None
    value = series.values[index]
    usual = series.number_format or plot.number_format
    code = format_for(plain(label.text), value, usual) if label and value is not None and plot.form != "dots" else None
    return code or usual


def unwritten(plot: Plot, series: Sequence[PlotSeries]) -> bytes:
    """Return what the workbook of a plot is written from, in place of its bytes.

    A workbook tells the edition and its day, which nothing else on a slide does: written slides serve other days too.
    """
    try:
        return msgspec.msgpack.encode((plot, series))
    except UnicodeEncodeError:  # half a character, which no part of a deck may have
        return msgspec.msgpack.encode(_cleaned(msgspec.to_builtins((plot, series))))


def _cleaned(value: Any) -> Any:
    """Return builtins with their texts as a part may hold them."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(held) for key, held in value.items()}
    return [_cleaned(held) for held in value] if isinstance(value, list | tuple) else value


class _Undated(Struct, frozen=True):
    """A workbook without the words of its day: the members of its archive, and the content of those that have them."""

    members: tuple[Member, ...]
    properties: bytes
    texts: bytes


def written(content: bytes, properties: DeckProperties) -> bytes:
    """Return the workbook of a deck from what it is written from.

    One that was written for another day is not written again, but gets its day.
    """
    parts = content, properties.title, properties.author, properties.lang
    return _dated(reused("workbook", parts, lambda: _undated(*_UNWRITTEN.decode(content), properties)), properties)


def _dated(book: _Undated, properties: DeckProperties) -> bytes:
    """Return the bytes of a workbook with its day, which stands where it was created and last of all its texts."""
    day = properties.as_of.isoformat().encode()
    before, found, after = book.texts.rpartition(_NO_DAY.encode())  # a title of pages would have cut it off
    texts = before + day + after if found else book.texts
    own = {_PROPERTIES: book.properties.replace(_CREATED, b"%bT00:00:00Z" % day), _TEXTS: texts}
    return archive(member(one.name, own[one.name]) if one.name in own else one for one in book.members)


def _undated(plot: Plot, series: Sequence[PlotSeries], properties: DeckProperties) -> _Undated:
    files = _Files()
    with _Book(files) as book:
        book.set_properties({"author": clean(properties.author), "created": _NO_MOMENT})
        bold = book.add_format({"bold": True})
        data, about = book.add_worksheet(SHEET), book.add_worksheet("About")
        _fill(data, plot, series, bold, _CellFormats(book), of(properties.lang))
        about.set_column(0, 0, 14)
        about.set_column(1, 1, 100)
        for row, (name, words) in enumerate(_about(plot, series, properties)):
            about.write_string(row, 0, _words(name), bold)
            about.write_string(row, 1, _words(words))
    vars(book).clear()  # it and its sheets refer to each other, and would await a collection
    members = tuple(member(name, content) for name, content in files.contents.items())
    return _Undated(members, files.contents[_PROPERTIES], files.contents[_TEXTS])


class _Files(Packager):  # type: ignore[misc]  # comes without types
    """Takes the files of a workbook in the place of XlsxWriter's archive, which would deflate all of them."""

    contents: dict[str, bytes]

    def _create_package(self) -> tuple[()]:
        self.contents = {name: file.getvalue().encode() for file, name, _ in super()._create_package()}
        return ()


class _Book(Workbook):  # type: ignore[misc]
    """A workbook whose files are taken by `files`."""

    def __init__(self, files: _Files) -> None:
        super().__init__(io.BytesIO(), {"in_memory": True})
        self._files = files

    def _get_packager(self) -> _Files:
        return self._files


class _CellFormats(dict[str, Any]):
    """The formats of a workbook by their code."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def __missing__(self, code: str) -> Any:
        self[code] = self._book.add_format({"num_format": code})
        return self[code]


def _words(value: str) -> str:
    return clean(value)[:_LONGEST]


def _place_heads(plot: Plot, wording: Wording) -> list[str]:
    return [wording.phrase("about_row", name=name) for name, _ in row_places(plot)]


def _fill(
    sheet: Any, plot: Plot, series: Sequence[PlotSeries], bold: Any, looks: _CellFormats, wording: Wording
) -> None:
    """Write the plotted values."""
    places = row_places(plot)
    heads = [*(item.name for item in series), *_place_heads(plot, wording)]
    sheet.set_column(0, len(heads), 18)
    for at, head in enumerate(heads, start=1):
        sheet.write_string(0, at, _words(head), bold)
    days = dates(plot)
    texts = [day.isoformat() for day in first_days(plot)] or plot.categories
    for row, category in enumerate(texts, start=1):
        if days:
            sheet.write_datetime(row, 0, days[row - 1], looks[date_code(plot)])
        else:
            sheet.write_string(row, 0, _words(category))
        for at, item in enumerate(series, start=1):
            value = item.values[row - 1]
            if value is not None:
                sheet.write_number(row, at, cell_value(value), looks[code_of(plot, item, row - 1)])
        for at, (_, cells) in enumerate(places, start=1 + len(series)):
            sheet.write_number(row, at, cells[row - 1])


def _about(plot: Plot, series: Sequence[PlotSeries], properties: DeckProperties) -> list[tuple[str, str]]:
    """Return what the numbers are: chart, unit, source, what no source published, what is bounded, edition."""
    words = of(properties.lang)
    drawn = words.joint(", ").join(item.name for item in series if not item.observed)
    places = words.joint("; ").join(_place_heads(plot, words))
    rows = [
        (words.phrase("about_chart"), plain(plot.alt)),
        (words.phrase("about_unit"), plot.unit),
        (words.phrase("source"), plot.source),
        (words.phrase("about_drawn"), words.phrase("about_drawn_said", names=drawn) if drawn else ""),
        (words.phrase("about_bounds"), words.joint("; ").join(_bounds(plot, series, words))),
        (words.phrase("about_places"), words.phrase("about_places_said", names=places) if places else ""),
        (words.phrase("about_edition"), f"{properties.title}{words.joint(', ')}{_NO_DAY}"),
    ]
    return [(name, value) for name, value in rows if value]


def _bounds(plot: Plot, series: Sequence[PlotSeries], words: Wording) -> list[str]:
    """Values that are known from one side only, or about."""
    found: list[str] = []
    for item in series:
        for at, role in enumerate(item.roles):
            if role == "bound" and item.values[at] is not None:
                label = item.labels[at] if at < len(item.labels) else None
                known = words.phrase("about_bound", name=item.name, category=plot.categories[at])
                found.append(known + (words.phrase("about_bound_said", label=plain(label.text)) if label else ""))
    return found
