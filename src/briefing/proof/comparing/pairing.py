"""Pairs of the same page or element as built and now, whatever was moved, renamed or inserted."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from briefing.proof.comparing.text_difference import bare
from briefing.proof.snapshot import ElementSnapshot, PageSnapshot

_GRID = 3
T = TypeVar("T")
Key = Callable[[ElementSnapshot], Hashable]
Pairs = list[tuple[T | None, T | None]]


def of_pages(old: Sequence[PageSnapshot], new: Sequence[PageSnapshot]) -> Pairs[PageSnapshot]:
    """Return pages in pairs: of the same number and title, of the same title, of the same number."""
    by = (lambda page: (page.number, title(page)), title, lambda page: page.number)
    return _matched(old, new, by)


def of_items(old: Sequence[ElementSnapshot], new: Sequence[ElementSnapshot], *, named: bool) -> Pairs[ElementSnapshot]:
    """Return the elements of two pages in pairs; `named` ones by their names, others by their texts in order."""
    by_name: Key = lambda item: item.name or None  # noqa: E731
    if named:
        return _matched(
            old,
            new,
            (
                lambda item: (item.kind, item.name, _corner(item), _texts(item)),
                lambda item: (item.kind, item.name, _corner(item)),
                lambda item: (item.kind, item.name, _texts(item)),
                by_name,
                lambda item: _texts(item) or None,
            ),
        )
    ones, others = ([(item.kind, _texts(item), bare(item.alt)) for item in items] for items in (old, new))
    pairs: list[tuple[ElementSnapshot | None, ElementSnapshot | None]] = []
    for kind, first, last, begin, end in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += zip(old[first:last], new[begin:end], strict=True)
        else:
            rest: Pairs[ElementSnapshot] = _matched(old[first:last], new[begin:end], (by_name, lambda item: item.kind))
            pairs += rest
    return pairs


def title(page: PageSnapshot) -> Hashable:
    """Return the words of a page's title without spaces; None if it has none."""
    texts = next((item.texts for item in page.items if item.kind == "title"), ())
    return ("".join(map(bare, texts)),) if texts else None


def _texts(item: ElementSnapshot) -> tuple[str, ...]:
    return tuple(map(bare, item.texts))


def _corner(item: ElementSnapshot) -> tuple[int, int] | None:
    """Return where an element begins, on a grid that is wider than what programs round to."""
    return (round(item.box[0] / _GRID), round(item.box[1] / _GRID)) if item.box else None


def _matched(old: Sequence[T], new: Sequence[T], by: Iterable[Callable[[T], Hashable]]) -> Pairs[T]:
    """Return the items of two lists in pairs, by the first key that both have; items of one key in order."""
    pairs: Pairs[T] = []
    left, right = list(old), list(new)
    for key in by:
        known: dict[Hashable, deque[T]] = defaultdict(deque)
        for other in right:
            known[key(other)].append(other)
        rest: list[T] = []
        taken: set[int] = set()
        for item in left:
            identity = key(item)
            if identity is not None and known[identity]:
                other = known[identity].popleft()
                pairs.append((item, other))
                taken.add(id(other))
            else:
                rest.append(item)
        left, right = rest, [other for other in right if id(other) not in taken]
    return [*pairs, *((item, None) for item in left), *((None, other) for other in right)]
