"""Results of the commands of dispatch, as text and as JSON."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.dispatch.delivery_log import deliveries, stored_editions
from briefing.dispatch.delivery_log.store import DeliveryLog
from briefing.dispatch.models import State
from briefing.dispatch.view.occurrence_summary import OccurrenceSummary
from briefing.dispatch.view.state_labels import approve_command
from briefing.dispatch.view.text_format import pluralize
from briefing.errors import Finding

PARTIAL: Final = 3
_UNFINISHED: Final[tuple[State, ...]] = ("PLANNED", "BUILT", "CLAIMED", "DATA", "DOT", "DEFERRED")


class WrittenMessage(Struct, frozen=True):
    """A message that a dry run has written: its file, recipient, subject and the names of what is attached."""

    path: Path
    address: str
    subject: str
    attached: tuple[str, ...]

    def __str__(self) -> str:
        names = f"; attached: {', '.join(self.attached)}" if self.attached else ""
        return f"{self.address}: {self.subject}{names}\n  {self.path}"


class DispatchResult(Struct):
    """Occurrences that a command processed, findings, and messages that a dry run wrote.

    `exit_code` is 1 if nothing succeeded, 3 if something needs attention or is `unfinished`, else 0.
    """

    occurrences: list[OccurrenceSummary] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    messages: list[WrittenMessage] = field(default_factory=list)
    unfinished: bool = False
    stopped: bool = False

    @property
    def files(self) -> list[Path]:
        """The files of the messages that a dry run wrote."""
        return [message.path for message in self.messages]

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        wrong = any(finding.severity == "error" for finding in self.findings)
        fine = bool(self.messages) or any(summary.counts.get("ACCEPTED") for summary in self.occurrences)
        if wrong or any(summary.needs_attention for summary in self.occurrences):
            return PARTIAL if fine else 1
        return PARTIAL if self.unfinished else 0

    def __str__(self) -> str:
        lines = [*map(str, self.occurrences), *map(str, self.messages)]
        if self.messages:
            lines.append(f"{pluralize(len(self.messages), 'message')} written, nothing sent")
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """Return the form of `--json`."""
        return {
            "occurrences": [summary.as_json() for summary in self.occurrences],
            "files": [str(path) for path in self.files],
            "messages": [
                {"file": str(one.path), "to": one.address, "subject": one.subject, "attached": list(one.attached)}
                for one in self.messages
            ],
            "findings": [finding.as_json() for finding in self.findings],
        }


def findings_in(detail: str) -> list[Finding]:
    """Return the findings that were stored as one text, each with its fix."""
    parts = (one.partition("\n  fix: ") for one in re.split(r"\n(?! )", detail))
    return [Finding("", what, fix) for what, _, fix in parts]


def flag_unfinished(result: DispatchResult, log: DeliveryLog) -> DispatchResult:
    """Mark a result as unfinished if messages are still to be sent, or wait for an approval."""
    waits = sum(occurrence.counts.get(state, 0) for occurrence in result.occurrences for state in _UNFINISHED)
    held = sum(occurrence.held for occurrence in result.occurrences)
    found = []
    if waits > held:
        what = f"{pluralize(waits - held, 'message')} still to be sent"
        found.append(Finding("", what, "briefing tick does it when it is time", "warning"))
    if held:
        fix = "; ".join(_approvals(result, log))
        found.append(Finding("", f"{pluralize(held, 'message')} still to be approved", fix, "warning"))
    return replace(result, findings=[*result.findings, *found], unfinished=bool(found))


def _approvals(result: DispatchResult, log: DeliveryLog) -> list[str]:
    """Return the command that approves each content for which these occurrences wait."""
    with log.reading() as db:
        ids = {
            delivery.edition
            for summary in result.occurrences
            for delivery in deliveries.read(db, occurrence=summary.occurrence.id, states={"BUILT"})
            if delivery.held
        }
        waiting = [edition for edition in stored_editions.read(db, waiting=True) if edition.id in ids]
    return list(dict.fromkeys(approve_command(edition).line for edition in waiting))
