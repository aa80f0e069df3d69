"""What a build made: editions in memory, and what of them was put in place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from briefing.errors import Finding
from briefing.model.standing import remedy
from briefing.pipeline.outputs import OUTPUTS
from briefing.pipeline.reuse import Placed

if TYPE_CHECKING:
    from briefing.model.document import Document
    from briefing.model.ledger import Written
    from briefing.proof.proving import ReadFile

LEDGER = ".ledger.json"


class Made(Struct, frozen=True):
    """An edition in one language, in memory: its document, what was written, file name → bytes with the ledger last.

    `read` is what a reader sees in its files, where they were read back; `warned` is what the proof warned of, where it
    has passed.
    """

    lang: str
    document: Document
    written: Mapping[str, Written]
    files: Mapping[str, bytes]
    read: tuple[ReadFile, ...] = ()
    warned: tuple[Finding, ...] = ()

    @property
    def content_hash(self) -> str:
        """SHA-256 in hex of all that a reader sees, as the ledger has it; how the edition is mailed is not in it."""
        *_, ledger = self.files.values()
        told: str = json.loads(ledger)["edition"]["content_hash"]
        return told

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Warnings of the story, of every writer and of the proof."""
        of_writers = (found for one in self.written.values() for found in one.findings)
        return (*self.document.findings, *self._hollow(), *self._missing(), *of_writers, *self.warned)

    def proved(self, folder: Path) -> tuple[Finding, ...]:
        """The project's folder → what the proof warns of; BriefingError where it refuses a file."""
        from briefing.pipeline.gate import proved, read_back

        *names, ledger = self.files
        read = self.read or read_back({name: self.files[name] for name in names})
        return proved(read, (ledger, self.files[ledger]), folder, self.document)

    @property
    def placed(self) -> Placed:
        """Names and SHA-256 of its files."""
        stem = f"{self.document.edition.stem}.{self.lang}"
        names = {name: tuple(stem + suffix for suffix in one.files) for name, one in self.written.items()}
        digests = {name: sha256(content).hexdigest() for name, content in self.files.items()}
        return Placed(self.lang, names, stem + LEDGER, digests)

    def _missing(self) -> Iterator[Finding]:
        """Texts of the story that an output should print and does not, or not whole."""
        traces = {name: one.trace for name, one in self.written.items()}
        for name, node in self.document.nodes.items():
            if not node.outputs:
                fix = "let the `only` of the text and that of its section share an output"
                yield Finding(node.where, f"{name} stands in no output, as `only` says", fix, "warning")
            wanted = [output for output in node.outputs if output in traces]
            printed = {output: traces[output].nodes.get(name, 0) for output in wanted}
            for how, found in (
                ("is not in", [output for output in wanted if not printed[output]]),
                ("stands in part alone in", [output for output in wanted if 0 < printed[output] < node.letters]),
            ):
                if found and node.letters:
                    what = f"{name} {how} the {' and the '.join(found)}"
                    yield Finding(node.where, what, remedy(name, found[0]), "warning")

    def _hollow(self) -> Iterator[Finding]:
        """An output that no section stands in is made, but hardly meant."""
        sections = [section for part in self.document.parts for section in part.sections]
        for name in self.written:
            if name != "letter" and not any(name in section.outputs for section in sections):
                others = ",".join(other for other in OUTPUTS if other != name)
                fix = f"let `only` and `when` of a section admit the {name}, or leave it out: --only {others}"
                yield Finding(f"story.{self.lang}.yaml", f"no section stands in the {name}", fix, "warning")


class Edition(Struct, frozen=True):
    """An edition in one language, in its folder: output name → paths, and its ledger."""

    lang: str
    paths: Mapping[str, tuple[Path, ...]]
    ledger: Path


class Build(Struct, frozen=True):
    """What a build put in place. `deck`, `brief`, `letter` and `ledger` are those of the first language.

    `letter` is the HTML; its plain text lies beside it. An output that was not asked for is None. `unchanged` tells
    that all of it stood there already, made of the same.
    """

    editions: tuple[Edition, ...]
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
    def ledger(self) -> Path:
        """The ledger."""
        return self.editions[0].ledger

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that was put in place, edition by edition."""
        return tuple(path for one in self.editions for paths in (*one.paths.values(), (one.ledger,)) for path in paths)

    def _first(self, output: str) -> Path | None:
        return next(iter(self.editions[0].paths.get(output, ())), None)
