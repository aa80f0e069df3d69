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
from briefing.dispatch.ledger import events as of_events
from briefing.dispatch.ledger.tables import deliveries, editions, events, occurrences, suppressed
from briefing.dispatch.message.identity import message_id, unsubscribe_token
from briefing.dispatch.nouns import Delivery, Recipient, Reply, State
from briefing.dispatch.recipients.addresses import identity, normal
from briefing.dispatch.stops import Taken

# Longer than a server may take for its reply to the end of a message: ten times the longest timeout of the settings.
LEASE: Final = dt.timedelta(minutes=30)
# Where nothing more happens by itself.
ENDED: Final[frozenset[State]] = frozenset(
    (
        "ACCEPTED", "REFUSED", "UNKNOWN", "CONFIRMED", "RESENT", "BOUNCED", "CANCELLED", "FAILED_BUILD",
        "SKIPPED_UNCHANGED", "SKIPPED_CONDITION", "SKIPPED_SUPPRESSED",
    )
)  # fmt: skip
# What the recipient got, as far as anybody here can know.
GOT: Final[tuple[State, ...]] = ("ACCEPTED", "CONFIRMED")
_WAITING: Final[tuple[State, ...]] = ("BUILT", "DEFERRED")
_NOT_LEFT: Final[tuple[State, ...]] = ("PLANNED", "BUILT", "DEFERRED", "CLAIMED")
_BEGUN: Final[tuple[State, ...]] = ("CLAIMED", "DATA")
# What an owner has to know of.
TROUBLES: Final[tuple[State, ...]] = ("REFUSED", "UNKNOWN", "FAILED_BUILD")
# Whatever kills a sender at the same message again and again must not do so for ever.
_DEATHS: Final = 8


def key_of(name: str, scheduled_for: dt.datetime, recipient: Recipient, number: int) -> str:
    """What a delivery is → its key, SHA-256 in hex. Whoever plans the same again gets the same key."""
    told = [name, scheduled_for.astimezone(dt.UTC).isoformat(), identity(recipient), number]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


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
    told = []
    for recipient in recipients:
        key = key_of(row.name, row.scheduled_for, recipient, number)
        told.append({
            "key": key, "occurrence": occurrence, "name": row.name, "scheduled_for": row.scheduled_for,
            "address": normal(recipient.address), "recipient": msgspec.json.encode(recipient).decode(),
            "number": number, "state": "PLANNED", "date": now, "due": now,
            "token": unsubscribe_token(secret, key), "message_id": message_id(secret, key, sender),
        })  # fmt: skip
    if told:
        db.execute(deliveries.insert(), told)
    for delivery in told:
        of_events.append(db, now, "PLANNED", delivery["address"], delivery=delivery["key"], occurrence=occurrence)
    return tuple(delivery["key"] for delivery in told)


def built(
    db: Connection, now: dt.datetime, key: str, edition: str, *, held: bool, not_before: dt.datetime | None
) -> bool:
    """PLANNED → BUILT, with its edition; `held` until the edition is approved, and not sent before a time.

    False where it has ended meanwhile.
    """
    due = max(now, not_before) if not_before else now
    why = "waits for approval" if held else ""
    return _changed(db, now, key, ("PLANNED",), "BUILT", why, edition=edition, held=held, due=due)


def end(
    db: Connection, now: dt.datetime, key: str, state: State, detail: str, *, who: str = "", of: Sequence[State] = ()
) -> bool:
    """A delivery → an end that was decided (a skip, a failure, a person's word); False where it has gone on already."""
    states: tuple[State, ...] = tuple(of) or ("PLANNED", "BUILT", "DEFERRED")
    return _changed(db, now, key, states, state, detail, who=who, owner="", lease=None, reply=detail)


def claim(db: Connection, now: dt.datetime, most: int, only: Collection[int] | None = None) -> tuple[Delivery, ...]:
    """→ at most so many deliveries that may be sent now, in the order of planning, claimed for this process.

    `only` those of some occurrences.
    """
    _drop_suppressed(db, now)
    query = select(deliveries).where(_may_leave(now, only)).order_by(deliveries.c.position).limit(most)
    found = [delivery_of(row) for row in db.execute(query.with_for_update(skip_locked=True, of=deliveries))]
    values: dict[str, Any] = {"owner": machine.process(), "lease": now + LEASE}
    claimed = []
    for one in found:
        if _changed(db, now, one.key, _WAITING, "CLAIMED", attempts=one.attempts + 1, **values):
            claimed.append(msgspec.structs.replace(one, state="CLAIMED", attempts=one.attempts + 1, **values))
    return tuple(claimed)


