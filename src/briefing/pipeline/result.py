"""What a build returns: editions in memory, and the files of those that were published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from briefing.errors import Finding
from briefing.model.chart import Chart
from briefing.model.text_outputs import unprinted_fix
from briefing.pipeline.build_state import EditionFiles
from briefing.pipeline.notebook_view import EditionFact, edition_facts, edition_html
from briefing.pipeline.outputs import DEFAULT, LEDGER_SUFFIX, OUTPUTS

if TYPE_CHECKING:
    from briefing.model.document import Document
    from briefing.model.ledger import Written
    from briefing.proof.proving import ReadFile

REFUSED = "the finished files do not pass the proof"


class BuildResult(Struct, frozen=True):
    """An edition in one language, in memory: its document, its outputs, and its files by name with the ledger last.

    `read` holds the files as the proof reads them, if they were read back; `warnings` are those of the proof, if it
    has passed.
    """

    lang: str
    document: Document
    written: Mapping[str, Written]
    files: Mapping[str, bytes]
    read: tuple[ReadFile, ...] = ()
    warnings: tuple[Finding, ...] = ()

    @property
    def content_hash(self) -> str:
        """SHA-256 in hex of all that a reader sees, as in the ledger; the settings of its message are not in it."""
        *_, ledger = self.files.values()
        content_hash: str = edition_of(ledger)["content_hash"]
        return content_hash

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Warnings of the story, of every writer and of the proof, and a notice of code that was run."""
        of_writers = (finding for output in self.written.values() for finding in output.findings)
        of_story = (*self.document.findings, *self._empty(), *self._missing())
        return (*self._own_code(), *of_story, *of_writers, *self.warnings)

    @property
    def edition_files(self) -> EditionFiles:
        """Names and SHA-256 of its files."""
        stem = f"{self.document.edition.stem}.{self.lang}"
        names = {name: tuple(stem + suffix for suffix in one.files) for name, one in self.written.items()}
        digests = {name: sha256(content).hexdigest() for name, content in self.files.items()}
        return EditionFiles(self.lang, names, stem + LEDGER_SUFFIX, digests)

    def _own_code(self) -> Iterator[Finding]:
        """Yield the notice that the project may run code of its own, and which functions of it drew figures."""
        if not self.document.edition.allow_code:
            return
        blocks = (block for section in self.document.sections for block in section.blocks)
        calls = sorted({str(block.figure) for block in blocks if isinstance(block, Chart) and block.figure})
        what = f"code of this project drew {' and '.join(calls)}" if calls else "this project may run its own code"
        fix = "read its Python files, unless they are your own; without `allow_code` it runs none"
        yield Finding("briefing.toml", f"{what}, as `allow_code = true` says", fix, "notice")

    def _missing(self) -> Iterator[Finding]:
        """Yield a warning for each text of the story that an output should print and does not, or not whole."""
        traces = {name: one.trace for name, one in self.written.items()}
        for name, node in self.document.nodes.items():
            if not node.outputs:
                fix = "let the `only` of the text and that of its section share an output"
                yield Finding(node.where, f"{name} stands in no output, as `only` says", fix, "warning")
            expected = [output for output in node.outputs if output in traces]
            printed = {output: traces[output].nodes.get(name, 0) for output in expected}
            for how, found in (
                ("is not in", [output for output in expected if not printed[output]]),
                ("stands in part alone in", [output for output in expected if 0 < printed[output] < node.letters]),
            ):
                if found and node.letters:
                    what = f"{name} {how} the {' and the '.join(found)}"
                    yield Finding(node.where, what, unprinted_fix(name, found[0]), "warning")

    def _empty(self) -> Iterator[Finding]:
        """Yield a warning for each output without a section, which is hardly intended."""
        sections = [section for part in self.document.parts for section in part.sections]
        for name in self.written:
            if OUTPUTS[name].of_sections and not any(name in section.outputs for section in sections):
                others = ",".join(other for other in DEFAULT if other != name)
                fix = f"let `only` and `when` of a section admit the {name}, or leave it out: --only {others}"
                yield Finding(f"story.{self.lang}.yaml", f"no section stands in the {name}", fix, "warning")


class _LedgerHead(Struct):
    edition: dict[str, Any]


def edition_of(ledger: bytes) -> dict[str, Any]:
    """Return what a ledger says of its edition, without reading the rest."""
    return msgspec.json.decode(ledger, type=_LedgerHead).edition


class PublishedEdition(Struct, frozen=True):
    """An edition in one language, in its folder: the paths of each output, and its ledger."""

    lang: str
    paths: Mapping[str, tuple[Path, ...]]
    ledger: Path


class Build(Struct, frozen=True):
    """What a build has published. `deck`, `brief`, `letter` and `ledger` are those of the first language.

    `letter` is the HTML; its plain text has the same name with .txt. An output that was not asked for is None.
    `unchanged` is true if all files were there already, built of the same inputs.
    """

    editions: tuple[PublishedEdition, ...]
    findings: tuple[Finding, ...] = ()
    unchanged: bool = False

    @property
    def deck(self) -> Path | None:
        """The slide deck."""
        return self._first("deck")

    @property
    def brief(self) -> Path | None:
        """The PDF brief."""
        return self._first("brief")

    @property
    def letter(self) -> Path | None:
        """The e-mail as HTML."""
        return self._first("letter")

    @property
    def data(self) -> Path | None:
        """The workbook of the data edition."""
        return self._first("data")

    @property
    def ledger(self) -> Path:
        """The ledger."""
        return self.editions[0].ledger

    @property
    def facts(self) -> dict[str, EditionFact]:
        """The facts of the first language by name, as its ledger has them."""
        return edition_facts(self.ledger)

    def _repr_html_(self) -> str:
        editions = [(one.lang, {**one.paths, "ledger": (one.ledger,)}) for one in self.editions]
        return edition_html(editions, self.findings)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file, edition by edition."""
        return tuple(path for one in self.editions for paths in (*one.paths.values(), (one.ledger,)) for path in paths)

    def _first(self, output: str) -> Path | None:
        return next(iter(self.editions[0].paths.get(output, ())), None)


def in_one_language(documents: Sequence[Document]) -> Iterator[Finding]:
    """Yield a notice for each section that the story in another language lacks; none for stories of other sections."""
    ids = {document.lang: {section.id for section in document.sections} for document in documents}
    if not ids or not set.intersection(*ids.values()):
        return
    for document in documents:
        for section in document.sections:
            for lang in (lang for lang, known in ids.items() if section.id not in known):
                node = document.nodes.get(f"section {section.id}, title")
                fix = f"write it into story.{lang}.yaml with this id, or leave it out on purpose"
                what = f"the section {section.id} is not in the edition in {lang}"
                yield Finding(node.where if node else f"story.{document.lang}.yaml", what, fix, "notice")
