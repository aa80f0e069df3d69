"""Finished files → what the proof warns of before they are put in place; an error stops them, nothing is replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.errors import BriefingError, Finding
from briefing.pipeline.story_location import located

if TYPE_CHECKING:
    from briefing.model.document import Document
    from briefing.proof.findings import ProofFinding
    from briefing.proof.proving import ReadFile

# What a company's template decides: its colours, faces and places.
_LOOKS = ("colour-", "layout-", "chart-text")


def read_back(files: Mapping[str, bytes]) -> tuple[ReadFile, ...]:
    """File name → bytes → each as a reader sees it."""
    from briefing.proof.proving import read

    return tuple(read(name, data) for name, data in files.items())


def snapshots(files: Iterable[ReadFile]) -> list[object]:
    """Files as read → what the ledger keeps of each, to be compared with whatever it is later."""
    from msgspec import to_builtins

    from briefing.proof.snapshots.taking import taken

    return [to_builtins(taken(parsed)) for file in files for parsed in file.files if parsed.pages]


def load_reader() -> None:
    """Load the proof, where there is time."""
    import_module("briefing.proof.proving")


def proved(
    files: Sequence[ReadFile], ledger: tuple[str, bytes], folder: Path, document: Document
) -> tuple[Finding, ...]:
    """An edition's files as read back, its ledger, the project's folder → warnings of the proof without rendering.

    Each tells which part of the story stands at its place. On a company's template what is wrong with the looks is a
    warning, the first of each rule with how many more.
    """
    from briefing.proof.proving import judge
    from briefing.proof.reading.dataset_tables import Tables

    found = judge(files, ledger, Tables(folder), deep=False).findings
    template = document.edition.template is not None
    told = [one for one in (_lenient(found) if template else found) if one.severity != "advice"]
    parsed = {one.file: one for read in files for one in read.files}
    return _passed(located(one, parsed.get(one.location.file), document) for one in _grouped(told))


def whole(name: str, deck: bytes) -> tuple[Finding, ...]:
    """A deck that a hand may have edited → what the proof of its package alone warns of."""
    from briefing.proof.package.package_check import check

    head = Finding("", "PowerPoint would offer to repair this deck", "nothing was written; mend the lines below")
    return _passed((one.finding() for one in check(name, deck) if one.severity != "advice"), head)


def _grouped(found: Iterable[ProofFinding]) -> Iterator[ProofFinding]:
    """The same of several places as one that stands at the first, as of a title that each slide repeats."""
    alike: dict[tuple[str, str], list[ProofFinding]] = {}
    for one in found:
        alike.setdefault((one.rule, one.what), []).append(one)
    for first, *others in alike.values():
        places = f"{len(others)} more place{'s' if len(others) > 1 else ''}"
        yield replace(first, what=f"{first.what}; in {places} too") if others else first


def _lenient(found: Iterable[ProofFinding]) -> Iterator[ProofFinding]:
    looks = [one for one in found if one.rule.startswith(_LOOKS)]
    counts = Counter(one.rule for one in looks)
    yield from (one for one in found if one not in looks)
    for one in {one.rule: one for one in reversed(looks)}.values():
        more = f"; {counts[one.rule] - 1} more like it" if counts[one.rule] > 1 else ""
        yield replace(one, what=f"{one.what}{more}", severity="advice" if one.severity == "advice" else "warning")


def _passed(findings: Iterable[Finding], *head: Finding) -> tuple[Finding, ...]:
    findings = tuple(findings)
    errors = [one for one in findings if one.severity == "error"]
    if errors:
        refused = BriefingError([*head, *errors])
        refused.warnings = tuple(one for one in findings if one.severity != "error")
        raise refused
    return findings
