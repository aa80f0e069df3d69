"""What changed between two editions, for people and for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import asdict

from briefing.errors import Finding
from briefing.facts.editions import Revision, Why
from briefing.model.lineage import number

_MOST: Final = 40  # lines of one kind that a terminal is told
_BESIDE: Final = 6  # numbers that are told in the line of the one that they are worked out from
_WIDEST: Final = 44  # of the names of facts, so that the values beside them stand in a column
_WHY: Final[Mapping[str, str]] = {
    "period": "new period",
    "revised": "revised",
    "records": "other records",
    "formula": "new formula",
}

Kind = Literal["changed", "added", "removed"]
ClaimKind = Literal["added", "dropped", "text", "expectation", "now false", "now true"]


class NumberChange(Struct, frozen=True):
    """A fact in both editions or in one: its value and its words there, and why it changed.

    A value is None, its words empty, in an edition that lacks the fact; a deck has words alone. `print` as the reason
    says that no more than the words is known.
    """

    kind: Kind
    fact: str
    old: float | None
    new: float | None
    unit: str
    was: str
    now: str
    why: tuple[Why | Literal["print"], ...] = ()
    years: tuple[str, str] = ("", "")
    revisions: tuple[Revision, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """All that is known, by the names of the ledger."""
        told = asdict(self) | {"revisions": [asdict(one) for one in self.revisions]}
        for key in ("old", "new"):
            told[key] = None if told[key] is None else number(told[key])
        return told | {"why": list(self.why), "years": list(self.years)}


class ClaimChange(Struct, frozen=True):
    """A claim of the story: what of it changed; `was` is the text or expectation before."""

    kind: ClaimKind
    place: str
    text: str
    expect: str
    was: str = ""

    def __str__(self) -> str:
        if self.kind == "text":
            return f"text ({self.place}): “{self.was}” → “{self.text}”"
        if self.kind == "expectation":
            return f"expectation ({self.place}): {self.was} → {self.expect}; “{self.text}”"
        return f"{self.kind} ({self.place}): “{self.text}”; {self.expect}"


class SourceChange(Struct, frozen=True):
    """A source that was added, removed, or told otherwise: `parts` are what changed, each as (part, old, new)."""

    kind: Kind
    id: str
    name: str
    parts: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        told = "; ".join(f"{part} “{old}” → “{new}”" for part, old, new in self.parts)
        return f"{self.kind} {self.id}: {told or self.name}"


class Side(Struct, frozen=True):
    """One of the two files: its name, by what it was read (empty: it is a ledger), its edition's head."""

    file: str
    read: str
    slug: str
    lang: str
    as_of: str
    years: str

    def __str__(self) -> str:
        edition = f"{self.slug}.{self.lang}".strip(".")
        parts = [edition, f"as of {self.as_of}" if self.as_of else "", self.years, self.read]
        return f"{self.file} ({', '.join(part for part in parts if part)})"


