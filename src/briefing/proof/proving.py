"""The proof of finished files by their ledger and the dataset.

files ─read─▶ what a reader sees ─┐
ledger ───────────────────────────┼─▶ edition · comparing · planned · numbers · words · layout · tags · … ─▶ findings
tables of the dataset ────────────┘
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import MappingProxyType
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.proof import comparing, layout, letter_checks, numbers, planned, provenance, tags, words
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, ProofFinding, Rule
from briefing.proof.package.opc_package import opened
from briefing.proof.package.package_check import read_against_table
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.reading.brief import brief
from briefing.proof.reading.dataset_tables import Tables, frame_names
from briefing.proof.reading.deck import deck
from briefing.proof.reading.ledger_decoding import LaterVersion, ledger
from briefing.proof.reading.ledger_reader import Ledger
from briefing.proof.reading.letter import letter, picture
from briefing.proof.undated import UndatedEvidence
from briefing.reuse import from_nothing

UNREADABLE = Rule("file-unreadable", "error", "every file opens")
LEDGER_UNREADABLE = Rule("ledger-unreadable", "error", "the ledger is whole")
INTERNAL = Rule("proof-internal", "error", "the proof itself comes to its end")
RULES = (UNREADABLE, LEDGER_UNREADABLE, INTERNAL)
# Of one rule in one file: more than this have one cause; fewer where the project has changed since, which is the cause.
_MOST_ALIKE, _MOST_OF_OLD = 100, 5
Check = Callable[[Evidence], Iterable[ProofFinding]]
# Whether slides and pages are rendered and checked as they are seen, and whether pictures of them are kept to show.
Drawn = bool | Literal["pictures"]


class Proof(Struct, frozen=True):
    """What was found, and what was checked.

    `done` lists in words what could and what could not be checked; `pictures` has a PNG of each slide and page that was
    rendered, by file and number, where they were asked for.
    """

    findings: tuple[ProofFinding, ...]
    evidence: Evidence
    done: tuple[str, ...] = ()
    pictures: Mapping[tuple[str, int], bytes] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[ProofFinding, ...]:
        """The findings that stop an edition."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


class ReadFile(Struct, frozen=True):
    """A file as a reader sees it, if it can be read, what is wrong with the file itself, and checks of its own.

    `name`, `ending` and `digest` say which file it is; they are empty for what was read of no file.
    """

    files: tuple[ParsedFile, ...]
    findings: tuple[ProofFinding, ...] = ()
    checks: tuple[Check, ...] = ()
    name: str = ""
    ending: str = ""
    digest: str = ""


# The suffix of other files than decks, briefs and letters → the module whose `read` reads them.
Readers = Mapping[str, str]


def read(name: str, data: bytes, readers: Readers = MappingProxyType({})) -> ReadFile:
    """Return a file as a reader sees it; a file that cannot be read is a finding."""
    digest = hashlib.sha256(data).hexdigest()
    suffixes = [suffix for suffix in readers if name.lower().endswith(suffix)]
    if suffixes:
        ending = max(suffixes, key=len)
        reader: Callable[[str, bytes], ReadFile] = import_module(readers[ending]).read
        return replace(reader(name, data), name=name, ending=ending, digest=digest)
    findings: list[ProofFinding] = []
    parsed = tuple(_read(name, data, findings))
    return ReadFile(parsed, tuple(findings), name=name, ending=f".{name.rpartition('.')[2]}", digest=digest)


def prove(
    files: Mapping[str, bytes],
    ledger: tuple[str, bytes] | None = None,
    tables: Tables | None = None,
    *,
    deep: bool = True,
    drawn: Drawn = False,
    readers: Readers = MappingProxyType({}),
) -> Proof:
    """Return the proof of files, their ledger and tables; `drawn` renders slides and pages too, as
    "pictures" with pictures to show.

    Nothing is raised for a file that is broken, locked or of another kind: that is a finding. All of it is read and
    checked, whatever this process has proved before.
    """
    with from_nothing():
        read_files = [read(name, data, readers) for name, data in files.items()]
        return judge(read_files, ledger, tables, deep=deep, drawn=drawn)


def judge(
    files: Iterable[ReadFile],
    ledger: tuple[str, bytes] | None = None,
    tables: Tables | None = None,
    *,
    deep: bool = True,
    drawn: Drawn = False,
) -> Proof:
    """Return the proof of files that were read, their ledger and tables; `drawn` renders slides and pages too,
    as "pictures" with pictures to show.

    Without `deep` tags are checked by PDFium alone, which is what a build has time for. What was found in this process
    in a part, page, table, fact, claim or planned entry that is the same to the byte is not looked for again.
    """
    of_ledger: list[ProofFinding] = []
    record = _ledger(ledger, of_ledger)
    files, left_over = _without_left_over(files, record)
    findings = [*(finding for file in files for finding in file.findings), *left_over, *of_ledger]
    parsed = tuple(parsed for file in files for parsed in file.files)
    evidence = Evidence(parsed, record, ledger[0] if ledger else "", tables)
    if record and tables and frame_names(record.edition.inputs) - set(tables.frames):
        evidence = replace(evidence, tables=None)  # the files are not what the edition was built from
    for check in (*(check for file in files for check in file.checks), *_checks(evidence, deep=deep)):
        with _reporting_failures(findings):
            findings += check(evidence)
    done, pictures = _drawn(evidence, findings, pictured=drawn == "pictures") if drawn else ((), {})
    done = (*_left_out(evidence), *done)
    return Proof(tuple(_bounded(dict.fromkeys(findings))), evidence, done, pictures)


