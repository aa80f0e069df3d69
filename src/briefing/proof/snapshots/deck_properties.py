"""The properties of a deck in words; counts, dates and names of programs are left out."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import short

# What each program rewrites when it saves.
_VOLATILE = {"created", "modified", "lastModifiedBy", "revision", "lastPrinted", "version"}
_OF_PROGRAMS = {"PresentationFormat"}
_WORDS = {"Company", "Manager", "HyperlinkBase"}


def of_deck(package: Package) -> dict[str, str]:
    """Return the properties of a package by name."""
    return {name: " ".join(text.split()) for name, text in _properties(package) if text.strip()}


def program(package: Package) -> str:
    """Return the name of the program that saved a package, "" if it has none."""
    for _, root in package.of_kind("extended-properties"):
        for field in root:
            if short(field.tag).rpartition(":")[2] == "Application":
                return (field.text or "").partition("/")[0]
    return ""


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    for _, root in package.of_kind("core-properties"):
        for field in root:
            name = short(field.tag).rpartition(":")[2]
            if name not in _VOLATILE:
                yield name, field.text or ""
    for _, root in package.of_kind("extended-properties"):
        for field in root:
            name = short(field.tag).rpartition(":")[2]
            if name in _WORDS:
                yield name, field.text or ""
    for _, root in package.of_kind("custom-properties"):
        for field in root:
            if field.get("name") not in _OF_PROGRAMS:
                yield f"custom property {field.get('name', '')}", "".join(field.itertext())
