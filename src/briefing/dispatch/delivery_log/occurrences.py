"""Occurrences: each time at which a schedule was due or a person sent; and how far each schedule is decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, Final, Unpack

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, func, or_, select, update

from briefing.dispatch import machine
from briefing.dispatch.delivery_log import events
from briefing.dispatch.delivery_log.database_schema import (
    deliveries,
    insert_once,
    insert_or_ignore,
    occurrences,
    schedules,
)
from briefing.dispatch.delivery_log.deliveries import FINAL_STATES
from briefing.dispatch.delivery_log.events import Author
from briefing.dispatch.models import Definition, Occurrence, Stage

# A build that takes longer counts as dead and is repeated by the next tick: a build may run twice.
LEASE: Final = dt.timedelta(minutes=30)


class ScheduleState(Struct, frozen=True):
    """The state of a schedule: decided up to `seen`, whether and why it is paused, consecutive failures."""

    name: str
    seen: dt.datetime
    paused: bool = False
    reason: str = ""
    failures: int = 0


def schedule_state(db: Connection, now: dt.datetime, name: str) -> ScheduleState:
    """Return the state of a schedule; a new one is decided from now on."""
    row = db.execute(select(schedules).where(schedules.c.name == name).with_for_update()).one_or_none()
    if row is None:
        new = {"name": name, "seen": now, "paused": False, "reason": "", "failures": 0}
        if not insert_once(db, schedules, new):
            return schedule_state(db, now, name)
        events.append(db, now, "SEEN", "decided from now on", schedule=name)
        return ScheduleState(name, now)
    return ScheduleState(**row._mapping)


def set_decided_until(db: Connection, name: str, until: dt.datetime) -> None:
    """Record that a schedule is decided up to a time."""
    db.execute(update(schedules).where(schedules.c.name == name).values(seen=until))


def pause(db: Connection, now: dt.datetime, name: str, reason: str, who: str = "") -> None:
    """Pause a schedule until it is resumed."""
    schedule_state(db, now, name)
    db.execute(update(schedules).where(schedules.c.name == name).values(paused=True, reason=reason))
    events.append(db, now, "PAUSED", reason, schedule=name, who=who)


def resume(db: Connection, now: dt.datetime, name: str, who: str = "") -> None:
    """Resume a schedule from now on; runs missed during the pause are not caught up."""
    schedule_state(db, now, name)
    values = {"paused": False, "reason": "", "failures": 0, "seen": now}
    db.execute(update(schedules).where(schedules.c.name == name).values(values))
    events.append(db, now, "RESUMED", "", schedule=name, who=who)


def paused_schedules(db: Connection, names: Collection[str]) -> tuple[ScheduleState, ...]:
    """Return those of the named schedules that are paused."""
    query = (
        select(schedules).where(schedules.c.paused.is_(True), schedules.c.name.in_(names)).order_by(schedules.c.name)
    )
    return tuple(ScheduleState(**row._mapping) for row in db.execute(query))


def decided_beyond(db: Connection, moment: dt.datetime) -> str:
    """Return the name of a schedule that is decided beyond a time, or an empty string."""
    return str(db.scalar(select(schedules.c.name).where(schedules.c.seen > moment).limit(1)) or "")


def set_failures(db: Connection, now: dt.datetime, name: str, failures: int) -> None:
    """Set the number of consecutive failures of a schedule."""
    schedule_state(db, now, name)
    db.execute(update(schedules).where(schedules.c.name == name).values(failures=failures))


def add(db: Connection, now: dt.datetime, new: Occurrence) -> int | None:
    """Add an occurrence and return its id; None if the schedule has one at that time."""
    values = {
        "name": new.name, "scheduled_for": new.scheduled_for, "stage": new.stage, "late": new.late,
        "detail": new.detail, "definition": msgspec.json.encode(new.definition).decode(),
        "owner": machine.process(), "lease": now + LEASE,
    }  # fmt: skip
    new_id = db.execute(insert_or_ignore(db, occurrences).values(values).returning(occurrences.c.id)).scalar()
    if new_id is None:
        return None
    events.append(db, now, new.stage, new.detail, occurrence=new_id, schedule=new.name)
    return int(new_id)


def set_stage(
    db: Connection,
    now: dt.datetime,
    occurrence: int,
    stage: Stage,
    detail: str = "",
    *,
    of: Sequence[Stage],
    **author: Unpack[Author],
) -> bool:
    """Move an occurrence to another stage; return False if it is in none of the stages `of`."""
    values = {"stage": stage, "detail": events.storable(detail), "owner": "", "lease": None, "reported": False}
    query = update(occurrences).where(occurrences.c.id == occurrence, occurrences.c.stage.in_(of))
    done = db.execute(query.values(values)).rowcount == 1
    if done:
        events.append(db, now, stage, detail, occurrence=occurrence, **author)
    return done


def redefine(db: Connection, occurrence: int, definition: Definition) -> None:
    """Set the terms of an occurrence, as they are once it waits no more."""
    values = {"definition": msgspec.json.encode(definition).decode()}
    db.execute(update(occurrences).where(occurrences.c.id == occurrence).values(values))


def set_detail(db: Connection, now: dt.datetime, occurrence: int, detail: str) -> None:
    """Set the words on an occurrence that stays in its stage."""
    db.execute(update(occurrences).where(occurrences.c.id == occurrence).values(detail=events.storable(detail)))
    events.append(db, now, "WAITS", detail, occurrence=occurrence)


def lock(db: Connection, occurrence: int) -> None:
    """Lock an occurrence until the transaction ends, so that nobody else settles it or plans for it."""
    db.execute(select(occurrences.c.id).where(occurrences.c.id == occurrence).with_for_update())


def settle(db: Connection, now: dt.datetime, occurrence: int) -> None:
    """Set the stage after building: BUILT, FAILED_BUILD if every edition failed, PLANNED if more was planned."""
    lock(db, occurrence)
    states = deliveries.c.state
    query = select(states, deliveries.c.reply).where(deliveries.c.occurrence == occurrence)
    rows = db.execute(query.order_by(deliveries.c.position)).all()
    if any(row.state == "PLANNED" for row in rows):
        free = update(occurrences).where(occurrences.c.id == occurrence, occurrences.c.stage == "PLANNED")
        db.execute(free.values(owner="", lease=None))
        return
    failed = [row.reply for row in rows if row.state == "FAILED_BUILD"]
    detail = f"{len(failed)} of {len(rows)} editions could not be built; the first: {failed[0]}" if failed else ""
    stage: Stage = "FAILED_BUILD" if failed and len(failed) == len(rows) else "BUILT"
    set_stage(db, now, occurrence, stage, detail, of=("PLANNED",))


def close(db: Connection, now: dt.datetime, occurrence: int) -> bool:
    """Move a BUILT occurrence whose deliveries have all ended to DONE; return False if it has not."""
    moving = select(deliveries.c.key).where(
        deliveries.c.occurrence == occurrence, deliveries.c.state.not_in(FINAL_STATES)
    )
    if db.execute(moving.limit(1)).first():
        return False
    query = update(occurrences).where(occurrences.c.id == occurrence, occurrences.c.stage == "BUILT")
    done = db.execute(query.values(stage="DONE", owner="", lease=None)).rowcount == 1
    if done:
        events.append(db, now, "DONE", occurrence=occurrence)
    return done


def uncounted(db: Connection) -> tuple[int, ...]:
    """Return ids of finished occurrences that are not yet counted as failure or success."""
    over = occurrences.c.stage.in_(("DONE", "FAILED_BUILD")) & occurrences.c.judged.is_(False)
    return tuple(db.scalars(select(occurrences.c.id).where(over).order_by(occurrences.c.id)))


def mark_counted(db: Connection, occurrence: int) -> bool:
    """Mark an occurrence as counted; return False if it was."""
    query = update(occurrences).where(occurrences.c.id == occurrence, occurrences.c.judged.is_(False))
    return db.execute(query.values(judged=True)).rowcount == 1


def unreported(db: Connection) -> tuple[Occurrence, ...]:
    """Return failed occurrences that the owner was not notified of."""
    query = select(occurrences).where(occurrences.c.stage == "FAILED_BUILD", occurrences.c.reported.is_(False))
    return tuple(_occurrence(row) for row in db.execute(query.order_by(occurrences.c.id)))


def mark_reported(db: Connection, ids: Collection[int]) -> None:
    """Record that the owner was notified of these occurrences, where they are still failed."""
    failed = (occurrences.c.id.in_(ids)) & (occurrences.c.stage == "FAILED_BUILD")
    db.execute(update(occurrences).where(failed).values(reported=True))


def claim_build(db: Connection, now: dt.datetime, occurrence: int) -> str:
    """Claim the build of a PLANNED occurrence; return an empty string, or the process that has it."""
    owner = str(db.scalar(select(occurrences.c.owner).where(occurrences.c.id == occurrence)) or "")
    free = ("", machine.process(), *([owner] if machine.is_gone(owner) else []))
    available = or_(occurrences.c.owner.in_(free), occurrences.c.lease <= now)
    query = update(occurrences).where(occurrences.c.id == occurrence, occurrences.c.stage == "PLANNED", available)
    if db.execute(query.values(owner=machine.process(), lease=now + LEASE)).rowcount == 1:
        return ""
    return owner or "nobody"


def get(db: Connection, occurrence: int) -> Occurrence:
    """Return an occurrence by its id."""
    return _occurrence(db.execute(select(occurrences).where(occurrences.c.id == occurrence)).one())


def find(db: Connection, name: str, scheduled_for: dt.datetime) -> Occurrence | None:
    """Return the occurrence of a schedule at a time, or None."""
    query = select(occurrences).where(occurrences.c.name == name, occurrences.c.scheduled_for == scheduled_for)
    row = db.execute(query).one_or_none()
    return _occurrence(row) if row else None


def read(db: Connection, *, stages: Collection[Stage] = (), name: str = "", last: int = 0) -> tuple[Occurrence, ...]:
    """Return occurrences by time, filtered by stage or schedule; `last` limits them to the latest."""
    query = select(occurrences).order_by(occurrences.c.scheduled_for.desc(), occurrences.c.id.desc())
    if stages:
        query = query.where(occurrences.c.stage.in_(stages))
    if name:
        query = query.where(occurrences.c.name == name)
    return tuple(_occurrence(row) for row in db.execute(query.limit(last) if last else query))[::-1]


def last_recipient_count(db: Connection, name: str) -> int | None:
    """Return the number of recipients of a schedule's last occurrence; None without one."""
    counted = (
        select(func.count())
        .select_from(deliveries.join(occurrences))
        .where(occurrences.c.name == name, deliveries.c.number == 1)
        .group_by(occurrences.c.id)
        .order_by(occurrences.c.scheduled_for.desc())
        .limit(1)
    )
    return db.scalar(counted)


