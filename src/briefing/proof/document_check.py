"""A document as JSON: whether its facts are those of the ledger, and every text prints the fact that it names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings, Location, Rule
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.provenance import CHANGED
from briefing.proof.proving import UNREADABLE, ReadFile

FACTS = Rule("document-facts", "error", "a document as JSON has the ledger's facts, and its texts print them rightly")
RULES = (FACTS,)
_FIX = "build the edition again, and edit the story or the data instead of this file"


def read(name: str, data: bytes) -> ReadFile:
    """Return a document as JSON with the check of its numbers; one that cannot be read is a finding."""
    try:
        content = json.loads(data)
        held, facts = content["document"], content["facts"]
    except (ValueError, KeyError, TypeError):
        what = "it cannot be read: it is no document as JSON"
        return ReadFile((), (UNREADABLE.at(Location(name), what, "build or save it again"),))
    return ReadFile((), checks=(partial(_check, name, hashlib.sha256(data).hexdigest(), held, facts),))


def _check(name: str, digest: str, document: Any, facts: dict[str, Any], evidence: Evidence) -> Findings:
    ledger = evidence.ledger
    if ledger is None:
        return
    if ledger.edition.outputs.get(name, digest) != digest:
        yield CHANGED.at(Location(name), "it was changed after it was built", "build it again")
    for key, row in facts.items():
        fact = ledger.facts.get(key)
        if fact is None or (fact.value, fact.unit, fact.qualifier) != (row["value"], row["unit"], row["qualifier"]):
            yield FACTS.at(Location(name, element=key), "the ledger has another value, unit or qualifier for it", _FIX)
    for place, node in _nodes(document, ""):
        for key in _named(node):
            fact = ledger.facts.get(key) if key in facts else None
            if fact is None:
                yield FACTS.at(Location(name, element=place), f"{key} is no fact of the edition", _FIX)
            elif "text" in node and agrees(node["text"], fact, evidence.lang) is False:
                what = f"“{node['text']}” is not {key}, which is {fact.value:.12g}"
                yield FACTS.at(Location(name, element=place), what, _FIX)


def _named(node: dict[str, Any]) -> list[str]:
    """Return the names of the facts that an object shows: a run of text, or a series of a chart."""
    names = [node.get("fact"), *(node.get("points") or ())]
    return [name for name in names if isinstance(name, str)]


def _nodes(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects of a document, each with its place, as "parts 0 sections 2 title 0"."""
    if isinstance(value, dict):
        yield place, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in items:
        yield from _nodes(held, f"{place} {key}".strip())
