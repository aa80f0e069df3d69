"""Explains a fact or a printed number: its formula, the observations behind it, their sources, and its places.

The edition is built in memory, so the answer is about today's data and story, not about files built earlier.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefing import read
from briefing.compose.language.expressions import Evaluation
from briefing.compose.language.syntax import parse_expression
from briefing.errors import BriefingError, StoryError, UsageError
from briefing.facts import FactRegistry
from briefing.model.dataset import Source
from briefing.model.edition import Project
from briefing.model.fact import Fact
from briefing.model.ledger import Term, Use, ledger_row
from briefing.model.lineage import fact_entry, number, published_entries, source_entry
from briefing.pipeline.ledger_file import known_facts, known_sources
from briefing.pipeline.result import BuildResult
from briefing.pipeline.steps import build_incomplete, story_languages
from briefing.read.report import nearest_name

# What separates thousands: 28300 asks for 28,300.
_GROUPS = re.compile(r"(?<=\d),(?=\d{3})")


class Explanation(Struct, frozen=True):
    """A fact with its sources and its places; `str` is for people, `as_json` for machines.

    `faults` counts the faults of the story elsewhere, because of which places may be missing.
    """

    fact: Fact
    sources: Mapping[str, Source]
    uses: tuple[Use, ...]
    faults: int = 0

    def as_json(self) -> dict[str, Any]:
        """The fact as in the ledger, with its name, the sources it rests on and its uses."""
        uses = [_without(ledger_row(use), "fact") for use in self.uses]
        sources = {key: source_entry(source) for key, source in self.sources.items()}
        entry = {"fact": self.fact.name, **fact_entry(self.fact), "sources": sources, "uses": uses}
        return entry | ({"faults": self.faults} if self.faults else {})

    def __str__(self) -> str:
        fact = self.fact
        sign = "" if fact.qualifier == "=" else f"{fact.qualifier} "
        entry = fact_entry(fact)
        value = entry["period"] if "period" in entry else f"{number(fact.value)} {fact.unit}"
        lines = [f"{fact.name} = {sign}{value}".rstrip()]
        lines += ["  value of the edition before this one"] if fact.previous else []
        lines.append(f"  formula: {fact.formula}")
        lines += [f"  note: {note}" for note in fact.notes]
        lines += [line for item in published_entries(fact) for line in _record(item)]
        for key, source in self.sources.items():
            parts = (source.publisher, source.title, issued(source), source.url)
            lines.append(f"  source {key}: {', '.join(part for part in parts if part)}")
        lines += [f"  stands at: {use.place}: {use.text}" for use in self.uses]
        if not self.uses:
            lines.append("  stands nowhere in the edition")
        return "\n".join([*lines, *_incomplete(self.faults)])


def issued(source: Source) -> str:
    """Return when a source was published, else when it was read, as in the dataset."""
    return source.published or (f"no date, read on {source.read_on}" if source.read_on else "no date")


class TermExplanation(Struct, frozen=True):
    """A numeral that is no fact: why it may stand, and where."""

    text: str
    why: str
    terms: tuple[Term, ...]
    faults: int = 0

    def as_json(self) -> dict[str, Any]:
        """The term with its reason and its places."""
        places = [_without(ledger_row(term), "why") for term in self.terms]
        entry: dict[str, Any] = {"term": self.text, "why": self.why, "uses": places}
        return entry | ({"faults": self.faults} if self.faults else {})

    def __str__(self) -> str:
        lines = [f"{self.text} is a term: {self.why}"]
        return "\n".join([*lines, *(f"  stands at: {term.place}" for term in self.terms), *_incomplete(self.faults)])


def _without(row: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key}


def _incomplete(faults: int) -> list[str]:
    """Return a line with the number of faults because of which places may be missing, if any."""
    if not faults:
        return []
    return [f"  the story has {faults} fault{'s' if faults > 1 else ''}, so places may be missing: briefing check"]


def explain(
    project: str | Path,
    what: str,
    *,
    lang: str | None = None,
    as_of: dt.date | None = None,
    entity: str | None = None,
) -> tuple[Explanation | TermExplanation, ...]:
    """Return every fact or term that `patents.multiple` or `5.5×` is.

    Faults of the story elsewhere are counted and do not stop it. UsageError if it is neither, StoryError if it may be a
    number in a text that cannot be set.
    """
    loaded = read.project(Path(project), as_of=as_of, entity=entity)
    languages = story_languages(loaded, None if lang is None else (lang,))
    built, faults = build_incomplete(loaded, read.theme(loaded.theme), languages[0])
    facts = _facts(loaded, built, what)
    if facts:
        return tuple(replace(_explained(built, fact, loaded), faults=len(faults)) for fact in facts)
    terms = _terms(built, what)
    if terms:
        return tuple(replace(term, faults=len(faults)) for term in terms)
    if faults:  # it may be a number of what could not be set
        raise StoryError(faults)
    fix = _nearest(loaded, built, what)
    raise UsageError(f"{what!r} is neither a fact nor a number printed in the edition", fix=fix)


def _nearest(project: Project, built: BuildResult, what: str) -> str:
    """Return a fix: the fact whose name is most like the words, else what can be explained."""
    short = sorted(FactRegistry(project.dataset, project.edition).keys())
    facts = [*known_facts(built.document), *(f"{name}.last" for name in short)]
    near = nearest_name(what, facts) if re.match(r"[A-Za-z_]", what) else ""
    if near:
        return f"did you mean {near!r}?"
    names = ", ".join(short[:12]) + (", …" if len(short) > 12 else "")
    return f"give a number as it is printed, or a fact as the story writes it, as {short[0]}.last; short names: {names}"


def _facts(project: Project, built: BuildResult, what: str) -> list[Fact]:
    """Return the facts of a name in the edition, a number as printed, or an expression that the story could hold."""
    known = known_facts(built.document)
    if what in known:
        return [known[what]]
    printed = dict.fromkeys(use.fact for use in _uses(built) if _prints(use.text, what))
    if printed:
        return [known[name] for name in printed if name in known]
    return _evaluated(project, what, built.lang)


def _evaluated(project: Project, what: str, lang: str) -> list[Fact]:
    if not re.match(r"[A-Za-z_]", what):
        return []
    book = FactRegistry(project.dataset, project.edition)
    if re.split(r"\W", what, maxsplit=1)[0] not in {*book.keys(), "count"}:
        return []
    try:
        parameters = project.edition.parameters_in(lang)
        value = Evaluation(book, parameters=parameters).value(parse_expression(what))
    except BriefingError as error:
        raise UsageError(error.findings) from error
    return [value] if isinstance(value, Fact) else []


def _prints(text: str, what: str) -> bool:
    """Return whether `what` is the whole text, or one of the numerals in it."""
    sought, printed = (_GROUPS.sub("", words.strip()) for words in (what, text))
    return sought == printed or sought in re.findall(r"[+−-]?\d[\d.,]*\d|\d", printed)


def _explained(built: BuildResult, fact: Fact, project: Project) -> Explanation:
    uses = tuple(use for use in _uses(built) if use.fact == fact.name)
    known = {**known_sources(built.document), **project.dataset.sources}
    return Explanation(fact, {key: known[key] for key in fact.sources if key in known}, uses)


def _terms(built: BuildResult, what: str) -> tuple[TermExplanation, ...]:
    found = [term for one in built.written.values() for term in one.trace.terms if _prints(term.text, what)]
    reasons = dict.fromkeys((term.text, term.why) for term in found)
    return tuple(
        TermExplanation(text, why, tuple(term for term in found if (term.text, term.why) == (text, why)))
        for text, why in reasons
    )


def _uses(built: BuildResult) -> list[Use]:
    return [use for one in built.written.values() for use in one.trace.uses]


def _record(entry: dict[str, Any]) -> list[str]:
    """Return a record and the earlier readings that it replaced, a line each."""
    earlier = [f"    earlier reading: {one['value']}{_dated(one)}" for one in entry.get("earlier", ())]
    return [f"  observation: {_observation(entry)}{_dated(entry) if earlier else ''}", *earlier]


def _dated(entry: dict[str, Any]) -> str:
    return f", published {entry['published']}" if "published" in entry else ""


def _observation(entry: dict[str, Any]) -> str:
    sign = "" if entry["qualifier"] == "=" else f"{entry['qualifier']} "
    kind = f"series {entry['series']}, status {entry['status']}" if "series" in entry else "target"
    period = entry.get("year", entry.get("period"))
    return f"{entry['indicator']}, {entry['entity']}, {period}: {sign}{entry['value']} ({kind}), {entry['source']}"
