"""Values that can be lost without harm: clock readings of ticks, sent notifications, why sending stopped."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, update

from briefing.dispatch.delivery_log.database_schema import insert_once, memory


def get_value(db: Connection, name: str) -> str:
    """Return the value stored under a name, or an empty string."""
    return str(db.scalar(select(memory.c.value).where(memory.c.name == name)) or "")


def set_value(db: Connection, name: str, value: str) -> None:
    """Store a value under a name; an empty value deletes it."""
    if not value:
        db.execute(delete(memory).where(memory.c.name == name))
    elif not insert_once(db, memory, {"name": name, "value": value}):
        db.execute(update(memory).where(memory.c.name == name).values(value=value))
