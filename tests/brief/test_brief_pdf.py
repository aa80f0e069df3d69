"""The finished file, read back: valid, tagged in reading order, complete, and the same on every run."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from reportlab.pdfgen.canvas import Canvas

from briefing.brief import write
from briefing.brief.sources import sources_file
from briefing.model.chart import Chart
from briefing.model.document import Cards, Point, RankStrip
from briefing.model.ledger import Written
from briefing.model.text import Run, text
from tests.brief import sample
from tests.brief.audit import audit
from tests.brief.test_brief_canvas import untagged
from tests.brief.verapdf import VeraPdf
from tests.thorough import ONLY_IN_A_THOROUGH_RUN


@lru_cache(8)  # what pikepdf hands out dies with its file
def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def elements(pdf: pikepdf.Pdf, tag: str = "") -> list[pikepdf.Object]:
    """Structure elements in reading order, all or those of one type."""

    def walk(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield node
        kids: Any = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    top = list(pdf.Root.StructTreeRoot.K)
    return [node for one in top for node in walk(one) if not tag or str(node.S) == f"/{tag}"]


def rows_of(table: pikepdf.Object) -> list[pikepdf.Object]:
    """The rows of a table, its caption left out."""
    kids: Any = table.K
    return [kid for kid in kids if str(kid.S) == "/TR"]


def page_texts(data: bytes) -> list[str]:
    """The words of each page, as a reader would copy them; PDFium writes U+FFFE for a hyphen at a line's end."""
    document = pypdfium2.PdfDocument(data)
    texts = (document[at].get_textpage().get_text_range() for at in range(len(document)))
    return [" ".join(re.sub("\ufffe\\s*", "-", found).split()) for found in texts]


def test_a_title_repeated_at_the_head_of_a_page_is_a_sentence_or_left_out() -> None:
    finding = "Patents for each resident rose almost six-fold in ten years"
    more = "the value of the technology that was sold with them rose by no more than half of that"
    styles = {"but": f"{finding}, but {more}", "although": f"{finding} although {more}"}
    found: dict[str, str] = {}
    for word, title in styles.items():
        first, second = sample.parts()
        shown = first.sections[1]
        words = replace(shown, title=text(title), heading=(), blocks=(), paragraphs=(text("Towns grew. " * 900),))
        data = write(sample.document(parts=(replace(first, sections=(words,)), second)), sample.theme()).files[".pdf"]
        found[word] = page_texts(data)[1].partition("2025 ")[2]
    assert found["but"].startswith(f"{finding} Towns grew.")
    assert found["although"].startswith(("Towns grew.", "grew."))


# -- validity -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_the_sample_passes_verapdf(verapdf: VeraPdf, pdf: bytes, flavour: str) -> None:
    assert verapdf.failures(pdf, flavour) == ()


def test_verapdf_fails_what_plain_reportlab_writes(verapdf: VeraPdf) -> None:
    target = io.BytesIO()
    plain = Canvas(target)
    plain.drawString(50, 500, "plain")
    plain.save()
    assert verapdf.failures(target.getvalue(), "ua1")
    assert verapdf.failures(target.getvalue(), "3a")


def test_verapdf_fails_the_sample_once_a_figure_has_lost_its_words(verapdf: VeraPdf, pdf: bytes) -> None:
    document = pikepdf.open(io.BytesIO(pdf))
    del elements(document, "Figure")[0]["/Alt"]
    out = io.BytesIO()
    document.save(out)
    assert any(rule.startswith("7.3") for rule in verapdf.failures(out.getvalue(), "ua1"))


# -- structure ------------------------------------------------------------------------------------------------------


def test_every_table_has_heads_with_a_scope(pdf: bytes) -> None:
    tables = elements(opened(pdf), "Table")
    assert len(tables) == 4
    for table in tables:
        heads = [cell for row in rows_of(table) for cell in row.K if str(cell.S) == "/TH"]
        scopes = {str(entry.Scope) for cell in heads for entry in cell.A}
        assert scopes == {"/Column", "/Row"}


