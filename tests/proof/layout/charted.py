"""Decks with charts, whole or with one part edited, and what the proof finds in them."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.layout import chart_checks, colour
from briefing.proof.package.opc_package import opened
from briefing.proof.package.package_check import read_against_table
from briefing.proof.reading.deck import deck
from tests.proof.package.broken import Break
from tests.proof.package.decks import made

# What tells each chart of the editions from the others: project, and patterns that its part holds.
CHARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "line": ("gallery", ("<c:lineChart>", "<c:v>231.2</c:v>", '<c:min val="0.0"/>', "<c:dLbls>")),
    "bars": ("gallery", ('<c:barDir val="bar"/>', "<c:v>2014 = 1×</c:v>")),
    "columns": ("gallery", ('<c:barDir val="col"/>', "<c:v>327.6</c:v>")),
    "panel": ("gallery", ('<c:barDir val="col"/>', "<c:v>3140.0</c:v>")),
    "bullets": ("gallery", ("<c:v>Target</c:v>", '<c:barDir val="bar"/>')),
    "bump": ("gallery", ("<c:lineChart>", "<c:v>Lowhithe</c:v>")),
    "card": ("gallery", ("<c:lineChart>", "<c:v>Solar capacity</c:v>", "(?s)^(?!.*<c:dLbl>)")),
    "index": ("gallery", ("<c:lineChart>", "<c:v>2016 = 100</c:v>")),
    "refused": ("gallery", (r"<c:v>Public spending on energy \(to 2018\)</c:v>",)),
    "slope": ("gallery", ("<c:lineChart>", "<c:v>555.769230769</c:v>")),
    "share": ("gallery", ("percentStacked",)),
    "places": ("gallery", ("<c:v>Saltwick</c:v>", '<c:barDir val="bar"/>')),
    "rows": ("gallery", ("<c:scatterChart>",)),
    "small": ("gallery", ('<c:barDir val="col"/>', "<c:v>Northmere</c:v>", "<c:max val=")),
}


def whole(project: str) -> bytes:
    """Name of a project → its deck."""
    return made(project, "ink", "read")


@cache
def chart(name: str) -> tuple[str, str]:
    """Name of a chart → its part, and the XML in it."""
    project, patterns = CHARTS[name]
    with zipfile.ZipFile(io.BytesIO(whole(project))) as archive:
        parts = [part for part in archive.namelist() if part.startswith("ppt/charts/chart")]
        for part in sorted(parts, key=lambda part: int("".join(filter(str.isdecimal, part)))):
            text = archive.read(part).decode()
            if all(re.search(pattern, text) for pattern in patterns):
                return part, text
    raise AssertionError(f"no chart of {project} holds {patterns}")


def edited(name: str, *edits: tuple[str, str]) -> bytes:
    """Name of a chart, patterns and what stands in place of their first match → the deck."""
    part = chart(name)[0]
    return Break("", tuple((part, pattern, new) for pattern, new in edits)).of(whole(CHARTS[name][0]))


def several(*edits: tuple[str, str, str]) -> bytes:
    """Names of charts of the gallery, each with a pattern and what stands in place of its first match → the deck."""
    return Break("", tuple((chart(name)[0], pattern, new) for name, pattern, new in edits)).of(whole("gallery"))


def found(data: bytes) -> list[ProofFinding]:
    """A deck → what is wrong with its charts and colours."""
    package = opened("deck.pptx", data)
    read_against_table(package)
    evidence = Evidence((deck("deck.pptx", data, package),))
    return [*chart_checks.check(evidence), *colour.check(evidence)]
