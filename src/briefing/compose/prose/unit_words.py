"""What an author types beside a number, as a scale, a currency or a sign → where the unit of its fact is another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from briefing.model.fact import Fact, Measure
from briefing.wording.currencies import CURRENCIES, money_of
from briefing.wording.fitting import PARTS, POINTS, is_percentage

if TYPE_CHECKING:
    from briefing.compose.language.templates import Printed
    from briefing.model.text import Text
    from briefing.wording import DirectedWording

_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "target", "change", "pace", "gap", "rest"})
_RATES: Final[frozenset[Measure]] = frozenset({*PARTS, "growth"})
_SIGN: Final = re.compile(r"(?:^|[\s(（])(?P<sign>[+−-])$")
_MONEY: Final = re.compile(r"(?P<sign>[$€£¥])$")


def unit_faults(text: Text, printed: Sequence[Printed], wording: DirectedWording) -> Iterator[tuple[str, str]]:
    """A composed text and what it prints, in order → (what, fix) for each word beside a number that its unit denies."""
    left = list(printed)
    for at, run in enumerate(text):
        if not run.fact:
            continue
        while left and left[0].fact.name != run.fact:
            left.pop(0)
        if not left:
            return
        one = left.pop(0)
        if one.name == "year" or one.fact.measure == "year":
            continue
        before = "" if not at or text[at - 1].fact else text[at - 1].text
        after = "" if at + 1 == len(text) or text[at + 1].fact else text[at + 1].text
        yield from _scales(one, after, wording)
        yield from _percentages(one, after, wording)
        yield from _money(one, before, after, wording)
        yield from _signs(one, before)


def scale_in(words: str, wording: DirectedWording) -> str:
    """Words → the first scale word in them, as "million" in "million tonnes"; empty for none."""
    found = re.search(_scale_words(wording), words, re.IGNORECASE)
    return found.group() if found else ""


def power_of(scale: str, wording: DirectedWording) -> int:
    """A scale word → its power of ten."""
    return _powers(wording).get(scale.lower(), 0)


def _scales(one: Printed, after: str, wording: DirectedWording) -> Iterator[tuple[str, str]]:
    fact = one.fact
    if fact.measure not in _LEVELS or fact.unit == POINTS or fact.format.scale or scale_in(one.text, wording):
        return
    unit = wording.unit_words(fact)
    own, typed = scale_in(unit, wording), re.match(rf"\s?{_scale_words(wording)}(?!-)", after, re.IGNORECASE)
    spelt = typed.group().strip() if typed else ""
    if typed and power_of(spelt, wording) != power_of(own, wording):
        what = f"{spelt!r} stands with {fact.name}, whose unit is {unit!r}"
        yield what, f"write {{{{ {fact.name} | full }}}} for value and unit"
    elif own and not typed:
        rest = unit.partition(own)[2].strip()
        if rest and rest[:1].isalpha() and re.match(rf"\s?{re.escape(rest)}(?!\w)", after, re.IGNORECASE):
            what = f"{rest!r} stands with {fact.name}, whose unit is {unit!r}: {own!r} is missing"
            yield what, f"write {{{{ {fact.name} | full }}}} for value and unit"


def _percentages(one: Printed, after: str, wording: DirectedWording) -> Iterator[tuple[str, str]]:
    words, fact = wording.language.context_words, one.fact
    if words is None or fact.measure in ("rank", "multiple", "span", "count") or "%" in one.text:
        return
    points = re.match(words.points, after, re.IGNORECASE)
    if points and fact.unit != POINTS and not (fact.measure in ("change", "gap") and is_percentage(fact.compared)):
        if fact.measure in _RATES or (fact.measure == "change" and not is_percentage(fact.unit)):
            yield _percent(points.group().strip(), fact, wording)
        return
    percent = re.match(words.percent, after, re.IGNORECASE)
    if percent and (fact.unit == POINTS or not (fact.measure in _RATES or is_percentage(fact.unit))):
        yield _percent(percent.group().strip(), fact, wording)


def _percent(typed: str, fact: Fact, wording: DirectedWording) -> tuple[str, str]:
    unit = wording.unit_words(fact)
    own = f"whose unit is {unit!r}" if unit else "which has no unit"
    return f"{typed!r} stands with {fact.name}, {own}", f"write {{{{ {fact.name} }}}} alone, or with its unit"


def _money(one: Printed, before: str, after: str, wording: DirectedWording) -> Iterator[tuple[str, str]]:
    fact, unit = one.fact, " ".join((one.fact.unit, *one.fact.units.values()))
    if fact.measure not in _LEVELS or "currency" in unit.lower() or any(sign in one.text for sign in CURRENCIES):
        return
    own = money_of(fact.unit) | frozenset(sign for words in fact.units.values() for sign in money_of(words))
    sign = _MONEY.search(before)
    if sign and sign["sign"] not in own:
        yield _told(sign["sign"], fact, wording)
        return
    words = re.match(rf"\s?(?:{_scale_words(wording)}\s?)?(?P<word>[^\W\d_]+)", after, re.IGNORECASE)
    typed = money_of(words["word"]) if words else frozenset[str]()
    if words and own and typed and not typed & own:
        yield _told(words["word"], fact, wording)


def _signs(one: Printed, before: str) -> Iterator[tuple[str, str]]:
    found, fact = _SIGN.search(before), one.fact
    if not found or fact.measure in ("rank", "multiple", "span", "count"):
        return
    sign, value = found["sign"], fact.value
    if one.text[:1] in "+−-":
        yield f"{sign!r} stands before {one.text!r}, which has a sign of its own", f"leave {sign!r} out of the text"
    elif (sign == "+" and value < 0) or (sign != "+" and value > 0):
        what = f"{sign!r} stands before {fact.name}, which is {'below' if value < 0 else 'above'} zero"
        yield what, f"leave {sign!r} out, and write {{{{ {fact.name} | signed }}}}"


def _told(typed: str, fact: Fact, wording: DirectedWording) -> tuple[str, str]:
    unit = wording.unit_words(fact)
    own = f"whose unit is {unit!r}" if unit else "which has no unit"
    return f"{typed!r} stands with {fact.name}, {own}", f"write {{{{ {fact.name} | full }}}} for value and unit"


@lru_cache(8)
def _scale_words(wording: DirectedWording) -> str:
    listed = "|".join(re.escape(word) for word in sorted(_powers(wording), key=lambda word: (-len(word), word)))
    return rf"\b(?:{listed})\b" if wording.language.spaced else rf"(?:{listed})"


@lru_cache(8)
def _powers(wording: DirectedWording) -> Mapping[str, int]:
    language = wording.language
    short = {short: language.prefixes[word] for word, short in language.scales.items() if len(short) > 1}
    return {**{word: language.prefixes[word] for word in language.prefixes}, **short}
