"""The tree that a screen reader walks: captions, notes, links and lists stand where they belong."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace

from briefing import read
from briefing.assets import asset
from briefing.brief import write
from briefing.brief.canvas import TaggedCanvas
from briefing.brief.catalog import EmbeddedFile, attach
from briefing.brief.pdf import properties
from briefing.compose import compose
from briefing.errors import LayoutError
from briefing.model.document import Document, Section
from briefing.model.text import FINDING, Run, text, unrepeated
from tests.brief import sample
from tests.brief.test_brief_canvas import finished
from tests.brief.test_brief_panel_grid import PANELS
from tests.brief.test_brief_pdf import elements, opened
from tests.brief.verapdf import VeraPdf

WORDS = (
    Run("Read "),
    Run("the ", link="https://example.org/one"),
    Run("whole", bold=True, link="https://example.org/one"),
    Run(" record of the publisher, " * 8, link="https://example.org/one"),
    Run(" and "),
    Run("mots", lang="fr", link="https://example.org/two"),
    Run("."),
)


def one_part(*sections: Section, **changes: object) -> Document:
    return sample.document(parts=(replace(sample.parts()[1], sections=sections, asides=()),), **changes)


def tree(document: Document) -> pikepdf.Pdf:
    return opened(write(document, sample.theme()).files[".pdf"])


def kids(node: pikepdf.Object) -> list[Any]:
    found: Any = node.K
    return list(found)


def test_a_table_begins_with_its_caption(pdf: bytes) -> None:
    captioned = [table for table in elements(opened(pdf), "Table") if str(kids(table)[0].S) == "/Caption"]
    assert len(captioned) == 3  # all that have a subtitle
    assert all(str(row.S) == "/TR" for table in captioned for row in kids(table)[1:])


def test_a_figure_has_its_caption_before_it_and_not_in_its_place(pdf: bytes) -> None:
    chart = next(figure for figure in elements(opened(pdf), "Figure") if "chart" in str(figure.Alt))
    order = [str(kid.S) for kid in kids(chart.P)]
    assert order[: order.index("/Figure")] == ["/H2", "/Caption"]


def test_each_note_is_a_note_with_an_id_of_its_own(pdf: bytes) -> None:
    document = opened(pdf)
    notes = elements(document, "Note")
    named = [str(note.ID) for note in notes]
    assert len(named) == len(set(named)) == 6
    assert "note-patents-figure-1" in named
    assert list(document.Root.StructTreeRoot.IDTree.Names)[::2] == sorted(named)


def test_a_link_of_several_looks_and_lines_is_one_link_with_one_annotation_a_line() -> None:
    document = tree(one_part(replace(sample.section("links"), paragraphs=(WORDS,))))
    links = [link for link in elements(document, "Link") if str(link.P.S) == "/P"]
    one, two = (link for link in links if "example.org/o" in _target(link) or "example.org/t" in _target(link))
    boxes = [[float(value) for value in kid.Obj.Rect] for kid in kids(one) if _is_object(kid)]
    assert len(boxes) > 1
    assert len({(box[0] > 300, box[1]) for box in boxes}) == len(boxes)  # a line is one of the left column or the right
    assert [str(span.Lang) for span in kids(two) if "/S" in span] == ["fr"]


def test_a_link_inside_tells_its_whole_words_on_every_line() -> None:
    words = "the ranks and everything that they count, in whichever order they may have been set here " * 2
    said = (Run(words, link="#ranks"),)
    section = replace(sample.section("ranks"), paragraphs=(said,))
    document = tree(one_part(section))
    told = {str(note.Contents) for page in document.pages for note in page.get("/Annots", []) if "/Dest" in note}
    assert told == {words}


def _is_object(kid: Any) -> bool:
    return not isinstance(kid, int) and str(kid.get("/Type")) == "/OBJR"


def _target(link: Any) -> str:
    return next((str(kid.Obj.A.URI) for kid in kids(link) if _is_object(kid) and "/A" in kid.Obj), "")


def test_every_attachment_is_data_and_says_what_it_is(pdf: bytes) -> None:
    document = opened(pdf)
    files: Any = document.Root.AF
    assert {str(file.AFRelationship) for file in files} == {"/Data"}
    assert {str(file.UF): str(file.Desc) for file in files}["figure-01.csv"] == "Figure 1: Finding of patents in 2023"


def test_a_figure_of_charts_and_panels_has_a_file_for_each() -> None:
    section = sample.section("ranks", sample.line_chart(), PANELS, body="Words.")
    document = tree(one_part(section))
    figures = elements(document, "Figure")
    assert [[str(file.UF) for file in figure.AF] for figure in figures] == [["figure-01.csv"], ["figure-01b.csv"]]
    assert b"inv_patents" not in document.attachments["figure-01b.csv"].get_file().read_bytes()


@pytest.mark.parametrize("name", ["a/b.csv", "..\\b.csv", "", ".hidden", "b.csv ", "con:b", 'say "b"', "a\nb", "<b>"])
def test_an_attachment_whose_name_no_folder_takes_is_refused(name: str) -> None:
    with pytest.raises(LayoutError, match="an attachment named"):
        EmbeddedFile(name, b"", "text/csv", "Odd")


def test_two_attachments_of_one_name_are_refused() -> None:
    from reportlab.pdfgen.canvas import Canvas

    same = EmbeddedFile("a.csv", b"", "text/csv", "One")
    with pytest.raises(LayoutError, match=r"two attachments named 'a\.csv'"):
        attach(Canvas(io.BytesIO())._doc, [same, same], properties(sample.document()))  # type: ignore[attr-defined]


def test_an_attachment_may_be_named_in_any_script() -> None:
    def draw(made: TaggedCanvas) -> None:
        made.root.add("H1")
        made.attachments = [EmbeddedFile("数据 (1) é.csv", b"a,b\n", "text/csv", "Daten „für“ 北京 & (co)")]

    (name,) = finished(draw).attachments
    assert name == "数据 (1) é.csv"


# -- nothing attached -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def memo(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A story of words alone, as a note to the file: no fact, no source, no chart."""
    project = read.project(asset("project"))
    story = tmp_path_factory.mktemp("memo") / "story.en.yaml"
    story.write_text(
        "title: A note to the file\n"
        "sections:\n  - id: note\n    title: The board meets in spring\n    heading: What was agreed\n"
        "    paragraph: The record stays as it is until the board has met.\n",
        encoding="utf-8",
    )
    document = compose(project, read.story(story), "en")
    assert not document.facts
    assert not document.sources
    return write(document, sample.theme()).files[".pdf"]


