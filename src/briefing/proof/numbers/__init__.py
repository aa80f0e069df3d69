"""Every numeral that a reader can see → its row of the ledger, and the value worked out anew from the raw cells."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.numbers import attached, bindings, cells, claims, drawn, tracing

RULES = (*tracing.RULES, *cells.RULES, *drawn.RULES, *attached.RULES, *claims.RULES, *bindings.RULES)


def check(evidence: Evidence) -> Iterator[ProofFinding]:
    """Evidence → what is wrong with its numbers and claims; nothing where there is no ledger to trace them to."""
    for part in (tracing, cells, drawn, attached, claims, bindings):
        yield from part.check(evidence)


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Evidence → what of the numbers could not be checked, and why, in words."""
    return cells.left_out(evidence)
