"""A writer that exchanges two numbers, names, rows or titles is found, whatever the ledger says that it wrote.

rules: planned-numbers, planned-words
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError
from briefing.proof.findings import ProofFinding
from briefing.proof.proving import judge, read
from tests.grouping import grouped
from tests.proof.mutations.strangers import LEDGER, PROJECTS, finished, named
from tests.proof.planned.exchanges import Exchange, boxes_exchanged, faults, marks_exchanged, with_charts
from tests.thorough import dealt, of_each_kind

_ALL = ("deck", "brief", "letter")
_DECK = ("deck",)
_MEASURED = ("deck", "brief")  # places of marks alone, which words do not tell and so no web edition
EXCHANGES = (
    Exchange("values of two cards", "glance blocks 0 cards 0 value", "glance blocks 0 cards 1 value", _ALL),
    Exchange("labels of two cards", "glance blocks 0 cards 0 label", "glance blocks 0 cards 2 label", _ALL),
    Exchange("units of two cards", "glance blocks 0 cards 0 unit", "glance blocks 0 cards 1 unit", _ALL),
    Exchange("changes of two cards", "glance blocks 0 cards 0 changes 0", "glance blocks 0 cards 1 changes 0", _ALL),
    Exchange("slopes of two cards", "glance blocks 0 cards 0 slope", "glance blocks 0 cards 1 slope", _DECK),
    Exchange("names of two lines", "places blocks 0 series 2 name", "places blocks 0 series 3 name"),
    Exchange("values of two lines", "places blocks 0 series 2 points", "places blocks 0 series 3 points"),
    Exchange("a last value of two lines", "places blocks 0 series 2 points 6", "places blocks 0 series 3 points 6"),
    Exchange("a value that no label tells", "places blocks 0 series 2 points 3", "places blocks 0 series 3 points 3"),
    Exchange("two columns", "boxes blocks 0 series 0 points 4", "boxes blocks 0 series 0 points 5"),
    Exchange("names of two dumbbells", "ports blocks 0 rows 1 name", "ports blocks 0 rows 2 name"),
    Exchange("ends of dumbbells", "ports blocks 0 series 0 points 1", "ports blocks 0 series 1 points 1"),
    Exchange("years of dumbbells", "ports blocks 0 series 0 name", "ports blocks 0 series 1 name"),
    Exchange("values of two dumbbells", "ports blocks 0 series 0 points 1", "ports blocks 0 series 0 points 2"),
    Exchange("names of two ranks over time", "rank blocks 0 series 2 name", "rank blocks 0 series 3 name"),
    Exchange("two ranks over time", "rank blocks 0 series 2 points", "rank blocks 0 series 3 points"),
    Exchange("ranks on two lists", "lists blocks 0 rows 0 rank", "lists blocks 0 rows 1 rank"),
    Exchange("names of two lists", "lists blocks 0 rows 0 name", "lists blocks 0 rows 1 name"),
    Exchange("who is ahead on two lists", "lists blocks 0 rows 0 ahead", "lists blocks 0 rows 1 ahead"),
    Exchange("two shades of a row", "heat blocks 0 rows 0 cells 1", "heat blocks 0 rows 0 cells 2"),
    Exchange("two shades of a year", "heat blocks 0 rows 0 cells 1", "heat blocks 0 rows 1 cells 1"),
    Exchange("two years over shades", "heat blocks 0 years 1", "heat blocks 0 years 2"),
    Exchange("names of two rows of shades", "heat blocks 0 rows 0 name", "heat blocks 0 rows 1 name"),
    Exchange("two bars", "aims blocks 0 series 0 points 0", "aims blocks 0 series 0 points 1"),
    Exchange("names of two bars", "aims blocks 0 rows 0 name", "aims blocks 0 rows 1 name"),
    Exchange("two cells beside bars", "aims blocks 0 columns 0 cells 0", "aims blocks 0 columns 0 cells 1"),
    Exchange("cells of two columns", "aims blocks 0 columns 0 cells 0", "aims blocks 0 columns 1 cells 0"),
    Exchange("two cells of a table", "cautions blocks 0 rows 0 1", "cautions blocks 0 rows 2 1"),
    Exchange("titles of two sections", "places title", "boxes title"),
    Exchange("lines below two titles", "places subtitle", "boxes subtitle"),
    Exchange("points of two sections", "stay points 1", "places points 1", _DECK),
    Exchange("answers to two questions", "ask blocks 0 items 0 known", "ask blocks 0 items 1 known"),
    Exchange("dates of two milestones", "plan blocks 0 events 0 date", "plan blocks 0 events 1 date"),
    Exchange("slopes of the cover", "document cover series 0 points", "document cover series 1 points", _DECK),
    Exchange("names of the cover's slopes", "document cover series 0 name", "document cover series 1 name", _DECK),
    Exchange("headlines of two parts", "document parts 0 headline", "document parts 1 headline", ("brief",)),
    Exchange("standfirsts of two parts", "document parts 0 standfirst", "document parts 1 standfirst", ("brief",)),
    Exchange(
        "two bars of places",
        "places blocks 0 series 0 points 0",
        "places blocks 0 series 0 points 1",
        project="gallery",
    ),
    Exchange(
        "two parts of a whole", "share blocks 0 series 0 points", "share blocks 0 series 1 points", project="gallery"
    ),
    Exchange(
        "names of two parts of a whole",
        "share blocks 0 series 0 name",
        "share blocks 0 series 1 name",
        project="gallery",
    ),
    Exchange(
        "two parts of columns",
        "stacked blocks 0 series 0 points",
        "stacked blocks 0 series 1 points",
        project="gallery",
    ),
    Exchange(
        "names of parts of columns",
        "stacked blocks 0 series 1 name",
        "stacked blocks 0 series 3 name",
        project="gallery",
    ),
    *(
        Exchange(f"two dots {what}", f"scatter blocks 0 {one}", f"scatter blocks 0 {other}", outputs, project="gallery")
        for what, one, other, outputs in (
            ("across", "series 0 points 1", "series 0 points 2", _MEASURED),
            ("up", "series 1 points 1", "series 1 points 2", _MEASURED),
            ("in size", "series 2 points 1", "series 2 points 2", _MEASURED),
            ("by name", "rows 0 name", "rows 1 name", _DECK),
            ("and their scales", "series 0 name", "series 1 name", _DECK),
            ("and both medians", "medians 0", "medians 1", _DECK),
        )
    ),
    *(
        Exchange(
            f"clustered columns: {what}", f"clustered blocks 0 {one}", f"clustered blocks 0 {other}", project="gallery"
        )
        for what, one, other in (
            ("two series", "series 0 points", "series 1 points"),
            ("two columns of a year", "series 0 points 1", "series 1 points 1"),
            ("two years of a series", "series 1 points 0", "series 1 points 3"),
            ("names of two series", "series 0 name", "series 1 name"),
        )
    ),
    *(
        Exchange(f"strip: {what}", f"strip blocks 0 {one}", f"strip blocks 0 {other}", _DECK, project="gallery")
        for what, one, other in (
            ("two dots", "series 0 points 1", "series 0 points 2"),
            ("the dot that leads", "series 0 points 0", "series 0 points 6"),
            ("names of two dots", "rows 12 name", "rows 15 name"),
            ("a dot and the median", "series 0 points 0", "medians 0"),
            ("the numbers of a dot and the median", "rows 12 name", "median_names 0"),
        )
    ),
    *(
        Exchange(f"marks: {what}", f"marks blocks 0 {one}", f"marks blocks 0 {other}", project="gallery")
        for what, one, other in (
            ("a gap and a result", "differences 0 text", "results 0 text"),
            ("two results", "results 0 text", "results 1 text"),
            ("the details of two results", "results 0 detail", "results 1 detail"),
            ("whose two results are", "results 0 series", "results 1 series"),
        )
    ),
    *(
        Exchange(
            f"sparklines: {what}",
            f"sparklines blocks 0 {one}",
            f"sparklines blocks 0 {other}",
            outputs,
            project="gallery",
        )
        for what, one, other, outputs in (
            ("two lines", "series 0 points", "series 1 points", _MEASURED),
            ("a value of two lines", "series 0 points 4", "series 1 points 4", _MEASURED),
            ("names of two rows", "rows 0 name", "rows 2 name", ("deck", "brief")),
            ("two cells of a column", "columns 0 cells 0", "columns 0 cells 1", ("deck", "brief")),
            ("cells of two columns", "columns 0 cells 1", "columns 1 cells 1", ("deck", "brief")),
        )
    ),
    Exchange(
        "indices of two places", "index blocks 0 series 0 points", "index blocks 0 series 1 points", project="gallery"
    ),
    *(
        Exchange(f"worked out: {what}", one, other, project="reference")
        for what, one, other in (
            ("a mean and what it is of", "means blocks 0 series 0 points", "means blocks 0 series 1 points"),
            ("two means", "means blocks 0 series 1 points 4", "means blocks 0 series 1 points 9"),
            ("names of a mean and what it is of", "means blocks 0 series 0 name", "means blocks 0 series 1 name"),
            ("two shares", "beside blocks 0 series 0 points 0", "beside blocks 0 series 0 points 4"),
            ("two values beside ranks", "places blocks 0 columns 0 cells 0", "places blocks 0 columns 0 cells 1"),
        )
    ),
    Exchange("two slopes", "slope blocks 0 series 1 points", "slope blocks 0 series 2 points", project="gallery"),
    Exchange(
        "two panels",
        "multiples blocks 0 panels 0 series 0 points",
        "multiples blocks 0 panels 2 series 0 points",
        project="gallery",
    ),
    Exchange(
        "tiles of two groups", "tiles blocks 0 groups 0 items 0", "tiles blocks 0 groups 1 items 0", project="gallery"
    ),
)
# What stands in the rows of small lines, and between marks, is compared in the brief alone.
_IN_BRIEF_ALONE = ("the words of two gaps", "sparklines")
CASES = [(one, output) for one in EXCHANGES for output in one.outputs]
CASES += [
    (one, "web")
    for one in EXCHANGES
    if "brief" in one.outputs and one.outputs is not _MEASURED and not any(name in one.name for name in _IN_BRIEF_ALONE)
]
# An exchange within sections is written with those of other sections: each finding names its section.
WITHIN = [(one, output) for one, output in CASES if one.sections and output != "letter"]
GROUPS = grouped(WITHIN, lambda case: (case[0].project, case[1]), lambda case: (case[0].sections,))
_CHOSEN = of_each_kind(GROUPS, lambda case: case[0].name)  # of the smallest those that no other output has


@pytest.mark.parametrize(("exchange", "output"), [case for case in CASES if case not in WITHIN], ids=str)
def test_an_exchange_is_found_in_each_output(exchange: Exchange, output: str) -> None:
    found = faults(exchange.project, output, (exchange.one, exchange.other), sections=exchange.sections)
    assert found != []
    assert {one.severity for one in found} == {"error"}


@pytest.mark.parametrize(
    "group", [one for one in GROUPS if one in _CHOSEN], ids=lambda group: f"{group[0][0].project}-{group[0][1]}"
)
def test_an_exchange_is_found_in_its_section(group: tuple[tuple[Exchange, str], ...]) -> None:
    pairs, own = [(one.one, one.other) for one, _ in group], [one.sections for one, _ in group]
    found = faults(
        group[0][0].project, group[0][1], *pairs, sections=tuple(sorted({name for row in own for name in row}))
    )
    assert {one.severity for one in found} == {"error"}
    assert unnamed(found, own) == []


def unnamed(found: list[ProofFinding], own: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The sections of exchanges that no finding names."""
    return [row for row in own if not any(f"section {name}" in one.what for one in found for name in row)]


