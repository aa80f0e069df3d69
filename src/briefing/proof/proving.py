"""Finished files, their ledger and the dataset → what is wrong with them. This is the whole of the proof.

files ─read─▶ what a reader sees ─┐
ledger ───────────────────────────┼─▶ package · numbers · words · layout · tags ─▶ findings
tables of the dataset ────────────┘
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, field

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Found, Rule, Spot
from briefing.proof.reading.ledger import Ledger
from briefing.proof.reading.tables import Tables
from briefing.proof.seen import Seen

UNREADABLE = Rule("file-unreadable", "error", "every file opens")
LEDGER_UNREADABLE = Rule("ledger-unreadable", "error", "the ledger is whole")
RULES = (UNREADABLE, LEDGER_UNREADABLE)
Check = Callable[[Evidence], Iterable[Found]]


class Proof(Struct, frozen=True):
    """What was found, and what was looked at.

    `done` tells in words what was and what could not be checked; `pictures` has a PNG of each slide and page that was
    rendered, by file and number.
    """

    findings: tuple[Found, ...]
    evidence: Evidence
    done: tuple[str, ...] = ()
    pictures: Mapping[tuple[str, int], bytes] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Found, ...]:
        """The findings that stop an edition."""
        return tuple(one for one in self.findings if one.severity == "error")


def prove(
    files: Mapping[str, bytes],
    ledger: tuple[str, bytes] | None = None,
    tables: Tables | None = None,
    *,
    full: bool = False,  # noqa: ARG001
) -> Proof:
    """File name → bytes, name and bytes of their ledger, tables → the proof; `full` renders slides and pages too.

    Nothing is raised for a file that is broken, locked or of another kind: that is a finding.
    """
    findings: list[Found] = []
    seen = [one for name, data in files.items() for one in _read(name, data, findings)]
    evidence = Evidence(tuple(seen), _ledger(ledger, findings), ledger[0] if ledger else "", tables)
    for check in _checks():
        findings += check(evidence)
    return Proof(tuple(dict.fromkeys(findings)), evidence)


def _read(name: str, data: bytes, findings: list[Found]) -> Iterator[Seen]:
    """A file → what a reader sees, if it can be read; what is wrong with its package on the way."""
    try:
        if data[:5] == b"%PDF-":
            from briefing.proof.reading.brief import brief

            yield brief(name, data)
        elif name.endswith((".html", ".txt")):
            from briefing.proof.reading.letter import letter

            yield letter(name, data)
        else:
            from briefing.proof.package.gate import read_against_table
            from briefing.proof.package.parts import opened
            from briefing.proof.reading.deck import deck

            package = opened(name, data)
            findings += read_against_table(package)
            yield deck(name, data, package)
    except ValueError as error:
        findings.append(UNREADABLE.at(Spot(name), f"it cannot be read: {error}", "write it anew"))


def _ledger(given: tuple[str, bytes] | None, findings: list[Found]) -> Ledger | None:
    if given is None:
        return None
    from briefing.proof.reading.ledger import ledger

    name, data = given
    try:
        return ledger(data)
    except ValueError as error:
        findings.append(LEDGER_UNREADABLE.at(Spot(name), f"it is no ledger: {error}", "build the edition anew"))
        return None


def _checks() -> Iterator[Check]:
    """The checks, each imported when it is used."""
    yield from ()
