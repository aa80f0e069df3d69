"""Maps: whether each place has the colour of the class of its value, computed from the ledger alone; whether classes
were made by their rule and the legend says so; whether dots and names stand with their own values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from briefing.proof.findings import Findings
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.parsed_file import UNKNOWN, Element, Page
from briefing.proof.planned.planned_texts import FIX, NUMBERS
from briefing.proof.planned.stretches import Region, words
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart, PlannedMap

_MOST: Final = 5  # classes
_NEAR: Final = 1e-9
_SWATCH: Final = re.compile(r"Class ([1-5])")
_COUNT: Final = re.compile(r"Class count ([1-5])")
_BOUNDS: Final = re.compile(r"Class bounds ([1-5])")
_DOT: Final = "Dot "
_LISTED: Final = "First head"
_LINE: Final = "Scale line"
_ENDS: Final = 2  # of a scale
_ASTRAY: Final = 1.0  # points
_NAMED: Final = ("Place", "First", "Last")  # how boxes of names begin
_NUMBER: Final = re.compile("[-\u2212]?[0-9][0-9,]*(?:\\.[0-9]+)?")
_POWERS: Final = range(-18, 19)  # of ten, by which bounds may be printed in a scale


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield what is wrong with the maps of a part of the story."""
    first = stretch.units[0] if stretch.units else None
    for figure in entry.charts:
        if figure.map is None or first is None:
            continue
        facts = [ledger.facts[name] for name in figure.series[0].facts]
        yield from _located(entry, stretch, ((first.page, None, what) for what in _rule(figure.map, facts)))
        if stretch.parsed.kind == "deck":
            for page in {unit.page.number: unit.page for unit in stretch.units}.values():
                if any(_SWATCH.fullmatch(element.name) for element in page.elements):
                    found = _page(figure, figure.map, page, facts, ledger)
                    yield from _located(entry, stretch, ((page, element, what) for element, what in found))
        elif stretch.parsed.kind == "brief":
            lacking = _counts_lacking(figure.map, stretch, facts)
            yield from _located(entry, stretch, ((first.page, first.element, what) for what in lacking))
            yield from _located(entry, stretch, _filled(figure.map, stretch, facts))


def _located(entry: PlanEntry, stretch: Region, found: Iterable[tuple[Page, Element | None, str]]) -> Findings:
    for page, element, what in found:
        yield NUMBERS.at(stretch.parsed.location(page, element), f"{entry.place}: {what}", FIX)


# -- classes ----------------------------------------------------------------------------------------------------------


def _class(planned: PlannedMap, value: float) -> int:
    """Return the class of a value, from 1: a value on a bound is in the higher one."""
    return 1 + sum(value >= bound for bound in planned.breaks)


def _rule(planned: PlannedMap, facts: Sequence[LedgerFact]) -> Iterator[str]:
    """Yield where the bounds of classes are not those of their rule."""
    values, breaks = sorted(fact.value for fact in facts), planned.breaks
    if list(breaks) != sorted(set(breaks)) or len(breaks) >= _MOST:
        yield f"the map's bounds {', '.join(f'{one:g}' for one in breaks)} make no classes"
    elif planned.rule == "equal" and values[0] < values[-1]:
        steps = {round(after - before, 9) for before, after in pairwise(breaks)}
        wide = next(iter(steps), None)
        outside = wide and (breaks[0] - values[0] > wide * (1 + _NEAR) or values[-1] - breaks[-1] > wide * (1 + _NEAR))
        if len(steps) > 1 or outside:
            yield "the map's classes are not of equal width, as it says"
    elif planned.rule == "quantiles":
        below = [sum(value < bound for value in values) for bound in breaks]
        meant = _cuts(values)
        if below != meant:
            yield f"the map's classes end after {below} places, equally many would be after {meant}"


def _cuts(values: Sequence[float]) -> list[int]:
    """Return after how many values each class but the last ends, if all hold as many and no equal ones are parted."""
    count = min(_MOST, len(set(values)))
    ends = [at for at, (one, other) in enumerate(pairwise(values), start=1) if one != other]
    found: set[int] = set()
    for part in range(1, count):
        target = len(values) * part / count
        found.add(min((abs(at - target), at) for at in ends)[1])
    return sorted(found)


def _counts_lacking(planned: PlannedMap, stretch: Region, facts: Sequence[LedgerFact]) -> Iterator[str]:
    """Yield classes whose count no text of a page begins with."""
    counts = Counter(_class(planned, fact.value) for fact in facts)
    begun = Counter(unit.words[0] for unit in stretch.units if unit.words)
    asked = Counter(words(f"{counts[number]:,}")[0] for number in range(1, len(planned.breaks) + 2))
    for word, times in asked.items():
        if begun[word] < times:
            yield f"no legend says that a class of the map has {word} places"


