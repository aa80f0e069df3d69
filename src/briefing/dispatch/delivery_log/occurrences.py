"""Occurrences: each time at which a schedule was due, or somebody sent, once; and how far a schedule was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, Final

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
from briefing.dispatch.models import Definition, Occurrence, Stage

# A build that takes longer is taken for dead, and done again by whoever ticks next: a build may run twice.
LEASE: Final = dt.timedelta(minutes=30)


class ScheduleState(Struct, frozen=True):
    """A schedule as the ledger knows it: decided up to `seen`, whether and why paused, failures in a row."""

    name: str
    seen: dt.datetime
    paused: bool = False
    reason: str = ""
    failures: int = 0


def schedule_state(db: Connection, now: dt.datetime, name: str) -> ScheduleState:
    """A schedule's name → what is known of it; one that is new is decided from now on."""
    row = db.execute(select(schedules).where(schedules.c.name == name).with_for_update()).one_or_none()
    if row is None:
        new = {"name": name, "seen": now, "paused": False, "reason": "", "failures": 0}
        if not insert_once(db, schedules, new):
            return schedule_state(db, now, name)
        events.append(db, now, "SEEN", "decided from now on", schedule=name)
        return ScheduleState(name, now)
    return ScheduleState(**row._mapping)


def set_decided_until(db: Connection, name: str, until: dt.datetime) -> None:
    """A schedule is decided up to here."""
    db.execute(update(schedules).where(schedules.c.name == name).values(seen=until))


def pause(db: Connection, now: dt.datetime, name: str, reason: str, who: str = "") -> None:
    """Nothing more is decided for a schedule until it is resumed."""
    schedule_state(db, now, name)
    db.execute(update(schedules).where(schedules.c.name == name).values(paused=True, reason=reason))
    events.append(db, now, "PAUSED", reason, schedule=name, who=who)


def resume(db: Connection, now: dt.datetime, name: str, who: str = "") -> None:
    """A schedule goes on from now; what fell into the pause is not caught up."""
    schedule_state(db, now, name)
    values = {"paused": False, "reason": "", "failures": 0, "seen": now}
    db.execute(update(schedules).where(schedules.c.name == name).values(values))
    events.append(db, now, "RESUMED", "", schedule=name, who=who)


def paused_schedules(db: Connection, names: Collection[str]) -> tuple[ScheduleState, ...]:
    """→ those of these schedules that are paused."""
    query = (
        select(schedules).where(schedules.c.paused.is_(True), schedules.c.name.in_(names)).order_by(schedules.c.name)
    )
    return tuple(ScheduleState(**row._mapping) for row in db.execute(query))


def decided_beyond(db: Connection, moment: dt.datetime) -> str:
    """→ the name of a schedule that was decided beyond a moment, or an empty text."""
    return str(db.scalar(select(schedules.c.name).where(schedules.c.seen > moment).limit(1)) or "")


def set_failures(db: Connection, now: dt.datetime, name: str, failures: int) -> None:
    """How many occurrences of a schedule have failed in a row."""
    schedule_state(db, now, name)
    db.execute(update(schedules).where(schedules.c.name == name).values(failures=failures))


def add(
    db: Connection,
    now: dt.datetime,
    scheduled_for: dt.datetime,
    definition: Definition,
    stage: Stage,
    *,
    late: bool = False,
    detail: str = "",
) -> int | None:
    """A time at which a schedule was due → the id of its new occurrence; None if there is one already."""
    values = {
        "name": definition.name, "scheduled_for": scheduled_for, "stage": stage, "late": late, "detail": detail,
        "definition": msgspec.json.encode(definition).decode(), "owner": machine.process(), "lease": now + LEASE,
    }  # fmt: skip
    insert = insert_or_ignore(db, occurrences).values(values)
    new_id = db.execute(insert.returning(occurrences.c.id)).scalar_one_or_none()
    if new_id is None:
        return None
    events.append(db, now, stage, detail, occurrence=new_id, schedule=definition.name)
    return int(new_id)


def set_stage(
    db: Connection,
    now: dt.datetime,
    occurrence: int,
    stage: Stage,
    detail: str = "",
    *,
    of: Sequence[Stage],
    who: str = "",
) -> bool:
    """An occurrence in one of the stages `of` → its next; False where it is in another."""
    values = {"stage": stage, "detail": events.storable(detail), "owner": "", "lease": None, "told": False}
    query = update(occurrences).where(occurrences.c.id == occurrence, occurrences.c.stage.in_(of))
    done = db.execute(query.values(values)).rowcount == 1
    if done:
        events.append(db, now, stage, detail, occurrence=occurrence, who=who)
    return done


def lock(db: Connection, occurrence: int) -> None:
    """Nobody else settles an occurrence, or plans for it, until this transaction ends."""
    db.execute(select(occurrences.c.id).where(occurrences.c.id == occurrence).with_for_update())