def any_may_leave(db: Connection, now: dt.datetime, only: Collection[int] | None = None) -> bool:
    """Whether there is anything to claim."""
    return db.execute(select(deliveries.c.key).where(_may_leave(now, only)).limit(1)).first() is not None


def _may_leave(now: dt.datetime, only: Collection[int] | None) -> ColumnElement[bool]:
    waits = and_(deliveries.c.state.in_(_WAITING), deliveries.c.due <= now, deliveries.c.held.is_(False))
    return waits if only is None else and_(waits, deliveries.c.occurrence.in_(only))


def _drop_suppressed(db: Connection, now: dt.datetime) -> None:
    """Over PostgreSQL an address can be suppressed on one host while another plans for it, unseen by either."""
    query = select(deliveries.c.key, suppressed.c.why).join(suppressed, suppressed.c.address == deliveries.c.address)
    rows = query.where(deliveries.c.state.in_(_WAITING)).order_by(deliveries.c.position)
    for key, why in db.execute(rows).all():
        end(db, now, key, "SKIPPED_SUPPRESSED", why)


def give_back(db: Connection, now: dt.datetime, keys: Iterable[str], why: str) -> None:
    """What this process claimed and did not begin → BUILT again; it was no try."""
    for key in keys:
        if _changed(db, now, key, ("CLAIMED", "DATA"), "BUILT", why, mine=True, owner="", lease=None):
            fewer = update(deliveries).where(deliveries.c.key == key)
            db.execute(fewer.values(attempts=deliveries.c.attempts - 1))


def mark(db: Connection, now: dt.datetime, key: str, state: State) -> None:
    """CLAIMED → DATA, DATA → DOT, before the step itself; Taken where another process has it."""
    of: tuple[State, ...] = ("CLAIMED",) if state == "DATA" else ("DATA",)
    if not _changed(db, now, key, of, state, mine=True, lease=now + LEASE):
        raise Taken(key)


def answered(db: Connection, now: dt.datetime, one: Delivery, reply: Reply, most: int) -> State | None:
    """What the server said → the delivery's state; DEFERRED too often becomes REFUSED.

    None where another process has taken it over, which tells what becomes of it.
    """
    state: State = reply.state
    attempts, detail, due = one.attempts, reply.text, now
    if reply.state == "DEFERRED":
        due = now + dt.timedelta(seconds=max(reply.wait, 60 * 2 ** min(attempts, 8)))
        if attempts >= most:
            state, detail = "REFUSED", f"given up after {attempts} tries; at last: {reply.text}"
    values: dict[str, Any] = {"reply": detail, "due": due, "owner": "", "lease": None}
    if _changed(db, now, one.key, ("CLAIMED", "DATA", "DOT"), state, detail, mine=True, **values):
        return state
    return state if state == "ACCEPTED" and _late(db, now, one, values) else None


def _late(db: Connection, now: dt.datetime, one: Delivery, values: dict[str, Any]) -> bool:
    """A server's yes after the lease ended: it holds, unless another try has begun; an event tells of it then."""
    attempts = db.scalar(select(deliveries.c.attempts).where(deliveries.c.key == one.key).with_for_update())
    if attempts == one.attempts and _changed(db, now, one.key, ("UNKNOWN", "BUILT"), "ACCEPTED", "late", **values):
        return True
    of_events.append(db, now, "ACCEPTED_LATE", f"try {one.attempts}: {values['reply']}", delivery=one.key)
    return False


def hurry(db: Connection, now: dt.datetime, occurrence: int, not_before: dt.datetime | None) -> None:
    """What waits of an occurrence may be tried now, as a person asks, though not before its embargo ends.

    A try before its time counts as none, so that asking often uses no try up.
    """
    mine = deliveries.c.occurrence == occurrence
    early = and_(mine, deliveries.c.state == "DEFERRED", deliveries.c.due > now, deliveries.c.attempts > 0)
    db.execute(update(deliveries).where(early).values(attempts=deliveries.c.attempts - 1))
    due = max(now, not_before) if not_before else now
    db.execute(update(deliveries).where(mine, deliveries.c.state.in_(_WAITING)).values(due=due))


