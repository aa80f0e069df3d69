"""How a notebook shows an edition and its facts: small tables as HTML, in which every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from briefing.errors import Finding
from briefing.model.lineage import number


class EditionFact(Struct, frozen=True):
    """A fact of a published edition as its ledger has it: name, value, unit, bound, formula, values behind it, and the
    publishers and titles of their sources."""

    name: str
    value: float
    unit: str = ""
    qualifier: str = "="
    formula: str = ""
    observations: tuple[Mapping[str, Any], ...] = ()
    sources: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        bound = "" if self.qualifier == "=" else f"{self.qualifier} "
        rows = [(self.name, f"{bound}{number(self.value):,} {self.unit}".strip())]
        rows += [("formula", self.formula)] if self.formula else []
        rows += [(_period(row), _words(row)) for row in self.observations]
        rows += [("source", source) for source in self.sources]
        return table(rows)


def _period(row: Mapping[str, Any]) -> str:
    return f"{row.get('entity', '')}, {row.get('year', row.get('period', ''))}"


def _words(row: Mapping[str, Any]) -> str:
    bound = "" if row.get("qualifier", "=") == "=" else f"{row['qualifier']} "
    status = "" if row.get("status", "A") == "A" else f" ({row['status']})"
    return f"{bound}{row.get('value')}{status}, {row.get('indicator', '')}"


def edition_facts(ledger: Path) -> dict[str, EditionFact]:
    """Return the facts of a published edition by name, from its ledger."""
    content = msgspec.json.decode(ledger.read_bytes())
    sources = {
        key: ": ".join(filter(None, (row["publisher"], row["title"]))) for key, row in content["sources"].items()
    }
    found: dict[str, EditionFact] = {}
    for name, row in content["facts"].items():
        records = (*row["observations"], *row.get("targets", ()))
        known = tuple(dict.fromkeys(sources[record["source"]] for record in records if record["source"] in sources))
        unit = row.get("unit_words") or row["unit"]
        observations = tuple(row["observations"])
        found[name] = EditionFact(name, row["value"], unit, row["qualifier"], row["formula"], observations, known)
    return found


def edition_html(editions: Sequence[tuple[str, Mapping[str, Iterable[Path]]]], findings: Iterable[Finding]) -> str:
    """Return the files of editions, each with its language and its files by output, and what was found in them."""
    rows = [
        (f"{lang}, {output}", str(path))
        for lang, paths in editions
        for output, files in paths.items()
        for path in files
    ]
    rows += [(finding.severity, f"{finding.where}: {finding.what}") for finding in findings]
    return table(rows)


def table(rows: Iterable[tuple[str, str]]) -> str:
    """Return rows of a head and a text as a table."""
    lines = (f"<tr><th scope='row'>{escape(head)}</th><td>{escape(words)}</td></tr>" for head, words in rows)
    return f"<table>{''.join(lines)}</table>"
