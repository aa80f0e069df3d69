"""Characters that no reader can see, or that no format carries: refused in every input."""

from __future__ import annotations

import re

# Controls (tab and line ends aside), line separators, bidi overrides (they can turn a number round on the page),
# private use (prints as an empty box or as anything), the replacement sign (a letter was lost) and noncharacters.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff\U000f0000-\U0010ffff]"
)
_SPACES = re.compile(r"[ \t\r\n]+")
FIX = "delete it or write the sign that is meant"


def flaw(text: str) -> str:
    """Return what is wrong with the first refused character of a text, or an empty string."""
    found = _REFUSED.search(text)
    return f"{_kind(ord(found.group()))} U+{ord(found.group()):04X}" if found else ""


def without_flaws(text: str) -> str:
    """Return a text without refused characters."""
    return _REFUSED.sub("", text)


def _kind(code: int) -> str:
    if code == 0xFFFD:
        return "the sign for a lost character"
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        return "the private-use character"
    if 0x202A <= code <= 0x2069:
        return "the direction override"
    return "the control character"


def first_flaw(text: str) -> tuple[int, str]:
    """Return the line and the description of the first refused character of a file's text; line 0 if there is none."""
    found = _REFUSED.search(text)
    return (text.count("\n", 0, found.start()) + 1, flaw(found.group())) if found else (0, "")


def tidy(text: str) -> str:
    """Return the text of a cell with line breaks, tabs and runs of blanks as one blank."""
    return _SPACES.sub(" ", text).strip(" ")
