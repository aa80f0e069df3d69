"""Which characters a story may hold: all but controls, lone surrogates, private use and what XML cannot carry."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from briefing.errors import StoryError

# Private use is refused because one such character stands for each printed fact while Markdown is parsed.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff\U000f0000-\U0010ffff]"
)
FIRST_MARK: Final = 0xF0000
MARK: Final = re.compile("[\U000f0000-\U000fffff]")


def refuse_unprintable(value: str) -> None:
    """StoryError that names each character which cannot be printed."""
    found = sorted({f"U+{ord(char):04X}" for char in _UNPRINTABLE.findall(value)})
    if found:
        raise StoryError(f"the text holds {', '.join(found)}, which cannot be printed", fix="delete the character")


def one_line(value: str) -> str:
    """Runs of white space → one space."""
    return " ".join(value.split())


def lines(value: str) -> str:
    """The same for each line by itself; line ends stay."""
    return "\n".join(one_line(line) for line in value.strip().splitlines())


@cache
def normal(char: str) -> str:
    """A character → itself after NFKC, digits of every script as ASCII digits, so that one search finds all."""
    if char.isascii():
        return char
    spelled = unicodedata.normalize("NFKC", char)
    figures = "".join(str(unicodedata.decimal(sign, sign)) for sign in spelled)
    if unicodedata.category(char).startswith("N") and not re.search(r"[0-9]", figures):
        return "0"
    return figures
