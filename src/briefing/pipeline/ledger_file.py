"""Writes the ledger of an edition: the place of each fact, where it comes from, and what was tested.

`content_hash` says whether a reader would see anything new: facts, rendered text, theme and what else shapes the
edition are in it, a parameter where it is printed; the as-of date, versions, where a row stands in its file and what
changed since the edition before are not.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from briefing.errors import DISTRIBUTION
from briefing.model.chart import MOST_SERIES, Chart
from briefing.model.chart_remarks import Difference
from briefing.model.dataset import Source
from briefing.model.document import Document, Letter, Part, Section
from briefing.model.edition import Edition, Subject
from briefing.model.fact import Fact
from briefing.model.ledger import Claim, Trace, Written, ledger_row
from briefing.model.lineage import fact_entry, source_entry
from briefing.model.period import YEAR, Period, notations
from briefing.model.text import Run
from briefing.model.theme import Theme
from briefing.pipeline.ledger_plan import plan

# Not in the content hash: they change without a reader seeing anything new.
_UNSEEN = {"as_of", "inputs", "claims", "tested", "cell", "facts", "sources", "findings", "logo", "path", "mapping"}
_UNSEEN |= {"previous", "changed", "mailing", "given", "parameters", "format", "compared", "totals", "whole"}
_UNSEEN |= {"tree", "project_entity", "node", "nodes", "places", "rate", "things"}
_UNSEEN |= {"allow_code"}  # what the code draws is seen, and its text is in its chart
_UNSEEN |= {"cover_image"}  # whose content is seen
_UNSEEN |= {"periods"}  # of a chart, whose categories are seen
# Colours of several series: charts of up to two have the highlight and the accent.
_SERIES_COLOURS = tuple(f"series_{number}" for number in range(1, MOST_SERIES + 1))
_WITH_HIGHLIGHTS = 2
_UNSEEN |= {*_SERIES_COLOURS}
_UNSEEN |= {"source_entries", "notices"}  # parts of a source line, which is seen; advice to the author
_UNSEEN |= {"earlier", "adjustment", "basis", "window", "chosen", "moment"}
# Fields that earlier versions lack, with the value that they had without a word; a fact that is a year was a "year".
_LATER: Mapping[type[Struct], Mapping[str, Any]] = {
    Chart: {
        "lifted": False,
        "gaps": (),
        "scale": None,
        "dot": 0.0,
        "ground": None,
        "differences": (),
        "results": (),
        "since": "",
        "medians": (),
        "median_names": (),
        "own": "",
        "log": "",
        "figure": None,
        "classes": None,
        "colours": (),
    },
    Document: {"image_alt": (), "dividers": True},
    Edition: {"undated": False, "web_folder": ""},
    Difference: {"missed": False},
    Letter: {"chart": "", "ask": ()},
    Part: {"source_line": ()},
    Subject: {"change": "", "on": "", "how": "", "period": None, "difference": ()},
}
_VERSION = 4
_PLAIN = frozenset((str, int, float, bool, type(None)))
_ROWS = (tuple, list)
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
    facts, sources = known_facts(document), known_sources(document)
    ledger: dict[str, Any] = {
        "edition": {**_edition(document, theme, files), **_marked(document, traces)},
        "facts": {name: fact_entry(facts[name], document.lang) for name in sorted(facts)},
        "uses": [ledger_row(use) for trace in traces for use in trace.uses],
        "terms": [ledger_row(term) for trace in traces for term in trace.terms],
        "claims": [entry for claim in document.claims if (entry := _claim(claim, document, written))],
        "sources": {key: source_entry(sources[key]) for key in used_sources(document)},
        "version": _VERSION,
        "plan": list(plan(document)),
        "snapshots": list(snapshots),
    }
    return (_laid_out({**ledger, "seal": _seal(ledger)}) + "\n").encode()


def _seal(ledger: Mapping[str, Any]) -> str:
    """Return the SHA-256 in hex of a ledger's rows in canonical JSON, which a later change of a row breaks.

    It is no secret: it finds an edit by mistake, and not one by somebody who computes the seal again.
    """
    rows = msgspec.json.Decoder(float_hook=_whole).decode(msgspec.json.encode(ledger))
    return hashlib.sha256(msgspec.json.encode(rows, order="sorted")).hexdigest()


def _whole(number: str) -> float:
    """Return a number of JSON, as an int if it is whole, as other programs write it."""
    value = float(number)
    return int(value) if value.is_integer() else value


def _claim(claim: Claim, document: Document, written: Mapping[str, Written]) -> dict[str, object]:
    """Return a claim with the outputs in which its sentence is printed; nothing if it is printed in none."""
    entry = asdict(claim)
    node = entry.pop("node")

    def within(names: Iterable[str]) -> bool:
        return any(name == node or name.startswith(f"{node}, ") for name in names)

    known = within(document.nodes)  # else it is of a sentence that is no text of the story, as the edition's title
    outputs = [name for name, one in written.items() if not known or within(one.trace.nodes)]
    return {**entry, "outputs": outputs} if outputs else {}


def _laid_out(value: Any, depth: int = 0) -> str:
    """Return JSON with one row or entry of the ledger on a line."""
    if depth == _ROW or not isinstance(value, dict | list) or not value:
        return msgspec.json.encode(value).decode()
    edge, pad = "\n" + " " * depth, "\n" + " " * (depth + 1)
    if isinstance(value, dict):
        items = [f"{msgspec.json.encode(key).decode()}: {_laid_out(held, depth + 1)}" for key, held in value.items()]
        return "{" + pad + f",{pad}".join(items) + edge + "}"
    return "[" + pad + f",{pad}".join(_laid_out(held, depth + 1) for held in value) + edge + "]"


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


def content_hash(document: Document, theme: Theme) -> str:
    """Return the SHA-256 in hex of all that a reader sees of a document under a theme."""
    printed: set[str] = set()
    seen = {
        "document": _canonical(document, printed),
        "theme": _canonical(theme, printed),
        "logo": _file_hash(document.edition.imprint.logo),
        **({"image": _file_hash(document.edition.cover_image)} if document.edition.cover_image else {}),
        **_series_colours(document, theme),
    }
    known = sorted(printed & set(document.facts))
    seen["facts"] = {name: _canonical(document.facts[name], printed) for name in known}
    text = json.dumps(seen, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _series_colours(document: Document, theme: Theme) -> dict[str, object]:
    """Return the colours of several series, where a chart has more than the two that highlight and accent mark."""
    charts = [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]
    if all(len(chart.series) <= _WITH_HIGHLIGHTS for chart in charts):
        return {}
    return {"series": [[getattr(ground, name) for name in _SERIES_COLOURS] for ground in (theme.light, theme.dark)]}


def _file_hash(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest() if path else ""


def _canonical(node: Any, printed: set[str]) -> Any:
    """Return what a reader sees of a model object as JSON values; add the names of printed facts to `printed`."""
    if isinstance(node, Period):
        return node.notation  # as a year was hashed when it was a number: who has an edition gets it once
    if isinstance(node, Struct):
        if isinstance(node, Run) and node.fact:
            printed.add(node.fact)
        kind = type(node)
        values = [getattr(node, name) for name in _seen_fields(kind)]
        if kind in _LATER:
            values += [value for name, usual in _LATER[kind].items() if (value := getattr(node, name)) != usual]
        if isinstance(node, Fact) and node.measure == "period" and node.period and node.period.frequency == YEAR:
            renamed = {"measure": "year", "period": None}
            values = [renamed.get(name, getattr(node, name)) for name in _seen_fields(kind)]
        return [kind.__name__, *(one if type(one) in _PLAIN else _canonical(one, printed) for one in values)]
    if isinstance(node, _ROWS):
        return [_canonical(item, printed) for item in node if not (isinstance(item, Section) and item.changed)]
    if isinstance(node, Mapping):
        return {str(key): _canonical(value, printed) for key, value in node.items()}
    return node


@cache
def _seen_fields(kind: type[Struct]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name not in _UNSEEN and name not in _LATER.get(kind, ()))
