"""Faults that are made in one file at a time, so that a test reads fewer files."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")


def grouped(
    items: Iterable[T], file: Callable[[T], Hashable | None], distinct: Callable[[T], tuple[Hashable, ...]]
) -> list[tuple[T, ...]]:
    """Group items of one file that share none of their distinct values; an item whose file is None is alone."""
    groups: list[tuple[Hashable | None, list[T]]] = []
    for item in items:
        name, own = file(item), distinct(item)
        held = (group for other, group in groups if name is not None and other == name)
        group = next((one for one in held if not any(_share(own, distinct(other)) for other in one)), None)
        if group is None:
            groups.append((name, [item]))
        else:
            group.append(item)
    return [tuple(group) for _, group in groups]


def _share(one: tuple[Hashable, ...], other: tuple[Hashable, ...]) -> bool:
    return any(mine == theirs for mine, theirs in zip(one, other, strict=True))
