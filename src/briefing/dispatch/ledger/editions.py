"""Editions as they were built, their files by content: what a message carries is what was proved, at every try."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, delete, select

from briefing.build import LEDGER
from briefing.dispatch.ledger import deliveries as of_deliveries
from briefing.dispatch.ledger.tables import add_once, deliveries, editions, files
from briefing.dispatch.nouns import Kept
from briefing.errors import DispatchError


def keep(db: Connection, kept: Kept, contents: Mapping[str, bytes]) -> None:
    """An edition and the bytes of its files by name → kept; what is there already stays."""
    # in the order of the digests, so that two hosts which keep the same files at once do not wait for each other
    for digest, content in sorted((kept.files[name], content) for name, content in contents.items()):
        if db.scalar(select(files.c.sha256).where(files.c.sha256 == digest)) is None:
            add_once(db, files, {"sha256": digest, "content": content})
    if db.scalar(select(editions.c.id).where(editions.c.id == kept.id)) is None:
        told = msgspec.json.encode(kept).decode()
        add_once(db, editions, {"id": kept.id, "content_hash": kept.content_hash, "kept": told})


def get(db: Connection, edition: str) -> Kept | None:
    """An id → the edition; None for one that nobody kept."""
    told = db.scalar(select(editions.c.kept).where(editions.c.id == edition))
    return None if told is None else msgspec.json.decode(told, type=Kept)


def read(db: Connection, *, waiting: bool = False) -> tuple[Kept, ...]:
    """All editions, or those whose approval deliveries wait for."""
    query = select(editions.c.kept).order_by(editions.c.id)
    if waiting:
        held = select(deliveries.c.edition).where(deliveries.c.held.is_(True), deliveries.c.state == "BUILT")
        query = query.where(editions.c.id.in_(held))
    return tuple(msgspec.json.decode(told, type=Kept) for told in db.scalars(query))


def content(db: Connection, kept: Kept, name: str) -> bytes:
    """An edition and a file's name → its bytes; DispatchError where they are gone or not what was built."""
    found = db.scalar(select(files.c.content).where(files.c.sha256 == kept.files[name]))
    if found is None:
        fix = "send it as a new edition: briefing deliveries resend"
        raise DispatchError("the file is no longer kept", f"{kept.id[:12]}, {name}", fix)
    if hashlib.sha256(found).hexdigest() != kept.files[name]:
        what = "the file is not the one that was built; nothing was sent"
        raise DispatchError(what, f"{kept.id[:12]}, {name}", "find out who changed the ledger of deliveries")
    return bytes(found)


def prune(db: Connection, before: dt.datetime) -> int:
    """Drop the bytes that only deliveries which ended before a time had; the ledgers of editions stay. → how many.

    UNKNOWN has not ended here: a person may still have the same message sent once more.
    """
    ended = deliveries.c.state.in_(of_deliveries.ENDED - {"UNKNOWN"}) & (deliveries.c.date < before)
    needed: set[str] = set()
    for told in db.scalars(select(editions.c.kept).join(deliveries).where(~ended).distinct()):
        needed.update(msgspec.json.decode(told, type=Kept).files.values())
    for told in db.scalars(select(editions.c.kept)):
        kept = msgspec.json.decode(told, type=Kept)
        needed.update(digest for name, digest in kept.files.items() if name.endswith(LEDGER))
    known = set(db.scalars(select(files.c.sha256)))
    for digest in known - needed:
        db.execute(delete(files).where(files.c.sha256 == digest))
    return len(known - needed)
