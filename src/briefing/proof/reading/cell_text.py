"""The text of a cell or of a heading, as every reader of tables compares it."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[ \t\r\n]+")


def tidied(text: str) -> str:
    """Return the text of a cell or a heading with single blanks, and none at its ends."""
    return _BLANKS.sub(" ", text).strip(" ")
