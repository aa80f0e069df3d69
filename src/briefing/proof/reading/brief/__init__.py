"""The pages of a PDF with their elements, in the order of its tags, as PDFium reads them."""

from briefing.proof.reading.brief.pdf_pages import brief

__all__ = ["brief"]
