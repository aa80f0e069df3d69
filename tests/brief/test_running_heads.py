"""The running head of a brief: its name and its date are artifacts apart, so that one may be content on page one."""

from __future__ import annotations

import io
import re

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st
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


def going_on(headline: str, name: str, sections: int) -> bytes:
    """A brief whose first part, of so many sections, goes on over pages."""
    first, second = sample.parts()
    many = tuple(replace(first.sections[1], id=f"section-{at}") for at in range(sections))
    long = replace(first, name=text(name), headline=text(headline), sections=many)
    return write(sample.document(parts=(long, second)), sample.theme()).files[".pdf"]


@settings(max_examples=20, deadline=None)
@given(
    words=st.lists(st.sampled_from(["patents", "rose", "characteristically,", "and", "but", "in", "2–3%"]), min_size=1,
                   max_size=45),
    name=st.sampled_from(["", "The figures", "A name that is itself too long for one line of a page " * 3]),
    sections=st.integers(2, 7),
)  # fmt: skip
def test_what_the_running_head_says_is_found_whatever_the_headline(words: list[str], name: str, sections: int) -> None:
    data = going_on(" ".join(words).capitalize(), name, sections)
    assert len(pikepdf.open(io.BytesIO(data)).pages) > 1
    assert [fault for fault in audit(data) if "goes on from nothing" in fault] == []


def test_a_running_head_that_names_no_section_goes_on_from_nothing() -> None:
    data = going_on("Patents for each resident rose " + "almost six-fold in ten years " * 4, "The figures", 4)
    assert any("The figures (continued)" in head for page in heads(data) for head in page)
    assert not any("goes on from nothing" in fault for fault in audit(data))
    file = pikepdf.open(io.BytesIO(data))
    for item in file.objects:
        if isinstance(item, pikepdf.Dictionary) and str(item.get("/T", "")) == "The figures":
            del item["/T"]
    out = io.BytesIO()
    file.save(out)
    assert any("goes on from nothing" in fault for fault in audit(out.getvalue()))
