"""Every form of chart, table and box, written and refreshed: equal to what is written anew."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.oxml.ns import qn

from briefing.deck.refresh import refresh
from briefing.deck.slides import Box, ChartBox, Element, Group, Paragraph, Slide, TableBox, TextBox, TextStyle
from briefing.deck.writer import write_slides
from briefing.model.chart import PlotSeries
from briefing.model.text import text
from tests import hand
from tests.deck.samples import PROPERTIES, THEME, deck, title
from tests.deck.test_deck_write import islands
from tests.thorough import dealt

WHERE = "deck.pptx"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    texts = {name for name in found if name.endswith((".xml", ".rels"))}
    return {n: etree.tostring(etree.fromstring(c), method="c14n") if n in texts else c for n, c in found.items()}


def grown(item: Element) -> Element:
    """A chart whose values are other ones, and whose axis follows."""
    if not isinstance(item, ChartBox):
        return item
    series = tuple(_grown(one) for one in item.plot.series)
    axis = replace(item.plot.axis, high=item.plot.axis.high * 1.25)
    return replace(item, plot=replace(item.plot, series=series, axis=axis))


def _grown(series: PlotSeries) -> PlotSeries:
    return replace(series, values=tuple(None if v is None else v * 1.25 for v in series.values))


def last_left_out(item: Element) -> Element:
    """A chart without its last category."""
    if not isinstance(item, ChartBox) or len(item.plot.categories) < 3 or item.plot.rows:
        return item
    series = tuple(
        replace(one, values=one.values[:-1], roles=one.roles[:-1], labels=one.labels[:-1]) for one in item.plot.series
    )
    return replace(item, plot=replace(item.plot, series=series, categories=item.plot.categories[:-1]))


def changed(slides: tuple[Slide, ...], how: object) -> tuple[Slide, ...]:
    assert callable(how)
    return tuple(replace(slide, elements=tuple(how(item) for item in slide.elements)) for slide in slides)


HOW = {"values": grown, "categories": last_left_out, "nothing": lambda item: item}


@pytest.mark.parametrize(("kind", "back"), dealt(list(HOW), (False, True)))
def test_an_untouched_deck_becomes_what_is_written_anew(kind: str, back: bool) -> None:
    one = write_slides(deck(), THEME, PROPERTIES)
    other = write_slides(changed(deck(), HOW[kind]), THEME, PROPERTIES)
    old, new = (other, one) if back else (one, other)
    done = refresh(old, new, PROPERTIES.as_of, WHERE)
    assert done.left == ()
    assert bool(done.changes) == (parts(one) != parts(other))
    anew = parts(new)
    assert {name: part for name, part in parts(done.content).items() if part != anew[name]} == {}


def test_parts_that_a_hand_made_lengths_stay_lengths() -> None:
    slides = tuple(slide for slide in deck() if slide.id == "parts")
    edited = Presentation(io.BytesIO(write_slides(slides, THEME, PROPERTIES)))
    (chart,) = (shape.chart for shape in edited.slides[0].shapes if shape.has_chart)
    chart.plots[0]._element.grouping.set("val", "stacked")
    saved = io.BytesIO()
    edited.save(saved)
    for data in (slides, changed(slides, grown)):
        done = refresh(saved.getvalue(), write_slides(data, THEME, PROPERTIES), PROPERTIES.as_of, WHERE)
        assert b'<c:grouping val="stacked"' in next(c for n, c in parts(done.content).items() if "charts/chart" in n)


def outlines(data: bytes) -> list[bytes]:
    tree = Presentation(io.BytesIO(data)).slides[0].shapes._spTree
    return [etree.tostring(item, method="c14n") for item in tree.iter(qn("p:spPr"), qn("p:grpSpPr"))]


def group_of(deck: Any) -> Any:
    return next(shape for shape in deck.slides[0].shapes if shape.name == "Map")


def test_a_group_of_shapes_follows_new_data_unless_a_hand_painted_it() -> None:
    one, other, none = (
        write_slides([Slide("headline", "only", "light", (title("One claim"), *shapes))], THEME, PROPERTIES)
        for shapes in ((islands(),), (islands(50.0),), ())
    )
    for old, new in ((one, other), (one, none), (none, one)):
        done = refresh(old, new, PROPERTIES.as_of, WHERE)
        assert (outlines(done.content), done.left) == (outlines(new), ())
    painted = Presentation(io.BytesIO(one))
    group_of(painted).shapes[0].fill.background()
    saved = io.BytesIO()
    painted.save(saved)
    done = refresh(saved.getvalue(), other, PROPERTIES.as_of, WHERE)
    assert group_of(Presentation(io.BytesIO(done.content))).shapes[0].fill.type == MSO_FILL.BACKGROUND


def labelled(*words: str) -> bytes:
    boxes = tuple(
        TextBox(f"Words {at}", Box(100, 100 + 20 * at, 80, 18), (Paragraph(text(one), TextStyle(12, 15)),), "figure")
        for at, one in enumerate(words)
    )
    group = Group("Figure", (*islands().items, *boxes), text("A figure"))
    return write_slides([Slide("headline", "only", "light", (title("One claim"), group))], THEME, PROPERTIES)


@pytest.mark.parametrize(
    ("new", "logged"),
    [
        (("2019: 40", "2024: 61"), [("2023: 56", "2024: 61")]),
        (("2019: 40",), [("2019: 40; 2023: 56", "2019: 40")]),
        (("2019: 40", "2023: 56"), []),
    ],
)
def test_the_words_of_a_group_are_logged_however_many_they_become(
    new: tuple[str, ...], logged: list[tuple[str, str]]
) -> None:
    done = refresh(labelled("2019: 40", "2023: 56"), labelled(*new), PROPERTIES.as_of, WHERE)
    assert [(one.old, one.new) for one in done.changes] == logged
    assert outlines(done.content) == outlines(labelled(*new))


def test_an_element_that_comes_or_goes_comes_and_goes() -> None:
    full = deck()
    fewer = changed(full, lambda item: item)
    fewer = tuple(replace(slide, elements=slide.elements[:-1]) for slide in fewer)
    one, other = (write_slides(slides, THEME, PROPERTIES) for slides in (full, fewer))
    gone = Presentation(io.BytesIO(refresh(one, other, PROPERTIES.as_of, WHERE).content))
    come = Presentation(io.BytesIO(refresh(other, one, PROPERTIES.as_of, WHERE).content))
    for made, anew in ((gone, other), (come, one)):
        for slide, like in zip(made.slides, Presentation(io.BytesIO(anew)).slides, strict=True):
            # The names of footers hold a running number.
            names, like_names = ([shape.name.rstrip("0123456789") for shape in page.shapes] for page in (slide, like))
            assert names == like_names


def test_what_a_hand_did_to_a_chart_stays_while_its_data_change() -> None:
    old, new = (write_slides(slides, THEME, PROPERTIES) for slides in (deck(), changed(deck(), grown)))
    edited = Presentation(io.BytesIO(old))
    slide = hand.slide_of(edited, "columns")
    chart = hand.chart_of(slide)
    chart.value_axis.maximum_scale = 12345.0
    chart.plots[0].gap_width = 77
    hand.recolour_point(chart, 0)
    series = chart.plots[0].series[0]
    before = list(series.values)
    labels = series._element.find("{*}dLbls")
    removed = labels.find("{*}dLbl")
    index = removed.find("{*}idx").get("val")
    labels.remove(removed)
    buffer = io.BytesIO()
    edited.save(buffer)
    done = refresh(buffer.getvalue(), new, PROPERTIES.as_of, WHERE)
    slide = hand.slide_of(Presentation(io.BytesIO(done.content)), "columns")
    chart = hand.chart_of(slide)
    series = chart.plots[0].series[0]
    assert list(series.values) == pytest.approx([None if value is None else value * 1.25 for value in before])
    assert chart.value_axis.maximum_scale == 12345.0
    assert chart.plots[0].gap_width == 77
    assert hand.point_colour(chart, 0) == "C00000"
    assert index not in [item.get("val") for item in series._element.findall("{*}dLbls/{*}dLbl/{*}idx")]
    assert hand.cells_of(chart) == hand.shown(chart)


def test_a_series_that_a_hand_removed_stays_removed_and_is_listed() -> None:
    old, new = (write_slides(slides, THEME, PROPERTIES) for slides in (deck(), changed(deck(), grown)))
    edited = Presentation(io.BytesIO(old))
    chart = hand.chart_of(hand.slide_of(edited, "lines"))
    gone = chart.plots[0].series[1]
    name, count = gone.name, len(chart.plots[0].series)
    gone._element.getparent().remove(gone._element)
    buffer = io.BytesIO()
    edited.save(buffer)
    done = refresh(buffer.getvalue(), new, PROPERTIES.as_of, WHERE)
    assert [(one.where, one.what) for one in done.left] == [
        (f"slide 3 (lines), Chart, {name}", "a series that was removed by hand stays removed")
    ]
    chart = hand.chart_of(hand.slide_of(Presentation(io.BytesIO(done.content)), "lines"))
    assert len(chart.plots[0].series) == count - 1
    heads = hand.cells_of(chart)[0]
    for series in chart.plots[0].series:
        column = heads.index(series.name)
        assert [row[column] for row in hand.cells_of(chart)[1 : 1 + len(series.values)]] == list(series.values)


def longer(item: Element) -> Element:
    if not isinstance(item, TableBox):
        return item
    row = tuple(replace(cell, text=text(f"new {at}")) for at, cell in enumerate(item.rows[-1]))
    return replace(item, rows=(*item.rows, row), heights=(*item.heights, item.heights[-1]))


def test_a_table_whose_rows_were_all_renamed_and_one_removed_takes_no_new_row() -> None:
    old, new = (write_slides(slides, THEME, PROPERTIES) for slides in (deck(), changed(deck(), longer)))
    edited = Presentation(io.BytesIO(old))
    table = hand.shape_of(hand.slide_of(edited, "table"), "Table").table
    table._tbl.remove(table._tbl.tr_lst[-1])
    for row in table.rows:
        row.cells[0].text = f"by hand {row.cells[0].text}"
    count = len(table.rows)
    buffer = io.BytesIO()
    edited.save(buffer)
    done = refresh(buffer.getvalue(), new, PROPERTIES.as_of, WHERE)
    table = hand.shape_of(hand.slide_of(Presentation(io.BytesIO(done.content)), "table"), "Table").table
    assert len(table.rows) == count
    assert any("a new row cannot stand" in one.what for one in done.left)


def test_rows_and_cells_that_a_hand_edited_stay_beside_new_ones() -> None:
    old, new = (write_slides(slides, THEME, PROPERTIES) for slides in (deck(), changed(deck(), longer)))
    edited = Presentation(io.BytesIO(old))
    table = hand.shape_of(hand.slide_of(edited, "table"), "Table").table
    table.cell(1, 1).text = "by hand"
    table.rows[0].height = table.rows[0].height + 99_000
    tall, count = table.rows[0].height, len(table.rows)
    gone = table._tbl.tr_lst[2]
    table._tbl.remove(gone)
    buffer = io.BytesIO()
    edited.save(buffer)
    done = refresh(buffer.getvalue(), new, PROPERTIES.as_of, WHERE)
    table = hand.shape_of(hand.slide_of(Presentation(io.BytesIO(done.content)), "table"), "Table").table
    assert table.cell(1, 1).text == "by hand"
    assert table.rows[0].height == tall
    assert table.cell(len(table.rows) - 1, 0).text == "new 0"
    assert len(table.rows) == count  # one less by hand, one more by the new edition
    assert any("row that was removed by hand" in one.what for one in done.left)


def test_new_words_keep_their_leading_on_layouts_of_an_earlier_version_which_give_none() -> None:
    (slide,) = [slide for slide in deck() if slide.id == "columns"]
    box = slide.elements[0]
    assert isinstance(box, TextBox)
    reworded = replace(box, paragraphs=(replace(box.paragraphs[0], text=text("Other words")),))
    old, new = (
        write_slides([replace(slide, elements=(title, *slide.elements[1:]))], THEME, PROPERTIES)
        for title in (box, reworded)
    )
    earlier = Presentation(io.BytesIO(old))
    for master in earlier.slide_masters:
        for owner in (master, *master.slide_layouts):
            for space in list(owner._element.iter(qn("a:lnSpc"))):
                space.getparent().remove(space)
    target = io.BytesIO()
    earlier.save(target)
    for content, stated in ((target.getvalue(), [str(round(box.paragraphs[0].style.leading * 100))]), (old, [])):
        done = Presentation(io.BytesIO(refresh(content, new, PROPERTIES.as_of, WHERE).content))
        shape = done.slides[0].shapes.title
        assert shape is not None
        assert shape.text_frame.text == "Other words"
        assert [space[0].get("val") for space in shape._element.iter(qn("a:lnSpc"))] == stated
