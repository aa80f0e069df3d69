"""A chart is drawn once in a process, and again where anything is different that it is drawn from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.charts import vector
from briefing.charts.vector.drawing_cache import RecordedDrawing, recorded
from briefing.charts.vector.drawing_surface import DrawingOptions
from briefing.errors import LayoutError
from briefing.model.chart import Plot
from briefing.model.ledger import Place
from briefing.model.text import text
from briefing.reuse import STORE, from_nothing
from tests.charts import samples
from tests.charts.recording import Recording
from tests.deck.samples import DARK, LIGHT

PLACE = Place("brief", 1, "figure 1")
OPTIONS = DrawingOptions(LIGHT, vector.PAGE, 330.0, 180.0)
Drawn = tuple[Plot, DrawingOptions, str]
# Each changes what a chart is drawn from, and what is drawn.
CHANGES: dict[str, Callable[[Plot, DrawingOptions], Drawn]] = {
    "a value": lambda plot, options: (with_value(plot, 61.0), options, ""),
    "a category": lambda plot, options: (replace(plot, categories=("2000", *plot.categories[1:])), options, ""),
    "a colour": lambda plot, options: (plot, replace(options, palette=DARK), ""),
    "the width": lambda plot, options: (plot, replace(options, width=331.0), ""),
    "the face": lambda plot, options: (plot, options, "wide"),
}


class Faced(Recording):
    """A recording surface with a face of its own; letters of a wide one are twice as wide."""

    faces: str = ""

    def width(self, string: str, font: vector.Font, size: float) -> float:
        return super().width(string, font, size) * (2 if self.faces == "wide" else 1)


def with_value(plot: Plot, value: float) -> Plot:
    first, *rest = plot.series
    return replace(plot, series=(replace(first, values=(value, *first.values[1:])), *rest))


def made(plot: Plot, options: DrawingOptions, face: str = "") -> RecordedDrawing:
    return recorded(plot, options, Faced(faces=face), PLACE)


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", "off")
    STORE.clear()


def test_a_chart_is_drawn_once_whatever_is_said_around_it() -> None:
    plot = charts.plot(samples.line())
    first = made(plot, OPTIONS)
    again = made(replace(plot, alt=text("Other words"), source="another"), OPTIONS)
    assert first.marks
    assert again is first


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_anything_is_drawn_as_from_nothing(change: Callable[[Plot, DrawingOptions], Drawn]) -> None:
    plot = charts.plot(samples.line())
    before = made(plot, OPTIONS)
    changed = made(*change(plot, OPTIONS))
    with from_nothing():
        assert changed == made(*change(plot, OPTIONS)) != before


def test_what_finds_no_room_is_refused_each_time() -> None:
    plot = charts.plot(samples.lines())
    for _ in range(2):
        with pytest.raises(LayoutError):
            made(plot, replace(OPTIONS, height=4.0))
