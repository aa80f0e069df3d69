"""What stands at the marks of a chart: whether each number and name is that of its own row, column or line.

Only a number that is known from another row, column or line of the chart is refused, as a page holds other numbers too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations, pairwise
from typing import Final

from briefing.proof.findings import Box, Findings
from briefing.proof.parsed_file import Element
from briefing.proof.planned.chart_area import VALUE_WORDS, ChartArea, Label, facts_of, owner_of, placed
from briefing.proof.planned.foot_periods import period_names
from briefing.proof.planned.gained_places import TextPlace, misplaced
from briefing.proof.planned.planned_charts import IN_PLANES, STEPPED, from_above
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.row_labels import in_rows, row_names
from briefing.proof.planned.stretches import Region, words
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart, PlannedSeries

_COLUMNS: Final = ("columns", "stacked", "share", "histogram", *STEPPED)  # kinds whose values stand over their years
_RANKED: Final = ("bump",)  # kinds whose least value is at the top
_TOTALLED: Final = ("contributions",)  # kinds whose last series is the total of the others, on both sides of zero
_STACKED: Final = ("stacked", "share", "area")  # kinds whose series stand on each other, the first at the foot
_PARTLY_NAMED: Final = ("seasonal",)  # kinds that do not name each line
_FEWEST: Final = 2
_VALUED: Final = ("area", "seasonal")  # kinds whose names have the last value behind them
_SUM: Final = ".sum_with("
_KEY: Final = re.compile(r"Key [12]")  # a dot of a key
_SPAN: Final = re.compile(r"\d[–—]\d")  # of years
_GAP: Final = 14.0  # points between a number and the name behind it
_SHARE: Final = 0.35  # of the distance of two columns: nearer to the middle a label belongs to one
_LEAST: Final = 20.0  # points between two columns whose labels stand over them alone
_ALIKE: Final = 0.02  # of what a chart spans: values that stand at one height


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield labels that stand at another name than their own."""
    areas = list(_areas(stretch))
    lang = ledger.edition.lang
    for figure in (one for one in entry.charts if one.kind not in IN_PLANES and one.map is None and one.figure is None):
        area = _own(figure, areas, lang)
        if area is None:
            continue
        tree = stretch.parsed.package.trees.get(area.element.part) if stretch.parsed.package else None
        if tree is not None and figure.rows and figure.kind not in STEPPED:
            yield from row_names(entry, figure, area, stretch, from_above(tree, figure.kind))
        feet = period_names(figure.categories, area.labels, area.element.box, lang)
        for what in feet.wrong if feet else ():
            yield NUMBERS.at(stretch.parsed.location(area.page, area.element), f"{entry.place}: {what}", FIX)
        judged = in_rows if figure.rows and figure.kind not in STEPPED else along
        for what in judged(figure, area, ledger, lang):
            yield NUMBERS.at(stretch.parsed.location(area.page, area.element), f"{entry.place}: {what}", FIX)


def _areas(stretch: Region) -> Iterator[ChartArea]:
    """Yield the charts of slides with all texts of their slide, those of a brief with their own."""
    for page in {unit.page.number: unit.page for unit in stretch.units}.values():
        known = {id(unit.element) for unit in stretch.units}
        charts = [element for element in page.elements if element.role == "chart"]
        for element in charts:
            if stretch.parsed.kind == "deck":
                around = [_label(one, one.box, 0) for one in page.elements if one.role == "text" and one.box]
                keyed = any(_KEY.fullmatch(other.name) for other in page.elements)
                yield ChartArea(page, element, tuple(filter(None, around)), keyed)
            elif id(element) in known:
                held = [_label(element, box, at) for at, box in enumerate(element.cells)]
                yield ChartArea(page, element, tuple(filter(None, held)), keyed=True)


def _label(element: Element, box: Box, at: int) -> Label | None:
    if at >= len(element.paragraphs):
        return None
    text = "".join(run.text for run in element.paragraphs[at])
    return Label(text, words(text), box) if words(text) else None


