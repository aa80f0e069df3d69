"""Words that say that nothing is higher, or lower, among places or years: where they are, and what they claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct


class Superlative(Struct, frozen=True):
    """A superlative of a text, from `start`.

    `high` says which end it claims, `moved` that a rise or fall is meant, `placed` that it is one of places, `ever`
    that it is one of everything on record.
    """

    start: int
    text: str
    high: bool = True
    moved: bool = False
    placed: bool = False
    ever: bool = False


SuperlativeReader = Callable[[str], Iterator[Superlative]]


def no_superlatives(_: str) -> Iterator[Superlative]:
    """Give nothing, in a language whose superlatives are not known."""
    yield from ()
