"""Figures that a project's own code drew: whether each number in their words is a value that the code was given, a
declared one or one of an even scale, and whether slide and page say the same. What the marks show cannot be known."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from briefing.proof.findings import Findings, Rule
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.planned.planned_texts import FIX
from briefing.proof.planned.stretches import Region, TextUnit
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart

FIGURE: Final = Rule("planned-figure", "error", "a figure of the project prints its own values, alike everywhere")
_PART: Final = re.compile(r"(?:Mark|Words) (?:([0-9]+)[.])?[0-9]+")
_NUMBER: Final = re.compile(r"[+\-−]?[$€£¥]?[0-9]+(?:[.,\u00a0\u202f\u2009][0-9]+)*(?:\s?[%‰×])?")
_SIGNS: Final = str.maketrans({",": "", "−": "-", "\u00a0": "", "\u202f": "", "\u2009": "", " ": ""})
_ALONE: Final = 3  # letters that may stand with the number of a scale, as of its unit
_FEWEST: Final = 3  # numbers that make a scale
_STRAIGHT: Final = 2.5  # points by which the numbers of a scale may be off their line
_EVEN: Final = 0.03  # of the length of a scale


class PrintedFigure(Struct, frozen=True):
    """A figure as planned, its texts as they stand in a file, and those of them that are no numbers of a scale."""

    entry: PlanEntry
    planned: PlannedChart
    stretch: Region
    texts: tuple[TextUnit, ...]
    words: tuple[TextUnit, ...]


def printed(entry: PlanEntry, stretch: Region) -> Iterator[PrintedFigure]:
    """Yield the figures of a part of the story as a file has them."""
    own = [at for at, planned in enumerate(entry.charts) if planned.figure is not None]
    drawn = _on_slides(stretch) if stretch.parsed.kind == "deck" else _on_pages(stretch, own)
    for number, at in enumerate(own):
        elements = drawn[number] if number < len(drawn) else ()
        texts = tuple(unit for unit in stretch.units if id(unit.element) in elements)
        scale = {id(unit) for unit in _scales(texts)}
        words = tuple(one for one in texts if id(one) not in scale)
        yield PrintedFigure(entry, entry.charts[at], stretch, texts, words)


def _on_slides(stretch: Region) -> list[set[int]]:
    """Return the elements of each figure: those of a group, whose names say which chart of a slide they are."""
    found: dict[tuple[int, str], set[int]] = {}
    for page in {unit.page.number: unit.page for unit in stretch.units}.values():
        for element in page.elements:
            if element.grouped and (part := _PART.fullmatch(element.name)):
                found.setdefault((page.number, part[1] or ""), set()).add(id(element))
    return list(found.values())


def _on_pages(stretch: Region, own: Sequence[int]) -> list[set[int]]:
    """Return the element of each figure, by its number among the charts of its part."""
    drawn = list(dict.fromkeys(id(unit.element) for unit in stretch.units if unit.element.role == "chart"))
    return [set(drawn[at : at + 1]) for at in own]


def check(figure: PrintedFigure, ledger: Ledger) -> Findings:
    """Yield numbers in the words of a figure that its code was not given."""
    facts = [fact for series in figure.planned.series for name in series.facts if (fact := ledger.facts.get(name))]
    allowed = _declared(figure.planned)
    for unit in figure.words:
        text = _text(unit)
        for number in _NUMBER.finditer(text):
            if not _is_given(number, text, facts, allowed, ledger.edition.lang):
                what = f"“{number.group()}” in “{text}” is no value of the figure, no declared number and of no scale"
                location = figure.stretch.parsed.location(unit.page, unit.element)
                yield FIGURE.at(location, f"{figure.entry.place}: {what}", FIX)


def compare(figures: Sequence[PrintedFigure]) -> Findings:
    """Yield figures whose words differ between two files."""
    for at, one in enumerate(figures):
        other = next((two for two in figures[at + 1 :] if _is_same(one, two)), None)
        if other is None:
            continue
        first, second = ([unit.words for unit in each.words] for each in (one, other))
        if first == second:
            continue
        different = next(
            (pair for pair in zip(one.words, other.words, strict=False) if pair[0].words != pair[1].words), None
        )
        if different:
            what = f"“{_text(different[0])}” stands there as “{_text(different[1])}”"
            unit = different[0]
        else:
            longer = max((one, other), key=lambda each: len(each.words))
            unit = (one.words or one.texts or one.stretch.units)[-1]
            what = f"“{_text(longer.words[min(len(first), len(second))])}” stands in one of them alone"
        kind = other.stretch.parsed.kind
        location = one.stretch.parsed.location(unit.page, unit.element)
        yield FIGURE.at(location, f"{one.entry.place}: the figure of the {kind} has other words: {what}", FIX)


def _is_same(one: PrintedFigure, other: PrintedFigure) -> bool:
    return (
        one.stretch.parsed.kind != other.stretch.parsed.kind
        and one.entry is other.entry
        and one.planned is other.planned
    )


# -- numbers ----------------------------------------------------------------------------------------------------------


def _declared(planned: PlannedChart) -> set[str]:
    """Return the numbers in the texts that the code was given, in its periods and names, and those with a reason."""
    assert planned.figure is not None
    given: Iterable[str] = (
        *planned.figure.texts,
        *planned.figure.numbers,
        *planned.categories,
        *(series.name for series in planned.series),
    )
    return {_bare(number) for text in given for number in _NUMBER.findall(text)} | {
        part
        for category in planned.categories
        for found in re.findall("[0-9]+", category)
        for part in (found, found.lstrip("0"))
    }


def _bare(number: str) -> str:
    return number.translate(_SIGNS)


def _is_given(number: re.Match[str], text: str, facts: Sequence[LedgerFact], allowed: set[str], lang: str) -> bool:
    if _bare(number.group()) in allowed:
        return True
    behind = re.match(r"\s?\S+", text[number.end() :])
    forms = {number.group(), f"{number.group()}{behind.group() if behind else ''}", text}
    return any(agrees(form, fact, lang) is True for form in forms for fact in facts)


def _text(unit: TextUnit) -> str:
    return "".join(run.text for run in unit.element.paragraphs[unit.at])


# -- scales -----------------------------------------------------------------------------------------------------------


def _scales(texts: Sequence[TextUnit]) -> Iterator[TextUnit]:
    """Yield the numbers that stand alone, in a row or a column, spaced as their values are."""
    lone = [(unit, value) for unit in texts if (value := _lone(unit)) is not None and unit.box is not None]
    for upright in (True, False):
        left = list(lone)
        while left:
            first = left[0]
            line = [item for item in left if abs(_line(item[0], upright) - _line(first[0], upright)) <= _STRAIGHT]
            left = [item for item in left if item not in line]
            if len(line) >= _FEWEST and _is_even(line, upright):
                yield from (unit for unit, _ in line)


def _lone(unit: TextUnit) -> float | None:
    """Return the number of a text that holds nothing else but a unit or a word for thousands; None for any other."""
    text = _text(unit)
    found = _NUMBER.findall(text)
    if len(found) != 1 or sum(char.isalpha() for char in text) > _ALONE:
        return None
    try:
        return float(re.sub(r"[^0-9.\-]", "", _bare(found[0])))
    except ValueError:
        return None


def _line(unit: TextUnit, upright: bool) -> float:
    """Return where the column of a text ends at the right, or where its row has its middle."""
    assert unit.box is not None
    return unit.box[2] if upright else (unit.box[1] + unit.box[3]) / 2


def _place(unit: TextUnit, upright: bool) -> float:
    assert unit.box is not None
    return (unit.box[1] + unit.box[3]) / 2 if upright else (unit.box[0] + unit.box[2]) / 2


def _is_even(line: Sequence[tuple[TextUnit, float]], upright: bool) -> bool:
    """Return whether values lie along a line as on a scale: evenly, or evenly by their powers."""
    ordered = sorted(line, key=lambda item: _place(item[0], upright))
    places, values = [_place(unit, upright) for unit, _ in ordered], [value for _, value in ordered]
    if any(one == other for one, other in pairwise(values)) or places[-1] - places[0] < 1:
        return False
    measures = [values] + ([[math.log10(value) for value in values]] if min(values) > 0 else [])
    return any(_is_straight(places, measure) for measure in measures)


def _is_straight(places: Sequence[float], values: Sequence[float]) -> bool:
    span, wide = places[-1] - places[0], values[-1] - values[0]
    if wide == 0:
        return False
    shares = zip(places, values, strict=True)
    return all(abs((place - places[0]) / span - (value - values[0]) / wide) <= _EVEN for place, value in shares)