def _filled(
    planned: PlannedMap, stretch: Region, facts: Sequence[LedgerFact]
) -> Iterator[tuple[Page, Element | None, str]]:
    """Yield classes of which another number of places is painted on a page in the colour behind their count in the
    legend, which has a swatch of that colour itself."""
    counts = Counter(_class(planned, fact.value) for fact in facts)
    held = [counts[number] for number in range(1, len(planned.breaks) + 2)]
    for unit in stretch.units:
        colours = _legend_colours(unit.element, held)
        if unit.element.role != "chart" or colours is None:
            continue
        for number, (count, colour) in enumerate(zip(held, colours, strict=True), start=1):
            if (painted := unit.element.shapes.get(colour, 0) - 1) != count:
                what = f"{painted} places have the colour of class {number} of the map, which has {count}"
                yield unit.page, unit.element, what
        return


def _legend_colours(element: Element, held: Sequence[int]) -> list[str] | None:
    """Return the colours behind the counts of a legend, which stand on one level, from the left; None without such a
    row."""
    labels = [
        (box, words("".join(run.text for run in paragraph)), fill)
        for box, paragraph, fill in zip(element.cells, element.paragraphs, element.fills, strict=False)
    ]
    painted = sorted((box, label, fill) for box, label, fill in labels if label and fill in element.shapes)
    for level in dict.fromkeys(box[1] for box, _, _ in painted):
        row = [(label, fill) for box, label, fill in painted if abs(box[1] - level) < _ASTRAY]
        for at in range(len(row) - len(held) + 1):
            part = row[at : at + len(held)]
            if [label[0] for label, _ in part] == [words(f"{count:,}")[0] for count in held]:
                colours = [fill for _, fill in part]
                return colours if len(set(colours)) == len(colours) else None
    return None


# -- a slide ----------------------------------------------------------------------------------------------------------


def _page(
    figure: PlannedChart, planned: PlannedMap, page: Page, facts: Sequence[LedgerFact], ledger: Ledger
) -> Iterator[tuple[Element | None, str]]:
    swatches = {int(found[1]): item for item in page.elements if (found := _SWATCH.fullmatch(item.name))}
    colours = {number: item.fill for number, item in swatches.items()}
    number = len(planned.breaks) + 1
    if sorted(colours) != list(range(1, number + 1)) or len(set(colours.values())) < number:
        shown = next(iter(swatches.values()), None)
        yield shown, f"the map has {number} classes, and its legend {len(set(colours.values()))} colours"
        return
    held = dict(zip(planned.codes, facts, strict=True))
    yield from _painted(planned, page, held, colours)
    yield from _legend(planned, page, facts)
    yield from _dots(planned, page, held, colours)
    yield from _off_scale(page, held)
    yield from _names(page, dict(zip(figure.rows, facts, strict=False)), ledger.edition.lang)


def _painted(
    planned: PlannedMap, page: Page, held: Mapping[str, LedgerFact], colours: Mapping[int, str]
) -> Iterator[tuple[Element | None, str]]:
    """Yield places in another colour than that of their class, places that are painted and have no value, and those
    that are missing."""
    drawn = [item for item in page.elements if item.grouped and item.role == "shape" and not item.name.startswith(_DOT)]
    for item in drawn:
        fact = held.get(item.name)
        if fact is None:
            if item.fill in colours.values():
                yield item, f"{item.name} is painted as a class, and has no value"
            continue
        own = _class(planned, fact.value)
        if item.fill != colours[own]:
            looks = next((f"that of class {other}" for other, fill in colours.items() if fill == item.fill), item.fill)
            yield item, f"{item.name} has the colour {looks or UNKNOWN}, its value {fact.value:.12g} is of class {own}"
    counted = Counter(item.name for item in drawn)
    for code in held:
        if counted[code] != 1:
            yield None, f"{code} stands on the map {counted[code]} times"


def _legend(planned: PlannedMap, page: Page, facts: Sequence[LedgerFact]) -> Iterator[tuple[Element | None, str]]:
    """Yield counts and bounds of classes that are not those of the ledger."""
    counts = Counter(_class(planned, fact.value) for fact in facts)
    printed: list[tuple[Element, float, float]] = []
    for item in page.elements:
        if found := _COUNT.fullmatch(item.name):
            number = int(found[1])
            if [int(value) for value in _numbers(item.text)] != [counts[number]]:
                yield item, f"“{item.text}” stands in class {number}, which has {counts[number]}"
        elif found := _BOUNDS.fullmatch(item.name):
            number, values = int(found[1]), _numbers(item.text)
            meant = planned.breaks[max(0, number - 2) : number]
            if planned.breaks and len(values) != len(meant):
                yield item, f"“{item.text}” stands below class {number}, which has {len(meant)} bounds"
            elif planned.breaks:
                printed += [(item, value, bound) for value, bound in zip(values, meant, strict=True)]
    power = max(_POWERS, key=lambda one: (sum(_equal(value, bound, one) for _, value, bound in printed), -abs(one)))
    for item, value, bound in printed:
        if not _equal(value, bound, power):
            yield item, f"“{item.text}” gives {value:.12g} as a bound, which is {bound:.12g}"


