"""Tokens of a text, and whether a number as printed is a rounding of a value. Each language is a file of data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache, partial
from sys import intern
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefing.proof.languages import known
from briefing.proof.numbers.computing import compute
from briefing.proof.numbers.dates_and_bases import TimeWords, may_be_date, printed_dates, printed_windows, time_words
from briefing.proof.periods import Period, period
from briefing.proof.reading.formula_trees import Difference, Streak, Value
from briefing.proof.reading.ledger_reader import LedgerFact

_HAN: Final = "\u2e80-\u9fff\uf900-\ufaff"
_TOKEN: Final = re.compile(rf"\d+(?:[.,]\d+)*|[{_HAN}]|[^\W\d_{_HAN}]+|[^\s\w]|_")
_DROPPED: Final = str.maketrans("", "", "\u00ad\ufffe\u200b\u2060")
# A sign of money may stand between a number and its sign, as in −£56.
_NUMBER: Final = re.compile(r"([+−-]?)(?:[A-Z]{0,3}[$€£¥])?(\d+(?:[.,]\d+|[\u00a0\u202f ]\d{3}(?!\d))*)")
_MONEY: Final = re.compile("[A-Z]{0,3}[$€£¥]")
# Money and the short form of its scale in one word, whose number stands between them: "$12.5 bn" of "$bn".
_SHORT_MONEY: Final = re.compile(r"[A-Z]{0,3}[$€£¥]\s?(trn?|tn|bn|mn|mln|m|k)")
_SHORT: Final = {"trn": 12, "tr": 12, "tn": 12, "bn": 9, "mn": 6, "mln": 6, "m": 6, "k": 3}
_PLAIN: Final = re.compile(r"−?\d[\d,]*(?:\.\d+)?")
_WIDE: Final = Context(prec=60)
_MOST_DIGITS: Final = 50
_STABLE: Final = 0.05  # what rounds to nothing with one decimal
_TO: Final = {"=": ROUND_HALF_UP, "≈": ROUND_HALF_UP, "≥": ROUND_FLOOR, "≤": ROUND_CEILING}
_TURNED: Final = {"≥": "≤", "≤": "≥"}
# Scale words that a unit of the dataset begins with; its tables are in English.
_UNITS: Final = {"trillion": 12, "billion": 9, "million": 6, "thousand": 3}


class Numerals(Struct, frozen=True):
    """How a language writes numbers; what a language without a file lacks is empty, and not compared."""

    point: str = ""
    group: str = ""
    cardinals: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    fold: str = ""
    below: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    rises: str = ""
    falls: str = ""
    still: str = ""
    just_under: tuple[str, ...] = ()
    just_over: tuple[str, ...] = ()
    claims: str = ""
    idioms: str = ""
    scales: Mapping[str, int] = {}
    shifts: Mapping[str, int] = {}
    powers: str = ""  # what a unit's words begin with where they count in thousands or more: 百万1947年美元


@lru_cache(maxsize=16)
def numerals(lang: str) -> Numerals:
    """Return how a language writes numbers."""
    return msgspec.convert(known(lang).get("numbers", {}), Numerals)


@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[str, ...]:
    """Return the numbers, words, single Han characters and punctuation of a text, without spaces and soft hyphens."""
    # ² and １ are figures too; a wide comma parts two numbers, as in 40，2023
    whole = text if text.isascii() else unicodedata.normalize("NFKC", text.replace("，", "， "))
    # A word is one object in all texts, as thousands of these are remembered.
    return tuple(map(intern, _TOKEN.findall(whole.translate(_DROPPED))))


def agrees(text: str, fact: LedgerFact, lang: str) -> bool | None:
    """Whether every number of a printed fact is the fact, rightly rounded, or a year of its observations.

    A word of direction must agree with its sign. None where the text holds nothing that can be read as a number.
    """
    return fact.found("agrees", text, lang, partial(_agrees, text, fact, lang))


def _agrees(text: str, fact: LedgerFact, lang: str) -> bool | None:
    language, times = numerals(lang), time_words(lang)
    if times.stable and re.search(times.stable, text):
        return abs(fact.value) < _STABLE or _sign(fact) == 0
    if readings := _readings_stated(text, fact, times):
        return all(agrees(stated, reading, lang) for stated, reading in readings)
    if _names_period(text, fact, lang):
        return True
    text = _without_dates(text, lang)
    bare = without_unit(text, fact, language)
    matches = list(_NUMBER.finditer(bare))
    if turned(text, fact, lang):
        return False
    if not matches and direction_of(bare, lang) == 0:
        return _sign(fact) == 0
    if matches:
        return all(_digits_agree(match, bare, fact, language) for match in matches)
    return _words_agree(text.lower(), fact, language)


def _names_period(text: str, fact: LedgerFact, lang: str) -> bool:
    """Whether a text is the name of a period of a fact without its year, as "week 33", "Q1" or 7月."""
    own = {record.period for record in fact.records} | ({period(fact.written)} if fact.written is not None else set())
    years = {str(date.year) for one in own for date in (one.first, one.last)}
    spans = {(one.first, one.last) for one in own}
    named = (ends for year in years for ends in _periods_named(text, year, lang))
    return any(last in own or (first.first, last.last) in spans for first, last in named)


@lru_cache(maxsize=1024)
def _periods_named(text: str, year: str, lang: str) -> tuple[tuple[Period, Period], ...]:
    """Return the first and the last of the periods of a year that a text names without it; it is compared with many
    facts of the same years."""
    wholes = f"{year}{time_words(lang).tail}{text}", f"{text} {year}", f"{text} of {year}"
    dates = ((whole, date) for whole in wholes if may_be_date(whole, lang) for date in printed_dates(whole, lang))
    return tuple((date.first, date.last) for whole, date in dates if (date.start, date.end) == (0, len(whole)))


def _without_dates(text: str, lang: str) -> str:
    """Return a text without its dates and windows, whose days, weeks and numbers of months are no values."""
    spans = {(one.start, one.end) for one in printed_windows(text, lang, numerals(lang).cardinals)}
    spans |= {(one.start, one.end) for one in printed_dates(text, lang)}
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _readings_stated(text: str, fact: LedgerFact, times: TimeWords) -> list[tuple[str, LedgerFact]]:
    """Return what a text tells of a revision, as "revised down from 86.11 to 85.40": each reading with its own fact."""
    found = re.search(times.revised, text) if times.revised else None
    formula = fact.readable_formula
    if found is None or not isinstance(formula, Difference):
        return []
    last, first = (
        replace(fact, value=float(compute(part, fact.records)), tree=Value(0), unit=fact.unit) for part in formula.of
    )
    groups = found.groupdict()
    return [(groups[key], one) for key, one in (("first", first), ("last", last), ("only", last)) if groups.get(key)]


def years_of(fact: LedgerFact) -> set[int]:
    """Return the calendar years in which the periods of a fact's records start and end."""
    periods = {cell.period for cell in fact.records}
    return {date.year for stretch in periods for date in (stretch.first, stretch.last)}


