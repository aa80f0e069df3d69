"""The files, their ledger and the dataset: do they belong together, and are they as they were built?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Found, Rule, Spot

CHANGED = Rule("edition-changed", "warning", "a file is as it was built, by its SHA-256 in the ledger")
OTHER = Rule("edition-other", "error", "the ledger is that of the files")
INPUTS = Rule("edition-inputs", "warning", "the dataset and the story are those that the edition was built from")
RULES = (CHANGED, OTHER, INPUTS)


def check(evidence: Evidence) -> Iterator[Found]:
    """Evidence with a ledger → files and inputs that are not those it tells of."""
    if evidence.ledger is None:
        return
    edition = evidence.ledger.edition
    known = 0
    for seen in evidence.seen:
        digest = hashlib.sha256(seen.data).hexdigest()
        named, same = seen.file in edition.outputs, digest in edition.outputs.values()
        known += named or same
        if named and not same:
            what = "it was changed after it was built"
            yield CHANGED.at(Spot(seen.file), what, "build it anew, unless a hand has edited it on purpose")
    if evidence.seen and not known:
        names = ", ".join(edition.outputs) or "no file"
        what = f"it is of the edition {edition.slug}.{edition.lang} ({names})"
        yield OTHER.at(Spot(evidence.ledger_name), what, "give the ledger that was built with the files")
    for name, digest in edition.inputs.items():
        held = evidence.tables.digest(name) if evidence.tables else ""
        if held and held != digest:
            what = f"it has changed since {edition.slug}.{edition.lang} was built from it"
            yield INPUTS.at(Spot(name), what, "build the edition anew")
