"""The topics of the reference, and finding an entry by a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Any, Final

from msgspec import Struct

from briefing.errors import UsageError
from briefing.reference import (
    chart_entries,
    expression_entries,
    filter_entries,
    measure_entries,
    settings_entries,
    story_entries,
    table_entries,
    writing_guide,
)
from briefing.reference.reference_entry import Entry, ReferenceTopic

_NEAREST: Final = 5
_DISPATCH: Final = """\
`dispatch.toml` says who gets an edition, over which mail server and when. The names below say where a key stands:
`mail.smtp.host` is `host` in `[mail.smtp]`, `schedules.cron` is `cron` in `[schedules.<name>]`. Without the file,
messages are written as .eml files into the folder dispatch/outbox. A secret never stands in it.
"""
_BATCH: Final = """\
`briefing batch` builds an edition for each row of a table: CSV, XLSX, Parquet, or the answer of a database. An empty
cell means the project's own. A column may also have the name of one of `[parameters]`.
"""
_PROOF: Final = """\
The proof reads finished files back. Every build does its fast part before anything is put in place; `briefing proof`
does it by hand, `--full` draws slides and pages too. A finding is one line: how grave it is, its rule, its place, what
is wrong and the fix. An error stops an edition, a warning is printed, advice stands in the proof alone.
"""


def _module(name: str) -> Any:
    """Import a module that makes entries: these load batch, dispatch or the proof, which others do not wait for."""
    return import_module(f"briefing.reference.{name}")


TOPICS: Final = (
    ReferenceTopic("start", "how a section is written, with an example", lambda: (), writing_guide.GUIDE),
    ReferenceTopic(
        "story",
        "every key of a story, with its default, its limits and the outputs that print it",
        story_entries.entries,
        story_entries.INTRODUCTION,
    ),
    ReferenceTopic(
        "expressions",
        "what may stand in {{ }}, expect and when",
        expression_entries.entries,
        expression_entries.INTRODUCTION,
    ),
    ReferenceTopic("measures", "every fact behind a short name", measure_entries.entries, measure_entries.INTRODUCTION),
    ReferenceTopic("filters", "how a fact is printed", filter_entries.entries, filter_entries.INTRODUCTION),
    ReferenceTopic("charts", "the kinds of charts", chart_entries.entries, chart_entries.INTRODUCTION),
    ReferenceTopic("data", "the columns of a project's tables", table_entries.entries, table_entries.INTRODUCTION),
    ReferenceTopic("settings", "every key of briefing.toml", settings_entries.entries, settings_entries.INTRODUCTION),
    ReferenceTopic(
        "dispatch",
        "every key of dispatch.toml, the columns of recipients and releases",
        lambda: _module("operation_entries").dispatch_entries(),
        _DISPATCH,
        slow=True,
    ),
    ReferenceTopic("batch", "the columns of a batch", lambda: _module("batch_entries").entries(), _BATCH, slow=True),
    ReferenceTopic(
        "proof",
        "the rules of the proof, with what their findings say",
        lambda: _module("rule_entries").entries(),
        _PROOF,
        slow=True,
    ),
)


class FoundEntry(Struct, frozen=True):
    """An entry and the name of its topic."""

    topic: str
    entry: Entry


class Reference:
    """Topics by name, and their entries, made when they are asked for."""

    def __init__(self, *topics: ReferenceTopic) -> None:
        self.topics: Mapping[str, ReferenceTopic] = {topic.name: topic for topic in topics}
        self._entries: dict[str, tuple[Entry, ...]] = {}
        self._quick = [topic.name for topic in topics if not topic.slow]

    def entries(self, topic: str) -> tuple[Entry, ...]:
        """Return the entries of a topic."""
        if topic not in self._entries:
            self._entries[topic] = tuple(self.topics[topic].entries())
        return self._entries[topic]

    def _installed(self) -> Iterator[FoundEntry]:
        """Yield all entries but those of a topic whose extra is not installed."""
        for topic in self.topics:
            try:
                yield from self._entries_of([topic])
            except UsageError:
                continue

    def _entries_of(self, topics: Iterable[str]) -> Iterator[FoundEntry]:
        for topic in topics:
            yield from (FoundEntry(topic, entry) for entry in self.entries(topic))

    def find(self, word: str) -> tuple[FoundEntry, ...]:
        """Return the entries of a name: of that very name, else those whose last part it is, else those below it.

        UsageError with the nearest ones where there is none.
        """
        quick = tuple(one for one in self._entries_of(self._quick) if _is(one.entry.name, word))
        if quick:
            return quick
        everything = tuple(self._installed())
        for fits in (_is, _ends, _begins):
            found = tuple(one for one in everything if fits(one.entry.name, word))
            if found:
                return found
        raise UsageError(
            f"the reference has no {word[:60]!r}", fix=self._fix(word, [one.entry.name for one in everything])
        )

    def also(self, word: str, found: Sequence[FoundEntry]) -> tuple[str, ...]:
        """Return the names of other entries whose last part is a word, of topics that are quickly made."""
        names = {one.entry.name for one in found}
        return tuple(
            dict.fromkeys(
                one.entry.name
                for one in self._installed()
                if _ends(one.entry.name, word) and one.entry.name not in names
            )
        )

    def _fix(self, word: str, names: Sequence[str]) -> str:
        short = {name.rpartition(".")[2]: name for name in reversed(names)}
        known = [*self.topics, *names, *short]
        close = get_close_matches(word, known, n=_NEAREST, cutoff=0.6)
        close = close or [name for name in names if word.casefold() in name.casefold()][:_NEAREST]
        listed = " or ".join(f"`{name}`" for name in dict.fromkeys(close))
        topics = f"topics: {', '.join(self.topics)}"
        return f"did you mean {listed}? Else see the {topics}" if listed else topics


@cache
def reference() -> Reference:
    """Return the reference of all that is written in files, and of the proof."""
    return Reference(*TOPICS)


def _is(name: str, word: str) -> bool:
    return name == word


def _ends(name: str, word: str) -> bool:
    return name.endswith(f".{word}")


def _begins(name: str, word: str) -> bool:
    return name.startswith((f"{word}.", f"{word} "))
