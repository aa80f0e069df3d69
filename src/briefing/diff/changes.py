"""What changed between two editions, for people and for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import asdict

from briefing.errors import Finding
from briefing.facts.revisions import Revision, RevisionKind, Why
from briefing.model.lineage import number
from briefing.model.period import YEAR
from briefing.wording import of

_MOST: Final = 40  # printed lines of one kind
_MOST_DERIVED: Final = 6  # numbers in the line below the one that they are worked out from
_WORDING: Final = of("en")
_WIDEST: Final = 44  # of the names of facts, so that the values after them form a column
_WHY: Final[Mapping[str, str]] = {
    "period": "new period",
    "revised": "revised",
    "corrected": "corrected",
    "confirmed": "confirmed",
    "records": "other records",
    "formula": "new formula",
}

Kind = Literal["changed", "added", "removed"]
ClaimKind = Literal["added", "dropped", "text", "expectation", "now false", "now true"]


class NumberChange(Struct, frozen=True):
    """A fact in both editions or in one: its value and its words there, and why it changed.

    The value is None and the words are empty in an edition without the fact; a deck has words alone. The reason `print`
    says that only the words are known.
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
        entry = asdict(self) | {"revisions": [_revision_entry(one) for one in self.revisions]}
        for key in ("old", "new"):
            entry[key] = None if entry[key] is None else number(entry[key])
        return entry | {"why": list(self.why), "years": list(self.years)}


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
    """A source that was added, removed or changed: `parts` are its changes, each as (part, old, new)."""

    kind: Kind
    id: str
    name: str
    parts: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        changes = "; ".join(f"{part} “{old}” → “{new}”" for part, old, new in self.parts)
        return f"{self.kind} {self.id}: {changes or self.name}"


class Side(Struct, frozen=True):
    """One of the two files: its name, what it was read from (empty: it is a ledger), and the head of its edition."""

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

    `revisions` are of the records that both rest on, whether or not a number that both print is worked out from them.

    `claims` or `sources` are None if one of the files does not hold them.
    """

    old: Side
    new: Side
    same: bool
    numbers: tuple[NumberChange, ...]
    claims: tuple[ClaimChange, ...] | None
    sources: tuple[SourceChange, ...] | None
    warnings: tuple[Finding, ...] = ()
    revisions: tuple[Revision, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form of `--json`."""
        return {
            "old": asdict(self.old),
            "new": asdict(self.new),
            "same": self.same,
            "numbers": [one.as_json() for one in self.numbers],
            "revisions": [_revision_entry(one) for one in self.revisions],
            "claims": None if self.claims is None else [asdict(one) for one in self.claims],
            "sources": None if self.sources is None else [asdict(one) for one in self.sources],
            "warnings": [one.as_json() for one in self.warnings],
        }

    def __str__(self) -> str:
        lines = [f"old: {self.old}", f"new: {self.new}"]
        if self.same:
            return "\n".join([*lines, "nothing changed: a reader sees the same in both"])
        if not (self.numbers or self.revisions or self.claims or self.sources):
            compared = ["numbers", *(["claims"] if self.claims is not None else [])]
            compared += ["sources"] if self.sources is not None else []
            return "\n".join([*lines, f"no difference in {' or '.join(compared)}"])
        lines += self._numbers()
        lines += _listed("claims", self.claims or ())
        lines += self._revisions()
        lines += _listed("sources", self.sources or ())
        unknown = [name for name, found in (("claims", self.claims), ("sources", self.sources)) if found is None]
        return "\n".join([*lines, *([f"not compared: {', '.join(unknown)}"] if unknown else [])])

    def _revisions(self) -> Iterator[str]:
        counts = [(kind, sum(one.kind == kind for one in self.revisions)) for kind in get_args(RevisionKind)]
        if self.revisions:
            yield "readings of the same period: " + ", ".join(f"{count} {kind}" for kind, count in counts if count)
        for one in self.revisions[:_MOST]:
            yield f"  {one.indicator}, {_revision(one)}  {one.kind}"
        if len(self.revisions) > _MOST:
            yield f"  … and {len(self.revisions) - _MOST} more (--json lists all)"

    def _numbers(self) -> Iterator[str]:
        counts = [(kind, sum(one.kind == kind for one in self.numbers)) for kind in ("changed", "added", "removed")]
        if self.numbers:
            yield "numbers: " + ", ".join(f"{count} {kind}" for kind, count in counts if count)
        for kind, _ in counts:
            groups = _groups([one for one in self.numbers if one.kind == kind])
            wide = min(_WIDEST, max((len(group[0].fact) for group in groups), default=0))
            for first, *others in groups[:_MOST]:
                yield f"  {first.fact:<{wide}}  {_description(first)}"
                if others:
                    yield f"    and with it: {_briefly(others)}"
            left = sum(map(len, groups[_MOST:]))
            if left:
                yield f"  … and {left} more {kind} (--json lists all)"


