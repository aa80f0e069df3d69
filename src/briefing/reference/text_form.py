"""Topics and entries as plain text, for a terminal and for an assistant."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from briefing.reference.catalogue import FoundEntry, Reference
from briefing.reference.reference_entry import Entry, Example, ReferenceTopic

_WIDTH: Final = 100
_LABEL: Final = 12  # columns of the labels of an entry


def overview(reference: Reference) -> str:
    """Return the list of topics."""
    wide = max(map(len, reference.topics))
    rows = [f"  {name:{wide}}  {topic.about}" for name, topic in reference.topics.items()]
    return "\n".join(["Topics, as in `briefing help measures`:", *rows, "", "One entry: `briefing help multiple`."])


def topic_text(topic: ReferenceTopic, entries: Sequence[Entry]) -> str:
    """Return a topic: its introduction, and each entry in a line or a few."""
    parts = ["\n".join(_brief(entry)) for entry in entries]
    listed = ("\n" if topic.name in _PACKED else "\n\n").join(parts)
    return "\n\n".join(part for part in (topic.introduction.strip(), listed) if part)


# Topics whose entries have no example that is worth its room in a list.
_PACKED: Final = ("story", "settings", "dispatch", "data", "batch", "proof", "commands")


def _brief(entry: Entry) -> Iterator[str]:
    if entry.examples and entry.examples[0].form == "text" and not entry.examples[0].refused:
        yield entry.written
        yield from textwrap.wrap(entry.about, _WIDTH, initial_indent="  ", subsequent_indent="  ")
        first, *_ = entry.examples
        yield f"  {_outcome(first)}"
        return
    details = "; ".join(f"{label}: {words}" for label, words in entry.details if label in _IN_LISTS)
    words = f"{entry.name}: {entry.about}{f' [{details}]' if details else ''}"
    yield from textwrap.wrap(words, _WIDTH, subsequent_indent="    ", break_long_words=False)


_IN_LISTS: Final = ("takes", "default", "limits", "measure")


def entries_text(found: Iterable[FoundEntry], also: Sequence[str] = ()) -> str:
    """Return entries with all that is known of them."""
    parts = ["\n".join(_whole(one)) for one in found]
    if also:
        listed = textwrap.wrap(", ".join(also), _WIDTH - _LABEL - 2, break_long_words=False, break_on_hyphens=False)
        parts.append("\n".join(_labelled("see also", listed)))
    return "\n\n".join(parts)


def _whole(found: FoundEntry) -> Iterator[str]:
    entry = found.entry
    yield f"{entry.name}  ({found.topic})"
    yield from textwrap.wrap(entry.about, _WIDTH - 2, initial_indent="  ", subsequent_indent="  ")
    if entry.written not in (entry.name, entry.name.rpartition(".")[2]):
        yield from _labelled("written", [entry.written])
    for label, words in entry.details:
        yield from _labelled(label, textwrap.wrap(words, _WIDTH - _LABEL - 2, break_long_words=False))
    for example in entry.examples:
        yield from _example(example)


def _labelled(label: str, lines: Sequence[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield f"  {label if not at else '':{_LABEL}}{line}"


def _example(example: Example) -> Iterator[str]:
    if example.form == "text":
        label = "finding" if not example.source else "refused" if example.refused else "example"
        yield from _labelled(label, textwrap.wrap(_outcome(example), _WIDTH - _LABEL - 2, break_long_words=False))
        return
    yield f"  example{f' from {example.file}' if example.file else ''}"
    yield textwrap.indent(example.source, "    ")
    if example.result:
        yield textwrap.indent(example.result, "    ")


def _outcome(example: Example) -> str:
    if not example.source:
        return example.result
    return f"{example.source}: {example.result}" if example.refused else f"{example.source}  →  {example.result}"
