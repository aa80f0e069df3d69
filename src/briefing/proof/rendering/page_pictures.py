"""Pages and slides of finished files as pictures, to look at; nothing is checked."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from briefing.proof.rendering import office
from briefing.proof.rendering.glyphs import page_picture


def deck_as_pdf(deck: bytes) -> bytes:
    """Return the slides of a deck as a PDF. Raises ValueError with the reason, as where LibreOffice is missing."""
    program = office.office()
    if not program:
        raise ValueError("LibreOffice is not installed here, so slides cannot be drawn")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return office.as_pdf(deck, program, Path(folder))


def picture_of(pdf: bytes, page: int) -> tuple[bytes, int]:
    """Return a page of a PDF, counted from 1, as PNG, and the number of pages. Raises ValueError for one that is not
    there, or is broken."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        count = len(document)
        if not 1 <= page <= count:
            raise ValueError(f"there are {count} pages")
        return page_picture(document[page - 1]), count
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"page {page} is broken: {error}") from error
    finally:
        document.close()
