"""Files as they were written → the plan of the ledger: each number, name and title stands where it was composed.

The plan was made of the composed document before any file was written. A file that was changed since is compared with
what it showed when it was built (`comparing`), so that here only files as built are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.proof.comparing import is_as_built
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Found
from briefing.proof.planned import attached, labels, plots, texts
from briefing.proof.planned.regions import regions
from briefing.proof.planned.stretches import region, units

RULES = texts.RULES


def check(evidence: Evidence) -> Iterator[Found]:
    """Evidence with a ledger that has a plan → what stands elsewhere than it was composed for."""
    plan = evidence.ledger.plan if evidence.ledger else ()
    for seen in evidence.seen if plan else ():
        if not is_as_built(evidence, seen) or not seen.pages:
            continue
        whole = region(seen, list(units(seen)))
        held = list(regions(seen, plan))
        yield from texts.titles(held, whole)
        if seen.kind != "letter":
            yield from texts.sentences(held)
        if seen.kind == "brief" and evidence.ledger:
            yield from attached.check([one for one, _ in held], seen, evidence.ledger)
        for one, stretch in held:
            if stretch is None and seen.kind == "deck":
                continue
            yield from texts.rows(one, stretch or whole)
            if seen.kind == "deck" and stretch and evidence.ledger:
                yield from plots.check(one, stretch, evidence.ledger)
            if seen.kind != "letter" and stretch and evidence.ledger:
                yield from labels.check(one, stretch, evidence.ledger)


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Evidence → what could not be compared with the plan, in words."""
    if evidence.ledger is None or evidence.ledger.plan:
        return ()
    return ("its ledger has no plan: whether each number stands with its own name and title was not checked",)
