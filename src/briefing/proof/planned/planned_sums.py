"""Charts of what adds up: the steps of a waterfall and the parts of a change, read back and added up again.

A waterfall's columns are read as they are seen, from where each begins to where it ends, whatever series draw them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.proof.findings import Findings, Rule
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.parsed_file import Element, Page
from briefing.proof.planned.planned_charts import DrawnChart, drawn_charts, shifts
from briefing.proof.planned.planned_texts import FIX
from briefing.proof.planned.stretches import Region, words
from briefing.proof.reading.column_steps import SteppedColumns, stepped_columns
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart

SUMS: Final = Rule("planned-sums", "error", "columns that add up are drawn so, each step with its sign and its colour")
_NEAR: Final = 1e-9
_POINT: Final = 0.05  # of a part and of its total, which are printed with one decimal
_MINUS: Final = ("−", "-")


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield waterfalls and contributions that draw other values than composed, or do not add up."""
    charts = list(drawn_charts(stretch))
    for figure in entry.charts:
        facts = [[ledger.facts.get(fact) for fact in series.facts] for series in figure.series]
        found = (
            _steps(figure, facts[0], charts, ledger.edition.lang)
            if figure.kind == "waterfall"
            else _parts(figure, facts, charts)
            if figure.kind == "contributions"
            else ()
        )
        for page, element, what in found:
            yield SUMS.at(stretch.parsed.location(page, element), f"{entry.place}: {what}", FIX)


Fault = tuple[Page, Element, str]


def _steps(
    figure: PlannedChart, facts: Sequence[LedgerFact | None], charts: Sequence[DrawnChart], lang: str
) -> Iterator[Fault]:
    named = [words(category) for category in figure.categories]
    read = [(drawn, steps) for drawn in charts if (steps := stepped_columns(drawn.tree))]
    own = [(drawn, steps) for drawn, steps in read if [words(name) for name in steps.categories] == named]
    if not own:
        if charts:
            yield charts[0].page, charts[0].element, "no chart draws its steps, from the first value to the last"
        return
    drawn, steps = own[0]
    wholes = {len(facts) - 1, *(() if figure.series[0].facts[0].endswith(".change") else (0,))}
    placed = (*_values(steps, facts, lang), *_order(steps))
    for what in (*placed, *_colours(steps, wholes), *_labels(steps, facts, wholes, lang)):
        yield drawn.page, drawn.element, what


def _values(steps: SteppedColumns, facts: Sequence[LedgerFact | None], lang: str) -> Iterator[str]:
    """Yield columns of another height than their fact, or steps that do not lead to the last value."""
    known = [fact for fact in facts if fact is not None]
    for name, drawn, fact in zip(steps.categories, steps.values, facts, strict=True):
        if fact is not None and not any(_same(float(drawn), fact.value * 10.0**shift) for shift in shifts(known, lang)):
            yield f"the chart draws {drawn.normalize():f} for {name}, which was composed as {fact.value:.12g}"
    *parts, last = (float(value) for value in steps.values)
    allowed = sum(_digit(fact) for fact in known)
    if abs(sum(parts) - last) > allowed * (1 + _NEAR):
        yield f"its steps add up to {sum(parts):.12g}, and its last column is {last:.12g}"


def _order(steps: SteppedColumns) -> Iterator[str]:
    """Yield columns that do not begin where the one before ends, and ends from which no line leads on."""
    for name in steps.parted[: None if steps.categories[-1] not in steps.parted else -1]:
        yield f"the column of {name} does not begin where the one before it ends"
    for name in steps.untied:
        yield f"no line leads from the end of {name} to the next column"


def _colours(steps: SteppedColumns, wholes: set[int]) -> Iterator[str]:
    """Yield series that hold steps up and steps down, or steps and whole values, which their colour would mix up."""
    held: dict[str, set[str]] = {}
    for at, (value, names) in enumerate(zip(steps.values, steps.series, strict=True)):
        sort = "whole values" if at in wholes else "steps up" if value > 0 else "steps down" if value < 0 else ""
        for name in names:
            held.setdefault(name, set()).update({sort} - {""})
    for name, sorts in held.items():
        if len(sorts) > 1:
            yield f"the series {name} holds {' and '.join(sorted(sorts))}"


def _labels(steps: SteppedColumns, facts: Sequence[LedgerFact | None], wholes: set[int], lang: str) -> Iterator[str]:
    """Yield labels that print another value than their fact, or a step without its sign."""
    for at, (name, label, fact) in enumerate(zip(steps.categories, steps.labels, facts, strict=True)):
        if fact is None or not label:
            continue
        minus, plus = label.startswith(_MINUS), label.startswith("+")
        if agrees(label, fact, lang) is False:
            yield f"“{label}” stands at {name}, where it is {fact.value:.12g}"
        elif at not in wholes and ((fact.value > 0 and not plus) or (fact.value < 0 and not minus)):
            yield f"“{label}” stands at {name}, a step of {fact.value:.12g}, without its sign"


def _parts(
    figure: PlannedChart, facts: Sequence[Sequence[LedgerFact | None]], charts: Sequence[DrawnChart]
) -> Iterator[Fault]:
    """Yield periods whose parts do not add up to the total that is drawn over them."""
    names = [words(series.name) for series in figure.series]
    for drawn in charts:
        held = {words(series.name): series for series in drawn.series}
        if not all(name in held for name in names):
            continue
        *parts, total = (held[name] for name in names)
        kinds = {part.kind for part in parts}
        if kinds != {"barChart"} or total.kind != "lineChart":
            yield drawn.page, drawn.element, "its parts are no columns, or its total is no mark over them"
            return
        for at, value in total.values.items():
            values = [float(part.values[at]) for part in parts if at in part.values]
            known = [series[at] for series in facts if at < len(series)]
            digits = (_digit(fact) for fact in known if fact)
            allowed = _POINT * len(known) if _of_change(known) else sum(digits)
            if abs(sum(values) - float(value)) > max(allowed, _NEAR * abs(float(value))):
                what = f"the parts of {total.categories.get(at, '')} add up to {sum(values):.6g}, and their total is"
                yield drawn.page, drawn.element, f"{what} {float(value):.6g}"
        return


def _of_change(facts: Sequence[LedgerFact | None]) -> bool:
    return any(fact is not None and fact.unit == "percentage points" for fact in facts)


def _digit(fact: LedgerFact) -> float:
    """Return one of the last digit that the records of a fact have."""
    return sum(10.0 ** -_decimals(record.value) for record in fact.observations) or 1.0


def _decimals(value: float) -> int:
    return len(f"{value:.12f}".rstrip("0").partition(".")[2])


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _NEAR * max(abs(one), abs(other), 1.0)