def _own(figure: PlannedChart, areas: Sequence[ChartArea], lang: str) -> ChartArea | None:
    """Return the area that holds the names of a chart's rows or lines, or its categories."""
    names = [words(name) for name in _names(figure)]
    for area in areas:
        held = [any(_is_named(figure, label, name) for label in area.labels) for name in names]
        if names and (all(held) or (figure.kind in _PARTLY_NAMED and sum(held) >= _FEWEST)):
            return area
        if len(figure.series) == 1 and period_names(figure.categories, area.labels, area.element.box, lang):
            return area
    return None


def _names(figure: PlannedChart) -> list[str]:
    if figure.rows:
        return list(figure.rows)
    if figure.kind in _TOTALLED:  # whose last series is named with its value
        return [series.name for series in figure.series[:-1]]
    parts = [series.name for series in figure.series if not _is_sum(series)]
    return parts if len(figure.series) > 1 else list(figure.categories)


def _is_sum(series: PlannedSeries) -> bool:
    """Whether a series holds the sums of others, which stand over these."""
    return any(_SUM in fact for fact in series.facts)


def _is_named(figure: PlannedChart, label: Label, name: tuple[str, ...]) -> bool:
    """Whether a label is a name, or a name with its value."""
    return label.words == name or (figure.kind in _VALUED and label.words[: len(name)] == name)


def along(figure: PlannedChart, area: ChartArea, ledger: Ledger, lang: str) -> Iterator[str]:
    """Yield numbers and names of columns and lines that stand at another than their own."""
    facts = facts_of(figure, ledger)
    if figure.kind in _COLUMNS:
        own = figure.targets if len(figure.targets) == len(figure.categories) else ("",) * len(figure.categories)
        targets = [ledger.facts.get(fact) for fact in own]
        yield from _in_columns(figure, area, [*facts, targets], lang)
    if len(figure.series) > 1 and figure.kind not in _TOTALLED:
        yield from _at_ends(figure, area, facts, lang)
    if figure.kind in _RANKED:
        yield from misplaced(figure, [TextPlace(one.text, one.box[0], one.box[2], one.down) for one in area.labels])


def _in_columns(
    figure: PlannedChart, area: ChartArea, facts: Sequence[Sequence[LedgerFact | None]], lang: str
) -> Iterator[str]:
    """Yield numbers that stand over another year than their own."""
    feet = period_names(figure.categories, area.labels, area.element.box, lang)
    named = None if feet else placed(figure.categories, area.labels)
    places = feet.places if feet else [place.across for place in named or ()]
    if len(places) < 2:
        return
    room = min(other - one for one, other in pairwise(places))
    if room < _LEAST:
        return
    years = {word for category in figure.categories for word in words(category)}
    columns = [[fact for series in facts if (fact := series[at]) is not None] for at in range(len(places))]
    for label in area.labels:
        if len(label.words) > VALUE_WORDS or (feet and label.words in feet.names) or _names_class(figure, label):
            continue  # a sentence of a callout in the chart's corner, or the name of a period
        at = min(range(len(places)), key=lambda at: abs(places[at] - label.across))
        if abs(places[at] - label.across) > _SHARE * room or years.intersection(label.words) or not columns[at]:
            continue
        by_period = list(zip(figure.categories, columns, strict=True))
        others = [(name, fact) for name, held in by_period[:at] + by_period[at + 1 :] for fact in held]
        if owner := owner_of(label, columns[at], others, lang):
            yield f"“{label.text}” stands over {figure.categories[at]}, it is that of {owner}"


def _names_class(figure: PlannedChart, label: Label) -> bool:
    """Whether a label of a histogram is the value of a place or a median, as its counts are bare numbers."""
    return figure.kind == "histogram" and any(sign.isalpha() for sign in label.text)


