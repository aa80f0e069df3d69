"""A table as an office publishes it → the table without what surrounds its names, units and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.draft.raw_table import RawTable
from briefing.draft.recognition.footnote_marks import without_footnote_marks
from briefing.draft.recognition.names_in_two_columns import with_names_in_one_column
from briefing.draft.recognition.names_of_several_codes import with_codes_behind_names
from briefing.draft.recognition.parts_of_heads import with_parts_of_heads, without_parts_of_title
from briefing.draft.recognition.signs_of_offices import with_zeros_of_genesis
from briefing.draft.recognition.stated_dimensions import with_stated_dimensions
from briefing.draft.recognition.title_lines import with_stated_place, with_title_of_heads
from briefing.draft.recognition.unit_lines import with_units_of_heads
from briefing.draft.recognition.years_before_names import with_years_in_a_column


def plain_tables(tables: Sequence[RawTable]) -> tuple[list[RawTable], dict[str, str]]:
    """Return tables whose names stand in one column and have no marks of footnotes or years before them, whose heads
    have neither parts that are in all of them, between ";" or in the title, nor units that a line below states, and
    that have the place and the title that lines around them, or the first head, say; and the heads of their files that
    are others there, with these."""
    plain: list[RawTable] = []
    renamed: dict[str, str] = {}
    for table in tables:
        joined = with_years_in_a_column(with_names_in_one_column(with_title_of_heads(with_zeros_of_genesis(table))))
        one = with_codes_behind_names(with_stated_dimensions(without_footnote_marks(joined)))
        one = with_stated_place(without_parts_of_title(with_units_of_heads(with_parts_of_heads(one))))
        pairs = zip(_heads(joined), _heads(one), strict=False)  # a column that is added stands behind the others
        renamed |= {old: new for old, new in pairs if new != old}
        plain.append(one)
    return plain, renamed


def _heads(table: RawTable) -> Iterator[str]:
    return map(str, table.frame.columns)
