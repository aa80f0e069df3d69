"""What a command of dispatch came to, for people and for machines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace
from sqlalchemy import Connection

from briefing.dispatch.ledger import occurrences
from briefing.dispatch.nouns import Occurrence, State
from briefing.dispatch.view import reading
from briefing.dispatch.view.plaintext import counted
from briefing.dispatch.view.words import STAGES, STATES, said, tallied
from briefing.errors import Finding

PARTLY: Final = 3
_REASONS: Final = 3  # that are printed; the list of deliveries has them all
_UNDER_WAY: Final[tuple[State, ...]] = ("PLANNED", "BUILT", "CLAIMED", "DATA", "DOT", "DEFERRED")


class Told(Struct, frozen=True):
    """An occurrence and how many of its deliveries are in each state; `held` of them wait for an approval.

    `moved` says whether the command did anything about it. `reasons` say why editions were not built, each with the
    number of deliveries that it stopped.
    """

    occurrence: Occurrence
    counts: Mapping[State, int]
    held: int = 0
    moved: bool = True
    reasons: Mapping[str, int] = {}

    @property
    def troubled(self) -> bool:
        """Whether somebody has to look at it now; what a command did not move was told by the one that did."""
        wrong = any(STATES[state].tone == "attention" for state in self.counts)
        return self.moved and (wrong or self.occurrence.stage == "FAILED_BUILD")

    def __str__(self) -> str:
        one = self.occurrence
        head = f"{one.name} {one.scheduled_for.strftime('%Y-%m-%d %H:%M UTC')}{', late' if one.late else ''}"
        if not self.counts:
            detail = f": {one.detail}" if one.detail else ""
            return f"{head}: {STAGES[one.stage].short}{detail}"
        return "\n".join([f"{head}: {said(tallied(self.counts, self.held))}", *self._reasons()])

    def _reasons(self) -> Iterator[str]:
        for reason, count in list(self.reasons.items())[:_REASONS]:
            yield f"  {count} not built: {reason.strip() or 'no reason is known'}".replace("\n", "\n  ")
        if len(self.reasons) > _REASONS:
            yield f"  and {len(self.reasons) - _REASONS} more reasons: briefing deliveries list --state FAILED_BUILD"


class Done(Struct):
    """Occurrences that a command looked after, findings, and files that it wrote.

    `exit_code` is 1 where nothing could be done, 3 where something needs somebody or is `unfinished`, else 0.
    """

    told: list[Told] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    unfinished: bool = False
    stopped: bool = False

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        wrong = any(finding.severity == "error" for finding in self.findings) or any(one.troubled for one in self.told)
        fine = bool(self.files) or any(one.counts.get("ACCEPTED") for one in self.told)
        if wrong:
            return PARTLY if fine else 1
        return PARTLY if self.unfinished else 0

    def __str__(self) -> str:
        return "\n".join([*(str(one) for one in self.told), *(str(path) for path in self.files)])

    def as_json(self) -> dict[str, Any]:
        """The form of `--json`."""
        return {
            "occurrences": [
                {
                    "name": one.occurrence.name,
                    "scheduled_for": one.occurrence.scheduled_for.isoformat(),
                    "stage": one.occurrence.stage,
                    "late": one.occurrence.late,
                    "detail": one.occurrence.detail,
                    "deliveries": dict(one.counts),
                    "held": one.held,
                    "reasons": dict(one.reasons),
                }
                for one in self.told
            ],
            "files": [str(path) for path in self.files],
            "findings": [finding.as_json() for finding in self.findings],
        }


def told(db: Connection, occurrence: int, moved: Collection[int] | None = None) -> Told:
    """An occurrence's id → what became of it so far; `moved` are those that a command did anything about, None: all."""
    one, (counts, held) = occurrences.get(db, occurrence), reading.tally(db, reading.Wanted(occurrence=occurrence))
    fresh = moved is None or occurrence in moved or one.stage == "FAILED_BUILD"
    return Told(one, counts, held, fresh, reading.reasons(db, occurrence))


def unfinished(done: Done) -> Done:
    """What a command came to → the same, told to be unfinished where messages are still to be sent."""
    waits = sum(one.counts.get(state, 0) for one in done.told for state in _UNDER_WAY)
    if not waits:
        return done
    held = sum(one.held for one in done.told)
    what = f"{counted(waits, 'message')} still to be sent" + (f", {held} of them wait for an approval" if held else "")
    found = Finding("", what, "briefing tick does it when it is time", "warning")
    return replace(done, findings=[*done.findings, found], unfinished=True)
