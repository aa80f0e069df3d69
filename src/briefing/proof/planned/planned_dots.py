"""Dots in a plane: whether each stands where its two values are, is as large as its third, and has its own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from briefing.proof.findings import Findings
from briefing.proof.parsed_file import Element, Page
from briefing.proof.planned.planned_charts import IN_PLANES, DrawnChart, drawn_charts, same, shifts
from briefing.proof.planned.planned_medians import inside, median_faults
from briefing.proof.planned.planned_texts import FIX, NUMBERS, WORDS
from briefing.proof.planned.stretches import Region, words
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart
from briefing.proof.reading.plotted_series import SeriesData

_OF_DOTS: Final = ("scatterChart", "bubbleChart")
_SCALES: Final = ("across", "up", "in size")


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield dots that stand elsewhere than composed, and scales under another's name."""
    charts = list(drawn_charts(stretch))
    for figure in entry.charts:
        if figure.kind in IN_PLANES:
            yield from _plane(entry, figure, charts, stretch, ledger)


def _plane(
    entry: PlanEntry, figure: PlannedChart, charts: Sequence[DrawnChart], stretch: Region, ledger: Ledger
) -> Findings:
    """Yield the faults of the chart of a slide that differs least from the one composed."""
    planes = [
        (drawn, series) for drawn in charts for series in drawn.series if series.kind in _OF_DOTS and series.categories
    ]
    if not planes:
        if charts:
            at = stretch.parsed.location(charts[0].page, charts[0].element)
            yield NUMBERS.at(at, f"{entry.place}: no chart has dots with names", FIX)
        return
    found = [(drawn, list(_dots(figure, series, ledger))) for drawn, series in planes]
    drawn, wrong = min(found, key=lambda pair: len(pair[1]))
    where = stretch.parsed.location(drawn.page, drawn.element)
    for what in (*wrong, *median_faults(figure, drawn, ledger)):
        yield NUMBERS.at(where, f"{entry.place}: {what}", FIX)
    for what in _scale_names(figure, drawn.page, drawn.element):
        yield WORDS.at(where, f"{entry.place}: {what}", FIX)


def _dots(figure: PlannedChart, series: SeriesData, ledger: Ledger) -> Iterator[str]:
    named = {words(name): at for at, name in series.categories.items()}
    missing = [name for name in figure.categories if words(name) not in named]
    if missing:
        yield f"no dot is called “{missing[0]}”"
    for scale, planned, held in zip(_SCALES, figure.series, (series.values, series.up, series.sizes), strict=False):
        facts = {name: ledger.facts[fact] for name, fact in zip(figure.categories, planned.facts, strict=True) if fact}
        yield from _values(planned.name, scale, facts, {name: held.get(at) for name, at in named.items()}, ledger)
    for at, label in series.labels.items():
        name = series.categories.get(at, "")
        if words(label) != words(name) and words(label) in named:
            yield f"“{label}” stands at the dot of {name}"


def _values(
    name: str,
    scale: str,
    facts: Mapping[str, LedgerFact],
    drawn: Mapping[tuple[str, ...], Decimal | None],
    ledger: Ledger,
) -> Iterator[str]:
    """Yield the first value of a scale that is not drawn as composed."""
    tried = {
        shift: [one for one, fact in facts.items() if not same(drawn.get(words(one)), fact, shift)]
        for shift in shifts(facts.values(), ledger.edition.lang)
    }
    shift = min(tried, key=lambda one: len(tried[one]))
    for one in tried[shift][:1]:
        value = drawn.get(words(one))
        shown = "nothing" if value is None else format(value.normalize(), "f")
        meant = f"{facts[one].value * 10.0**shift:.12g}"
        yield f"the chart draws {shown} {scale} for {name}, {one}, which was composed as {meant}"


def _scale_names(figure: PlannedChart, page: Page, chart: Element) -> Iterator[str]:
    """Yield names of scales that do not stand at their own: that of the upright one above the dots, the other below."""
    if chart.box is None:
        return
    middle = (chart.box[1] + chart.box[3]) / 2
    held = [
        element
        for element in page.elements
        if element.role == "text" and element.box and inside(element.box, chart.box)
    ]
    for at, planned in enumerate(figure.series[:2]):
        own = words(planned.name)
        heads = [element for element in held if words(element.text)[: len(own)] == own and element.box]
        below = [element for element in heads if element.box and (element.box[1] + element.box[3]) / 2 > middle]
        if not heads:
            yield f"no scale is called “{planned.name}”"
        elif (at == 0) != bool(below):
            yield f"“{planned.name}” stands at the other scale"
