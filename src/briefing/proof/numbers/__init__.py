"""Every numeral that a reader can see, traced to its row of the ledger, and its value computed from the raw cells.

`check` looks at files and their ledger, `raw_cells.check` at the ledger and the dataset.
"""

from __future__ import annotations

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings
from briefing.proof.numbers import attached_values, claim_tests, drawn, number_context, raw_cells, tracing

RULES = (
    *tracing.RULES,
    *raw_cells.RULES,
    *drawn.RULES,
    *attached_values.RULES,
    *claim_tests.RULES,
    *number_context.RULES,
)


def check(evidence: Evidence) -> Findings:
    """Yield what is wrong with numbers and claims; nothing where there is no ledger to trace them to."""
    if evidence.ledger is None:
        return
    known = drawn.KnownValues(evidence.ledger, evidence.lang)
    yield from tracing.check(evidence)
    yield from drawn.check(evidence, known)
    yield from attached_values.check(evidence, known)
    yield from claim_tests.check(evidence)
    yield from number_context.check(evidence)


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Return which numbers could not be checked, and why."""
    return raw_cells.left_out(evidence)
