"""Finished files → what the proof warns of before they are put in place; an error stops them, nothing is replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.errors import BriefingError, Finding

if TYPE_CHECKING:
    from briefing.proof.findings import Found
    from briefing.proof.proving import Read

# What a company's template decides: its colours, faces and places.
_LOOKS = ("colour-", "layout-", "chart-text")


def read_back(files: Mapping[str, bytes]) -> tuple[Read, ...]:
    """File name → bytes → each as a reader sees it."""
    from briefing.proof.proving import read

    return tuple(read(name, data) for name, data in files.items())


def load_reader() -> None:
    """Load what `read_back` reads a brief with, where there is time."""
    for module in ("briefing.proof.proving", "briefing.proof.reading.brief"):
        import_module(module)


def load_checks() -> None:
    """Load what `proved` looks with, where there is time."""
    from briefing.proof.proving import load

    load()


def proved(
    files: Iterable[Read], ledger: tuple[str, bytes], folder: Path, *, template: bool = False
) -> tuple[Finding, ...]:
    """An edition's files as read back, its ledger, the project's folder → warnings of the proof without rendering.

    On a company's `template` what is wrong with the looks is a warning, the first of each rule with how many more.
    """
    from briefing.proof.proving import judge
    from briefing.proof.reading.tables import Tables

    found = judge(files, ledger, Tables(folder), deep=False).findings
    return _passed(_lenient(found) if template else found, "the finished files do not pass the proof")


def whole(name: str, deck: bytes) -> tuple[Finding, ...]:
    """A deck that a hand may have edited → what the proof of its package alone warns of."""
    from briefing.proof.package.gate import check

    return _passed(check(name, deck), "PowerPoint would offer to repair this deck")


def _lenient(found: Iterable[Found]) -> Iterator[Found]:
    looks = [one for one in found if one.rule.startswith(_LOOKS)]
    counts = Counter(one.rule for one in looks)
    yield from (one for one in found if one not in looks)
    for one in {one.rule: one for one in reversed(looks)}.values():
        more = f"; {counts[one.rule] - 1} more like it" if counts[one.rule] > 1 else ""
        yield replace(one, what=f"{one.what}{more}", severity="advice" if one.severity == "advice" else "warning")


def _passed(found: Iterable[Found], what: str) -> tuple[Finding, ...]:
    findings = [one.finding() for one in found if one.severity != "advice"]
    errors = [one for one in findings if one.severity == "error"]
    if errors:
        count = f"{len(errors)} finding{'s' if len(errors) > 1 else ''}"
        fix = "nothing was written; where the fault is not in your data or story, report it with the lines below"
        raise BriefingError([Finding("", f"{what}, {count}", fix), *errors])
    return tuple(findings)
