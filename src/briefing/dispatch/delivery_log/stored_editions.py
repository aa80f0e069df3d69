"""Editions as they were built, with their files by content: every attempt sends exactly what was proved."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, delete, select, update

from briefing.dispatch.delivery_log import deliveries as of_deliveries
from briefing.dispatch.delivery_log.database_schema import deliveries, editions, files, insert_once
from briefing.dispatch.models import StoredEdition
from briefing.errors import DispatchError
from briefing.pipeline.outputs import LEDGER_SUFFIX


def store(db: Connection, edition: StoredEdition, contents: Mapping[str, bytes]) -> None:
    """Store an edition and the contents of its files by name; existing ones stay, and changed ones are restored."""
    # in the order of the digests, so that two hosts that store the same files at once do not deadlock
    for digest, content in sorted((edition.files[name], content) for name, content in contents.items()):
        found = db.scalar(select(files.c.content).where(files.c.sha256 == digest))
        if found is None:
            insert_once(db, files, {"sha256": digest, "content": content})
        elif found != content:  # somebody changed it, so that nothing could be sent of it
            db.execute(update(files).where(files.c.sha256 == digest).values(content=content))
    if db.scalar(select(editions.c.id).where(editions.c.id == edition.id)) is None:
        encoded = msgspec.json.encode(edition).decode()
        insert_once(db, editions, {"id": edition.id, "content_hash": edition.content_hash, "stored": encoded})


def get(db: Connection, edition: str) -> StoredEdition | None:
    """Return an edition by its id, or None."""
    encoded = db.scalar(select(editions.c.stored).where(editions.c.id == edition))
    return None if encoded is None else msgspec.json.decode(encoded, type=StoredEdition)


def read(db: Connection, *, waiting: bool = False) -> tuple[StoredEdition, ...]:
    """Return all editions, or those that deliveries wait to have approved."""
    query = select(editions.c.stored).order_by(editions.c.id)
    if waiting:
        held = select(deliveries.c.edition).where(deliveries.c.held.is_(True), deliveries.c.state == "BUILT")
        query = query.where(editions.c.id.in_(held))
    return tuple(msgspec.json.decode(encoded, type=StoredEdition) for encoded in db.scalars(query))


def content(db: Connection, edition: StoredEdition, name: str) -> bytes:
    """Return the content of an edition's file; DispatchError if it is gone or differs from what was built."""
    found = db.scalar(select(files.c.content).where(files.c.sha256 == edition.files[name]))
    fix = "send a new edition: briefing deliveries resend KEY, with the key from briefing deliveries list"
    if found is None:
        raise DispatchError("the file is no longer stored", f"{edition.id[:12]}, {name}", fix)
    if hashlib.sha256(found).hexdigest() != edition.files[name]:
        what = "the file differs from the one that was built; nothing was sent"
        raise DispatchError(what, f"{edition.id[:12]}, {name}", f"find out who changed the delivery log, then {fix}")
    return bytes(found)


def prune(db: Connection, before: dt.datetime) -> int:
    """Delete contents that only deliveries which ended before a time need, except ledgers; return how many.

    UNKNOWN does not count as ended: the same message may be sent once more.
    """
    ended = deliveries.c.state.in_(of_deliveries.FINAL_STATES - {"UNKNOWN"}) & (deliveries.c.date < before)
    needed: set[str] = set()
    for encoded in db.scalars(select(editions.c.stored).join(deliveries).where(~ended).distinct()):
        needed.update(msgspec.json.decode(encoded, type=StoredEdition).files.values())
    for encoded in db.scalars(select(editions.c.stored)):
        edition = msgspec.json.decode(encoded, type=StoredEdition)
        needed.update(digest for name, digest in edition.files.items() if name.endswith(LEDGER_SUFFIX))
    stored = set(db.scalars(select(files.c.sha256)))
    for digest in stored - needed:
        db.execute(delete(files).where(files.c.sha256 == digest))
    return len(stored - needed)
