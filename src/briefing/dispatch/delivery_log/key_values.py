"""What this installation keeps in mind, and could do without: last ticks, notices, what stopped sending."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, update

from briefing.dispatch.delivery_log.database_schema import insert_once, memory


def get_value(db: Connection, name: str) -> str:
    """A name → what this installation remembers under it, or an empty text."""
    return str(db.scalar(select(memory.c.value).where(memory.c.name == name)) or "")


def set_value(db: Connection, name: str, value: str) -> None:
    """Remember a value under a name; an empty one is forgotten."""
    if not value:
        db.execute(delete(memory).where(memory.c.name == name))
    elif not insert_once(db, memory, {"name": name, "value": value}):
        db.execute(update(memory).where(memory.c.name == name).values(value=value))
