"""A word that says that nothing is higher, or lower, among places or years: where it stands, and what it claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct


class Superlative(Struct, frozen=True):
    """A superlative of a text, from `start`; `high` says which end, `moved` that a rise or fall is meant, `placed` that
    it is one of places, `ever` that it is one of all that is on record."""

    start: int
    text: str
    high: bool = True
    moved: bool = False
    placed: bool = False
    ever: bool = False


SuperlativeReader = Callable[[str], Iterator[Superlative]]


def no_superlatives(_: str) -> Iterator[Superlative]:
    """The reader of a language whose superlatives are not known."""
    yield from ()
