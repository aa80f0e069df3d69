"""The dots of a cover are counted: each planted fault is found by the rule meant for it.

rules: planned-dots
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.charts.dot_field import dot_field
from briefing.deck.plan import cover, cover_dots
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Freeform, TextBox
from briefing.errors import BriefingError
from briefing.model.chart import Chart
from briefing.model.text import plain, text
from tests.charts import grid
from tests.proof.planned.exchanges import faults

Fault = Callable[[Freeform], Freeform]


def _in(name: str, fault: Fault) -> Callable[[Sequence[Element]], list[Element]]:
    return lambda given: [fault(item) if isinstance(item, Freeform) and item.name == name else item for item in given]


def _worded(name: str, words: str) -> Callable[[Sequence[Element]], list[Element]]:
    def changed(item: Element) -> Element:
        if not isinstance(item, TextBox) or item.name != name:
            return item
        return replace(item, paragraphs=(replace(item.paragraphs[0], text=text(words)),))

    return lambda given: [changed(item) for item in given]


def _exchanged(given: Sequence[Element]) -> list[Element]:
    totals = {item.name: item for item in given if isinstance(item, TextBox) and item.name in ("Total 1", "Total 2")}
    other = {"Total 1": "Total 2", "Total 2": "Total 1"}
    return [
        replace(item, paragraphs=totals[other[item.name]].paragraphs)
        if isinstance(item, TextBox) and item.name in other
        else item
        for item in given
    ]


FAULTS: dict[str, Callable[[Sequence[Element]], list[Element]]] = {
    "ten dots left out": _in("Dots 2", lambda item: replace(item, paths=item.paths[10:])),
    "dots on each other": _in("Dots 1", lambda item: replace(item, paths=(item.paths[1], *item.paths[1:]))),
    "larger dots of one value": _in(
        "Dots 2", lambda item: replace(item, paths=tuple(replace(one, radius=one.radius * 1.5) for one in item.paths))
    ),
    "a border in the wrong place": lambda given: _moved(given),
    "another number for a dot": _worded("Dot", "One dot is 10 thousand ferry passengers of the coast:"),
    "totals in each other's place": _exchanged,
    "no dots": lambda given: [item for item in given if not item.name.startswith("Dots")],
}


def _moved(given: Sequence[Element]) -> list[Element]:
    inner, outer = (next(item for item in given if item.name == f"Dots {at}") for at in (1, 2))
    assert isinstance(inner, Freeform)
    assert isinstance(outer, Freeform)
    turned = {"Dots 1": (*inner.paths, *outer.paths[:50]), "Dots 2": outer.paths[50:]}
    return [
        replace(item, paths=turned[item.name]) if isinstance(item, Freeform) and item.name in turned else item
        for item in given
    ]


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_field_of_dots_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(page: Page, chart: Chart) -> list[Element]:
        return FAULTS[name](cover_dots.dots(page, chart))

    def worded(page: Page, chart: Chart, top: float) -> list[Element]:
        return FAULTS[name](cover_dots.key(page, chart, top))

    assert faults("gallery", "deck", sections=("stacked",)) == []
    monkeypatch.setattr(cover, "dots", wrong)
    if name == "another number for a dot":
        monkeypatch.setattr(cover, "key", worded)
    assert "planned-dots" in {one.rule for one in faults("gallery", "deck", sections=("stacked",))}


def test_the_outer_dots_are_called_by_the_key_with_one_colon(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Element] = []

    def seen(page: Page, chart: Chart) -> list[Element]:
        drawn.extend(cover_dots.dots(page, chart))
        return drawn

    monkeypatch.setattr(cover, "dots", seen)
    assert faults("gallery", "deck", sections=("stacked",)) == []
    (outer,) = (item for item in drawn if isinstance(item, Freeform) and item.name == "Dots 2")
    assert re.fullmatch(r"One dot is [^:]+: net [^:]+", plain(outer.alt))


def test_a_field_has_as_many_dots_as_it_is_asked_for_within_its_ring() -> None:
    for count in (30, 574, 5740):
        places, radius = dot_field(count, (100.0, 100.0), 90.0, 30.0)
        away = [((x - 100.0) ** 2 + (y - 100.0) ** 2) ** 0.5 for x, y in places]
        assert len(set(places)) == count
        assert 30.0 <= min(away) <= max(away) <= 90.0
        nearest = min(
            ((x - a) ** 2 + (y - b) ** 2) ** 0.5
            for at, (x, y) in enumerate(places[:60])
            for a, b in places[at + 1 : at + 120]
        )
        assert nearest > 2 * radius * 0.95


def _cover(picture: str, folder: Path, unit: str = "ships", values: grid.Values = grid.NUMBERS["positive"]) -> Chart:
    made = grid.of(
        "subtitle: What they were\n    chart: {kind: columns, series: [level]}", grid.dataset(values, unit=unit)
    )
    case = replace(made, story=f"cover:\n  subtitle: Ships\n  picture: {{{picture}}}\n{made.story}")
    found = case.composed(folder).cover
    assert found is not None
    return found


def test_a_picture_says_what_its_dots_are_and_what_became_of_them(tmp_path: Path) -> None:
    chart = _cover("of: level, dot: 0.5", tmp_path)
    assert plain(chart.columns[0].head) == "One dot is 0.5 ships:"
    assert [plain(cell) for cell in chart.columns[0].cells] == ["in 2014", "net rise to 2023", "in 2014", "in 2023"]
    fell = _cover("of: level, dot: 0.5", tmp_path, values=lambda place, at: 60.0 - 3 * at)
    assert [plain(cell) for cell in fell.columns[0].cells[:2]] == ["in 2023", "net fall to 2023"]
    assert fell.growth is not None
    assert fell.growth.measure == "percent"


@pytest.mark.parametrize(
    ("picture", "unit", "what"),
    [
        ("of: level", "%", "dots count things"),
        ("of: level, dot: 90", "ships", "is none that is seen"),
        ("of: nothing", "ships", "nothing"),
        ("of: level, period: [2023, 2023]", "ships", "level has one value, of 2023, and dots show"),
    ],
)
def test_what_no_field_shows_is_refused_with_a_fix(picture: str, unit: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as raised:
        _cover(picture, tmp_path, unit)
    assert what in str(raised.value)
    assert all(one.fix for one in raised.value.findings)


def test_a_field_stands_small_and_in_its_parts_where_it_is_repeated(tmp_path: Path) -> None:
    chart = _cover("of: level, dot: 0.5", tmp_path)
    shapes = [item for item in cover_dots.emblem(chart, Box(500, 120, 350, 330)) if isinstance(item, Freeform)]
    counts = [len(item.paths) for item in shapes]
    first, last = (point.value for point in chart.series[0].points if point)
    assert sum(counts) <= 480
    assert counts[0] / sum(counts) == pytest.approx(first / last, abs=0.01)
    assert all(item.box.x >= 500 and item.box.y1 <= 450.5 for item in shapes)
