"""All faults of a PDF's tags and properties, as pikepdf reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from briefing.proof.findings import Rule
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.tags import contents, disclosures, document_tags, tag_tree
from briefing.proof.tags.marked import TaggedPdf
from briefing.proof.tags.tag_rules import DOCUMENT, TagFault

CHECKS = (*document_tags.CHECKS, *tag_tree.CHECKS, *contents.CHECKS, *disclosures.CHECKS)
# What comes of reading a structure that is not what the standard says.
_BROKEN = (KeyError, AttributeError, TypeError, ValueError, IndexError, OverflowError, RecursionError)


def deep(parsed: ParsedFile) -> Iterator[tuple[Rule, TagFault]]:
    """Yield each fault of a PDF with its rule; of one without tags only what it gives away."""
    try:
        brief = TaggedPdf(parsed.data)
    except (pikepdf.PdfError, *_BROKEN) as error:
        yield DOCUMENT, TagFault(f"its structure cannot be read: {_message(error)}")
        return
    for rule, faults in CHECKS if parsed.catalog.tagged else disclosures.CHECKS:
        try:
            yield from [(rule, fault) for fault in faults(brief)]
        except (pikepdf.PdfError, *_BROKEN) as error:  # what a stranger wrote may be of any shape
            yield rule, TagFault(f"it is too broken to check this: {_message(error)}")


def _message(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__
