"""Words: quotations, limits of length, causal words and superlatives, sources, names."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.words import claims, figures, lengths, names, quotes, sources
from briefing.proof.words.language import language
from briefing.proof.words.passages import reading

RULES = (*quotes.RULES, *claims.RULES, *lengths.RULES, *sources.RULES, *figures.RULES, *names.RULES)


def check(evidence: Evidence) -> Iterator[ProofFinding]:
    """Yield what is wrong with words."""
    read = reading(evidence, language(evidence.lang))
    for part in (quotes, claims, lengths, sources, figures, names):
        yield from part.check(read)


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Return which words could not be checked, and why."""
    messages = []
    if not language(evidence.lang).known:
        messages.append(f"words of the language {evidence.lang or 'that no file names'} are not known: style unchecked")
    if evidence.tables is None:
        messages.append("no dataset is known: quotations and spelling of names unchecked")
    return tuple(messages)
