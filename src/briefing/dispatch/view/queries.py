"""Queries of the operator's view, beyond what sending needs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, not_, or_, select

from briefing.dispatch.addresses import normalize
from briefing.dispatch.delivery_log.database_schema import deliveries, events, occurrences, schedules
from briefing.dispatch.delivery_log.deliveries import RECEIVED_STATES, delivery_from
from briefing.dispatch.delivery_log.occurrences import ScheduleState
from briefing.dispatch.models import Definition, Delivery, DeliveryEvent, State
from briefing.dispatch.view.state_labels import ALERT_STATES

PAGE_SIZE: Final = 500
_MINOR_EVENTS: Final = ("SEEN", "PLANNED", "CLAIMED", "DATA", "DOT")


class DeliveryFilter(Struct, frozen=True, kw_only=True):
    """A filter by schedule, state and address; empty fields match everything."""

    name: str = ""
    state: State | None = None
    address: str = ""


def find_deliveries(db: Connection, criteria: DeliveryFilter, last: int) -> tuple[Delivery, ...]:
    """Return the latest matching deliveries, in the order of planning; all if `last` is 0."""
    query = _where(select(deliveries), criteria).order_by(deliveries.c.position.desc())
    return tuple(delivery_from(row) for row in db.execute(query.limit(last) if last else query))[::-1]


def count_states(db: Connection, criteria: DeliveryFilter) -> tuple[dict[State, int], int]:
    """Count matching deliveries by state, and those that are held for approval."""
    query = _where(select(deliveries.c.state, deliveries.c.held, func.count()), criteria)
    counts: dict[State, int] = {}
    held = 0
    for state, waits, count in db.execute(query.group_by(deliveries.c.state, deliveries.c.held)):
        counts[state] = counts.get(state, 0) + count
        held += count if state == "BUILT" and waits else 0
    return counts, held


def count_states_by_occurrence(db: Connection, ids: Collection[int]) -> dict[int, tuple[dict[State, int], int]]:
    """Count the deliveries of each occurrence by state, and those that are held for approval."""
    columns = (deliveries.c.occurrence, deliveries.c.state, deliveries.c.held)
    found: dict[int, tuple[dict[State, int], int]] = {occurrence: ({}, 0) for occurrence in ids}
    query = select(*columns, func.count()).where(deliveries.c.occurrence.in_(ids)).group_by(*columns)
    for occurrence, state, waits, count in db.execute(query):
        counts, held = found[occurrence]
        counts[state] = counts.get(state, 0) + count
        found[occurrence] = counts, held + (count if state == "BUILT" and waits else 0)
    return found


def pages(db: Connection) -> Iterator[tuple[Delivery, ...]]:
    """Yield all deliveries in the order of planning, some hundreds at a time, so that memory stays flat."""
    after = 0
    while rows := db.execute(
        select(deliveries).where(deliveries.c.position > after).order_by(deliveries.c.position).limit(PAGE_SIZE)
    ).all():
        yield tuple(delivery_from(row) for row in rows)
        after = rows[-1].position


def last_times(db: Connection, keys: Collection[str]) -> dict[str, dict[str, dt.datetime]]:
    """Return when each delivery last came into each state."""
    found: dict[str, dict[str, dt.datetime]] = {key: {} for key in keys}
    query = select(events.c.delivery, events.c.what, func.max(events.c.at)).where(events.c.delivery.in_(keys))
    for key, what, at in db.execute(query.group_by(events.c.delivery, events.c.what)):
        found[key][what] = at
    return found


def definitions(db: Connection, ids: Collection[int]) -> dict[int, Definition]:
    """Return the definitions that were frozen for occurrences."""
    query = select(occurrences.c.id, occurrences.c.definition).where(occurrences.c.id.in_(ids))
    return {row.id: msgspec.json.decode(row.definition, type=Definition) for row in db.execute(query)}


def schedule_states(db: Connection) -> dict[str, ScheduleState]:
    """Return the state of every known schedule by name; looking at one does not begin it."""
    return {row.name: ScheduleState(**row._mapping) for row in db.execute(select(schedules))}


class AttentionCount(Struct, frozen=True):
    """How many deliveries of an occurrence need attention in a state, and the position of the first."""

    state: State
    occurrence: int
    number: int
    first: int


def count_needing_attention(db: Connection, since: dt.datetime) -> tuple[AttentionCount, ...]:
    """Count UNKNOWN deliveries of any age, and failed ones since a time that no later delivery to the same address
    supersedes, by state and occurrence in the order of planning."""
    columns = (deliveries.c.state, deliveries.c.occurrence)
    query = select(*columns, func.count(), func.min(deliveries.c.position)).where(_needs_attention(since))
    rows = db.execute(query.group_by(*columns).order_by(func.min(deliveries.c.position)))
    return tuple(AttentionCount(*row) for row in rows)


def needing_attention(db: Connection, since: dt.datetime, state: State, last: int) -> tuple[Delivery, ...]:
    """Return the first of the deliveries in a state that need attention."""
    query = select(deliveries).where(_needs_attention(since), deliveries.c.state == state)
    return tuple(delivery_from(row) for row in db.execute(query.order_by(deliveries.c.position).limit(last)))


def deliveries_at(db: Connection, positions: Collection[int]) -> dict[int, Delivery]:
    """Return deliveries by position."""
    query = select(deliveries).where(deliveries.c.position.in_(positions))
    return {row.position: delivery_from(row) for row in db.execute(query)}


def _needs_attention(since: dt.datetime) -> ColumnElement[bool]:
    later = deliveries.alias()
    newer = or_(
        and_(later.c.occurrence != deliveries.c.occurrence, later.c.position > deliveries.c.position),
        and_(later.c.occurrence == deliveries.c.occurrence, later.c.number > deliveries.c.number),
    )
    known = later.c.state.in_((*RECEIVED_STATES, *ALERT_STATES))
    same_recipient = and_(later.c.name == deliveries.c.name, later.c.address == deliveries.c.address)
    superseded = exists().where(same_recipient, newer, known)
    failed = and_(deliveries.c.state.in_(ALERT_STATES), deliveries.c.scheduled_for >= since, not_(superseded))
    return or_(deliveries.c.state == "UNKNOWN", failed)


def failed_runs(db: Connection, since: dt.datetime) -> tuple[int, ...]:
    """Return ids of occurrences that failed since a time and were not followed by another of the same name."""
    later = occurrences.alias()
    newer = and_(later.c.name == occurrences.c.name, later.c.scheduled_for > occurrences.c.scheduled_for)
    superseded = exists().where(newer, later.c.stage.in_(("BUILT", "DONE", "FAILED_BUILD")))
    query = select(occurrences.c.id).where(
        occurrences.c.stage == "FAILED_BUILD", occurrences.c.scheduled_for >= since, not_(superseded)
    )
    return tuple(db.scalars(query.order_by(occurrences.c.scheduled_for, occurrences.c.id)))


def held_editions(db: Connection) -> dict[str, int]:
    """Return each edition that is held for approval, with the number of its deliveries."""
    waits = and_(deliveries.c.state == "BUILT", deliveries.c.held.is_(True))
    query = select(deliveries.c.edition, func.count()).where(waits).group_by(deliveries.c.edition)
    return {row[0]: row[1] for row in db.execute(query.order_by(func.min(deliveries.c.position)))}


def unclaim_reasons(db: Connection) -> dict[str, int]:
    """Return each reason why ready messages were released unsent, with their number."""
    ready = and_(deliveries.c.state == "BUILT", deliveries.c.held.is_(False))
    last = select(func.max(events.c.id)).join(deliveries, deliveries.c.key == events.c.delivery).where(ready)
    last = last.group_by(events.c.delivery)
    latest = and_(events.c.id.in_(last), events.c.detail.not_in(("", "approved")))
    query = select(events.c.detail, func.count()).where(latest).group_by(events.c.detail)
    return {row[0]: row[1] for row in db.execute(query.order_by(func.min(events.c.id)))}


def failure_reasons(db: Connection, ids: Collection[int]) -> dict[int, dict[str, int]]:
    """Return, by occurrence, each reason why editions were not built, with the number of deliveries."""
    columns, found = (deliveries.c.occurrence, deliveries.c.reply), defaultdict[int, dict[str, int]](dict)
    failed = and_(deliveries.c.occurrence.in_(ids), deliveries.c.state == "FAILED_BUILD")
    query = select(*columns, func.count()).where(failed).group_by(*columns)
    for occurrence, reason, count in db.execute(query.order_by(func.count().desc(), deliveries.c.reply)):
        found[occurrence][reason] = count
    return found


def recent_events(db: Connection, last: int) -> tuple[DeliveryEvent, ...]:
    """Return the latest events, the newest first, without intermediate steps."""
    query = select(events).where(events.c.what.not_in(_MINOR_EVENTS)).order_by(events.c.id.desc())
    return tuple(DeliveryEvent(**row._mapping) for row in db.execute(query.limit(last)))


def deliveries_by_key(db: Connection, keys: Collection[str]) -> dict[str, Delivery]:
    """Return deliveries by key."""
    return {row.key: delivery_from(row) for row in db.execute(select(deliveries).where(deliveries.c.key.in_(keys)))}


def zones(frozen: Mapping[int, Definition]) -> dict[int, str]:
    """Return the zone of each occurrence."""
    return {occurrence: definition.zone for occurrence, definition in frozen.items()}


def _where(query: Select[Any], criteria: DeliveryFilter) -> Select[Any]:
    if criteria.name:
        query = query.where(deliveries.c.name == criteria.name)
    if criteria.state:
        query = query.where(deliveries.c.state == criteria.state)
    if criteria.address:
        query = query.where(deliveries.c.address == normalize(criteria.address))
    return query