def direction_of(text: str, lang: str) -> int | None:
    """Return the direction that the words of a printed change give: 1, −1, 0 for none; None without such words."""
    return _way(text, numerals(lang))


def _way(text: str, language: Numerals) -> int | None:
    for way, pattern in ((0, language.still), (1, language.rises), (-1, language.falls)):
        if pattern and re.search(pattern, text, re.IGNORECASE):
            return way
    return None


def turned(text: str, fact: LedgerFact, lang: str) -> bool:
    """Whether the words of a printed change say another direction than its value; of a published value only where
    it is a percentage, as a growth rate."""
    if fact.is_published and not fact.unit.startswith("%"):
        return False
    way = direction_of(without_unit(text, fact, numerals(lang)), lang)
    return way is not None and way != _sign(fact)


def _sign(fact: LedgerFact) -> int:
    beyond = fact.value - (1 if fact.unit == "×" else 0)
    sign = (beyond > 0) - (beyond < 0)
    return -sign if fact.unit == "places" else sign


def without_unit(text: str, fact: LedgerFact, language: Numerals) -> str:
    """Return a printed fact without its unit, whose numerals ("per 10,000 residents") are no values.

    The scale word that a unit begins or ends with stays, as it belongs to the number. The halves of 千瓦/千人 are
    removed one by one, as they may be separate: in 每千人41.6千瓦 no 千 is a scale. A unit that is written as a scale
    word stays where it is one: in 0.5m, of metres in millions, and not in 1 m.
    """
    halves = [*fact.unit.split("/", 1), *fact.unit_words.split("/", 1)]
    whole = set() if "scale" in fact.format and power(fact.unit) else {fact.unit, fact.unit_words, *halves}
    words = re.sub(language.powers, "", fact.unit_words) if language.powers and "scale" in fact.format else ""
    for unit in sorted({*whole, _unscaled(fact.unit), words}, key=len, reverse=True):
        if unit and not _PLAIN.fullmatch(unit) and not _MONEY.fullmatch(unit):
            spaced = r"(?<=\s)" if "scale" in fact.format and unit in language.scales else ""
            text = _unit_pattern(unit, _longer_scales(unit, language), spaced).sub(_blank, text)
    return text


