"""Painted slides: bars as high as their values, text that is text, links and pictures as planned."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from PIL import Image

from briefing.deck.painter.faces import BETWEEN_SCRIPTS, wide_signs
from briefing.deck.painter.painted_marks import PaintedPath, PaintedPicture, PaintedText, Painting
from briefing.deck.painter.painting import paint_slides
from briefing.deck.painter.svg import svg
from briefing.deck.planned_deck import plan_deck
from briefing.deck.slides import Box, Element, Freeform, Paragraph, Picture, Slide, TextBox, TextStyle
from briefing.deck.slides import Path as Outline
from briefing.deck.template.slide_masters import DefaultMasters
from briefing.errors import LayoutError
from briefing.model.chart import Axis, Plot, PlotSeries
from briefing.model.text import Run, Text, text
from briefing.read.template_folder import template as read_template
from tests.deck.company import DEFAULT
from tests.deck.sample import document
from tests.deck.samples import PROPERTIES, THEME, chart, deck, plots, title

SVG = "{http://www.w3.org/2000/svg}"
BODY = TextStyle(16, 20)


def painted(*elements: Element) -> Painting:
    slide = Slide("headline", "one", "", (title("A title"), *elements))
    (found,) = paint_slides([slide], DefaultMasters(THEME, PROPERTIES), PROPERTIES)
    return found


def box(words: Text, **options: object) -> TextBox:
    return replace(TextBox("Box", Box(100, 200, 300, 100), (Paragraph(words, BODY),), "body"), **options)


def texts(painting: Painting, name: str) -> list[PaintedText]:
    marks = (mark for element in painting.elements if element.name == name for mark in element.marks)
    return [mark for mark in marks if isinstance(mark, PaintedText)]


def columns(values: tuple[float | None, ...], **axis: object) -> Plot:
    scale = replace(Axis(0.0, 100.0, 50.0), **axis)
    return Plot(
        "column", ("a", "b", "c"), (PlotSeries("One", values, "highlight"),), scale, "0", alt=text("Three columns")
    )


def bars(painting: Painting) -> list[Box]:
    """The boxes of what is filled in a chart, but for the paper."""
    marks = [mark for element in painting.elements if element.name == "Chart" for mark in element.marks]
    paths = [mark for mark in marks if isinstance(mark, PaintedPath) and mark.paint.fill]
    found = []
    for path in paths:
        points = [values for _, values in path.segments if values]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        found.append(Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    return found


def test_columns_are_as_high_as_their_values() -> None:
    planned = replace(chart(columns((20.0, None, 80.0))), name="Chart")
    one, other = bars(painted(planned))
    assert one.h == pytest.approx(planned.inner.h * 0.2)
    assert other.h == pytest.approx(planned.inner.h * 0.8)
    assert one.y1 == other.y1 == pytest.approx(planned.inner.y1)
    assert one.w == pytest.approx(planned.inner.w / 3 / (1 + planned.gap_width / 100))


def test_columns_below_zero_hang_from_it_and_none_leaves_the_plot_area() -> None:
    planned = replace(chart(columns((-50.0, 50.0, 900.0), low=-100.0)), name="Chart")
    low, high, beyond = bars(painted(planned))
    assert low.y == high.y1 == pytest.approx(planned.inner.y + planned.inner.h / 2)
    assert beyond.y == pytest.approx(planned.inner.y)


@pytest.mark.parametrize("form", sorted(plots()))
def test_every_form_is_painted_with_every_label(form: str) -> None:
    planned = replace(chart(plots()[form]), name="Chart")
    said = "".join(mark.string for mark in texts(painted(planned), "Chart"))
    wanted = [label for series in planned.plot.series for label in series.labels if label]
    values = [value for series in planned.plot.series for value in series.values]
    assert wanted or values
    for label in wanted:
        assert "".join(run.text for run in label.text).replace(" ", "") in said.replace(" ", "").replace("\n", "")


def test_all_slides_of_a_deck_are_painted_each_on_its_ground() -> None:
    slides = deck()
    found = paint_slides(slides, DefaultMasters(THEME, PROPERTIES), PROPERTIES)
    assert len(found) == len(slides)
    grounds = {slide.dark: painting.ground for slide, painting in zip(slides, found, strict=True)}
    assert grounds == {True: THEME.dark.paper, False: THEME.light.paper}


def test_a_line_is_broken_where_the_box_ends_and_a_whole_text_is_not() -> None:
    words = text("many words that fill more than one line of a box that is three hundred points wide")
    lines = {mark.y for mark in texts(painted(box(words)), "Box")}
    assert len(lines) > 1
    assert len({mark.y for mark in texts(painted(box(words, whole=True)), "Box")}) == 1


def test_a_text_of_several_runs_is_as_wide_as_one_run() -> None:
    for parts in (("July", ", next"), ("In", " April"), ("指标", " · Index"), ("2023", "年")):
        divided = texts(painted(box(tuple(Run(part, fact=part) for part in parts))), "Box")
        whole = texts(painted(box(text("".join(parts)))), "Box")
        assert len(divided) > 1
        assert divided[-1].x + divided[-1].width == pytest.approx(whole[-1].x + whole[-1].width)
    told_apart = texts(painted(box((Run("July", bold=True), Run(", next")))), "Box")
    assert told_apart[0].x + told_apart[0].width == pytest.approx(told_apart[1].x)  # no kerning between two weights


def test_after_a_link_no_space_is_left_for_another_script() -> None:
    ends = {}
    for address in ("", "https://example.org"):
        *_, last = texts(painted(box((Run("2023", link=address), Run("年")))), "Box")
        ends[address] = last.x
    assert ends[""] - ends["https://example.org"] == pytest.approx(BETWEEN_SCRIPTS * BODY.size)


def test_texts_stand_at_the_side_that_their_paragraphs_say() -> None:
    ends = {}
    for align in ("l", "ctr", "r"):
        style = replace(BODY, align=align)
        (mark,) = texts(painted(box((), paragraphs=(Paragraph(text("words"), style),))), "Box")
        ends[align] = mark.x, mark.x + mark.width
    assert ends["l"][0] == 100
    assert ends["r"][1] == pytest.approx(400)
    assert sum(ends["ctr"]) / 2 == pytest.approx(250)


def test_markup_in_a_text_is_text_and_what_svg_cannot_hold_is_left_out() -> None:
    words = '<script>alert(1)</script> & "quotes" \x00\x0b {{ 1 }}'
    tree = ElementTree.fromstring(svg(painted(box(text(words), whole=True), shape_of_holes())))
    assert not list(tree.iter(f"{SVG}script"))
    said = "".join("".join(part.itertext()) for part in tree.iter(f"{SVG}text"))
    assert '<script>alert(1)</script> & "quotes"' in said
    assert "{{ 1 }}" in said


def shape_of_holes() -> Freeform:
    outer = Outline(((500.0, 300.0), (700.0, 300.0), (700.0, 500.0), (500.0, 500.0)))
    inner = Outline(((550.0, 350.0), (650.0, 350.0), (650.0, 450.0), (550.0, 450.0)))
    return Freeform("Ring", (outer, inner), "highlight", alt=text("A ring"))


def test_an_area_within_another_is_a_hole_and_an_alternative_text_names_the_shape() -> None:
    tree = ElementTree.fromstring(svg(painted(shape_of_holes())))
    (ring,) = (group for group in tree.iter(f"{SVG}g") if group.get("data-element") == "Ring")
    assert (ring.get("role"), ring.get("aria-label")) == ("img", "A ring")
    assert [path.get("fill-rule") for path in ring] == ["evenodd"]


def test_a_text_says_which_fact_and_which_text_of_the_story_it_is() -> None:
    words = (Run("up to ", node="section one, points 1"), Run("5.5×", fact="patents.multiple"))
    tree = ElementTree.fromstring(svg(painted(box(words))))
    facts = {
        part.get("data-fact"): "".join(part.itertext()) for part in tree.iter(f"{SVG}text") if part.get("data-fact")
    }
    assert facts == {"patents.multiple": "5.5×"}
    assert "section one, points 1" in {part.get("data-node") for part in tree.iter(f"{SVG}text")}


def test_a_link_is_underlined_and_leads_there_only_where_links_are_wanted() -> None:
    painting = painted(box((Run("a page", link="https://example.org/a?b=1&c=2"),)))
    linked, unlinked = (ElementTree.fromstring(svg(painting, linked=wanted)) for wanted in (True, False))
    assert [link.get("href") for link in linked.iter(f"{SVG}a")] == ["https://example.org/a?b=1&c=2"]
    assert not list(unlinked.iter(f"{SVG}a"))
    (element,) = (one for one in painting.elements if one.name == "Box")
    assert [type(mark).__name__ for mark in element.marks] == ["PaintedText", "PaintedPath"]


def test_a_picture_fills_its_box_and_is_cut_at_it(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGB", (400, 100), "#336699").save(path)
    planned = Picture("Logo", Box(100, 100, 200, 200), str(path), text("A logo"), filling=True)
    (mark,) = (mark for element in painted(planned).elements if element.name == "Logo" for mark in element.marks)
    assert isinstance(mark, PaintedPicture)
    assert mark.clip == planned.box
    assert (mark.box.w, mark.box.h) == (800, 200)


def test_a_picture_that_cannot_be_read_is_refused_by_slide_and_name(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture")
    with pytest.raises(LayoutError, match=r"logo\.png cannot be read as a picture") as caught:
        painted(Picture("Logo", Box(100, 100, 200, 200), str(tmp_path / "logo.png"), text("A logo")))
    assert "slide 1 (one), Logo" in caught.value.findings[0].where


def test_on_a_company_s_template_a_title_stands_where_its_placeholder_says(tmp_path: Path) -> None:
    edition = replace(document().edition, template=read_template(Path(shutil.copy(DEFAULT, tmp_path / "company.pptx"))))
    planned = plan_deck(replace(document(), edition=edition), THEME)
    first = paint_slides(planned.slides, planned.masters, planned.properties)[0]
    (shown,) = (element for element in first.elements if element.item is planned.slides[0].elements[0])
    marks = [mark for mark in shown.marks if isinstance(mark, PaintedText)]
    middles = {round(mark.x + mark.width / 2) for mark in marks}
    assert middles == {round(first.width / 2)}  # it is centred in that template, and left in ours
    assert (first.width, first.height) == (720, 540)


def test_the_same_slide_gives_the_same_svg() -> None:
    first, second = (svg(painted(box(text("words")), shape_of_holes())) for _ in range(2))
    assert first == second
    assert first != svg(painted(box(text("other words")), shape_of_holes()))


def test_a_quotation_mark_that_opens_after_a_space_is_set_as_what_follows() -> None:
    assert wide_signs("19 “新") == [False, False, False, True, True]
    assert wide_signs("新 “new") == [True, True, False, False, False, False]
    assert wide_signs("新“new”") == [True, True, False, False, False, False]


def test_dashes_and_minus_signs_are_set_as_what_stands_before_them() -> None:
    assert wide_signs("约−0") == [True, True, False]
    assert wide_signs("新—旧 2—3") == [True, True, True, True, False, False, False]
