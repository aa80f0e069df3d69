"""Faults of a PDF's tags and properties, found in the few milliseconds that every build has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from briefing.proof.findings import Rule
from briefing.proof.local_paths import LOCAL_PATH
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.tags.tag_rules import DOCUMENT, FIGURES, HEADINGS, PRIVATE, STANDARD, TABLES, TagFault, called

# An XMP packet that lies in the file as it is, as PDF/A advises.
_PACKET: Final = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_CLAIMS: Final = ((b"pdfaid:part", "PDF/A"), (b"pdfuaid:part", "PDF/UA"))
_LEVEL: Final = re.compile("H([1-6])")
_USER: Final = re.compile(
    r"(root|user|admin|administrator|ubuntu|runner|localhost|(desktop|laptop|win)-\w+|[\w.-]+@[\w-]+(\.local)?)",
    re.IGNORECASE,
)
_DATA: Final = (".csv", ".json", ".txt", ".xlsx", ".xml", ".md", ".yaml", ".toml")


def promises(data: bytes) -> bool:
    """Whether a file claims PDF/UA or PDF/A, as far as its bytes show it."""
    return any(key in data for key, _ in _CLAIMS)


def quick(parsed: ParsedFile) -> Iterator[tuple[Rule, TagFault]]:
    """Yield the faults of a PDF, each with its rule; of one without tags only what it gives away."""
    yield from (
        (PRIVATE, fault) for fault in (*private_properties(parsed.catalog.properties), *files_inside(parsed.attached))
    )
    if not parsed.catalog.tagged:
        return
    if not parsed.title.strip():
        yield DOCUMENT, TagFault("it has no title", "give it one")
    if not parsed.lang.strip():
        yield DOCUMENT, TagFault("it does not state its language", "set Lang in its catalog")
    packet = _PACKET.search(parsed.data)
    for key, name in _CLAIMS:
        if packet and key not in packet[0]:
            yield STANDARD, TagFault(f"its XMP does not claim {name}", f"set {key.decode()}")
    yield from ((HEADINGS, fault) for fault in _headings(parsed))
    for page, element in parsed.elements():
        if element.tag == "Figure" and element.alt == "":
            yield FIGURES, TagFault("it has no alternative text", "say what it shows", page.number, element.name)
    for number, name in parsed.catalog.headless:
        yield TABLES, TagFault("it has no heads", "tag its first row, or column, as TH", number, name)


def _headings(parsed: ParsedFile) -> Iterator[TagFault]:
    before = 0
    for page, element in parsed.elements():
        if not (level := _LEVEL.fullmatch(element.tag)):
            continue
        after = int(level[1])
        if after > before + 1:
            what = f"it is of level {after} after {f'one of level {before}' if before else 'none'}"
            yield TagFault(what, f"make it level {before + 1}", page.number, called(element.tag, element.text))
        before = after


def private_properties(properties: Mapping[str, str]) -> Iterator[TagFault]:
    """Yield properties that give a machine or its user away."""
    for name, value in properties.items():
        if path := LOCAL_PATH.search(value):
            yield TagFault(f"it gives away a path of somebody's machine, {path[0]!r}", "drop it", element=name)
        elif name.lower().endswith(("author", "dc:creator")) and _USER.fullmatch(value.strip()):
            what = f"it gives away a machine's user, {value.strip()!r}"
            yield TagFault(what, "name the house that issues it, or nobody", element=name)


def files_inside(names: Iterable[str]) -> Iterator[TagFault]:
    """Yield attached files that are no data."""
    for name in names:
        if not name.lower().endswith(_DATA):
            yield TagFault("a file that is no data stands inside it", "drop it", element=f"attached {name}")
