"""The expectations of the ledger's claims, tested on its facts by an evaluator of the proof's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.numbers.condition_values import Unknown
from briefing.proof.numbers.expectations import Conditions
from briefing.proof.reading.dataset_tables import Tables
from briefing.proof.reading.ledger_reader import Ledger
from briefing.reuse import reused

FALSE = Rule("claim-false", "error", "every claim holds on the facts of the ledger")
UNTESTED = Rule("claim-untested", "advice", "every claim can be tested from the ledger alone")
RULES = (FALSE, UNTESTED)


def check(evidence: Evidence) -> Findings:
    """Yield claims that do not hold, or that cannot be tested from the ledger."""
    ledger = evidence.ledger
    if ledger is None:
        return
    lists = _lists(evidence.tables)
    known = ledger.facts_digest, ledger.edition.parameters, ledger.edition.names, lists
    for claim in ledger.claims:
        location = Location(evidence.ledger_name, 0, f"claim at {claim.place}")
        sentence = f"“{claim.text}” expects {claim.expect}"
        holds, unknown = reused("claim", (claim.expect, *known), partial(_tested, ledger, lists, claim.expect))
        if unknown:
            if not claim.holds:
                yield FALSE.at(location, f"{sentence}, which did not hold", "correct the sentence")
            else:
                yield UNTESTED.at(location, f"{sentence}: {unknown}", _fix(evidence))
        elif not (holds and claim.holds):
            yield FALSE.at(location, f"{sentence}, which does not hold", "correct the sentence")


def _tested(ledger: Ledger, lists: Mapping[str, int], expect: str) -> tuple[bool, str]:
    """Return whether a condition holds, or why that is not known."""
    try:
        return Conditions(ledger, lists).holds(expect), ""
    except Unknown as unknown:
        return False, str(unknown) or "it cannot be tested"


def _fix(evidence: Evidence) -> str:
    return "build the edition again" if evidence.tables is not None else "give --project, or build the edition again"


def _lists(tables: Tables | None) -> Mapping[str, int]:
    """Return how many entries each statement of the dataset has."""
    rows = tables.rows("statements.csv") if tables is not None else []
    return {row.get("id", ""): len(row.get("text", "").split("|")) for row in rows}
