"""Places in classes: counts of every kind of number, what is refused, and each planted fault found by its rule.

rules: planned-numbers
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

import briefing
from briefing import brief, charts, deck, read
from briefing.assets import asset
from briefing.charts.kinds import histogram
from briefing.compose.blocks import class_counts
from briefing.errors import BriefingError
from briefing.model.chart import Chart, Plot
from briefing.model.document import Document
from briefing.model.format import Format
from briefing.model.text import plain
from briefing.pipeline.build import editions
from briefing.proof.numbers.formulas import fault
from briefing.proof.reading.formula_trees import PlaceCount
from briefing.proof.reading.ledger_decoding import ledger
from tests.charts import grid
from tests.charts.samples import CASES
from tests.compose.isles import ISLES, life, project
from tests.proof.planned.exchanges import faults

PLACES = (*(f"A place of a name of forty letters, no. {number:03}" for number in range(1, 62)), "一个名字很长的地方")
VALUES: dict[str, grid.Values] = {
    "positive": lambda place, at: 20.0 + place * 37 % 101,
    "negative": lambda place, at: -3.4 - place * 17 % 53,
    "crossing": lambda place, at: round(-6.5 + 1.6 * (place % 13), 1),
    "tiny": lambda place, at: 1e-7 * (1 + place % 9),
    "huge": lambda place, at: 1.2e15 * (1 + place % 7),
    "on bounds": lambda place, at: 10.0 * (place % 5),
}
REFUSED: dict[str, tuple[grid.Values, str]] = {
    "all equal": (lambda place, at: 7.5, "all places have 7.5 of level, which is one class; say so in a sentence"),
    "huge and tiny": (
        lambda place, at: 1e12 if place == 3 else 1e-6,
        "61 of 62 places would stand in one class of level; write `kind: strip` with `log: x`",
    ),
    "few values": (lambda place, at: 1.0 + place if place < 5 else None, "a histogram of 5 places is no distribution"),
}


def document(values: grid.Values, folder: Path, more: str = "") -> Document:
    data = grid.dataset(values, places=PLACES, years=range(2022, 2024))
    evidence = (
        f"subtitle: auto\n    chart: {{kind: histogram, series: [level], entities: all, highlight: edition{more}}}"
    )
    return grid.of(evidence, data, grid.edition(range(2022, 2024), PLACES)).composed(folder)


def test_a_place_is_called_in_a_class_as_the_story_names_it(tmp_path: Path) -> None:
    (chart,) = document(VALUES["positive"], tmp_path, ", names: {edition: {name: Here and now}}").sections[0].blocks
    assert isinstance(chart, Chart)
    named = [plain(cell) for cell in chart.columns[0].cells if cell]
    assert named
    assert all(cell.startswith("Here and now") for cell in named)


@pytest.mark.parametrize("case", VALUES)
def test_each_place_is_counted_once_in_the_class_that_its_value_is_in(case: str, tmp_path: Path) -> None:
    made = document(VALUES[case], tmp_path)
    (chart,) = made.sections[0].blocks
    assert isinstance(chart, Chart)
    assert chart.classes is not None
    low, step = chart.classes
    values = [float(f"{VALUES[case](place, 1):.6g}") for place in range(len(PLACES))]
    expected = [0] * len(chart.categories)
    for value in values:
        expected[int((value - low) / step + 1e-9)] += 1
    assert [fact.value for fact in chart.series[0].points if fact] == expected
    assert sum(expected) == len(PLACES)
    assert 2 <= len(expected) <= 13
    theme = read.theme(asset("themes") / "ink.toml")
    assert deck.write(made, theme).files
    assert brief.write(made, theme).files


@pytest.mark.parametrize("case", REFUSED)
def test_what_has_no_classes_is_refused_with_what_serves(case: str, tmp_path: Path) -> None:
    values, words = REFUSED[case]
    with pytest.raises(BriefingError) as raised:
        document(values, tmp_path)
    assert words in "\n".join(f"{one.what}; {one.fix}" for one in raised.value.findings)


def test_a_story_chooses_how_many_classes_there_are_at_most(tmp_path: Path) -> None:
    (chart,) = document(VALUES["positive"], tmp_path, ", bins: 20").sections[0].blocks
    assert isinstance(chart, Chart)
    assert 12 < len(chart.categories) <= 21
    for bins in (0, 40):
        with pytest.raises(BriefingError, match="write `bins` from 2 to 20"):
            document(VALUES["positive"], tmp_path, f", bins: {bins}")


def test_counts_of_isles_are_facts_that_the_proof_works_out(tmp_path: Path) -> None:
    story = """\
  - id: classes
    title: "Gigha has {{ life.last | full }} in {{ life.last | year }}, as {{ life.places_from(70, 75) }} isles"
    subtitle: auto
    chart: {kind: histogram, series: [life], entities: all, highlight: edition}