def recover(db: Connection, now: dt.datetime) -> tuple[str, ...]:
    """Leases that ran out → their deliveries free again, or UNKNOWN; → the keys of the latter."""
    late = deliveries.c.lease <= now
    free = select(deliveries.c.key).where(late, deliveries.c.state.in_(_BEGUN))
    for key in db.scalars(free.order_by(deliveries.c.position)).all():
        state: State = "BUILT"
        why = "its sender is gone; the end of the message was never sent"
        if of_events.count(db, key, why) >= _DEATHS - 1:
            state, why = "REFUSED", f"given up: {_DEATHS} senders died with it; its end was never sent"
        _changed(db, now, key, _BEGUN, state, why, late=True, owner="", lease=None, reply=why)
    lost = []
    dots = select(deliveries.c.key).where(late, deliveries.c.state == "DOT")
    for key in db.scalars(dots.order_by(deliveries.c.position)).all():
        why = "its sender is gone; the server may have the message"
        if _changed(db, now, key, ("DOT",), "UNKNOWN", why, late=True, owner="", lease=None, reply=why):
            lost.append(key)
    return tuple(lost)


def again(
    db: Connection, now: dt.datetime, key: str, why: str, who: str = "", wait: dt.timedelta = dt.timedelta()
) -> bool:
    """UNKNOWN → BUILT: the same message with the same Message-ID once more, by policy or by a person's word."""
    return _changed(db, now, key, ("UNKNOWN",), "BUILT", why, who=who, due=now + wait)


def cancel(db: Connection, now: dt.datetime, occurrence: int, why: str, who: str = "") -> int:
    """What has not left of an occurrence → CANCELLED; → how many."""
    waits = and_(deliveries.c.occurrence == occurrence, deliveries.c.state.in_(_NOT_LEFT))
    keys = db.scalars(select(deliveries.c.key).where(waits).order_by(deliveries.c.position)).all()
    return sum(call_off(db, now, key, why, who=who) for key in keys)


def call_off(
    db: Connection, now: dt.datetime, key: str, why: str, state: State = "CANCELLED", *, who: str = ""
) -> bool:
    """What has not left → CANCELLED, or another end; UNKNOWN where an earlier copy may have left. False if it has left.

    Its sender, if it is claimed, finds that it is no more its own before the message begins.
    """
    earlier = events.c.delivery == key, events.c.what == "UNKNOWN"
    if db.execute(select(events.c.id).where(*earlier).limit(1)).first():
        state, why = "UNKNOWN", f"{why}; an earlier copy may have arrived"
    return end(db, now, key, state, why, who=who, of=_NOT_LEFT)


def overtake(db: Connection, now: dt.datetime, key: str) -> None:
    """A BUILT delivery → older ones of its schedule for the same recipient that still wait → CANCELLED.

    One that waits for an approval overtakes only what waits for one, too.
    """
    new = db.execute(select(deliveries).where(deliveries.c.key == key)).one()
    older = and_(
        deliveries.c.name == new.name, deliveries.c.address == new.address, deliveries.c.state.in_(_WAITING),
        deliveries.c.scheduled_for < new.scheduled_for,
    )  # fmt: skip
    for row in db.execute(select(deliveries).where(older)).all():
        old = delivery_of(row)
        if identity(old.recipient) == identity(delivery_of(new).recipient) and (old.held or not new.held):
            call_off(db, now, old.key, f"a newer one was built, for {new.scheduled_for:%Y-%m-%d %H:%M} UTC")


def untold(db: Connection) -> tuple[Delivery, ...]:
    """→ what failed, and whose owner does not know it."""
    query = select(deliveries).where(deliveries.c.state.in_(TROUBLES), deliveries.c.told.is_(False))
    return tuple(delivery_of(row) for row in db.execute(query.order_by(deliveries.c.position)))


def told(db: Connection, ones: Iterable[tuple[str, State]]) -> None:
    """The owner knows that these are in these states; what has changed meanwhile is another matter."""
    for key, state in ones:
        db.execute(update(deliveries).where(deliveries.c.key == key, deliveries.c.state == state).values(told=True))


def release(db: Connection, now: dt.datetime, content_hash: str, who: str = "") -> int:
    """An approved content hash → how many deliveries were waiting for it."""
    approved = select(editions.c.id).where(editions.c.content_hash == content_hash)
    waits = and_(deliveries.c.state == "BUILT", deliveries.c.held.is_(True), deliveries.c.edition.in_(approved))
    keys = db.scalars(select(deliveries.c.key).where(waits).order_by(deliveries.c.position)).all()
    return sum(_changed(db, now, key, ("BUILT",), "BUILT", "approved", who=who, held=False) for key in keys)


def rebuild(db: Connection, now: dt.datetime, occurrence: int, of: Sequence[State]) -> int:
    """What was never sent of an occurrence → PLANNED, to be built anew; → how many. BUILT ones only while held."""
    rows = select(deliveries.c.key, deliveries.c.state, deliveries.c.held).where(deliveries.c.occurrence == occurrence)
    found = db.execute(rows.order_by(deliveries.c.position))
    keys = [row.key for row in found if row.state in of and (row.held or row.state != "BUILT")]
    values: dict[str, Any] = {"edition": None, "held": False, "reply": "", "date": now}
    return sum(_changed(db, now, key, of, "PLANNED", "to be built anew", **values) for key in keys)


