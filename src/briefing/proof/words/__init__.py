"""Words: quotations, limits of length, causal words and superlatives, sources, names."""

from __future__ import annotations

from briefing.proof.evidence import Evidence
from briefing.proof.findings import Findings
from briefing.proof.words import data_marks, figure_lines, lengths, name_spelling, overclaims, quotes, source_citations
from briefing.proof.words.passages import reading
from briefing.proof.words.word_patterns import language

RULES = (
    *quotes.RULES,
    *overclaims.RULES,
    *lengths.RULES,
    *source_citations.RULES,
    *figure_lines.RULES,
    *name_spelling.RULES,
    *data_marks.RULES,
)


def check(evidence: Evidence) -> Findings:
    """Yield what is wrong with words."""
    read = reading(evidence, language(evidence.lang))
    for part in (quotes, overclaims, lengths, source_citations, figure_lines, name_spelling, data_marks):
        yield from part.check(read)


def left_out(evidence: Evidence) -> tuple[str, ...]:
    """Return which words could not be checked, and why."""
    messages = []
    if not language(evidence.lang).known:
        messages.append(f"words of the language {evidence.lang or 'that no file names'} are not known: style unchecked")
    if evidence.tables is None:
        messages.append("no dataset is known: quotations and spelling of names unchecked")
    return tuple(messages)
