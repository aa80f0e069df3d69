"""A brief that would leave some reader without what others see is not written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.brief import write
from briefing.errors import LayoutError
from briefing.model.document import Document, Part, Section
from briefing.model.text import text
from tests.brief import sample


def refused(document: Document) -> str:
    with pytest.raises(LayoutError) as caught:
        write(document, sample.theme())
    return str(caught.value)


def with_section(*sections: Section) -> Document:
    part = Part("only", text("Only"), text("A finding"), (), sections)
    return sample.document(parts=(part,))


def test_a_sign_that_the_font_lacks_is_refused_by_name_and_place() -> None:
    section = sample.section("odd", paragraphs=1, body="written 漢 here")
    told = refused(with_section(section))
    assert "Source Sans Pro has no sign for '漢' (U+6F22)" in told
    assert "section odd, text" in told


def test_a_chart_without_an_alternative_text_is_refused() -> None:
    chart = replace(sample.line_chart(), alt=())
    assert "section bare, figure 1: a chart without an alternative text" in refused(
        with_section(sample.section("bare", chart))
    )


def test_a_table_without_a_header_is_refused() -> None:
    table = replace(sample.table(), head=((), (), ()))
    assert "a table without a header row" in refused(with_section(sample.section("bare", table)))


def test_a_document_without_a_title_is_refused() -> None:
    assert "a document without a title" in refused(sample.document(title=()))


def test_a_document_without_parts_is_refused() -> None:
    assert "a document without a part" in refused(sample.document(parts=()))


def test_a_part_without_a_headline_is_refused() -> None:
    part = replace(sample.parts()[0], headline=())
    assert "a part without a headline" in refused(sample.document(parts=(part,)))


def test_a_link_to_a_section_that_the_brief_lacks_is_refused() -> None:
    part = replace(sample.parts()[0])
    told = refused(sample.document(parts=(part,)))
    assert "#ranks" in told
    assert "#second" in told


def test_all_reasons_are_told_at_once() -> None:
    chart = replace(sample.line_chart(), alt=())
    table = replace(sample.table(), head=((), (), ()))
    told = refused(with_section(sample.section("one", chart, body="漢"), sample.section("two", table, body="字")))
    assert all(word in told for word in ("alternative text", "header row", "'漢'", "'字'"))
