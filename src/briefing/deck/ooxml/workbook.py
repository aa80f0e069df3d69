"""A plot → the workbook that stands behind a native chart: the plotted values, and a sheet that says what they are.

Every string is written as a string: none becomes a formula, a number or a link.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from briefing.deck.ooxml.markup import clean
from briefing.deck.ooxml.native_format import format_for
from briefing.deck.ooxml.package import Properties
from briefing.model.chart import Plot, PlotSeries
from briefing.model.text import plain

SHEET = "Data"
CATEGORIES = "A"


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
    """A plot → the columns that only place its marks, after those of the values: head and cells.

    A dumbbell needs to say which row a dot stands in, once for each of its ends.
    """
    if plot.form != "dumbbell":
        return ()
    rows = tuple(float(row) for row in range(1, len(plot.categories) + 1))
    return tuple((f"{series.name}: row, from the top", rows) for series in plot.series)


def code_of(plot: Plot, series: PlotSeries, index: int) -> str:
    """A value of a plot → the format of its cell, which prints what its label says, as "over 27,000"."""
    label = series.labels[index] if index < len(series.labels) else None
    value = series.values[index]
    said = format_for(plain(label.text), value, plot.number_format) if label and value is not None else None
    return said or plot.number_format


def workbook(plot: Plot, series: Sequence[PlotSeries], properties: Properties) -> bytes:
    """A plot and its series as drawn → an .xlsx whose columns are the categories and each series."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(buffer, options)
    book.set_properties({"created": properties.moment, "author": clean(properties.author)})
    sheet = book.add_worksheet(SHEET)
    codes = {code_of(plot, item, at) for item in series for at in range(len(item.values))}
    formats = {code: book.add_format({"num_format": code}) for code in sorted(codes)}
    bold = book.add_format({"bold": True})
    sheet.set_column(0, len(series) + len(row_places(plot)), 18)
    for row, category in enumerate(plot.categories, start=1):
        sheet.write_string(row, 0, clean(category))
    for at, item in enumerate(series, start=1):
        sheet.write_string(0, at, clean(item.name), bold)
        for row, value in enumerate(item.values, start=1):
            if value is not None:
                sheet.write_number(row, at, held(value), formats[code_of(plot, item, row - 1)])
    for at, (head, places) in enumerate(row_places(plot), start=1 + len(series)):
        sheet.write_string(0, at, clean(head), bold)
        for row, place in enumerate(places, start=1):
            sheet.write_number(row, at, place)
    about = book.add_worksheet("About")
    about.set_column(0, 0, 14)
    about.set_column(1, 1, 100)
    for row, (name, said) in enumerate(_about(plot, series, properties)):
        about.write_string(row, 0, name, bold)
        about.write_string(row, 1, clean(said))
    book.close()
    return buffer.getvalue()


def _about(plot: Plot, series: Sequence[PlotSeries], properties: Properties) -> list[tuple[str, str]]:
    """What the numbers are: chart, unit, source, what no source published, what is known from one side, edition."""
    drawn = ", ".join(item.name for item in series if not item.observed)
    places = "; ".join(head for head, _ in row_places(plot))
    rows = [
        ("Chart", plain(plot.alt)),
        ("Unit", plot.unit),
        ("Source", plot.source),
        ("Drawn", f"{drawn}: drawn as a bridge or a base, not published" if drawn else ""),
        ("Bounds", "; ".join(_bounds(plot, series))),
        ("Places", f"{places}: where the dots stand, not data" if places else ""),
        ("Edition", f"{properties.title}, {properties.as_of.isoformat()}"),
    ]
    return [(name, value) for name, value in rows if value]


def _bounds(plot: Plot, series: Sequence[PlotSeries]) -> list[str]:
    """Values that are known from one side only, or about."""
    found: list[str] = []
    for item in series:
        for at, role in enumerate(item.roles):
            if role == "bound" and item.values[at] is not None:
                label = item.labels[at] if at < len(item.labels) else None
                said = f", as “{plain(label.text)}”" if label else ""
                found.append(f"{item.name} in {plot.categories[at]}: known from one side only{said}")
    return found