def settle(db: Connection, now: dt.datetime, occurrence: int) -> None:
    """Built as far as it goes: BUILT, or FAILED_BUILD where nothing could be; still PLANNED where more was planned."""
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
    """A BUILT occurrence all of whose deliveries have ended → DONE; False where it is not."""
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
    """→ ids of what is over and does not count among the failures in a row, or the successes, yet."""
    over = occurrences.c.stage.in_(("DONE", "FAILED_BUILD")) & occurrences.c.judged.is_(False)
    return tuple(db.scalars(select(occurrences.c.id).where(over).order_by(occurrences.c.id)))


def mark_counted(db: Connection, occurrence: int) -> bool:
    """Whether an occurrence is not counted among the failures in a row yet; it is from now on."""
    query = update(occurrences).where(occurrences.c.id == occurrence, occurrences.c.judged.is_(False))
    return db.execute(query.values(judged=True)).rowcount == 1


def unreported(db: Connection) -> tuple[Occurrence, ...]:
    """→ occurrences that failed as a whole, and whose owner does not know it."""
    query = select(occurrences).where(occurrences.c.stage == "FAILED_BUILD", occurrences.c.told.is_(False))
    return tuple(_occurrence(row) for row in db.execute(query.order_by(occurrences.c.id)))


def mark_reported(db: Connection, ids: Collection[int]) -> None:
    """The owner knows that these failed; one that is built anew meanwhile is another matter."""
    failed = (occurrences.c.id.in_(ids)) & (occurrences.c.stage == "FAILED_BUILD")
    db.execute(update(occurrences).where(failed).values(told=True))


def claim_build(db: Connection, now: dt.datetime, occurrence: int) -> str:
    """A PLANNED occurrence → this process builds it (an empty text), or who does."""
    owner = str(db.scalar(select(occurrences.c.owner).where(occurrences.c.id == occurrence)) or "")
    free = ("", machine.process(), *([owner] if machine.is_gone(owner) else []))
    available = or_(occurrences.c.owner.in_(free), occurrences.c.lease <= now)
    query = update(occurrences).where(occurrences.c.id == occurrence, occurrences.c.stage == "PLANNED", available)
    if db.execute(query.values(owner=machine.process(), lease=now + LEASE)).rowcount == 1:
        return ""
    return owner or "nobody"


def get(db: Connection, occurrence: int) -> Occurrence:
    """An id → the occurrence."""
    return _occurrence(db.execute(select(occurrences).where(occurrences.c.id == occurrence)).one())


def find(db: Connection, name: str, scheduled_for: dt.datetime) -> Occurrence | None:
    """A schedule and a time → the occurrence, if there is one."""
    query = select(occurrences).where(occurrences.c.name == name, occurrences.c.scheduled_for == scheduled_for)
    row = db.execute(query).one_or_none()
    return _occurrence(row) if row else None


def read(db: Connection, *, stages: Collection[Stage] = (), name: str = "", last: int = 0) -> tuple[Occurrence, ...]:
    """Occurrences by time: in some stages, of a schedule, only so many of the latest."""
    query = select(occurrences).order_by(occurrences.c.scheduled_for.desc(), occurrences.c.id.desc())
    if stages:
        query = query.where(occurrences.c.stage.in_(stages))
    if name:
        query = query.where(occurrences.c.name == name)
    return tuple(_occurrence(row) for row in db.execute(query.limit(last) if last else query))[::-1]


def last_recipient_count(db: Connection, name: str) -> int | None:
    """A schedule → how many recipients its last occurrence had; None if there was none."""
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
    """Schedules that no host's settings name any more, for a day: should they come back, nothing is caught up."""
    unlisted = (schedules.c.name.not_in(names)) & (schedules.c.seen < now - dt.timedelta(days=1))
    db.execute(update(schedules).where(unlisted).values(seen=now))


def accept_clock(db: Connection, now: dt.datetime) -> None:
    """The clock is right now: what was decided, claimed or put off under one that was ahead does not wait for it."""
    db.execute(update(schedules).where(schedules.c.seen > now).values(seen=now))
    ahead = now + LEASE
    db.execute(update(occurrences).where(occurrences.c.lease > ahead).values(lease=now))
    db.execute(update(deliveries).where(deliveries.c.lease > ahead).values(lease=now))
    far = deliveries.c.due > now + dt.timedelta(days=1)
    db.execute(update(deliveries).where(deliveries.c.state == "DEFERRED", far).values(due=now))
    rows = select(deliveries.c.key, deliveries.c.occurrence).where(deliveries.c.state == "BUILT", far)
    for key, occurrence in db.execute(rows).all():
        due = max(now, get(db, occurrence).definition.not_before or now)  # an embargo stands
        db.execute(update(deliveries).where(deliveries.c.key == key).values(due=due))


def _occurrence(row: Row[Any]) -> Occurrence:
    values = {name: row._mapping[name] for name in Occurrence.__struct_fields__}
    values["definition"] = msgspec.json.decode(values["definition"], type=Definition)
    return Occurrence(**values)
