"""The numbers behind an edition's figures, for whoever asks for them: an accessible workbook, and CSV with a schema."""

from __future__ import annotations

from briefing.data.accessible_workbook import workbook
from briefing.data.csv_package import package
from briefing.data.figure_tables import figure_tables
from briefing.data.workbook_sheets import sheets
from briefing.errors import Finding, LayoutError
from briefing.model.document import Document
from briefing.model.ledger import Trace, Written
from briefing.model.theme import Theme
from briefing.wording import of

__all__ = ["write"]


def write(document: Document, _theme: Theme) -> Written:
    """Return the tables of a document as `.xlsx` and, as a Data Package, `.zip`; the same document, the same bytes.

    Raise LayoutError where no figure has a number, or one has more than a sheet can hold.
    """
    tables = figure_tables(document)
    if not tables:
        what = "no figure of this edition has a number, so there is no table"
        raise LayoutError([Finding("", what, "add a chart or cards to a section, or leave out the output data")])
    pages = sheets(document, of(document.lang), tables)
    trace = Trace("data")
    book = workbook(document, pages, trace)
    return Written({".xlsx": book, ".zip": package(document, tables, pages[-len(tables) :])}, trace)
