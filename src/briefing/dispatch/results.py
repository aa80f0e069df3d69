"""Results of the commands of dispatch, as text and as JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace
from sqlalchemy import Connection

from briefing.dispatch.delivery_log import occurrences
from briefing.dispatch.models import Occurrence, State
from briefing.dispatch.view import queries
from briefing.dispatch.view.state_labels import STAGES, STATES, format_counts, label_counts
from briefing.dispatch.view.text_format import pluralize
from briefing.errors import Finding

PARTIAL: Final = 3
_MAX_REASONS: Final = 3  # printed; the list of deliveries has all
_UNFINISHED: Final[tuple[State, ...]] = ("PLANNED", "BUILT", "CLAIMED", "DATA", "DOT", "DEFERRED")


class OccurrenceResult(Struct, frozen=True):
    """An occurrence with the number of its deliveries by state; `held` of them wait for approval.

    `acted_on` says whether the command changed it. `reasons` maps why editions were not built to the number of
    deliveries concerned.
    """

    occurrence: Occurrence
    counts: Mapping[State, int]
    held: int = 0
    acted_on: bool = True
    reasons: Mapping[str, int] = {}

    @property
    def needs_attention(self) -> bool:
        """Whether the command must report it as failed; it reports only what it acted on."""
        wrong = any(STATES[state].tone == "attention" for state in self.counts)
        return self.acted_on and (wrong or self.occurrence.stage == "FAILED_BUILD")

    def __str__(self) -> str:
        occurrence = self.occurrence
        late = ", late" if occurrence.late else ""
        head = f"{occurrence.name} {occurrence.scheduled_for:%Y-%m-%d %H:%M UTC}{late}"
        if not self.counts:
            detail = f": {occurrence.detail}" if occurrence.detail else ""
            return f"{head}: {STAGES[occurrence.stage].short}{detail}"
        return "\n".join([f"{head}: {format_counts(label_counts(self.counts, self.held))}", *self._reasons()])

    def _reasons(self) -> Iterator[str]:
        for reason, count in list(self.reasons.items())[:_MAX_REASONS]:
            yield f"  {count} not built: {reason.strip() or 'no reason is known'}".replace("\n", "\n  ")
        if len(self.reasons) > _MAX_REASONS:
            more = len(self.reasons) - _MAX_REASONS
            yield f"  and {more} more reasons: briefing deliveries list --state FAILED_BUILD"


class DispatchResult(Struct):
    """Occurrences that a command processed, findings, and files that it wrote.

    `exit_code` is 1 if nothing succeeded, 3 if something needs attention or is `unfinished`, else 0.
    """

    occurrences: list[OccurrenceResult] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    unfinished: bool = False
    stopped: bool = False

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        wrong = any(finding.severity == "error" for finding in self.findings) or any(
            result.needs_attention for result in self.occurrences
        )
        fine = bool(self.files) or any(result.counts.get("ACCEPTED") for result in self.occurrences)
        if wrong:
            return PARTIAL if fine else 1
        return PARTIAL if self.unfinished else 0

    def __str__(self) -> str:
        return "\n".join([*(str(result) for result in self.occurrences), *(str(path) for path in self.files)])

    def as_json(self) -> dict[str, Any]:
        """Return the form of `--json`."""
        return {
            "occurrences": [
                {
                    "name": result.occurrence.name,
                    "scheduled_for": result.occurrence.scheduled_for.isoformat(),
                    "stage": result.occurrence.stage,
                    "late": result.occurrence.late,
                    "detail": result.occurrence.detail,
                    "deliveries": dict(result.counts),
                    "held": result.held,
                    "reasons": dict(result.reasons),
                }
                for result in self.occurrences
            ],
            "files": [str(path) for path in self.files],
            "findings": [finding.as_json() for finding in self.findings],
        }


def occurrence_result(db: Connection, occurrence: int, acted_on: Collection[int] | None = None) -> OccurrenceResult:
    """Return the result of an occurrence; `acted_on` holds the ids that the command changed, None: all."""
    found, (counts, held) = (
        occurrences.get(db, occurrence),
        queries.count_states(db, queries.DeliveryFilter(occurrence=occurrence)),
    )
    fresh = acted_on is None or occurrence in acted_on or found.stage == "FAILED_BUILD"
    return OccurrenceResult(found, counts, held, fresh, queries.failure_reasons(db, occurrence))


def flag_unfinished(result: DispatchResult) -> DispatchResult:
    """Mark a result as unfinished if messages are still to be sent."""
    waits = sum(occurrence.counts.get(state, 0) for occurrence in result.occurrences for state in _UNFINISHED)
    if not waits:
        return result
    held = sum(occurrence.held for occurrence in result.occurrences)
    what = f"{pluralize(waits, 'message')} still to be sent" + (f", {held} of them wait for approval" if held else "")
    found = Finding("", what, "briefing tick does it when it is time", "warning")
    return replace(result, findings=[*result.findings, found], unfinished=True)
