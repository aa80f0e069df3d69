"""Numbers that lead to their records in the web edition, where it is published."""

from __future__ import annotations

from typing import Any, Final, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from briefing.model.chart import Chart
from briefing.model.document import Document
from briefing.model.lineage import record_anchor
from briefing.model.text import Run

_RECORD: Final = "#record-"
_T = TypeVar("_T")


def with_record_links(document: Document) -> Document:
    """Return a document whose printed facts lead to their records, if its web edition is published.

    What stands in charts has no links.
    """
    address = document.web_address
    return replace(document, parts=_linked(document.parts, address)) if address else document


def is_record_link(link: str) -> bool:
    """Whether a link leads to the record of a number, which looks like the text around it."""
    return _RECORD in link


def _linked(value: _T, address: str) -> _T:
    """Return a value, each run of which that prints a fact leads to its record."""
    made: Any = value
    if isinstance(value, Run):
        made = replace(value, link=f"{address}#{record_anchor(value.fact)}") if value.fact and not value.link else value
    elif isinstance(value, tuple):
        made = tuple(_linked(item, address) for item in value)
    elif isinstance(value, Struct) and not isinstance(value, Chart):
        fields = ((name, getattr(value, name)) for name in value.__struct_fields__)
        changed = {name: _linked(held, address) for name, held in fields if isinstance(held, tuple | Struct)}
        made = replace(value, **changed) if changed else value
    return cast(_T, made)
