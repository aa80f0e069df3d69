"""The running head of a brief: its name and its date are artifacts apart, so that one may be content on page one."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.brief import write
from briefing.model.document import Aside, Point
from briefing.model.text import text
from briefing.proof.tags.marked import TaggedPdf
from tests.brief import sample
from tests.brief.audit import audit
from tests.thorough import examples


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


def going_on(titles: list[str]) -> bytes:
    """A brief whose first part has sections of these titles, which go on over pages."""
    first, second = sample.parts()
    shown = first.sections[1]
    many = tuple(replace(shown, id=f"section-{at}", title=text(title)) for at, title in enumerate(titles))
    return write(sample.document(parts=(replace(first, sections=many), second)), sample.theme()).files[".pdf"]


def band(data: bytes) -> list[str]:
    """What stands on each page above where its content would begin without a headline."""
    pages = pypdfium2.PdfDocument(data)
    tall = [page.get_size()[1] for page in pages]
    texts = (page.get_textpage() for page in pages)
    return [
        " ".join(found.get_text_bounded(bottom=high - 92, top=high - 44).split())
        for found, high in zip(texts, tall, strict=True)
    ]


def test_each_page_that_a_part_goes_on_to_has_the_finding_of_its_first_section_as_its_headline() -> None:
    titles = [f"Patents for each resident rose in town {number}" for number in ("one", "two", "three", "four", "five")]
    data = going_on([*titles, *titles])
    shown = [head for head in band(data)[1:] if "Patents" in head]
    assert len(shown) > 1
    assert [head for head in shown if not any(title in head for title in titles)] == []
    assert not any("continued" in head for page in heads(data) for head in page)
    assert audit(data) == ()


def test_the_title_of_a_figure_that_begins_a_page_is_its_headline_and_leaves_its_number_to_the_line_below() -> None:
    titles = [f"Patents for each resident rose in town {number}" for number in ("one", "two", "three", "four", "five")]
    shown = [head for head in band(going_on([*titles, *titles]))[1:] if "Patents" in head]
    heads_of_figures = [head for head in shown if "Figure" in head]
    assert heads_of_figures
    for head in heads_of_figures:
        headline, _, below = head.partition("Figure")
        assert headline.startswith("Patents for each resident rose in town")
        assert "Patents for each" not in below


@settings(max_examples=examples(20), deadline=None)
@given(words=st.lists(st.sampled_from(["patents", "rose", "characteristically,", "and", "but", "in", "2–3%"]),
                      min_size=1, max_size=16), sections=st.integers(3, 7))  # fmt: skip
def test_whatever_the_titles_of_sections_the_heads_of_pages_repeat_what_is_read_out(
    words: list[str], sections: int
) -> None:
    data = going_on([f"{' '.join(words).capitalize()} {'abcdefg'[at]}" for at in range(sections)])
    assert len(pikepdf.open(io.BytesIO(data)).pages) > 1
    assert [fault for fault in audit(data) if "running head" in fault] == []


def test_a_page_that_begins_with_the_heading_of_a_text_repeats_no_title_of_a_figure_before_it() -> None:
    first, second = sample.parts()
    shown = first.sections[1]
    bodies = [text(" ".join(["The towns have grown for years."] * count)) for count in (30, 40, 50, 60, 70, 80)]
    pages: list[str] = []
    for body in bodies:
        one = replace(
            shown, id="one", title=text("Patents rose"), heading=text("What the towns add"), paragraphs=(body,)
        )
        many = tuple(replace(one, id=f"one-{at}") for at in range(6))
        part = replace(first, sections=many)
        data = write(sample.document(parts=(part, second)), sample.theme()).files[".pdf"]
        pages += [page for page in band(data)[1:] if "What the towns add" in page]
    assert pages
    assert [page for page in pages if page.startswith("Patents rose")] == []


def test_a_page_that_begins_with_the_text_of_a_figure_before_it_repeats_no_title_of_that_figure() -> None:
    first, second = sample.parts()
    shown, beginning = first.sections[1], "The towns have grown for years."
    pages: list[str] = []
    for count in (30, 40, 50, 60, 70, 80):
        body = text(" ".join([beginning] * count))
        one = replace(shown, title=text("Patents rose"), heading=(), paragraphs=(body,))
        part = replace(first, sections=tuple(replace(one, id=f"one-{at}") for at in range(6)))
        data = write(sample.document(parts=(part, second)), sample.theme()).files[".pdf"]
        assert audit(data) == ()
        pages += [page for page in band(data)[1:] if "grown" in page]
    assert pages
    assert [page for page in pages if page.startswith("Patents rose")] == []


def test_a_side_column_that_goes_on_has_no_title_of_the_next_part_above_it() -> None:
    first, second = sample.parts()
    points = tuple(
        Point(text(f"Point {number}"), text("Its words take two lines in the side column of a page."))
        for number in range(18)
    )
    long = replace(first, asides=(Aside(text("What to know"), points),), sections=first.sections[:1])
    data = write(sample.document(parts=(long, second)), sample.theme()).files[".pdf"]
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    titles = ["".join(run.text for run in section.title) for section in second.sections]
    going_on = next(at for at, words in enumerate(pages) if at and "Point 17" in words)
    assert "".join(run.text for run in second.headline)[:20] in pages[going_on]
    assert [title for title in titles if title in band(data)[going_on]] == []
