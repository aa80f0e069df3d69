"""Charts of a deck: whether each series draws the facts that it was composed of, under its own name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final
from xml.etree.ElementTree import Element as Tree

from msgspec import Struct
from msgspec.structs import replace

from briefing.proof import periods
from briefing.proof.findings import Findings
from briefing.proof.numbers.printed_numbers import agrees, numerals, power
from briefing.proof.package.xml_names import long
from briefing.proof.parsed_file import Element, Page
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region, words
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart, PlannedSeries
from briefing.proof.reading.plotted_series import SeriesData, plotted, plotted_in, points, whole_line

_NEAR: Final = 1e-9
IN_LINES: Final = ("sparklines",)  # kinds that have a chart for each row
IN_PLANES: Final = ("scatter", "strip")  # kinds whose dots are named, and stand on scales
_JOINED: Final = ("dumbbell",)  # kinds drawn as a scatter, whose rows are named by the lines that join their dots
STEPPED: Final = ("waterfall",)  # kinds whose columns are read as they are seen, whatever series draw them
# How many series of a kind draw their own values: the upper end of a band is drawn from the lower one on.
_OWN: Final[Mapping[str, int]] = {**dict.fromkeys(STEPPED, 0), "band": -1}


class DrawnChart(Struct, frozen=True):
    """A chart of a slide and its series."""

    page: Page
    element: Element
    tree: Tree
    series: tuple[SeriesData, ...]


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield series that draw other values than composed."""
    charts = list(drawn_charts(stretch))
    for figure in map(_by_day, entry.charts):
        if figure.kind in IN_PLANES or figure.map is not None:
            continue
        yield from _titled(entry, figure, charts, ledger, stretch)
        for series in figure.series[: _OWN.get(figure.kind)]:
            wrong = _series(figure, series, charts, ledger)
            if wrong:
                page, element, what = wrong
                yield NUMBERS.at(stretch.parsed.location(page, element), f"{entry.place}: {what}", FIX)
            for drawn, what in _labels(figure, series, charts, ledger):
                yield NUMBERS.at(stretch.parsed.location(drawn.page, drawn.element), f"{entry.place}: {what}", FIX)


def _by_day(figure: PlannedChart) -> PlannedChart:
    """Return a chart whose periods within years are called as cells hold them, by their first days."""
    return replace(figure, categories=tuple(map(_day, figure.categories)))


def _day(category: str) -> str:
    try:
        found = periods.period(category)
    except periods.NoPeriod:
        return category
    return category if found.kind in ("A", "F") else found.first.isoformat()


def _labels(
    figure: PlannedChart, series: PlannedSeries, charts: Sequence[DrawnChart], ledger: Ledger
) -> Iterator[tuple[DrawnChart, str]]:
    """Yield labels of a series that print the value of another mark of the chart, each with its chart.

    Only such a number is refused, as a label may print what is worked out from its value.
    """
    lang = ledger.edition.lang
    facts = {
        (one.name, words(category)): ledger.facts[fact]
        for one in figure.series
        for category, fact in zip(figure.categories, one.facts, strict=True)
        if fact
    }
    for drawn in charts:
        for part in _parts(drawn, series.name):
            categories = _rows(drawn, part, figure) if figure.kind in _JOINED else part.categories
            for at, text in part.labels.items():
                fact = facts.get((series.name, words(categories.get(at, ""))))
                if fact is None or agrees(text, fact, lang) is not False:
                    continue
                if any(agrees(text, other, lang) for other in facts.values()):
                    yield drawn, f"“{text}” stands at {categories[at]} of {series.name}, where it is {fact.value:.12g}"


