"""Writes the ledger of an edition: the place of each fact, where it comes from, and what was tested."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from briefing.errors import DISTRIBUTION
from briefing.model.dataset import Observation, Source, Target
from briefing.model.document import Document
from briefing.model.fact import Fact
from briefing.model.ledger import Trace, Written, ledger_row
from briefing.model.lineage import fact_entry, observation_entry, source_entry
from briefing.model.period import notations
from briefing.model.theme import Theme
from briefing.pipeline.content_hash import content_hash
from briefing.pipeline.ledger_plan import plan
from briefing.reuse import reused_of

_VERSION = 4
_ROW = 2  # how deep in the ledger its rows stand
_ENGINES = {"briefing": DISTRIBUTION} | {name: name for name in ("matplotlib", "pandas", "python-pptx", "reportlab")}
_INSTALLED = ".dist-info"


def write(
    document: Document,
    theme: Theme,
    written: Mapping[str, Written],
    files: Mapping[str, bytes],
    snapshots: Sequence[object] = (),
) -> bytes:
    """Return the ledger as UTF-8 JSON, from the written outputs by name, files by name, and a snapshot of each file.

    The same inputs give the same bytes.
    """
    traces = [written[name].trace for name in written]
    sources = known_sources(document)
    ledger: dict[str, Any] = {
        "edition": {**_edition(document, theme, files), **_marked(document, traces)},
        "facts": _facts(known_facts(document), document.lang),
        "uses": [ledger_row(use) for trace in traces for use in trace.uses],
        "terms": [ledger_row(term) for trace in traces for term in trace.terms],
        "claims": list(_claims(document, written)),
        "sources": {key: source_entry(sources[key]) for key in used_sources(document)},
        "version": _VERSION,
        "plan": list(plan(document)),
        "snapshots": list(snapshots),
    }
    return b"".join((*_laid_out({**ledger, "seal": _seal(ledger)}), b"\n"))


class _LedgerRow(Struct, frozen=True):
    """A fact as JSON: as it stands in the ledger, and in the form of its seal."""

    laid_out: bytes
    canonical: bytes


def _facts(facts: Mapping[str, Fact], lang: str) -> dict[str, _LedgerRow]:
    written: dict[int, msgspec.Raw] = {}  # of observations, of which many facts have the same ones
    sealed: dict[int, msgspec.Raw] = {}

    def observed(item: Observation | Target) -> msgspec.Raw:
        found = written.get(id(item))
        if found is None:
            entry = observation_entry(item)
            found = written[id(item)] = msgspec.Raw(msgspec.json.encode(entry))
            sealed[id(item)] = msgspec.Raw(_canonical(entry))
        return found

    def entry(fact: Fact) -> _LedgerRow:
        row = fact_entry(fact, lang, observed)
        held = {"observations": fact.observations, "targets": fact.targets}
        own = {key: [sealed[id(item)] for item in items] for key, items in held.items() if key in row}
        return _LedgerRow(msgspec.json.encode(row), _canonical({**row, **own}))

    def row(fact: Fact) -> _LedgerRow:
        rows: dict[str, _LedgerRow] = reused_of("fact of a ledger", fact, dict)  # by language, which end with the fact
        return rows.get(lang) or rows.setdefault(lang, entry(fact))

    return {name: row(fact) for name, fact in sorted(facts.items())}


def _seal(ledger: Mapping[str, Any]) -> str:
    """Return the SHA-256 in hex of a ledger's rows in canonical JSON, which a later change of a row breaks.

    It is no secret: it finds an edit by mistake, and not one by somebody who computes the seal again.
    """
    found = hashlib.sha256()
    for part in _sealed(ledger):
        found.update(part)
    return found.hexdigest()


def _canonical(value: object) -> bytes:
    """Return JSON with sorted names, in which a whole number has no fraction, as other programs write it."""
    content = msgspec.json.encode(value, order="sorted")
    if not (_FRACTION.search(content) or _POWER.search(content)):
        return content
    return msgspec.json.encode(_WHOLE_NUMBERS.decode(content), order="sorted")


def _sealed(value: Any) -> Iterator[bytes]:
    """Yield the parts of canonical JSON, of which the whole takes more than a MB."""
    if isinstance(value, _LedgerRow):
        yield value.canonical
    elif isinstance(value, dict):
        yield b"{"
        for at, (name, item) in enumerate(sorted(value.items())):
            yield b"%b%b:" % (b"," if at else b"", msgspec.json.encode(name))
            yield from _sealed(item)
        yield b"}"
    else:
        yield _canonical(value)


def _whole(number: str) -> float:
    value = float(number)
    return int(value) if value.is_integer() else value


_WHOLE_NUMBERS: Final = msgspec.json.Decoder(float_hook=_whole)
# How a whole number with a fraction or a power is written; a text may hold the same.
_FRACTION, _POWER = re.compile(rb"\.0(?!\d)"), re.compile(rb"e\d\d")


def _claims(document: Document, written: Mapping[str, Written]) -> Iterator[dict[str, object]]:
    """Yield claims, each with the outputs in which its sentence is printed; none that is printed in no output."""
    known = _within(document.nodes)
    printed = {name: _within(one.trace.nodes) for name, one in written.items()}
    for claim in document.claims:
        entry = asdict(claim)
        node = entry.pop("node")
        # a node that is unknown is of a sentence that is no text of the story, as the edition's title
        if outputs := [name for name, nodes in printed.items() if node not in known or node in nodes]:
            yield {**entry, "outputs": outputs}


def _within(nodes: Iterable[str]) -> set[str]:
    """Return nodes with those that hold them: "costs, point 3" and "costs"."""
    found: set[str] = set()
    for node in nodes:
        parts = node.split(", ")
        found.update(", ".join(parts[:count]) for count in range(1, len(parts) + 1))
    return found


def _laid_out(value: Any, depth: int = 0) -> Iterator[bytes]:
    """Yield the parts of JSON with one row or entry of the ledger on a line."""
    if isinstance(value, _LedgerRow):
        yield value.laid_out
    elif depth == _ROW or not isinstance(value, dict | list) or not value:
        yield msgspec.json.encode(value)
    else:
        named = isinstance(value, dict)
        pad = b"\n" + b" " * (depth + 1)
        for at, item in enumerate(value):
            yield b"%b%b" % (b"," if at else b"{" if named else b"[", pad)
            if named:
                yield msgspec.json.encode(item) + b": "
            yield from _laid_out(value[item] if named else item, depth + 1)
        yield b"\n%b%b" % (b" " * depth, b"}" if named else b"]")


def _marked(document: Document, traces: Iterable[Trace]) -> dict[str, dict[str, int]]:
    """Count the printed facts that rest on values marked in the data: by status, with notes, with partial ranks."""
    counts: Counter[str] = Counter()
    for name in dict.fromkeys(use.fact for trace in traces for use in trace.uses):
        fact = document.facts.get(name)
        if fact is not None:
            counts.update({item.status for item in fact.observations} - {"A"})
            counts["note"] += document.edition.notes == "print" and any(item.note for item in fact.observations)
            counts["partial rank"] += fact.among is not None and fact.among[0] < fact.among[1]
    found = {key: count for key, count in sorted(counts.items()) if count}
    return {"marked": found} if found else {}


def _edition(document: Document, theme: Theme, files: Mapping[str, bytes]) -> dict[str, object]:
    edition = document.edition
    parameters = edition.parameters_in(document.lang)
    return {
        "slug": edition.slug,
        "lang": document.lang,
        "as_of": (edition.moment or edition.as_of).isoformat(),
        "period": list(notations(edition.period)),
        **({"newest": True} if edition.chosen is not None and edition.chosen.last is None else {}),
        **({"allow_code": True} if edition.allow_code else {}),
        **({"parameters": dict(sorted(parameters.items()))} if parameters else {}),
        **({"names": dict(sorted(document.tested.names.items()))} if document.tested.names else {}),
        "content_hash": content_hash(document, theme),
        "inputs": dict(sorted(document.inputs.items())),
        "outputs": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "versions": dict(versions()),
    }


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of this package and of the engines, by name.

    They are read from the names of folders, as importlib.metadata imports `email` first.
    """
    folders = [name for entry in sys.path if os.path.isdir(entry or ".") for name in os.listdir(entry or ".")]
    names = (name.removesuffix(_INSTALLED).partition("-") for name in reversed(folders) if name.endswith(_INSTALLED))
    known = {stem: version for stem, _, version in names}  # reversed: the first of sys.path counts
    return {name: known.get(package.replace("-", "_")) or _version(package) for name, package in _ENGINES.items()}


def _version(package: str) -> str:
    """Return the version of a package whose folder has another form of name, as packages of some systems have."""
    from importlib.metadata import version

    return version(package)


def known_facts(document: Document) -> dict[str, Fact]:
    """Return the document's facts by name, those that its claims rest on, and the values of the edition before."""
    before = document.changed.facts if document.changed else {}
    return {**before, **document.tested.facts, **document.facts}


def known_sources(document: Document) -> dict[str, Source]:
    """Return the sources of all known facts by id."""
    before = document.changed.sources if document.changed else {}
    return {**before, **document.tested.sources, **document.sources}


def used_sources(document: Document) -> tuple[str, ...]:
    """Return the ids, sorted, of the sources behind any fact or claim or named by any section or side block."""
    ids = {source for fact in known_facts(document).values() for source in fact.sources}
    ids.update(source for section in document.sections for source in section.sources)
    ids.update(source for part in document.parts for aside in part.asides for source in aside.sources)
    return tuple(sorted(ids & known_sources(document).keys()))
