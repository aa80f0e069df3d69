"""What a PDF gives away is found; what it says on purpose is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from briefing.proof.tags import check, check_deep
from briefing.proof.tags.marked import TaggedPdf
from tests.brief.defects import resaved
from tests.proof.reading.briefs import evidence, line, plain, sampled

Change = Callable[[TaggedPdf], object]


def author(brief: TaggedPdf) -> None:
    brief.pdf.docinfo["/Author"] = "root"


def path(brief: TaggedPdf) -> None:
    brief.pdf.docinfo["/Subject"] = "/home/someone/brief.html"


def given_in_xmp(brief: TaggedPdf) -> None:
    packet = brief.pdf.Root.Metadata
    packet.write(packet.read_bytes().replace(b"<xmp:CreatorTool>", b"<xmp:CreatorTool>C:\\Users\\someone\\"))


def comment(brief: TaggedPdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("is this so?"))
    brief.pdf.pages[0].obj.Annots.append(brief.pdf.make_indirect(note))


def script(brief: TaggedPdf) -> None:
    box = brief.pdf.pages[0].obj.Annots[0]
    box.A = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def layer(brief: TaggedPdf) -> None:
    hidden = brief.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
    brief.pdf.Root.OCProperties = Dictionary(OCGs=Array([hidden]), D=Dictionary(OFF=Array([hidden])))


def program(brief: TaggedPdf) -> None:
    names = brief.pdf.Root.Names.EmbeddedFiles.Names
    names[1].UF = names[1].F = String("setup.exe")
    names[0] = String("setup.exe")


def working_data(brief: TaggedPdf) -> None:
    brief.pdf.pages[0].obj.PieceInfo = Dictionary()


CHANGES: tuple[Change, ...] = (author, path, given_in_xmp, comment, script, layer, program, working_data)


def changed(change: Change) -> bytes:
    brief = TaggedPdf(sampled())
    change(brief)
    return resaved(brief)


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_given_away_is_found(change: Change) -> None:
    found = [one for one in check_deep(evidence(changed(change))) if one.rule == "tags-private"]
    assert len(found) == 1
    assert found[0].severity == "warning"


@pytest.mark.parametrize("change", [author, path, program])
def test_the_fast_proof_reads_properties_and_names_of_files(change: Change) -> None:
    assert [one.rule for one in check(evidence(changed(change)))] == ["tags-private"]


@pytest.mark.parametrize("name", ["The briefing project", "Belling Office", "Anna Root", "https://example.org/home/x"])
def test_the_name_of_a_house_or_person_is_no_secret(name: str) -> None:
    brief = TaggedPdf(sampled())
    brief.pdf.docinfo["/Author"] = name
    assert list(check(evidence(resaved(brief)))) == []


def drawn(canvas: Canvas) -> None:
    for at in range(40):
        line(canvas, 60, 780 - 15 * at, f"line {at}")


def test_an_untagged_file_by_others_gets_one_warning() -> None:
    found = [*check_deep(evidence(plain(drawn), ours=False))]
    assert [(one.rule, one.severity) for one in found] == [("tags-document", "warning")]
    assert [*check(evidence(plain(drawn), ours=False))] == found


def test_the_same_file_as_that_of_an_edition_is_an_error() -> None:
    assert [(one.rule, one.severity) for one in check(evidence(plain(drawn)))] == [("tags-document", "error")]


def test_of_a_tagged_file_that_promises_nothing_each_rule_is_reported_once() -> None:
    brief = TaggedPdf(sampled())
    del brief.pdf.Root.Metadata
    for page in brief.pdf.pages:
        for box in page.obj.get("/Annots", []):
            del box.Contents
    found = list(check_deep(evidence(resaved(brief), ours=False)))
    assert {one.severity for one in found} == {"warning"}
    rules = [one.rule for one in found]
    assert len(rules) == len(set(rules))
    assert any("more like it" in one.what for one in found if one.rule == "tags-links")
