"""Files as written, compared with the plan of the ledger: each number, name and title stands where it was composed.

The plan was made of the composed document before any file was written. A file that was changed since is compared with
what it showed when it was built (`comparing`), so that only files as built are checked here.
"""

from __future__ import annotations

from functools import partial

from briefing.proof.comparing import is_as_built
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings
from briefing.proof.page_findings import found_by
from briefing.proof.planned import (
    planned_areas,
    planned_bars,
    planned_charts,
    planned_circles,
    planned_classes,
    planned_curves,
    planned_dots,
    planned_dumbbells,
    planned_fields,
    planned_figures,
    planned_labels,
    planned_lines,
    planned_maps,
    planned_ridges,
    planned_spans,
    planned_stacks,
    planned_sums,
    planned_tables,
    planned_texts,
)
from briefing.proof.planned.regions import regions
from briefing.proof.planned.stretches import Region, region, units
from briefing.proof.reading.ledger_reader import Ledger, PlanEntry

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
    ledger = evidence.ledger
    if ledger is None or not ledger.plan:
        return
    figures: list[planned_figures.PrintedFigure] = []
    for parsed in evidence.files:
        if not is_as_built(evidence, parsed) or not parsed.pages:
            continue
        whole = region(parsed, list(units(parsed)))
        held = list(regions(parsed, ledger.plan))
        yield from planned_texts.titles(held, whole)
        if parsed.kind != "letter":
            yield from planned_texts.sentences(held)
        if parsed.kind in ("brief", "web"):
            yield from planned_tables.check([entry for entry, _ in held], parsed, ledger)
        for entry, stretch in held:
            if stretch is not None:
                inputs = entry, ledger.facts_digest, ledger.edition.lang, stretch.digest
                yield from found_by(parsed, "planned-entry", inputs, partial(_entry, entry, stretch, ledger))
                if parsed.kind != "letter":
                    figures += planned_figures.printed(entry, stretch)
            elif parsed.kind != "deck":
                yield from planned_texts.rows(entry, whole)
    yield from planned_figures.compare(figures)


def _entry(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield what is wrong in the stretch of an entry; the facts of the ledger count, and its language."""
    kind = stretch.parsed.kind
    yield from planned_texts.rows(entry, stretch)
    if kind == "deck":
        yield from planned_charts.check(entry, stretch, ledger)
        yield from planned_dots.check(entry, stretch, ledger)
        yield from planned_sums.check(entry, stretch, ledger)
        yield from planned_fields.check(entry, stretch, ledger)
        yield from planned_ridges.check(entry, stretch, ledger)
        yield from planned_lines.check(entry, stretch)
        yield from planned_areas.check(entry, stretch, ledger)
    if kind == "brief":
        yield from planned_bars.check(entry, stretch, ledger)
        yield from planned_curves.check(entry, stretch, ledger)
        yield from planned_stacks.check(entry, stretch, ledger)
        yield from planned_circles.check(entry, stretch, ledger)
        yield from planned_dumbbells.check(entry, stretch, ledger)
    if kind != "letter":
        yield from planned_labels.check(entry, stretch, ledger)
        yield from planned_maps.check(entry, stretch, ledger)
        yield from planned_spans.check(entry, stretch, ledger)
        yield from planned_classes.check(entry, stretch, ledger)
        for figure in planned_figures.printed(entry, stretch):
            yield from planned_figures.check(figure, ledger)


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Return what could not be compared with the plan."""
    if evidence.ledger is None:
        return ()
    if evidence.ledger.plan:
        drawn = [chart.figure.call for entry in evidence.ledger.plan for chart in entry.charts if chart.figure]
        calls = " and ".join(dict.fromkeys(drawn))
        return (f"what the marks of a figure show was not checked: code of the project drew {calls}",) if drawn else ()
    return ("its ledger has no plan: whether each number stands with its own name and title was not checked",)
