"""A number stands in the row that it is of; a sentence beside the rows is no number of them.

rules: planned-numbers
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from briefing.proof.planned.chart_area import ChartArea, Label
from briefing.proof.planned.planned_labels import along
from briefing.proof.planned.row_labels import in_rows
from briefing.proof.planned.stretches import words
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlannedChart, PlannedSeries

VALUES = {"Alder": 7.0, "Birch": -5.0, "Cedar": 3.0}
FACTS = {name: LedgerFact(value, "%", "=", name) for name, value in VALUES.items()}
CHART = PlannedChart("bar", series=(PlannedSeries("Visits", tuple(FACTS)),), rows=tuple(FACTS))


def found(*beside: str) -> list[str]:
    """Texts that stand at the height of each row, from the first on → what is wrong with them."""
    labels = [label(name, 40.0, 100.0 + 30 * at) for at, name in enumerate(VALUES)]
    labels += [label(text, 300.0, 100.0 + 30 * at) for at, text in enumerate(beside)]
    unused = cast(Any, None)
    area = ChartArea(unused, unused, tuple(labels))
    return list(in_rows(CHART, area, cast(Ledger, SimpleNamespace(facts=FACTS)), "en"))


def label(text: str, across: float, down: float) -> Label:
    return Label(text, words(text), (across - 20, down - 5, across + 20, down + 5))


def test_the_value_of_another_row_is_found() -> None:
    assert found("7%", "−5%", "3%") == []
    (wrong, _) = found("−5%", "7%", "3%")
    assert wrong == "“−5%” stands in the row of Alder, it is that of Birch"


def test_a_sentence_at_the_height_of_a_row_is_no_value_of_it() -> None:
    assert found("Ask next: why did visits change by 3% there?") == []


RANKS = {"isle.a": 3.0, "isle.b": 40.0, "cape.a": 1.0, "cape.b": 2.0, "ford.a": 2.0, "ford.b": 3.0}
LINES = tuple(PlannedSeries(name.title(), (f"{name}.a", f"{name}.b")) for name in ("isle", "cape", "ford"))
FEET = (Label("2001", ("2001",), (30, 200, 50, 210)), Label("2002", ("2002",), (230, 200, 250, 210)))


def ranked(beside: str, *, isle: float = 70.0) -> list[str]:
    """A text before the name of a line that has left the scale, which stands there, and the names of two others."""
    facts = {name: LedgerFact(value, "rank", "=", name) for name, value in RANKS.items()}
    labels = [label("Isle", isle, 120.0), label(beside, isle - 46, 120.0), label("Cape", 290.0, 110.0)]
    area = ChartArea(cast(Any, None), cast(Any, None), (*labels, label("Ford", 290.0, 120.0), *FEET))
    figure = PlannedChart("bump", "", ("2001", "2002"), LINES)
    return [what for what in along(figure, area, cast(Ledger, SimpleNamespace(facts=facts)), "en") if beside in what]


def test_a_line_of_ranks_that_left_the_scale_has_its_name_beside_any_rank_of_its_own() -> None:
    assert ranked("3") == []
    assert ranked("2") == ["“2” stands beside Isle, it is that of Cape"]
    assert ranked("3", isle=290.0) == ["“3” stands beside Isle, it is that of Ford"]
