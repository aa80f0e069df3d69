"""The made-up spreadsheets of the tutorial, as somebody in an office would have typed them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter

FOLDER = Path(__file__).parents[1] / "docs" / "files"
HEADS = ("Town", "Year", "Bicycle trips (thousand)", "Cycle paths (km)", "Share of trips by bicycle (%)")
FIRST, LAST = 2016, 2025
TOWNS = {
    "Norhaven": (
        (1480, 1530, 1602, 1655, 1390, 1577, 1760, 1894, 2037, 2205, 2391),
        (118, 121, 124, 129, 138, 146, 152, 160, 171, 180, 186),
        (14.1, 14.4, 14.9, 15.2, 15.8, 16.6, 17.3, 18.1, 19.0, 20.2, 21.3),
    ),
    "Elmford": (
        (610, 655, 702, 760, 655, 741, 842, 930, 1022, 1120, 1254),
        (38, 41, 44, 48, 55, 61, 66, 72, 77, 83, 95),
        (9.2, 9.6, 10.1, 10.7, 11.4, 12.2, 13.0, 13.9, 14.7, 15.6, 16.8),
    ),
    "Westbridge": (
        (420, 431, 440, 452, 371, 398, 425, 441, 460, 472, 480),
        (51, 52, 52, 53, 54, 56, 57, 57, 59, 60, 61),
        (7.5, 7.5, 7.6, 7.6, 7.7, 7.9, 8.0, 8.0, 8.2, 8.3, 8.3),
    ),
    "Ashby": (
        (95, 104, 112, 125, 118, 140, 161, 183, 204, 231, 262),
        (12, 12, 13, 14, 16, 18, 21, 24, 26, 29, 32),
        (5.1, 5.4, 5.8, 6.2, 6.9, 7.6, 8.2, 9.0, 9.7, 10.6, 11.5),
    ),
}


def written(path: Path, last: int) -> None:
    """A workbook with the years to the last one: a title, a row of heads, a footnote."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": dt.datetime(2026, 1, 1), "title": "Cycling in four towns"})
    sheet = book.add_worksheet("Cycling")
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 4, 16)
    sheet.write(0, 0, "Cycling in four towns", bold)
    sheet.write_row(2, 0, HEADS, bold)
    rows = [
        (town, FIRST + at, *values)
        for town, series in TOWNS.items()
        for at, values in enumerate(zip(*series, strict=True))
        if FIRST + at <= last
    ]
    for at, row in enumerate(rows, 3):
        sheet.write_row(at, 0, row)
    sheet.write(4 + len(rows), 0, "Made-up figures, to learn with.")
    book.close()


def write(folder: Path) -> None:
    """The spreadsheet, and that of a year later."""
    folder.mkdir(parents=True, exist_ok=True)
    written(folder / "town-cycling.xlsx", LAST)
    written(folder / "town-cycling-2026.xlsx", LAST + 1)


if __name__ == "__main__":
    write(FOLDER)
