"""Properties of a file: dates and fields of docProps that PowerPoint refuses."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree.ElementTree import Element

from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import long, short

_DATES = {long("dcterms:created"), long("dcterms:modified")}
_PRINTED = long("cp:lastPrinted")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T(\d\d):(\d\d)(:(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d))?")
_FIELDS = {
    *(f"cp:{name}" for name in ("category", "contentStatus", "keywords", "lastModifiedBy", "lastPrinted", "revision")),
    *(f"cp:{name}" for name in ("version", "contentType")),
    *(f"dc:{name}" for name in ("creator", "description", "identifier", "language", "subject", "title")),
    *("dcterms:created", "dcterms:modified"),
}


def check_properties(package: Package) -> None:
    """Note unknown, repeated or unreadable fields of the core properties, and lists of a wrong length."""
    for part, root in package.of_kind("core-properties"):
        _core(package, part, root)
    for part, root in package.of_kind("extended-properties", "custom-properties"):
        for vector in root.iter(long("vt:vector")):
            if vector.get("size") != str(len(vector)):
                fix = "let size count them"
                package.note(part, f"a list says {vector.get('size')} and holds {len(vector)}", fix)


def _core(package: Package, part: str, root: Element) -> None:
    seen: set[str] = set()
    for field in root:
        tag = short(field.tag)
        if tag not in _FIELDS:
            package.note(part, f"{tag} is no core property", "leave it out")
        elif tag in seen:
            package.note(part, f"{tag} stands twice", "keep one")
        seen.add(tag)
        if field.tag in _DATES and field.get(long("xsi:type")) != "dcterms:W3CDTF":
            package.note(part, f"{tag} does not say that it is a date", 'set xsi:type="dcterms:W3CDTF"')
        if field.tag in _DATES | {_PRINTED} and not _is_date(field.text or ""):
            package.note(part, f"{tag} is no date: {field.text!r}", "write it as 2025-06-30T00:00:00Z")


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = map(int, match.group(1, 2, 3))
    hour, minute, second = (int(match.group(at) or 0) for at in (5, 6, 8))
    try:
        dt.datetime(year, month, day, hour, minute, second)
    except ValueError:
        return False
    return True