def _equal(value: float, bound: float, power: int) -> bool:
    meant = bound * 10.0**power
    return abs(value - meant) <= 1e-6 * max(abs(meant), abs(value), 1e-300)


def _numbers(text: str) -> list[float]:
    return [float(found.replace(",", "").replace("\u2212", "-")) for found in _NUMBER.findall(text)]


def _dots(
    planned: PlannedMap, page: Page, held: Mapping[str, LedgerFact], colours: Mapping[int, str]
) -> Iterator[tuple[Element | None, str]]:
    """Yield dots of the ranking in another colour than that of their class, and those above a dot of a higher value."""
    dots: list[tuple[float, float, Element]] = []
    for item in page.elements:
        code = item.name.removeprefix(_DOT)
        if item.name == code or not item.grouped or item.box is None:
            continue
        fact = held.get(code)
        if fact is None:
            yield item, f"a dot is called {code}, which is no place of the map"
            continue
        own = _class(planned, fact.value)
        if item.fill != colours[own]:
            yield item, f"the dot of {code} has not the colour of class {own}, in which its value is"
        dots.append((item.box[1], fact.value, item))
    falls = not dots or dots[0][1] >= dots[-1][1]  # ranks have their least value at the top
    order = sorted(dots, key=lambda dot: (dot[0], -dot[1] if falls else dot[1]))
    for (_, above, item), (_, below, other) in pairwise(order):
        if above < below if falls else above > below:
            names = (one.name.removeprefix(_DOT) for one in (other, item))
            yield other, "the dot of {} stands below that of {}, and its value does not".format(*names)


def _off_scale(page: Page, held: Mapping[str, LedgerFact]) -> Iterator[tuple[Element | None, str]]:
    """Yield dots of the ranking whose middle is not at their value on the scale next to them: that of its numbers, or
    where it has fewer than two, that of its first and last dot. Dots next to names in a list have no scale."""
    named = {item.name: item for item in page.elements if item.box is not None}
    lines = [
        (_numbers(named[name.replace(" line", "")].text), _middle(item))
        for name, item in named.items()
        if name.startswith(_LINE) and name.replace(" line", "") in named
    ]
    numbers = sorted((value, y) for found, y in lines for value in found)
    drawn = [
        (held[code].value, _middle(item), item)
        for name, item in named.items()
        if item.grouped and (code := name.removeprefix(_DOT)) != name and code in held
    ]
    dots = sorted(drawn, key=lambda dot: dot[:2])  # two places may have one value
    if _LISTED in named or len(dots) < _ENDS or dots[0][0] == dots[-1][0]:
        return
    ends = numbers if len(numbers) >= _ENDS else [(value, y) for value, y, _ in dots]
    wrong = min((list(_astray(ends, dots, power)) for power in _POWERS), key=len)
    for item, stands, value in wrong:
        code = item.name.removeprefix(_DOT)
        yield item, f"the dot of {code} stands at {stands:.4g} on its scale, its value is {value:.12g}"


def _middle(item: Element) -> float:
    return (item.box[1] + item.box[3]) / 2 if item.box else 0.0


def _astray(
    ends: Sequence[tuple[float, float]], dots: Sequence[tuple[float, float, Element]], power: int
) -> Iterator[tuple[Element, float, float]]:
    """Yield dots away from their place on a scale that shows values by a power of ten, and the values they stand at."""
    (low, foot), (high, top) = ends[0], ends[-1]
    for value, y, item in dots:
        shown = value * 10.0**power
        if abs(y - (foot + (shown - low) / (high - low) * (top - foot))) > _ASTRAY:
            yield item, low + (y - foot) / (top - foot) * (high - low), shown


def _names(page: Page, rows: Mapping[str, LedgerFact], lang: str) -> Iterator[tuple[Element | None, str]]:
    """Yield names of places next to a number that is not theirs."""
    by_words = {words(name): (name, fact) for name, fact in rows.items()}
    for item in page.elements:
        if item.role != "text" or not item.name.startswith(_NAMED):
            continue
        lines = ["".join(run.text for run in paragraph) for paragraph in item.paragraphs]
        for at, line in enumerate(lines):
            name, number = line, lines[at + 1] if at + 1 < len(lines) else ""
            if words(name) not in by_words:
                name, _, number = line.rpartition(" ")
            called = by_words.get(words(name))
            if called and number and agrees(number, called[1], lang) is False:
                yield item, f"“{number}” stands with {called[0]}, whose value is {called[1].value:.12g}"
