"""Labels of states and stages, and the commands that help; for lists, the page and notifications.

ACCEPTED says who took responsibility and no more: the message may still come back, or never be read.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct

from briefing.dispatch.models import Delivery, Occurrence, Stage, State, StoredEdition

Tone = Literal["good", "waiting", "attention"]


class StateLabel(Struct, frozen=True):
    """A state in short, as a sentence, and its tone."""

    short: str
    sentence: str
    tone: Tone


STATES: Final[Mapping[State, StateLabel]] = {
    "PLANNED": StateLabel("planned", "It is planned; its edition is not built yet.", "waiting"),
    "BUILT": StateLabel("ready", "Its edition is built and proved; it leaves as soon as it is due.", "waiting"),
    "CLAIMED": StateLabel("being sent", "A sender has claimed it; nothing of the message has left yet.", "waiting"),
    "DATA": StateLabel(
        "being sent",
        "The message is on its way to the mail server. Until its end is sent, the server does not count it.",
        "waiting",
    ),
    "DOT": StateLabel("being sent", "The end of the message is being sent; the server may have it already.", "waiting"),
    "ACCEPTED": StateLabel(
        "accepted",
        "The mail server took responsibility (or the outbox folder has the file, where no server is set). "
        "That does not say that it reached anybody or that it was read.",
        "good",
    ),
    "DEFERRED": StateLabel("deferred", "The mail server deferred it; it is retried automatically.", "waiting"),
    "REFUSED": StateLabel(
        "refused", "The mail server refused it, or every attempt failed; it is not retried automatically.", "attention"
    ),
    "UNKNOWN": StateLabel(
        "unknown",
        "The end of the message was sent, and no answer was stored: the server may have it or not. "
        "It is not sent again automatically.",
        "attention",
    ),
    "CONFIRMED": StateLabel("confirmed", "No answer was stored; a person says that the message arrived.", "good"),
    "RESENT": StateLabel("resent", "A person had it sent again, as another delivery.", "good"),
    "BOUNCED": StateLabel("returned", "The mail server accepted it, and it came back later.", "attention"),
    "CANCELLED": StateLabel("cancelled", "It was cancelled before any of it left.", "good"),
    "FAILED_BUILD": StateLabel("not built", "Its edition could not be built or proved; nothing was sent.", "attention"),
    "SKIPPED_UNCHANGED": StateLabel("unchanged", "Nothing changed since the last edition; nothing was sent.", "good"),
    "SKIPPED_CONDITION": StateLabel(
        "condition not met", "The condition of its schedule did not hold; nothing was sent.", "good"
    ),
    "SKIPPED_SUPPRESSED": StateLabel("suppressed", "The address is suppressed; nothing was sent.", "good"),
}
HELD: Final = StateLabel(
    "waiting for approval", "Its edition is built and proved; it leaves once it is approved.", "waiting"
)
STAGES: Final[Mapping[Stage, StateLabel]] = {
    "PLANNED": StateLabel("planned", "Its editions are not built yet.", "waiting"),
    "BUILT": StateLabel("under way", "Its editions are built; its messages leave as they are due.", "waiting"),
    "DONE": StateLabel("done", "All of its messages have ended.", "good"),
    "FAILED_BUILD": StateLabel("failed", "Nothing could be built; nothing was sent.", "attention"),
    "SKIPPED_HOLIDAY": StateLabel("free day", "Nothing runs on a free day.", "good"),
    "SKIPPED_MISFIRE": StateLabel(
        "missed", "It was due while nothing was running, and its schedule does not catch up.", "good"
    ),
}
ALERT_STATES: Final[tuple[State, ...]] = ("REFUSED", "BOUNCED", "FAILED_BUILD")


class Command(Struct, frozen=True):
    """A command to type, and its purpose."""

    line: str
    purpose: str


def state_label(delivery: Delivery) -> StateLabel:
    """Return the label of a delivery's state."""
    return HELD if delivery.state == "BUILT" and delivery.held else STATES[delivery.state]


def label_counts(counts: Mapping[State, int], held: int = 0) -> tuple[tuple[StateLabel, int], ...]:
    """Return labels with counts by state, `held` of the BUILT ones waiting for approval.

    What needs attention comes first.
    """
    sums: dict[str, tuple[StateLabel, int]] = {}
    found = [(STATES[state], counts.get(state, 0) - (held if state == "BUILT" else 0)) for state in STATES]
    for label, count in [*found, (HELD, held)]:
        sums[label.short] = (label, sums.get(label.short, (label, 0))[1] + count)
    order: list[Tone] = ["attention", "waiting", "good"]
    return tuple(sorted((pair for pair in sums.values() if pair[1] > 0), key=lambda pair: order.index(pair[0].tone)))


def format_counts(counts: Iterable[tuple[StateLabel, int]]) -> str:
    """Return `2 unknown, 9 accepted`."""
    return ", ".join(f"{count:,} {label.short}" for label, count in counts)


def commands(delivery: Delivery) -> tuple[Command, ...]:
    """Return what an operator can do about a delivery."""
    key = delivery.key[:12]
    show = Command(f"briefing deliveries show {key}", "shows all that is known of it")
    if delivery.state == "UNKNOWN":
        return (
            Command(f"briefing deliveries resolve {key} --confirm", "if the recipient has it"),
            Command(f"briefing deliveries resolve {key} --resend", "if not; it may then come twice"),
            show,
        )
    if delivery.state in ("REFUSED", "BOUNCED"):
        return (Command(f"briefing deliveries resend {key}", "once the address or the server is fixed"), show)
    return (show,)


def approve_command(edition: StoredEdition) -> Command:
    """Return the command that approves a waiting edition's content."""
    return Command(
        f"briefing approve {edition.content_hash[:12]} --by NAME", "approves this content, which then leaves"
    )


def resume_command(name: str) -> Command:
    """Return the command that resumes a paused schedule."""
    return Command(
        f"briefing schedule resume {shlex.quote(name)}", "continues with the next run; missed ones stay unsent"
    )


def run_command(occurrence: Occurrence) -> Command:
    """Return the command that builds a failed occurrence again."""
    if occurrence.definition.timing is None:
        return Command("briefing send", "once it is fixed, as a new one")
    when = occurrence.scheduled_for.isoformat().replace("+00:00", "Z")
    line = f"briefing run {shlex.quote(occurrence.name)} --scheduled-for {when}"
    return Command(line, "once it is fixed; nobody gets it twice")


TICK_COMMANDS: Final = (
    Command("briefing tick", "does now what is due"),
    Command("briefing schedule install --systemd", "calls the tick every five minutes; also --cron, --windows"),
)