def test_without_attachments_the_file_says_that_it_is_pdf_a_2a(memo: bytes) -> None:
    document = opened(memo)
    assert "/AF" not in document.Root
    assert not document.attachments
    with document.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("2", "A", "1")


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_without_attachments_it_passes_as_pdf_a_2a(verapdf: VeraPdf, memo: bytes, flavour: str) -> None:
    assert verapdf.failures(memo, flavour) == ()


def test_a_section_that_cites_a_source_has_it_attached() -> None:
    document = tree(one_part(sample.section("ranks"), facts={}))
    assert sorted(document.attachments) == ["facts.json", "sources.csv"]


def test_the_head_of_the_first_page_is_heard_first_and_a_contents_entry_begins_with_its_finding() -> None:
    data = write(sample.document(), sample.theme()).files[".pdf"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = [str(kid.S) for kid in pdf.Root.StructTreeRoot.K[0].K if "/S" in kid]
        assert told[:3] == ["/P", "/P", "/Sect"]
        entries = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TOCI"]
        assert entries
        for entry in entries:
            assert [str(kid.S) for kid in entry.K] == ["/Reference", "/Lbl"]


def test_a_figure_s_alternative_text_does_not_repeat_the_title_above_it() -> None:
    title = text("Loans rose")
    repeated = tuple(replace(run, node=FINDING) for run in text("Loans rose."))
    chart = replace(sample.line_chart(), alt=(*text("Line chart: "), *repeated, *text(" Alder: 4 in 2019.")))
    section = replace(sample.section("one", chart, paragraphs=0, heading=()), title=title)
    part = replace(sample.parts()[1], sections=(section,))
    data = write(sample.document(parts=(part,)), sample.theme()).files[".pdf"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = [str(one["/Alt"]) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert "Line chart: Alder: 4 in 2019." in told
    assert unrepeated((*text("Line chart: "), *repeated)) == (*text("Line chart: "), *repeated)
