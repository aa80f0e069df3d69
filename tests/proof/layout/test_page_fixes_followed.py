"""What the proof asks of a page is done where it is drawn, and the rule is silent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import Struct
from reportlab.pdfgen.canvas import Canvas

from tests.following import followed
from tests.proof.layout.test_proof_layout_pages import (
    covered,
    cut,
    empty,
    families,
    found,
    many,
    outside,
    small,
    sunk,
    tiny,
)
from tests.proof.reading.briefs import line

Draw = Callable[[Canvas], object]


class Fault(Struct, frozen=True):
    """What draws a page with a fault, its rule, how the fix reads, and what draws it with what the fix names."""

    broken: Draw
    rule: str
    fix: str
    mended: Callable[[Canvas, list[str]], object]


def apart(canvas: Canvas, _: list[str]) -> None:
    line(canvas, 60, 700, "one line of text")
    line(canvas, 60, 660, "and another below it")


def sizes(canvas: Canvas, named: list[str]) -> None:
    for at in range(int(named[0])):
        line(canvas, 60, 760 - 40 * at, "of its own size", 8 + at)


def faces(canvas: Canvas, named: list[str]) -> None:
    for at, face in enumerate(("Helvetica", "Times-Roman", "Courier")[: int(named[0])]):
        canvas.setFont(face, 11)
        canvas.drawString(60, 700 - 30 * at, "of its own family")


def filled(canvas: Canvas, _: list[str]) -> None:
    line(canvas, 60, 300, "what stands below the middle of a page")
    empty(canvas)


FAULTS = [
    Fault(cut, "page-cut", "set it within the page", lambda canvas, _: line(canvas, 60, 700, "within the page")),
    Fault(sunk, "page-cut", "set it within the page", lambda canvas, _: line(canvas, 60, 90, "above the lower edge")),
    Fault(covered, "page-overlap", "give each its own place", apart),
    Fault(tiny, "page-tiny", "set it in <> or more",
          lambda canvas, named: line(canvas, 60, 700, "as large as it must be", float(named[0]))),
    Fault(small, "page-size", "set it in <> or more",
          lambda canvas, named: line(canvas, 60, 700, "as large as it must be", float(named[0]))),
    Fault(outside, "page-margin", "set it within the margins",
          lambda canvas, _: line(canvas, 60, 700, "within the margins")),
    Fault(many, "page-sizes", "use at most <>", sizes),
    Fault(families, "page-families", "use at most <>", faces),
    Fault(empty, "page-empty", "show more in its part, or less in the next one, so that this begins below", filled),
]  # fmt: skip


@pytest.mark.parametrize("one", FAULTS, ids=[f"{one.rule} {one.broken.__name__}" for one in FAULTS])
def test_a_page_that_is_drawn_as_the_fix_says_is_found_no_more(one: Fault) -> None:
    (fix, *_) = [finding.fix for finding in found(one.broken) if finding.rule == one.rule]
    named = followed(one.fix, fix, [f"<{at}>" for at in range(one.fix.count("<>"))])
    left = found(lambda canvas: one.mended(canvas, named))
    assert [str(finding) for finding in left if finding.rule == one.rule] == []
