"""Single defects, each put into a good brief: what a checker must find to be believed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from briefing.proof.tags.marked import StructureElement, TaggedPdf

Defect = Callable[[TaggedPdf], object]
DEFECTS: dict[str, Defect] = {}


def defect(make: Defect) -> Defect:
    """Register a defect under its name."""
    DEFECTS[make.__name__.replace("_", " ")] = make
    return make


def spoilt(data: bytes, name: str) -> bytes:
    """A good brief → the same with one defect."""
    brief = TaggedPdf(data)
    DEFECTS[name](brief)
    return resaved(brief)


def resaved(brief: TaggedPdf) -> bytes:
    """A brief as pikepdf writes it anew."""
    out = io.BytesIO()
    brief.pdf.save(out)
    return out.getvalue()


def _first(brief: TaggedPdf, tag: str, which: Callable[[StructureElement], bool] = lambda _: True) -> StructureElement:
    return next(node for node in brief.nodes(tag) if which(node))


def _chart(brief: TaggedPdf) -> StructureElement:
    return _first(brief, "Figure", lambda node: "chart" in str(node.object.Alt))


def _catalog(brief: TaggedPdf) -> Any:
    return brief.pdf.Root


def _rewritten(brief: TaggedPdf, page: int, old: str, new: str) -> None:
    """Change the first place of a page's source that a pattern finds."""
    body: Any = brief.pdf.pages[page].Contents
    source = body.read_bytes().decode("latin1")
    changed = re.sub(old, new, source, count=1)
    assert changed != source
    body.write(changed.encode("latin1"))


def _xmp(brief: TaggedPdf, old: str, new: str) -> None:
    packet: Any = _catalog(brief).Metadata
    source = packet.read_bytes().decode()
    changed = re.sub(old, new, source, flags=re.DOTALL)
    assert changed != source
    packet.write(changed.encode())


def _file(brief: TaggedPdf) -> Any:
    return next(one for one in _catalog(brief).AF if str(one.UF).endswith(".csv"))


def _annotation(brief: TaggedPdf) -> Any:
    return brief.pdf.pages[0].Annots[0]


# -- words and places of figures --------------------------------------------------------------------------------------


@defect
def a_figure_without_words(brief: TaggedPdf) -> None:
    del _chart(brief).object.Alt


@defect
def a_figure_whose_words_are_its_caption(brief: TaggedPdf) -> None:
    chart = _chart(brief)
    assert chart.parent is not None
    caption = next(node for node in chart.parent.nodes if node.tag == "Caption")
    chart.object.Alt = String(brief.text(caption))


@defect
def a_figure_without_a_box(brief: TaggedPdf) -> None:
    del _chart(brief).object.A


@defect
def a_figure_whose_data_are_nobodys(brief: TaggedPdf) -> None:
    del _chart(brief).object.AF


# -- tables -----------------------------------------------------------------------------------------------------------


@defect
def a_table_without_heads(brief: TaggedPdf) -> None:
    for cell in _first(brief, "Table").walk():
        if cell.tag == "TH":
            cell.object.S = Name.TD


@defect
def a_head_without_a_scope(brief: TaggedPdf) -> None:
    del _first(brief, "TH").object.A


@defect
def a_row_that_lacks_a_cell(brief: TaggedPdf) -> None:
    row = _first(brief, "Table").nodes[-1]
    row.object.K = Array(list(row.object.K)[:-1])


@defect
def a_caption_amid_its_table(brief: TaggedPdf) -> None:
    table = _first(brief, "Table", lambda node: node.nodes[0].tag == "Caption").object
    kids = list(table.K)
    table.K = Array([kids[1], kids[0], *kids[2:]])


# -- headings, lists, notes, paragraphs -------------------------------------------------------------------------------


@defect
def a_heading_that_skips_a_level(brief: TaggedPdf) -> None:
    _first(brief, "H2").object.S = Name.H3


@defect
def a_document_that_begins_on_level_two(brief: TaggedPdf) -> None:
    for node in brief.nodes("H1"):
        node.object.S = Name.H2


@defect
def an_item_outside_a_list(brief: TaggedPdf) -> None:
    _first(brief, "L").object.S = Name.Sect


@defect
def a_note_without_an_id(brief: TaggedPdf) -> None:
    del _first(brief, "Note").object.ID


@defect
def two_notes_of_one_id(brief: TaggedPdf) -> None:
    first, second, *_ = brief.nodes("Note")
    second.object.ID = first.object.ID


@defect
def a_paragraph_that_is_an_artifact(brief: TaggedPdf) -> None:
    """Its marks say that it is decoration, and the tree has forgotten it."""
    paragraph = _first(brief, "P", lambda node: len(brief.text(node)) > 60 and len(node.kids) == 1)
    (kid,) = paragraph.kids
    assert isinstance(kid, tuple)
    _rewritten(brief, kid[0], rf"/P <</MCID {kid[1]}>> BDC", "/Artifact <</Type /Layout>> BDC")
    del paragraph.object.K


