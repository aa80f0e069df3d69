"""How the values of an indicator are printed."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Format(Struct, frozen=True, array_like=True, gc=False):
    """How the values of an indicator are printed, one decision for texts, cards, tables and charts.

    `decimals` None: as published. `scale` is the word in which large numbers are given, as "million"; empty: in full.
    `thousands` None: grouped as the language does. `sign`: a plus before what is above zero, as of growth rates.
    `word` and `short` are the words that a number carries once wording tells it in its scale: "million", "m".
    """

    decimals: int | None = None
    scale: str = ""
    thousands: bool | None = None
    sign: bool | None = None
    word: str = ""
    short: str = ""

    def over(self, other: Format) -> Format:
        """This format, and where it leaves something open that of the other."""
        return Format(
            decimals=other.decimals if self.decimals is None else self.decimals,
            scale=self.scale or other.scale,
            thousands=other.thousands if self.thousands is None else self.thousands,
            sign=other.sign if self.sign is None else self.sign,
        )


PLAIN: Final = Format()
# Words for powers of ten in which numbers may be given; each language has its own for them.
SCALES: Final = ("thousand", "million", "billion", "trillion", "万", "亿", "万亿")


def known_scale(word: str) -> str:
    """Return a scale word; ValueError for what is none, with the words that there are."""
    if word and word not in SCALES:
        raise ValueError(f"{word!r} is no scale; write one of: {', '.join(SCALES)}")
    return word
