"""Words that claim a number: where they are, which number, and how the words before them bound it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Literal

from msgspec import Struct

from briefing.model.period import Unit

# What a word counts: things; a place in an order; how many times a value; a part of a whole, or by which a value moved;
# the most, nearly all or none of some things; the only one; hundreds; each of so many.
Kind = Literal["count", "rank", "multiple", "part", "portion", "sole", "many", "every"]
# Exactly; more than; at least; less than; at most; near it.
Bound = Literal["", "more", "least", "less", "most", "about"]


class NumberWord(Struct, frozen=True):
    """A number word of a text, from `start` to `end`.

    `unit` is the unit of time that it counts, as years, `in_row` says that it counts what followed in a row, `whole`
    that it may be the whole of which others are counted, as three in "two of three". `quarters` is how many quarters of
    a year a part may count: "three quarters of losses".
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: float
    bound: Bound = ""
    unit: Unit | Literal[""] = ""
    whole: bool = False
    in_row: bool = False
    quarters: float = 0


_OPPOSITE: Final[Mapping[Bound, Bound]] = {"": "less", "more": "most", "least": "less", "less": "least", "most": "more"}
NumberWordReader = Callable[[str], Iterator[NumberWord]]


def opposite_bound(bound: Bound) -> Bound:
    """Return the bound that denies this one, as "did not more than double" does."""
    return _OPPOSITE.get(bound, bound)


def no_number_words(_: str) -> Iterator[NumberWord]:
    """Give nothing, in a language whose number words are not known."""
    yield from ()


def portions(text: str, pattern: re.Pattern[str], least: Callable[[str], float]) -> Iterator[NumberWord]:
    """Give what a text says of the most, none, the only one or hundreds of things, in order.

    The groups of the pattern are `all`, `most`, `none`, `sole` and `many`; `least` reads the words of the last.
    """
    for found in pattern.finditer(text):
        start, end, words = found.start(), found.end(), found.group()
        if found.lastgroup == "many":
            yield NumberWord(start, end, words, "many", least(words), "least")
        elif found.lastgroup == "sole":
            yield NumberWord(start, end, words, "sole", 1)
        elif found.lastgroup == "most":
            yield NumberWord(start, end, words, "portion", 0.5, "more")
        else:
            value = 0.0 if found.lastgroup == "none" else 1.0
            yield NumberWord(start, end, words, "portion", value, "about" if value else "")


def in_order(portions: Iterable[NumberWord], numbers: Iterable[NumberWord]) -> Iterator[NumberWord]:
    """Give all portions of a text, and its other number words where no portion holds them, in order."""
    held = list(portions)
    free = (word for word in numbers if not any(one.start < word.end and word.start < one.end for one in held))
    yield from sorted((*free, *held), key=lambda word: word.start)
