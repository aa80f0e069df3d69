"""Lines of a PDF that leave the page, cover each other or are too small are found; clean briefs pass in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from reportlab.pdfgen.canvas import Canvas

from briefing.proof.findings import ProofFinding
from briefing.proof.layout.page_layout import RULES, check
from tests.galleries import THEMES
from tests.proof.reading.briefs import evidence, gallery, line, plain, sampled, stressed
from tests.thorough import ONLY_IN_A_THOROUGH_RUN


def cut(canvas: Canvas) -> None:
    line(canvas, 560, 700, "beyond the right edge")


def sunk(canvas: Canvas) -> None:
    line(canvas, 60, -6, "below the lower edge")


def covered(canvas: Canvas) -> None:
    line(canvas, 60, 700, "one line of text")
    line(canvas, 62, 704, "and another on it")


def tiny(canvas: Canvas) -> None:
    line(canvas, 60, 700, "too small", 6.5)


def small(canvas: Canvas) -> None:
    line(canvas, 60, 700, "small", 7.2)


def outside(canvas: Canvas) -> None:
    line(canvas, 40, 700, "left of the margin")


def many(canvas: Canvas) -> None:
    for at in range(13):
        line(canvas, 60, 760 - 40 * at, "of its own size", 8 + at)


def families(canvas: Canvas) -> None:
    for at, face in enumerate(("Helvetica", "Times-Roman", "Courier")):
        canvas.setFont(face, 11)
        canvas.drawString(60, 700 - 30 * at, "of its own family")


def empty(canvas: Canvas) -> None:
    line(canvas, 60, 400, "what stands above the middle of a page")
    canvas.showPage()
    line(canvas, 60, 700, "the last page may be as empty as it is")


BROKEN = [
    (cut, "page-cut"),
    (sunk, "page-cut"),
    (covered, "page-overlap"),
    (tiny, "page-tiny"),
    (small, "page-size"),
    (outside, "page-margin"),
    (many, "page-sizes"),
    (families, "page-families"),
    (empty, "page-empty"),
]


def found(draw: Callable[[Canvas], object], *, ours: bool = True) -> list[ProofFinding]:
    return list(check(evidence(plain(draw), ours=ours)))


def test_every_rule_has_a_file_that_breaks_it() -> None:
    assert {rule for _, rule in BROKEN} == {rule.id for rule in RULES}


@pytest.mark.parametrize(("draw", "rule"), BROKEN)
def test_a_fault_is_found_once_by_its_rule_alone(draw: Callable[[Canvas], object], rule: str) -> None:
    (one,) = found(draw)
    assert one.rule == rule
    assert one.severity == {each.id: each.severity for each in RULES}[rule]
    assert one.what
    assert one.fix


def test_a_finding_has_its_box() -> None:
    (one,) = found(covered)
    assert one.location.page == 1
    assert one.location.box is not None
    assert one.location.box[1] == pytest.approx(841.89 - 712, abs=6)


def test_a_page_is_full_from_six_tenths_of_its_height_on() -> None:
    for low, rules in ((360.0, ["page-empty"]), (345.0, [])):

        def ends(canvas: Canvas, low: float = low) -> None:
            line(canvas, 60, low, "the lowest line of a page")
            canvas.showPage()
            line(canvas, 60, 700, "and another one")

        assert [one.rule for one in found(ends)] == rules
    assert found(empty, ours=False) == []


def test_a_page_may_end_early_where_the_next_figure_has_no_room() -> None:
    given = evidence(plain(empty))
    (read,) = given.files
    first, last = read.pages
    for tall, rules in ((300.0, ["page-empty"]), (500.0, [])):
        figure = replace(last.elements[0], role="chart", box=(60.0, 100.0, 400.0, 100.0 + tall), lines=())
        pages = (first, replace(last, elements=(figure,)))
        assert [one.rule for one in check(replace(given, files=(replace(read, pages=pages),)))] == rules


def shrunk(size: float) -> list[ProofFinding]:
    """The sample with the first long paragraph at another size → what is found."""
    given = evidence(sampled())
    read = given.files[0]
    page, element = next((page, one) for page, one in read.elements() if one.role == "body" and len(one.text) >= 200)
    small = replace(
        element, paragraphs=tuple(tuple(replace(run, size=size) for run in all_) for all_ in element.paragraphs)
    )
    elements = tuple(small if one is element else one for one in page.elements)
    pages = tuple(replace(one, elements=elements) if one is page else one for one in read.pages)
    return list(check(replace(given, files=(replace(read, pages=pages),))))


def test_running_text_has_a_floor_of_its_own_and_a_label_a_lower_one() -> None:
    assert [one.rule for one in shrunk(9)] == ["page-size"]
    assert shrunk(9.5) == []
    assert found(lambda canvas: line(canvas, 60, 700, "a label", 8)) == []


def test_the_margins_of_an_edition_are_not_asked_of_others() -> None:
    assert found(outside, ours=False) == []
    assert [one.rule for one in found(lambda canvas: line(canvas, 4, 700, "at the edge"), ours=False)] == [
        "page-margin"
    ]


def close(canvas: Canvas) -> None:
    for at in range(9):
        line(canvas, 60, 700 - 10.6 * at, "Ágypq ÅÉ pages", 10.5)


def test_lines_close_together_do_not_cover_each_other() -> None:
    assert found(close) == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_gallery_is_passed_in_silence(theme: str) -> None:
    assert list(check(evidence(gallery(theme)))) == []


@pytest.mark.parametrize("made", [sampled, lambda: stressed(chinese=True)])
def test_the_sample_and_a_long_brief_are_passed_in_silence(made: object) -> None:
    assert callable(made)
    assert list(check(evidence(made()))) == []


@ONLY_IN_A_THOROUGH_RUN
def test_a_long_brief_in_english_is_passed_in_silence() -> None:
    assert list(check(evidence(stressed()))) == []