def _titled(
    entry: PlanEntry, figure: PlannedChart, charts: Sequence[DrawnChart], ledger: Ledger, stretch: Region
) -> Findings:
    """Yield a chart among several that does not stand below its title; of some with the same names it is the one that
    draws what was composed."""
    named = [drawn for drawn in charts if all(_by_category(drawn, series.name) is not None for series in figure.series)]
    right = [drawn for drawn in named if not any(_series(figure, series, [drawn], ledger) for series in figure.series)]
    own = [drawn for drawn in right or named[:1] if drawn.element.box is not None]
    if not figure.title or not own:
        return
    titles = [
        element
        for element in own[0].page.elements
        if element.role == "text" and element.box and begins(element.text, figure.title)
    ]
    if titles and not any(_over(title, drawn) for title in titles for drawn in own):
        what = f"{entry.place}: “{figure.title}” does not stand over its chart"
        yield NUMBERS.at(stretch.parsed.location(own[0].page, own[0].element), what, FIX)


def begins(text: str, title: str) -> bool:
    """Whether a text is a title, or has it as its first line, as the label of a card above its unit."""
    return words(title) in (words(text), words(text.partition("\n")[0]))


def _over(title: Element, drawn: DrawnChart) -> bool:
    chart = drawn.element.box
    return title.box is not None and chart is not None and title.box[0] < chart[2] and chart[0] < title.box[2]


def drawn_charts(stretch: Region) -> Iterator[DrawnChart]:
    """Yield the charts of the slides of a part of the story."""
    package = stretch.parsed.package
    assert package is not None
    for page in {unit.page.number: unit.page for unit in stretch.units}.values():
        for element in page.elements:
            if element.part in package.trees:
                yield DrawnChart(page, element, package.trees[element.part], plotted_in(package, element.part))


def _series(
    figure: PlannedChart, series: PlannedSeries, charts: Sequence[DrawnChart], ledger: Ledger
) -> tuple[Page, Element, str] | None:
    """Return what is wrong with a series, in words, and where; None where a chart draws it as it was composed."""
    expected = {
        category: ledger.facts[fact] for category, fact in zip(figure.categories, series.facts, strict=True) if fact
    }
    wrong: tuple[Page, Element, str] | None = None
    for drawn in charts:
        values = _by_category(drawn, series.name)
        if values is not None and figure.kind in _JOINED:
            values, joined = _by_row(drawn, series.name, [series.name for series in figure.series])
            expected = {category: fact for category, fact in expected.items() if words(category) in joined}
        if values is None:
            continue
        if figure.kind == "bump":  # a place beyond the scale is written below it
            expected = {category: fact for category, fact in expected.items() if category in values}
        fault = _fault(series, expected, values, ledger.edition.lang)
        if not fault:
            return None
        wrong = wrong or (drawn.page, drawn.element, fault)
    if wrong or not charts:
        return wrong
    return charts[0].page, charts[0].element, f"no series is called “{series.name}”"


def _parts(drawn: DrawnChart, name: str) -> list[SeriesData]:
    """Return the series of a name, of which a break makes several."""
    return [series for series in drawn.series if words(name) in (words(series.name), words(whole_line(series.name)))]


def _by_category(drawn: DrawnChart, name: str) -> dict[str, Decimal] | None:
    """Return the values of a series by category, over all of its parts."""
    own = _parts(drawn, name)
    if not own:
        return None
    return {series.categories.get(at, ""): value for series in own for at, value in series.values.items()}


def _by_row(drawn: DrawnChart, name: str, dots: Sequence[str]) -> tuple[dict[str, Decimal], set[tuple[str, ...]]]:
    """Return the values of a series of dots by row, and the rows that are known: they are called as the lines that join
    the dots, so that one with a single dot has no name."""
    own = next(series for series in drawn.series if words(series.name) == words(name))
    named = _named_rows(drawn, dots)
    at = _heights(drawn.tree).get(own.name, ())
    found = {named.get(at[place], ""): value for place, value in own.values.items() if place < len(at)}
    return found, {words(key) for key in named.values()}