def get(db: Connection, key: str) -> Delivery | None:
    """A key, or six signs or more of its beginning if that is the only one → the delivery."""
    if not re.fullmatch("[0-9a-f]{6,64}", key):
        return None
    found = db.execute(select(deliveries).where(deliveries.c.key.startswith(key, autoescape=True)).limit(2)).all()
    return delivery_of(found[0]) if len(found) == 1 else None


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
    found = tuple(delivery_of(row) for row in db.execute(query.limit(last) if last else query))
    return found[::-1] if last else found


def counts(db: Connection, occurrence: int) -> dict[State, int]:
    """An occurrence → how many of its deliveries are in each state."""
    query = select(deliveries.c.state, func.count()).where(deliveries.c.occurrence == occurrence)
    return {row.state: row[1] for row in db.execute(query.group_by(deliveries.c.state))}


def waiting(db: Connection) -> tuple[tuple[str, str], ...]:
    """→ names of schedules, each with the id of an edition of theirs that waits for an approval."""
    waits = and_(deliveries.c.state == "BUILT", deliveries.c.held.is_(True))
    query = select(deliveries.c.name, deliveries.c.edition).where(waits).distinct()
    return tuple((row.name, row.edition) for row in db.execute(query.order_by(deliveries.c.name, deliveries.c.edition)))


def last_got(db: Connection, name: str, recipient: Recipient) -> str:
    """A schedule and a recipient → the id of the edition that was last accepted for them, or an empty text."""
    got = events.c.what.in_(GOT) & (events.c.delivery == deliveries.c.key)
    anew = and_(deliveries.c.state == "RESENT", select(events.c.id).where(got).exists())  # it was accepted before
    rows = select(deliveries).where(
        deliveries.c.name == name,
        deliveries.c.address == normal(recipient.address),
        or_(deliveries.c.state.in_(GOT), anew),
    )
    for row in db.execute(rows.order_by(deliveries.c.scheduled_for.desc(), deliveries.c.number.desc())):
        if identity(msgspec.json.decode(row.recipient, type=Recipient)) == identity(recipient):
            return str(row.edition)
    return ""


def last_number(db: Connection, one: Delivery) -> int:
    """A delivery → the number of the newest edition for its recipient and occurrence."""
    mine = identity(one.recipient)
    return max(other.number for other in read(db, occurrence=one.occurrence) if identity(other.recipient) == mine)


def waiting_for(db: Connection, address: str) -> tuple[str, ...]:
    """An address → the keys of what is planned for it and not begun."""
    waits = and_(deliveries.c.address == normal(address), deliveries.c.state.in_(_NOT_LEFT))
    return tuple(db.scalars(select(deliveries.c.key).where(waits).order_by(deliveries.c.position)).all())


def delivery_of(row: Row[Any]) -> Delivery:
    """A row of the table → Delivery."""
    told = dict(row._mapping)
    told["recipient"] = msgspec.json.decode(told["recipient"], type=Recipient)
    told["edition"] = told["edition"] or ""
    return Delivery(**{name: told[name] for name in Delivery.__struct_fields__})


@cache
def _conditional(mine: bool, late: bool) -> Update:
    """The UPDATE of `_changed`, made once: building one takes longer than running it."""
    of: BindParameter[State] = bindparam("of", expanding=True)
    query = update(deliveries).where(deliveries.c.key == bindparam("with_key"), deliveries.c.state.in_(of))
    if mine:
        query = query.where(deliveries.c.owner == bindparam("me"))
    return query.where(deliveries.c.lease <= bindparam("by")) if late else query


def _changed(
    db: Connection,
    now: dt.datetime,
    key: str,
    of: Sequence[State],
    state: State,
    detail: str = "",
    *,
    mine: bool = False,
    late: bool = False,
    who: str = "",
    **values: Any,
) -> bool:
    """One conditional UPDATE with its event; False where the delivery is in another state, another's if `mine`, or
    its lease runs on if `late`.
    """
    if "reply" in values:
        values["reply"] = of_events.storable(values["reply"])
    asked = {"with_key": key, "of": of, **({"me": machine.process()} if mine else {}), **({"by": now} if late else {})}
    done = db.execute(_conditional(mine, late), {"state": state, "told": False, **values, **asked}).rowcount == 1
    if done:
        of_events.append(db, now, state, detail, delivery=key, who=who)
    return done
