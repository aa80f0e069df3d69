"""Places in classes: whether each column counts the class that it is called by, the classes are all of one width, and
the median and the places that are named stand where their values are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Box, Findings
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.planned.planned_charts import DrawnChart, drawn_charts
from briefing.proof.planned.planned_medians import ground_of
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region, words
from briefing.proof.reading.formula_trees import PlaceCount
from briefing.proof.reading.ledger_reader import Ledger, PlanEntry, PlannedChart

IN_CLASSES: Final = ("histogram",)
_NUMBER: Final = re.compile(r"[−-]?\d[\d,.]*")
_NEAR: Final = 1.5  # points
_SAME: Final = 1e-6  # of a width


class CountedClass(Struct, frozen=True):
    """A class by its bounds, and how many places of how many are in it."""

    name: str
    low: float
    high: float
    holding: int
    among: int


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield what is wrong with the classes of a part of the story, and with what stands over them."""
    for figure in entry.charts:
        if figure.kind not in IN_CLASSES:
            continue
        classes = list(_classes(figure, ledger))
        where = stretch.parsed.location(stretch.units[0].page, stretch.units[0].element)
        wrong = list(_counted(figure, classes))
        drawn = [one for one in drawn_charts(stretch) if _is_of(one, figure)] if stretch.parsed.kind == "deck" else []
        for chart in drawn[:1]:
            wrong += [*_median_faults(figure, classes, chart, ledger), *_misnamed(figure, chart)]
        for what in wrong:
            yield NUMBERS.at(where, f"{entry.place}: {what}", FIX)


def _classes(figure: PlannedChart, ledger: Ledger) -> Iterator[CountedClass]:
    for name, fact in zip(figure.categories, figure.series[0].facts, strict=True):
        formula = ledger.facts[fact].read_formula() if fact in ledger.facts else None
        if isinstance(formula, PlaceCount) and formula.below is not None:
            yield CountedClass(name, formula.level, formula.below, formula.holding, formula.among)


def _counted(figure: PlannedChart, classes: Sequence[CountedClass]) -> Iterator[str]:
    """Yield columns that count another class than their names say, and places that are counted twice or never."""
    if len(classes) < len(figure.categories):
        yield "a column counts no class of places"
        return
    for one, other in pairwise(classes):
        if one.high != other.low:
            yield f"{one.name} ends at {one.high:g}, and {other.name} begins at {other.low:g}"
    widths = [one.high - one.low for one in classes]
    if max(widths) - min(widths) > _SAME * max(widths):
        yield f"the classes are from {min(widths):g} to {max(widths):g} wide"
    if sum(one.holding for one in classes) != classes[0].among:
        yield f"its classes hold {sum(one.holding for one in classes)} of {classes[0].among} places"
    for one in classes:
        printed = [float(number.replace(",", "").replace("−", "-")) for number in _NUMBER.findall(one.name)]
        if len(printed) != 2 or not any(_by(printed, one, 10.0**power) for power in range(-13, 14)):
            yield f"{one.name} counts places from {one.low:g} on and below {one.high:g}"


def _by(printed: Sequence[float], one: CountedClass, times: float) -> bool:
    """Whether bounds are printed as those of a class, by a power of ten."""
    width = (one.high - one.low) * times
    return all(
        abs(number - end * times) <= _SAME * width for number, end in zip(printed, (one.low, one.high), strict=True)
    )


def _is_of(drawn: DrawnChart, figure: PlannedChart) -> bool:
    names = set(map(words, figure.categories))
    return any(set(map(words, series.categories.values())) == names for series in drawn.series)


def _median_faults(
    figure: PlannedChart, classes: Sequence[CountedClass], drawn: DrawnChart, ledger: Ledger
) -> Iterator[str]:
    """Yield a median whose line stands at another value, or whose number stands nowhere on the slide."""
    plane = ground_of(drawn)
    if plane is None or len(classes) < len(figure.categories):
        return
    low, high = classes[0].low, classes[-1].high
    for name in figure.targets:
        fact = ledger.facts[name]
        x = plane[0] + (fact.value - low) / (high - low) * (plane[2] - plane[0])
        lines = [one.box for one in drawn.page.elements if one.role == "line" and one.box and _upright(one.box, plane)]
        if not any(abs(box[0] - x) < _NEAR for box in lines):
            yield f"no line stands at the median, {fact.value:.12g}"
        texts = [one.text for one in drawn.page.elements if one.role == "text"]
        if not any(agrees(text, fact, ledger.edition.lang) for text in texts):
            yield f"no line is named as the median, {fact.value:.12g}"


def _upright(box: Box, plane: Box) -> bool:
    """Whether a line crosses a plane from its top to its foot."""
    return box[2] - box[0] < _NEAR and box[1] <= plane[1] + _NEAR and box[3] >= plane[3] - _NEAR


def _misnamed(figure: PlannedChart, drawn: DrawnChart) -> Iterator[str]:
    """Yield places that stand over another class than theirs, or over none."""
    plane = ground_of(drawn)
    if plane is None:
        return
    step = (plane[2] - plane[0]) / len(figure.categories)
    for column in figure.columns:
        for at, cell in enumerate(column[1:]):
            own = [one.box for one in drawn.page.elements if one.box and cell and words(one.text) == words(cell)]
            middles = [(box[0] + box[2]) / 2 for box in own]
            if cell and not any(abs(middle - plane[0] - (at + 0.5) * step) <= _reach(step) for middle in middles):
                yield f"“{cell}” does not stand over {figure.categories[at]}"


def _reach(step: float) -> float:
    """Return how far from the middle of a class the name of a place may stand, as long names lean to a side."""
    return max(step, 90.0)