"""
    folder = project(tmp_path / "isles", story)
    built = briefing.build(folder, out=tmp_path / "out")
    (whole,) = editions(folder)
    (chart,) = whole.document.sections[0].blocks
    assert isinstance(chart, Chart)
    assert plain(whole.document.sections[0].subtitle) == "14 isles by Years of life, years, 2023"
    (gigha,) = (plain(cell) for cell in chart.columns[0].cells if cell)
    assert gigha == "Gigha 71.5"
    facts = [fact for fact in ledger(built.ledger.read_bytes()).facts.values() if isinstance(fact.tree, PlaceCount)]
    own = next(fact for fact in facts if fact.tree.level == 70)  # type: ignore[union-attr]
    assert own.value == sum(70 <= life(number, 2023) < own.tree.below for number in range(len(ISLES)))  # type: ignore[union-attr,operator]
    assert fault(own) == ""
    assert isinstance(own.tree, PlaceCount)
    wrong = replace(own, value=own.value + 1, tree=replace(own.tree, holding=own.tree.holding + 1))
    assert "of the places in its formula" in fault(wrong)


@pytest.mark.parametrize("sign", ["", "-"])
def test_places_that_are_named_in_a_highest_class_stand_over_its_count(sign: str, tmp_path: Path) -> None:
    chart = "{kind: histogram, series: [life], entities: all, highlight: Harris, second: edition}"
    story = f"  - {{id: classes, title: Years of life, subtitle: auto, chart: {chart}}}\n"
    folder = project(tmp_path / "isles", story)
    rows = folder / "observations.csv"
    rows.write_text(re.sub(r"(life,\w+,\d+),", rf"\1,{sign}", rows.read_text("utf-8")), "utf-8")
    built = briefing.build(folder, out=tmp_path / "out", only=["deck", "brief"])
    assert [item for item in built.findings if item.severity == "error"] == []
    ((whole,), highest) = editions(folder), 3.0
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Chart)
    named = [at for at, cell in enumerate(block.columns[0].cells) if "Harris" in plain(cell) and "Gigha" in plain(cell)]
    assert [block.series[0].points[at].value for at in named] == [highest]  # type: ignore[union-attr]
    assert max(point.value for point in block.series[0].points if point) == highest


def _values(plot: Plot, values: tuple[float | None, ...]) -> Plot:
    return replace(plot, series=(replace(plot.series[0], values=values),))


def _turned(plot: Plot) -> Plot:
    """The first column and the next one of another height in each other's place."""
    values = list(plot.series[0].values)
    other = next(at for at, value in enumerate(values) if value != values[0])
    values[0], values[other] = values[other], values[0]
    return _values(plot, tuple(values))


FAULTS: dict[str, Callable[[Plot], Plot]] = {
    "a place more in a class": lambda plot: _values(plot, (*plot.series[0].values[:-1], 2.0)),
    "two columns in each other's place": _turned,
    "a median elsewhere": lambda plot: replace(plot, rules=(replace(plot.rules[0], at=plot.rules[0].at + 0.7),)),
    "a median without its number": lambda plot: replace(plot, rules=(replace(plot.rules[0], text=()),)),
    "a place over another class": lambda plot: replace(plot, remarks=(replace(plot.remarks[0], at=4.0),)),
    "classes by each other's names": lambda plot: replace(plot, categories=plot.categories[::-1], rows=plot.rows[::-1]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_histogram_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plot = histogram.plot
    monkeypatch.setattr(histogram, "plot", lambda chart: FAULTS[name](plot(chart)))
    assert "planned-numbers" in {one.rule for one in faults("gallery", "deck", sections=("histogram",))}


def test_the_histogram_of_the_gallery_is_passed_in_silence_in_both_media() -> None:
    assert [faults("gallery", output, sections=("histogram",)) for output in ("deck", "brief")] == [[], []]


def test_a_median_with_the_number_of_another_class_is_passed_in_silence(tmp_path: Path) -> None:
    story = """\
  - id: classes
    title: "Gigha has {{ life.last | full }} in {{ life.last | year }}"
    subtitle: auto
    chart: {kind: histogram, series: [life], entities: all, highlight: edition}
"""
    folder = project(tmp_path / "isles", story)
    rows = folder / "observations.csv"
    levels = dict(zip(ISLES, (1, 1, 1, 3, 3, 3, 3, 3, 5, 5, 5, 5, 7, 7), strict=True))
    level = re.compile(r"(life,(\w+),\d+,)[\d.]+")
    rows.write_text(level.sub(lambda row: f"{row[1]}{levels[row[2]]}", rows.read_text("utf-8")), "utf-8")
    built = briefing.build(folder, out=tmp_path / "out", only=["deck"])
    (whole,) = editions(folder)
    (block,) = whole.document.sections[0].blocks
    assert isinstance(block, Chart)
    counts = [point.value for point in block.series[0].points if point]
    assert block.medians[0].value in counts
    assert [item for item in built.findings if item.severity == "error"] == []


def test_classes_that_are_called_by_other_bounds_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    names = class_counts._names
    monkeypatch.setattr(
        class_counts,
        "_names",
        lambda wording, like, classes: names(wording, like, replace(classes, low=classes.low + 5)),
    )
    story = """\
  - id: classes
    title: "Gigha has {{ life.last | full }} in {{ life.last | year }}"
    subtitle: auto
    chart: {kind: histogram, series: [life], entities: all, highlight: edition}
"""
    with pytest.raises(BriefingError, match="counts places from 60 on and below"):
        briefing.build(project(tmp_path / "isles", story), out=tmp_path / "out")


def test_a_median_stands_at_its_place_in_the_units_of_a_language() -> None:
    chart = CASES["histogram"]()
    median = replace(chart.medians[0], value=6_385_000.0, unit="people", decimals=0, format=Format(scale="万"))
    scaled = replace(chart, lang="zh", medians=(median,), classes=(0.0, 2_500_000.0))
    (rule,) = charts.plot(scaled).rules
    assert rule.at == pytest.approx(6_385_000 / 2_500_000 - 0.5)


def test_no_histogram_is_drawn_of_what_counts_nothing() -> None:

    chart = CASES["histogram"]()
    assert charts.plot(chart).classed
    (series,) = chart.series
    half = replace(series, points=tuple(fact and replace(fact, value=0.5) for fact in series.points))
    for wrong in (replace(chart, series=(half,)), replace(chart, series=(series, series))):
        with pytest.raises(BriefingError):
            charts.plot(wrong)
