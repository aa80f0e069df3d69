"""The tables of the delivery log, the same in SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator

VERSION = "1"
_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware datetime, stored as text in UTC, which both databases sort alike."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: Dialect) -> str | None:
        """Convert an aware datetime to text."""
        return None if value is None else value.astimezone(dt.UTC).strftime(_FORMAT)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> dt.datetime | None:
        """Convert text to a datetime in UTC."""
        return None if value is None else dt.datetime.strptime(value, _FORMAT).replace(tzinfo=dt.UTC)


metadata = MetaData()

settings = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# Values that can be lost without harm: clock readings of ticks, notifications that were sent, a server's stop.
memory = Table(
    "memory",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

schedules = Table(
    "schedule",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seen", UtcDateTime, nullable=False),  # decided up to here
    Column("paused", Boolean, nullable=False, default=False),
    Column("reason", Text, nullable=False, default=""),
    Column("failures", Integer, nullable=False, default=0),
)

occurrences = Table(
    "occurrence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scheduled_for", UtcDateTime, nullable=False),
    Column("definition", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("late", Boolean, nullable=False, default=False),
    Column("detail", Text, nullable=False, default=""),
    Column("judged", Boolean, nullable=False, default=False),  # counts among the failures in a row already
    Column("told", Boolean, key="reported", nullable=False, default=False),  # the owner was notified that it failed
    Column("owner", Text, nullable=False, default=""),
    Column("lease", UtcDateTime),
    UniqueConstraint("name", "scheduled_for"),
)

files = Table(
    "file",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

editions = Table(
    "edition",
    metadata,
    Column("id", Text, primary_key=True),
    Column("content_hash", Text, nullable=False, index=True),
    Column("kept", Text, key="stored", nullable=False),
)

deliveries = Table(
    "delivery",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("occurrence", ForeignKey("occurrence.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("scheduled_for", UtcDateTime, nullable=False),
    Column("address", Text, nullable=False),  # in the form that compares
    Column("recipient", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("held", Boolean, nullable=False, default=False),  # waits for approval
    Column("date", UtcDateTime, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("token", Text, nullable=False, unique=True),
    Column("edition", ForeignKey("edition.id")),
    Column("owner", Text, nullable=False, default=""),
    Column("lease", UtcDateTime),
    Column("attempts", Integer, nullable=False, default=0),
    Column("reply", Text, nullable=False, default=""),
    Column("told", Boolean, key="reported", nullable=False, default=False),  # the owner was notified of its state
    Index("delivery_waits", "state", "due"),
    Index("delivery_to", "address", "name"),
)

events = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("detail", Text, nullable=False, default=""),
    Column("delivery", Text, nullable=False, default="", index=True),
    Column("occurrence", Integer, nullable=False, default=0),
    Column("schedule", Text, nullable=False, default=""),
)

suppressed = Table(
    "suppressed",
    metadata,
    Column("address", Text, primary_key=True),
    Column("why", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

approvals = Table(
    "approval",
    metadata,
    Column("content_hash", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)


def insert_once(db: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert a row; return False if its key exists, also if another host has just inserted it."""
    statement = insert_or_ignore(db, table).values(values).returning(*table.primary_key)
    return db.execute(statement).first() is not None


def insert_or_ignore(db: Connection, table: Table) -> Any:
    """Return an INSERT that does nothing if the key exists, in the dialect of the database."""
    insert = sqlite.insert if db.dialect.name == "sqlite" else postgresql.insert
    return insert(table).on_conflict_do_nothing()
