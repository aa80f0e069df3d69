"""A web edition: whether its links lead where they say, its records are those of the ledger, and nothing in it runs or
fetches anything."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import Final

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.languages import known as known_language
from briefing.proof.letter_checks import running
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.planned.stretches import words
from briefing.proof.proving import UNREADABLE, ReadFile
from briefing.proof.reading.formula_trees import Value as PublishedValue
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlannedChart, Record
from briefing.proof.reading.web import Link, WebPage, WebRecord, WebTable, web

LINKS = Rule("web-links", "error", "every link of a web edition leads to a place on its page, to a source or to data")
RECORDS = Rule("web-records", "error", "a record holds what the ledger has of its fact, and every fact printed has one")
NUMBERS = Rule("web-numbers", "error", "a number of a web edition is that of the record that it leads to")
CELLS = Rule("web-cells", "error", "a cell of a chart's table leads to the fact of its row and column")
ACTIVE = Rule("web-active", "error", "a web edition is words, drawings and links: it runs and fetches nothing")
RULES = (LINKS, RECORDS, NUMBERS, CELLS, ACTIVE)

_FIX: Final = "build the edition again"
_OUTSIDE: Final = ("https://", "http://", "mailto:")
_FETCHED: Final = re.compile(r"@import|url\s*\(\s*[\"']?(?!data:font/|#)", re.IGNORECASE)
_POLICY: Final = {"default-src": "'none'", "font-src": "data:", "base-uri": "'none'", "form-action": "'none'"}


def read(name: str, data: bytes) -> ReadFile:
    """Return a web edition with its checks; one that cannot be read is a finding."""
    try:
        page = web(name, data)
    except ValueError as error:
        return ReadFile((), (UNREADABLE.at(Location(name), f"it cannot be read: {error}", "build or save it again"),))
    return ReadFile((page.parsed,), tuple(_active(page)), (partial(_links, page), partial(_records, page)))


# -- what runs and fetches --------------------------------------------------------------------------------------------


def _active(page: WebPage) -> Findings:
    faults: dict[str, None] = {}
    for tag in page.tags:
        policy = tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == "content-security-policy"
        data = tag.name == "a" and tag.attributes.get("href", "").startswith("data:text/csv;")
        if not policy and not data and tag.name != "style":
            faults |= dict.fromkeys(running(tag))
        if tag.attributes.get("style"):
            faults[f"<{tag.name}> has a style of its own"] = None
    if _FETCHED.search(page.style):
        faults["its style fetches something from elsewhere"] = None
    if _SHOWN.search(_REMARK.sub("", page.style)):
        faults["its style shows words of its own, by `content`"] = None
    held = dict(part.strip().partition(" ")[::2] for part in page.policy.split(";") if part.strip())
    digest = b64encode(sha256(page.style.encode()).digest()).decode()
    if held != _POLICY | {"style-src": f"'sha256-{digest}'"}:
        faults["its policy lets it load more than its own style and faces"] = None
    for what in faults:
        yield ACTIVE.at(Location(page.parsed.file), what, "take it out, or build the edition again")


# What a style sheet may show: marks of lists, a number of the contents.
_REMARK: Final = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)")
_SHOWN: Final = re.compile(r"(?<![\w-])content\s*:\s*(?!none|normal|\"\"|\"[+−]\"|counter\(part\))", re.IGNORECASE)


# -- links ------------------------------------------------------------------------------------------------------------


def _links(page: WebPage, evidence: Evidence) -> Findings:
    location = page.parsed.location()
    for key, count in Counter(page.ids).items():
        if count > 1:
            yield LINKS.at(location, f"{count} elements have the id {key!r}", _FIX)
    sources = {source.url for source in evidence.ledger.sources.values()} if evidence.ledger else None
    known = set(page.ids)
    for link in dict.fromkeys(page.links):
        if link.target.startswith("#"):
            if link.target[1:] not in known:
                yield LINKS.at(location, f"“{link.words}” leads to {link.target}, which is not there", _FIX)
        elif not link.target.startswith((*_OUTSIDE, "data:text/csv;")):
            yield LINKS.at(location, f"“{link.words}” leads to {link.target[:60]!r}, which is no address", _FIX)
    listed = {link.target for link in page.links if link.target.startswith(("https://", "http://"))}
    for address in sorted(listed - sources if sources is not None else ()):
        if not _in_story(address, evidence):
            yield LINKS.at(location, f"it leads to {address}, which is no source of the edition", _FIX)


def _in_story(address: str, evidence: Evidence) -> bool:
    """Whether the file that was built led to an address too, as a story may have links of its own."""
    snapshots = evidence.ledger.snapshots if evidence.ledger else ()
    pages = (page for snapshot in snapshots if snapshot.kind == "web" for page in snapshot.pages)
    return any(target == address for page in pages for item in page.items for _, target in item.links)


# -- records ----------------------------------------------------------------------------------------------------------


def _records(page: WebPage, evidence: Evidence) -> Findings:
    ledger, location = evidence.ledger, page.parsed.location()
    if ledger is None:
        return
    facts: dict[str, LedgerFact] = {}
    titles = _titles(evidence, ledger)
    for key, record in page.records.items():
        fact = ledger.facts.get(record.name)
        if fact is None:
            yield RECORDS.at(location, f"{record.name or key} is no fact of the edition", _FIX)
            continue
        facts[key] = fact
        if what := _differing(record, fact, page, ledger, titles):
            yield RECORDS.at(location, f"the record of {record.name} has {what}", _FIX)
    printed = {use.fact for use in ledger.uses if use.output == "web"}
    for name in sorted(printed - {record.name for record in page.records.values()}):
        yield RECORDS.at(location, f"{name} is printed, and has no record", _FIX)
    for link, forms in _forms(page):
        key = link.target.removeprefix("#")
        if key in facts and all(agrees(form, facts[key], evidence.lang) is False for form in forms):
            what = f"“{link.words}” leads to {page.records[key].name}, which is {facts[key].value:.12g}"
            yield NUMBERS.at(location, what, _FIX)
    yield from _unlinked(page, ledger)
    yield from _cells(page, ledger)


def _forms(page: WebPage) -> Iterator[tuple[Link, tuple[str, ...]]]:
    """Yield links, each with the words that it may be part of: a label of a drawing may stand on two lines."""
    links = page.links
    for at, link in enumerate(links):
        before, after = links[at - 1] if at else None, links[at + 1] if at + 1 < len(links) else None
        forms = [link.words]
        if link.drawing and before and (before.drawing, before.target) == (link.drawing, link.target):
            forms.append(f"{before.words} {link.words}")
        if link.drawing and after and (after.drawing, after.target) == (link.drawing, link.target):
            forms.append(f"{link.words} {after.words}")
        yield link, tuple(forms)


def _titles(evidence: Evidence, ledger: Ledger) -> Mapping[str, tuple[str, ...]]:
    """Return the words by which a page's list may name each source: its title, its publisher, and the translation of
    its title in the project's table."""
    rows = evidence.tables.rows("sources.csv") if evidence.tables else ()
    translated = {row.get("id", ""): row.get(f"title_{evidence.lang}", "") for row in rows}
    return {
        key: (source.title, source.publisher, *filter(None, [translated.get(key)]))
        for key, source in ledger.sources.items()
    }


