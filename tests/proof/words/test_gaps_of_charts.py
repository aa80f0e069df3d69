"""A period for which nothing was published is asked for where its chart stands, and of worked-out values too."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing.proof.periods import period
from briefing.proof.proving import ReadFile, judge, read
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.words.data_marks import _names_year
from tests.invented import Invented, project
from tests.proof.mutations.slides import words
from tests.proof.mutations.strangers import LEDGER, PROJECTS, finished, named
from tests.proof.mutations.strangers_time import Edit, changed

FUEL = PROJECTS["fuel"]
GAP = "October 2025"  # in the note, and where there is room in the chart


@cache
def deck(*without: int) -> ReadFile:
    """The deck, some of its slides without the name of the month."""
    name = named("fuel", "pptx")
    data = finished("fuel")[name]
    for slide in without:
        data = words(slide, GAP, "", 0)(data)
    return read(name, data)


def accused(parsed: ReadFile, edit: Edit | None = None) -> list[int]:
    name = named("fuel", LEDGER)
    data = finished("fuel")[name]
    findings = judge([parsed], (name, changed(data, edit) if edit else data), Tables(FUEL), deep=False).findings
    return [one.location.page for one in findings if one.rule == "word-gap"]


def printing(slide: int, element: str, *facts: str) -> Edit:
    """A ledger in which an element of a slide prints facts of the line of the first chart."""

    def edit(ledger: dict[str, Any]) -> None:
        for fact in facts:
            use = next(use for use in ledger["uses"] if use["fact"] == fact)
            ledger["uses"].append({**use, "output": "deck", "page": slide, "element": element, "channel": "text"})

    return edit


def of_two_series(ledger: dict[str, Any]) -> None:
    """A ledger in which the values of the first chart are worked out from two series each."""
    chart = next(chart for entry in ledger["plan"] for chart in entry.get("charts", ()))
    for name in filter(None, chart["series"][0]["facts"]):
        fact = ledger["facts"][name]
        fact["observations"].append({**fact["observations"][0], "series": "other"})
        fact["tree"] = {"op": "+", "of": [{"op": "value", "of": at} for at in (0, 1)]}


def test_only_the_slides_of_charts_with_a_gap_are_accused() -> None:
    """Slide 5 has a chart without one; its sentence and its chart print the series from before and after it."""
    ends = ("fuel.at('2024-01')", "fuel.at('2026-05')")
    assert accused(deck(2, 3)) == [2, 3]
    assert accused(deck(2), printing(5, "panel", *ends)) == [2]
    assert accused(deck(2), printing(5, "chart", *ends)) == [2]


def test_a_gap_of_what_is_worked_out_from_several_series_is_to_be_named() -> None:
    assert accused(deck(), of_two_series) == []
    assert accused(deck(2), of_two_series) == [2]


def of_a_card(ledger: dict[str, Any]) -> None:
    """A ledger in which the first chart is the line of a card, whose numbers are those of its last value alone."""
    entry = next(entry for entry in ledger["plan"] if entry.get("charts"))
    entry["charts"][0]["title"] = "Fuel"
    entry["groups"] = [{"rows": [["Fuel", "122.8"]], "loose": True}]
    ledger["uses"] = [use for use in ledger["uses"] if use["page"] != 2 or use["element"] == "title"]


def test_a_gap_in_the_line_of_a_card_is_to_be_named() -> None:
    assert accused(deck(), of_a_card) == []
    assert accused(deck(2), of_a_card) == [2]


YEARLY = """\
sections:
  - id: visits
    title: "{{ visits.last | full }} in {{ visits.last | year }}"
    subtitle: Visits
    chart: {kind: line, series: [visits]}
"""


def test_a_year_for_which_nothing_was_published_is_named_by_the_note_of_its_chart(tmp_path: Path) -> None:
    folder = project(tmp_path / "mine", Invented(values=(40, 25, 33, "", 48, 56)), YEARLY)
    rows = (folder / "observations.csv").read_text("utf-8").splitlines()
    marked = [f"{row},{'O' if ',2021,,' in row else ''}" for row in rows[1:]]
    (folder / "observations.csv").write_text("\n".join([f"{rows[0]},status", *marked, ""]), "utf-8")
    built = briefing.build(folder, tmp_path / "out", only=["deck"])
    assert built.deck is not None
    ledger = built.ledger.name, built.ledger.read_bytes()
    for data, pages in ((built.deck.read_bytes(), []), (words(2, "2021", "", 0)(built.deck.read_bytes()), [2])):
        findings = judge([read(built.deck.name, data)], ledger, Tables(folder), deep=False).findings
        assert [one.location.page for one in findings if one.rule == "word-gap"] == pages


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Note: 2021: not published.", True),
        ("注：2021年：未公布。", True),
        ("No value for 2020–2022.", True),
        ("2021", False),  # of a scale
        ("Visits, 2012–2023", False),
        ("Visits of 12021 places", False),
    ],
)
def test_a_year_is_named_by_words_and_by_no_scale(line: str, *, named: bool) -> None:
    assert _names_year(f"Visits\n{line}\n48", period("2021")) == named
