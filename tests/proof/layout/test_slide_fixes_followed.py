"""What the proof asks of a slide that somebody edited is done in PowerPoint's terms, and the rule is silent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from msgspec import Struct
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Pt

from briefing.proof.proving import prove
from tests.following import followed
from tests.proof.layout.faults import edited, named

Edit = Callable[..., object]
LONG = "Ask next what became of every licence that was sold abroad since. "
BODY = "{http://schemas.openxmlformats.org/drawingml/2006/main}normAutofit"


def callout(deck: Any) -> Any:
    return named(deck.slides[0], "Callout")


def runs(shape: Any) -> list[Any]:
    return [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]


def moved(left: float) -> Edit:
    def move(deck: Any) -> None:
        callout(deck).left = Pt(left)

    return move


def worded(text: str, of: Callable[[Any], Any] = callout) -> Edit:
    def word(deck: Any, *_: str) -> None:
        of(deck).text_frame.text = text

    return word


def title(deck: Any) -> Any:
    return named(deck.slides[0], "Title")


def sized(deck: Any, points: str = "6") -> None:
    for run in runs(callout(deck)):
        run.font.size = Pt(float(points))


def coloured(colour: str) -> Edit:
    def paint(deck: Any) -> None:
        for run in runs(callout(deck)):
            run.font.color.rgb = RGBColor.from_string(colour)  # type: ignore[no-untyped-call]

    return paint


def lettered(deck: Any, main: str = "") -> None:
    for slide, name, face in (
        (0, "Callout", "Comic Sans MS"),
        (1, "Back", "Courier New"),
        (2, "Title", "Times New Roman"),
    ):
        for run in runs(named(deck.slides[slide], name)):
            run.font.name = main or face


def shrunk(deck: Any) -> None:
    body = callout(deck).text_frame._txBody.bodyPr
    for child in list(body):
        body.remove(child)
    etree.SubElement(body, BODY, fontScale="60000")


def whole(deck: Any) -> None:
    callout(deck).text_frame.auto_size = MSO_AUTO_SIZE.NONE
    sized(deck, "12")


def taken(of: Callable[[Any], Any]) -> Edit:
    def take(deck: Any) -> None:
        element = of(deck)._element
        element.getparent().remove(element)

    return take


def blank(deck: Any) -> None:
    slide = deck.slides.add_slide(deck.slides[0].slide_layout)
    for shape in list(slide.shapes):
        shape._element.getparent().remove(shape._element)


def filled(deck: Any) -> None:
    deck.slides[-1].shapes.add_textbox(Pt(60), Pt(60), Pt(300), Pt(40)).text_frame.text = "A slide with words"


def dropped(deck: Any) -> None:
    slides = deck.slides._sldIdLst
    deck.part.drop_rel(slides[-1].rId)
    slides.remove(slides[-1])


def described(text: str) -> Edit:
    def tell(deck: Any) -> None:
        named(deck.slides[0], "Chart")._element.nvGraphicFramePr.cNvPr.set("descr", text)

    return tell


def last(deck: Any) -> None:
    element = title(deck)._element
    element.getparent().append(element)


def first(deck: Any) -> None:
    element = title(deck)._element
    element.getparent().insert(2, element)  # after what every group of shapes begins with


class Fault(Struct, frozen=True):
    """An edit, the rule and words of its finding, how the fix reads, and edits that follow it with what it names."""

    broken: Edit
    rule: str
    what: str
    fix: str
    ways: tuple[Edit, ...]


def fault(broken: Edit, rule: str, message: tuple[str, str], *ways: Edit) -> Fault:
    return Fault(broken, rule, *message, ways)


FAULTS = [
    fault(moved(1100), "layout-offslide", ("outside the slide", "move it onto the slide, or drop it"),
          moved(560), taken(callout)),
    fault(moved(2), "layout-margin", ("within the margin", "move it inwards"), moved(560)),
    fault(worded(LONG * 4), "layout-overflow", ("more height than its box has", "shorten the text, or enlarge the box"),
          worded(LONG), lambda deck: setattr(callout(deck), "height", Pt(400))),
    fault(sized, "layout-size", ("its text has 6 pt", "set it in <> pt or more"), sized),
    fault(shrunk, "layout-autofit",
          ("its text is shrunk to 60%", "shorten the text or enlarge the box, and set its size"), whole),
    fault(worded("", title), "layout-title", ("has no title", "give it one, in the title placeholder of its layout"),
          worded("The bars rise", title)),
    fault(worded("The lines say 5.5-fold", title), "layout-title-twice",
          ("it has the title of slide 1", "say what is new on this slide"), worded("The bars rise", title)),
    fault(blank, "layout-blank", ("the slide is blank", "fill it, or drop it"), filled, dropped),
    fault(described(""), "layout-alt", ("has no alternative text", "say in a sentence what the <> shows"),
          described("The bars rise from 1 to 5.5.")),
    fault(lettered, "layout-families", ("stands beside", "set all text in <>"), lettered),
    fault(coloured("EEEEEE"), "colour-contrast", ("has a contrast of", "give it 4.5:1, …"), coloured("202020")),
    fault(last, "layout-order",
          ("it is read before the title", "change the order of the shapes: send back what is read first"), first),
]  # fmt: skip


def found(change: Edit, rule: str, what: str) -> list[str]:
    """A change of the good deck → the fixes of a rule's findings with these words."""
    findings = prove({"deck.pptx": edited(change)}).findings
    return [one.fix for one in findings if one.rule == rule and what in one.what]


@pytest.mark.parametrize("one", FAULTS, ids=[f"{one.rule}: {one.what}" for one in FAULTS])
def test_a_slide_that_is_edited_as_the_fix_says_is_found_no_more(one: Fault) -> None:
    (fix,) = found(one.broken, one.rule, one.what)
    count = one.fix.count("<>")
    given = followed(one.fix, fix, [f"<{at}>" for at in range(count)])
    for way in one.ways:
        takes = given if way in (sized, lettered) else []

        def both(deck: Any, way: Edit = way, takes: list[str] = takes) -> None:
            one.broken(deck)
            way(deck, *takes)

        assert found(both, one.rule, one.what) == []


def test_titles_that_share_a_face_of_their_own_are_no_second_family() -> None:
    def headed(*faces: str) -> Edit:
        def change(deck: Any) -> None:
            for slide, face in zip(deck.slides, faces * len(deck.slides), strict=False):
                for run in runs(named(slide, "Title")):
                    run.font.name = face

        return change

    assert not found(headed("Georgia"), "layout-families", "stands beside")
    assert found(headed("Georgia", "Verdana"), "layout-families", "stands beside")
