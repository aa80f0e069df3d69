"""What of a document's sources its outputs rest on: those are numbered and listed, no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from briefing.model.dataset import Source
from briefing.model.document import Aside, Document, Section
from briefing.model.text import Run, Text, plain

# In a list of more, some source lines must have numbers in brackets, so all have, as years would be taken for numbers;
# and sources are listed as sections first rest on them.
MOST_BY_YEAR: Final = 9
_REASON: Final = "source "  # with which the reasons of names and dates of sources begin; the id follows


def cited_sources(document: Document) -> Mapping[str, Source]:
    """Return the sources that the brief of a document or its slides rest on; all of them where these name none.

    Deck, brief and web edition number and list the same, so that a number means one source in all of them.
    """
    asides = [aside for part in document.parts for aside in part.asides]
    heads = [(part.headline, part.standfirst) for part in document.parts]
    keys = _of_sections(document) | {key for aside in asides for key in aside.sources}
    keys |= _of_facts(document, (document.title, document.kicker, document.header, heads, asides))
    shown = (section for section in document.sections if "deck" in section.outputs)
    keys |= {key for section in shown for key in keys_shown(section, document.sources)}
    return {key: source for key, source in document.sources.items() if key in keys or not keys}


def keys_shown(section: Section, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the sources of a section that its entries name: not those of its notes or paragraphs alone."""
    names = {named_source(sources, plain(entry)) for entry in section.source_entries}
    return tuple(key for key in section.sources if key in sources and sources[key].name in names)


def named_source(sources: Mapping[str, Source], entry: str) -> str:
    """Return the name that an entry begins with: of "China Daily via CNIPA 2017" not "China Daily"."""
    return max((source.name for source in sources.values() if entry.startswith(source.name)), key=len, default="")


def named_alike(sources: Mapping[str, Source], *, by_year: bool) -> bool:
    """Return whether name and date, or year alone, stand for several sources, so that only numbers distinguish them."""
    named = [(source.name, source.year if by_year else source.published) for source in sources.values()]
    return len(set(named)) < len(named)


def sources_in(line: Iterable[Run]) -> tuple[str, ...]:
    """Return the sources whose names or dates stand in a source line, each once."""
    return tuple(dict.fromkeys(run.term.removeprefix(_REASON) for run in line if run.term.startswith(_REASON)))


def cited_in_brief(section: Section, sources: Mapping[str, Source]) -> tuple[list[Text], list[str]]:
    """Return the entries and the sources of a section that rest on what the brief prints: none of points that only
    slides have."""
    printed = {sources[key].name for key in sources_in(section.source_line_years) if key in sources}
    keys = [key for key in section.sources if key in sources and (not printed or sources[key].name in printed)]
    entries = [one for one in section.source_entries if not printed or named_source(sources, plain(one)) in printed]
    return entries, keys


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
