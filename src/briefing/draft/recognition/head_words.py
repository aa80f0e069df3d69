"""The head of a column as words, for the patterns that say what it is about."""

from __future__ import annotations

import re
from typing import Final

_JOINED: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z]{2,}$)")


def head_words(head: str) -> str:
    """Return a head without blanks around it, and with blanks between words that capitals part: "TimeFrame" is "Time
    Frame", "countryCode" "country Code"."""
    return _JOINED.sub(" ", head.strip())


def plural_of(word: str) -> str:
    """Return the plural of an English word in small letters that a head may be: "companies", "branches"."""
    if word == "species":
        return word
    if word.endswith("y"):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "ch", "x")) else f"{word}s"
