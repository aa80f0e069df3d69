"""The ridges of a cover are measured: each planted fault is found by the rule meant for it.

rules: planned-ridges
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.deck.plan import cover, cover_ridges
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Element, Freeform
from briefing.model.chart import Chart
from briefing.model.text import plain
from tests.proof.planned import exchanges

Point = tuple[float, float]
Change = Callable[[Sequence[Point]], Sequence[Point]]
_COVER = "cover:\n  subtitle: Fuel\n  picture: {of: landings}\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("ridge") / "fuel"
    shutil.copytree(exchanges.FOLDERS["fuel"], folder)
    story = folder / "story.en.yaml"
    story.write_text(_COVER + story.read_text(encoding="utf-8"), encoding="utf-8")
    exchanges.FOLDERS["ridge"] = Path(folder)
    return "ridge"


def _changed(number: int, change: Change) -> Callable[[Sequence[Element]], list[Element]]:
    def made(item: Element) -> Element:
        if not isinstance(item, Freeform) or item.name != f"Ridge {number}":
            return item
        return replace(item, paths=tuple(replace(path, points=tuple(change(path.points))) for path in item.paths))

    return lambda given: [made(item) for item in given]


def _exchanged(given: Sequence[Element]) -> list[Element]:
    lines = {item.name: item for item in given if isinstance(item, Freeform)}
    other = {"Ridge 1": "Ridge 2", "Ridge 2": "Ridge 1"}
    return [
        replace(item, paths=lines[other[item.name]].paths)
        if isinstance(item, Freeform) and item.name in other
        else item
        for item in given
    ]


FAULTS: dict[str, Callable[[Sequence[Element]], list[Element]]] = {
    "a value that is higher": _changed(2, lambda line: [line[0], (line[1][0], line[1][1] - 6), *line[2:]]),
    "a month left out": _changed(2, lambda line: line[1:]),
    "a ridge on another scale": _changed(2, lambda line: [(x, line[0][1] + (y - line[0][1]) * 2) for x, y in line]),
    "a ridge lifted off its foot": _changed(2, lambda line: [(x, y - 9) for x, y in line]),
    "a ridge moved aside": _changed(2, lambda line: [(x + 12, y) for x, y in line]),
    "two years in each other's place": _exchanged,
    "a year left out": lambda given: [item for item in given if item.name != "Ridge 1"],
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_ridge_is_found(name: str, project: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(page: Page, chart: Chart) -> list[Element]:
        return FAULTS[name](cover_ridges.ridges(page, chart))

    assert exchanges.faults(project, "deck", sections=("fuel",)) == []
    monkeypatch.setattr(cover, "ridges", wrong)
    assert "planned-ridges" in {one.rule for one in exchanges.faults(project, "deck", sections=("fuel",))}


def test_months_without_a_kind_are_a_ridge_a_year(project: str) -> None:
    chart = exchanges.composed(project)[0].cover
    assert chart is not None
    assert (chart.kind, len(chart.categories)) == ("ridge", 12)
    assert len({plain(series.name) for series in chart.series}) == len(chart.series) >= 3
