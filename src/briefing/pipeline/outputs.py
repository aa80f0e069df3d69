"""The registry of outputs: name, writer, files and purpose of each; command line, README and smoke test list these.

A writer's package is imported when its output is asked for, so that a deck alone never loads the brief's libraries.
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

    One that takes as long as all others together is written in the `background`, by a second process; its package has
    a `prepare` too.
    """

    name: str
    package: str
    suffixes: tuple[str, ...]
    about: str
    background: bool = False

    def write(self, document: Document, theme: Theme) -> Written:
        """Write a document under a theme; return its files and the place of each fact in them."""
        writer: Writer = import_module(self.package).write
        return writer(document, theme)

    def prepare(self, *, charts: bool) -> None:
        """Load what a second process needs to write it; with `charts`, what draws its charts too."""
        prepare: Callable[[bool], None] = import_module(self.package).prepare
        prepare(charts)


OUTPUTS: dict[str, Output] = {
    output.name: output
    for output in (
        Output("deck", "briefing.deck", (".pptx",), "slides with native, editable charts and speaker notes"),
        Output("brief", "briefing.brief", (".pdf",), "pages to read and to keep, tagged and archival", background=True),
        Output("letter", "briefing.letter", (".html", ".txt"), "an e-mail, as HTML and as plain text"),
    )
}


def chosen(names: Iterable[str] | None) -> tuple[Output, ...]:
    """Return the outputs of these names (None: all) in the order of the registry; UsageError for an unknown name."""
    requested = tuple(OUTPUTS) if names is None else tuple(names)
    unknown = [name for name in requested if name not in OUTPUTS]
    if unknown or not requested:
        what = f"no such output: {', '.join(unknown)}" if unknown else "no output was chosen"
        raise UsageError(what, fix=f"choose from {', '.join(OUTPUTS)}")
    return tuple(output for name, output in OUTPUTS.items() if name in requested)
