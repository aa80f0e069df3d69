"""English: the words of the data edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, str]] = {
    "data_about": "Each table has the numbers behind one figure of the briefing, with the notes of their publishers.",
    "data_about_value": "Approximate",
    "data_address": "Address",
    "data_at_least": "Lower bound",
    "data_at_most": "Upper bound",
    "data_back": "Contents of this workbook",
    "data_code_c": "Confidential: the publisher withholds the value",
    "data_code_x": "Not available: the data have no value",
    "data_code_z": "Not applicable",
    "data_contents": "Contents",
    "data_contents_title": "Contents",
    "data_cover": "Cover",
    "data_detail": "Detail",
    "data_group": "Group",
    "data_indicator": "Indicator",
    "data_left_out": "Figures without a table",
    "data_meaning": "Meaning",
    "data_means_about_value": "The value is known approximately",
    "data_means_at_least": "The value is this or higher",
    "data_means_at_most": "The value is this or lower",
    "data_means_left_out": "Figures that hold words alone, such as quotations and timelines, are not in this workbook",
    "data_measure": "Measure",
    "data_name": "Name",
    "data_none": "none",
    "data_notes": "Notes",
    "data_notes_title": "Signs and terms in the tables",
    "data_one_table": "This worksheet has one table.",
    "data_percent": "per cent",
    "data_period": "Period",
    "data_precision": "Values are shown with the decimals that were published; what we worked out has all its digits.",
    "data_published": "Published",
    "data_publisher": "Publisher",
    "data_read": "Read on",
    "data_sheet": "Worksheet",
    "data_sources_title": "Sources of the values",
    "data_table": "Table",
    "data_term": "Sign or term",
    "data_title": "Title",
    "data_unit": "Unit",
    "titles_translated": "in [ ]: our translation",
}