def _blank(unit: re.Match[str]) -> str:
    """Return a space for a unit, and a unit as it is where it is a part of a longer word.

    That is decided here and not in the pattern, as one with a class of all letters takes far longer to compile.
    """
    words, text, (start, end) = unit[0], unit.string, unit.span()
    goes_on = words[-1].isalpha() and _is_letter(text[end : end + 1])
    return words if goes_on or (words[0].isalpha() and start and _is_letter(text[start - 1])) else " "


def _is_letter(sign: str) -> bool:
    """Whether a sign is a letter of a script that separates words, or a raised or broken figure."""
    is_han = "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff"
    return sign.isalnum() and not (sign.isdecimal() or is_han)


def _longer_scales(unit: str, language: Numerals) -> tuple[str, ...]:
    """Return what makes the scale word that a unit begins with a longer one: 万 before 亿元, which is then no unit."""
    pairs = ((word, longer) for word in language.scales if unit.startswith(word) for longer in language.scales)
    return tuple(longer.removesuffix(word) for word, longer in pairs if longer != word and longer.endswith(word))


@lru_cache(maxsize=256)
def _unit_pattern(unit: str, longer: tuple[str, ...], spaced: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, unit.split()))
    before = r"(?<![\d.,])" if unit[0].isdigit() else ""
    after = r"(?!\d)" if unit[-1].isdigit() else ""
    whole = "".join(f"(?<!{re.escape(head)})" for head in longer)
    return re.compile(f"{spaced}{before}{whole}{words}{after}", re.IGNORECASE)


def _unscaled(unit: str) -> str:
    words = unit.split(" ")
    if len(words) > 1 and words[0] in _UNITS:
        return " ".join(words[1:])
    return " ".join(words[:-1]) if len(words) > 1 and words[-1] in _UNITS else unit


def power(unit: str) -> int:
    """Return the power of ten that a unit of the dataset begins or ends with: "billion yuan", "EUR million", "$bn"."""
    if money := _SHORT_MONEY.fullmatch(unit):
        return _SHORT[money[1]]
    words = unit.split(" ")
    return _UNITS.get(words[0], 0) or (_UNITS.get(words[-1], 0) if len(words) > 1 else 0)


def _digits_agree(match: re.Match[str], text: str, fact: LedgerFact, language: Numerals) -> bool:
    sign, figure = match.groups()
    if not sign and re.fullmatch(r"\d{4}", figure) and int(figure) in years_of(fact):
        return True
    tail = text[match.end() :].lstrip()
    scale = next((power for word, power in language.scales.items() if _begins(tail, word)), 0)
    value = Decimal(repr(fact.value))
    if fact.unit == "%" and any(word in tail for word in language.more):
        value = value.scaleb(-2)  # "4.5 times more" tells a rise of 450 %
    way = None if fact.is_published and not fact.unit.startswith("%") else _way(text, language)
    unsigned = value < 0 and sign not in ("−", "-") and _sign_in_words(fact, way)
    qualifier = _TURNED.get(fact.qualifier, fact.qualifier) if unsigned else fact.qualifier
    head = text[: match.start()].rstrip().lower()
    bounded = fact.qualifier == "=" and head.endswith((*language.above, *language.below))
    for number, decimals in _readings(figure, language, language.group or "," * bool(fact.format.get("thousands"))):
        shown = -number if sign in ("−", "-") else number
        for target in _as_shown(abs(value) if unsigned else value, fact, scale, language):
            if bounded and _beyond(head, number, target, decimals, language):
                return True
            if not bounded and rounded(target, decimals, qualifier) == shown:
                return _is_fair_rounding(head, target, shown, fact, language)
    return False


def _begins(tail: str, word: str) -> bool:
    """Whether what follows a number begins with a scale word: "m" is none in "metres"."""
    return tail.startswith(word) and not (word.isascii() and tail[len(word) : len(word) + 1].islower())