def _without_left_over(files: Iterable[ReadFile], record: Ledger | None) -> tuple[list[ReadFile], list[ProofFinding]]:
    """Return the files of a build, and a finding for each that an earlier one has left."""
    own: list[ReadFile] = []
    found: list[ProofFinding] = []
    for file in files:
        if record and provenance.is_left_over(file.name, file.ending, file.digest, record.edition):
            found.append(provenance.left_over(file.name))
        else:
            own.append(file)
    return own, found


def _drawn(
    evidence: Evidence, findings: list[ProofFinding], *, pictured: bool
) -> tuple[tuple[str, ...], Mapping[tuple[str, int], bytes]]:
    """Render files, and return remarks on what was rendered with the pictures."""
    from briefing.proof.rendering import rendered  # brings pypdfium2 and Pillow, which no build needs

    with _reporting_failures(findings):
        drawn = rendered(evidence, pictured=pictured)
        findings += drawn.findings
        return drawn.done, drawn.pictures
    return ("nothing was drawn, as drawing broke off",), {}


def _left_out(evidence: Evidence) -> tuple[str, ...]:
    """Return what could not be checked, in words."""
    messages = [line for room in (provenance, comparing, planned, numbers, words) for line in room.left_out(evidence)]
    if evidence.ledger is None:
        messages.insert(0, "no ledger is known: numbers and claims untraced")
    elif evidence.tables is None and frame_names(evidence.ledger.edition.inputs):
        messages.insert(0, "the dataset was a data frame: facts worked out from the ledger, not from its cells")
    elif evidence.tables is None:
        messages.insert(0, "no dataset is known: facts worked out from the ledger's observations, not from their cells")
    if any(parsed.file.lower().endswith(".png") for parsed in evidence.files):
        messages.append("numbers drawn in the picture of a letter: in the ledger, but not read from it")
    return tuple(messages)


def _read(name: str, data: bytes, findings: list[ProofFinding]) -> Iterator[ParsedFile]:
    """Yield a file as a reader sees it, if it can be read; faults of its package go to `findings`."""
    ending = "pdf" if data[:5] == b"%PDF-" else name.lower().rpartition(".")[2]
    with _reporting_failures(findings, name):
        if ending not in ("pdf", "html", "txt", "png"):
            yield _deck(name, data, findings)
            return
        try:
            if ending == "pdf":
                yield replace(brief("", data), file=name)
            elif ending == "png":
                yield picture(name, data)
            else:
                yield letter(name, data)
        except ValueError as error:
            fix = "save it without a password" if "locked" in str(error) else "build or save it again"
            findings.append(UNREADABLE.at(Location(name), f"it cannot be read: {error}", fix))


def _deck(name: str, data: bytes, findings: list[ProofFinding]) -> ParsedFile:
    package = opened(name, data)
    with _reporting_failures(findings, name):
        findings += read_against_table(package)
    return deck(name, data, package)


@contextmanager
def _reporting_failures(findings: list[ProofFinding], file: str = "") -> Iterator[None]:
    """Turn a fault of the proof's own into a finding, so that the rest is checked and nothing passes unseen."""
    try:
        yield
    except Exception as error:
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_globals.get('__name__')}, line {trace.tb_lineno}" if trace else "an unknown place"
        what = f"a check broke off with {type(error).__name__} in {place}"
        findings.append(INTERNAL.at(Location(file), what, "report it, with the file if you may"))


def _bounded(findings: Iterable[ProofFinding]) -> Findings:
    """Yield findings without those of a flood: of one rule in one file the first, and how many more there are."""
    findings = tuple(findings)
    old = any(finding.rule == provenance.INPUTS.id for finding in findings)
    most = _MOST_OF_OLD if old else _MOST_ALIKE
    counts: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], ProofFinding] = {}
    for finding in findings:
        key = finding.rule, finding.location.file.partition(", line ")[0]
        counts[key] += 1
        if finding.severity == "error" or key not in last:
            last[key] = finding
        if counts[key] <= most:
            yield finding
    for (rule, file), found in last.items():
        more = counts[rule, file] - most
        if more > 0:
            yield ProofFinding(rule, found.severity, f"{more:,} more findings of this rule", Location(file), found.fix)


def _ledger(given: tuple[str, bytes] | None, findings: list[ProofFinding]) -> Ledger | None:
    if given is None:
        return None
    name, data = given
    try:
        return ledger(data)
    except LaterVersion as error:
        findings.append(LEDGER_UNREADABLE.at(Location(name), str(error), error.fix))
        return None
    except ValueError as error:
        fix = "give the .ledger.json that was built with the files, or build the edition again"
        findings.append(LEDGER_UNREADABLE.at(Location(name), f"it is no ledger: {error}", fix))
        return None


def _checks(evidence: Evidence, *, deep: bool) -> Iterator[Check]:
    """Yield the checks that have something to look at."""
    yield provenance.check
    yield comparing.check
    undated = UndatedEvidence(evidence)
    yield lambda _: undated.found("planned", planned.check)
    if any(evidence.of_kind("letter")):
        yield letter_checks.check
    yield lambda _: undated.found("numbers", numbers.check)
    yield numbers.raw_cells.check
    yield lambda _: undated.found("words", words.check)
    yield layout.check
    if any(evidence.of_kind("brief")):
        yield tags.check_deep if deep else tags.check
