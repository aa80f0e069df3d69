"""Every chart of the gallery, as an engine that is not the one which wrote it reads it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from aspose.slides_foss import Presentation as OtherPresentation  # type: ignore[import-untyped]
from msgspec import Struct
from openpyxl.utils.datetime import to_excel  # type: ignore[import-untyped]
from pptx import Presentation

from briefing.model.chart_kinds import KINDS
from tests.galleries import galleries
from tests.once import once

AS_SHAPES = ("map", "dots", "ridge", "figure")  # kinds that are shapes of a slide
MOST_RANKS = 10  # a rank beyond is written below the scale
NS = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


class SeriesRead(Struct, frozen=True):
    """A series: its name, and the numbers along each of its axes, None where it has none."""

    name: str
    axes: tuple[tuple[float | None, ...], ...]


class ChartRead(Struct, frozen=True):
    """A chart by slide and name: its categories as they stand in cells, and its series."""

    place: tuple[int, str]
    categories: tuple[object, ...]
    series: tuple[SeriesRead, ...]


def _ended(values: Iterable[Any]) -> tuple[float | None, ...]:
    """Leave out what is empty at the end, which an engine may or may not count."""
    held = list(values)
    while held and held[-1] is None:
        held.pop()
    return tuple(None if value is None else float(value) for value in held)


def _number(value: Any) -> float | None:
    return None if value is None or value.data is None else float(value.data)


def _of_other(path: str) -> Iterator[ChartRead]:
    """What the other engine reads: values from the chart, names and categories from the cells of its workbook."""
    for number, slide in enumerate(OtherPresentation(path).slides, 1):
        for shape in slide.shapes:
            data = getattr(shape, "chart_data", None)
            if data is None:
                continue
            series = []
            for one in data.series:
                spread = "SCATTER" in str(one.type) or "BUBBLE" in str(one.type)
                names = ("x_value", "y_value", "bubble_size") if "BUBBLE" in str(one.type) else ("x_value", "y_value")
                axes = [
                    _ended(_number(getattr(point, name)) for point in one.data_points)
                    for name in (names if spread else ("value",))
                ]
                series.append(SeriesRead(one.name.as_literal_string, tuple(axes)))
            categories = () if "SCATTER" in str(shape.type) or "BUBBLE" in str(shape.type) else data.categories
            yield ChartRead((number, shape.name), tuple(one.value for one in categories), tuple(series))


def _cells(book: Any, formula: str) -> list[Any]:
    sheet, _, place = formula.replace("$", "").rpartition("!")
    found = book[sheet.strip("'")][place]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [cell.value for row in rows for cell in (row if isinstance(row, tuple) else (row,))]


def _of_workbook(path: str) -> Iterator[ChartRead]:
    """The same from the cells that the chart's formulas name."""
    deck: Any = Presentation(path)
    for number, slide in enumerate(deck.slides, 1):
        for shape in (shape for shape in slide.shapes if shape.has_chart):
            part = shape.chart.part
            book = openpyxl.load_workbook(io.BytesIO(part.chart_workbook.xlsx_part.blob))
            categories: list[Any] = []
            series = []
            for one in part._element.iterfind(".//c:ser", NS):
                formulas = {
                    child.tag.rpartition("}")[2]: child.findtext(".//c:f", namespaces=NS)
                    for child in one
                    if child.find(".//c:f", NS) is not None
                }
                axes = [
                    _cells(book, formulas[name]) for name in ("val", "xVal", "yVal", "bubbleSize") if name in formulas
                ]
                series.append(SeriesRead(_cells(book, formulas["tx"])[0], tuple(map(_ended, axes))))
                categories = categories or (_cells(book, formulas["cat"]) if "cat" in formulas else [])
            days = tuple(to_excel(one) if hasattr(one, "year") else one for one in categories)
            yield ChartRead((number, shape.name), days, tuple(series))


@once
def _charts() -> tuple[ChartRead, ...]:
    return tuple(_of_other(str(galleries()[0].deck)))


def _numbers(chart: ChartRead) -> list[float]:
    """The numbers of a chart, and those at which the upper of two series ends that stand on each other."""
    every = [value for one in chart.series for axis in one.axes for value in axis if value is not None]
    flat = [one.axes[0] for one in chart.series]
    sums = [low + high for low, high in zip(flat[0], flat[1], strict=False) if low and high] if len(flat) > 1 else []
    return every + sums


def _planned() -> Iterator[tuple[str, str, list[float]]]:
    """Each series that the ledger plans for the deck: its kind, its name and the values of its facts."""
    ledger = json.loads(galleries()[0].ledger.read_text(encoding="utf-8"))
    for entry in ledger["plan"]:
        for chart in entry.get("charts", ()) if "deck" in entry["outputs"] else ():
            for one in chart["series"] if chart["kind"] not in AS_SHAPES else ():
                values = [ledger["facts"][fact]["value"] for fact in one["facts"] if fact]
                if chart["kind"] == "waterfall":  # a fall is drawn by its size between two levels
                    values = [abs(value) for value in values]
                shown = [value for value in values if chart["kind"] != "bump" or value <= MOST_RANKS]
                yield chart["kind"], one["name"], shown


def test_another_engine_reads_the_series_that_the_workbooks_hold() -> None:
    assert _charts() == tuple(_of_workbook(str(galleries()[0].deck)))
    assert all(one.name and any(one.axes) for chart in _charts() for one in chart.series)


def test_it_finds_the_values_of_every_series_that_the_ledger_plans() -> None:
    planned = list(_planned())
    assert {kind for kind, _, _ in planned} == set(KINDS) - set(AS_SHAPES)
    read = [_numbers(chart) for chart in _charts()]
    for kind, name, values in planned:
        assert any(all(any(value == pytest.approx(one) for one in held) for value in values) for held in read), (
            kind,
            name,
        )


def test_a_value_that_a_workbook_does_not_hold_is_seen(tmp_path: Path) -> None:
    deck: Any = Presentation(str(galleries()[0].deck))
    shape = next(shape for slide in deck.slides for shape in slide.shapes if shape.has_chart)
    held = shape.chart.part._element.find(".//c:val//c:pt/c:v", NS)
    held.text = "1" + held.text
    deck.save(str(tmp_path / "changed.pptx"))
    changed = str(tmp_path / "changed.pptx")
    assert next(_of_other(changed)) != next(_of_workbook(changed))