def _beyond(head: str, shown: Decimal, value: Decimal, decimals: int, language: Numerals) -> bool:
    """Whether a value lies by less than one of its last digit above or below the number as printed, and words before
    it say so: "more than 90-fold", "less than 1"."""
    step = Decimal(1).scaleb(-decimals)
    if head.endswith(language.above):
        return shown < value <= shown + step
    smallest = shown.normalize().as_tuple().digits == (1,)  # of what would be printed as zero: "less than 0.1"
    return value < shown and (value >= shown - step or (smallest and value > 0))


def _is_fair_rounding(head: str, value: Decimal, shown: Decimal, fact: LedgerFact, language: Numerals) -> bool:
    """Whether a rounded number may be printed: a value "just under" is below it, and no whole or zero is printed for a
    part. A change may be "0.0", with decimals that say how small it is at most."""
    if head.endswith(language.just_under):
        return value < shown
    if head.endswith(language.just_over):
        return value > shown
    part = fact.unit == "%" and fact.qualifier == "=" and not fact.is_published
    whole = part and not fact.is_relative_change and value < shown == 100
    small = fact.is_relative_change and shown.as_tuple().exponent != 0
    return not (whole or (part and shown == 0 != value and not small))


def _sign_in_words(fact: LedgerFact, way: int | None) -> bool:
    """Whether words may give the sign of a fact, as in "fell 26%": of a change, never of a published value. Where they
    are not in the printed text they are in its sentence."""
    worded = way is not None or fact.unit in ("%", "% a year", "percentage points", "places")
    rate = fact.unit.startswith("%") and way is not None  # a published one: "the economy shrank 2.1%"
    return worded and (rate or not fact.is_published)


def rounded(value: Decimal, decimals: int, qualifier: str = "=") -> Decimal:
    """Return a number with so many decimals, halves away from zero, a bound rounded to its safe side."""
    if value.adjusted() + decimals > _MOST_DIGITS:
        return value  # more digits than anybody prints
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=_TO.get(qualifier, ROUND_HALF_UP), context=_WIDE)


def _as_shown(value: Decimal, fact: LedgerFact, scale: int, language: Numerals) -> Iterator[Decimal]:
    """Yield a value in its fact's unit as it may be printed with a scale word (its power of ten) or without one; where
    the format names a scale, the unit loses its own word, and a value too small for any is printed in full."""
    own = power(fact.unit)
    if scale:
        yield value.scaleb(own - scale)
    elif own and "scale" in fact.format:
        yield value.scaleb(own)
    else:
        yield value
        yield value.scaleb(language.shifts.get(str(own), 0))


def _readings(figure: str, language: Numerals, own: str) -> Iterator[tuple[Decimal, int]]:
    """Yield what a figure may mean, with its decimals: 1,185.9, 1.185,9 or 1 185,9 by the language, if it is known."""
    plain = re.sub(r"\s", "", figure)
    for point, group in [(language.point, own)] if language.point else [(".", ","), (",", ".")]:
        whole, _, part = plain.partition(point)
        grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+", whole) if group else None
        digits = whole.replace(group, "") if grouped else whole
        if digits.isdecimal() and (not part or part.isdecimal()):
            yield Decimal(f"{digits}.{part}" if part else digits), len(part)


def _words_agree(text: str, fact: LedgerFact, language: Numerals) -> bool | None:
    value = abs(fact.value) if isinstance(fact.readable_formula, Streak) else fact.value
    if any(word == text.strip() for word in language.met):
        return value <= 0 if fact.better == "down" else value >= 0
    match = re.search(language.fold, text) if language.fold else None
    if match and match["word"] in language.cardinals:
        whole = language.cardinals.index(match["word"])
        if any(word in text for word in language.below):
            return whole - 1 <= value < whole
        if any(word in text for word in language.above):
            return whole < value <= whole + 1
        return value == whole or (fact.qualifier == "≈" and round(value) == whole)
    found = tokens(text)
    for words, first in ((language.ordinals, 1), (language.cardinals, 0)):
        for at in range(len(words) - 1, -1, -1):  # 十一 before 一
            if _stands_in(tokens(words[at]), found):
                return value == at + first
    return None


def _stands_in(sought: tuple[str, ...], found: tuple[str, ...]) -> bool:
    if sought and sought[0] not in found:
        return False
    return any(found[at : at + len(sought)] == sought for at in range(len(found)))
