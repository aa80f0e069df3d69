"""The files inside a brief, compared with the ledger: its facts, sources and the values of its figures."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.numbers.drawn import KnownValues
from briefing.proof.page_findings import found_by
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact

ATTACHED = Rule(
    "number-attached", "error", "the files inside a brief or a web edition hold the facts and sources of the ledger"
)
RULES = (ATTACHED,)

_FACTS, _SOURCES = "facts.json", "sources.csv"
_FIX = "build the edition again"


def check(evidence: Evidence, known: KnownValues | None = None) -> Findings:
    """Yield attached files that differ from the ledger, whose values are `known`, where they are at hand."""
    ledger = evidence.ledger
    if ledger is None:
        return
    known = known or KnownValues(ledger, evidence.lang)
    for parsed in (one for one in evidence.files if one.kind in ("brief", "web")):
        ours = parsed.kind == "brief" and parsed.file in ledger.edition.outputs and ledger.sources
        for name in (_FACTS, _SOURCES) if ours else ():
            if name not in parsed.attached:
                yield ATTACHED.at(_spot(parsed, name), "it is no longer inside the brief", _FIX)
        for name, data in parsed.attached.items():
            if name == _FACTS:
                listed = name, parsed.attached_digests[name], ledger.facts_digest, sorted(ledger.sources)
                yield from found_by(parsed, "attached-facts", listed, partial(_facts, parsed, name, data, ledger))
            elif name.endswith(".csv"):
                inputs = name, parsed.attached_digests[name], ledger.facts_digest, sorted(ledger.sources), evidence.lang
                yield from found_by(
                    parsed, "attached-table", inputs, partial(_table, parsed, name, data, ledger, known)
                )


def _spot(parsed: ParsedFile, name: str) -> Location:
    return Location(parsed.file, 0, f"attached {name}")


class _AttachedFact(Struct):
    """What is compared of a fact, by far the smallest part of it."""

    value: object = None
    formula: object = None
    basis: object = ""
    window: object = None


class _AttachedFacts(Struct):
    facts: dict[str, _AttachedFact]
    sources: dict[str, object]


_DECODER: Final = msgspec.json.Decoder(_AttachedFacts)


def _agrees(data: bytes, ledger: Ledger) -> bool:
    """Whether facts and sources are those of the ledger; a tenth of the time that reading all of them takes."""
    try:
        held = _DECODER.decode(data.decode())  # the decoder does not check the encoding of texts that it skips
    except (ValueError, RecursionError):
        return False
    own = ledger.facts
    same = all(name in own and _stated(asdict(fact)) == _recorded(own[name]) for name, fact in held.facts.items())
    return same and held.sources.keys() <= ledger.sources.keys()


def _facts(parsed: ParsedFile, name: str, data: bytes, ledger: Ledger) -> Findings:
    if _agrees(data, ledger):
        return
    try:
        content = json.loads(data)
        facts: dict[str, Any] = dict(content["facts"])
        sources: dict[str, Any] = dict(content["sources"])
    except (ValueError, TypeError, KeyError, RecursionError):
        yield ATTACHED.at(_spot(parsed, name), "it is no list of facts and sources", _FIX)
        return
    for key, fact in facts.items():
        own = ledger.facts.get(key)
        if own is None:
            yield ATTACHED.at(_spot(parsed, name), f"it has the fact {key}, which the ledger lacks", _FIX)
        elif not isinstance(fact, dict) or _stated(fact) != _recorded(own):
            stated = f"{fact.get('formula')} = {fact.get('value')}" if isinstance(fact, dict) else repr(fact)
            what = f"{key} is {stated} in it, {own.formula} = {own.value:.12g} in the ledger"
            if isinstance(fact, dict) and _stated(fact)[:2] == (own.value, own.formula):
                what = (
                    f"{key} is against {fact.get('basis', 'nothing')!r} in it, {own.basis or 'nothing'!r} in the ledger"
                )
            yield ATTACHED.at(_spot(parsed, name), what, _FIX)
    for key in sorted(set(sources) - set(ledger.sources)):
        yield ATTACHED.at(_spot(parsed, name), f"it has the source {key}, which the ledger lacks", _FIX)


def _stated(fact: dict[str, Any]) -> tuple[object, ...]:
    window = fact.get("window")
    held = tuple(window) if isinstance(window, list) else None
    return fact.get("value"), fact.get("formula"), fact.get("basis", ""), held


def _recorded(fact: LedgerFact) -> tuple[object, ...]:
    return fact.value, fact.formula, fact.basis, fact.window


def _table(parsed: ParsedFile, name: str, data: bytes, ledger: Ledger, known: KnownValues) -> Findings:
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        yield ATTACHED.at(_spot(parsed, name), "it is no CSV", _FIX)
        return
    for line, row in enumerate(rows, start=2):
        where = f"line {line}"
        if name == _SOURCES and row.get("id") not in ledger.sources:
            yield ATTACHED.at(_spot(parsed, name), f"{where}: the ledger has no source {row.get('id')!r}", _FIX)
        if row.get("value"):
            try:
                value = Decimal(row["value"])
            except InvalidOperation:
                yield ATTACHED.at(_spot(parsed, name), f"{where}: {row['value']!r} is no number", _FIX)
                continue
            if not known.holds(value, row.get("category") or "") and not known.is_base(value):
                yield ATTACHED.at(_spot(parsed, name), f"{where}: {row['value']} is no fact of the ledger", _FIX)
        for source in (row.get("sources") or "").split():
            if source not in ledger.sources:
                yield ATTACHED.at(_spot(parsed, name), f"{where}: the ledger has no source {source!r}", _FIX)
