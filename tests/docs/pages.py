"""The pages of README and docs/, and their fenced blocks with the marks that say how a test runs each.

A mark is a comment on the line above a fence, which no reader of the page sees:

    <!-- file: cities.csv -->      the block is this file
    <!-- story: mine -->           sections, or keys, that are put into the story of the project `mine`
    <!-- settings: mine -->        lines that are put into its briefing.toml, or `settings: mine/dispatch.toml`
    <!-- exit: 1 -->               the commands end with this code
    <!-- not run: the reason -->   nothing runs it
    <!-- needs: company.pptx -->   on a line of its own: a file that lies in the reader's folder

`sh` is run without a mark, `python` too; `text` right below commands is what they print, `…` for lines left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tests.conftest import ROOT

DOCS = ROOT / "docs"
_PART = re.compile(
    r"(?:^<!-- (?P<mark>file|story|settings|exit|not run): (?P<given>.+?) -->\n+)?"
    r"^```(?P<kind>\w*)[ \t]*\n(?P<text>.*?)^```[ \t]*$"
    r"|^<!-- needs: (?P<needed>\S+) -->$"
    r"|(?P<unknown><!--.*?-->)",
    re.M | re.S,
)


class Block(Struct, frozen=True):
    """A fenced block, or the mark of a file that is needed; `line` is where it begins."""

    kind: str
    text: str
    line: int
    mark: str = ""
    given: str = ""


def pages() -> list[Path]:
    """README and the pages of docs/; those of the reference, which are made, are run where they are made."""
    made = DOCS / "reference"
    return [ROOT / "README.md", *(path for path in sorted(DOCS.rglob("*.md")) if made not in path.parents)]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a page and the files that it needs, in their order; ValueError for a comment that is no mark."""
    for match in _PART.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if match["unknown"]:
            raise ValueError(f"line {line}: no mark that the tests know, or no block below it: {match['unknown']}")
        if match["needed"]:
            yield Block("", "", line, "needs", match["needed"])
        else:
            yield Block(match["kind"], match["text"], line, match["mark"] or "", match["given"] or "")