def _rows(drawn: DrawnChart, series: SeriesData, figure: PlannedChart) -> dict[int, str]:
    """Return the rows of a series of dots by the index of the dot."""
    named = _named_rows(drawn, [one.name for one in figure.series])
    return {at: named.get(height, "") for at, height in enumerate(_heights(drawn.tree).get(series.name, ()))}


def _named_rows(drawn: DrawnChart, dots: Sequence[str]) -> dict[str, str]:
    """Return the rows of dots by their place along the other axis: each is called as the line that joins its dots."""
    every = {words(name) for name in dots}
    heights = _heights(drawn.tree)
    return {at[0]: key for key, at in heights.items() if len(set(at)) == 1 and words(key) not in every}


def _heights(tree: Tree) -> Mapping[str, Sequence[str]]:
    """Return the places along the other axis of each series of dots, by its name."""
    found: dict[str, Sequence[str]] = {}
    for series_tree in tree.iter(long("c:ser")):
        name = "".join(part.text or "" for part in series_tree.iterfind(f"{long('c:tx')}//{long('c:v')}"))
        found[name] = [value for _, value in sorted(points(series_tree.find(long("c:yVal"))))]
    return found


def from_above(tree: Tree, kind: str) -> list[str]:
    """Return the names of the rows of a chart, the uppermost first."""
    if kind in _JOINED:
        lines = [(name, float(at[0])) for name, at in _heights(tree).items() if at and len(set(at)) == 1]
        order = [name for name, _ in sorted(lines, key=lambda one: one[1])]
        upwards = not _turned(tree, "valAx", ("l", "r"))
    else:
        held = max((series.categories for series in plotted(tree)), key=len, default={})
        order = [name for _, name in sorted(held.items())]
        upwards = not _turned(tree, "catAx", ("l", "r"))
    return order[::-1] if upwards else order


def _turned(tree: Tree, kind: str, sides: Sequence[str]) -> bool:
    """Whether the axis of a kind at one of these sides runs backwards."""
    for axis in tree.iter(long(f"c:{kind}")):
        place, way = axis.find(long("c:axPos")), axis.find(f"{long('c:scaling')}/{long('c:orientation')}")
        if place is not None and place.get("val") in sides:
            return way is not None and way.get("val") == "maxMin"
    return False


def _fault(series: PlannedSeries, expected: Mapping[str, LedgerFact], values: Mapping[str, Decimal], lang: str) -> str:
    by_words = {words(category): value for category, value in values.items()}
    alike = {
        shift: [category for category, fact in expected.items() if same(by_words.get(words(category)), fact, shift)]
        for shift in shifts(expected.values(), lang)
    }
    shift = max(alike, key=lambda one: len(alike[one]))
    for category, fact in expected.items():
        if category not in alike[shift]:
            value = by_words.get(words(category))
            draws = "nothing" if value is None else format(value.normalize(), "f")
            meant = f"{fact.value * 10.0**shift:.12g}"
            return f"the chart draws {draws} for {series.name}, {category}, which was composed as {meant}"
    return ""


def same(value: Decimal | None, fact: LedgerFact, shift: int) -> bool:
    """Whether a value is that of a fact, by a power of ten."""
    meant = fact.value * 10.0**shift
    return value is not None and abs(float(value) - meant) <= _NEAR * max(abs(meant), 1.0)


def is_value(text: str, fact: LedgerFact, shift: int = 0) -> bool:
    """Whether a cell holds the value of a fact, by a power of ten."""
    try:
        return same(Decimal(text), fact, shift)
    except InvalidOperation:
        return False


def shifts(facts: Iterable[LedgerFact], lang: str) -> list[int]:
    """Return the powers of ten by which values may be shown, as in billions."""
    language = numerals(lang)
    scaled = {power(fact.unit) - size for fact in facts if "scale" in fact.format for size in language.scales.values()}
    return sorted({0, *language.shifts.values(), *scaled}, key=abs)
