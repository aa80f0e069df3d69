"""What is found in all of an edition but its date and the names of its files, found once for editions of several days.

The ledger has a row for these words, with one of the `REASONS`. Rows whose words stand once on their page, in each file
that has the page, are where they say: what else is on the page is looked at without them, and the ledger without the
rows. Other rows stay, and with them the words on their page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefing.proof.comparing import is_as_built
from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, ProofFinding
from briefing.proof.numbers.published_rows import known_readings
from briefing.proof.numbers.readings import reads_whole
from briefing.proof.parsed_file import FURNITURE, Catalog, Page, ParsedFile
from briefing.proof.reading.ledger_reader import Ledger, Term
from briefing.reuse import digest, reused, reusing

REASONS: Final = ("date of the edition", "name of a file")
# All tables that the checks of words, numbers on pages and the plan read.
_TABLES: Final = (
    "observations.csv", "indicators.csv", "sources.csv", "entities.csv", "statements.csv", "milestones.csv",
    "targets.csv", "evidence.csv", "breaks.csv",
)  # fmt: skip
_UNREAD: Final = ("docProps/", "ppt/embeddings/", "ppt/tags/")  # parts of a deck that these checks do not look at
_Place = tuple[str, int]
_Words = Mapping[_Place, Sequence[str]]


class UndatedEvidence(Struct, frozen=True, dict=True):
    """The evidence of an edition, for checks that look at pages, charts, tables inside a brief, ledger and dataset.

    They are given no other bytes of a file than those of a letter in plain text.
    """

    evidence: Evidence

    def found(self, kind: str, check: Callable[[Evidence], Findings]) -> Findings:
        """Yield what a check finds."""
        names = (*(parsed.file for parsed in self.evidence.files), self.evidence.ledger_name)

        def found() -> tuple[tuple[str, ...], tuple[ProofFinding, ...]]:
            return names, tuple(check(self._without[0]))

        inputs = self._inputs
        before, findings = found() if inputs is None else reused("undated", (kind, inputs), found)
        called = dict(zip(before, names, strict=True))
        for one in findings:
            yield replace(one, location=replace(one.location, file=called.get(one.location.file, one.location.file)))

    @cached_property
    def _without(self) -> tuple[Evidence, _Words]:
        return _without_dates(self.evidence)

    @cached_property
    def _inputs(self) -> bytes | None:
        inputs = _inputs(*self._without) if reusing() else None
        return None if inputs is None else digest(*inputs)


def _without_dates(evidence: Evidence) -> tuple[Evidence, _Words]:
    """Return evidence without the words that stand where the ledger says, and these by output and page."""
    ledger = evidence.ledger
    if ledger is None:
        return evidence, {}
    rows: dict[_Place, list[Term]] = defaultdict(list)
    for term in ledger.terms:
        if term.why in REASONS:
            rows[term.output, term.page or 1].append(term)
    pages: dict[tuple[str, int], Page] = {}
    plain: dict[str, bytes] = {}
    words: dict[_Place, Sequence[str]] = {}
    for place, terms in rows.items():
        files = (one for one in evidence.files if one.kind == place[0])
        held = [(one, page) for one in files for page in one.pages if page.number == place[1]]
        found = [(one, _without(page, _texts(one, terms)), _plain(one, _texts(one, terms))) for one, page in held]
        whole = [(one, page, data) for one, page, data in found if page is not None and data is not None]
        if whole and len(whole) == len(found) and {term.channel for term in terms} <= {"text", "html", "plain"}:
            words[place] = [term.text for term in terms]
            for one, page, data in whole:
                pages[one.file, place[1]], plain[one.file] = page, data
    undated = [_undated(one, pages, plain.get(one.file, one.data if _is_plain(one) else b"")) for one in evidence.files]
    rest = (one for one in ledger.terms if one.why not in REASONS or (one.output, one.page or 1) not in words)
    without = replace(ledger, terms=tuple(rest))
    without.__dict__["facts_digest"] = ledger.facts_digest
    return replace(evidence, files=tuple(undated), ledger=without), words


def _texts(parsed: ParsedFile, terms: Sequence[Term]) -> list[str]:
    """Return the words of rows that a file has, the longest first; a form of a letter lacks those of the other one."""
    channels = ("text", "plain") if _is_plain(parsed) else ("text", "html")
    return sorted({term.text for term in terms if term.channel in channels}, key=len, reverse=True)


def _undated(parsed: ParsedFile, pages: Mapping[tuple[str, int], Page], data: bytes) -> ParsedFile:
    found = tuple(pages.get((parsed.file, page.number), page) for page in parsed.pages)
    without = replace(parsed, pages=found, data=data, title="", catalog=Catalog())
    without.__dict__["file_digest"] = parsed.file_digest  # which says whether it is as it was built
    without.__dict__["attached_digests"] = parsed.attached_digests
    return without


def _is_plain(parsed: ParsedFile) -> bool:
    return parsed.kind == "letter" and parsed.file.endswith(".txt")


def _plain(parsed: ParsedFile, texts: Sequence[str]) -> bytes | None:
    """Return the bytes of a letter in plain text without texts, nothing of any other file; None where one does not
    stand there once."""
    data = parsed.data if _is_plain(parsed) else b""
    for words in (text.encode() for text in texts if data):
        if data.count(words) != 1:
            return None
        data = data.replace(words, b"")
    return data


def _without(page: Page, texts: Sequence[str]) -> Page | None:
    """Return a page without texts that stand in it once, each in one run; None for any other."""
    elements = list(page.elements)
    for text in texts:
        holding = [at for at, element in enumerate(elements) if text in element.text]
        if len(holding) != 1 or elements[holding[0]].text.count(text) != 1:
            return None
        element = elements[holding[0]]
        cut = tuple(
            tuple(replace(run, text=run.text.replace(text, "")) if text in run.text else run for run in paragraph)
            for paragraph in element.paragraphs
        )
        element = elements[holding[0]] = replace(element, paragraphs=cut)
        if text in element.text:  # it stands in several runs
            return None
    before = zip(page.elements, elements, strict=True)
    return page.with_elements(one for old, one in before if one is old or one.text.strip())


def _inputs(evidence: Evidence, words: _Words) -> tuple[object, ...] | None:
    """Return all that the checks look at; None where that is too much, or a file is not as it was built."""
    ledger, tables = evidence.ledger, evidence.tables
    if ledger is None or tables is None or not all(is_as_built(evidence, one) for one in evidence.files):
        return None
    if not reads_whole(ledger):  # a part of a table was read, which may be too large to be read whole
        return None
    known = known_readings(tables, ledger.edition.as_of)
    read = tables.inputs(_TABLES)
    if known is None or read is None:
        return None
    written = [tables.content(name) for name in _TABLES]
    outputs = ledger.edition.outputs
    files = [
        (one.kind, one.file.rpartition(".")[2], one.lang, one.data, one.file in outputs, [*map(_page, one.pages)],
         [*_parts(one, words)], one.attached_digests)
        for one in evidence.files
    ]  # fmt: skip
    whole = set(outputs) <= {one.file for one in evidence.files}
    return (*known, *read, *written, files, whole, *_rows(ledger))


def _page(page: Page) -> tuple[object, ...]:
    """Return a page with a digest of all but its furniture, which editions of several days share."""
    furniture = [(at, element) for at, element in enumerate(page.elements) if element.role in FURNITURE]
    return page.body.digest, furniture


def _parts(parsed: ParsedFile, words: _Words) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a deck, its slides without the words of their dates."""
    package = parsed.package
    if package is None:
        return
    for name, content in package.parts.items():
        texts = words.get((parsed.kind, package.numbers.get(name, 0)), ()) if name.startswith("ppt/slides/") else ()
        for text in texts:
            content = content.replace(text.encode(), b"")
        if not name.startswith(_UNREAD):
            yield name, content if texts else package.parts.digest(name)


def _rows(ledger: Ledger) -> tuple[object, ...]:
    """Return all that a ledger holds but its date and what it says of files."""
    edition = ledger.edition
    rest = replace(edition, slug="", as_of="", content_hash="", inputs={}, outputs={}, versions={})
    return (
        rest,
        ledger.facts_digest,
        ledger.uses,
        ledger.terms,
        ledger.claims,
        ledger.sources,
        ledger.plan,
        ledger.version,
    )
