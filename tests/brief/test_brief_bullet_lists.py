"""Lists of the brief: tagged as lists at every depth, one list over columns and pages."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from briefing.brief import write
from briefing.model.document import List, Paragraph
from briefing.model.text import text
from tests.brief import sample
from tests.brief.test_brief_pdf import elements, opened, page_texts
from tests.brief.verapdf import VeraPdf

NESTED = List(
    (
        (text("a cause of its own"), List(((text("a part"),), (text("a piece"), List(((text("a grain"),),)))))),
        (text("an effect"), text("told at length")),
    ),
    numbered=True,
)


def data(*paragraphs: Paragraph) -> bytes:
    section = replace(sample.section("ranks"), paragraphs=paragraphs)
    part = replace(sample.parts()[1], sections=(section,), asides=())
    return write(sample.document(parts=(part,), sources={}), sample.theme()).files[".pdf"]


def shape(node: Any) -> Any:
    """A structure element → its tag and those below it."""
    below = [shape(kid) for kid in node.get("/K", []) if not isinstance(kid, int) and "/S" in kid]
    return {str(node.S): below} if below else str(node.S)


def test_a_list_is_tagged_at_every_depth() -> None:
    outer = elements(opened(data(NESTED)), "L")[0]
    grain = {"/L": [{"/LI": ["/Lbl", {"/LBody": ["/P"]}]}]}
    piece = {"/LI": ["/Lbl", {"/LBody": ["/P", grain]}]}
    first = {"/LI": ["/Lbl", {"/LBody": ["/P", {"/L": [{"/LI": ["/Lbl", {"/LBody": ["/P"]}]}, piece]}]}]}
    assert shape(outer) == {"/L": [first, {"/LI": ["/Lbl", {"/LBody": ["/P", "/P"]}]}]}
    assert [str(one.A[0].ListNumbering) for one in elements(opened(data(NESTED)), "L")] == [
        "/Decimal",
        "/None",
        "/Disc",
    ]


def test_marks_and_numbers_stand_before_their_items() -> None:
    told = page_texts(data(text("Before."), NESTED, text("After.")))[0]
    items = "1. a cause of its own – a part – a piece • a grain 2. an effect told at length"
    assert f"Before. {items} After." in told


def test_a_list_over_pages_stays_one_list_and_an_item_one_item() -> None:
    long = List(tuple((text(f"Item {chr(65 + at % 26)}. {sample.LONG * 3}"),) for at in range(40)))
    made = data(long)
    document = opened(made)
    assert len(document.pages) > 2
    (found,) = elements(document, "L")
    assert len(found.K) == 40
    paragraphs = [item for item in elements(document, "P") if str(item.P.S) == "/LBody"]
    assert len(paragraphs) == 40
    assert any("/MCR" in str(kid.get("/Type")) for one in paragraphs for kid in one.K if not isinstance(kid, int))
    assert " ".join(page_texts(made)).count("•") == 40


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_lists_pass_verapdf(verapdf: VeraPdf, flavour: str) -> None:
    assert verapdf.failures(data(text("Before."), NESTED, text("After.")), flavour) == ()
