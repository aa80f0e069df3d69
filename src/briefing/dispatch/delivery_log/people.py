"""Suppressed addresses and approvals."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct
from sqlalchemy import Connection, delete, select

from briefing.dispatch.addresses import normalize
from briefing.dispatch.delivery_log import events
from briefing.dispatch.delivery_log.database_schema import approvals, insert_once, suppressed
from briefing.dispatch.delivery_log.deliveries import cancel, pending_keys


class Approval(Struct, frozen=True):
    """The approval of one content of an edition."""

    content_hash: str
    name: str
    by: str
    at: dt.datetime


class Suppressed(Struct, frozen=True):
    """A suppressed address, the reason and the time."""

    address: str
    why: str
    at: dt.datetime


def suppress(db: Connection, now: dt.datetime, address: str, why: str, who: str = "") -> bool:
    """Suppress an address, also for what is already planned; return False if it was."""
    if not insert_once(db, suppressed, {"address": normalize(address), "why": why, "at": now}):
        return False
    events.append(db, now, "SUPPRESSED", f"{normalize(address)}: {why}", who=who)
    for key in pending_keys(db, address):
        cancel(db, now, key, why, "SKIPPED_SUPPRESSED", who=who)
    return True


def allow(db: Connection, now: dt.datetime, address: str, who: str = "") -> bool:
    """Remove an address from the suppression list; return False if it was not on it."""
    done = db.execute(delete(suppressed).where(suppressed.c.address == normalize(address))).rowcount == 1
    if done:
        events.append(db, now, "ALLOWED", normalize(address), who=who)
    return done


def is_suppressed(db: Connection, address: str) -> bool:
    """Return whether an address is suppressed."""
    return db.scalar(select(suppressed.c.address).where(suppressed.c.address == normalize(address))) is not None


def suppressions(db: Connection) -> tuple[Suppressed, ...]:
    """Return all suppressed addresses."""
    return tuple(Suppressed(**row._mapping) for row in db.execute(select(suppressed).order_by(suppressed.c.address)))


def approve(db: Connection, now: dt.datetime, content_hash: str, name: str, by: str) -> None:
    """Approve one content of an edition; the first approval stands."""
    if insert_once(db, approvals, {"content_hash": content_hash, "name": name, "by": by, "at": now}):
        events.append(db, now, "APPROVED", f"{name} {content_hash}", who=by)


def approved(db: Connection, content_hash: str) -> Approval | None:
    """Return the approval of a content hash, or None."""
    row = db.execute(select(approvals).where(approvals.c.content_hash == content_hash)).one_or_none()
    return Approval(**row._mapping) if row else None
