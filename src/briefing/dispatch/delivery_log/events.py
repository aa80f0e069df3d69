"""Events: appended in the transaction of the change they describe, never altered, and written to the Python log."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TypedDict, Unpack

import msgspec
from sqlalchemy import Connection, func, select

from briefing.dispatch import machine
from briefing.dispatch.delivery_log.database_schema import events
from briefing.dispatch.models import DeliveryEvent

LOGGER = logging.getLogger("briefing.dispatch")
_MAX_DETAIL = 2000
_INSERT = events.insert()


class EventSubject(TypedDict, total=False):
    """What an event is about, and who caused it: a person, by default this process."""

    delivery: str
    occurrence: int
    schedule: str
    who: str


class Author(TypedDict, total=False):
    """Who caused a change: a person, by default this process."""

    who: str


def append(db: Connection, now: dt.datetime, what: str, detail: str = "", **subject: Unpack[EventSubject]) -> None:
    """Append an event and log it as one line of JSON."""
    values = {
        "who": subject.get("who") or machine.process(), "what": what, "detail": storable(detail[:_MAX_DETAIL]),
        "delivery": subject.get("delivery", ""), "schedule": subject.get("schedule", ""),
    }  # fmt: skip
    occurrence = subject.get("occurrence", 0)
    db.execute(_INSERT, {"at": now, "occurrence": occurrence, **values})
    if LOGGER.isEnabledFor(logging.INFO):
        line = {"at": now, **{key: value for key, value in values.items() if value}}
        LOGGER.info("%s", msgspec.json.encode({**line, "occurrence": occurrence} if occurrence else line).decode())


def storable(text: str) -> str:
    """Return text that both databases accept: without NUL and lone surrogates."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def count(db: Connection, delivery: str, detail: str) -> int:
    """Count the events of a delivery with this detail."""
    query = select(func.count()).where(events.c.delivery == delivery, events.c.detail == detail)
    return int(db.scalar(query) or 0)


def read(db: Connection, *, delivery: str = "") -> tuple[DeliveryEvent, ...]:
    """Return events in order, of a delivery or all."""
    query = select(events).order_by(events.c.id)
    if delivery:
        query = query.where(events.c.delivery == delivery)
    return tuple(DeliveryEvent(**row._mapping) for row in db.execute(query))
