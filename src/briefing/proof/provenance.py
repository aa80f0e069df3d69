"""The files, their ledger and the dataset: do they belong together, and are they as they were built?"""

from __future__ import annotations

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, ProofFinding, Rule
from briefing.proof.reading.ledger_reader import LedgerEdition

CHANGED = Rule("edition-changed", "warning", "a file is as it was built, by its SHA-256 in the ledger")
OTHER = Rule("edition-other", "error", "the ledger is that of the files, and holds each of them")
INPUTS = Rule("edition-inputs", "warning", "the dataset and the story are those that the edition was built from")
SEALED = Rule("ledger-sealed", "error", "a ledger holds what it held when it was written")
RULES = (CHANGED, OTHER, INPUTS, SEALED)


def check(evidence: Evidence) -> Findings:
    """Yield files and inputs that are not those of the ledger."""
    if evidence.ledger is None:
        return
    edition = evidence.ledger.edition
    if (evidence.ledger.version > 1 or evidence.ledger.seal) and not evidence.ledger.sealed:
        what = "it was changed after it was written: its seal is not that of its rows"
        fix = "build the edition again, and edit the project, not its ledger"
        yield SEALED.at(Location(evidence.ledger_name), what, fix)
    known = 0
    for parsed in evidence.files:
        digest = parsed.file_digest
        same = digest in edition.outputs.values()
        named = parsed.file in edition.outputs or _named_after(parsed.file, edition)
        known += named or same
        if named and not same:
            what = "it was changed after it was built"
            yield CHANGED.at(Location(parsed.file), what, "build it again, unless a hand has edited it on purpose")
    if evidence.files and not known:
        names = ", ".join(edition.outputs) or "no file"
        what = f"it is of the edition {edition.slug}.{edition.lang} ({names})"
        yield OTHER.at(Location(evidence.ledger_name), what, "give the ledger that was built with the files")
    for name, digest in edition.inputs.items():
        held = evidence.tables.digest(name) if evidence.tables else ""
        if held and held != digest:
            what = f"it has changed since {edition.slug}.{edition.lang} was built from it"
            yield INPUTS.at(Location(name), what, "build the edition again")


def is_left_over(name: str, ending: str, digest: str, edition: LedgerEdition) -> bool:
    """Whether a file is called as one of an edition, and its ledger does not hold it: an earlier build has left it."""
    called = bool(ending) and name == f"{edition.slug}.{edition.lang}{ending}"
    return called and bool(edition.outputs) and name not in edition.outputs and digest not in edition.outputs.values()


def left_over(name: str) -> ProofFinding:
    """Return the finding of a file that an earlier build has left."""
    what = "it is not of this build: the ledger does not hold it"
    return OTHER.at(Location(name), what, "delete it, or build the edition again with `--only` naming its output too")


def _named_after(file: str, edition: LedgerEdition) -> bool:
    """Whether a file's name goes on from that of one of the edition, as a refreshed deck's does."""
    stem = f"{edition.slug}.{edition.lang}."
    return file.startswith(stem) and any(name.startswith(stem) for name in edition.outputs)


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Return a remark if the ledger is of the first version, which could be changed without a trace."""
    old = evidence.ledger is not None and evidence.ledger.version < 2 and not evidence.ledger.seal
    message = "the ledger is of an earlier version: it has no seal, so that a change of it is not found"
    return (message,) if old else ()
