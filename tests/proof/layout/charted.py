"""Decks with charts, whole or with one part edited, and what the proof finds in them."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

from msgspec.structs import replace

from briefing import read
from briefing.assets import asset
from briefing.deck import write
from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.layout import chart_checks, colour
from briefing.proof.package.opc_package import opened
from briefing.proof.package.package_check import read_against_table
from briefing.proof.reading.deck import deck
from tests.once import once
from tests.proof.package.broken import Break
from tests.proof.package.decks import document

# The sections of the gallery that hold these charts, and one with a table.
SECTIONS = (
    "cards", "bar", "places", "share", "bullet", "line", "index", "refused", "columns", "panels", "slope", "dumbbell",
    "multiples", "bump", "table",
)  # fmt: skip
# What tells each chart of the gallery from the others: patterns that its part holds.
CHARTS: dict[str, tuple[str, ...]] = {
    "line": ("<c:lineChart>", "<c:v>1156.0</c:v>", '<c:min val="0.0"/>', "<c:dLbls>"),
    "bars": ('<c:barDir val="bar"/>', "<c:v>2014 = 1×</c:v>"),
    "columns": ('<c:barDir val="col"/>', "<c:v>351.2</c:v>"),
    "panel": ('<c:barDir val="col"/>', "<c:v>3140.0</c:v>"),
    "bullets": ("<c:v>Target</c:v>", '<c:barDir val="bar"/>'),
    "bump": ("<c:lineChart>", "<c:v>Lowhithe</c:v>"),
    "card": ("<c:lineChart>", "<c:v>Building retrofits</c:v>", "(?s)^(?!.*<c:dLbl>)"),
    "index": ("<c:lineChart>", "<c:v>2016 = 100</c:v>"),
    "refused": (r"<c:v>Public spending on energy \(to 2018\)</c:v>",),
    "slope": ("<c:lineChart>", "<c:v>135.185185185</c:v>"),
    "share": ("<c:v>Owners of homes</c:v>",),
    "places": ("<c:v>Redcliffe Point</c:v>", '<c:barDir val="bar"/>'),
    "rows": ("<c:scatterChart>",),
    "small": ('<c:barDir val="col"/>', "<c:v>Northmere</c:v>", "<c:max val="),
}


@once
def whole() -> bytes:
    """The deck of these sections."""
    gallery = document("gallery")
    chosen = (
        replace(part, sections=tuple(one for one in part.sections if one.id in SECTIONS)) for part in gallery.parts
    )
    parts = tuple(part for part in chosen if part.sections)
    return write(replace(gallery, parts=parts), read.theme(asset("themes/ink.toml"))).files[".pptx"]


@cache
def chart(name: str) -> tuple[str, str]:
    """Name of a chart → its part, and the XML in it."""
    with zipfile.ZipFile(io.BytesIO(whole())) as archive:
        parts = [part for part in archive.namelist() if part.startswith("ppt/charts/chart")]
        for part in sorted(parts, key=lambda part: int("".join(filter(str.isdecimal, part)))):
            text = archive.read(part).decode()
            if all(re.search(pattern, text) for pattern in CHARTS[name]):
                return part, text
    raise AssertionError(f"no chart of the gallery holds {CHARTS[name]}")


def edited(name: str, *edits: tuple[str, str]) -> bytes:
    """Name of a chart, patterns and what stands in place of their first match → the deck."""
    part = chart(name)[0]
    return Break("", tuple((part, pattern, new) for pattern, new in edits)).of(whole())


def several(*edits: tuple[str, str, str]) -> bytes:
    """Names of charts of the gallery, each with a pattern and what stands in place of its first match → the deck."""
    return Break("", tuple((chart(name)[0], pattern, new) for name, pattern, new in edits)).of(whole())


def found(data: bytes) -> list[ProofFinding]:
    """A deck → what is wrong with its charts and colours."""
    package = opened("deck.pptx", data)
    read_against_table(package)
    evidence = Evidence((deck("deck.pptx", data, package),))
    return [*chart_checks.check(evidence), *colour.check(evidence)]
