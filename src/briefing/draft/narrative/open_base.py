"""Levels that are differences from a base which the table does not state: a text says so behind the number.

"The global temperature was 1.18" is read as a level; "1.18 above its base" is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from briefing.draft.narrative.indicator_labels import with_unit
from briefing.draft.narrative.measured_things import measured_thing
from briefing.draft.narrative.phrasing import PhrasingContext
from briefing.model.fact import Fact
from briefing.model.unstated import is_unstated
from briefing.wording import of

# Behind a number above zero, and behind any other, which has a sign of its own.
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("above its base", "relative to its base"),
    "zh": ("（高于基准）", "（与基准之差）"),
}
_MEASURES: Final[Mapping[str, str]] = {
    "en": "difference from a base",
    "zh": "与基准之差",
}
_LEVELS: Final = ("value", "mean")  # measures
# What is a difference from a base where it lies below zero; a balance, a rate or a logarithm is none.
_DIFFERENCES: Final = re.compile(
    r"\b(?:anomal(?:y|ies)|deviations?|departures?|differences?)\b|\b(?:global|world|sea|ocean)\b.*\btemp|\bsea.?level"
    r"|距平|偏差|海平面|全球.*气温",
    re.IGNORECASE,
)
# Units that say from which base their values are, as "°C above the mean of 1951–1980", or that those of balances have.
_STATED: Final = re.compile(
    r"\b(?:above|below|from|relative|than|base|mean|average|against|points?)\b|[%=]|相对|较|距|基期", re.IGNORECASE
)


def is_from_open_base(context: PhrasingContext, key: str) -> bool:
    """Whether values are differences from a base, as their words say and values below zero bear out, and no unit says
    from which: one of degrees or millimetres does not."""
    subject = context.subject(key)
    if not subject.below_zero or (not is_unstated(subject.unit) and _STATED.search(subject.unit)):
        return False
    definition = subject.indicator.definition if subject.indicator is not None else ""
    words = (*subject.names.values(), definition, measured_thing(context, key))
    return any(_DIFFERENCES.search(one) for one in words)


def not_above(facts: Iterable[Fact | None]) -> list[str]:
    """Return the names of those levels among facts that are not above zero."""
    levels = (fact for fact in facts if fact is not None and fact.measure in _LEVELS)
    return [fact.name for fact in levels if fact.value <= 0]


def from_base(expression: str, lang: str, before: Sequence[str] = ()) -> str:
    """Return what stands behind the number of an expression: that it is above a base, or counted from one, as those
    that stand `before` it in the same sentence may be."""
    above, other = _WORDS.get(lang, _WORDS["en"])
    all_above = " and ".join(f"{one} > 0" for one in (*before, expression))
    return f"{of(lang).joint(' ')}{{{{ {above!r} if {all_above} else {other!r} }}}}"


def base_words(context: PhrasingContext, key: str) -> str:
    """Return what a subtitle says is measured: a difference from a base, with its unit once somebody fills it in;
    nothing of any other values."""
    if not is_from_open_base(context, key):
        return ""
    return with_unit(context, key, _MEASURES.get(context.lang, _MEASURES["en"]))


def difference_words(context: PhrasingContext, key: str) -> str:
    """Return that a large number is a difference from a base; nothing of any other values."""
    return _MEASURES.get(context.lang, _MEASURES["en"]) if is_from_open_base(context, key) else ""
