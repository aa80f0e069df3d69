"""Findings: what is wrong, by which rule, at which place of which finished file, and the fix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from briefing.errors import Finding

# An error stops an edition, a warning is printed, advice stands in the proof alone.
Severity = Literal["error", "warning", "advice"]
# Left, top, right, bottom in points, from the upper left corner of the page.
Box = tuple[float, float, float, float]


class Location(Struct, frozen=True):
    """A place: the file, the slide or page from 1 (0: the file as a whole), the element on it, and where that stands.

    `word` is what the file calls its pages: "slide" or "page"; `part` the part of a package.
    """

    file: str
    page: int = 0
    element: str = ""
    box: Box | None = None
    word: str = "page"
    part: str = ""

    def __str__(self) -> str:
        page = f"{self.word} {self.page}" if self.page else ""
        page = f"{page} ({self.part})" if page and self.part else page or self.part
        return ", ".join(part for part in (self.file, page, self.element) if part)


class ProofFinding(Struct, frozen=True):
    """A finding of the proof."""

    rule: str
    severity: Severity
    what: str
    location: Location
    fix: str

    @property
    def where(self) -> str:
        """The place in words."""
        return str(self.location)

    def as_json(self) -> dict[str, object]:
        """Return the form of `--json`: that of every finding, with the rule, and the place in parts for those who draw
        it."""
        box = list(self.location.box) if self.location.box else None
        place = {"file": self.location.file, "page": self.location.page, "element": self.location.element, "box": box}
        fields = {"severity": self.severity, "what": self.what, "where": str(self.location), "fix": self.fix}
        return {**fields, "rule": self.rule, "place": place}

    def __str__(self) -> str:
        return f"{self.severity} [{self.rule}] {self.location}: {self.what}; {self.fix}"

    def finding(self) -> Finding:
        """Return the finding as the build reports it; advice becomes a warning."""
        severity: Literal["error", "warning"] = "error" if self.severity == "error" else "warning"
        return Finding(str(self.location), self.what, self.fix, severity)


Findings = Iterator[ProofFinding]


class Rule(Struct, frozen=True):
    """What a check looks for: its name, how grave a breach is, and the rule in words."""

    id: str
    severity: Severity
    about: str

    def at(self, location: Location, what: str, fix: str) -> ProofFinding:
        """Return a breach of this rule, on one line whatever a damaged file says."""
        return ProofFinding(self.id, self.severity, " ".join(what.splitlines()), location, fix)
