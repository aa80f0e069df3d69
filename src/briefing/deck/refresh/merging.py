"""Remembered text, text as it stands, new text → which characters give way to which, and what was rewritten by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from briefing.deck.bindings import Segment, characters_of
from briefing.deck.reading import BREAK

# Signs that change a number when they come to stand before it.
_SIGNS = "-−+±~≈<>≤≥$€¥£"


class BoundNumber(Struct, frozen=True):
    """A number of a text: where it stands in the text, which fact it prints, as which of that fact's prints."""

    start: int
    text: str
    fact: str
    number: int

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.start + len(self.text)


class TextEdit(Struct, frozen=True):
    """Characters from `start` to `end` give way to `new`."""

    start: int
    end: int
    new: str


class MergeResult(Struct, frozen=True):
    """Edits in order, old and new prints of what changed, and what was left: why, and what the data say now."""

    edits: tuple[TextEdit, ...]
    changes: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, str], ...]


def bound(segments: Sequence[Segment]) -> list[BoundNumber]:
    """Return the numbers of segments."""
    found: list[BoundNumber] = []
    at = 0
    for part in segments:
        if isinstance(part, str):
            at += len(part)
            continue
        words, fact = part
        found.append(BoundNumber(at, words, fact, sum(item.fact == fact for item in found)))
        at += len(words)
    return found


def skeleton(segments: Sequence[Segment]) -> list[str]:
    """Return the words of segments without the numbers, line breaks as spaces, and the fact of each number."""
    return [flat(part) if isinstance(part, str) else f"\0{part[1]}" for part in segments]


def flat(words: str) -> str:
    """Return words with line breaks as spaces."""
    return words.replace(BREAK, " ")


def changes(old: Sequence[Segment], new: Sequence[Segment]) -> list[tuple[str, str]]:
    """Return old and new print of each number that changed between two editions; both texts whole if the words did."""
    if skeleton(old) != skeleton(new):
        return (
            [(characters_of(old), characters_of(new))] if flat(characters_of(old)) != flat(characters_of(new)) else []
        )
    pairs = zip(bound(old), bound(new), strict=True)
    return [(one.text, other.text) for one, other in pairs if flat(one.text) != flat(other.text)]


def merge(old: Sequence[Segment], now: str, new: Sequence[Segment]) -> MergeResult:
    """Return what changes and what is left in a text, as remembered, as edited and as the new edition has it.

    A number changes where all its characters still stand together and are the whole number.
    """
    fresh = {(item.fact, item.number): item.text for item in bound(new)}
    edits: list[TextEdit] = []
    changed: list[tuple[str, str]] = []
    left: list[tuple[str, str]] = []
    for item, start in _found(old, now):
        replacement = fresh.get((item.fact, item.number))
        if start is None:
            left.append((f"“{item.text}” was rewritten or removed by hand", replacement or ""))
        elif replacement is None:
            left.append((f"“{item.text}” is no longer in the story here", ""))
        elif flat(replacement) != flat(item.text):
            edits.append(TextEdit(start, start + len(item.text), flat(replacement)))
            changed.append((item.text, replacement))
    if skeleton(old) != skeleton(new):
        left.append(("a text that was rewritten by hand; the story now words it otherwise", characters_of(new)))
    return MergeResult(tuple(sorted(edits, key=lambda edit: edit.start)), tuple(changed), tuple(left))


def _found(old: Sequence[Segment], now: str) -> Iterator[tuple[BoundNumber, int | None]]:
    """Yield each number of the remembered text with its place in the text as it stands, None if it is not there."""
    was = characters_of(old)
    blocks = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    items = bound(old)
    starts: dict[BoundNumber, int] = {}
    for item in items:
        for block in blocks:
            if block.a <= item.start and item.end <= block.a + block.size:
                start = block.b + item.start - block.a
                if _whole(was, item, now, start):
                    starts[item] = start
    for item in items:
        if item not in starts and (lost := _elsewhere(item, items, was, now, starts)) is not None:
            starts[item] = lost
    for item in items:
        yield item, starts.get(item)


def _elsewhere(
    item: BoundNumber, items: Sequence[BoundNumber], was: str, now: str, starts: dict[BoundNumber, int]
) -> int | None:
    """Return the place of a number that the comparison has lost, if it stands once in the text and only it can be
    meant."""
    if not is_numeral(item.text):
        return None
    if sum(other.text == item.text for other in items) > 1 or now.count(item.text) != 1:
        return None
    start = now.index(item.text)
    taken = any(begin < start + len(item.text) and start < begin + len(other.text) for other, begin in starts.items())
    return None if taken or not _whole(was, item, now, start) else start


def is_numeral(text: str) -> bool:
    """Return whether a print is long enough, and a numeral, so that it is known again wherever it stands."""
    return 3 <= len(text) <= 20 and any(char.isdigit() for char in text)


def stands_in(number: str, text: str) -> bool:
    """Return whether a number stands in a text as a whole one."""
    at = text.find(number)
    while at >= 0:
        if not _joins(text[:at][::-1], left=True) and not _joins(text[at + len(number) :], left=False):
            return True
        at = text.find(number, at + 1)
    return False


def _whole(was: str, item: BoundNumber, now: str, start: int) -> bool:
    """Return whether the neighbours of a number leave it the number that it was."""
    end = start + len(item.text)
    before, after = now[:start], now[end:]
    same_before = before[-1:] == was[: item.start][-1:]
    same_after = after[:1] == was[item.end :][:1]
    return (same_before or not _joins(before[::-1], left=True)) and (same_after or not _joins(after, left=False))


def _joins(neighbours: str, *, left: bool) -> bool:
    """Return whether the neighbours of a number, nearest first, become part of it."""
    first, second = neighbours[:1], neighbours[1:2]
    if first.isalnum() or (left and first and first in _SIGNS) or (not left and first and first in "%‰"):
        return True
    return bool(first) and first in ".," and second.isdigit()
