"""A document → its plain-text plan (for snapshots), and every text in it with its path (for the checker)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from briefing.model.document import Document
from briefing.model.fact import Fact
from briefing.model.text import Run, Text, plain


def texts(node: Any, path: str = "document") -> Iterator[tuple[str, Text]]:
    """A document or a part of it → (path, text) for each text."""
    if isinstance(node, tuple) and node and all(isinstance(item, Run) for item in node):
        yield path, node
    elif isinstance(node, tuple):
        for number, item in enumerate(node):
            yield from texts(item, f"{path}[{number}]")
    elif isinstance(node, Struct) and not isinstance(node, Run | Fact):
        for name in node.__struct_fields__:
            if name not in ("edition", "facts", "sources", "inputs", "claims"):
                yield from texts(getattr(node, name), f"{path}.{name}")


def facts(node: Any) -> Iterator[Fact]:
    """A document or a part of it → every fact that a chart or a strip holds."""
    if isinstance(node, Fact):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from facts(item)
    elif isinstance(node, Struct) and not isinstance(node, Run):
        for name in node.__struct_fields__:
            if name not in ("edition", "facts", "sources", "inputs", "claims"):
                yield from facts(getattr(node, name))


def untraced(document: Document) -> list[str]:
    """A document → every numeral in it that no fact and no term allows, with its path; empty if all is well."""
    found = [
        f"{path}: {run.text}"
        for path, text in texts(document)
        for run in text
        if not run.term
        and run.fact not in document.facts
        and any(char.isnumeric() and not _han(char) for char in run.text)
    ]
    found += [
        f"{path}: unknown fact {run.fact}" for path, text in texts(document) for run in text if _unknown(run, document)
    ]
    found += [f"unknown fact {fact.name}" for fact in facts(document) if document.facts.get(fact.name) is not fact]
    return found


def _unknown(run: Run, document: Document) -> bool:
    return bool(run.fact) and run.fact not in document.facts


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def plan(document: Document) -> str:
    """A document → its plan: one line for each text; facts stand in ‹›, terms in ⟨⟩."""
    lines = [f"{path.removeprefix('document.')}: {_shown(text)}" for path, text in texts(document)]
    lines += [f"fact {name} {_fact(fact)}" for name, fact in document.facts.items()]
    lines += [f"claim {item.place}: {item.expect}" for item in document.claims]
    return "\n".join([*lines, *_sources(document.sources)]) + "\n"


def _sources(sources: Mapping[str, Any]) -> list[str]:
    return [f"source {key}" for key in sources]


def _fact(fact: Fact) -> str:
    return f"{fact.qualifier} {fact.value:.10g} {fact.unit}".rstrip()


def _shown(text: Text) -> str:
    return "".join(_run(run) for run in text).replace("\n", "⏎")


def _run(run: Run) -> str:
    shown = f"‹{run.text}›" if run.fact else f"⟨{run.text}⟩" if run.term else run.text
    shown = f"**{shown}**" if run.bold else shown
    shown = f"_{shown}_" if run.italic else shown
    return f"[{shown}]({run.link})" if run.link else shown


__all__ = ["facts", "plain", "plan", "texts", "untraced"]
