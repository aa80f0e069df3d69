"""What a file shows that was changed after it was built, compared element by element with what it showed then.

The ledger holds a snapshot of each file. A change is an error wherever a reader could take something else from it:
another word, number, colour, place of a mark, link or property. Spaces and hyphens that programs add when they save
again are ignored.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefing.proof.comparing import chart_changes, file_changes, look_changes, page_changes, pairing
from briefing.proof.comparing.saved import as_built
from briefing.proof.comparing.text_difference import bare
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.snapshot import Snapshot
from briefing.proof.snapshots.taking import taken

RULES = (*page_changes.RULES, *look_changes.RULES, *chart_changes.RULES, *file_changes.RULES)


def check(evidence: Evidence) -> Findings:
    """Yield how each file that was changed differs from what was built."""
    for parsed in evidence.files:
        before = _before(evidence, parsed)
        if before is not None and _is_changed(evidence, parsed):
            now = as_built(before, taken(parsed))
            yield from page_changes.compared(parsed, before, now)
            yield from file_changes.compared(parsed, before, now)


def numbers_as_built(evidence: Evidence, parsed: ParsedFile) -> Mapping[int, int]:
    """Return by its present number the number that each slide of a deck was built with.

    Slides are recognised by their titles, those of an unchanged number first.
    """
    before = _before(evidence, parsed) if parsed.kind == "deck" and _is_changed(evidence, parsed) else None
    if before is None:
        return {}
    left = {page.number: pairing.title(page) for page in before.pages}
    titles = {
        page.number: tuple(bare(element.text) for element in page.elements if element.role == "title")
        for page in parsed.pages
    }
    found: dict[int, int] = {}
    for number, title in titles.items():
        if left.get(number) == title:
            found[number] = number
            del left[number]
    for number, title in titles.items():
        other = next((one for one, other_title in left.items() if other_title == title), None)
        if number not in found and title and other is not None:
            found[number] = other
            del left[other]
    return found


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Return which changed files could not be compared with what was built."""
    changed = [
        parsed.file for parsed in evidence.files if _is_changed(evidence, parsed) and _before(evidence, parsed) is None
    ]
    why = "its ledger keeps nothing of it to compare with"
    return tuple(f"{file} was changed after it was built, and {why}" for file in changed if not file.endswith(".png"))


def is_as_built(evidence: Evidence, parsed: ParsedFile) -> bool:
    """Whether a file is to the byte what the ledger was written for."""
    return evidence.ledger is not None and not _is_changed(evidence, parsed)


def _is_changed(evidence: Evidence, parsed: ParsedFile) -> bool:
    ledger = evidence.ledger
    return ledger is not None and parsed.file_digest not in ledger.edition.outputs.values()


def _before(evidence: Evidence, parsed: ParsedFile) -> Snapshot | None:
    """Return the snapshot of a file: by its name, else the only one of files that end alike."""
    snapshots = evidence.ledger.snapshots if evidence.ledger else ()
    ending = parsed.file.rpartition(".")[2].lower()
    alike = [snapshot for snapshot in snapshots if snapshot.file.rpartition(".")[2].lower() == ending]
    return next((snapshot for snapshot in alike if snapshot.file == parsed.file), alike[0] if len(alike) == 1 else None)
