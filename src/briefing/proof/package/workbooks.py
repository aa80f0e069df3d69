"""The workbook behind a chart: does it open, has it the cells that the chart names, and do they hold what is drawn?"""

from __future__ import annotations

import math
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, ParseError

from msgspec import Struct, field

from briefing.proof.package.opc_package import BROKEN, MOST_XML, Package, TooLarge, archive_of, unpacked
from briefing.proof.package.part_trees import tree_of
from briefing.proof.package.xml_names import long, short
from briefing.reuse import reused

_RANGE = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!\[\]():,]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"
)
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_CELLS = 20_000
_LISTS = ("xl/_rels/workbook.xml.rels", "xl/workbook.xml")
_MOST_REFERENCES = 1000
_C, _V, _T, _SI = long("x:c"), long("x:v"), long("x:t"), long("x:si")
_LABELS = "}datalabelsRange"  # the cells that labels print
_REFERENCES = (long("c:numRef"), long("c:strRef"), _LABELS)
_NUMBERS, _PT, _CACHED = long("c:numCache"), long("c:pt"), long("c:v")
Value = float | str


class _Unreadable(Exception):
    """The workbook is none."""


class _Sheets(Struct, frozen=True):
    """The sheets of a workbook by name, each with its part; which are hidden; whether it names somebody's folder."""

    parts: dict[str, str]
    hidden: frozenset[str]
    tells_folder: bool


class Workbook(Struct):
    """A workbook as zip: its sheets, and the cells of those that were asked for, each read once.

    `room` is how many bytes of XML may still be read.
    """

    archive: zipfile.ZipFile
    room: int = MOST_XML
    strings: list[str] | None = None
    cells: dict[str, dict[tuple[int, int], Value]] = field(default_factory=dict)
    listed: _Sheets | None = None

    @property
    def sheets(self) -> _Sheets:
        """The sheets, which most workbooks of a program list alike."""
        if self.listed is None:
            content = [self._content(name) for name in _LISTS]
            self.listed = reused("workbook-sheets", content, lambda: _sheets(*map(_tree, content, _LISTS)))
        return self.listed

    def sheet(self, name: str) -> dict[tuple[int, int], Value]:
        """Return the filled cells of a sheet by row and column, both from 1."""
        if name not in self.cells:
            part = self.sheets.parts[name]
            content = self._content(part)
            found: dict[tuple[int, int], Value] = {}
            # A sheet is often that of another day, whose texts, which stand in another part, are not.
            for place, kind, text in reused("sheet-cells", (content,), lambda: tuple(_written(_tree(content, part)))):
                value = self._value(kind, text)
                if place and value is not None:
                    found[place] = value
            self.cells[name] = found
        return self.cells[name]

    def tree(self, name: str) -> Element:
        """Return the tree of a part of the workbook."""
        return _tree(self._content(name), name)

    def _content(self, name: str) -> bytes:
        try:
            entry = self.archive.getinfo(name)
            self.room -= entry.file_size
            if self.room < 0:
                raise _Unreadable(f"workbooks have more than {MOST_XML // 1_000_000} MB of XML")
            return unpacked(self.archive, entry)
        except (KeyError, *BROKEN) as error:
            raise _Unreadable(f"{name} cannot be read") from error

    def _value(self, kind: str, text: str | None) -> Value | None:
        if text is None:
            return None
        if kind == "s":
            strings = self._strings()
            at = int(text[:9]) if text.isdecimal() else len(strings)
            return strings[at] if at < len(strings) else None
        try:
            return float(text) if kind == "n" else text
        except ValueError as error:
            raise _Unreadable(f"a cell holds {text!r}") from error

    def _strings(self) -> list[str]:
        if self.strings is None:
            items = self.tree("xl/sharedStrings.xml").findall(_SI)
            texts = (item.iter(_T) for item in items)
            self.strings = [_unescaped("".join(part.text or "" for part in parts)) for parts in texts]
        return self.strings


