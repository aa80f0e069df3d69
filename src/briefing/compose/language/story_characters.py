"""The characters of a story: those that no file may hold are refused, white space and numerals are normalised."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from briefing.errors import StoryError
from briefing.read.characters import FIX, flaw
from briefing.wording.spaces import BREAKING

# Private use, which no input may hold, so that such a character stands for each printed fact while Markdown is parsed.
FIRST_MARK: Final = 0xF0000
MARK: Final = re.compile("[\U000f0000-\U000fffff]")


def refuse_unprintable(value: str) -> None:
    """Raise StoryError for a character that no file may hold: an expression can spell one, as "\\u202e"."""
    found = flaw(value)
    if found:
        raise StoryError(f"{found} stands in the text", fix=FIX)


def one_line(value: str) -> str:
    """Collapse white space into single spaces; no-break spaces stay."""
    return BREAKING.sub(" ", value).strip()


def lines_of(value: str) -> str:
    """Collapse the white space of each line by itself; line ends stay."""
    return "\n".join(one_line(line) for line in value.strip().splitlines())


@cache
def normalised(char: str) -> str:
    """Return a character after NFKC, digits of every script as ASCII digits, so that one search finds all."""
    if char.isascii() or char == "，":  # between clauses, never within a number, as its plain form is
        return char
    spelled = unicodedata.normalize("NFKC", char)
    figures = "".join(str(unicodedata.decimal(sign, sign)) for sign in spelled)
    if unicodedata.category(char).startswith("N") and not re.search(r"[0-9]", figures):
        return "0"
    return figures
