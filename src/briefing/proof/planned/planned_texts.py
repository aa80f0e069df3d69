"""Titles, sentences, cards and rows of tables: whether each stands where it was composed, with what belongs to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from msgspec import to_builtins

from briefing.proof.findings import Box, Findings, Location, Rule
from briefing.proof.page_boxes import overlap, union
from briefing.proof.planned.stretches import Region, TextUnit, words
from briefing.proof.reading.ledger_reader import PlanEntry, PlannedRows

WORDS = Rule("planned-words", "error", "a title or sentence stands with the evidence that it was composed for")
NUMBERS = Rule("planned-numbers", "error", "a number stands with the name, row and column that it was composed for")
RULES = (WORDS, NUMBERS)
FIX = "build the edition again; if it comes again, report it"

_MOST: Final = 6  # digits of the number of a figure
_LEAST: Final = 3  # words of a sentence that is known again elsewhere
_OVER: Final = 3.0  # points by which the boxes of two rows may reach into each other


def titles(held: Sequence[tuple[PlanEntry, Region | None]], file: Region) -> Findings:
    """Yield titles that no slide has, and titles in another order; equal titles are not compared."""
    last: dict[str, tuple[str, int]] = {}
    alike = Counter(entry.title for entry, _ in held)
    for entry, stretch in held:
        if stretch is None:
            if entry.title and file.parsed.kind == "deck":
                yield WORDS.at(
                    file.parsed.location(), f"no slide has the title “{entry.title}” of the {entry.place}", FIX
                )
            continue
        if alike[entry.title] > 1:
            continue
        kind, at = _number(entry, stretch, file)
        before, most = last.get(kind, ("", -1))
        if at < most:
            what = f"the title of the {entry.place} stands before that of the {before}"
            yield WORDS.at(file.parsed.location(stretch.units[0].page, stretch.units[0].element), what, FIX)
        else:
            last[kind] = entry.place, at


def _number(entry: PlanEntry, stretch: Region, file: Region) -> tuple[str, int]:
    """Return the place of a title among its like: of a figure or table of a brief, which may float, its number.

    The number stands before the title, or where that is the headline of a page, before the line below it.
    """
    first = stretch.units[0]
    lines = zip(stretch.units, (words(entry.title), words(entry.below)), strict=False)
    before = next(
        filter(None, (unit.words[: -len(line)] for unit, line in lines if line and unit.words[-len(line) :] == line)),
        (),
    )
    if file.parsed.kind == "brief" and before:
        kind = " ".join(word for word in before if not word.isdecimal())  # "figure" or "table"
        return kind, next((int(word) for word in before if word.isdecimal() and len(word) < _MOST), 0)
    kind = "slide" if file.parsed.kind == "deck" else entry.kind
    return kind, next(at for at, unit in enumerate(file.units) if unit.element is first.element)


def sentences(held: Sequence[tuple[PlanEntry, Region | None]]) -> Findings:
    """Yield sentences of one entry that stand with another; of a brief only the line below a title, as the text of one
    section continues next to the figure of the next."""
    known = [(entry, stretch) for entry, stretch in held if stretch is not None]
    for entry, own in known:
        for text in (entry.below, *(entry.texts if own.parsed.kind == "deck" else ())):
            sought = words(text)
            if len(sought) < _LEAST or own.holds(sought) or _spoken(own, sought):
                continue
            for other, stretch in known:
                at = next(stretch.places(sought), None) if other is not entry and stretch.words != own.words else None
                if at is None or _says(other, sought):
                    continue
                unit = stretch.units[stretch.owners[at]]
                what = f"“{text}” of the {entry.place} stands with the {other.place}"
                yield WORDS.at(stretch.parsed.location(unit.page, unit.element), what, FIX)
                break


def _spoken(own: Region, sought: Sequence[str]) -> bool:
    """Whether words stand in the speaker notes of their own slide, as a deck that is presented has them."""
    pages = {unit.page.number: unit.page for unit in own.units}
    return any(_within(sought, words(" ".join(page.notes))) for page in pages.values())


def _within(sought: Sequence[str], text_words: Sequence[str]) -> bool:
    return any(tuple(text_words[at : at + len(sought)]) == tuple(sought) for at in range(len(text_words)))


def _says(entry: PlanEntry, sought: Sequence[str]) -> bool:
    """Whether words were composed for an entry too, alone or within another text."""
    return any(_within(sought, words(text)) for text in _strings(to_builtins(entry)))


def _strings(item: object) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, Mapping):
        yield from (text for value in item.values() for text in _strings(value))
    elif isinstance(item, Sequence):
        yield from (text for value in item for text in _strings(value))


def rows(entry: PlanEntry, stretch: Region) -> Findings:
    """Yield the rows of an entry whose texts do not stand together."""
    for group in entry.groups:
        found = _together(group, stretch)
        if isinstance(found, str):
            yield NUMBERS.at(_spot(stretch), f"{entry.place}: {found}", FIX)
            continue
        doubts = [list(_overlapping(entry, group, stretch, places)) for places in found]
        if all(doubts):
            yield from doubts[0]


def _spot(stretch: Region) -> Location:
    first = stretch.units[0] if stretch.units else None
    return stretch.parsed.location(first.page) if first else stretch.parsed.location()


def _together(group: PlannedRows, stretch: Region) -> str | list[list[list[int]]]:
    """Return where the words of each row may stand, as a name may stand elsewhere too, over a slide or in its text; or,
    in words, the first row that does not stand together."""
    row_words = [[words(text) for text in row if words(text)] for row in group.rows]
    if not group.loose:
        found: list[list[int]] = []
        for row in row_words:
            sought = tuple(word for text in row for word in text)
            at = next(stretch.places(sought), None) if sought else 0
            if at is None:
                return f"“{_row(group, len(found))}” does not stand in one row"
            found.append([*range(at, at + len(sought))])
        return [found]
    heads = [row[0] for row in row_words if row]
    reasons: list[str] = []
    ways: list[list[list[int]]] = []
    for start in (at for at in stretch.places(heads[0]) if _heads(stretch, at, heads[0])):
        outcome = _windows(group, row_words, stretch, start)
        if isinstance(outcome, str):
            reasons.append(outcome)
        else:
            ways.append(outcome)
    if ways:
        return ways
    return reasons[0] if reasons else f"“{group.rows[0][0]}” stands nowhere by itself"


def _row(group: PlannedRows, at: int) -> str:
    return " | ".join(group.rows[at])


def _heads(stretch: Region, at: int, head: Sequence[str]) -> bool:
    """Whether a paragraph begins here, and holds no more; lines of a letter go on."""
    whole = stretch.parsed.kind == "letter" or stretch.units[stretch.owners[at]].words == tuple(head)
    return stretch.begins(at) and whole


def _windows(
    group: PlannedRows, row_words: Sequence[Sequence[tuple[str, ...]]], stretch: Region, start: int
) -> str | list[list[int]]:
    """Return the places of the words of rows whose heads follow from here, or the first row that lacks one."""
    starts = [start]
    for row in row_words[1:]:
        after = starts[-1] + len(row_words[len(starts) - 1][0])
        at = _next_head(row[0], row_words[len(starts) - 1][1:], stretch, after)
        if at is None:
            return f"“{group.rows[len(starts)][0]}” does not stand after “{group.rows[len(starts) - 1][0]}”"
        starts.append(at)
    found: list[list[int]] = []
    for number, (first, row) in enumerate(zip(starts, row_words, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else None
        free = set(range(first, len(stretch.words) if end is None else end))
        taken: list[int] = []
        for text in sorted(row, key=len, reverse=True):
            at = next(
                (at for at in stretch.places(text, first, end) if free.issuperset(range(at, at + len(text)))), None
            )
            if at is None:
                if not stretch.holds(text):  # left out for want of room, which the build warns of
                    continue
                lacking = next(one for one in group.rows[number] if words(one) == text)
                return f"“{lacking}” does not stand with “{group.rows[number][0]}”"
            free -= {*range(at, at + len(text))}
            taken += range(at, at + len(text))
        found.append(taken)
    return found


def _next_head(head: Sequence[str], above: Sequence[tuple[str, ...]], stretch: Region, after: int) -> int | None:
    """Return where the head of a row begins after the row above it, whose other texts may begin with the same words."""
    alike = [text for text in above if text[: len(head)] == tuple(head)]
    own = {next(stretch.places(text, after), None) for text in alike}
    heads = [at for at in stretch.places(head, after) if _heads(stretch, at, head)]
    return next((at for at in heads if at not in own), heads[0] if heads else None)


def _overlapping(entry: PlanEntry, group: PlannedRows, stretch: Region, found: Sequence[Sequence[int]]) -> Findings:
    """Yield rows that reach into each other on their page, as where two numbers were put in each other's place."""
    if stretch.parsed.kind == "letter":
        return
    hulls = [_hull([stretch.units[stretch.owners[at]] for at in places]) for places in found]
    for (first, hull), (second, other) in combinations(enumerate(hulls), 2):
        if hull and other and hull[0] is other[0] and min(overlap(hull[1], other[1])) > _OVER:
            what = f"{entry.place}: “{_row(group, first)}” and “{_row(group, second)}” stand in each other's place"
            yield NUMBERS.at(_spot(stretch), what, FIX)
            return


def _hull(held: Sequence[TextUnit]) -> tuple[object, Box] | None:
    """Return the page and the box around all texts of a row; None where some stand in a table, whose cells have no
    boxes."""
    boxes = [unit.box for unit in held]
    if not held or any(unit.page is not held[0].page or unit.element.role == "table" for unit in held):
        return None
    known = [box for box in boxes if box is not None]
    if len(known) < len(boxes):
        return None
    return held[0].page, union(known)
