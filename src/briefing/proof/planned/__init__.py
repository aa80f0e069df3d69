"""Files as written, compared with the plan of the ledger: each number, name and title stands where it was composed.

The plan was made of the composed document before any file was written. A file that was changed since is compared with
what it showed when it was built (`comparing`), so that only files as built are checked here.
"""

from __future__ import annotations

from briefing.proof.comparing import is_as_built
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings
from briefing.proof.planned import (
    planned_areas,
    planned_charts,
    planned_classes,
    planned_dots,
    planned_fields,
    planned_figures,
    planned_labels,
    planned_lines,
    planned_maps,
    planned_ridges,
    planned_spans,
    planned_sums,
    planned_tables,
    planned_texts,
)
from briefing.proof.planned.regions import regions
from briefing.proof.planned.stretches import region, units

RULES = (
    *planned_texts.RULES,
    planned_sums.SUMS,
    planned_fields.DOTS,
    planned_areas.PARTS,
    planned_ridges.RIDGES,
    planned_figures.FIGURE,
)


def check(evidence: Evidence) -> Findings:
    """Yield what stands elsewhere than it was composed for."""
    plan = evidence.ledger.plan if evidence.ledger else ()
    figures: list[planned_figures.PrintedFigure] = []
    for parsed in evidence.files if plan else ():
        if not is_as_built(evidence, parsed) or not parsed.pages:
            continue
        whole = region(parsed, list(units(parsed)))
        held = list(regions(parsed, plan))
        yield from planned_texts.titles(held, whole)
        if parsed.kind != "letter":
            yield from planned_texts.sentences(held)
        if parsed.kind in ("brief", "web") and evidence.ledger:
            yield from planned_tables.check([entry for entry, _ in held], parsed, evidence.ledger)
        for entry, stretch in held:
            if stretch is None and parsed.kind == "deck":
                continue
            yield from planned_texts.rows(entry, stretch or whole)
            if parsed.kind == "deck" and stretch and evidence.ledger:
                yield from planned_charts.check(entry, stretch, evidence.ledger)
                yield from planned_dots.check(entry, stretch, evidence.ledger)
                yield from planned_sums.check(entry, stretch, evidence.ledger)
                yield from planned_fields.check(entry, stretch, evidence.ledger)
                yield from planned_ridges.check(entry, stretch, evidence.ledger)
                yield from planned_lines.check(entry, stretch)
                yield from planned_areas.check(entry, stretch, evidence.ledger)
            if parsed.kind != "letter" and stretch and evidence.ledger:
                yield from planned_labels.check(entry, stretch, evidence.ledger)
                yield from planned_maps.check(entry, stretch, evidence.ledger)
                yield from planned_spans.check(entry, stretch, evidence.ledger)
                yield from planned_classes.check(entry, stretch, evidence.ledger)
                own = list(planned_figures.printed(entry, stretch))
                for figure in own:
                    yield from planned_figures.check(figure, evidence.ledger)
                figures += own
    yield from planned_figures.compare(figures)


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Return what could not be compared with the plan."""
    if evidence.ledger is None:
        return ()
    if evidence.ledger.plan:
        drawn = [chart.figure.call for entry in evidence.ledger.plan for chart in entry.charts if chart.figure]
        calls = " and ".join(dict.fromkeys(drawn))
        return (f"what the marks of a figure show was not checked: code of the project drew {calls}",) if drawn else ()
    return ("its ledger has no plan: whether each number stands with its own name and title was not checked",)
