"""Text as runs: what a reader sees, and for each run the fact or term that allows its numerals."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

# What a spreadsheet takes for the beginning of a formula, in its wide form too; where it separates cells by semicolons
# or tabs, as in many languages, one may begin in the middle of a cell. Apostrophes before it are there already.
_FORMULA = re.compile(r"(^|[;\t])(\s*)(?='*[=+\-@＝＋－＠])")
_ESCAPED = re.compile(r"(^|[;\t])(\s*)'(?='*[=+\-@＝＋－＠])")


class Run(Struct, frozen=True, array_like=True, gc=False):
    """A part of a text with one style and one origin.

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
ABSENT_CELL: Final = "\N{EN DASH}"  # of a row in whose column there is nothing to print
# The node of what an alternative text repeats of the title above it.
FINDING = "finding"


def unrepeated(alt: Text) -> Text:
    """Return an alternative text without the finding, for where the title above it is read aloud too.

    One that says nothing else stays as it is.
    """
    last = max((at for at, run in enumerate(alt) if run.node == FINDING), default=-1)
    if not any(char.isalnum() for char in plain(alt[last + 1 :])):
        return alt
    rest = list(alt[last + 1 :])
    rest[0] = replace(rest[0], text=rest[0].text.lstrip())  # the space that followed the finding
    return (*(run for run in alt[:last] if run.node != FINDING), *rest)


def plain(text: Text) -> str:
    """Return the characters of runs, as a reader sees them."""
    return "".join([run.text for run in text])


def text(value: str, *, term: str = "", fact: str = "", bold: bool = False) -> Text:
    """Return a string as one run; no run for an empty string."""
    return (Run(value, term=term, fact=fact, bold=bold),) if value else ()


def embolden(value: Text) -> Text:
    """Return a text, all bold."""
    return tuple(replace(run, bold=True) for run in value)


def join(parts: list[Text], separator: str) -> Text:
    """Join texts with a plain separator between them; empty ones are left out."""
    joined: Text = ()
    for part in parts:
        if part:
            joined += (Run(separator), *part) if joined else part
    return joined


def escape_formula(cell: str) -> str:
    """Return the cell of a table so that no spreadsheet takes it for a formula."""
    return _FORMULA.sub(r"\1\2'", cell)


def unescape_formula(cell: str) -> str:
    """Return a cell that `escape_formula` has escaped as it was."""
    return _ESCAPED.sub(r"\1\2", cell)


def mailto(value: str) -> str:
    """Return the link of an e-mail address; empty for anything else, as a telephone number."""
    name, _, host = value.partition("@")
    odd = any(sign.isspace() or sign in '<>"?&' for sign in value)
    return f"mailto:{value}" if name and "." in host and not odd else ""
