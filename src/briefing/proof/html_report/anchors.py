"""The ids of the proof page: the anchor of each file, page, number, fact and observation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from briefing.proof.evidence import Evidence
from briefing.proof.parsed_file import Kind, ParsedFile
from briefing.proof.reading.ledger_reader import Ledger, Record, Term, Use

_KINDS: tuple[Kind, ...] = ("deck", "brief", "letter", "web")


class NumberPlace(Struct, frozen=True):
    """A number where it stands: its row in the ledger, its id, the id of its page ("": of a file that is not here).

    `at` is the place on the page.
    """

    row: Use | Term
    key: str
    page: str
    at: str

    @property
    def fact(self) -> str:
        """The fact that it prints, "" for a term."""
        return self.row.fact if isinstance(self.row, Use) else ""

    @property
    def why(self) -> str:
        """Why a numeral may stand that links to no fact."""
        return self.row.why if isinstance(self.row, Term) else "its fact is not in the ledger"


class Anchors(Struct, frozen=True):
    """Ids by what they stand for, and what stands where."""

    pages: Mapping[tuple[str, int], str]
    facts: Mapping[str, str]
    records: Mapping[Record, str]
    sources: Mapping[str, str]
    on_page: Mapping[str, tuple[NumberPlace, ...]]
    of_fact: Mapping[str, tuple[NumberPlace, ...]]
    of_record: Mapping[Record, tuple[str, ...]]


def places(evidence: Evidence) -> Anchors:
    """Return the ids of all that the page shows of the evidence."""
    pages = _pages(evidence.files)
    ledger = evidence.ledger
    if ledger is None:
        return Anchors(pages, {}, {}, {}, {}, {}, {})
    stands = _stands(ledger, pages, _files_by_kind(evidence.files, ledger))
    on_page: dict[str, list[NumberPlace]] = defaultdict(list)
    of_fact: dict[str, list[NumberPlace]] = defaultdict(list)
    for stand in stands:
        on_page[stand.page].append(stand)
        of_fact[stand.fact].append(stand)
    of_record: dict[Record, list[str]] = defaultdict(list)
    for name, fact in ledger.facts.items():
        for record in dict.fromkeys(fact.records):
            of_record[record].append(name)
    ordered = sorted(
        of_record, key=lambda record: (record.indicator, record.entity, record.period, record.series, record.source)
    )
    return Anchors(
        pages,
        {name: f"fact-{at}" for at, name in enumerate(ledger.facts, 1)},
        {record: f"observation-{at}" for at, record in enumerate(ordered, 1)},
        {name: f"source-{at}" for at, name in enumerate(ledger.sources, 1)},
        {page: tuple(held) for page, held in on_page.items()},
        {fact: tuple(held) for fact, held in of_fact.items()},
        {record: tuple(of_record[record]) for record in ordered},
    )


def _pages(files: tuple[ParsedFile, ...]) -> dict[tuple[str, int], str]:
    """Return the id of each page, and of each file as page 0: deck-4, and deck2-4 of a second deck."""
    pages: dict[tuple[str, int], str] = {}
    for kind in _KINDS:
        for at, file in enumerate((parsed for parsed in files if parsed.kind == kind), 1):
            stem = kind if at == 1 else f"{kind}{at}"
            pages[file.file, 0] = stem
            pages |= {(file.file, page.number): f"{stem}-{page.number}" for page in file.pages}
    return pages


def _files_by_kind(files: tuple[ParsedFile, ...], ledger: Ledger) -> dict[str, str]:
    """Return the file of each output: one that the ledger names, else the first of its kind."""
    files_by_kind: dict[str, str] = {}
    for file in sorted(files, key=lambda parsed: parsed.file not in ledger.edition.outputs):
        files_by_kind.setdefault(file.kind, file.file)
    return files_by_kind


def _stands(
    ledger: Ledger, pages: Mapping[tuple[str, int], str], files_by_kind: Mapping[str, str]
) -> list[NumberPlace]:
    stands = []
    held: tuple[Use | Term, ...] = (*ledger.uses, *ledger.terms)
    for at, row in enumerate(held, 1):
        page = pages.get((files_by_kind.get(row.output, ""), row.page or 1), "")
        stands.append(NumberPlace(row, f"number-{at}", page, row.at or row.place))
    return stands
