"""Deliveries: planned, built, claimed, handed over. A change is one conditional UPDATE with its event beside it.

PLANNED ─▶ BUILT ─▶ CLAIMED ─▶ DATA ─▶ DOT ─▶ ACCEPTED · REFUSED · DEFERRED (tried again) · UNKNOWN (never by itself)
A lease that ran out in CLAIMED or DATA gives the delivery back: its end was never sent. In DOT it becomes UNKNOWN.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, Final

import msgspec
from sqlalchemy import BindParameter, ColumnElement, Connection, Row, Update, and_, bindparam, func, or_, select, update

from briefing.dispatch import machine
from briefing.dispatch.delivery_log import events as of_events
from briefing.dispatch.delivery_log.database_schema import deliveries, editions, events, occurrences, suppressed
from briefing.dispatch.exceptions import ClaimLost
from briefing.dispatch.message.identifiers import message_id, unsubscribe_token
from briefing.dispatch.models import Delivery, Recipient, Reply, State
from briefing.dispatch.recipients.addresses import normalize, recipient_key

# Longer than a server may take for its reply to the end of a message: ten times the longest timeout of the settings.
LEASE: Final = dt.timedelta(minutes=30)
# Where nothing more happens by itself.
FINAL_STATES: Final[frozenset[State]] = frozenset(
    (
        "ACCEPTED", "REFUSED", "UNKNOWN", "CONFIRMED", "RESENT", "BOUNCED", "CANCELLED", "FAILED_BUILD",
        "SKIPPED_UNCHANGED", "SKIPPED_CONDITION", "SKIPPED_SUPPRESSED",
    )
)  # fmt: skip
# What the recipient got, as far as anybody here can know.
RECEIVED_STATES: Final[tuple[State, ...]] = ("ACCEPTED", "CONFIRMED")
_PENDING: Final[tuple[State, ...]] = ("BUILT", "DEFERRED")
_UNSENT: Final[tuple[State, ...]] = ("PLANNED", "BUILT", "DEFERRED", "CLAIMED")
_CLAIMED: Final[tuple[State, ...]] = ("CLAIMED", "DATA")
# What an owner has to know of.
FAILED_STATES: Final[tuple[State, ...]] = ("REFUSED", "UNKNOWN", "FAILED_BUILD")
# Whatever kills a sender at the same message again and again must not do so for ever.
_MAX_SENDER_DEATHS: Final = 8


def delivery_key(name: str, scheduled_for: dt.datetime, recipient: Recipient, number: int) -> str:
    """What a delivery is → its key, SHA-256 in hex. Whoever plans the same again gets the same key."""
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
    """The frozen recipients of an occurrence → the keys of their deliveries, each PLANNED.

    `ids` are the secret of the ledger and the sender's address, from which message ids and tokens come.
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
    """PLANNED → BUILT, with its edition; `held` until the edition is approved, and not sent before a time.

    False where it has ended meanwhile.
    """
    due = max(now, not_before) if not_before else now
    why = "waits for approval" if held else ""
    return _transition(db, now, key, ("PLANNED",), "BUILT", why, edition=edition, held=held, due=due)


def end(
    db: Connection, now: dt.datetime, key: str, state: State, detail: str, *, who: str = "", of: Sequence[State] = ()
) -> bool:
    """A delivery → an end that was decided (a skip, a failure, a person's word); False where it has gone on already."""
    states: tuple[State, ...] = tuple(of) or ("PLANNED", "BUILT", "DEFERRED")
    return _transition(db, now, key, states, state, detail, who=who, owner="", lease=None, reply=detail)


def claim(db: Connection, now: dt.datetime, most: int, only: Collection[int] | None = None) -> tuple[Delivery, ...]:
    """→ at most so many deliveries that may be sent now, in the order of planning, claimed for this process.

    `only` those of some occurrences.
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
    """Whether there is anything to claim."""
    return db.execute(select(deliveries.c.key).where(_is_ready(now, only)).limit(1)).first() is not None


def _is_ready(now: dt.datetime, only: Collection[int] | None) -> ColumnElement[bool]:
    waits = and_(deliveries.c.state.in_(_PENDING), deliveries.c.due <= now, deliveries.c.held.is_(False))
    return waits if only is None else and_(waits, deliveries.c.occurrence.in_(only))


def _drop_suppressed(db: Connection, now: dt.datetime) -> None:
    """Over PostgreSQL an address can be suppressed on one host while another plans for it, unseen by either."""
    query = select(deliveries.c.key, suppressed.c.why).join(suppressed, suppressed.c.address == deliveries.c.address)
    rows = query.where(deliveries.c.state.in_(_PENDING)).order_by(deliveries.c.position)
    for key, why in db.execute(rows).all():
        end(db, now, key, "SKIPPED_SUPPRESSED", why)


def unclaim(db: Connection, now: dt.datetime, keys: Iterable[str], why: str) -> None:
    """What this process claimed and did not begin → BUILT again; it was no try."""
    for key in keys:
        if _transition(db, now, key, ("CLAIMED", "DATA"), "BUILT", why, own=True, owner="", lease=None):
            fewer = update(deliveries).where(deliveries.c.key == key)
            db.execute(fewer.values(attempts=deliveries.c.attempts - 1))


def mark(db: Connection, now: dt.datetime, key: str, state: State) -> None:
    """CLAIMED → DATA, DATA → DOT, before the step itself; Taken where another process has it."""
    of: tuple[State, ...] = ("CLAIMED",) if state == "DATA" else ("DATA",)
    if not _transition(db, now, key, of, state, own=True, lease=now + LEASE):
        raise ClaimLost(key)


def record_reply(db: Connection, now: dt.datetime, delivery: Delivery, reply: Reply, most: int) -> State | None:
    """What the server said → the delivery's state; DEFERRED too often becomes REFUSED.

    None where another process has taken it over, which tells what becomes of it.
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
    """A server's yes after the lease ended: it holds, unless another try has begun; an event tells of it then."""
    attempts = db.scalar(select(deliveries.c.attempts).where(deliveries.c.key == delivery.key).with_for_update())
    if attempts == delivery.attempts and _transition(
        db, now, delivery.key, ("UNKNOWN", "BUILT"), "ACCEPTED", "late", **values
    ):
        return True
    of_events.append(db, now, "ACCEPTED_LATE", f"try {delivery.attempts}: {values['reply']}", delivery=delivery.key)
    return False


