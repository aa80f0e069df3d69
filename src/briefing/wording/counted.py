"""A word that claims a number: where it stands, which number, and what the words before it make of that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct

# What a word counts: things; a place in an order; how many times a value; a part of a whole, or by which a value moved;
# the most, nearly all or none of some things; the only one; hundreds; each of so many.
Kind = Literal["count", "rank", "multiple", "part", "portion", "sole", "many", "every"]
# Exactly; more than; at least; less than; at most; near it.
Bound = Literal["", "more", "least", "less", "most", "about"]


class Counted(Struct, frozen=True):
    """A number word of a text, from `start` to `end`.

    `years` says that it counts these, `whole` that it may be of how many others are told, as three in "two of three".
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: float
    bound: Bound = ""
    years: bool = False
    whole: bool = False


_TURNED: Final[Mapping[Bound, Bound]] = {"": "less", "more": "most", "least": "less", "less": "least", "most": "more"}
Reader = Callable[[str], Iterator[Counted]]


def turned(bound: Bound) -> Bound:
    """What "did not more than double" leaves: a denied word claims the other side."""
    return _TURNED.get(bound, bound)


def nothing(_: str) -> Iterator[Counted]:
    """The reader of a language whose number words are not known."""
    yield from ()
