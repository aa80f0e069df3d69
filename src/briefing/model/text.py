"""Text as runs: what a reader sees, and for each run the fact or term that allows its numerals."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

# What a spreadsheet takes for the beginning of a formula, in its wide form too; where it parts cells by semicolons or
# tabs, as in many languages, one may begin in the middle of a cell. Apostrophes before it are there already.
_FORMULA = re.compile(r"(^|[;\t])(\s*)(?='*[=+\-@＝＋－＠])")
_INERT = re.compile(r"(^|[;\t])(\s*)'(?='*[=+\-@＝＋－＠])")


class Run(Struct, frozen=True):
    """A stretch of text with one look and one origin.

    `fact` names the fact it prints; `term` is the reason why a numeral that is no fact may stand here;
    `link` is an absolute address (http, https, mailto) or `#section-id`; `lang` only where it differs.
    `node` names the text of the story that it was written in, as "section patents, points 2"; empty for words of the
    data and of the program.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    fact: str = ""
    term: str = ""
    lang: str = ""
    node: str = ""


Text = tuple[Run, ...]
NO_BREAK: Final = "\u00a0"  # a space at which no line ends, in any renderer
# The node of what an alternative text repeats of the title above it.
FINDING = "finding"


def unrepeated(alt: Text) -> Text:
    """An alternative text → the same without the finding, for where the title above it is heard too.

    One that says nothing else stays as it is.
    """
    last = max((at for at, run in enumerate(alt) if run.node == FINDING), default=-1)
    if not any(char.isalnum() for char in plain(alt[last + 1 :])):
        return alt
    return tuple(run for run in alt if run.node != FINDING)


def plain(text: Text) -> str:
    """Runs → the characters a reader sees."""
    return "".join(run.text for run in text)


def text(value: str, *, term: str = "", fact: str = "", bold: bool = False) -> Text:
    """One string → one run (no run for an empty string)."""
    return (Run(value, term=term, fact=fact, bold=bold),) if value else ()


def embolden(value: Text) -> Text:
    """The same text, all bold."""
    return tuple(replace(run, bold=True) for run in value)


def join(parts: list[Text], separator: str) -> Text:
    """Texts → one text with a plain separator between them; empty ones are left out."""
    joined: Text = ()
    for part in parts:
        if part:
            joined += (Run(separator), *part) if joined else part
    return joined


def escape_formula(cell: str) -> str:
    """A cell of a table → one that no spreadsheet takes for a formula, here or after a separator of its own."""
    return _FORMULA.sub(r"\1\2'", cell)


def unescape_formula(cell: str) -> str:
    """What `inert` has made of a cell → the cell."""
    return _INERT.sub(r"\1\2", cell)


def mailto(value: str) -> str:
    """An e-mail address → what links to it; empty for anything else, as a telephone number."""
    name, _, host = value.partition("@")
    odd = any(sign.isspace() or sign in '<>"?&' for sign in value)
    return f"mailto:{value}" if name and "." in host and not odd else ""
