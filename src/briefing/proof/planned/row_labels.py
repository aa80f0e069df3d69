"""What stands in the rows of a chart: whether each number and name is that of its own row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from briefing.proof.findings import Findings
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.planned.chart_area import VALUE_WORDS, ChartArea, Label, facts_of, owner_of, placed
from briefing.proof.planned.planned_charts import IN_LINES
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region, words
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart

_DIGITS: Final = re.compile(r"\d+")


def row_names(
    entry: PlanEntry, figure: PlannedChart, area: ChartArea, stretch: Region, order: Sequence[str]
) -> Findings:
    """Yield names along a native chart that stand in another order than its rows."""
    names = placed(figure.rows, area.labels)
    shown = [label.text for label in sorted(names or (), key=lambda label: label.down)]
    expected = [name for name in order if words(name) in map(words, figure.rows)]
    if names and len(expected) == len(shown) and list(map(words, expected)) != list(map(words, shown)):
        at = next(at for at, (row, name) in enumerate(zip(expected, shown, strict=True)) if words(row) != words(name))
        what = f"{entry.place}: “{shown[at]}” stands beside the row of {expected[at]}"
        yield NUMBERS.at(stretch.parsed.location(area.page, area.element), what, FIX)


def in_rows(figure: PlannedChart, area: ChartArea, ledger: Ledger, lang: str) -> Iterator[str]:
    """Yield numbers that stand in another row than their own."""
    heads = placed(figure.rows, area.labels)
    if heads is None:
        return
    facts = facts_of(figure, ledger)
    if figure.kind in IN_LINES:  # a series for each row
        facts = [list(each) for each in zip(*facts, strict=True)]
    rows: list[list[LedgerFact]] = [
        [fact for series in facts if at < len(series) and (fact := series[at]) is not None] for at in range(len(heads))
    ]
    cells = [
        [words(line) for column in figure.columns for line in column[at + 1].split("\n")] for at in range(len(heads))
    ]
    held = _by_row(heads, area.labels)
    names = {words(name) for name in (*figure.rows, *(column[0] for column in figure.columns))}
    for at, labels in enumerate(held):
        yield from _below_heads(figure, area, labels, at)
        for label in labels:
            if label.words in names or label.words in cells[at] or _dated(figure, label):
                continue
            if any(agrees(label.text, fact, lang) for fact in rows[at]):  # though the cell of another has the same
                continue
            others = [(figure.rows[row], fact) for row, known in enumerate(rows) if row != at for fact in known]
            held_by = (figure.rows[row] for row, texts in enumerate(cells) if row != at and label.words in texts)
            owner = next(held_by, "")
            short = rows[at] and len(label.words) <= VALUE_WORDS  # what is longer is a sentence beside the chart
            owner = owner or (owner_of(label, rows[at], others, lang) if short else "")
            if owner:
                yield f"“{label.text}” stands in the row of {figure.rows[at]}, it is that of {owner}"
    yield from _heads(figure, area, facts, heads)


def _by_row(heads: Sequence[Label], labels: Sequence[Label]) -> list[list[Label]]:
    """Return the labels that stand at the height of each head."""
    neighbours = pairwise(sorted(head.down for head in heads))
    room = min((below - above for above, below in neighbours), default=0.0)
    found: list[list[Label]] = [[] for _ in heads]
    for label in labels:
        at = min(range(len(heads)), key=lambda at: abs(heads[at].down - label.down))
        if abs(heads[at].down - label.down) <= room / 2:
            found[at].append(label)
    return found


def _dated(figure: PlannedChart, label: Label) -> bool:
    """Whether the only numbers of a label are the years that name series, as in "no value in 2023"."""
    numbers = set(_DIGITS.findall(label.text))
    return bool(numbers) and numbers <= {series.name for series in figure.series}


def _below_heads(figure: PlannedChart, area: ChartArea, labels: Sequence[Label], row: int) -> Iterator[str]:
    """Yield cells of a row that stand below the head of another column alone; the mark of a row may have the same
    words.

    Numbers end where their head ends, words begin where it begins.
    """
    heads = placed([column[0] for column in figure.columns], area.labels)
    for column, head in zip(figure.columns, heads or (), strict=False):
        for line in column[row + 1].split("\n"):
            alike = [label for label in labels if label.words == words(line)]
            near = [min(heads or (), key=lambda one, label=label: _off(one, label)) for label in alike]
            if near and head not in near:
                yield f"“{line}” stands below {near[0].text}, it is one of {head.text}"


def _off(head: Label, label: Label) -> float:
    return min(abs(head.box[0] - label.box[0]), abs(head.box[2] - label.box[2]))


def _heads(
    figure: PlannedChart, area: ChartArea, facts: Sequence[Sequence[LedgerFact | None]], rows: Sequence[Label]
) -> Iterator[str]:
    """Yield the names over the first row, or of dots over any, in the order of what they head."""
    over = [label for label in area.labels if label.down < min(row.down for row in rows)]
    called = [series.name for series in figure.series]
    names = placed(called, over) or (placed(called, area.labels) if figure.kind == "dumbbell" else None)
    if names is None or len(names) < 2:
        return
    for one, other in pairwise(names):
        if figure.kind == "share" or (figure.kind == "dumbbell" and area.keyed):
            wrong = one.across > other.across
        elif figure.kind == "dumbbell":
            turned = _turned_back(facts, rows, one.down)
            wrong = turned is not None and (one.across > other.across) != turned
        else:
            continue
        if wrong:
            yield f"“{one.text}” and “{other.text}” stand in each other's place"


def _turned_back(facts: Sequence[Sequence[LedgerFact | None]], rows: Sequence[Label], down: float) -> bool | None:
    """Whether the later of two dots stands at the left where their names stand: over a lower row in that one, over the
    first in all rows, as they may head any; None where the dots of each row are one."""
    pairs = list(zip(facts[0], facts[1], strict=True))
    middles = [row.down for row in rows]
    if min(middles) < down < max(middles):
        below = min((middle, at) for at, middle in enumerate(middles) if middle > down)[1]
        pairs = pairs[below : below + 1]
    falls = [right.value < left.value for left, right in pairs if left and right and left.value != right.value]
    return all(falls) if falls else None
