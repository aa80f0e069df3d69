"""The proof page: one HTML file with every page, every finding and the sources of every number.

What it shows is worked out here, how it is marked up stands in `assets/proof/report.html`. Jinja escapes every value.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from briefing.assets import asset
from briefing.proof.html_report.anchors import Anchors, NumberPlace, places
from briefing.proof.html_report.pins import HEADS, NumberedFinding, numbered, pinned
from briefing.proof.html_report.sketch import ground, sketched
from briefing.proof.parsed_file import Page
from briefing.proof.proving import Proof
from briefing.proof.reading.ledger_reader import LedgerFact, Record

# No HTML page may hold these; half a pair of surrogates cannot even be written.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_COUNTED = (
    ("error", "error", "errors"),
    ("warning", "warning", "warnings"),
    ("advice", "piece of advice", "pieces of advice"),
)
_WORDS = {"deck": "deck slide ", "brief": "brief page ", "letter": "letter", "web": "web edition"}


def page(proof: Proof) -> str:
    """Return the page of a proof; it needs no other file and no network."""
    ids, ledger = places(proof.evidence), proof.evidence.ledger
    findings = numbered(proof.findings, ids)
    held: dict[str, list[NumberedFinding]] = {}
    for finding in findings:
        held.setdefault(finding.page, []).append(finding)
    found: dict[str, int] = {kind: sum(finding.found.severity == kind for finding in findings) for kind in HEADS}
    counts = [(head, found[kind]) for kind, head in HEADS.items()]
    if ledger:
        counts += [("Numbers", len(ledger.uses)), ("Facts", len(ledger.facts)), ("Sources", len(ledger.sources))]
    return _template().render(
        proof=proof,
        files=proof.evidence.files,
        ledger=ledger,
        ids=ids,
        title=_title(proof),
        findings=findings,
        held=held,
        heads=HEADS,
        counts=counts,
        grade=next((kind for kind, count in found.items() if count), "clean"),
        verdict=_verdict(found),
        sections=list(_sections(proof, ids)),
        pages_of=lambda names: _pages_of(names, ids),
        records_of=lambda name: [record for record in ids.of_record if record.source == name],
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=_printable)
    environment.globals.update(
        pinned=pinned, ground=ground, sketched=sketched, value=_value, heading=_heading, lines=_lines,
        web_address=web_address, by_place=_by_place, by_page=_by_page,
        base64=lambda data: base64.b64encode(data).decode(),
    )  # fmt: skip
    return environment.from_string(asset("proof/report.html").read_text(encoding="utf-8"))


def _printable(value: object) -> object:
    """Return a value without characters that no HTML page may hold; markup was made from such values."""
    return value if isinstance(value, Markup) else _FORBIDDEN.sub("\ufffd", str(value))


def _title(proof: Proof) -> str:
    ledger = proof.evidence.ledger
    if ledger is not None:
        return f"Proof of {ledger.edition.slug}, {ledger.edition.lang}"
    return "Proof of " + (", ".join(file.file for file in proof.evidence.files) or "no file")


def _verdict(counts: Mapping[str, int]) -> str:
    counted = [f"{counts[kind]} {one if counts[kind] == 1 else many}" for kind, one, many in _COUNTED if counts[kind]]
    if not counted:
        return "Clean: nothing was found."
    summary = " and ".join(filter(None, (", ".join(counted[:-1]), counted[-1])))
    return f"Not to be sent: {summary}." if counts["error"] else f"May be sent: no error, {summary}."


def _sections(proof: Proof, ids: Anchors) -> Iterator[tuple[str, str]]:
    """Yield the id and the title of each section."""
    yield "findings", "Findings"
    for file in proof.evidence.files:
        yield ids.pages[file.file, 0], file.file
    if ledger := proof.evidence.ledger:
        if ledger.facts:
            yield "facts", "Facts"
        yield "observations", "Observations"
        yield "sources", "Sources"
        if ledger.claims:
            yield "claims", "Claims"


def _heading(page: Page, lang: str) -> str:
    titles = [element.text for element in page.elements if element.role == "title" and element.text.strip()]
    return ("" if lang.startswith("zh") else " ").join(titles[0].splitlines()) if titles else ""


def _lines(page: Page) -> list[str]:
    return [line for element in page.elements for line in element.text.split("\n") if line.strip()]


def _value(fact: LedgerFact | Record) -> str:
    """Return a value to the last digit that the ledger has, with its bound."""
    bound = "" if fact.qualifier in ("", "=") else f"{fact.qualifier} "
    return bound + repr(fact.value).removesuffix(".0").replace("-", "−")


def _by_place(stands: Sequence[NumberPlace]) -> list[tuple[str, list[NumberPlace]]]:
    """Return the numbers of a page by place, in the order of the ledger."""
    groups: dict[str, list[NumberPlace]] = {}
    for stand in stands:
        groups.setdefault(stand.at, []).append(stand)
    return list(groups.items())


def _by_page(stands: Sequence[NumberPlace]) -> list[tuple[str, list[NumberPlace]]]:
    """Return the places of a number page by page; one in a file that is not here by itself."""
    return [(name, list(group)) for name, group in groupby(stands, key=_page_name)]


def _page_name(stand: NumberPlace) -> str:
    number = stand.page.rpartition("-")[2] if stand.page and stand.row.output in ("deck", "brief") else ""
    if stand.page and stand.row.output in _WORDS:
        return _WORDS[stand.row.output] + number
    return f"{stand.row.output}, {stand.row.place} (not among the files)"


def _pages_of(names: Sequence[str], ids: Anchors) -> list[tuple[str, str]]:
    """Return the id and the name of each page on which one of some facts stands."""
    stands = [stand for name in names for stand in ids.of_fact.get(name, ()) if stand.page]
    pages = {stand.page: _page_name(stand) for stand in stands}
    order = list(ids.pages.values())
    return [(page, pages[page]) for page in sorted(pages, key=order.index)]


def web_address(address: str) -> str:
    """Return an address if it is that of a web page, "" for any other."""
    try:
        parts = urlsplit(address.strip())
        web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        web = False
    return address.strip() if web else ""
