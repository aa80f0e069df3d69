"""An occurrence with its deliveries by state: one form for results, lists, notifications and the status page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection

from briefing.dispatch.delivery_log import occurrences
from briefing.dispatch.models import Occurrence, State
from briefing.dispatch.view import queries
from briefing.dispatch.view.state_labels import STAGES, STATES, StateLabel, Tone, format_counts, label_counts
from briefing.dispatch.view.text_format import local_time, pluralize

_MAX_REASONS: Final = 3  # printed; the list of deliveries has all


class OccurrenceSummary(Struct, frozen=True):
    """An occurrence with the number of its deliveries by state; `held` of them wait for approval.

    `reasons` maps why editions were not built to the number of deliveries concerned. `acted_on` says whether a command
    changed the occurrence.
    """

    occurrence: Occurrence
    counts: Mapping[State, int]
    held: int = 0
    reasons: Mapping[str, int] = {}
    acted_on: bool = True

    @property
    def needs_attention(self) -> bool:
        """Whether the command must report it as failed; it reports only what it acted on."""
        wrong = any(STATES[state].tone == "attention" for state in self.counts)
        return self.acted_on and (wrong or self.occurrence.stage == "FAILED_BUILD")

    @property
    def label(self) -> StateLabel:
        """The label of the stage."""
        return STAGES[self.occurrence.stage]

    @property
    def outcome(self) -> str:
        """The stage and the states of the deliveries, in words."""
        late = ", late" if self.occurrence.late else ""
        return ": ".join(filter(None, (f"{self.label.short}{late}", format_counts(self._states))))

    @property
    def local_time(self) -> str:
        """The scheduled time in the schedule's zone."""
        return local_time(self.occurrence.scheduled_for, self.occurrence.definition.zone)

    @property
    def bar(self) -> list[tuple[Tone, str]]:
        """The segments of a bar of the deliveries, one for each label, in percent."""
        total = sum(self.counts.values())
        return [(label.tone, f"{count / total * 100:.2f}") for label, count in self._states]

    @property
    def messages(self) -> str:
        """The number of messages, and of those in each state."""
        return f"{pluralize(sum(self.counts.values()), 'message')}: {format_counts(self._states)}"

    @property
    def _states(self) -> tuple[tuple[StateLabel, int], ...]:
        return label_counts(self.counts, self.held)

    def __str__(self) -> str:
        occurrence = self.occurrence
        late = ", late" if occurrence.late else ""
        head = f"{occurrence.name} {occurrence.scheduled_for:%Y-%m-%d %H:%M UTC}{late}"
        if not self.counts:
            return ": ".join(filter(None, (head, self.label.short, occurrence.detail)))
        return "\n".join([f"{head}: {format_counts(self._states)}", *self._reasons()])

    def _reasons(self) -> Iterator[str]:
        for reason, count in list(self.reasons.items())[:_MAX_REASONS]:
            yield f"  {count} not built: {reason.strip() or 'no reason is known'}".replace("\n", "\n  ")
        if len(self.reasons) > _MAX_REASONS:
            more = len(self.reasons) - _MAX_REASONS
            yield f"  and {more} more reasons: briefing deliveries list --state FAILED_BUILD"

    def as_json(self) -> dict[str, Any]:
        """Return the form of `--json`."""
        return {
            "name": self.occurrence.name,
            "scheduled_for": self.occurrence.scheduled_for.isoformat(),
            "stage": self.occurrence.stage,
            "late": self.occurrence.late,
            "detail": self.occurrence.detail,
            "deliveries": dict(self.counts),
            "held": self.held,
            "reasons": dict(self.reasons),
        }


def summarize(
    db: Connection, found: Iterable[Occurrence | int], acted_on: Collection[int] | None = None
) -> tuple[OccurrenceSummary, ...]:
    """Summarize occurrences, or those with these ids; `acted_on` holds the ids that a command changed, None: all."""
    rows = [item if isinstance(item, Occurrence) else occurrences.get(db, item) for item in found]
    counts = queries.count_states_by_occurrence(db, {row.id for row in rows})
    reasons = queries.failure_reasons(db, counts)
    return tuple(
        OccurrenceSummary(
            row, *counts[row.id], reasons.get(row.id, {}),
            acted_on is None or row.id in acted_on or row.stage == "FAILED_BUILD",
        )
        for row in rows
    )  # fmt: skip
