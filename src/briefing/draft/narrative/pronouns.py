"""Sentences on one subject → the same with a pronoun where the text before them has named it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.draft.narrative.conditional_text import ConditionalText
from briefing.draft.narrative.indicator_labels import is_plural, label
from briefing.draft.narrative.joined_texts import changed
from briefing.draft.narrative.phrasing import PhrasingContext

_SHORT: Final = 8  # letters of a name that is as short as a pronoun
# What follows a name that is the subject of its clause: a verb, or a change that is printed with one.
_VERB: Final = r"(?= (?:was|were|rose|fell|grew|peaked|bottomed|has|have|had|passed)\b| \{\{ [^{}]*?\| moved\b)"


def after_the_first(texts: Sequence[ConditionalText], key: str, context: PhrasingContext) -> list[ConditionalText]:
    """Return sentences of one paragraph, of which the first that names a short name is left as it is."""
    found: list[ConditionalText] = []
    named = False
    for one in texts:
        shortened = _shortened(one, key, context)
        found.append(shortened if named else one)
        named = named or shortened != one
    return found


def _shortened(text: ConditionalText, key: str, context: PhrasingContext) -> ConditionalText:
    if context.lang != "en":
        return text
    patterns = [*_patterns(key, context)]

    def replaced(words: str) -> str:
        for pattern, pronoun in patterns:
            words, count = re.subn(pattern, pronoun, words, count=1)
            if count:
                break
        return words

    return changed(text, replaced)


def _patterns(key: str, context: PhrasingContext) -> Iterator[tuple[str, str]]:
    """Yield the name at the head of a sentence and within one, as far as it is longer than a pronoun."""
    pronoun = "they" if is_plural(context, key) else "it"
    for head in (True, False):
        name = label(context, key, head=head)
        if len(name) > _SHORT and "{" not in name:
            before = r"(?:(?<=^)|(?<=[.!?] )|(?<=\*\* ))" if head else r"(?:(?<=[},:;] )|(?<= and )|(?<= while ))"
            yield f"{before}{re.escape(name)}{_VERB}", pronoun.capitalize() if head else pronoun
