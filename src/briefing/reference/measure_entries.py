"""Entries of measures: everything that a story may ask of a short name."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.compose.language.expressions import METHODS
from briefing.facts.fact_reference import MEANINGS, Meaning
from briefing.reference.example_project import printed
from briefing.reference.reference_entry import Entry
from briefing.wording.fitting import DEFAULTS

INTRODUCTION = """\
A short name of `[facts]` with a measure is a fact: `visits.last`. Those without brackets are written so, all others
are called, and most of them take a period by name, as `visits.rank(period=2023)` or `loans.on_year(period='2023-06')`.
`{{ visits.percent }}` prints a fact, `{{ visits.percent | moved }}` prints it through a filter. The examples are worked
out on a made-up project.
"""


def entries() -> tuple[Entry, ...]:
    """Return the entries of all measures, each with its example and with what refuses it."""
    return tuple(_entry(name, meaning) for name, meaning in MEANINGS.items())


def _entry(name: str, meaning: Meaning) -> Entry:
    examples = (printed(meaning.example), *([printed(meaning.refused)] if meaning.refused else []))
    return Entry(
        name, meaning.written, f"{meaning.gives[:1].upper()}{meaning.gives[1:]}.", tuple(_details(name)), examples
    )


def _details(name: str) -> Iterator[tuple[str, str]]:
    default = next((filter_ for measure, filter_ in DEFAULTS.items() if measure == name), "")
    if default:
        yield "printed by", f"the filter `{default}`, where none is named"
    if name in METHODS:
        yield "called", "with brackets, also where nothing stands in them"
