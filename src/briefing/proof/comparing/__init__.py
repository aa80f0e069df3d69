"""A file that was changed after it was built → what it shows now against what it showed then, element by element.

The ledger keeps a snapshot of each file. What somebody changed since is an error wherever a reader could take something
else from it: another word, number, colour, place of a mark, link or property. Space and hyphens that programs put in
when they save again are none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from briefing.proof.comparing import charts, looks, pages, pairing, whole
from briefing.proof.comparing.saved import as_built
from briefing.proof.comparing.texts import bare
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Found
from briefing.proof.seen import Seen
from briefing.proof.snapshot import Snapshot
from briefing.proof.snapshots.taking import taken

RULES = (*pages.RULES, *looks.RULES, *charts.RULES, *whole.RULES)


def check(evidence: Evidence) -> Iterator[Found]:
    """Evidence with a ledger → how each file that was changed differs from what was built."""
    for seen in evidence.seen:
        before = _before(evidence, seen)
        if before is not None and _is_changed(evidence, seen):
            now = as_built(before, taken(seen))
            yield from pages.compared(seen, before, now)
            yield from whole.compared(seen, before, now)


def numbers_as_built(evidence: Evidence, seen: Seen) -> Mapping[int, int]:
    """The slides of a deck by number → the numbers that they were built with, where a hand has put them elsewhere.

    They are known by their titles, a slide that keeps its number first.
    """
    before = _before(evidence, seen) if seen.kind == "deck" and _is_changed(evidence, seen) else None
    if before is None:
        return {}
    left = {page.number: pairing.title(page) for page in before.pages}
    titles = {page.number: tuple(bare(one.text) for one in page.elements if one.role == "title") for page in seen.pages}
    found: dict[int, int] = {}
    for number, title in titles.items():
        if left.get(number) == title:
            found[number] = number
            del left[number]
    for number, title in titles.items():
        other = next((one for one, told in left.items() if told == title), None)
        if number not in found and title and other is not None:
            found[number] = other
            del left[other]
    return found


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Evidence → which changed files could not be compared with what was built, in words."""
    changed = [seen.file for seen in evidence.seen if _is_changed(evidence, seen) and _before(evidence, seen) is None]
    why = "its ledger keeps nothing of it to compare with"
    return tuple(f"{file} was changed after it was built, and {why}" for file in changed if not file.endswith(".png"))


def is_as_built(evidence: Evidence, seen: Seen) -> bool:
    """Whether a file is to the byte what the ledger was written for."""
    return evidence.ledger is not None and not _is_changed(evidence, seen)


def _is_changed(evidence: Evidence, seen: Seen) -> bool:
    ledger = evidence.ledger
    return ledger is not None and hashlib.sha256(seen.data).hexdigest() not in ledger.edition.outputs.values()


def _before(evidence: Evidence, seen: Seen) -> Snapshot | None:
    """The snapshot of a file: by its name, else the only one of files that end alike."""
    kept = evidence.ledger.snapshots if evidence.ledger else ()
    ending = seen.file.rpartition(".")[2].lower()
    alike = [one for one in kept if one.file.rpartition(".")[2].lower() == ending]
    return next((one for one in alike if one.file == seen.file), alike[0] if len(alike) == 1 else None)
