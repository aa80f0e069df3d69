"""A brief that would leave some reader without what others see is not written."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.brief import write
from briefing.brief.structure import Element, Origin
from briefing.errors import LayoutError
from briefing.model.document import Document, Part, Section
from briefing.model.template import Template
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
    section = sample.section("odd", paragraphs=1, body="written ሀ here")
    told = refused(with_section(section))
    assert "Source Sans Pro has no glyph for 'ሀ' (U+1200)" in told
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


def test_a_link_in_a_paragraph_to_what_stands_in_the_deck_alone_is_refused() -> None:
    told = refused(with_section(sample.section("words"), sample.section("ranks", outputs=("deck",))))
    assert "section words, text: a link to #ranks, which the brief does not have" in told


def test_all_reasons_are_told_at_once() -> None:
    chart = replace(sample.line_chart(), alt=())
    table = replace(sample.table(), head=((), (), ()))
    told = refused(with_section(sample.section("one", chart, body="ሀ"), sample.section("two", table, body="ሁ")))
    assert all(word in told for word in ("alternative text", "header row", "'ሀ'", "'ሁ'"))


def test_cards_without_an_alternative_text_are_refused() -> None:
    made = sample.cards()
    bare = replace(made, cards=tuple(replace(card, slope=replace(card.slope, alt=())) for card in made.cards))
    told = refused(with_section(sample.section("bare", bare)))
    assert "section bare, card 1: a card's slope without an alternative text" in told


def test_a_document_without_a_language_is_refused() -> None:
    told = refused(sample.document(lang=" "))
    assert "edition: a document without a language" in told
    assert "story.<language>.yaml" in told


def test_a_heading_that_skips_a_level_is_refused_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    add = Element.add

    def deeper(self: Element, tag: str, origin: Origin | None = None, **options: str) -> Element:
        return add(self, "H3" if tag == "H2" else tag, origin, **options)  # as a component would that skips a level

    monkeypatch.setattr(Element, "add", deeper)
    told = refused(with_section(sample.section("deep")))
    assert "section deep, text: a heading of level 3 after one of level 1" in told
    assert "make it level 2" in told


def test_faults_of_every_kind_are_told_together() -> None:
    chart = replace(sample.line_chart(), alt=())
    table = replace(sample.table(), head=((), (), ()))
    sections = (sample.section("one", chart, body="ሀ"), sample.section("two", table))
    part = Part("only", text("Only"), (), (), sections)
    told = refused(sample.document(parts=(part,), title=(), lang=""))
    kinds = ("without a title", "without a language", "alternative text", "header row", "'ሀ'", "without a headline")
    assert [kind for kind in kinds if kind not in told] == []
    assert told.count("fix: ") == len(kinds)


def test_the_template_of_a_deck_which_holds_a_path_is_no_hindrance() -> None:
    document = sample.document()
    edition = replace(document.edition, template=Template(Path("company.pptx"), "", Path("company.layouts.toml")))
    assert write(replace(document, edition=edition), sample.theme()).files[".pdf"]
