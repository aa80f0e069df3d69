"""Charts of parts and of bands: what stands on what, the sums over parts, and the ends of a band, read back and added
up again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element as Tree

from briefing.proof.findings import Findings, Rule
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.package.xml_names import long, value
from briefing.proof.planned.planned_charts import DrawnChart, drawn_charts, shifts
from briefing.proof.planned.planned_texts import FIX
from briefing.proof.planned.stretches import Region, words
from briefing.proof.reading.drawn_bands import series_name
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart
from briefing.proof.reading.plotted_series import SeriesData

PARTS: Final = Rule("planned-parts", "error", "parts stand on each other up to their sum, a band lies between its ends")
_SUMMED: Final = ("area", "stacked", "stacked_bars")
_NEAR: Final = 1e-6
_ENDS: Final = 2


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield charts whose parts do not stand on each other, or not up to their sum, and bands with other ends."""
    charts = list(drawn_charts(stretch))
    for figure in entry.charts:
        if figure.kind not in (*_SUMMED, "band"):
            continue
        names = [words(series.name) for series in figure.series]
        for drawn in charts:
            held = {words(series.name): series for series in drawn.series}
            found: Iterator[str] | None = None
            if figure.kind == "band" and names[:_ENDS] == [name for name in names[:_ENDS] if name in held]:
                found = _band(figure, drawn, ledger)
            elif figure.kind != "band" and all(name in held for name in names):
                found = _summed(figure, drawn, [held[name] for name in names], ledger)
            for what in found or ():
                yield PARTS.at(stretch.parsed.location(drawn.page, drawn.element), f"{entry.place}: {what}", FIX)


def _summed(figure: PlannedChart, drawn: DrawnChart, series: Sequence[SeriesData], ledger: Ledger) -> Iterator[str]:
    total = [one for one, planned in zip(series, figure.series, strict=True) if _is_sum(planned.facts)]
    parts = [one for one in series if one not in total]
    plots = {id(plot): plot for part in parts if (plot := _plot_of(drawn.tree, part.name)) is not None}
    if len(plots) != 1:
        yield "its parts are drawn by several plots, so that none stands on another"
        return
    (plot,) = plots.values()
    expected = "areaChart" if figure.kind == "area" else "barChart"
    if plot.tag.rpartition("}")[2] != expected or value(plot, long("c:grouping")) not in ("stacked", "percentStacked"):
        yield "its parts do not stand on each other"
    order = [words(series_name(tree)) for tree in plot.iter(long("c:ser"))]
    if order != [words(part.name) for part in parts]:
        yield "its parts stand on each other in another order than composed"
    for one in total:
        if one.kind != "lineChart":
            yield f"{one.name} is drawn as a part, and not over them"
        for at, drawn_sum in one.values.items():
            added = sum((part.values.get(at, Decimal(0)) for part in parts), start=Decimal(0))
            if abs(float(added) - float(drawn_sum)) > _NEAR * max(1.0, abs(float(added))):
                yield f"the parts of {one.categories.get(at, '')} add up to {added:f}, and their sum is {drawn_sum:f}"
        yield from _labels(one, [_fact(name, ledger) for name in figure.series[-1].facts], ledger.edition.lang)


def _labels(series: SeriesData, facts: Sequence[LedgerFact | None], lang: str) -> Iterator[str]:
    for at, text in series.labels.items():
        fact = facts[at] if at < len(facts) else None
        if fact is not None and agrees(text, fact, lang) is False:
            yield f"“{text}” stands over {series.categories.get(at, '')}, where the sum is {fact.value:.12g}"


def _band(figure: PlannedChart, drawn: DrawnChart, ledger: Ledger) -> Iterator[str]:
    """Yield ends of a band that lie elsewhere than their values."""
    areas = [plot for plot in drawn.tree.iter(long("c:areaChart")) if value(plot, long("c:grouping")) == "stacked"]
    held = [_data(drawn, series_name(tree)) for plot in areas for tree in plot.iter(long("c:ser"))]
    if len(held) != _ENDS or None in held:
        yield "its band is not an area on what lies below it"
        return
    below, band = (one for one in held if one is not None)
    for at, category in enumerate(figure.categories):
        low, high = (_fact(series.facts[at], ledger) for series in figure.series[1:])
        ends = below.values.get(at), band.values.get(at)
        if low is None or high is None or ends[0] is None or ends[1] is None:
            continue
        tried = shifts([low, high], ledger.edition.lang)
        for name, drawn_end, fact in (("lower", ends[0], low), ("upper", ends[0] + ends[1], high)):
            if not any(abs(float(drawn_end) - fact.value * 10.0**by) <= _near(fact, by) for by in tried):
                meant = f"{fact.value:.12g}"
                yield f"the {name} end of the band is at {drawn_end.normalize():f} in {category}, composed as {meant}"
    seen = next(tree for plot in areas for tree in plot.iter(long("c:ser"))).find(long("c:spPr"))
    if seen is None or seen.find(long("a:noFill")) is None:
        yield f"what lies below the band is filled, as if {below.name} were an amount"


def _near(fact: LedgerFact, by: int) -> float:
    return _NEAR * max(1.0, abs(fact.value * 10.0**by))


def _fact(name: str, ledger: Ledger) -> LedgerFact | None:
    return ledger.facts.get(name)


def _is_sum(facts: Sequence[str]) -> bool:
    return any(".sum_with(" in name for name in facts)


def _plot_of(tree: Tree, name: str) -> Tree | None:
    for plot in tree.iter():
        if plot.tag.endswith("Chart") and any(series_name(series) == name for series in plot.findall(long("c:ser"))):
            return plot
    return None


def _data(drawn: DrawnChart, name: str) -> SeriesData | None:
    return next((series for series in drawn.series if series.name == name), None)
