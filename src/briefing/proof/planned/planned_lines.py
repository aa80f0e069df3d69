"""Sparklines of a slide: whether the line of each row stands next to its own name."""

from __future__ import annotations

from briefing.proof.findings import Findings
from briefing.proof.planned.planned_charts import IN_LINES, begins, drawn_charts
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region, words
from briefing.proof.reading.ledger_reader import PlanEntry, PlannedChart


def check(entry: PlanEntry, stretch: Region) -> Findings:
    """Yield lines that stand at the height of another row's name."""
    for figure in entry.charts:
        if figure.kind in IN_LINES:
            yield from _next_to_name(entry, figure, stretch)


def _next_to_name(entry: PlanEntry, figure: PlannedChart, stretch: Region) -> Findings:
    called = {words(series.name): row for series, row in zip(figure.series, figure.rows, strict=True)}
    for drawn in drawn_charts(stretch):
        own = next((called[words(one.name)] for one in drawn.series if words(one.name) in called), "")
        heads = {
            row: (element.box[1] + element.box[3]) / 2
            for row in figure.rows
            for element in drawn.page.elements
            if element.role == "text" and element.box and begins(element.text, row)
        }
        if drawn.element.box is None or own not in heads:
            continue
        middle = (drawn.element.box[1] + drawn.element.box[3]) / 2
        near = min(heads, key=lambda row: abs(heads[row] - middle))
        if near != own:
            what = f"{entry.place}: the line of {own} stands beside “{near}”"
            yield NUMBERS.at(stretch.parsed.location(drawn.page, drawn.element), what, FIX)
