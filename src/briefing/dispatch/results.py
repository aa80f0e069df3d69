"""Results of the commands of dispatch, as text and as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.dispatch.models import State
from briefing.dispatch.view.occurrence_summary import OccurrenceSummary
from briefing.dispatch.view.text_format import pluralize
from briefing.errors import Finding

PARTIAL: Final = 3
_UNFINISHED: Final[tuple[State, ...]] = ("PLANNED", "BUILT", "CLAIMED", "DATA", "DOT", "DEFERRED")


class DispatchResult(Struct):
    """Occurrences that a command processed, findings, and files that it wrote.

    `exit_code` is 1 if nothing succeeded, 3 if something needs attention or is `unfinished`, else 0.
    """

    occurrences: list[OccurrenceSummary] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    unfinished: bool = False
    stopped: bool = False

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        wrong = any(finding.severity == "error" for finding in self.findings)
        fine = bool(self.files) or any(summary.counts.get("ACCEPTED") for summary in self.occurrences)
        if wrong or any(summary.needs_attention for summary in self.occurrences):
            return PARTIAL if fine else 1
        return PARTIAL if self.unfinished else 0

    def __str__(self) -> str:
        return "\n".join(map(str, [*self.occurrences, *self.files]))

    def as_json(self) -> dict[str, Any]:
        """Return the form of `--json`."""
        return {
            "occurrences": [summary.as_json() for summary in self.occurrences],
            "files": [str(path) for path in self.files],
            "findings": [finding.as_json() for finding in self.findings],
        }


def flag_unfinished(result: DispatchResult) -> DispatchResult:
    """Mark a result as unfinished if messages are still to be sent."""
    waits = sum(occurrence.counts.get(state, 0) for occurrence in result.occurrences for state in _UNFINISHED)
    if not waits:
        return result
    held = sum(occurrence.held for occurrence in result.occurrences)
    what = f"{pluralize(waits, 'message')} still to be sent" + (f", {held} of them wait for approval" if held else "")
    found = Finding("", what, "briefing tick does it when it is time", "warning")
    return replace(result, findings=[*result.findings, found], unfinished=True)
