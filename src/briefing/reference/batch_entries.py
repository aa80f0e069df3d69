"""Entries of the columns of a batch."""

from __future__ import annotations

from briefing.batch import batch_table
from briefing.reference.reference_entry import Entry
from briefing.reference.table_entries import plain_table


def entries() -> tuple[Entry, ...]:
    """Return the entries of the columns of a batch."""
    return tuple(plain_table("batch", batch_table.COLUMNS))
