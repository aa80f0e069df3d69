"""A brief's tags, conformance marks and properties: as PDFium shows them at once, and in full by pikepdf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, Rule, Severity
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.tags.quick import promises, quick
from briefing.proof.tags.tag_rules import DOCUMENT, RULES, TagFault

__all__ = ["RULES", "check", "check_deep"]


def check(evidence: Evidence) -> Findings:
    """Yield what PDFium alone finds in the tags and properties of PDFs; for every build."""
    for parsed in evidence.of_kind("brief"):
        yield from _found(parsed, (*_untagged(parsed), *quick(parsed)), demanded=_demanded(evidence, parsed))


def check_deep(evidence: Evidence) -> Findings:
    """Yield all that is wrong with the tags and properties of PDFs, in place of `check`."""
    from briefing.proof.tags.deep import deep  # brings pikepdf, which no build needs

    for parsed in evidence.of_kind("brief"):
        faults = (*_untagged(parsed), *deep(parsed))
        yield from _found(parsed, faults, demanded=_demanded(evidence, parsed))


def _demanded(evidence: Evidence, parsed: ParsedFile) -> bool:
    """Whether a file must meet the standards: one of the edition, or one that claims them."""
    return promises(parsed.data) or (evidence.ledger is not None and parsed.file in evidence.ledger.edition.outputs)


def _untagged(parsed: ParsedFile) -> Iterator[tuple[Rule, TagFault]]:
    if not parsed.catalog.tagged:
        what = "it is not tagged, or does not say so: it cannot be listened to or reflowed"
        yield DOCUMENT, TagFault(what, "export it as a tagged PDF")


def _found(parsed: ParsedFile, faults: Iterable[tuple[Rule, TagFault]], *, demanded: bool) -> Findings:
    """Yield faults as findings: all where the standards are demanded, else one warning for each rule."""
    every = list(dict.fromkeys(faults))
    counted = Counter(rule.id for rule, _ in every)
    reported: set[str] = set()
    for rule, fault in every:
        found = rule.at(Location(parsed.file, fault.page, fault.element), fault.what, fault.fix)
        if demanded:
            yield found
        elif rule.id not in reported:
            reported.add(rule.id)
            more = f"; {counted[rule.id] - 1} more like it" if counted[rule.id] > 1 else ""
            severity: Severity = "warning" if found.severity == "error" else found.severity
            yield replace(found, severity=severity, what=found.what + more)
