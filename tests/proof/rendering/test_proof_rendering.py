"""What only a drawing shows is found by the rule meant for it, good files are silent, and nothing that fails raises."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import briefing
from briefing.proof import rendering
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Box
from briefing.proof.package.opc_package import opened
from briefing.proof.package.package_check import read_against_table
from briefing.proof.parsed_file import Element, Page, ParsedFile, Role, Run
from briefing.proof.reading.brief import brief
from briefing.proof.reading.deck import deck
from briefing.proof.rendering import Rendered, glyphs, rendered
from briefing.proof.rendering import office as program_of
from briefing.proof.rendering.glyphs import Glyph, RenderedPage, rendered_pages
from briefing.proof.rendering.visibility import hidden, ink
from tests.converting import profiled
from tests.programs import office
from tests.proof.layout.faults import edited, faulty_deck, foreign_deck, page
from tests.proof.package.broken import good
from tests.thorough import ONLY_IN_A_THOROUGH_RUN


def read(name: str, data: bytes) -> ParsedFile:
    if name.endswith(".pdf"):
        return brief(name, data)
    package = opened(name, data)
    read_against_table(package)
    return deck(name, data, package)


def looked(*files: tuple[str, bytes]) -> Rendered:
    return rendered(Evidence(tuple(read(*file) for file in files)))


def pictures(*files: tuple[str, bytes]) -> Mapping[tuple[str, int], bytes]:
    return rendered(Evidence(tuple(read(*file) for file in files)), pictured=True).pictures


def pdf(data: bytes, *elements: Element) -> Rendered:
    """A PDF of one page, and what it is told to hold."""
    (sheet,), _ = rendered_pages(data)
    parsed = ParsedFile("a.pdf", "brief", data, (Page(1, sheet.wide, sheet.high, elements),))
    return rendered(Evidence((parsed,)))


def rules(drawn: Rendered) -> list[tuple[str, int]]:
    return sorted((one.rule, one.location.page) for one in drawn.findings)


@pytest.fixture(scope="module", autouse=True)
def drawn_once() -> Iterator[None]:
    """What LibreOffice draws of a deck is kept for the other tests that look at it."""
    drawings: dict[tuple[bytes, str], bytes] = {}
    draw, true = program_of.as_pdf, program_of.office()

    def kept(data: bytes, program: str, folder: Path) -> bytes:
        if (data, program) not in drawings:
            with profiled(folder / "profile") if program == true else nullcontext():
                drawings[data, program] = draw(data, program, folder)
        return drawings[data, program]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program_of, "as_pdf", kept)
        yield


@pytest.fixture(scope="module")
def faulty() -> Rendered:
    office()
    return looked(("faulty.pptx", edited(faulty_deck)))


@pytest.mark.parametrize(
    ("rule", "slide", "element"),
    [
        ("render-overflow", 1, "Callout"),
        ("render-hidden", 2, ""),
        ("render-overlap", 3, "Title and Second title"),
        ("render-blank", 4, "Chart"),
    ],
)
def test_a_fault_of_a_slide_is_found_by_its_rule_at_its_place(
    faulty: Rendered, rule: str, slide: int, element: str
) -> None:
    found = [one for one in faulty.findings if one.rule == rule and one.location.page == slide]
    assert [one.location.element for one in found] == [element]
    assert found[0].location.box is not None
    assert found[0].severity == "error"
    assert faulty.done == ("faulty.pptx: 4 of 4 slides drawn by LibreOffice",)


def test_text_that_no_drawing_shows_is_cut() -> None:
    office()
    parsed = read("a.pptx", good())
    first, *others = parsed.pages
    more = Element("text", "Lost", (45, 400, 300, 420), ((Run("Never drawn"),),))
    altered = replace(parsed, pages=(replace(first, elements=(*first.elements, more)), *others))
    found = [one for one in rendered(Evidence((altered,))).findings if one.rule == "render-cut"]
    assert [(one.location.page, one.location.element) for one in found] == [(1, "Lost")]
    assert "“Never drawn”" in found[0].what


def test_fewer_slides_than_are_drawn_are_reported() -> None:
    office()
    parsed = read("a.pptx", good())
    assert rules(rendered(Evidence((replace(parsed, pages=parsed.pages[:-1]),)))) == [("render-pages", 0)]


@ONLY_IN_A_THOROUGH_RUN
def test_good_decks_are_silent_also_those_that_others_made() -> None:
    office()
    drawn = looked(("good.pptx", good()), ("foreign.pptx", foreign_deck()))
    assert {rule for rule, _ in rules(drawn)} <= {"render-ink"}


def test_pictures_are_made_of_each_slide_and_page_where_they_are_asked_for() -> None:
    office()
    files = ("good.pptx", good()), ("a.pdf", page(lambda canvas: None))
    made = pictures(*files)
    slides = len(read(*files[0]).pages)
    assert list(made) == [*(("good.pptx", at) for at in range(1, slides + 1)), ("a.pdf", 1)]
    assert all(picture.startswith(b"\x89PNG") for picture in made.values())
    assert looked(files[1]).pictures == {}


def edition_of(built: briefing.Build) -> Rendered:
    return looked(*((path.name, path.read_bytes()) for path in built.files if path.suffix in (".pptx", ".pdf")))


def test_the_edition_is_silent(edition: briefing.Build) -> None:
    office()
    assert edition_of(edition).findings == ()


@ONLY_IN_A_THOROUGH_RUN
def test_the_edition_in_chinese_on_dark_is_silent(harbour: Path, tmp_path: Path) -> None:
    office()
    assert edition_of(briefing.build(harbour, tmp_path / "out", languages=["zh"], theme="dark")).findings == ()


@ONLY_IN_A_THOROUGH_RUN
def test_the_starter_is_silent(starter_edition: briefing.Build) -> None:
    office()
    assert edition_of(starter_edition).findings == ()


def test_a_good_page_is_silent() -> None:
    assert rules(pdf(page(lambda canvas: None))) == []


def test_text_upon_text_is_found_on_a_page() -> None:
    assert rules(pdf(page(lambda canvas: canvas.drawString(22, 102, "Another of these")))) == [("render-overlap", 1)]


def test_the_same_text_twice_in_one_place_is_a_heavier_stroke() -> None:
    assert rules(pdf(page(lambda canvas: canvas.drawString(20.4, 100, "A line that reads well")))) == []


def test_text_off_the_page_is_cut() -> None:
    found = pdf(page(lambda canvas: canvas.drawString(330, 150, "Far beyond the right edge"))).findings
    assert [one.rule for one in found] == ["render-cut"]
    assert "stands off the page" in found[0].what


def white_words(canvas: Any) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(20, 140, "White upon white")


def test_the_point_of_a_large_figure_is_seen_with_its_digits_and_a_square_alone_is_not() -> None:
    from PIL import Image, ImageDraw

    boxes = {"8": (20.0, 20.0, 50.0, 67.0), ".": (57.0, 59.0, 65.0, 67.0), "5": (72.0, 20.0, 102.0, 67.0)}
    figure = [Glyph(char, box, 67.0) for char, box in boxes.items()]
    bitmap = Image.new("RGB", (200, 100), "white")
    pen = ImageDraw.Draw(bitmap)
    for glyph in figure:
        left, top, right, bottom = glyph.box
        pen.rectangle((left, top, right if glyph.char == "." else left + 9, bottom), fill="black")
    sheet = RenderedPage(1, 200, 100, tuple(figure), bitmap)
    parsed = ParsedFile("a.pdf", "brief", b"", (Page(1, 200, 100, ()),))
    assert list(hidden(parsed, parsed.pages[0], sheet)) == []
    (found,) = hidden(parsed, parsed.pages[0], replace(sheet, glyphs=(figure[1],)))
    assert "“.” cannot be seen" in found.what


def test_text_in_the_colour_of_its_ground_cannot_be_seen() -> None:
    (found,) = pdf(page(white_words)).findings
    assert found.rule == "render-hidden"
    assert "“white upon white” cannot be seen" in found.what


@pytest.mark.parametrize("role", ["chart", "picture"])
def test_a_figure_of_which_only_text_is_left_is_blank(role: Role) -> None:
    figure = Element(role, "Figure 1", (10, 150, 200, 210))
    assert rules(pdf(page(lambda canvas: None), figure)) == [("render-blank", 1)]
    assert rules(pdf(page(lambda canvas: canvas.line(20, 100, 150, 130)), figure)) == []
    half_off = Element(role, "Figure 2", (-60, 150, 140, 220))
    assert rules(pdf(page(lambda canvas: None), half_off)) == [("render-blank", 1)]


def test_a_page_with_hardly_anything_on_it_and_one_that_is_full_are_reported() -> None:
    thin = page(lambda canvas: None, size=(1200, 3000))
    full = page(lambda canvas: canvas.rect(0, 120, 400, 110, stroke=0, fill=1))
    for data, message in ((thin, "ink covers 1 %"), (full, "ink covers 4")):
        (found,) = pdf(data).findings
        assert (found.rule, found.severity) == ("render-ink", "advice")
        assert found.what.startswith(message)


def test_on_a_dark_ground_what_is_lighter_is_ink() -> None:
    from PIL import Image

    dark, light = Image.new("RGB", (10, 10), (10, 20, 30)), Image.new("RGB", (10, 10), (255, 255, 255))
    for bitmap, mark in ((dark, (200, 200, 200)), (light, (225, 225, 225))):
        bitmap.paste(mark, (0, 0, 10, 2))
        assert ink(bitmap, bitmap.convert("L").getpixel((9, 9))) == 0.2  # type: ignore[arg-type]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_place_of_a_text_is_that_of_the_page_as_shown(turn: int) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(page(lambda canvas: None))) as document:
        document.pages[0].rotate(turn, relative=False)
        document.pages[0].cropbox = pikepdf.Array([10, 10, 390, 290])
        buffer = io.BytesIO()
        document.save(buffer)
    (sheet,), count = rendered_pages(buffer.getvalue())
    assert count == 1
    assert "".join(glyph.char for glyph in sheet.glyphs) == "alinethatreadswell"
    assert all(dark(sheet.cut(glyph.box)) for glyph in sheet.glyphs)
    assert all(glyph.turned is (turn != 0) for glyph in sheet.glyphs)


def dark(area: Any) -> bool:
    return area is not None and area.convert("L").getextrema()[0] < 160


def test_without_libreoffice_geometry_stands_alone_and_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    drawn = looked(("a.pptx", good()), ("b.pdf", page(lambda canvas: None)))
    assert drawn.done == (
        "a.pptx: not drawn, as LibreOffice is not installed; layout checked by geometry alone",
        "b.pdf: 1 of 1 page drawn by PDFium",
    )
    assert list(pictures(("a.pptx", good()), ("b.pdf", page(lambda canvas: None)))) == [("b.pdf", 1)]


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a shell script")
@pytest.mark.parametrize(("does", "why"), [("exit 1", "made no PDF"), ("sleep 60 & wait", "no answer in 1 seconds")])
def test_a_libreoffice_that_fails_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, why: str
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(program_of, "SECONDS", 1)
    drawn = looked(("a.pptx", good()))
    assert rules(drawn) == [("render-failed", 0)]
    assert why in drawn.findings[0].what
    assert drawn.done == ("a.pptx: LibreOffice could not draw it; layout checked by geometry alone",)


@pytest.mark.parametrize("data", [b"%PDF-1.7 and then nothing", b""])
def test_a_pdf_that_cannot_be_drawn_is_reported(data: bytes) -> None:
    parsed = ParsedFile("a.pdf", "brief", data, (Page(1, 400, 300),))
    assert rules(rendered(Evidence((parsed,)))) == [("render-failed", 0)]


@pytest.mark.parametrize("size", [(14000.0, 14000.0), (3.0, 14000.0), (3.0, 3.0)])
def test_a_page_of_any_size_is_drawn_within_bounds(size: tuple[float, float]) -> None:
    import pikepdf

    document = pikepdf.new()
    document.add_blank_page(page_size=size)
    buffer = io.BytesIO()
    document.save(buffer)
    (sheet,), _ = rendered_pages(buffer.getvalue())
    assert sheet.bitmap.width * sheet.bitmap.height <= 4_100_000


def test_of_a_long_file_the_first_pages_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "MOST_PAGES", 2)
    drawn = looked(("a.pdf", page(lambda canvas: None, pages=3)))
    assert drawn.done == ("a.pdf: 2 of 3 pages drawn by PDFium",)
    assert drawn.findings == ()


def test_the_same_file_gives_the_same_pictures() -> None:
    data = page(lambda canvas: canvas.line(0, 0, 90, 90))
    assert looked(("a.pdf", data)) == looked(("a.pdf", data))


def test_every_rule_has_a_name_of_its_own() -> None:
    ids = [rule.id for rule in rendering.RULES]
    assert len(set(ids)) == len(ids)
    assert all(rule.startswith("render-") for rule in ids)


def test_a_box_off_the_page_has_no_picture() -> None:
    (sheet,), _ = rendered_pages(page(lambda canvas: None))
    nowhere = float("nan")
    boxes: list[Box] = [(500, 0, 600, 50), (-60, -60, -10, -10), (20, 20, 10, 10), (nowhere, 0, float("inf"), 9)]
    assert [sheet.cut(box) for box in boxes] == [None] * 4
    assert rules(pdf(page(lambda canvas: None), *(Element("chart", "Chart", box) for box in boxes))) == []
