"""A table as an office publishes it → the table without what surrounds its names, units and places."""

from __future__ import annotations

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.footnote_marks import without_footnote_marks
from briefing.draft.recognition.names_in_two_columns import with_names_in_one_column
from briefing.draft.recognition.stated_dimensions import with_stated_dimensions
from briefing.draft.recognition.title_lines import with_stated_place, with_title_of_heads
from briefing.draft.recognition.unit_lines import with_units_of_heads


def plain_table(table: RawTable) -> RawTable:
    """Return a table whose names stand in one column and have no marks of footnotes, whose heads have no units that a
    line below them states, and that has the place and the title that lines around it, or its first head, say."""
    table = with_names_in_one_column(with_title_of_heads(table))
    table = with_stated_dimensions(without_footnote_marks(table))
    return with_stated_place(with_units_of_heads(table))
