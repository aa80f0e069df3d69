"""What of a document's sources its pages rest on: those are numbered and listed, no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefing.model.dataset import Source
from briefing.model.document import Aside, Document
from briefing.model.text import Run


def cited_sources(document: Document) -> Mapping[str, Source]:
    """Return the sources of a document that its parts, their side columns and the sections of its brief rest on; all
    of them where these name none.
    """
    asides = [aside for part in document.parts for aside in part.asides]
    heads = [(part.headline, part.standfirst) for part in document.parts]
    keys = _of_sections(document) | {key for aside in asides for key in aside.sources}
    keys |= _of_facts(document, (document.title, document.kicker, document.header, heads, asides))
    return {key: source for key, source in document.sources.items() if key in keys or not keys}


def sources_alone(document: Document, aside: Aside) -> set[str]:
    """Return what the points of a block in the side column rest on and no section of the brief does."""
    points = [point for point in aside.points if "brief" in point.outputs]
    return _of_facts(document, points) - _of_sections(document)


def _of_sections(document: Document) -> set[str]:
    return {key for section in document.sections if "brief" in section.outputs for key in section.sources}


def _of_facts(document: Document, holders: object) -> set[str]:
    facts = [document.facts[run.fact] for run in _runs(holders) if run.fact in document.facts]
    return {key for fact in facts for key in (*fact.sources, *(target.source for target in fact.targets))}


def _runs(value: object) -> Iterator[Run]:
    """Yield the runs of all texts in a value."""
    if isinstance(value, Run):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _runs(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _runs(item)
