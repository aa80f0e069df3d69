"""The proof of finished files before they are published: returns its warnings; an error stops them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import to_builtins
from msgspec.structs import replace

from briefing.errors import BriefingError, Finding
from briefing.pipeline.outputs import READERS
from briefing.pipeline.story_location import in_story
from briefing.proof.findings import ProofFinding
from briefing.proof.package.package_check import check
from briefing.proof.proving import ReadFile, judge, read
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.snapshots.taking import taken

if TYPE_CHECKING:
    from briefing.model.build_options import TextTable
    from briefing.model.document import Document

# What a company's template decides: its colours, faces and places.
_DESIGN_RULES = ("colour-", "layout-", "chart-text")


def read_back(files: Mapping[str, bytes]) -> tuple[ReadFile, ...]:
    """Read files, content by name, as a reader sees them."""
    return tuple(read(name, data, READERS) for name, data in files.items())


def snapshots(files: Iterable[ReadFile]) -> list[object]:
    """Return the ledger's snapshot of each file, with which a later state of the file can be compared."""
    return [to_builtins(taken(parsed)) for file in files for parsed in file.files if parsed.pages]


def project_tables(folder: Path, data: Mapping[str, TextTable] | None) -> Tables:
    """Return the tables of a project for the proof; those in `data` take the place of files."""
    return Tables(folder, frames={name: [table.columns, *table.rows] for name, table in (data or {}).items()})


def check_edition(
    files: Sequence[ReadFile], ledger: tuple[str, bytes], tables: Tables, document: Document
) -> tuple[Finding, ...]:
    """Return the warnings of the proof without rendering on an edition's files, its ledger and the project's tables.

    Each names the part of the story at its place. On a company's template, faults of the design are warnings, the
    first of each rule with the number of the others. Raise BriefingError with all findings if one is an error.
    """
    found = judge(files, ledger, tables, deep=False).findings
    template = document.edition.template is not None
    shown = [one for one in (_lenient(found) if template else found) if one.severity != "advice"]
    parsed = {one.file: one for file in files for one in file.files}
    return _warnings(in_story(one, parsed.get(one.location.file), document) for one in _grouped(shown))


def check_package(name: str, deck: bytes) -> tuple[Finding, ...]:
    """Return the warnings of the proof on the package alone of a deck that somebody may have edited."""
    head = Finding(
        "", "PowerPoint would offer to repair this deck", "nothing was written; correct what the lines below say"
    )
    return _warnings((one.finding() for one in check(name, deck) if one.severity != "advice"), head)


def _grouped(found: Iterable[ProofFinding]) -> Iterator[ProofFinding]:
    """Yield findings that differ in their place alone, as of a title that each slide repeats, as one at the first."""
    alike: dict[tuple[str, str], list[ProofFinding]] = {}
    for one in found:
        alike.setdefault((one.rule, one.what), []).append(one)
    for first, *others in alike.values():
        places = f"{len(others)} more place{'s' if len(others) > 1 else ''}"
        yield replace(first, what=f"{first.what}; in {places} too") if others else first


def _lenient(found: Iterable[ProofFinding]) -> Iterator[ProofFinding]:
    of_design = [one for one in found if one.rule.startswith(_DESIGN_RULES)]
    counts = Counter(one.rule for one in of_design)
    yield from (one for one in found if one not in of_design)
    for one in {one.rule: one for one in reversed(of_design)}.values():
        more = f"; {counts[one.rule] - 1} more like it" if counts[one.rule] > 1 else ""
        yield replace(one, what=f"{one.what}{more}", severity="advice" if one.severity == "advice" else "warning")


def _warnings(findings: Iterable[Finding], *head: Finding) -> tuple[Finding, ...]:
    """Return findings, or raise BriefingError if one of them is an error."""
    findings = tuple(findings)
    errors = [one for one in findings if one.severity == "error"]
    if errors:
        refused = BriefingError([*head, *errors])
        refused.warnings = tuple(one for one in findings if one.severity != "error")
        raise refused
    return findings
