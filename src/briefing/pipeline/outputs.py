"""The registry of outputs: name, writer, files and purpose of each. Command line, batch, dispatch, proof, README and
smoke test list these.

A writer's package is imported when its output is asked for, so that a deck alone never loads the brief's libraries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.model.document import Document
    from briefing.model.ledger import Written
    from briefing.model.theme import Theme

    Writer = Callable[[Document, Theme], Written]


class Output(Struct, frozen=True):
    """An output: its name, the module that holds its `write`, the suffixes of its files, one line on what it is.

    Those that together take as long as the others are written in the `background`, by a second process; their modules
    have a `prepare` too. Without `by_default` it is built where it is asked for. `of_sections` says that it prints the
    sections of the story, `attachable` that it can leave with an e-mail. `reader` is the module of the proof whose
    `read` reads its files; the proof knows decks, briefs and letters by itself.
    """

    name: str
    package: str
    suffixes: tuple[str, ...]
    about: str
    background: bool = False
    by_default: bool = True
    of_sections: bool = False
    attachable: bool = False
    reader: str = ""

    def write(self, document: Document, theme: Theme) -> Written:
        """Write a document under a theme; return its files and the place of each fact in them."""
        writer: Writer = import_module(self.package).write
        return writer(document, theme)

    def prepare(self, *, charts: bool) -> None:
        """Load what a second process needs to write it; with `charts`, what draws its charts too."""
        prepare: Callable[[bool], None] = import_module(self.package).prepare
        prepare(charts)


def registry(*outputs: Output) -> dict[str, Output]:
    """Return outputs by name; ValueError for two of one name, or whose files would replace each other."""
    names = Counter(output.name for output in outputs)
    suffixes = Counter([LEDGER_SUFFIX, *(suffix for output in outputs for suffix in output.suffixes)])
    for name, count in (names + suffixes).items():
        if count > 1:
            raise ValueError(f"two outputs have the name or the suffix {name!r}")
    return {output.name: output for output in outputs}


LEDGER_SUFFIX: Final = ".ledger.json"
OUTPUTS: Final = registry(
    Output(
        "deck",
        "briefing.deck",
        (".pptx",),
        "slides with native, editable charts and speaker notes",
        of_sections=True,
        attachable=True,
    ),
    Output(
        "brief",
        "briefing.brief",
        (".pdf",),
        "pages to read and to keep, tagged and archival",
        background=True,
        of_sections=True,
        attachable=True,
    ),
    Output("letter", "briefing.letter", (".html", ".txt"), "an e-mail, as HTML and as plain text", background=True),
    Output(
        "handout",
        "briefing.handout",
        (".handout.pdf",),
        "the slides as a PDF, painted without an office program; where it is asked for",
        by_default=False,
        attachable=True,
        reader="briefing.proof.handout_check",
    ),
    Output(
        "notes",
        "briefing.handout.notes",
        (".notes.pdf",),
        "the slides as a PDF with what the speaker says; where it is asked for",
        by_default=False,
        reader="briefing.proof.handout_check",
    ),
    Output(
        "web",
        "briefing.web",
        (".web.html",),
        "one page for browsers, with the record of every number; where it is asked for",
        by_default=False,
        reader="briefing.proof.web_checks",
    ),
    Output(
        "json",
        "briefing.pipeline.document_file",
        (".json",),
        "the document with its facts, for programs; where it is asked for",
        by_default=False,
        reader="briefing.proof.document_check",
    ),
    Output(
        "data",
        "briefing.data",
        (".xlsx", ".zip"),
        "the numbers behind each figure, as an accessible workbook and as CSV; where it is asked for",
        by_default=False,
        reader="briefing.proof.data_check",
    ),
)
ATTACHABLE: Final = tuple(sorted(output.name for output in OUTPUTS.values() if output.attachable))
DEFAULT: Final = tuple(output.name for output in OUTPUTS.values() if output.by_default)
READERS: Final = {suffix: output.reader for output in OUTPUTS.values() if output.reader for suffix in output.suffixes}


def chosen(names: Iterable[str] | None) -> tuple[Output, ...]:
    """Return the outputs of these names, in the order of the registry; UsageError for an unknown name.

    None stands for those that are built by default.
    """
    requested = DEFAULT if names is None else tuple(names)
    unknown = [name for name in requested if name not in OUTPUTS]
    if unknown or not requested:
        what = f"no such output: {', '.join(unknown)}" if unknown else "no output was chosen"
        raise UsageError(what, fix=f"choose from {', '.join(OUTPUTS)}")
    return tuple(output for name, output in OUTPUTS.items() if name in requested)
