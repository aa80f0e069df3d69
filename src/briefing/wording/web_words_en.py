"""English: the words of a web edition that no story has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, str]] = {
    "record_about": "Every number above leads here: to the values behind it, their sources, and how it was worked out. "
    "The name in typewriter type is what the story calls it.",
    "record_approximate": "approximate",
    "record_bound": "bound",
    "record_derived": "derived",
    "record_estimated": "estimated",
    "record_formula": "Formula",
    "record_head": "Where each number comes from",
    "record_provisional": "provisional",
    "record_published": "published",
    "record_rounded": "rounded",
    "record_values": "{count} values",
    "web_also": "Also in the chart",
    "web_contents": "On this page",
    "web_data": "Data",
    "web_download": "Download as CSV",
    "web_online": "On the web, with the record of every number",
    "web_skip": "Skip to the text",
    "web_table": "Table",
}
