"""The proof of the editions of paths, as printed on the terminal and written as a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from briefing.errors import OutputError, UsageError
from briefing.proof.edition_files import editions
from briefing.proof.findings import ProofFinding, Severity
from briefing.proof.html_report.html_page import page
from briefing.proof.provenance import INPUTS
from briefing.proof.proving import Drawn, Proof, Readers, prove
from briefing.proof.reading.dataset_tables import Tables

_ORDER: Final[tuple[Severity, ...]] = ("error", "warning", "advice")
_COMPLETE: Final = "everything was read and checked, nothing was reused"
_NAMES: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "advice": "piece{} of advice"}


class Report(Struct, frozen=True):
    """What was found, gravest first, and what was done; `str` is for people."""

    findings: tuple[ProofFinding, ...]
    done: tuple[str, ...]
    page: Path | None = None

    def failed(self, *, strict: bool = False) -> bool:
        """Whether there is an error, or with `strict` a warning."""
        return any(
            finding.severity == "error" or (strict and finding.severity == "warning") for finding in self.findings
        )

    def __str__(self) -> str:
        lines = [*map(str, self.findings), *self.done]
        if self.page:
            lines.append(f"proof page: {self.page}")
        return "\n".join([*lines, self._summary()])

    def _summary(self) -> str:
        counts = Counter(finding.severity for finding in self.findings)
        counted = [f"{counts[key]} {_counted(_NAMES[key], counts[key])}" for key in _ORDER if counts[key]]
        return ", ".join(counted) if counted else "no findings"


def _counted(name: str, count: int) -> str:
    """Return the name of what is counted in the singular or the plural."""
    plural = "s" if count > 1 else ""
    return name.format(plural) if "{}" in name else name + plural


def proved(
    paths: Sequence[str | Path],
    *,
    ledger: str | Path | None = None,
    project: str | Path | None = None,
    full: bool = False,
    html: str | Path | None = None,
    readers: Readers = MappingProxyType({}),
) -> Report:
    """Return the proof of files or folders; `html` is where the page of one edition is written. `readers` are those of
    other files than decks, briefs and letters.

    Raises UsageError for no file, no project, or a page of several editions; OutputError if the page cannot be written.
    """
    folder = Path(project) if project is not None else Path()
    if project is not None and not (folder / "briefing.toml").is_file():
        raise UsageError("it is no project", str(project), "name the folder that holds its briefing.toml")
    groups = editions([Path(path) for path in paths], Path(ledger) if ledger else None, tuple(readers))
    if html is not None and len(groups) > 1:
        raise UsageError(f"a proof page is of one edition, these are {len(groups)}", fix="name the files of one")
    tables = Tables(folder) if (folder / "briefing.toml").is_file() else None
    drawn: Drawn = "pictures" if full and html is not None else full  # only the page shows pictures
    proofs = [prove(group.files, group.ledger, tables, drawn=drawn, readers=readers) for group in groups]
    findings = [
        finding for group, proof in zip(groups, proofs, strict=True) for finding in (*group.findings, *proof.findings)
    ]
    findings.sort(key=_place)
    done = tuple(dict.fromkeys((_COMPLETE, *(line for proof in proofs for line in proof.done))))
    return Report(tuple(findings), done, _written(proofs[0], Path(html)) if html is not None else None)


def _place(found: ProofFinding) -> tuple[bool, int, str, int]:
    """Return where a finding stands in the list: that the project has changed since the build comes first, as it
    explains others."""
    severity = _ORDER.index(found.severity)
    return found.rule != INPUTS.id, severity, found.location.file, found.location.page


def _written(proof: Proof, path: Path) -> Path:
    try:
        path.write_text(page(proof), encoding="utf-8")
    except OSError as error:
        what = f"cannot be written: {(error.strerror or str(error)).lower()}"
        raise OutputError(what, str(path), "name a file in a folder that exists and may be written") from error
    return path