def _written(sheet: Element) -> Iterator[tuple[tuple[int, int] | None, str, str | None]]:
    """Yield the cells of a sheet as written: row and column from 1, kind, and text, None for an empty one."""
    for cell in sheet.iter(_C):
        place, kind = _CELL.fullmatch(cell.get("r", "")), cell.get("t", "n")
        # A formula that no program has worked out yet has an empty value.
        text = cell.findtext(_V) or None
        if kind == "inlineStr":
            kind, text = "str", "".join(item.text or "" for item in cell.iter(_T))
        yield (int(place.group(2)), _column(place.group(1))) if place else None, kind, text


def _tree(content: bytes, name: str) -> Element:
    try:
        return tree_of(content)
    except (ParseError, LookupError, *BROKEN) as error:
        raise _Unreadable(f"{name} cannot be read") from error


_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    text = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Reference(Struct, frozen=True):
    """Cells that a chart names, and what it draws of them: the kind of its cache ("": it has none), texts by point.

    `labels` is whether they are what labels print.
    """

    formula: str
    labels: bool
    cache: str
    drawn: dict[str, str]


def references(root: Element) -> Iterator[Reference]:
    """Yield the cells that a chart names."""
    for item in [item for item in root.iter() if item.tag.endswith(_REFERENCES)][:_MOST_REFERENCES]:
        cache = next((child for child in item if child.tag.endswith("Cache")), None)
        points = () if cache is None else cache.findall(_PT)
        drawn = {point.get("idx", ""): point.findtext(_CACHED) or "" for point in points}
        labels = item.tag.endswith(_LABELS)
        yield Reference(item.findtext("{*}f") or "", labels, "" if cache is None else cache.tag, drawn)


def workbook_in(package: Package, name: str) -> Workbook:
    """Return a workbook that is a part of a package, opened once. Raises TooLarge, BROKEN."""
    book = package.books.get(name)
    if book is None:
        book = package.books[name] = Workbook(archive_of(package.parts[name]))
    return book


def check_caches(package: Package, part: str, name: str, named: Sequence[Reference]) -> None:
    """Note where a chart names cells that its workbook lacks, or draws what the cells do not hold."""
    try:
        book = workbook_in(package, name)
    except BROKEN:
        package.note(name, "the workbook of a chart does not open", "embed an .xlsx")
        return
    except TooLarge as error:
        package.note(name, f"the workbook of a chart does not open: {error}", "embed an .xlsx")
        return
    book.room = package.room
    try:
        if book.sheets.tells_folder:
            package.note(name, "a path of somebody's machine in a workbook", "drop x15ac:absPath", "", "warning")
        for reference in named:
            _reference(package, part, book, reference)
    except _Unreadable as error:
        package.note(name, f"the workbook of a chart does not open: {error}", "embed an .xlsx")
    package.room = book.room


def cells_of(data: bytes, sheet: str = "") -> dict[tuple[int, int], Value]:
    """Return the filled cells of a workbook's sheet, of its first one by default; nothing if it is no workbook."""
    try:
        with archive_of(data) as archive:
            return _cells(Workbook(archive), sheet)
    except (_Unreadable, TooLarge, *BROKEN):
        return {}


def cells_in(package: Package, name: str, sheet: str) -> dict[tuple[int, int], Value]:
    """Return the same of a workbook that is a part of a package."""
    try:
        return _cells(_whole(package, name), sheet)
    except (_Unreadable, TooLarge, *BROKEN):
        return {}


def _cells(book: Workbook, sheet: str) -> dict[tuple[int, int], Value]:
    name = sheet or next(iter(book.sheets.parts), "")
    return book.sheet(name) if name in book.sheets.parts else {}


def _whole(package: Package, name: str) -> Workbook:
    """Return a workbook of which all may be read, whatever others have."""
    book = workbook_in(package, name)
    book.room = MOST_XML
    return book


def sheets_of(package: Package, name: str) -> list[tuple[str, bool, list[Value]]]:
    """Return of each sheet of a workbook its name, whether it is hidden, and its cells; nothing if it is none."""
    try:
        book = _whole(package, name)
        hidden = book.sheets.hidden
        return [(sheet, sheet in hidden, list(book.sheet(sheet).values())) for sheet in book.sheets.parts]
    except (_Unreadable, TooLarge, *BROKEN):
        return []


