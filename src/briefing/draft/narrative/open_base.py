"""Levels that are differences from a base which the table does not state: a text says so behind the number.

"The global temperature was 1.18" is read as a level; "1.18 above its base" is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from briefing.facts import SubjectFacts
from briefing.model.fact import Fact
from briefing.model.unstated import is_unstated
from briefing.wording import of

# Behind a number above zero, and behind any other, which has a sign of its own.
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("above its base", "relative to its base"),
    "zh": ("（高于基准）", "（与基准之差）"),
}
_MEASURES: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("difference from a base", "unit and base not stated"),
    "zh": ("与基准之差", "单位和基准未注明"),
}
_LEVELS: Final = ("value", "mean")  # measures


def is_from_open_base(subject: SubjectFacts) -> bool:
    """Whether values lie above and below zero, and the table does not say in what unit, nor from which base."""
    return subject.below_zero and is_unstated(subject.unit)


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


def base_words(subject: SubjectFacts, key: str, lang: str) -> str:
    """Return what a subtitle says is measured: a difference from a base, with its unit once somebody fills it in;
    nothing of any other values."""
    if not is_from_open_base(subject):
        return ""
    difference, unknown = _MEASURES.get(lang, _MEASURES["en"])
    return f"{difference}{of(lang).joint(', ')}{{{{ {unknown!r} if {key}.unit == {subject.unit!r} else {key}.unit }}}}"


def difference_words(subject: SubjectFacts, lang: str) -> str:
    """Return that a large number is a difference from a base; nothing of any other values."""
    return _MEASURES.get(lang, _MEASURES["en"])[0] if is_from_open_base(subject) else ""
