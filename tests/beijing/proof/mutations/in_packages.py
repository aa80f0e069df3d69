# ruff: noqa: E501  (a fault is a line)
"""Faults in the package of a deck, in the tags and properties of a brief, and in what belongs together."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.beijing.proof.mutations.editions import LEDGER, Mutation
from tests.beijing.proof.mutations.in_numbers import ledgered
from tests.beijing.written import finished
from tests.proof.mutations import pages, slides
from tests.proof.mutations.change import edited
from tests.proof.mutations.slides import Parts, matched, repacked, replaced, slide

TYPES, PRESENTATION, CORE = "[Content_Types].xml", "ppt/presentation.xml", "docProps/core.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _twice(data: bytes) -> bytes:
    """A slide that stands twice in the archive."""
    parts = slides.parts_of(data)
    return slides.packed([*parts.items(), (slide(3), parts[slide(3)])])


def _with_part(part: str, content: bytes, kind: str, type_of: str, owner: str = slide(3)) -> Callable[[Parts], None]:
    """One more part, with its content type and its relationship."""

    def edit(parts: Parts) -> None:
        parts[part] = content
        folder, _, name = owner.rpartition("/")
        row = f'<Relationship Id="rId90" Type="{_OFFICE}/{kind}" Target="/{part}"/></Relationships>'
        for where, end, more in (
            (f"{folder}/_rels/{name}.rels", "</Relationships>", row),
            (TYPES, "</Types>", f'<Override PartName="/{part}" ContentType="{type_of}"/></Types>'),
        ):
            parts[where] = parts[where].replace(end.encode(), more.encode())

    return edit


_COMMENTS = (
    b'<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cm authorId="0" idx="1" '
    b'dt="2025-01-01T00:00:00"><p:pos x="1" y="1"/><p:text>Is that so?</p:text></p:cm></p:cmLst>'
)

DECK = (
    Mutation("a content type dropped", "pptx", "package-parts", matched(TYPES, r'<Default Extension="xlsx"[^>]*/>', "")),
    Mutation("a slide without its content type", "pptx", "package-lists", matched(TYPES, r'<Override PartName="/ppt/slides/slide3\.xml"[^>]*/>', "")),
    Mutation("a slide twice in the archive", "pptx", "package-parts", _twice),
    Mutation("a relationship that leads nowhere", "pptx", "package-parts", replaced("ppt/slides/_rels/slide3.xml.rels", "charts/chart6.xml", "charts/chart66.xml")),
    Mutation("an id that no relationship has", "pptx", "package-links", matched(slide(3), r'(<c:chart [^>]*r:id=")rId2', r"\1rId77")),
    Mutation("a part that nothing leads to", "pptx", "package-parts", repacked(lambda parts: parts.update({"ppt/slides/slide99.xml": parts[slide(3)]}))),
    Mutation("a file cut off", "pptx", "package-parts", lambda data: data[: len(data) // 2]),
    Mutation("children in a wrong order", "pptx", "package-markup", matched(slide(3), r"(<a:bodyPr [^>]*><a:noAutofit/></a:bodyPr>)(<a:lstStyle/>)", r"\2\1")),
    Mutation("a colour by name", "pptx", "package-markup", matched(slide(3), '<a:schemeClr val="tx1"/>', '<a:srgbClr val="black"/>')),
    Mutation("a fractional size of type", "pptx", "package-markup", replaced(slide(3), 'sz="1400"', 'sz="1400.5"')),
    Mutation("a slide that is not listed", "pptx", "package-lists", matched(PRESENTATION, r'<p:sldId id="258"[^>]*/>', "")),
    Mutation("two slides of one id", "pptx", "package-lists", replaced(PRESENTATION, 'id="258"', 'id="257"')),
    Mutation("a link that runs a script", "pptx", "package-links", matched("ppt/slides/_rels/slide2.xml.rels", "</Relationships>", f'<Relationship Id="rId90" Type="{_OFFICE}/hyperlink" Target="javascript:alert(1)" TargetMode="External"/></Relationships>')),
    Mutation("two shapes of one id", "pptx", "package-shapes", replaced(slide(3), '<p:cNvPr id="8"', '<p:cNvPr id="3"')),
    Mutation("a row that lacks a cell", "pptx", "package-shapes", matched(slide(14), r"<a:tc>.*?</a:tc>", "")),
    Mutation("a chart without its workbook", "pptx", "package-charts", matched("ppt/charts/chart6.xml", "<c:externalData .*?</c:externalData>", "")),
    Mutation("a workbook that does not open", "pptx", "package-charts", repacked(lambda parts: parts.update({"ppt/embeddings/Microsoft_Excel_Sheet6.xlsx": b"no zip"}))),
    Mutation("a sheet that the workbook lacks", "pptx", "package-charts", slides.charted(3, (r"Data!\$B\$2", "Daten!$B$2"))),
    Mutation("a date that is none", "pptx", "package-properties", matched(CORE, r"(<dcterms:modified[^>]*>)[^<]*", r"\g<1>31/12/2025")),
    Mutation("a comment", "pptx", "package-private", repacked(_with_part("ppt/comments/comment1.xml", _COMMENTS, "comments", "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"))),
    Mutation("a hidden slide", "pptx", "package-private", matched(slide(3), "<p:sld ", '<p:sld show="0" ')),
    Mutation("a path of somebody's machine", "pptx", "package-private", matched(CORE, "<dc:subject>[^<]*", "<dc:subject>C:\\\\\\\\Users\\\\\\\\me\\\\\\\\deck.pptx")),
    Mutation("a macro", "pptx", "package-private", repacked(_with_part("ppt/vbaProject.bin", b"x", "vbaProject", "application/vnd.ms-office.vbaProject", PRESENTATION))),
)  # fmt: skip


# -- tags -------------------------------------------------------------------------------------------------------------


def _without(key: str) -> Callable[[Any], object]:
    def edit(element: Any) -> None:
        del element[key]

    return edit


def _root(edit: Callable[[Any], object]) -> pages.Edit:
    return lambda pdf: edit(pdf.Root)


def _running(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def _unsigned(pdf: pikepdf.Pdf) -> None:
    """A title that is told nowhere."""
    del pdf.docinfo["/Title"]
    packet: Any = pdf.Root.Metadata
    packet.write(re.sub(rb"<dc:title>.*?</dc:title>", b"", packet.read_bytes(), flags=re.DOTALL))


def _authored(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = String("C:\\Users\\zhang\\reports")


def _lost(element: Any) -> None:
    """A paragraph that the tree forgets."""
    element.K = Array([kid for kid in element.K if str(kid.get("/S", "")) != "/P"])


def _locked(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="secret", user="secret"))
    return buffer.getvalue()


def _read_last(pdf: pikepdf.Pdf) -> None:
    """The first subtitle of the tree, moved to its end."""
    document = pdf.Root.StructTreeRoot.K
    top: Any = document[0] if isinstance(document, Array) else document
    section = next(kid for kid in top.K if isinstance(kid.K, Array) and len(kid.K) > 1)  # the head has one
    paragraph = section.K[1]
    section.K = Array([kid for kid in section.K if kid.objgen != paragraph.objgen])
    top.K.append(paragraph)


def _unnamed(pdf: pikepdf.Pdf) -> None:
    font: Any = pdf.pages[0].Resources.Font["/F1+0"]
    del font.ToUnicode


TAGS = (
    Mutation("a figure that is tagged as nothing", "pdf", "tags-figures", pages.tagged("Figure", pages.renamed("NonStruct"), "Line chart")),
    Mutation("a figure without alternative text", "pdf", "tags-figures", pages.tagged("Figure", _without("/Alt"), "Line chart"), 1),
    Mutation("a figure without its data", "pdf", "tags-figures", pages.tagged("Figure", _without("/AF"), "Line chart"), 1),
    Mutation("a heading that skips a level", "pdf", "tags-headings", pages.tagged("H2", pages.renamed("H4"), nth=3)),
    Mutation("a table without heads", "pdf", "tags-tables", pages.tagged("TH", pages.renamed("TD"))),
    Mutation("an item outside a list", "pdf", "tags-groups", pages.tagged("L", pages.renamed("Sect"))),
    Mutation("a note without an id", "pdf", "tags-notes", pages.tagged("Note", _without("/ID"))),
    Mutation("a paragraph that is read last", "pdf", "tags-order", pages.resaved(_read_last)),
    Mutation("a paragraph that is decoration", "pdf", "tags-artifacts", pages.sourced(1, r"/P <</MCID 1>> BDC", "/Artifact <</Type /Layout>> BDC")),
    Mutation("a shape that is not marked", "pdf", "tags-marks", pages.drawn(1, "0 0 9 9 re f")),
    Mutation("a link that is not described", "pdf", "tags-links", pages.resaved(lambda pdf: pdf.pages[-1].Annots[0].__delitem__("/Contents"))),
    Mutation("signs that cannot be copied", "pdf", "tags-fonts", pages.resaved(_unnamed)),
    Mutation("no title", "pdf", "tags-document", pages.resaved(_unsigned)),
    Mutation("no language", "pdf", "tags-document", pages.resaved(_root(_without("/Lang")))),
    Mutation("no tags", "pdf", "tags-document", pages.resaved(_root(_without("/StructTreeRoot")))),
    Mutation("no claim of PDF/UA", "pdf", "tags-standard", pages.claimed("<pdfuaid:part>1</pdfuaid:part>", "")),
    Mutation("no colour space", "pdf", "tags-standard", pages.resaved(_root(_without("/OutputIntents")))),
    Mutation("no bookmarks", "pdf", "tags-bookmarks", pages.resaved(_root(_without("/Outlines")))),
    Mutation("a script on opening", "pdf", "tags-document", pages.resaved(_running)),
    Mutation("an attachment taken out", "pdf", "number-attached", pages.detached("facts.json")),
    Mutation("an attachment of no relationship", "pdf", "tags-files", pages.resaved(lambda pdf: pdf.Root.AF[0].__delitem__("/AFRelationship"))),
    Mutation("a path in the properties", "pdf", "tags-private", pages.resaved(_authored)),
    Mutation("a brief with a password", "pdf", "file-unreadable", _locked),
    Mutation("a brief cut off", "pdf", "file-unreadable", lambda data: data[: len(data) // 3]),
)  # fmt: skip

EDITION = (
    Mutation("a file that a hand has changed", "txt", "edition-changed", edited("Compare with care", "Compare with caution")),
    Mutation("the ledger of the other language", LEDGER, "edition-other", lambda _: finished("zh")["beijing-innovation.zh.ledger.json"]),
    Mutation("a ledger cut off", LEDGER, "ledger-unreadable", lambda data: data[:1000]),
    Mutation("a dataset that was changed since", "indicators.csv", "edition-inputs", lambda data: data + b"\n"),
    Mutation("a claim that did not hold", LEDGER, "claim-false", ledgered(lambda ledger: ledger["claims"][0].update(holds=False))),
)  # fmt: skip
MUTATIONS = (*DECK, *TAGS, *EDITION)
