"""Slides as a PDF: every numeral on a page, alone or with its notes, is a row of the ledger for that page.

Such a file is no brief, whose pages have a design of their own; its slides are judged in the deck.
"""

from __future__ import annotations

import hashlib
from functools import partial

from msgspec.structs import replace

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location
from briefing.proof.numbers import tracing
from briefing.proof.parsed_file import Kind, ParsedFile
from briefing.proof.provenance import CHANGED
from briefing.proof.proving import UNREADABLE, ReadFile
from briefing.proof.reading.brief import brief

_KINDS: dict[str, Kind] = {".handout.pdf": "handout", ".notes.pdf": "notes"}


def read(name: str, data: bytes) -> ReadFile:
    """Return slides as a PDF with the check of their numbers; a file that cannot be read is a finding."""
    kind = next(kind for suffix, kind in _KINDS.items() if name.lower().endswith(suffix))
    try:
        parsed = brief(name, data)
    except ValueError as error:
        return ReadFile((), (UNREADABLE.at(Location(name), f"it cannot be read: {error}", "build or save it again"),))
    return ReadFile((), checks=(partial(_check, replace(parsed, kind=kind), hashlib.sha256(data).hexdigest()),))


def _check(parsed: ParsedFile, digest: str, evidence: Evidence) -> Findings:
    if evidence.ledger is None:
        return
    if evidence.ledger.edition.outputs.get(parsed.file, digest) != digest:
        yield CHANGED.at(Location(parsed.file), "it was changed after it was built", "build it again")
    yield from tracing.check(replace(evidence, files=(parsed,)))