def _groups(changes: Sequence[NumberChange]) -> list[list[NumberChange]]:
    """Group changes by short name, each group led by the value that the others are worked out from."""
    groups: dict[str, list[NumberChange]] = {}
    for one in changes:
        groups.setdefault(_subject(one.fact), []).append(one)
    return [
        sorted(group, key=lambda one: (not one.fact.endswith(".last"), not one.revisions)) for group in groups.values()
    ]


def _subject(fact: str) -> str:
    """Return the short name that a fact begins with, with its place if there is one: "visits.of('Sample Town')"."""
    found = re.match(r"\w+(?:\.of\([^)]*\))?", fact)
    return found[0] if found else fact


def _briefly(changes: Sequence[NumberChange]) -> str:
    """Return the measures and words of changes of one short name in one line."""
    shown = [
        f"{one.fact.removeprefix(_subject(one.fact)).lstrip('.')} {_words(one)}" for one in changes[:_MOST_DERIVED]
    ]
    left = len(changes) - _MOST_DERIVED
    return "; ".join([*shown, *([f"{left} more"] if left > 0 else [])])


def _words(one: NumberChange) -> str:
    words = f"{one.was} → {one.now}" if one.kind == "changed" and one.was != one.now else one.now or one.was
    kinds = [kind for kind in get_args(RevisionKind) if kind in one.why and "period" not in one.why]
    return f"{words} ({', '.join(kinds)})" if kinds else words


def _description(one: NumberChange) -> str:
    """Return a number's change in words: "258.4 → 262.9  revised (Leeds 2023: 258.4 → 262.9)"."""
    if one.kind != "changed":
        return f"{one.kind}: {one.now or one.was}"
    reasons = []
    for why in (why for why in one.why if why != "print"):
        reason = _WHY[why]
        if why == "period":
            reason += f" ({one.years[0]} → {one.years[1]})"
        elif why in get_args(RevisionKind):
            found = [_revision(revision) for revision in one.revisions if revision.kind == why]
            reason += f" ({'; '.join(found[:2])}{'; …' if len(found) > 2 else ''})"
        reasons.append(reason)
    values = f"{one.was} → {one.now}" if one.was != one.now else one.now
    return f"{values}  {', '.join(reasons)}".rstrip()


def _revision_entry(one: Revision) -> dict[str, Any]:
    period = {"year": one.period.notation} if one.period.frequency == YEAR else {"period": one.period.notation}
    entry = {"indicator": one.indicator, "entity": one.entity, **period, "part": one.part, "kind": one.kind}
    entry |= {"old": one.old, "new": one.new}
    return entry if one.change is None else entry | {"change": number(one.change)}


def _revision(one: Revision) -> str:
    """Return what changed of a record, with size and direction: "Leeds 2023: 86.11 → 85.4, down 0.71"."""
    part = "" if one.part == "value" else f"{one.part} "
    size = f", {'up' if one.change > 0 else 'down'} {abs(number(one.change)):,}" if one.change else ""
    return f"{one.entity} {_WORDING.dated(one.period)}: {part}{one.old} → {one.new}{size}"


def _listed(name: str, changes: Sequence[ClaimChange | SourceChange]) -> list[str]:
    """Return a heading with the number of changes of one kind, and a line for each."""
    lines = [f"{name}: {len(changes)} changed"] if changes else []
    lines += [f"  {one}" for one in changes[:_MOST]]
    return [*lines, f"  … and {len(changes) - _MOST} more (--json lists all)"] if len(changes) > _MOST else lines
