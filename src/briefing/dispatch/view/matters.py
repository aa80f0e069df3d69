"""The ledger and the schedules → what needs somebody, the gravest first, each with the command that mends it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from briefing.dispatch.ledger import editions, occurrences
from briefing.dispatch.nouns import Delivery, Occurrence
from briefing.dispatch.view import reading
from briefing.dispatch.view.listing import Coming
from briefing.dispatch.view.plaintext import counted, local
from briefing.dispatch.view.words import TICK, Command, approve, commands, resume, run, word

# What failed longer ago is past; UNKNOWN never is.
RECENT: Final = dt.timedelta(days=30)
MOST: Final = 25


class Matter(Struct, frozen=True, kw_only=True):
    """What needs somebody: `number` of `noun`, as 2 deliveries; a headline, whom it concerns, why, what mends it."""

    noun: str
    number: int = 1
    head: str
    who: str = ""
    address: str = ""
    when: str = ""
    why: str = ""
    commands: tuple[Command, ...] = ()


def matters(db: Connection, schedules: Sequence[Coming], now: dt.datetime) -> tuple[Matter, ...]:
    """The ledger, its schedules and what time it is → what needs somebody now."""
    since = now - RECENT
    found = reading.troubled(db, since)
    told = reading.definitions(db, {one.occurrence for one in found})
    zones = reading.zones(told)
    single = [one for one in found if one.state != "FAILED_BUILD"]
    order = {"UNKNOWN": 0, "REFUSED": 1, "BOUNCED": 2}
    single.sort(key=lambda one: order[one.state])
    failed = [occurrences.get(db, one) for one in reading.failed_runs(db, since)]
    whole = {one.id for one in failed}
    unbuilt = [one for one in found if one.state == "FAILED_BUILD" and one.occurrence not in whole]
    return (
        *_overdue(schedules),
        *(_delivery(one, zones[one.occurrence]) for one in single[:MOST]),
        *_rest(single[MOST:]),
        *(_run(one) for one in failed),
        *_unbuilt(db, unbuilt),
        *_returned(db),
        *_paused(schedules),
        *_approvals(db),
    )


def headline(found: Iterable[Matter]) -> str:
    """What needs somebody → `2 deliveries and 1 schedule need attention`; empty where nothing does."""
    sums: dict[str, int] = {}
    for one in found:
        sums[one.noun] = sums.get(one.noun, 0) + one.number
    parts = [counted(number, noun) for noun, number in sums.items()]
    if not parts:
        return ""
    subject = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    return f"{subject} {'needs' if sum(sums.values()) == 1 else 'need'} attention"


def _overdue(schedules: Sequence[Coming]) -> Iterator[Matter]:
    for one in schedules:
        if one.overdue:
            when = f"{local(one.overdue, one.zone)} {one.zone}"
            why = "No tick has looked at this schedule since, on any machine."
            yield Matter(noun="schedule", head=f"{one.name} was due and did not run", when=when, why=why, commands=TICK)


def _paused(schedules: Sequence[Coming]) -> Iterator[Matter]:
    for one in schedules:
        if one.paused:
            why = one.reason or "Somebody paused it."
            yield Matter(noun="schedule", head=f"{one.name} is paused", why=why, commands=(resume(one.name),))


def _delivery(one: Delivery, zone: str) -> Matter:
    heads = {
        "UNKNOWN": "Nobody knows whether the mail server has it",
        "REFUSED": "Refused",
        "BOUNCED": "Came back after the mail server took it",
    }
    return Matter(
        noun="delivery",
        head=heads[one.state],
        who=one.recipient.name,
        address=one.recipient.address,
        when=f"{one.name}, {local(one.scheduled_for, zone)} {zone}",
        why=one.reply or word(one).sentence,
        commands=commands(one),
    )


def _rest(more: Sequence[Delivery]) -> Iterator[Matter]:
    for state, ones in groupby(more, key=lambda one: one.state):
        number = len(list(ones))
        line = Command(f"briefing deliveries list --state {state}", "lists them")
        yield Matter(noun="delivery", number=number, head=f"{number:,} more, {state.lower()}", commands=(line,))


def _run(one: Occurrence) -> Matter:
    zone = one.definition.timing.zone if one.definition.timing else "UTC"
    when = f"due {local(one.scheduled_for, zone)} {zone}"
    head = f"{one.name} could not be built; nothing was sent"
    return Matter(noun="run", head=head, when=when, why=one.detail, commands=(run(one),))


def _unbuilt(db: Connection, ones: Sequence[Delivery]) -> Iterator[Matter]:
    for occurrence, group in groupby(ones, key=lambda one: one.occurrence):
        held = list(group)
        first, told = held[0], occurrences.get(db, occurrence)
        zone = told.definition.timing.zone if told.definition.timing else "UTC"
        yield Matter(
            noun="delivery",
            number=len(held),
            head=f"No edition could be built for {counted(len(held), 'recipient')}",
            who=first.recipient.name,
            address=first.recipient.address + (f" and {counted(len(held) - 1, 'other')}" if held[1:] else ""),
            when=f"{first.name}, {local(first.scheduled_for, zone)} {zone}",
            why=first.reply,
            commands=(_anew(told, first), commands(first)[-1]),
        )


def _anew(one: Occurrence, first: Delivery) -> Command:
    """What builds once more; by hand, recipient by recipient, as another sending would go to the others, too."""
    if one.definition.timing:
        return run(one)
    return Command(f"briefing deliveries resend {first.key[:12]}", "once it is fixed, for each of them")


def _returned(db: Connection) -> Iterator[Matter]:
    for why, number in reading.given_back(db).items():
        head = f"{counted(number, 'message')} came back from the sender, unsent"
        yield Matter(noun="delivery", number=number, head=head, why=why, commands=(TICK[0],))


def _approvals(db: Connection) -> Iterator[Matter]:
    for edition, number in reading.held(db).items():
        kept = editions.get(db, edition)
        assert kept
        yield Matter(
            noun="edition",
            head=f"Waits for approval, to {counted(number, 'recipient')}",
            who=kept.subject,
            when=f"{kept.slug}.{kept.lang}, {kept.entity}, as of {kept.as_of}",
            commands=(approve(kept),),
        )