def test_a_table_over_two_pages_is_one_table_and_repeats_its_head_as_an_artifact() -> None:
    rows = tuple((text(f"Row {n}"), text(str(n)), text(str(n))) for n in range(60))
    table = replace(sample.table(), rows=rows, highlight=None)
    section = sample.section("long", table, paragraphs=0)
    part = replace(sample.parts()[1], sections=(section,))
    data = write(sample.document(parts=(part,), sources={}), sample.theme()).files[".pdf"]
    document = opened(data)
    assert len(document.pages) > 1
    (found,) = elements(document, "Table")
    assert len(rows_of(found)) == 61
    assert all("Indicator" in page for page in page_texts(data))
    assert len([cell for cell in elements(document, "TH") if "/Column" in str(cell.A[0].get("/Scope"))]) == 3


def test_every_figure_has_words_and_a_box_on_the_page(pdf: bytes) -> None:
    figures = elements(opened(pdf), "Figure")
    assert len(figures) == 5
    for figure in figures:
        assert str(figure.Alt)
        left, low, right, high = (float(value) for value in figure.A[0].BBox)
        assert 0 <= left < right <= 595.3
        assert 0 <= low < high <= 842


def test_headings_begin_with_one_and_skip_no_level(pdf: bytes) -> None:
    levels = [int(str(node.S)[2:]) for node in elements(opened(pdf)) if re.fullmatch(r"/H\d", str(node.S))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(1) == 2


def test_little_text_is_an_artifact_and_nothing_is_untagged(pdf: bytes) -> None:
    document = opened(pdf)
    assert untagged(document) == []
    shown = {"artifact": 0, "content": 0}
    for page in document.pages:
        stack: list[str] = []
        for instruction in pikepdf.parse_content_stream(page):
            operands, operator = instruction.operands, instruction.operator
            if str(operator) == "BDC":
                stack.append("artifact" if str(operands[0]) == "/Artifact" else "content")
            elif str(operator) == "EMC":
                stack.pop()
            elif str(operator) in ("Tj", "TJ"):
                parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                shown[stack[0]] += sum(len(bytes(part)) for part in parts if isinstance(part, pikepdf.String))
    assert shown["artifact"] < 0.15 * shown["content"]


def test_every_link_has_text_a_target_and_a_description(pdf: bytes) -> None:
    document = opened(pdf)
    links = elements(document, "Link")
    assert links
    for link in links:
        kinds = ["mark" if isinstance(kid, int) or str(kid.get("/Type")) == "/MCR" else "object" for kid in link.K]
        assert "mark" in kinds
        assert "object" in kinds
    notes = [note for page in document.pages for note in page.get("/Annots", [])]
    assert all(str(note.Contents) and int(note.F) == 4 for note in notes)
    assert {str(note.A.URI) for note in notes if "/A" in note} >= {"https://example.org/a?b=1&c=2"}


def test_reading_order_is_headline_cards_main_column_then_side_column(pdf: bytes) -> None:
    page = page_texts(pdf)[0]
    order = ["Patent density rose", "Invention patents in force", "Finding of patents", "What patents says", "In brief"]
    places = [page.index(words) for words in [*order, "Belling, looking towards", "Inside"]]
    assert places == sorted(places)


# -- text -----------------------------------------------------------------------------------------------------------


def test_markup_in_the_data_is_shown_as_it_stands(pdf: bytes) -> None:
    assert "Progress & <b>leadership</b>" in opened(pdf).attachments["sources.csv"].get_file().read_bytes().decode()


@pytest.mark.parametrize("words", ["<b>x</b> & {{ y }}", "$E=mc^2$", "=1+1", "a\\(b\\) 100%"])
def test_text_is_never_evaluated(words: str) -> None:
    section = sample.section("odd", heading=text(words), paragraphs=1)
    part = replace(sample.parts()[1], sections=(section, sample.section("ranks")))
    data = write(sample.document(parts=(part,)), sample.theme()).files[".pdf"]
    assert words in " ".join(page_texts(data))


def test_a_no_break_hyphen_and_a_disc_are_shown() -> None:
    section = sample.section("ranks", heading=text("Self\u2011reliance ● late"), paragraphs=1)
    part = replace(sample.parts()[1], sections=(section,))
    data = write(sample.document(parts=(part,)), sample.theme()).files[".pdf"]
    assert "Self\u2011reliance" in " ".join(page_texts(data))
    assert "25cf" in opened(data).pages[0].Contents.read_bytes().decode("latin1").lower()


def test_a_sign_beyond_the_first_plane_reads_as_itself(verapdf: VeraPdf) -> None:
    section = sample.section("ranks", heading=text("Registered 🅪 here"), paragraphs=1)
    part = replace(sample.parts()[1], sections=(section,))
    data = write(sample.document(parts=(part,)), sample.theme()).files[".pdf"]
    assert "Registered 🅪 here" in " ".join(page_texts(data))
    assert audit(data) == ()
    assert verapdf.failures(data, "3a") == ()


def test_twice_the_text_makes_more_pages_and_never_an_error() -> None:
    counts = []
    for times in (2, 12, 40):
        document = sample.document(parts=sample.parts(paragraphs=times))
        counts.append(len(opened(write(document, sample.theme()).files[".pdf"]).pages))
    assert counts[0] < counts[1] < counts[2]


def test_a_headline_of_three_hundred_signs_is_set() -> None:
    part = replace(sample.parts()[1], headline=text("A very long finding " * 15))
    assert write(sample.document(parts=(part,)), sample.theme()).files[".pdf"]


def test_a_sentence_of_one_long_word_is_set() -> None:
    section = sample.section("ranks", paragraphs=1, body="x" * 300)
    part = replace(sample.parts()[1], sections=(section,))
    assert write(sample.document(parts=(part,)), sample.theme()).files[".pdf"]


# -- file -----------------------------------------------------------------------------------------------------------


def test_every_font_is_embedded_and_a_subset(pdf: bytes) -> None:
    fonts = [font for page in opened(pdf).pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        assert re.match(r"/[A-Z]{6}\+Source", str(font.BaseFont))
        assert "/FontFile2" in font.FontDescriptor


def test_the_file_carries_the_data_of_each_chart_and_all_facts(pdf: bytes) -> None:
    document = opened(pdf)
    assert sorted(document.attachments) == ["cards-summary.csv", "facts.json", "figure-01.csv", "sources.csv"]
    told = json.loads(document.attachments["facts.json"].get_file().read_bytes())
    assert told["facts"]["patents.last"]["value"] == 262.9
    rows = document.attachments["figure-01.csv"].get_file().read_bytes().decode().splitlines()
    assert len(rows) == 10
    chart = next(figure for figure in elements(document, "Figure") if "Line chart" in str(figure.Alt))
    assert [str(file.UF) for file in chart.AF] == ["figure-01.csv"]


def test_the_list_of_sources_has_no_column_of_dates_that_no_source_has() -> None:
    made = sample.document()
    dated = {key: replace(source, read_on="2024-03-01") for key, source in made.sources.items()}
    undated = {key: replace(source, read_on="") for key, source in made.sources.items()}
    heads = [sources_file(replace(made, sources=known)).data.decode().splitlines()[0] for known in (dated, undated)]
    assert ["read on" in head.split(",") for head in heads] == [True, False]


def of_one_year(slope: Chart) -> Chart:
    series = tuple(replace(one, points=one.points[-1:]) for one in slope.series)
    return replace(slope, categories=slope.categories[-1:], series=series)


def test_cards_without_a_line_have_no_file_of_data() -> None:
    first, *others = sample.parts()
    found = [
        (at, one) for at, one in enumerate(first.sections) if any(isinstance(block, Cards) for block in one.blocks)
    ]
    ((at, section),) = found
    (block,) = [one for one in section.blocks if isinstance(one, Cards)]
    single = replace(block, cards=tuple(replace(card, slope=of_one_year(card.slope)) for card in block.cards))
    bare = replace(section, blocks=tuple(single if one is block else one for one in section.blocks))
    part = replace(first, sections=(*first.sections[:at], bare, *first.sections[at + 1 :]))
    document = opened(write(sample.document(parts=(part, *others)), sample.theme()).files[".pdf"])
    assert sorted(document.attachments) == ["facts.json", "figure-01.csv", "sources.csv"]


def test_the_file_says_what_it_is(pdf: bytes) -> None:
    document = opened(pdf)
    with document.open_metadata() as told:
        assert told["dc:title"] == str(document.docinfo["/Title"]) == "A sample of progress"
        assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("3", "A", "1")
        assert told["xmp:CreateDate"].startswith("2025-12-31")
    assert str(document.Root.Lang) == "en"
    assert str(document.docinfo["/CreationDate"]).startswith("D:20251231")


def test_the_bookmarks_are_the_findings(pdf: bytes) -> None:
    with opened(pdf).open_outline() as outline:
        assert [item.title[:14] for item in outline.root] == ["Patent density", "First in scien"]
        assert outline.root[0].children


def test_the_contents_name_the_page_of_each_finding(pdf: bytes) -> None:
    page = page_texts(pdf)[0]
    assert re.search(r"Inside 2 ?Ranks and what they count 2 ?A second finding", page)


def test_an_aside_without_content_lists_the_other_parts() -> None:
    first, second = sample.parts()
    bare = replace(first, asides=(replace(first.asides[2], points=()),))
    data = write(sample.document(parts=(bare, second)), sample.theme()).files[".pdf"]
    assert "First in science, third or" in page_texts(data)[0]


def test_a_place_among_some_only_is_drawn_hollow() -> None:
    strip = sample.ranks()
    part = replace(strip, rows=(strip.rows[0], replace(strip.rows[1], partial=True)))
    edged = [sum(_edged(block)) for block in (strip, part)]
    assert edged == [0, 1]


def _edged(block: RankStrip) -> list[bool]:
    """Which of the closed shapes of the page with a rank strip are filled and have an edge."""
    made = replace(sample.parts()[1], sections=(sample.section("ranks", block),), asides=())
    page = opened(write(sample.document(parts=(made,)), sample.theme()).files[".pdf"]).pages[0]
    return [str(step.operator) == "B" for step in pikepdf.parse_content_stream(page)]


def test_points_stand_where_their_outputs_say_whatever_else_is_told() -> None:
    section = sample.section("ranks", sample.ranks(), paragraphs=0, heading=())
    section = replace(section, points=(Point(text("A lead"), text("and its point.")),))
    bare = replace(sample.parts()[1], sections=(section,))
    told = page_texts(write(sample.document(parts=(bare,)), sample.theme()).files[".pdf"])[0]
    assert "A lead and its point." in told
    both = replace(bare, sections=(section, sample.section("rows", sample.table())))
    told = " ".join(page_texts(write(sample.document(parts=(both,)), sample.theme()).files[".pdf"]))
    assert "A lead and its point." in told
    slides = replace(section, points=(Point(text("A lead"), text("and its point."), ("deck",)),))
    pages = page_texts(write(sample.document(parts=(replace(bare, sections=(slides,)),)), sample.theme()).files[".pdf"])
    assert "A lead" not in " ".join(pages)


def test_the_page_may_be_letter() -> None:
    edition = replace(sample.document().edition, page="Letter")
    document = opened(write(sample.document(edition=edition), sample.theme()).files[".pdf"])
    assert [float(value) for value in document.pages[0].MediaBox] == [0, 0, 612, 792]


def test_the_trace_tells_page_and_place_of_each_fact(written: Written) -> None:
    told = {(str(use.place), use.fact) for use in written.trace.uses}
    assert ("page 1, card 1", "patents.last") in told
    assert ("page 2, figure 2", "wipo.last") in told
    assert all(use.place.page for use in written.trace.uses)


def test_a_run_of_another_language_says_so() -> None:
    section = sample.section("ranks", heading=(Run("One "), Run("mot", lang="fr")), paragraphs=1)
    part = replace(sample.parts()[1], sections=(section,))
    spans = elements(opened(write(sample.document(parts=(part,)), sample.theme()).files[".pdf"]), "Span")
    assert [str(span.Lang) for span in spans] == ["fr"]


@pytest.mark.usefixtures("nothing_reused")
def test_two_runs_give_the_same_bytes(pdf: bytes) -> None:
    assert write(sample.document(), sample.theme()).files[".pdf"] == pdf


@ONLY_IN_A_THOROUGH_RUN  # tests/test_bytes.py compares an edition
def test_the_bytes_depend_on_no_seed_zone_or_epoch(pdf: bytes) -> None:
    root = Path(__file__).parents[2]
    program = (
        "import sys; from tests.brief import sample; from briefing.brief import write;"
        "sys.stdout.buffer.write(write(sample.document(), sample.theme()).files['.pdf'])"
    )
    other = {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "86400"}
    environment = {**os.environ, **other}
    made = subprocess.run([sys.executable, "-c", program], cwd=root, env=environment, capture_output=True, check=True)
    assert made.stdout == pdf