def _at_ends(
    figure: PlannedChart, area: ChartArea, facts: Sequence[Sequence[LedgerFact | None]], lang: str
) -> Iterator[str]:
    """Yield names at the ends of lines next to the number of another line, or above one that ends higher."""
    pairs = zip(figure.series, facts, strict=True)
    known = [(one, held) for one, held in pairs if not _is_sum(one) and any(held)]
    called = [(one.name, _called(figure, one.name, area.labels), held) for one, held in known]
    named = [(name, label, held) for name, label, held in called if label is not None]
    if len(named) < (_FEWEST if figure.kind in _PARTLY_NAMED else len(called)) or len(called) < len(figure.series) - 1:
        return
    if figure.kind in _PARTLY_NAMED:  # earlier lines share a name, which stands at none of them
        named = [(name, label, held) for name, label, held in named if not _SPAN.search(label.text)]
    if not named:
        return
    ends = [next(fact for fact in reversed(held) if fact is not None) for _, _, held in named]
    names = [label for _, label, _ in named]
    gains = {cell for column in figure.columns for cell in column[1:]}
    totals = [words(one.name) for one in figure.series if _is_sum(one)]
    others = [label for label in area.labels if not any(_is_named(figure, label, name) for name in totals)]
    # a year may be the name of a line
    numbers = [label for label in others if label not in names and label.text.strip() not in gains]
    column = max(label.box[0] for label in names)  # left of which a line of ranks has its name at its last mark
    for at, (name, label, held) in enumerate(named):
        own = [fact for fact in held if fact] if figure.kind in _RANKED and label.box[2] < column else [ends[at]]
        rest = [(other, fact) for (other, _, _), fact in zip(named, ends, strict=True) if other != name]
        for value in _values(figure, name, label, numbers):
            if owner := owner_of(value, own, rest, lang):
                yield f"“{value.text}” stands beside {name}, it is that of {owner}"
    values = [fact.value for fact in ends]
    heights = list(accumulate(values)) if figure.kind in _STACKED else values
    yield from _order(figure, names, heights)
    lasts = [max(at for at, fact in enumerate(held) if fact is not None) for _, _, held in named]
    for (one, last), (other, later) in combinations(zip(names, lasts, strict=True), 2):
        separate = one.box[2] <= other.box[0] or other.box[2] <= one.box[0]
        if separate and last != later and (last < later) != (one.across < other.across):
            yield f"“{one.text}” and “{other.text}” stand in each other's place"


def _called(figure: PlannedChart, name: str, labels: Sequence[Label]) -> Label | None:
    """Return the one label that has a name; None for none or several."""
    found = [label for label in labels if _is_named(figure, label, words(name))]
    return found[0] if len(found) == 1 else None


def _values(figure: PlannedChart, name: str, label: Label, labels: Sequence[Label]) -> Iterator[Label]:
    """Yield the numbers next to a name, of a kind that has them with the name also those behind and below it."""
    yield from (other for other in labels if other is not label and _is_next_to(other, label))
    if figure.kind in _VALUED:
        rest = label.text[len(name) :].strip()
        if rest:
            yield Label(rest, words(rest), label.box)
        tall = label.box[3] - label.box[1]
        for other in labels:
            if abs(other.box[0] - label.box[0]) < 1 and 0 < other.down - label.down < 1.5 * tall:
                yield other


def _order(figure: PlannedChart, names: Sequence[Label], values: Sequence[float]) -> Iterator[str]:
    """Yield names at one side of a chart in another order than the values that their lines end at."""
    span = max(values) - min(values)
    turned = figure.kind in _RANKED
    held = sorted(zip(names, values, strict=True), key=lambda pair: pair[0].down)
    for (one, value), (other, below) in pairwise(held):
        higher = value - below if not turned else below - value
        if higher < -_ALIKE * span and one.box[0] < other.box[2] and other.box[0] < one.box[2]:
            yield f"“{one.text}” stands above “{other.text}”, and its line ends below it"


def _is_next_to(label: Label, name: Label) -> bool:
    gap = max(name.box[0] - label.box[2], label.box[0] - name.box[2])
    return -1 < gap < _GAP and label.box[1] < name.down < label.box[3]