@defect
def a_paragraph_that_is_a_running_foot(brief: TaggedPdf) -> None:
    paragraph = _first(brief, "P", lambda node: len(brief.text(node)) > 60 and len(node.kids) == 1)
    (kid,) = paragraph.kids
    assert isinstance(kid, tuple)
    _rewritten(brief, kid[0], rf"/P <</MCID {kid[1]}>> BDC", "/Artifact <</Type /Pagination>> BDC")
    del paragraph.object.K


@defect
def a_paragraph_that_the_tree_has_lost(brief: TaggedPdf) -> None:
    paragraph = _first(brief, "P", lambda node: len(brief.text(node)) > 60)
    assert paragraph.parent is not None
    above = paragraph.parent.object
    above.K = Array([kid for kid in above.K if kid.objgen != paragraph.object.objgen])


@defect
def a_paragraph_that_is_read_too_late(brief: TaggedPdf) -> None:
    paragraph = _first(brief, "P", lambda node: len(brief.text(node)) > 60)
    assert paragraph.parent is not None
    above = paragraph.parent.object
    above.K = Array([kid for kid in above.K if kid.objgen != paragraph.object.objgen])
    top = brief.nodes("Document")[0].object
    top.K = Array([*top.K, paragraph.object])


# -- links ------------------------------------------------------------------------------------------------------------


@defect
def a_link_without_words(brief: TaggedPdf) -> None:
    link = _first(brief, "Link")
    link.object.K = Array([kid for kid in link.object.K if not isinstance(kid, int)])


@defect
def a_link_that_is_not_described(brief: TaggedPdf) -> None:
    del _annotation(brief).Contents


@defect
def a_link_that_the_tree_lacks(brief: TaggedPdf) -> None:
    link = _first(brief, "Link")
    link.object.K = Array([kid for kid in link.object.K if isinstance(kid, int)])


@defect
def a_link_that_is_not_printed(brief: TaggedPdf) -> None:
    _annotation(brief).F = 0


@defect
def tabs_in_no_order(brief: TaggedPdf) -> None:
    del brief.pdf.pages[0].obj.Tabs


# -- the document -----------------------------------------------------------------------------------------------------


@defect
def no_language(brief: TaggedPdf) -> None:
    del _catalog(brief).Lang


@defect
def no_title(brief: TaggedPdf) -> None:
    _xmp(brief, "<dc:title>.*?</dc:title>", "")


@defect
def a_window_that_shows_the_file_name(brief: TaggedPdf) -> None:
    _catalog(brief).ViewerPreferences.DisplayDocTitle = False


@defect
def not_marked_as_tagged(brief: TaggedPdf) -> None:
    del _catalog(brief).MarkInfo


@defect
def no_claim_of_pdf_ua(brief: TaggedPdf) -> None:
    _xmp(brief, "<pdfuaid:part>1</pdfuaid:part>", "")


@defect
def no_colour_space(brief: TaggedPdf) -> None:
    del _catalog(brief).OutputIntents


@defect
def no_bookmarks(brief: TaggedPdf) -> None:
    del _catalog(brief).Outlines


@defect
def a_program_that_runs_on_opening(brief: TaggedPdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert('hello')"))
    _catalog(brief).OpenAction = brief.pdf.make_indirect(action)


@defect
def a_shape_that_is_not_marked(brief: TaggedPdf) -> None:
    brief.pdf.pages[0].contents_add(b"0 0 9 9 re f", prepend=False)


@defect
def a_parent_tree_that_has_lost_a_page(brief: TaggedPdf) -> None:
    numbers = _catalog(brief).StructTreeRoot.ParentTree.Nums
    numbers[1] = Array([])


# -- fonts ------------------------------------------------------------------------------------------------------------


def _font(brief: TaggedPdf) -> Any:
    return next(iter(brief.fonts.values())).data


@defect
def a_font_that_is_not_embedded(brief: TaggedPdf) -> None:
    del _font(brief).FontDescriptor.FontFile2


@defect
def a_font_whose_codes_say_nothing(brief: TaggedPdf) -> None:
    del _font(brief).ToUnicode


@defect
def a_font_whose_codes_are_private(brief: TaggedPdf) -> None:
    body: Any = _font(brief).ToUnicode
    source = body.read_bytes().decode("latin1")
    body.write(re.sub(r"(<\w\w>\s*)<\w{4}>", r"\1<E000>", source).encode("latin1"))


@defect
def an_empty_box(brief: TaggedPdf) -> None:
    _rewritten(brief, 0, r"<[0-9a-f]{2}([0-9a-f]*)>", r"<00\1>")


# -- attachments ------------------------------------------------------------------------------------------------------


@defect
def an_attachment_of_no_relationship(brief: TaggedPdf) -> None:
    del _file(brief).AFRelationship


@defect
def an_attachment_that_is_nobodys(brief: TaggedPdf) -> None:
    del _catalog(brief).AF


@defect
def an_attachment_of_no_type(brief: TaggedPdf) -> None:
    del _file(brief).EF.F.Subtype


@defect
def an_attachment_in_a_file_that_may_have_none(brief: TaggedPdf) -> None:
    _xmp(brief, "<pdfaid:part>3</pdfaid:part>", "<pdfaid:part>2</pdfaid:part>")
