"""Every numeral that a reader can see, traced to its row of the ledger, and its value computed from the raw cells."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.numbers import attached, bindings, cells, claims, drawn, tracing

RULES = (*tracing.RULES, *cells.RULES, *drawn.RULES, *attached.RULES, *claims.RULES, *bindings.RULES)


def check(evidence: Evidence) -> Iterator[ProofFinding]:
    """Yield what is wrong with numbers and claims; nothing where there is no ledger to trace them to."""
    for part in (tracing, cells, drawn, attached, claims, bindings):
        yield from part.check(evidence)


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Return which numbers could not be checked, and why."""
    return cells.left_out(evidence)