def expedite(db: Connection, now: dt.datetime, occurrence: int, not_before: dt.datetime | None) -> None:
    """What waits of an occurrence may be tried now, as a person asks, though not before its embargo ends.

    A try before its time counts as none, so that asking often uses no try up.
    """
    of_occurrence = deliveries.c.occurrence == occurrence
    early = and_(of_occurrence, deliveries.c.state == "DEFERRED", deliveries.c.due > now, deliveries.c.attempts > 0)
    db.execute(update(deliveries).where(early).values(attempts=deliveries.c.attempts - 1))
    due = max(now, not_before) if not_before else now
    db.execute(update(deliveries).where(of_occurrence, deliveries.c.state.in_(_PENDING)).values(due=due))


def recover_expired(db: Connection, now: dt.datetime) -> tuple[str, ...]:
    """Leases that ran out → their deliveries free again, or UNKNOWN; → the keys of the latter."""
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
    """UNKNOWN → BUILT: the same message with the same Message-ID once more, by policy or by a person's word."""
    return _transition(db, now, key, ("UNKNOWN",), "BUILT", why, who=who, due=now + wait)


def cancel_occurrence(db: Connection, now: dt.datetime, occurrence: int, why: str, who: str = "") -> int:
    """What has not left of an occurrence → CANCELLED; → how many."""
    waits = and_(deliveries.c.occurrence == occurrence, deliveries.c.state.in_(_UNSENT))
    keys = db.scalars(select(deliveries.c.key).where(waits).order_by(deliveries.c.position)).all()
    return sum(cancel(db, now, key, why, who=who) for key in keys)


def cancel(db: Connection, now: dt.datetime, key: str, why: str, state: State = "CANCELLED", *, who: str = "") -> bool:
    """What has not left → CANCELLED, or another end; UNKNOWN where an earlier copy may have left. False if it has left.

    Its sender, if it is claimed, finds that it is no more its own before the message begins.
    """
    earlier = events.c.delivery == key, events.c.what == "UNKNOWN"
    if db.execute(select(events.c.id).where(*earlier).limit(1)).first():
        state, why = "UNKNOWN", f"{why}; an earlier copy may have arrived"
    return end(db, now, key, state, why, who=who, of=_UNSENT)


