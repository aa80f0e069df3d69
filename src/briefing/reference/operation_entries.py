"""Entries of the keys of dispatch.toml and the columns of recipients and releases, which need the extra `dispatch`."""

from __future__ import annotations

from functools import cache
from typing import Final

from briefing.dispatch.recipients import recipient_rows
from briefing.dispatch.settings import release_calendar
from briefing.dispatch.settings.toml_schema import DispatchForm
from briefing.reference.key_entries import KeyReference
from briefing.reference.reference_entry import Entry
from briefing.reference.settings_entries import keys_of
from briefing.reference.table_entries import plain_table

DISPATCH_FILES: Final = ("dispatch.toml", "settings/password.toml", "settings/token.toml")


@cache
def dispatch_keys() -> KeyReference:
    """Return what makes the entries of dispatch.toml."""
    return keys_of(DispatchForm, DISPATCH_FILES)


def dispatch_entries() -> tuple[Entry, ...]:
    """Return the entries of all keys of dispatch.toml, and of the columns of recipients and of release calendars."""
    tables = {"recipients": recipient_rows.COLUMNS, "releases": release_calendar.COLUMNS}
    columns = (entry for name, columns in tables.items() for entry in plain_table(name, columns))
    return (*dispatch_keys().entries(), *columns)
