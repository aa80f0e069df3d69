"""Name of an output → its writer, its files and what it is; the command line, the README and the smoke test list these.

A writer's package is imported when its output is wanted, so that a deck alone never loads the brief's libraries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.model.document import Document
    from briefing.model.ledger import Written
    from briefing.model.theme import Theme

    Writer = Callable[[Document, Theme], Written]


class Output(Struct, frozen=True):
    """An output: its name, the package that holds its `write`, the suffixes of its files, one line on what it is.

    One that takes as long as all others stands `apart`: a second process makes it while they are made, and its package
    has a `prepare` too.
    """

    name: str
    package: str
    suffixes: tuple[str, ...]
    about: str
    apart: bool = False

    def write(self, document: Document, theme: Theme) -> Written:
        """Document and theme → the files of this output and where each fact stands in them."""
        writer: Writer = import_module(self.package).write
        return writer(document, theme)

    def prepare(self, *, anew: bool) -> None:
        """Load what makes it in a second process; `anew` what draws its charts too, of which hardly any is known."""
        prepare: Callable[[bool], None] = import_module(self.package).prepare
        prepare(anew)


OUTPUTS: dict[str, Output] = {
    output.name: output
    for output in (
        Output("deck", "briefing.deck", (".pptx",), "slides with native, editable charts and speaker notes"),
        Output("brief", "briefing.brief", (".pdf",), "pages to read and to keep, tagged and archival", apart=True),
        Output("letter", "briefing.letter", (".html", ".txt"), "an e-mail, as HTML and as plain text"),
    )
}


def chosen(names: Iterable[str] | None) -> tuple[Output, ...]:
    """Names (None: all) → their outputs, always in the order of the registry. UsageError for an unknown name."""
    wanted = tuple(OUTPUTS) if names is None else tuple(names)
    unknown = [name for name in wanted if name not in OUTPUTS]
    if unknown or not wanted:
        what = f"no such output: {', '.join(unknown)}" if unknown else "no output was chosen"
        raise UsageError(what, fix=f"choose from {', '.join(OUTPUTS)}")
    return tuple(output for name, output in OUTPUTS.items() if name in wanted)