def cancel_older(db: Connection, now: dt.datetime, key: str) -> None:
    """A BUILT delivery → older ones of its schedule for the same recipient that still wait → CANCELLED.

    One that waits for an approval overtakes only what waits for one, too.
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
    """→ what failed, and whose owner does not know it."""
    query = select(deliveries).where(deliveries.c.state.in_(FAILED_STATES), deliveries.c.told.is_(False))
    return tuple(delivery_from(row) for row in db.execute(query.order_by(deliveries.c.position)))


def mark_reported(db: Connection, states: Iterable[tuple[str, State]]) -> None:
    """The owner knows that these are in these states; what has changed meanwhile is another matter."""
    for key, state in states:
        db.execute(update(deliveries).where(deliveries.c.key == key, deliveries.c.state == state).values(told=True))


def release(db: Connection, now: dt.datetime, content_hash: str, who: str = "") -> int:
    """An approved content hash → how many deliveries were waiting for it."""
    approved = select(editions.c.id).where(editions.c.content_hash == content_hash)
    waits = and_(deliveries.c.state == "BUILT", deliveries.c.held.is_(True), deliveries.c.edition.in_(approved))
    keys = db.scalars(select(deliveries.c.key).where(waits).order_by(deliveries.c.position)).all()
    return sum(_transition(db, now, key, ("BUILT",), "BUILT", "approved", who=who, held=False) for key in keys)


def rebuild(db: Connection, now: dt.datetime, occurrence: int, of: Sequence[State]) -> int:
    """What was never sent of an occurrence → PLANNED, to be built anew; → how many. BUILT ones only while held."""
    rows = select(deliveries.c.key, deliveries.c.state, deliveries.c.held).where(deliveries.c.occurrence == occurrence)
    found = db.execute(rows.order_by(deliveries.c.position))
    keys = [row.key for row in found if row.state in of and (row.held or row.state != "BUILT")]
    values: dict[str, Any] = {"edition": None, "held": False, "reply": "", "date": now}
    return sum(_transition(db, now, key, of, "PLANNED", "to be built anew", **values) for key in keys)


def get(db: Connection, key: str) -> Delivery | None:
    """A key, or six signs or more of its beginning if that is the only one → the delivery."""
    if not re.fullmatch("[0-9a-f]{6,64}", key):
        return None
    found = db.execute(select(deliveries).where(deliveries.c.key.startswith(key, autoescape=True)).limit(2)).all()
    return delivery_from(found[0]) if len(found) == 1 else None


def read(
    db: Connection, *, occurrence: int = 0, states: Collection[State] = (), token: str = "", last: int = 0
) -> tuple[Delivery, ...]:
    """Deliveries in the order of planning: of an occurrence, in some states, of a token, only so many of the latest."""
    query = select(deliveries).order_by(deliveries.c.position.desc() if last else deliveries.c.position)
    if occurrence:
        query = query.where(deliveries.c.occurrence == occurrence)
    if states:
        query = query.where(deliveries.c.state.in_(states))
    if token:
        query = query.where(deliveries.c.token == token)
    found = tuple(delivery_from(row) for row in db.execute(query.limit(last) if last else query))
    return found[::-1] if last else found


def count_states(db: Connection, occurrence: int) -> dict[State, int]:
    """An occurrence → how many of its deliveries are in each state."""
    query = select(deliveries.c.state, func.count()).where(deliveries.c.occurrence == occurrence)
    return {row.state: row[1] for row in db.execute(query.group_by(deliveries.c.state))}


def awaiting_approval(db: Connection) -> tuple[tuple[str, str], ...]:
    """→ names of schedules, each with the id of an edition of theirs that waits for an approval."""
    waits = and_(deliveries.c.state == "BUILT", deliveries.c.held.is_(True))
    query = select(deliveries.c.name, deliveries.c.edition).where(waits).distinct()
    return tuple((row.name, row.edition) for row in db.execute(query.order_by(deliveries.c.name, deliveries.c.edition)))


def last_edition(db: Connection, name: str, recipient: Recipient) -> str:
    """A schedule and a recipient → the id of the edition that was last accepted for them, or an empty text."""
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


def last_number(db: Connection, delivery: Delivery) -> int:
    """A delivery → the number of the newest edition for its recipient and occurrence."""
    key = recipient_key(delivery.recipient)
    return max(
        other.number for other in read(db, occurrence=delivery.occurrence) if recipient_key(other.recipient) == key
    )


def pending_keys(db: Connection, address: str) -> tuple[str, ...]:
    """An address → the keys of what is planned for it and not begun."""
    waits = and_(deliveries.c.address == normalize(address), deliveries.c.state.in_(_UNSENT))
    return tuple(db.scalars(select(deliveries.c.key).where(waits).order_by(deliveries.c.position)).all())


def delivery_from(row: Row[Any]) -> Delivery:
    """A row of the table → Delivery."""
    values = dict(row._mapping)
    values["recipient"] = msgspec.json.decode(values["recipient"], type=Recipient)
    values["edition"] = values["edition"] or ""
    return Delivery(**{name: values[name] for name in Delivery.__struct_fields__})


@cache
def _transition_query(own: bool, expired: bool) -> Update:
    """The UPDATE of `_changed`, made once: building one takes longer than running it."""
    of: BindParameter[State] = bindparam("of", expanding=True)
    query = update(deliveries).where(deliveries.c.key == bindparam("with_key"), deliveries.c.state.in_(of))
    if own:
        query = query.where(deliveries.c.owner == bindparam("me"))
    return query.where(deliveries.c.lease <= bindparam("by")) if expired else query


def _transition(
    db: Connection,
    now: dt.datetime,
    key: str,
    of: Sequence[State],
    state: State,
    detail: str = "",
    *,
    own: bool = False,
    expired: bool = False,
    who: str = "",
    **values: Any,
) -> bool:
    """One conditional UPDATE with its event; False where the delivery is in another state, another's if `mine`, or
    its lease runs on if `late`.
    """
    if "reply" in values:
        values["reply"] = of_events.storable(values["reply"])
    parameters = {
        "with_key": key,
        "of": of,
        **({"me": machine.process()} if own else {}),
        **({"by": now} if expired else {}),
    }
    changed = (
        db.execute(_transition_query(own, expired), {"state": state, "told": False, **values, **parameters}).rowcount
        == 1
    )
    if changed:
        of_events.append(db, now, state, detail, delivery=key, who=who)
    return changed
