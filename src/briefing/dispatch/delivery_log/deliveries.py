"""Deliveries: planned, built, claimed, handed over. Each change is one conditional UPDATE with its event.

PLANNED ─▶ BUILT ─▶ CLAIMED ─▶ DATA ─▶ DOT ─▶ ACCEPTED · REFUSED · DEFERRED (retried) · UNKNOWN (never retried)
If a lease expires in CLAIMED or DATA, the delivery is released: its end was never sent. In DOT it becomes UNKNOWN.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, Final, Unpack

import msgspec
from sqlalchemy import BindParameter, ColumnElement, Connection, Row, Update, and_, bindparam, func, or_, select, update

from briefing.dispatch import machine
from briefing.dispatch.addresses import normalize, recipient_key
from briefing.dispatch.delivery_log import events as of_events
from briefing.dispatch.delivery_log.database_schema import deliveries, editions, events, occurrences, suppressed
from briefing.dispatch.delivery_log.events import Author
from briefing.dispatch.exceptions import ClaimLost
from briefing.dispatch.message.identifiers import message_id, unsubscribe_token
from briefing.dispatch.models import Delivery, Recipient, Reply, State

# Longer than a server may take to reply to the end of a message: ten times the longest timeout of the settings.
LEASE: Final = dt.timedelta(minutes=30)
# Nothing more happens automatically in these states.
FINAL_STATES: Final[frozenset[State]] = frozenset(
    (
        "ACCEPTED", "REFUSED", "UNKNOWN", "CONFIRMED", "RESENT", "BOUNCED", "CANCELLED", "FAILED_BUILD",
        "SKIPPED_UNCHANGED", "SKIPPED_CONDITION", "SKIPPED_SUPPRESSED",
    )
)  # fmt: skip
# The recipient got it, as far as can be known.
RECEIVED_STATES: Final[tuple[State, ...]] = ("ACCEPTED", "CONFIRMED")
_PENDING: Final[tuple[State, ...]] = ("BUILT", "DEFERRED")
_UNSENT: Final[tuple[State, ...]] = ("PLANNED", "BUILT", "DEFERRED", "CLAIMED")
_CLAIMED: Final[tuple[State, ...]] = ("CLAIMED", "DATA")
# The owner is notified of these.
FAILED_STATES: Final[tuple[State, ...]] = ("REFUSED", "UNKNOWN", "FAILED_BUILD")
# A message that kills its sender again and again must not do so for ever.
_MAX_SENDER_DEATHS: Final = 8


def delivery_key(name: str, scheduled_for: dt.datetime, recipient: Recipient, number: int) -> str:
    """Return the key of a delivery, SHA-256 in hex; planning the same delivery again gives the same key."""
    parts = [name, scheduled_for.astimezone(dt.UTC).isoformat(), recipient_key(recipient), number]
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def plan(
    db: Connection,
    now: dt.datetime,
    occurrence: int,
    recipients: Iterable[Recipient],
    ids: tuple[str, str],
    *,
    number: int = 1,
) -> tuple[str, ...]:
    """Add a PLANNED delivery for each recipient of an occurrence; return their keys.

    `ids` are the secret of the log and the sender's address, from which message ids and tokens are derived.
    """
    row = db.execute(select(occurrences).where(occurrences.c.id == occurrence)).one()
    secret, sender = ids
    rows = []
    for recipient in recipients:
        key = delivery_key(row.name, row.scheduled_for, recipient, number)
        rows.append({
            "key": key, "occurrence": occurrence, "name": row.name, "scheduled_for": row.scheduled_for,
            "address": normalize(recipient.address), "recipient": msgspec.json.encode(recipient).decode(),
            "number": number, "state": "PLANNED", "date": now, "due": now,
            "token": unsubscribe_token(secret, key), "message_id": message_id(secret, key, sender),
        })  # fmt: skip
    if rows:
        db.execute(deliveries.insert(), rows)
    for delivery in rows:
        of_events.append(db, now, "PLANNED", delivery["address"], delivery=delivery["key"], occurrence=occurrence)
    return tuple(delivery["key"] for delivery in rows)


def mark_built(
    db: Connection, now: dt.datetime, key: str, edition: str, *, held: bool, not_before: dt.datetime | None
) -> bool:
    """Move a delivery from PLANNED to BUILT with its edition, `held` until approved and due at `not_before`.

    Return False if it has ended in the meantime.
    """
    due = max(now, not_before) if not_before else now
    why = "waits for approval" if held else ""
    return _transition(db, now, key, ("PLANNED",), "BUILT", why, edition=edition, held=held, due=due)


def end(
    db: Connection,
    now: dt.datetime,
    key: str,
    state: State,
    detail: str,
    *,
    of: Sequence[State] = (),
    **author: Unpack[Author],
) -> bool:
    """Move a delivery to a final state (skipped, failed, decided by a person); return False if it has moved on."""
    states: tuple[State, ...] = tuple(of) or ("PLANNED", "BUILT", "DEFERRED")
    return _transition(db, now, key, states, state, detail, owner="", lease=None, reply=detail, **author)


def claim(db: Connection, now: dt.datetime, most: int, only: Collection[int] | None = None) -> tuple[Delivery, ...]:
    """Claim at most `most` deliveries that are due, in the order of planning, for this process.

    With `only`, restrict them to these occurrences.
    """
    _drop_suppressed(db, now)
    query = select(deliveries).where(_is_ready(now, only)).order_by(deliveries.c.position).limit(most)
    found = [delivery_from(row) for row in db.execute(query.with_for_update(skip_locked=True, of=deliveries))]
    values: dict[str, Any] = {"owner": machine.process(), "lease": now + LEASE}
    claimed = []
    for delivery in found:
        if _transition(db, now, delivery.key, _PENDING, "CLAIMED", attempts=delivery.attempts + 1, **values):
            claimed.append(msgspec.structs.replace(delivery, state="CLAIMED", attempts=delivery.attempts + 1, **values))
    return tuple(claimed)


def any_ready(db: Connection, now: dt.datetime, only: Collection[int] | None = None) -> bool:
    """Return whether any delivery can be claimed."""
    return db.execute(select(deliveries.c.key).where(_is_ready(now, only)).limit(1)).first() is not None


def _is_ready(now: dt.datetime, only: Collection[int] | None) -> ColumnElement[bool]:
    waits = and_(deliveries.c.state.in_(_PENDING), deliveries.c.due <= now, deliveries.c.held.is_(False))
    return waits if only is None else and_(waits, deliveries.c.occurrence.in_(only))


def _drop_suppressed(db: Connection, now: dt.datetime) -> None:
    """In PostgreSQL one host can suppress an address while another plans for it, and neither sees the other."""
    query = select(deliveries.c.key, suppressed.c.why).join(suppressed, suppressed.c.address == deliveries.c.address)
    rows = query.where(deliveries.c.state.in_(_PENDING)).order_by(deliveries.c.position)
    for key, why in db.execute(rows).all():
        end(db, now, key, "SKIPPED_SUPPRESSED", why)


def unclaim(db: Connection, now: dt.datetime, keys: Iterable[str], why: str) -> None:
    """Move deliveries that this process claimed but did not send back to BUILT; the attempt does not count."""
    for key in keys:
        if _transition(db, now, key, ("CLAIMED", "DATA"), "BUILT", why, own=True, owner="", lease=None):
            fewer = update(deliveries).where(deliveries.c.key == key)
            db.execute(fewer.values(attempts=deliveries.c.attempts - 1))


def mark(db: Connection, now: dt.datetime, key: str, state: State) -> None:
    """Move from CLAIMED to DATA or from DATA to DOT before that step; raise ClaimLost if another process has it."""
    of: tuple[State, ...] = ("CLAIMED",) if state == "DATA" else ("DATA",)
    if not _transition(db, now, key, of, state, own=True, lease=now + LEASE):
        raise ClaimLost(key)


def record_reply(db: Connection, now: dt.datetime, delivery: Delivery, reply: Reply, most: int) -> State | None:
    """Record the server's reply and return the new state; too many DEFERRED become REFUSED.

    Return None if another process has taken the delivery over and records the result.
    """
    state: State = reply.state
    attempts, detail, due = delivery.attempts, reply.text, now
    if reply.state == "DEFERRED":
        due = now + dt.timedelta(seconds=max(reply.wait, 60 * 2 ** min(attempts, 8)))
        if attempts >= most:
            state, detail = "REFUSED", f"given up after {attempts} tries; at last: {reply.text}"
    values: dict[str, Any] = {"reply": detail, "due": due, "owner": "", "lease": None}
    if _transition(db, now, delivery.key, ("CLAIMED", "DATA", "DOT"), state, detail, own=True, **values):
        return state
    return state if state == "ACCEPTED" and _record_late_reply(db, now, delivery, values) else None


def _record_late_reply(db: Connection, now: dt.datetime, delivery: Delivery, values: dict[str, Any]) -> bool:
    """Record an acceptance that came after the lease expired, unless another attempt has begun."""
    attempts = db.scalar(select(deliveries.c.attempts).where(deliveries.c.key == delivery.key).with_for_update())
    if attempts == delivery.attempts and _transition(
        db, now, delivery.key, ("UNKNOWN", "BUILT"), "ACCEPTED", "late", **values
    ):
        return True
    of_events.append(db, now, "ACCEPTED_LATE", f"try {delivery.attempts}: {values['reply']}", delivery=delivery.key)
    return False


def expedite(db: Connection, now: dt.datetime, occurrence: int, not_before: dt.datetime | None) -> None:
    """Make the waiting deliveries of an occurrence due now, but not before their embargo ends.

    An attempt ahead of its time does not count, so that asking often does not exhaust the attempts.
    """
    of_occurrence = deliveries.c.occurrence == occurrence
    early = and_(of_occurrence, deliveries.c.state == "DEFERRED", deliveries.c.due > now, deliveries.c.attempts > 0)
    db.execute(update(deliveries).where(early).values(attempts=deliveries.c.attempts - 1))
    due = max(now, not_before) if not_before else now
    db.execute(update(deliveries).where(of_occurrence, deliveries.c.state.in_(_PENDING)).values(due=due))


def recover_expired(db: Connection, now: dt.datetime) -> tuple[str, ...]:
    """Release deliveries whose lease expired, or mark them UNKNOWN; return the keys of the latter."""
    late = deliveries.c.lease <= now
    free = select(deliveries.c.key).where(late, deliveries.c.state.in_(_CLAIMED))
    for key in db.scalars(free.order_by(deliveries.c.position)).all():
        state: State = "BUILT"
        why = "its sender is gone; the end of the message was never sent"
        if of_events.count(db, key, why) >= _MAX_SENDER_DEATHS - 1:
            state, why = "REFUSED", f"given up: {_MAX_SENDER_DEATHS} senders died with it; its end was never sent"
        _transition(db, now, key, _CLAIMED, state, why, expired=True, owner="", lease=None, reply=why)
    lost = []
    in_doubt = select(deliveries.c.key).where(late, deliveries.c.state == "DOT")
    for key in db.scalars(in_doubt.order_by(deliveries.c.position)).all():
        why = "its sender is gone; the server may have the message"
        if _transition(db, now, key, ("DOT",), "UNKNOWN", why, expired=True, owner="", lease=None, reply=why):
            lost.append(key)
    return tuple(lost)


def requeue(
    db: Connection, now: dt.datetime, key: str, why: str, who: str = "", wait: dt.timedelta = dt.timedelta()
) -> bool:
    """Move from UNKNOWN to BUILT: send the same message with the same Message-ID once more."""
    return _transition(db, now, key, ("UNKNOWN",), "BUILT", why, who=who, due=now + wait)


def cancel_occurrence(db: Connection, now: dt.datetime, occurrence: int, why: str, who: str = "") -> int:
    """Cancel the unsent deliveries of an occurrence; return how many."""
    waits = and_(deliveries.c.occurrence == occurrence, deliveries.c.state.in_(_UNSENT))
    keys = db.scalars(select(deliveries.c.key).where(waits).order_by(deliveries.c.position)).all()
    return sum(cancel(db, now, key, why, who=who) for key in keys)


def cancel(db: Connection, now: dt.datetime, key: str, why: str, state: State = "CANCELLED", *, who: str = "") -> bool:
    """End an unsent delivery; it becomes UNKNOWN if an earlier copy may have left. Return False if it was sent.

    If it is claimed, its sender notices before the message begins.
    """
    earlier = events.c.delivery == key, events.c.what == "UNKNOWN"
    if db.execute(select(events.c.id).where(*earlier).limit(1)).first():
        state, why = "UNKNOWN", f"{why}; an earlier copy may have arrived"
    return end(db, now, key, state, why, who=who, of=_UNSENT)


def cancel_older(db: Connection, now: dt.datetime, key: str) -> None:
    """Cancel older waiting deliveries of the same schedule and recipient as this BUILT one.

    A delivery held for approval cancels only others that are held.
    """
    new = db.execute(select(deliveries).where(deliveries.c.key == key)).one()
    older = and_(
        deliveries.c.name == new.name, deliveries.c.address == new.address, deliveries.c.state.in_(_PENDING),
        deliveries.c.scheduled_for < new.scheduled_for,
    )  # fmt: skip
    for row in db.execute(select(deliveries).where(older)).all():
        old = delivery_from(row)
        if recipient_key(old.recipient) == recipient_key(delivery_from(new).recipient) and (old.held or not new.held):
            cancel(db, now, old.key, f"a newer one was built, for {new.scheduled_for:%Y-%m-%d %H:%M} UTC")


def unreported(db: Connection) -> tuple[Delivery, ...]:
    """Return failed deliveries that the owner was not notified of."""
    query = select(deliveries).where(deliveries.c.state.in_(FAILED_STATES), deliveries.c.reported.is_(False))
    return tuple(delivery_from(row) for row in db.execute(query.order_by(deliveries.c.position)))


def mark_reported(db: Connection, states: Iterable[tuple[str, State]]) -> None:
    """Record that the owner was notified of these deliveries, where their state is still the same."""
    for key, state in states:
        db.execute(update(deliveries).where(deliveries.c.key == key, deliveries.c.state == state).values(reported=True))


def release(db: Connection, now: dt.datetime, content_hash: str, who: str = "") -> int:
    """Release the deliveries held for an approved content hash; return how many."""
    approved = select(editions.c.id).where(editions.c.content_hash == content_hash)
    waits = and_(deliveries.c.state == "BUILT", deliveries.c.held.is_(True), deliveries.c.edition.in_(approved))
    keys = db.scalars(select(deliveries.c.key).where(waits).order_by(deliveries.c.position)).all()
    return sum(_transition(db, now, key, ("BUILT",), "BUILT", "approved", who=who, held=False) for key in keys)


def rebuild(db: Connection, now: dt.datetime, occurrence: int, of: Sequence[State]) -> int:
    """Move unsent deliveries of an occurrence back to PLANNED; BUILT ones only if held. Return how many."""
    rows = select(deliveries.c.key, deliveries.c.state, deliveries.c.held).where(deliveries.c.occurrence == occurrence)
    found = db.execute(rows.order_by(deliveries.c.position))
    keys = [row.key for row in found if row.state in of and (row.held or row.state != "BUILT")]
    values: dict[str, Any] = {"edition": None, "held": False, "reply": "", "date": now}
    return sum(_transition(db, now, key, of, "PLANNED", "to be built again", **values) for key in keys)


def get(db: Connection, key: str) -> Delivery | None:
    """Return the delivery whose key begins with `key` (six digits or more), if exactly one does."""
    if not re.fullmatch("[0-9a-f]{6,64}", key):
        return None
    found = db.execute(select(deliveries).where(deliveries.c.key.startswith(key, autoescape=True)).limit(2)).all()
    return delivery_from(found[0]) if len(found) == 1 else None


def read(
    db: Connection, *, occurrence: int = 0, states: Collection[State] = (), token: str = ""
) -> tuple[Delivery, ...]:
    """Return deliveries in the order of planning, filtered by occurrence, states or token."""
    query = select(deliveries).order_by(deliveries.c.position)
    if occurrence:
        query = query.where(deliveries.c.occurrence == occurrence)
    if states:
        query = query.where(deliveries.c.state.in_(states))
    if token:
        query = query.where(deliveries.c.token == token)
    return tuple(delivery_from(row) for row in db.execute(query))


def count_states(db: Connection, occurrence: int) -> dict[State, int]:
    """Count the deliveries of an occurrence by state."""
    query = select(deliveries.c.state, func.count()).where(deliveries.c.occurrence == occurrence)
    return {row.state: row[1] for row in db.execute(query.group_by(deliveries.c.state))}


def awaiting_approval(db: Connection) -> tuple[tuple[str, str], ...]:
    """Return schedule names, each with the id of an edition that waits for approval."""
    waits = and_(deliveries.c.state == "BUILT", deliveries.c.held.is_(True))
    query = select(deliveries.c.name, deliveries.c.edition).where(waits).distinct()
    return tuple((row.name, row.edition) for row in db.execute(query.order_by(deliveries.c.name, deliveries.c.edition)))


def last_edition(db: Connection, name: str, recipient: Recipient) -> str:
    """Return the id of the edition that a recipient of a schedule accepted last, or an empty string."""
    received = events.c.what.in_(RECEIVED_STATES) & (events.c.delivery == deliveries.c.key)
    resent = and_(
        deliveries.c.state == "RESENT", select(events.c.id).where(received).exists()
    )  # it was accepted before
    rows = select(deliveries).where(
        deliveries.c.name == name,
        deliveries.c.address == normalize(recipient.address),
        or_(deliveries.c.state.in_(RECEIVED_STATES), resent),
    )
    for row in db.execute(rows.order_by(deliveries.c.scheduled_for.desc(), deliveries.c.number.desc())):
        if recipient_key(msgspec.json.decode(row.recipient, type=Recipient)) == recipient_key(recipient):
            return str(row.edition)
    return ""


def newest(db: Connection, delivery: Delivery) -> Delivery:
    """Return the newest delivery to the same recipient in the same occurrence."""
    key = recipient_key(delivery.recipient)
    same = (other for other in read(db, occurrence=delivery.occurrence) if recipient_key(other.recipient) == key)
    return max(same, key=lambda other: other.number)


def pending_keys(db: Connection, address: str) -> tuple[str, ...]:
    """Return the keys of deliveries to an address that are planned and not begun."""
    waits = and_(deliveries.c.address == normalize(address), deliveries.c.state.in_(_UNSENT))
    return tuple(db.scalars(select(deliveries.c.key).where(waits).order_by(deliveries.c.position)).all())


def delivery_from(row: Row[Any]) -> Delivery:
    """Convert a row to a Delivery."""
    values = dict(row._mapping)
    values["recipient"] = msgspec.json.decode(values["recipient"], type=Recipient)
    values["edition"] = values["edition"] or ""
    return Delivery(**{name: values[name] for name in Delivery.__struct_fields__})


@cache
def _transition_query(own: bool, expired: bool) -> Update:
    """Return the UPDATE of `_transition`, cached because building it takes longer than running it."""
    of: BindParameter[State] = bindparam("of", expanding=True)
    query = update(deliveries).where(deliveries.c.key == bindparam("with_key"), deliveries.c.state.in_(of))
    if own:
        query = query.where(deliveries.c.owner == bindparam("me"))
    return query.where(deliveries.c.lease <= bindparam("by")) if expired else query


def _transition(
    db: Connection, now: dt.datetime, key: str, of: Sequence[State], state: State, detail: str = "", **values: Any
) -> bool:
    """Run one conditional UPDATE and record its event; return False if the condition does not hold.

    The delivery must be in one of the states `of`, owned by this process if `own`, with an expired lease if `expired`.
    Other `values` are set; `who` causes the event.
    """
    own, expired, who = values.pop("own", False), values.pop("expired", False), values.pop("who", "")
    if "reply" in values:
        values["reply"] = of_events.storable(values["reply"])
    condition: dict[str, Any] = {"with_key": key, "of": of}
    condition |= ({"me": machine.process()} if own else {}) | ({"by": now} if expired else {})
    query = _transition_query(own, expired)
    changed = db.execute(query, {"state": state, "reported": False, **values, **condition}).rowcount == 1
    if changed:
        of_events.append(db, now, state, detail, delivery=key, who=who)
    return changed
