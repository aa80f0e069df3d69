"""Native charts of months: real dates in workbooks, and a refreshed deck that rolls on by a month."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from xml.etree.ElementTree import fromstring

import openpyxl  # type: ignore[import-untyped]
import pytest
from msgspec.structs import replace
from pptx import Presentation

from briefing import deck
from briefing.deck.refresh import refresh
from briefing.model.chart import Chart
from briefing.model.document import Document, Part, Section
from briefing.model.text import text
from briefing.proof.reading.plotted_series import plotted
from tests.brief.sample import document, theme
from tests.charts.dated_samples import chart
from tests.deck.test_deck_refresh import parts

DATE = document().edition.as_of
KINDS = {"line": 24, "columns": 12, "slope": 24}


def of(drawn: Chart) -> Document:
    """A document of one section with a chart."""
    section = Section("prices", text("Prices of oil"), blocks=(drawn,), source_line=text("Source: Desk"))
    part = Part("p", text("Part"), text("Prices"), (), (section,))
    facts = {point.name: point for series in drawn.series for point in series.points if point}
    return replace(document(), parts=(part,), facts=facts, nodes={})


def written(kind: str, first: str, count: int) -> bytes:
    return deck.write(of(chart(kind, first, count, places=2)), theme()).files[".pptx"]


def only_chart(data: bytes) -> Any:
    shapes = [shape for slide in Presentation(io.BytesIO(data)).slides for shape in slide.shapes if shape.has_chart]
    return shapes[-1].chart


@pytest.mark.parametrize(("first", "count", "code"), [("2024-07", 24, "yyyy-mm"), ("2026-W01", 16, "yyyy-mm-dd")])
def test_a_workbook_has_the_first_day_of_each_period_as_a_date(first: str, count: int, code: str) -> None:
    drawn = chart("line", first, count, places=2)
    data = deck.write(of(drawn), theme()).files[".pptx"]
    book = openpyxl.load_workbook(io.BytesIO(only_chart(data).part.chart_workbook.xlsx_part.blob))
    cells = [row[0] for row in book["Data"].iter_rows(min_row=2, max_col=1)]
    assert [cell.value.date() for cell in cells] == [period.start for period in drawn.periods]
    assert {cell.number_format for cell in cells} == {code}
    markup = only_chart(data).part.blob.decode()
    assert "<c:catAx>" in markup
    assert f"<c:formatCode>{code}</c:formatCode>" in markup


@pytest.mark.parametrize("kind", KINDS)
def test_a_deck_that_rolls_on_becomes_what_is_written_anew(kind: str) -> None:
    old, new = written(kind, "2024-07", KINDS[kind]), written(kind, "2024-08", KINDS[kind])
    done = refresh(old, new, DATE, "deck.pptx")
    assert done.left == ()
    assert done.changes
    anew = parts(new)
    assert {name: part for name, part in parts(done.content).items() if part != anew[name]} == {}


def test_where_a_period_is_older_than_a_workbook_counts_all_days_are_texts_and_roll_on() -> None:
    old, new = written("line", "1898-07", 24), written("line", "1898-08", 24)
    book = openpyxl.load_workbook(io.BytesIO(only_chart(old).part.chart_workbook.xlsx_part.blob))
    cells = [row[0].value for row in book["Data"].iter_rows(min_row=2, max_col=1)]
    assert (cells[0], cells[-1]) == ("1898-07-01", "1900-06-01")
    (series, *_) = plotted(fromstring(only_chart(old).part.blob))
    assert [series.categories[at] for at in range(24)] == cells
    done = refresh(old, new, DATE, "deck.pptx")
    assert done.changes
    assert parts(done.content) == parts(new)


def test_fiscal_years_are_named_as_they_are_printed() -> None:
    found = Presentation(io.BytesIO(written("columns", "2019-04/2020-03", 5))).slides[1]
    texts = [shape.text_frame.text for shape in found.shapes if shape.has_text_frame]
    assert {"2019/20", "2023/24"} <= set(texts)
    assert only_chart(written("columns", "2019-04/2020-03", 5)).category_axis.tick_label_position.name == "NONE"


def test_what_stands_next_to_dates_in_a_workbook_stays_when_the_deck_is_refreshed() -> None:
    data = written("line", "2024-07", 24)
    deck_file = Presentation(io.BytesIO(data))
    shape = next(shape for slide in deck_file.slides for shape in slide.shapes if shape.has_chart)
    held = shape.chart.part.chart_workbook.xlsx_part
    book = openpyxl.load_workbook(io.BytesIO(held.blob))
    book["Data"]["F3"] = "mine"
    target = io.BytesIO()
    book.save(target)
    held._blob = target.getvalue()
    out = io.BytesIO()
    deck_file.save(out)
    done = refresh(out.getvalue(), written("line", "2024-08", 24), DATE, "deck.pptx")
    sheet = openpyxl.load_workbook(io.BytesIO(only_chart(done.content).part.chart_workbook.xlsx_part.blob))["Data"]
    assert sheet["A2"].value.date() == dt.date(2024, 8, 1)
    assert sheet["A2"].number_format == "yyyy-mm"
    assert sheet["F2"].value == "mine"  # it stands at August 2024, as before


def test_names_of_lines_that_end_at_different_months_stand_in_one_column() -> None:
    drawn = chart("line", "2024-07", 24, places=2)
    first, other = drawn.series
    shorter = replace(other, points=(*other.points[:-2], None, None))
    data = deck.write(of(replace(drawn, series=(first, shorter))), theme()).files[".pptx"]
    shapes = Presentation(io.BytesIO(data)).slides[1].shapes
    names = [shape.left for shape in shapes if shape.name in ("Name Northam", "Name Eastby, Apr 2026")]
    assert len(names) == 2
    assert names[0] == names[1]
