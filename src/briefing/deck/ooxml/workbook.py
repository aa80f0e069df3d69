"""A plot → the workbook that stands behind a native chart: the plotted values, and a sheet that says what they are.

Every string is written as a string: none becomes a formula, a number or a link.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from briefing.deck.ooxml.markup import clean
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


def workbook(plot: Plot, series: Sequence[PlotSeries], properties: Properties) -> bytes:
    """A plot and its series as drawn → an .xlsx whose columns are the categories and each series."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(buffer, options)
    book.set_properties({"created": properties.moment, "author": clean(properties.author)})
    sheet = book.add_worksheet(SHEET)
    number = book.add_format({"num_format": plot.number_format})
    bold = book.add_format({"bold": True})
    sheet.set_column(0, len(series), 18)
    for row, category in enumerate(plot.categories, start=1):
        sheet.write_string(row, 0, clean(category))
    for at, item in enumerate(series, start=1):
        sheet.write_string(0, at, clean(item.name), bold)
        for row, value in enumerate(item.values, start=1):
            if value is not None:
                sheet.write_number(row, at, value, number)
    about = book.add_worksheet("About")
    about.set_column(0, 0, 14)
    about.set_column(1, 1, 100)
    for row, (name, said) in enumerate(_about(plot, series, properties)):
        about.write_string(row, 0, name, bold)
        about.write_string(row, 1, clean(said))
    book.close()
    return buffer.getvalue()


def _about(plot: Plot, series: Sequence[PlotSeries], properties: Properties) -> list[tuple[str, str]]:
    """What the numbers are: chart, unit, source, which series no source published, edition."""
    drawn = [item.name for item in series if not item.observed]
    rows = [
        ("Chart", plain(plot.alt)),
        ("Unit", plot.unit),
        ("Source", plot.source),
        ("Not data", f"{', '.join(drawn)}: drawn as a bridge or a base, published by nobody" if drawn else ""),
        ("Edition", f"{properties.title}, {properties.as_of.isoformat()}"),
    ]
    return [(name, value) for name, value in rows if value]
