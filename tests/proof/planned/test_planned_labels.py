"""A number stands in the row that it is of; a sentence beside the rows is no number of them.

rules: planned-numbers
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from briefing.proof.planned.planned_labels import ChartArea, Label, in_rows
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
