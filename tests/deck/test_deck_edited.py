"""A deck whose charts are edited afterwards: what is raised is drawn higher and keeps its label, in LibreOffice too."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData

from briefing import deck, read
from briefing.assets import asset
from briefing.deck.plan.text.line_breaks import with_spaces
from briefing.deck.slides import Box, Paragraph, Slide, TextBox, TextStyle
from briefing.model.text import plain, text
from briefing.typesetting.arial import width
from tests.charts import grid
from tests.charts.test_grid import joined
from tests.deck.reading_deck import Deck
from tests.deck.rendered import Sign, drawn

KINDS = ("columns", "columns of two", "bar of years", "line", "line of four", "slope")
TIMES = 2.6


def made(kind: str, folder: Path) -> bytes:
    document = grid.case(kind, "positive").composed(folder)
    return deck.write(document, read.theme(asset("themes") / "ink.toml")).files[".pptx"]


def raised(data: bytes) -> tuple[bytes, list[float]]:
    """A deck → the same with the last value of each chart's first series raised as in its workbook; those values."""
    presentation: Any = Presentation(io.BytesIO(data))
    values: list[float] = []
    for chart in [shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart]:
        new: Any = CategoryChartData()  # type: ignore[no-untyped-call]
        new.categories = list(chart.plots[0].categories)
        for at, series in enumerate(chart.plots[0].series):
            held = list(series.values)
            if at == 0:
                held[-1] = round(held[-1] * TIMES, 1)
                values.append(held[-1])
            new.add_series(series.name, held)
        chart.replace_data(new)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue(), values


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[Sign], float]]:
    """What LibreOffice draws of a slide of each kind whose value was raised, and that value."""
    folder = tmp_path_factory.mktemp("raised")
    document = joined({kind: grid.case(kind, "positive").composed(folder) for kind in KINDS})
    theme = read.theme(asset("themes") / "ink.toml")
    data, values = raised(deck.write(document, theme).files[".pptx"])
    found = drawn(data, folder)[1 : len(KINDS) + 1]
    return dict(zip(KINDS, zip(found, values, strict=True), strict=True))


@pytest.mark.parametrize("kind", KINDS)
def test_no_axis_ends_at_the_data_of_the_edition(kind: str, tmp_path: Path) -> None:
    shown = Deck.of(made(kind, tmp_path))
    assert shown.values("ppt/charts/chart1.xml", "//c:valAx/c:scaling/c:max/@val") == []


def test_small_multiples_keep_their_common_scale(tmp_path: Path) -> None:
    shown = Deck.of(made("multiples of columns", tmp_path))
    ends = {tuple(shown.values(name, "//c:valAx/c:scaling/c:max/@val")) for name in shown.named("ppt/charts/chart")}
    assert len(ends) == 1
    assert ends != {()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_raised_value_is_labelled_and_stands_higher(kind: str, pages: dict[str, tuple[list[Sign], float]]) -> None:
    page, value = pages[kind]
    said = "".join(sign.char for sign in page)
    assert f"{value:.1f}" in said
    at = said.index(f"{value:.1f}")
    others = [page[said.index(label)].base for label in ("40.0",) if label in said]
    assert all(page[at].base < base for base in others) or kind == "bar of years"


def test_bars_of_one_row_have_a_gap_that_the_format_allows(tmp_path: Path) -> None:
    data = grid.dataset(grid.NUMBERS["positive"])
    evidence = "subtitle: auto\n    chart: {kind: share, series: [level, other], entities: [Northam]}"
    document = grid.of(evidence, data).composed(tmp_path)
    shown = Deck.of(deck.write(document, read.theme(asset("themes") / "ink.toml")).files[".pptx"])
    (gap,) = shown.values("ppt/charts/chart1.xml", "//c:gapWidth/@val")
    assert int(gap) <= 500


def test_a_box_with_a_number_alone_never_wraps(tmp_path: Path) -> None:
    shown = Deck.of(made("cards", tmp_path))
    said = "ancestor::p:sp[.//a:t='{}']"
    for words, wrap in (("96.7", ["none"]), ("What they were", [])):
        path = f"//a:bodyPr[{said.format(words)}]/@wrap"
        assert shown.values("ppt/slides/slide2.xml", path) == wrap


NS = "http://schemas.openxmlformats.org/drawingml/2006/main"


def test_no_text_takes_its_colour_from_links(tmp_path: Path) -> None:
    shown = Deck.of(made("columns", tmp_path))
    named = [name for name in shown.parts if name.startswith(("ppt/slides/", "ppt/slideLayouts/", "ppt/charts/"))]
    assert not [name for name in named if b'schemeClr val="folHlink"' in shown.parts[name]]


def broken(said: str, align: str = "l", wide: float = 100) -> str:
    style = TextStyle(26, 31, align=align)  # type: ignore[arg-type]
    box = TextBox("Title", Box(0, 0, wide, 60), (Paragraph(text(said), style),), "title", "title")
    (item,) = with_spaces(Slide("headline", "one", "", (box,))).elements
    assert isinstance(item, TextBox)
    return plain(item.paragraphs[0].text)


def test_a_line_break_has_a_space_where_it_parts_two_words() -> None:
    assert broken("reached 262.9\nper 10,000") == "reached 262.9 \nper 10,000"
    assert broken("reached 262.9\nper 10,000", "r") == "reached 262.9\n per 10,000"
    for whole in ("每万人口\n专利", "high-\ntech", "a \nb", "one line"):
        assert broken(whole) == whole


def test_a_line_break_has_no_space_where_it_would_move_a_line() -> None:
    assert broken("reached 262.9\nper 10,000", "ctr") == "reached 262.9\nper 10,000"
    style, line = TextStyle(26, 31), text("reached")
    whole, space = (width(one, style.size) for one in (line, text(" ")))
    full = {wide: broken("reached\nper 10,000", wide=whole + wide) for wide in (0.5, space, space + 1.0)}
    assert full == {0.5: "reached\nper 10,000", space: "reached\nper 10,000", space + 1.0: "reached \nper 10,000"}


def test_a_reader_that_knows_no_lines_finds_the_words_of_a_title_apart(tmp_path: Path) -> None:
    data = grid.dataset(grid.NUMBERS["positive"])
    long = "The balance of the northern town reached a level that nobody had expected when the survey of towns began"
    case = grid.of("subtitle: auto\n    chart: {kind: columns, series: [level]}", data)
    story = case.story.replace("Figures of the year", long)
    document = grid.Case(case.kind, case.number, data, case.edition, story).composed(tmp_path)
    shown = Deck.of(deck.write(document, read.theme(asset("themes") / "ink.toml")).files[".pptx"])
    (title,) = shown.find("ppt/slides/slide2.xml", "//p:sp[.//p:ph[@type='title']]")
    assert title.findall(f".//{{{NS}}}br")
    assert "".join(map(str, title.itertext())).strip() == long
