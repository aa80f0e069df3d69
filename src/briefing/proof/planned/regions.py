"""The stretch of a file that each entry of the plan stands in, found by its title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.proof.parsed_file import ParsedFile
from briefing.proof.planned.stretches import Region, TextUnit, region, units, words
from briefing.proof.reading.ledger_reader import PlanEntry

_HEADS = ("H1", "H2", "H3")


def regions(parsed: ParsedFile, plan: Sequence[PlanEntry]) -> Iterator[tuple[PlanEntry, Region | None]]:
    """Yield the stretch of a file below the title of each entry of the plan; None where its title is missing."""
    held = list(units(parsed))
    own = [entry for entry in plan if parsed.printed in entry.outputs]
    if parsed.kind == "letter":
        whole = region(parsed, held)
        yield from ((entry, whole) for entry in own)
        return
    starts = list(_titles(parsed, held, own))
    for entry in own:
        stretch: list[TextUnit] = []
        for place, (at, titled) in enumerate(starts):
            below = parsed.kind == "brief" and titled == entry.below and _has_two_heads(entry, starts)
            if titled != entry.title and not below:
                continue
            if parsed.kind == "deck":
                stretch += [unit for unit in held if unit.page is held[at].page]
            else:
                stretch += held[at : starts[place + 1][0] if place + 1 < len(starts) else len(held)]
        yield entry, region(parsed, stretch) if stretch else None


def _has_two_heads(entry: PlanEntry, starts: Sequence[tuple[int, str]]) -> bool:
    """Whether a section of a brief has a figure under its title, and cards over the columns under the line below it."""
    return bool(entry.below) and any(titled == entry.title for _, titled in starts)


def _titles(parsed: ParsedFile, held: Sequence[TextUnit], plan: Sequence[PlanEntry]) -> Iterator[tuple[int, str]]:
    """Yield where titles of the plan stand in a file, and in a brief the lines below them that head cards."""
    heads = [entry.title for entry in plan] + [entry.below for entry in plan if parsed.kind == "brief" and entry.groups]
    titles = [(words(head), head) for head in dict.fromkeys(heads) if head]
    titles.sort(key=lambda pair: -len(pair[0]))  # one title may begin or end with another
    at = 0
    while at < len(held):
        unit = held[at]
        last = at + 1
        while last < len(held) and held[last].element is unit.element:
            last += 1
        if unit.element.role == "title" or unit.element.tag in _HEADS:
            unit_words = tuple(word for unit in held[at:last] for word in unit.words)
            for title, planned in titles:
                if (unit_words[: len(title)] if parsed.kind == "deck" else unit_words[-len(title) :]) == title:
                    yield at, planned
                    break
        at = last
