"""What a message of SDMX holds, whatever its format → a raw table: a column for each dimension and attribute.

Each format has a small reader here, chosen after a trial on the SDMX test collection: sdmx1 refuses SDMX-JSON 2, SDMX 3
and a message without its structure, and makes numbers of the texts in JSON; pysdmx refuses SDMX-JSON 1 and reads two
cross-sectional messages four times over; neither reads SDMX-ML 2.0.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.draft.importing.text_tables import TablePlace, own_labels, record_table
from briefing.draft.raw_table import ColumnFacts, Omission, RawTable, Role, StatedSource

_ROLES: Final[Mapping[str, Role]] = {
    "TIME_PERIOD": "period", "TIME": "period", "OBS_VALUE": "value", "OBS_STATUS": "status", "OBS_FLAG": "status",
    "UNIT_MEASURE": "unit", "UNIT": "unit", "REF_AREA": "entity_code", "GEO": "entity_code", "LOCATION": "entity_code",
    "COUNTRY": "entity_code", "OBS_COM": "note", "COMMENT_OBS": "note", "TITLE": "indicator",
}  # fmt: skip
_MULTIPLIERS: Final = {"2": "hundred", "3": "thousand", "6": "million", "9": "billion", "12": "trillion"}
_UNITS: Final = {"PC": "%", "PT": "%", "PCT": "%", "PERCENT": "%"}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_NO_UNIT: Final = {"SO", "_Z", "_X", "_U", "_O", "NAP"}  # not applicable, not allocated


class SdmxContent(Struct, frozen=True):
    """Observations by the ids of their dimensions and attributes, and what the message or its structure calls them.

    `codes` has the labels of codes, by id and code; `concepts` labels of ids; `dimensions` the ids that distinguish
    observations, empty where that is not known.
    """

    records: Sequence[Mapping[str, str]]
    dimensions: Collection[str] = ()
    concepts: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    title: str = ""
    source: StatedSource = StatedSource()
    omissions: tuple[Omission, ...] = ()


def sdmx_table(content: SdmxContent, place: TablePlace) -> RawTable:
    """Return the observations as a table; units come as words, with their multiplier."""
    records, codes = [dict(record) for record in content.records], content.codes
    unit = next((name for name in ("UNIT_MEASURE", "UNIT") if any(name in record for record in records)), "")
    for record in records:
        multiplier = _MULTIPLIERS.get(record.pop("UNIT_MULT", ""), "")
        if unit:
            code = record.get(unit, "")
            words = "" if code in _NO_UNIT else codes.get(unit, {}).get(code) or _UNITS.get(code, code)
            record[unit] = f"{multiplier} {words}".strip()
    titles = {record.get("TITLE", "") for record in records}
    if len(titles) == 1:
        for record in records:
            record.pop("TITLE", None)
    table = record_table(records, place)
    updates = {record.get("LAST_UPDATE", "") for record in records}
    update = next(iter(updates)) if len(updates) == 1 else ""
    facts = {name: _facts(name, content, unit) for name in table.frame.columns}
    title = content.title or (titles.pop() if len(titles) == 1 else "")
    omissions = (*content.omissions, *table.omissions)
    source = content.source
    if not source.published and _DAY.fullmatch(update):
        source = replace(source, published=update)
    return replace(table, columns=facts, title=title, source=source, omissions=omissions)


def _facts(name: str, content: SdmxContent, unit: str) -> ColumnFacts:
    role = _ROLES.get(name.upper())
    if role is None and content.dimensions and name not in content.dimensions:
        role = "ignored"
    labels = {} if name == unit else own_labels(content.codes.get(name, {}))
    return ColumnFacts(role=role, label=content.concepts.get(name, ""), labels=labels)


def structure_name(text: str) -> str:
    """Return the name in the identification of a structure, as "ESTAT:NA_MAIN(1.6.0): National Accounts"."""
    found = re.fullmatch(r"[\w.@-]+:[\w@-]+\([\w.+]+\)(?:: *(.*))?", text.strip(), re.DOTALL)
    return (found[1] or "") if found else ""