BOXES = (
    (2, "Number 1", "Number 2"),
    (2, "Changes 1", "Changes 3"),
    (3, "Name Tarn", "Name Vell"),
    (5, "Row 1", "Row 2"),
    (5, "Base 1", "Base 2"),
    (6, "Name Tarn", "Name Vell"),
    (7, "Yardstick 1", "Yardstick 2"),
    (10, "Cell 1.1", "Cell 2.1"),
    (10, "Head 1", "Head 2"),
    (10, "Row 1", "Row 3"),
    (11, "Date 1", "Date 2"),
    (13, "Answer 1.2", "Answer 2.2"),
)


@pytest.mark.parametrize("moved", [False, True], ids=["words", "places"])
@pytest.mark.parametrize("boxes", grouped(BOXES, lambda _: "deck", lambda one: one[:1]))
def test_two_texts_of_a_slide_that_are_written_in_each_others_place_are_found(
    boxes: tuple[tuple[int, str, str], ...], moved: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slide, one, other in boxes:
        boxes_exchanged(monkeypatch, slide, one, other, moved=moved)
    assert {slide for slide, *_ in boxes} == {finding.location.page for finding in faults("harbour", "deck")}


MARKS = (
    ("harbour", "columns", "series 0 labels 4", "series 0 labels 5", ("brief",)),
    ("fuel", "columns", "series 0 labels 4", "series 0 labels 5", ("brief",)),
    ("harbour", "line", "series 2 end", "series 3 end", ("deck", "brief")),
    ("harbour", "bump", "series 2 end", "series 3 end", ("deck", "brief")),
    ("harbour", "bump", "columns 0 cells 2", "columns 0 cells 3", ("deck", "brief")),
    ("harbour", "dumbbell", "rows 0", "rows 1", ("deck", "brief")),
    ("harbour", "dumbbell", "series 0 end", "series 1 end", ("deck", "brief")),
    ("harbour", "dumbbell", "series 0 labels 0", "series 0 labels 1", ("deck", "brief")),
    ("harbour", "bullet", "rows 0", "rows 2", ("deck", "brief")),
    ("harbour", "bullet", "columns 0 cells 0", "columns 0 cells 1", ("deck", "brief")),
    ("harbour", "bullet", "columns 0 head", "columns 1 head", ("deck", "brief")),
    ("gallery", "slope", "series 1 end", "series 2 end", ("deck", "brief")),
    ("gallery", "share", "series 0 end", "series 1 end", ("deck", "brief")),
    ("gallery", "bar", "rows 0", "rows 1", ("deck", "brief")),
    ("gallery", "stacked", "series 0 end", "series 2 end", ("deck", "brief")),
    ("gallery", "strip", "series 1 labels 16", "series 1 labels 17", ("deck",)),
    ("gallery", "strip", "series 0 values 0", "series 0 values 1", ("deck",)),
    ("gallery", "scatter", "series 1 values 0", "series 1 values 1", _MEASURED),
    ("gallery", "scatter", "series 2 values 0", "series 2 values 5", _MEASURED),
    ("gallery", "scatter", "series 1 labels 6", "series 1 labels 7", ("deck",)),
    ("gallery", "stacked", "series 0 labels 3", "series 0 labels 4", ("brief",)),
    ("gallery", "columns", "series 0 end", "series 1 end", ("deck", "brief")),
    ("harbour", "columns", "series 0 values 4", "series 0 values 5", ("deck", "brief")),
    ("fuel", "columns", "series 0 values 4", "series 0 values 5", ("deck", "brief")),
    ("harbour", "line", "series 2 values 2", "series 2 values 3", ("deck", "brief")),
    ("harbour", "bullet", "series 0 values 0", "series 0 values 1", ("deck", "brief")),
    ("gallery", "bar", "series 0 values 0", "series 0 values 1", ("deck", "brief")),
    ("gallery", "columns", "series 0 values 0", "series 0 values 1", ("deck", "brief")),
    ("gallery", "stacked", "series 0 values 3", "series 0 values 4", _MEASURED),
    ("gallery", "area", "series 0 values 3", "series 0 values 7", _MEASURED),
    ("gallery", "area", "series 3 values 2", "series 3 values 8", _MEASURED),
    ("gallery", "band", "series 0 values 3", "series 0 values 8", _MEASURED),
    ("gallery", "bump", "series 4 values 0", "series 4 values 4", _MEASURED),
    ("gallery", "contributions", "series 0 values 0", "series 0 values 1", _MEASURED),
    ("gallery", "contributions", "series 3 values 0", "series 3 values 2", _MEASURED),
    ("gallery", "dumbbell", "series 1 values 1", "series 1 values 3", _MEASURED),
    ("gallery", "histogram", "series 0 values 3", "series 0 values 4", _MEASURED),
    ("gallery", "seasonal", "series 1 values 2", "series 1 values 7", _MEASURED),
    ("gallery", "share", "series 1 values 0", "series 1 values 4", _MEASURED),
    ("gallery", "slope", "series 3 values 0", "series 3 values 1", _MEASURED),
    ("gallery", "sparklines", "lines 3 series 0 values 0", "lines 3 series 0 values 3", _MEASURED),
    ("gallery", "stacked_bars", "series 1 values 0", "series 1 values 3", _MEASURED),
    ("gallery", "waterfall", "series 0 values 1", "series 0 values 2", _MEASURED),
    ("gallery", "line", "series 0 values 1", "series 0 values 3", _MEASURED),
)


DRAWN = grouped(
    [(case, output) for case in MARKS for output in case[4]], lambda one: (one[0][0], one[1]), lambda one: (one[0][1],)
)


@pytest.mark.parametrize("group", DRAWN, ids=lambda group: f"{group[0][0][0]}-{group[0][1]}")
def test_two_labels_of_a_chart_that_are_drawn_in_each_others_place_are_found(
    group: tuple[tuple[tuple[str, str, str, str, tuple[str, ...]], str], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, output = group[0][0][0], group[0][1]
    for (_, kind, one, other, _), _ in group:
        marks_exchanged(monkeypatch, kind, one, other)
    own = [with_charts(project, case[1]) for case, _ in group]
    found = faults(project, output, sections=tuple(sorted({name for row in own for name in row})))
    assert unnamed(found, own) == []


ALONE = [(one.project, output) for one, output in CASES if one.sections]
ALONE += [(case[0], output) for case in MARKS for output in case[4]]


@pytest.mark.parametrize(("project", "output"), sorted(set(ALONE)))
def test_the_sections_alone_are_not_refused(project: str, output: str) -> None:
    asked = (project, output)
    names = {name for one, told in CASES if (one.project, told) == asked for name in one.sections}
    names |= {name for case in MARKS if case[0] == project and output in case[4] for name in with_charts(*case[:2])}
    assert faults(project, output, sections=tuple(sorted(names))) == []


@pytest.mark.parametrize(("project", "output"), dealt(["harbour", "lakes", "fuel", "gallery", "example"], _ALL))
def test_a_writer_that_exchanges_nothing_is_not_refused(project: str, output: str) -> None:
    assert faults(project, output) == []


def test_a_build_stops_where_a_writer_exchanges_two_numbers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    boxes_exchanged(monkeypatch, 2, "Number 1", "Number 2")
    with pytest.raises(BriefingError, match=r"“41\.6” does not stand with “Cargo”"):
        briefing.build(PROJECTS["harbour"], tmp_path / "out", only=["deck"])
    assert not (tmp_path / "out").exists()


def test_a_ledger_without_a_plan_is_read_and_the_proof_says_what_it_could_not_compare() -> None:
    name = named("harbour", LEDGER)
    rows = json.loads(finished("harbour")[name])
    assert rows.pop("plan")
    proof = judge([read("a.txt", b"")], (name, json.dumps(rows).encode()), deep=False)
    assert any("has no plan" in line for line in proof.done)