def skip_unlisted(db: Connection, now: dt.datetime, names: Collection[str]) -> None:
    """Mark schedules that no settings have named for a day as decided, so that nothing is caught up if they return."""
    unlisted = (schedules.c.name.not_in(names)) & (schedules.c.seen < now - dt.timedelta(days=1))
    db.execute(update(schedules).where(unlisted).values(seen=now))


def accept_clock(db: Connection, now: dt.datetime) -> None:
    """Accept the clock as it is now: reset times and leases that were set while it was ahead."""
    db.execute(update(schedules).where(schedules.c.seen > now).values(seen=now))
    ahead = now + LEASE
    db.execute(update(occurrences).where(occurrences.c.lease > ahead).values(lease=now))
    db.execute(update(deliveries).where(deliveries.c.lease > ahead).values(lease=now))
    far = deliveries.c.due > now + dt.timedelta(days=1)
    db.execute(update(deliveries).where(deliveries.c.state == "DEFERRED", far).values(due=now))
    rows = select(deliveries.c.key, deliveries.c.occurrence).where(deliveries.c.state == "BUILT", far)
    for key, occurrence in db.execute(rows).all():
        due = max(now, get(db, occurrence).definition.not_before or now)  # an embargo stays in force
        db.execute(update(deliveries).where(deliveries.c.key == key).values(due=due))


def _occurrence(row: Row[Any]) -> Occurrence:
    values = {name: row._mapping[name] for name in Occurrence.__struct_fields__}
    values["definition"] = msgspec.json.decode(values["definition"], type=Definition)
    return Occurrence(**values)
