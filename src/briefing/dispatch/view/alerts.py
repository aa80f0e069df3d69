"""What needs attention in the delivery log, the gravest first, each with the command that fixes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from briefing.dispatch.delivery_log import occurrences, stored_editions
from briefing.dispatch.models import Delivery, Occurrence, State
from briefing.dispatch.view import queries
from briefing.dispatch.view.delivery_list import ScheduleStatus
from briefing.dispatch.view.queries import AttentionCount
from briefing.dispatch.view.state_labels import (
    TICK_COMMANDS,
    Command,
    approve_command,
    commands,
    resume_command,
    run_command,
    state_label,
)
from briefing.dispatch.view.text_format import local_time, pluralize

# Older failures are ignored; UNKNOWN never is.
RECENT: Final = dt.timedelta(days=30)
MAX_ALERTS: Final = 25
_SINGLE_STATES: Final[tuple[State, ...]] = ("UNKNOWN", "REFUSED", "BOUNCED")  # the gravest first


class Alert(Struct, frozen=True, kw_only=True):
    """What needs attention: `number` of `noun`, as 2 deliveries; headline, recipient, time, reason, commands."""

    noun: str
    number: int = 1
    head: str
    who: str = ""
    address: str = ""
    when: str = ""
    why: str = ""
    commands: tuple[Command, ...] = ()


def find_alerts(db: Connection, schedules: Sequence[ScheduleStatus], now: dt.datetime) -> tuple[Alert, ...]:
    """Return what needs attention now."""
    since = now - RECENT
    counts = queries.count_needing_attention(db, since)
    failed = [occurrences.get(db, item) for item in queries.failed_runs(db, since)]
    failed_ids = {item.id for item in failed}
    return (
        *_overdue(schedules),
        *_single(db, since, counts),
        *(_run(item) for item in failed),
        *_unbuilt(db, [one for one in counts if one.state == "FAILED_BUILD" and one.occurrence not in failed_ids]),
        *_returned(db),
        *_paused(schedules),
        *_approvals(db),
    )


def _single(db: Connection, since: dt.datetime, counts: Sequence[AttentionCount]) -> Iterator[Alert]:
    """Yield an alert for each delivery, up to a number, and one for the others in each state."""
    shown: list[Delivery] = []
    more: dict[State, int] = {}
    for state in _SINGLE_STATES:
        number = sum(one.number for one in counts if one.state == state)
        here = queries.needing_attention(db, since, state, MAX_ALERTS - len(shown)) if number else ()
        shown += here
        more[state] = number - len(here)
    zones = queries.zones(queries.definitions(db, {item.occurrence for item in shown}))
    yield from (_delivery(item, zones[item.occurrence]) for item in shown)
    for state, number in more.items():
        if number:
            line = Command(f"briefing deliveries list --state {state}", "lists them")
            yield Alert(noun="delivery", number=number, head=f"{number:,} more, {state.lower()}", commands=(line,))


def headline(found: Iterable[Alert]) -> str:
    """Return `2 deliveries and 1 schedule need attention`; empty without alerts."""
    sums: dict[str, int] = {}
    for alert in found:
        sums[alert.noun] = sums.get(alert.noun, 0) + alert.number
    parts = [pluralize(number, noun) for noun, number in sums.items()]
    if not parts:
        return ""
    subject = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    return f"{subject} {'needs' if sum(sums.values()) == 1 else 'need'} attention"


def _overdue(schedules: Sequence[ScheduleStatus]) -> Iterator[Alert]:
    for status in schedules:
        if status.overdue:
            when = f"{local_time(status.overdue, status.zone)} {status.zone}"
            why = "No tick has looked at this schedule since, on any machine."
            yield Alert(
                noun="schedule",
                head=f"{status.name} was due and did not run",
                when=when,
                why=why,
                commands=TICK_COMMANDS,
            )


def _paused(schedules: Sequence[ScheduleStatus]) -> Iterator[Alert]:
    for status in schedules:
        if status.paused:
            why = status.reason or "Somebody paused it."
            yield Alert(
                noun="schedule", head=f"{status.name} is paused", why=why, commands=(resume_command(status.name),)
            )


def _delivery(delivery: Delivery, zone: str) -> Alert:
    heads = {
        "UNKNOWN": "Nobody knows whether the mail server has it",
        "REFUSED": "Refused",
        "BOUNCED": "Came back after the mail server took it",
    }
    return Alert(
        noun="delivery",
        head=heads[delivery.state],
        who=delivery.recipient.name,
        address=delivery.recipient.address,
        when=f"{delivery.name}, {local_time(delivery.scheduled_for, zone)} {zone}",
        why=delivery.reply or state_label(delivery).sentence,
        commands=commands(delivery),
    )


def _run(occurrence: Occurrence) -> Alert:
    zone = occurrence.definition.zone
    when = f"due {local_time(occurrence.scheduled_for, zone)} {zone}"
    head = f"{occurrence.name} could not be built; nothing was sent"
    return Alert(noun="run", head=head, when=when, why=occurrence.detail, commands=(run_command(occurrence),))


def _unbuilt(db: Connection, counts: Sequence[AttentionCount]) -> Iterator[Alert]:
    found = queries.deliveries_at(db, {one.first for one in counts})
    for one in counts:
        first, frozen = found[one.first], occurrences.get(db, one.occurrence)
        zone = frozen.definition.zone
        yield Alert(
            noun="delivery",
            number=one.number,
            head=f"No edition could be built for {pluralize(one.number, 'recipient')}",
            who=first.recipient.name,
            address=first.recipient.address + (f" and {pluralize(one.number - 1, 'other')}" if one.number > 1 else ""),
            when=f"{first.name}, {local_time(first.scheduled_for, zone)} {zone}",
            why=first.reply,
            commands=(_rebuild_command(frozen, first), commands(first)[-1]),
        )


def _rebuild_command(occurrence: Occurrence, first: Delivery) -> Command:
    """Return the command that builds again; by hand for each recipient, as another sending would reach the others."""
    if occurrence.definition.timing:
        return run_command(occurrence)
    return Command(f"briefing deliveries resend {first.key[:12]}", "once it is fixed, for each of them")


def _returned(db: Connection) -> Iterator[Alert]:
    for why, number in queries.unclaim_reasons(db).items():
        head = f"{pluralize(number, 'message')} came back from the sender, unsent"
        yield Alert(noun="delivery", number=number, head=head, why=why, commands=(TICK_COMMANDS[0],))


def _approvals(db: Connection) -> Iterator[Alert]:
    for edition, number in queries.held_editions(db).items():
        stored = stored_editions.get(db, edition)
        assert stored
        yield Alert(
            noun="edition",
            head=f"Waits for approval, to {pluralize(number, 'recipient')}",
            who=stored.subject,
            when=f"{stored.slug}.{stored.lang}, {stored.entity}, as of {stored.as_of}",
            commands=(approve_command(stored),),
        )