class SheetCells(Struct, frozen=True):
    """A sheet: its name, whether it is hidden, its filled cells by row and column from 1, how many are formulas."""

    name: str
    hidden: bool
    cells: dict[tuple[int, int], Value]
    formulas: int


def sheet_cells(data: bytes) -> list[SheetCells]:
    """Return the sheets of a workbook in order; ValueError if it is none."""
    try:
        with archive_of(data) as archive:
            book = Workbook(archive)
            return [
                SheetCells(name, name in book.sheets.hidden, book.sheet(name), _formulas(book, part))
                for name, part in book.sheets.parts.items()
            ]
    except _Unreadable as error:
        raise ValueError(str(error)) from error
    except TooLarge as error:
        raise ValueError(str(error)) from error
    except BROKEN as error:
        raise ValueError("it is no zip archive, or a damaged one") from error


def _formulas(book: Workbook, part: str) -> int:
    return sum(1 for _ in book.tree(part).iter(long("x:f")))


def _sheets(relations: Element, book: Element) -> _Sheets:
    """Return the sheets that the list of a workbook and its relationships name."""
    targets = {
        item.get("Id", ""): posixpath.normpath(posixpath.join("/xl", item.get("Target", ""))).lstrip("/")
        for item in relations
    }
    parts: dict[str, str] = {}
    hidden = set[str]()
    for sheet in book.iter(long("x:sheet")):
        name = sheet.get("name", "")
        parts[name] = targets.get(sheet.get(long("r:id"), ""), "")
        if sheet.get("state", "visible") != "visible":
            hidden.add(name)
    return _Sheets(parts, frozenset(hidden), any(element.tag.endswith("}absPath") for element in book.iter()))


def _reference(package: Package, part: str, book: Workbook, reference: Reference) -> None:
    """Compare one c:f with its cache. Names and areas of several pieces are PowerPoint's to read."""
    formula = reference.formula
    match = _RANGE.fullmatch(formula)
    if match is None:
        return
    sheet = (match.group(1) or match.group(2)).replace("''", "'")
    if sheet not in book.sheets.parts:
        known = ", ".join(book.sheets.parts)
        package.note(part, f"{formula} names a sheet that the workbook lacks", f"name one of: {known}")
        return
    if not reference.cache:
        package.note(part, f"{formula} has no cache, so that nothing is drawn", "write the values next to it")
        return
    cells = book.sheet(sheet)
    if reference.labels:  # a number is printed in a format of its own, or not at all
        cells = {place: held for place, held in cells.items() if isinstance(held, str)}
        if not any(place in cells for place in _range(match)):
            return
    wrong = _differing(_range(match), cells, reference)
    if wrong:
        fix = "put the values back, in the chart and in its data sheet, or build the edition again"
        package.note(part, f"{formula}: {wrong}", fix, short(reference.cache))


def _range(match: re.Match[str]) -> list[tuple[int, int]]:
    first, top, last, bottom = match.group(3, 4, 5, 6)
    rows = range(int(top), int(bottom or top) + 1)
    columns = range(_column(first), _column(last or first) + 1)
    if len(rows) * len(columns) > _MOST_CELLS:
        return []
    return [(row, column) for row in rows for column in columns]


def _differing(places: list[tuple[int, int]], cells: dict[tuple[int, int], Value], reference: Reference) -> str:
    """Return the first difference between cells and their cache, "" if there is none."""
    for at, place in enumerate(places):
        held, shown = cells.get(place), reference.drawn.get(str(at))
        if isinstance(held, float):
            # A number that is shown as text, as a date, has a format of its own.
            if shown is not None and reference.cache == _NUMBERS and not _equal(held, shown):
                return f"the chart draws {shown}, the cell holds {held!r}"
            if shown is None:
                return f"the cell holds {held!r}, the chart draws nothing"
        elif (held or "") != (shown or "") and not (held or "").startswith("#"):
            return f"the chart shows {shown or 'nothing'!r}, the cell holds {held or 'nothing'!r}"
    return ""


def _equal(held: float, shown: str) -> bool:
    try:
        return math.isclose(held, float(shown), rel_tol=1e-9, abs_tol=1e-12)
    except ValueError:
        return False


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at
