"""Files of any kind, folders, databases and data frames → raw tables."""

from briefing.draft.importing.table_opening import OpenOptions, open_tables

__all__ = ["OpenOptions", "open_tables"]