class Changes(Struct, frozen=True):
    """From an old edition to a new one. `same` says that a reader sees nothing new: the content hashes are equal.

    `claims` or `sources` are None where one of the files does not tell them.
    """

    old: Side
    new: Side
    same: bool
    numbers: tuple[NumberChange, ...]
    claims: tuple[ClaimChange, ...] | None
    sources: tuple[SourceChange, ...] | None
    warnings: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form of `--json`."""
        return {
            "old": asdict(self.old),
            "new": asdict(self.new),
            "same": self.same,
            "numbers": [one.as_json() for one in self.numbers],
            "claims": None if self.claims is None else [asdict(one) for one in self.claims],
            "sources": None if self.sources is None else [asdict(one) for one in self.sources],
            "warnings": [one.as_json() for one in self.warnings],
        }

    def __str__(self) -> str:
        lines = [f"old: {self.old}", f"new: {self.new}"]
        if self.same:
            return "\n".join([*lines, "nothing changed: a reader sees the same in both"])
        if not (self.numbers or self.claims or self.sources):
            compared = ["numbers", *(["claims"] if self.claims is not None else [])]
            compared += ["sources"] if self.sources is not None else []
            return "\n".join([*lines, f"no difference in {' or '.join(compared)}"])
        lines += self._numbers()
        lines += _listed("claims", self.claims or ())
        lines += _listed("sources", self.sources or ())
        untold = [name for name, held in (("claims", self.claims), ("sources", self.sources)) if held is None]
        return "\n".join([*lines, *([f"not compared: {', '.join(untold)}"] if untold else [])])

    def _numbers(self) -> Iterator[str]:
        counts = [(kind, sum(one.kind == kind for one in self.numbers)) for kind in ("changed", "added", "removed")]
        if self.numbers:
            yield "numbers: " + ", ".join(f"{count} {kind}" for kind, count in counts if count)
        for kind, _ in counts:
            groups = _groups([one for one in self.numbers if one.kind == kind])
            wide = min(_WIDEST, max((len(group[0].fact) for group in groups), default=0))
            for first, *others in groups[:_MOST]:
                yield f"  {first.fact:<{wide}}  {_told(first)}"
                if others:
                    yield f"    and with it: {_briefly(others)}"
            left = sum(map(len, groups[_MOST:]))
            if left:
                yield f"  … and {left} more {kind} (--json tells all)"


def _groups(changes: Sequence[NumberChange]) -> list[list[NumberChange]]:
    """Changes → those of one short name together, the value that the others are worked out from at their head."""
    groups: dict[str, list[NumberChange]] = {}
    for one in changes:
        groups.setdefault(_subject(one.fact), []).append(one)
    return [
        sorted(group, key=lambda one: (not one.fact.endswith(".last"), not one.revisions)) for group in groups.values()
    ]


def _subject(fact: str) -> str:
    """A fact → the short name that it begins with, with the place if it names one: "visits.of('Sample Town')"."""
    found = re.match(r"\w+(?:\.of\([^)]*\))?", fact)
    return found[0] if found else fact


def _briefly(changes: Sequence[NumberChange]) -> str:
    """Changes of one short name → their measures and words in one line."""
    told = [f"{one.fact.removeprefix(_subject(one.fact)).lstrip('.')} {_words(one)}" for one in changes[:_BESIDE]]
    return "; ".join([*told, *([f"{len(changes) - _BESIDE} more"] if len(changes) > _BESIDE else [])])


def _words(one: NumberChange) -> str:
    said = f"{one.was} → {one.now}" if one.kind == "changed" and one.was != one.now else one.now or one.was
    return f"{said} (revised)" if "revised" in one.why else said


def _told(one: NumberChange) -> str:
    """A number's change in words: "258.4 → 262.9  revised (Leeds 2023: 258.4 → 262.9)"."""
    if one.kind != "changed":
        return f"{one.kind}: {one.now or one.was}"
    whys = []
    for why in (why for why in one.why if why != "print"):
        said = _WHY[why]
        if why == "period":
            said += f" ({one.years[0]} → {one.years[1]})"
        elif why == "revised":
            said += f" ({'; '.join(map(_revised, one.revisions[:2]))}{'; …' if len(one.revisions) > 2 else ''})"
        whys.append(said)
    values = f"{one.was} → {one.now}" if one.was != one.now else one.now
    return f"{values}  {', '.join(whys)}".rstrip()


def _revised(one: Revision) -> str:
    part = "" if one.part == "value" else f"{one.part} "
    return f"{one.entity} {one.year}: {part}{one.old} → {one.new}"


def _listed(name: str, changes: Sequence[ClaimChange | SourceChange]) -> list[str]:
    """Changes of one kind → a heading with their number, and a line for each."""
    lines = [f"{name}: {len(changes)} changed"] if changes else []
    lines += [f"  {one}" for one in changes[:_MOST]]
    return [*lines, f"  … and {len(changes) - _MOST} more (--json tells all)"] if len(changes) > _MOST else lines
