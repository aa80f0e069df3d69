"""The running head of a brief: its name and its date are artifacts apart, so that one may be content on page one."""

from __future__ import annotations

import io
import re

import pikepdf
from msgspec.structs import replace

from briefing.brief import write
from briefing.model.text import text
from briefing.proof.tags.marked import TaggedPdf
from tests.brief import sample
from tests.brief.audit import audit


def brief(header: str) -> bytes:
    """A brief of several pages under a header."""
    return write(replace(sample.document(), header=text(header)), sample.theme()).files[".pdf"]


def heads(data: bytes) -> list[list[str]]:
    """The artifacts in the upper margin of each page, as their words."""
    read = TaggedPdf(data)
    pages: list[list[str]] = [[] for _ in read.pdf.pages]
    for stretch in read.stretches:
        if stretch.artifact == "Pagination" and stretch.text and not re.search(r"\d of \d", stretch.text):
            pages[stretch.page].append(stretch.text.strip())
    return pages


def test_name_and_date_of_each_later_page_are_artifacts_apart() -> None:
    first, *later = heads(brief("A header of its own"))
    assert later
    assert first == []
    for name, date, *_ in later:
        assert name == "A HEADER OF ITS OWN"
        assert date.endswith("2025")


def test_a_brief_whose_first_headline_is_its_name_passes_the_rules_of_tags() -> None:
    headline = "".join(run.text for run in sample.parts()[0].headline)
    data = brief(headline)
    assert len(pikepdf.open(io.BytesIO(data)).pages) > 1
    assert audit(data) == ()
