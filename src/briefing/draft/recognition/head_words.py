"""The head of a column as words, for the patterns that say what it is about."""

from __future__ import annotations

import re
from typing import Final

_JOINED: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z]{2,}$)")


def head_words(head: str) -> str:
    """Return a head without blanks around it, and with blanks between words that capitals part: "TimeFrame" is "Time
    Frame", "countryCode" "country Code"."""
    return _JOINED.sub(" ", head.strip())
