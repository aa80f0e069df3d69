"""Units that an author types, next to a number or on a card, a row or a line, where the fact has another.

A unit is another where its scale, its percent sign, its currency or its sign is; a name where it is that of another
place or another indicator than its facts', as when two `names` are swapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from briefing.compose.language.fact_expressions import printing
from briefing.compose.language.templates import PrintedFact
from briefing.compose.prose.measuring_units import all_measured, first_measured
from briefing.compose.prose.search_text import PlaceNames, ProseFinding, with_printed
from briefing.compose.prose.topics import Topics
from briefing.facts import SubjectFacts
from briefing.model.fact import Fact, Measure
from briefing.model.text import Text, plain
from briefing.wording import DirectedWording
from briefing.wording.currencies import CURRENCIES, money_of
from briefing.wording.fitting import PARTS, POINTS, TIMES, is_percentage

_LEVELS: Final[frozenset[Measure]] = frozenset({"value", "ratio", "target", "change", "pace", "gap", "rest"})
_RATES: Final[frozenset[Measure]] = frozenset({*PARTS, "growth"})
_PURE: Final = ("rank", "multiple", "span", "count")  # measures without a unit
_SIGN: Final = re.compile(r"(?:^|[\s(（])(?P<sign>[+−-])$")
_MONEY: Final = re.compile(r"(?P<sign>[$€£¥])$")
_SCALE_SYMBOL: Final = re.compile(r"\b(?:mn|mln|tn|[kMGTP][A-Za-z]\w*)\b")  # "mn euros", "Mt", "GWh"


def unit_findings(text: Text, printed: Sequence[PrintedFact], wording: DirectedWording) -> Iterator[ProseFinding]:
    """Find each word next to a number that is none of its unit, in a composed text and what it prints, in order."""
    for at, (run, number) in enumerate(with_printed(text, printed)):
        if number is None or number.filter in TIMES or number.fact.measure == "period":
            continue
        before = "" if not at or text[at - 1].fact else text[at - 1].text
        after = "" if at + 1 == len(text) or text[at + 1].fact else text[at + 1].text
        yield from _scales(number.fact, run.text, after, wording)
        yield from _percentages(number.fact, run.text, after, wording)
        yield from _currencies(number.fact, run.text, before, after, wording)
        yield from _signs(number.fact, run.text, before)


def _scales(fact: Fact, shown: str, after: str, wording: DirectedWording) -> Iterator[ProseFinding]:
    if fact.measure not in _LEVELS or fact.unit == POINTS or fact.format.scale or _scale_in(shown, wording):
        return
    unit = wording.unit_words(fact)
    own, found = _scale_in(unit, wording), re.match(rf"\s?{_scale_words(wording)}(?!-)", after, re.IGNORECASE)
    typed = found.group().strip() if found else ""
    fix = f"write {printing(fact.name, 'full')} for value and unit"
    if typed and _power_of(typed, wording) != _power_of(own, wording):
        yield ProseFinding(f"{typed!r} stands with {fact.name}, whose unit is {unit!r}", fix)
    elif own and not typed:
        rest = unit.partition(own)[2].strip()
        if rest and rest[:1].isalpha() and re.match(rf"\s?{re.escape(rest)}(?!\w)", after, re.IGNORECASE):
            what = f"{rest!r} stands with {fact.name}, whose unit is {unit!r}: {own!r} is missing"
            yield ProseFinding(what, fix)


def _percentages(fact: Fact, shown: str, after: str, wording: DirectedWording) -> Iterator[ProseFinding]:
    words = wording.language.context_words
    if words is None or fact.measure in _PURE or "%" in shown:
        return
    points = re.match(words.points, after, re.IGNORECASE)
    percent = re.match(words.percent, after, re.IGNORECASE)
    if points and fact.unit != POINTS and not (fact.measure in ("change", "gap") and is_percentage(fact.compared)):
        wrong = fact.measure in _RATES or (fact.measure == "change" and not is_percentage(fact.unit))
        found = points if wrong else None
    else:
        wrong = fact.unit == POINTS or not (fact.measure in _RATES or is_percentage(fact.unit))
        found = percent if wrong else None
    if found:
        what = _other_unit(found.group().strip(), fact, wording)
        yield ProseFinding(what, f"write {printing(fact.name)} alone, or with its unit")


def _currencies(fact: Fact, shown: str, before: str, after: str, wording: DirectedWording) -> Iterator[ProseFinding]:
    units = (fact.unit, *fact.units.values())
    if (
        fact.measure not in _LEVELS
        or "currency" in " ".join(units).lower()
        or any(sign in shown for sign in CURRENCIES)
    ):
        return
    own = frozenset(sign for unit in units for sign in money_of(unit))
    sign = _MONEY.search(before)
    word = re.match(rf"\s?(?:{_scale_words(wording)}\s?)?(?P<word>[^\W\d_]+)", after, re.IGNORECASE)
    typed = money_of(word["word"]) if word else frozenset[str]()
    wrong = sign["sign"] if sign and sign["sign"] not in own else ""
    if not wrong and word and own and typed and not typed & own:
        wrong = word["word"]
    if wrong:
        yield ProseFinding(_other_unit(wrong, fact, wording), f"write {printing(fact.name, 'full')} for value and unit")


def _signs(fact: Fact, shown: str, before: str) -> Iterator[ProseFinding]:
    found = _SIGN.search(before)
    if not found or fact.measure in _PURE:
        return
    sign, value = found["sign"], fact.value
    if shown[:1] in "+−-":
        what = f"{sign!r} stands before {shown!r}, which has a sign of its own"
        yield ProseFinding(what, f"leave {sign!r} out of the text")
    elif (sign == "+" and value < 0) or (sign != "+" and value > 0):
        what = f"{sign!r} stands before {fact.name}, which is {'below' if value < 0 else 'above'} zero"
        yield ProseFinding(what, f"leave {sign!r} out, and write {printing(fact.name, 'signed')}")


def _other_unit(typed: str, fact: Fact, wording: DirectedWording) -> str:
    unit = wording.unit_words(fact)
    return f"{typed!r} stands with {fact.name}, {f'whose unit is {unit!r}' if unit else 'which has no unit'}"


# Names and units that a story gives


def name_findings(
    text: Text, subject: SubjectFacts, places: PlaceNames, topics: Topics, shown: str
) -> Iterator[ProseFinding]:
    """Find whether a name is that of another place or indicator; `shown` are the places of the subject in words."""
    label = plain(text).replace("\n", " ")
    found = {places.entity[name]: name for _, _, name in places.find("", label)}
    # "Boston" may be short for Boston metropolitan area, and trade with a place is no place of its own
    own = " ".join((subject.name, *subject.names.values(), *subject.members, shown))
    if found and not found.keys() & set(subject.members) and not any(name in own for name in found.values()):
        name = next(iter(found.values()))
        what = f"{name!r} stands as the name of {subject.expression}, which is of {shown}"
        yield ProseFinding(what, f"name it {shown}")
    elif other := topics.other_name(label, subject.key):
        what = f"{label!r} stands as the name of {subject.expression}, and is that of {other}"
        yield ProseFinding(what, f"name it {subject.name!r}, or in words of that")


def card_unit_findings(
    label: Text, unit: Text, value: Text, fact: Fact, wording: DirectedWording
) -> Iterator[ProseFinding]:
    """Find where the label and the unit of a card give its value another unit than its fact has."""
    words, own = f"{plain(label)} {plain(unit)}".replace("\n", " "), wording.unit_words(fact)
    typed, scale = _scale_in(words, wording), _scale_in(own, wording)
    fix = f"write {own!r}, or words of it" if own else "leave the unit empty"

    def other(typed: str, but: str = f"whose unit is {own!r}") -> ProseFinding:
        return ProseFinding(f"{typed!r} stands as the unit of {fact.name}, {but}", fix)

    scaled = bool(fact.format.scale or _scale_in(plain(value), wording))
    same = _is_same_measure(plain(unit), typed, own, scale, wording) if not scaled else None
    if same is False:
        yield other(plain(unit))
    elif scaled:
        if typed and not _scale_in(plain(label), wording):
            yield other(typed, "whose number says its scale itself")
    elif typed and not same and _power_of(typed, wording) != _power_of(scale, wording):
        yield other(typed)
    elif scale and not typed and not same and wording.language.spaced and not _SCALE_SYMBOL.search(words):
        what = f"the card does not say {scale!r}, which the unit of {fact.name} is: {own!r}"
        yield ProseFinding(what, fix, "warning")
    percent = re.search(r"[%％]|\bper ?cent\b", plain(unit))
    if percent and not is_percentage(fact.unit):
        yield other(percent.group())
    money, typed_money = money_of(f"{fact.unit} {own}"), money_of(plain(unit))
    if money and typed_money and not money & typed_money:
        yield other(plain(unit))


def _is_same_measure(unit: str, typed: str, own: str, scale: str, wording: DirectedWording) -> bool | None:
    """Whether a typed unit of measuring is that of a fact, as kt is thousand tonnes, and no weeks are days; None where
    it begins with none, as "a year", or the fact has none."""
    bare = (unit.partition(typed)[2] if typed and unit.startswith(typed) else unit).strip()
    named, given = first_measured(bare), all_measured(own)
    if named is None or not given or re.search(r"\b\d+\b", own):
        return None
    base, power = named[0], named[1] + _power_of(typed, wording)
    return (base, power) in {(other, held + _power_of(scale, wording)) for other, held in given}


# Scale words


def _scale_in(words: str, wording: DirectedWording) -> str:
    """Return the first scale word of a text, as "million" in "million tonnes"; empty for none."""
    found = re.search(_scale_words(wording), words, re.IGNORECASE)
    return found.group() if found else ""


def _power_of(scale: str, wording: DirectedWording) -> int:
    """Return the power of ten of a scale word."""
    return _powers(wording).get(scale.lower(), 0)


@lru_cache(8)
def _scale_words(wording: DirectedWording) -> str:
    listed = "|".join(re.escape(word) for word in sorted(_powers(wording), key=lambda word: (-len(word), word)))
    return rf"\b(?:{listed})\b" if wording.language.spaced else rf"(?:{listed})"


@lru_cache(8)
def _powers(wording: DirectedWording) -> Mapping[str, int]:
    language = wording.language
    short = {short: language.prefixes[word] for word, short in language.scales.items() if len(short) > 1}
    return {**language.prefixes, **short}


# Repeated words

_HAN: Final = "\u2e80-\u9fff\uf900-\ufaff"
_TOKEN: Final = re.compile(rf"\d+(?:[.,]\d+)*|[{_HAN}]|[^\W\d_{_HAN}]+|[^\w\s]|_")
_WORD: Final = re.compile(r"[^\W\d_]+|[%‰×°]")
_MOST_REPEATED: Final = 8
# One character of Chinese may end a number and begin the next word, as in 9年年均; of these only a repetition does.
_ALONE: Final = frozenset("万亿倍第")


# What a rate ends with, in English; and up to how many words of a unit may stand before it comes again.
_EACH: Final = (["a", "year"], ["a", "quarter"], ["a", "month"], ["a", "week"], ["a", "day"])
_RATE, _BETWEEN = 3, 2
_NOUN: Final = re.compile("(?!(?:in|on|at|by|from|over|for|than|of|and|or|but|to|a|the|is|as)$)[a-z]+")


def repetition_findings(text: Text) -> Iterator[ProseFinding]:
    """Find each number whose first or last words stand again right before or after it."""
    for at, run in enumerate(text):
        if not run.fact:
            continue
        own = _TOKEN.findall(run.text)
        before, after = _nearest_words(text[at - 1 :: -1] if at else ()), _nearest_words(text[at + 1 :])
        again = _each_again(own, after)
        for repeated in filter(None, (_overlap(own, after) or again, _overlap(before, own))):
            words = (" " if repeated[0].isascii() else "").join(repeated)
            what = f"{words!r} stands twice: the text has it, and {run.fact} prints it too, as {run.text!r}"
            fix = "leave the unit out of the text too, and print it with `| full`" if repeated is again else ""
            yield ProseFinding(what, fix or f"leave {words!r} out of the text")


def _nearest_words(runs: Text) -> list[str]:
    """Return the words of the first run that has any, unless a number stands there."""
    for run in runs:
        if run.fact:
            return []
        if tokens := _TOKEN.findall(run.text):
            return tokens
    return []


def _overlap(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return the longest end of `first` with which `second` begins, if it holds words."""
    end, start = ([item.casefold() for item in part] for part in (first[-_MOST_REPEATED:], second[:_MOST_REPEATED]))
    for count in range(min(len(end), len(start)), 0, -1):
        shared = list(second[:count])
        if end[-count:] == start[:count] and _is_repetition(shared):
            return shared
    return []


def _each_again(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return "a year" where a rate ends with it and the text has it again behind a unit: "2 a year points a year"."""
    end = [item.casefold() for item in first[-2:]]
    if len(first) < _RATE or end not in _EACH:
        return []
    behind = [item.casefold() for item in second[: _BETWEEN + 2]]
    for at in range(1, len(behind) - 1):
        if behind[at : at + 2] == end and all(_NOUN.fullmatch(word) for word in behind[:at]):
            return list(second[at : at + 2])
    return []


def _is_repetition(words: Sequence[str]) -> bool:
    """Whether shared words are a slip; a lone character of Chinese or a currency's letters are none."""
    if not _WORD.fullmatch(words[0]):
        return False
    if len(words) > 1 or words[0] in _ALONE:
        return True
    return not (re.fullmatch(f"[{_HAN}]", words[0]) or words[0].isupper())