def _differing(
    record: WebRecord, fact: LedgerFact, page: WebPage, ledger: Ledger, titles: Mapping[str, tuple[str, ...]]
) -> str:
    """Return what of a record is not what the ledger has, in words; "" where all of it is."""
    value = str(fact.written) if fact.written is not None else f"{_digits(fact.value)} {fact.unit}".strip()
    if not record.value.endswith(value) or record.value.removesuffix(value).strip() not in ("", fact.qualifier):
        return f"the value {record.value!r}, and the ledger {value!r}"
    if record.formula and record.formula != " ".join(fact.formula.split()):
        return f"the formula {record.formula!r}, and the ledger {fact.formula!r}"
    if list(fact.notes) != record.notes and [" ".join(note.split()) for note in fact.notes] != record.notes:
        return "other remarks than the ledger"
    known = [row for row in fact.records if row.source in ledger.sources]
    if len(known) != len(record.values):
        return f"{len(record.values)} values, and the ledger {len(known)}"
    for row, stated in zip(known, record.values, strict=True):
        if not stated.startswith(expected := " ".join(_stated(row).split())):
            return f"{stated!r}, and the ledger {expected!r}"
    for row, target in zip(known, record.sources, strict=False):
        listed = page.sources.get(target.removeprefix("#"), "")
        if not any(title in listed for title in titles[row.source]):
            return f"the source “{listed}”, and the ledger {row.source}"
    expected_words = _confidence(record, fact, ledger.edition.lang)
    if expected_words and expected_words != set(re.split("[,，、] ?", record.confidence)):
        return f"the words {record.confidence!r}, and the ledger {', '.join(sorted(expected_words))!r}"
    return ""


