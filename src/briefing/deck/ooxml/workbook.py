"""A plot → the workbook that stands behind a native chart: the plotted values, and a sheet that says what they are.

Every string is written as a string: none becomes a formula, a number or a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.deck.ooxml.markup import clean, escape
from briefing.deck.ooxml.native_format import format_for
from briefing.deck.ooxml.opc import Package, content, relation
from briefing.deck.ooxml.package import Properties, add_core
from briefing.model.chart import Plot, PlotSeries
from briefing.model.text import plain
from briefing.wording import Wording, of

SHEET = "Data"
CATEGORIES = "A"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/><sheet name="About" sheetId="2" r:id="rId2"/></sheets></workbook>'
)
_BOLD = 1
_FIRST_FORMAT = 164  # lower ones are Excel's own
_LONGEST = 32767
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def column(index: int) -> str:
    """Index of a column from 0 → its letters."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def reference(cells: str) -> str:
    """Cells as `B$2:$B$5` → their address in the workbook."""
    return f"{SHEET}!${cells}"


def held(value: float) -> float:
    """A number → what cells and caches hold: the twelve figures of the ledger."""
    return float(f"{value:.12g}")


def row_places(plot: Plot) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """A plot → the columns that only place its marks, after those of the values: series and cells.

    A dumbbell needs to say which row a dot stands in, once for each of its ends.
    """
    if plot.form != "dumbbell":
        return ()
    rows = tuple(float(row) for row in range(1, len(plot.categories) + 1))
    return tuple((series.name, rows) for series in plot.series)


def code_of(plot: Plot, series: PlotSeries, index: int) -> str:
    """A value of a plot → the format of its cell, which prints what its label says, as "over 27,000"."""
    label = series.labels[index] if index < len(series.labels) else None
    value = series.values[index]
    said = format_for(plain(label.text), value, plot.number_format) if label and value is not None else None
    return said or plot.number_format


def workbook(plot: Plot, series: Sequence[PlotSeries], properties: Properties) -> bytes:
    """A plot and its series as drawn → an .xlsx whose columns are the categories and each series."""
    codes = sorted({code_of(plot, item, at) for item in series for at in range(len(item.values))})
    package = Package()
    book = package.add("xl/workbook.xml", content("spreadsheetml.sheet.main"), _BOOK)
    package.root.relate(relation("officeDocument"), book)
    add_core(package, {"dc:creator": properties.author}, properties.as_of)
    words = _Words()
    data, about = (
        _data(plot, series, codes, words, of(properties.lang)),
        _sheet(_told(plot, series, properties, words), (14, 100)),
    )
    for number, rows in enumerate((data, about), start=1):
        sheet = package.add(f"xl/worksheets/sheet{number}.xml", content("spreadsheetml.worksheet"), rows)
        book.relate(relation("worksheet"), sheet)
    styles = package.add("xl/styles.xml", content("spreadsheetml.styles"), _styles(codes))
    book.relate(relation("styles"), styles)
    held = package.add("xl/sharedStrings.xml", content("spreadsheetml.sharedStrings"), words.table())
    book.relate(relation("sharedStrings"), held)
    return package.packed(level=0)  # the deck compresses it, better as a whole


class _Words(dict[str, int]):
    """The strings of a workbook, each with its number in the table that its cells refer to."""

    def cell(self, at: str, value: str, *, bold: bool = False) -> str:
        """Address and string → its cell."""
        number = self.setdefault(clean(value)[:_LONGEST], len(self))
        return f'<c r="{at}" s="{_BOLD if bold else 0}" t="s"><v>{number}</v></c>'

    def table(self) -> str:
        """The table. A string that looks like Excel's escape of a character is escaped."""
        rows = (f'<si><t xml:space="preserve">{escape(_ESCAPE.sub("_x005F_", word))}</t></si>' for word in self)
        return f'<sst xmlns="{_MAIN}" uniqueCount="{len(self)}">{"".join(rows)}</sst>'


def _place_heads(plot: Plot, wording: Wording) -> list[str]:
    return [wording.phrase("about_row", name=name) for name, _ in row_places(plot)]


def _data(plot: Plot, series: Sequence[PlotSeries], codes: Sequence[str], words: _Words, wording: Wording) -> str:
    """The sheet of the plotted values."""
    places = row_places(plot)
    heads = [*(item.name for item in series), *_place_heads(plot, wording)]
    rows = ["".join(words.cell(f"{column(at)}1", head, bold=True) for at, head in enumerate(heads, start=1))]
    looks = {code: number for number, code in enumerate(codes, start=_BOLD + 1)}
    for row, category in enumerate(plot.categories):
        cells = words.cell(f"{CATEGORIES}{row + 2}", category)
        for at, item in enumerate(series, start=1):
            value = item.values[row]
            if value is not None:
                look = looks[code_of(plot, item, row)]
                cells += f'<c r="{column(at)}{row + 2}" s="{look}"><v>{value:.12g}</v></c>'
        for at, (_, held_at) in enumerate(places, start=1 + len(series)):
            cells += f'<c r="{column(at)}{row + 2}"><v>{held_at[row]:.12g}</v></c>'
        rows.append(cells)
    return _sheet(rows, (18,) * (len(heads) + 1))


def _told(plot: Plot, series: Sequence[PlotSeries], properties: Properties, words: _Words) -> list[str]:
    """The rows that say what the numbers are."""
    return [
        words.cell(f"A{row}", name, bold=True) + words.cell(f"B{row}", said)
        for row, (name, said) in enumerate(_about(plot, series, properties), start=1)
    ]


def _sheet(rows: Sequence[str], widths: Sequence[int]) -> str:
    """The cells of each row, and the width of each column in characters → a sheet."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    held = "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(rows, start=1))
    return f'<worksheet xmlns="{_MAIN}"><cols>{columns}</cols><sheetData>{held}</sheetData></worksheet>'


def _styles(codes: Sequence[str]) -> str:
    """Formats of numbers → the styles: plain, bold, and one for each format."""
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>'
        for number, code in enumerate(codes, start=_FIRST_FORMAT)
    )
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    looks = "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for number in range(_FIRST_FORMAT, _FIRST_FORMAT + len(codes))
    )
    fills = "".join(f'<fill><patternFill patternType="{kind}"/></fill>' for kind in ("none", "gray125"))
    listed = f'<numFmts count="{len(codes)}">{formats}</numFmts>' if codes else ""
    return (
        f'<styleSheet xmlns="{_MAIN}">{listed}'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts><fills count="2">{fills}</fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(codes) + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>{looks}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _about(plot: Plot, series: Sequence[PlotSeries], properties: Properties) -> list[tuple[str, str]]:
    """What the numbers are: chart, unit, source, what no source published, what is known from one side, edition."""
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
        (words.phrase("about_edition"), f"{properties.title}{words.joint(', ')}{properties.as_of.isoformat()}"),
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
