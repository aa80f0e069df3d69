"""Conditional texts joined, or put after words: every branch of one with every branch of the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from msgspec.structs import replace

from briefing.draft.narrative.alternatives import Alternatives
from briefing.draft.narrative.conditional_text import OF_EXPRESSION
from briefing.draft.narrative.phrasing import ConditionalText, PhrasingContext

# A fact that a text prints, and whether its period in place of its value.
_PRINTED: Final = re.compile(rf"\{{\{{\s*({OF_EXPRESSION}*?)\s*(?:\|\s*(period|year)\b[^}}]*|\|[^}}]*)?\}}\}}")
_COMPARED: Final = re.compile("[<>]|[!=]=")
_MOST: Final = 9  # branches of two texts together; where there are more the first stands alone


def changed(text: ConditionalText, change: Callable[[str], str]) -> ConditionalText:
    """Return a text with each of its branches changed; empty ones stay empty."""
    otherwise = text.otherwise and changed(text.otherwise, change)
    return replace(text, text=change(text.text) if text.text else "", otherwise=otherwise)


def headed(text: ConditionalText) -> ConditionalText:
    """Return a text that begins with a capital, whichever branch stands."""
    return changed(text, lambda words: words[:1].upper() + words[1:])


def where_it_stands(key: str, printed: str = "unit") -> ConditionalText:
    """Return the name, the newest value and its period of a short name, all by expressions: what nothing refuses, but
    for a filter that does not fit, and where it stands already."""
    return ConditionalText(f"{{{{ {key}.name }}}}: {{{{ {key}.last | {printed} }}}} ({{{{ {key}.last | period }}}})")


def first_of(texts: Sequence[ConditionalText], key: str, context: PhrasingContext) -> Alternatives:
    """Return texts as alternatives, those that are empty left out, with where a short name stands as the last, in one
    more form for what says so already."""
    newest = context.fact(f"{key}.last")
    printed = ("ordinal",) if newest is not None and newest.measure == "rank" else ("unit", "value")
    return Alternatives([*(text for text in texts if text.text), *(where_it_stands(key, one) for one in printed)])


def joined(first: ConditionalText, second: ConditionalText, joint: str) -> ConditionalText:
    """Return two texts as one, in every combination of their branches; one that only prints what the other has printed
    is left out, unless that is all that either says."""
    if first.text and second.text and not first.when and not second.when:
        return replace(
            changed(second, lambda words: f"{first.text}{joint}{words}"), expect=_all(first.expect, second.expect)
        )
    return _joined(first, second, joint)


def _joined(first: ConditionalText, second: ConditionalText, joint: str) -> ConditionalText:
    if not first.text or not second.text:
        return first if first.text else second
    if _branches(first) * _branches(second) > _MOST:
        return first
    own = _ended(_after(first.text, second, joint), ConditionalText(first.text))
    both = replace(own, expect=_all(first.expect, second.expect))
    if not first.when:
        return both
    other = _joined(first.otherwise, second, joint) if first.otherwise else second
    return _under(first.when, both, other)


def _after(words: str, second: ConditionalText, joint: str) -> ConditionalText:
    """Return a text with each of its branches after words, without one that only prints what these have printed."""
    otherwise = second.otherwise and _after(words, second.otherwise, joint)
    own = f"{words}{joint}{second.text}" if second.text else ""
    return replace(second, text=words if _is_repeated(second, words) else own, otherwise=otherwise)


def _is_repeated(branch: ConditionalText, words: str) -> bool:
    """Whether a branch makes no claim and prints only what stands in words that precede it."""
    own, before = (set(_PRINTED.findall(text)) for text in (branch.text, words))
    claims = branch.expect or _COMPARED.search(branch.when)
    return bool(own) and own <= before and not claims


def grouped(texts: Sequence[ConditionalText]) -> list[list[ConditionalText]]:
    """Return texts in groups, in their order, that can be joined without losing a branch."""
    groups: list[list[ConditionalText]] = []
    branches = _MOST + 1
    for text in texts:
        branches *= _branches(text)
        if branches > _MOST:
            groups.append([])
            branches = _branches(text)
        groups[-1].append(text)
    return groups


def _ended(text: ConditionalText, last: ConditionalText) -> ConditionalText:
    """Return a text with another at its end, where otherwise nothing would stand."""
    if not text.when:
        return text
    return replace(text, otherwise=_ended(text.otherwise, last) if text.otherwise else last)


def _under(condition: str, inner: ConditionalText, other: ConditionalText) -> ConditionalText:
    """Return the branches of a text where a condition holds, and another text where it does not."""
    if inner.when:
        rest = _under(condition, inner.otherwise, other) if inner.otherwise else other
        return replace(inner, when=_all(condition, inner.when), otherwise=rest)
    return replace(inner, when=condition, otherwise=other)


def _all(first: str, second: str) -> str:
    if not first or not second:
        return first or second
    return f"({first}) and ({second})"


def _branches(text: ConditionalText | None) -> int:
    return 0 if text is None else 1 + _branches(text.otherwise)