def _confidence(record: WebRecord, fact: LedgerFact, lang: str) -> set[str]:
    """Return the words that say how sure a number is; none where those of the language are not known."""
    names: dict[str, str] = known_language(lang).get("records", {})
    exact = len(f"{abs(fact.value):.15g}".replace(".", "").strip("0"))
    forms = ("".join(filter(str.isdecimal, form)).strip("0") for form in re.split("[;；] ?", record.printed))
    status = {row.status for row in fact.observations}
    found = {
        "published": isinstance(fact.tree, PublishedValue),
        "derived": not isinstance(fact.tree, PublishedValue),
        "rounded": any(form and len(form) < exact for form in forms),
        "provisional": "P" in status,
        "estimated": "E" in status,
        "bound": fact.qualifier in ("≥", "≤"),
        "approximate": fact.qualifier == "≈",
    }
    return {names[key] for key, holds in found.items() if holds} if names else set()


def _stated(row: Record) -> str:
    """Return a published value as a record states it."""
    kind = f"{row.series}, {row.status}" if row.series else "target"
    sign = "" if row.qualifier == "=" else f"{row.qualifier} "
    return f"{row.indicator}, {row.entity}, {row.written}: {sign}{_digits(row.value)} ({kind})"


def _digits(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _unlinked(page: WebPage, ledger: Ledger) -> Findings:
    """Yield facts that the page prints more often than it links them to their record."""
    targets = Counter(link.target.removeprefix("#") for link in page.links)
    keys = {record.name: key for key, record in page.records.items()}
    uses = Counter(
        use.fact for use in ledger.uses if use.output == "web" and use.channel == "text" and "contents" not in use.place
    )
    for name, count in uses.items():
        if name in keys and (found := targets[keys[name]]) < count:
            what = f"{name} is printed {count} times, and leads to its record {found} times"
            yield NUMBERS.at(page.parsed.location(), what, _FIX)


# -- tables of charts -------------------------------------------------------------------------------------------------


def _cells(page: WebPage, ledger: Ledger) -> Findings:
    """Yield cells of the tables of charts that lead to another fact than that of their row and column."""
    names = {key: record.name for key, record in page.records.items()}
    for entry in ledger.plan:
        charts = [chart for chart in entry.charts if "brief" in entry.outputs and chart.figure is None]
        tables = [table for table in page.tables if table.section == entry.id]
        for chart in charts if entry.kind == "section" else ():
            alike = [table for table in tables if _is_of(table, chart)]
            faults = [next(_wrong(table, chart, names), "") for table in alike]
            if alike and all(faults):
                yield CELLS.at(page.parsed.location(), f"{entry.place}: {faults[0]}", _FIX)


def _is_of(table: WebTable, chart: PlannedChart) -> bool:
    """Whether a table has the series of a chart as its columns, and as many rows."""
    heads = [words(head) for head in table.heads[: len(chart.series)]]
    own = [words(series.name) for series in chart.series]
    named = all(head == name or not name for head, name in zip(heads, own, strict=False))
    return named and len(heads) == len(own) and len(table.rows) == 1 + len(chart.categories)


def _wrong(table: WebTable, chart: PlannedChart, names: dict[str, str]) -> Iterator[str]:
    for at, row in enumerate(table.rows[1:]):
        for series, target in zip(chart.series, row, strict=False):
            expected, found = series.facts[at], names.get(target.removeprefix("#"), "")
            if expected != found:
                cell = f"{chart.categories[at]} of {series.name}"
                yield f"the cell {cell} leads to {found or 'nothing'}, not to {expected or 'nothing'}"
